"""The head of a mail is read field by field, however broken it is."""

import pytest

from app.worker.headers import (
    MAX_DECODED,
    MAX_FIELDS,
    MAX_HEAD,
    base64_bytes,
    decode_words,
    parameters,
    split,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain words", "plain words"),
        ("=?utf-8?B?5L2g5aW9?=", "你好"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=", "Grüße an alle"),
        ("=?utf-8*en?q?hello?= there", "hello there"),
        ("=?utf-8?B?5L2g?= =?utf-8?B?5aW9?=", "你好"),
        ("=?utf-8?B?5L2=?= =?utf-8?B?oOWlvQ==?=", "你好"),
        ("=?gbk?B?xOO6ww==?= and =?utf-8?B?5aW9?=", "你好 and 好"),
        ("=?gbk?B?xOM=?= =?utf-8?B?5aW9?=", "你好"),
        ("Re: =?utf-8?Q?caf=C3=A9?= now", "Re: café now"),
        ("=?utf-8?Q?with raw spaces?=", "with raw spaces"),
        ("=?utf-8?X?bad?=", "=?utf-8?X?bad?="),
        ("=?utf-8?B?", "=?utf-8?B?"),
        ("=?us-ascii?B?xOO6w6GjztLDx7qmxcLL+w==?=", "你好。我们害怕他"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ],
)
def test_encoded_words_are_decoded(written: str, meant: str) -> None:
    assert decode_words(written) == meant


def test_a_character_split_between_two_words_is_joined() -> None:
    assert decode_words("=?utf-8?Q?=E4=BD?= =?utf-8?Q?=A0?=") == "你"


def test_fields_are_found_whatever_their_line_ends() -> None:
    for raw in (
        b"A: 1\r\nB: 2\r\n\r\nbody",
        b"A: 1\nB: 2\n\nbody",
        b"\r\n\nA: 1\nB: 2\n\nbody",
        b"From x y\nA: 1\nB: 2\n\nbody",
    ):
        headers, body = split(raw)
        assert (headers.raw("a"), headers.raw("b"), raw[body:]) == ("1", "2", b"body")
        assert headers.names() == ["a", "b"]


def test_an_envelope_line_without_an_end_is_a_mail_without_anything() -> None:
    headers, body = split(b"From x y")
    assert len(headers) == 0
    assert body == len(b"From x y")


def test_folded_fields_are_unfolded_and_nulls_removed() -> None:
    headers, _ = split(b"Subject: one\n two\n\tthree\x00\nTo: a\n\n")
    assert headers.raw("subject") == "one two three"


def test_a_line_that_is_no_field_is_passed_over() -> None:
    headers, body = split(b"A: 1\nthis is garbage\nB: 2\n\nx")
    assert headers.raw("b") == "2"
    assert headers.problems == ["header_garbage"]
    assert body == 27


def test_garbage_at_the_very_end_of_the_head_is_passed_over() -> None:
    assert split(b"A: 1\ngarbage")[0].names() == ["a"]


def test_a_mail_without_a_head_is_all_body() -> None:
    headers, body = split(b"just words\n\nmore words")
    assert headers.problems == ["header_garbage", "no_headers"]
    assert body == 0


def test_a_megabyte_of_one_field_is_cut_but_the_body_found() -> None:
    raw = b"Subject: " + b"x" * 1_000_000 + b"\nTo: a@b.example\n\nbody"
    headers, body = split(raw)
    assert raw[body:] == b"body"
    assert "headers_cut" in headers.problems
    assert len(headers.text("subject")) == MAX_DECODED


def test_too_many_fields_are_cut() -> None:
    headers, _ = split(b"".join(b"X-%d: y\n" % number for number in range(MAX_FIELDS + 5)) + b"\n")
    assert len(headers) == MAX_FIELDS
    assert headers.problems == ["headers_cut"]
    assert MAX_HEAD > MAX_FIELDS


def test_raw_bytes_in_a_field_are_guessed() -> None:
    headers, _ = split("Subject: 你好，我的包裹\n\n".encode("gbk"))
    assert headers.text("subject") == "你好，我的包裹"
    assert "subject" in headers
    assert headers.text("absent") == ""
    assert headers.every("absent") == []


@pytest.mark.parametrize(
    ("written", "value", "found"),
    [
        ("Text/Plain", "text/plain", {}),
        (
            'text/plain; charset="utf-8"; Format=flowed',
            "text/plain",
            {"charset": "utf-8", "format": "flowed"},
        ),
        ('a/b; name="say \\"hi\\""', "a/b", {"name": 'say "hi"'}),
        ('a/b; name="never closed', "a/b", {"name": "never closed"}),
        ("a/b; name*=utf-8''%E4%BD%A0.txt", "a/b", {"name": "你.txt"}),
        ("a/b; name*0*=gbk''%C4%E3; name*1=\".txt\"", "a/b", {"name": "你.txt"}),
        ("a/b; name*1=b; name*0=a; name*99999=z", "a/b", {"name": "ab"}),
        ("a/b; name*=nonsense''%E4%BD%A0", "a/b", {"name": "你"}),
        ("a/b; name*=%41", "a/b", {"name": "A"}),
        ('a/b; name="=?utf-8?B?5L2g?="', "a/b", {"name": "你"}),
        ("a/b; x=1; x=2", "a/b", {"x": "1"}),
        ("", "", {}),
    ],
)
def test_parameters_are_read_in_every_notation(written: str, value: str, found: dict[str, str]) -> None:
    assert parameters(written) == (value, found)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"aGk=", b"hi"),
        (b"aGk", b"hi"),
        (b"a G\r\nk=", b"hi"),
        (b"aGkaa!", b"hi\x1a"),
        (b"aGkab", b"hi\x1a"),
        (b"", b""),
        (b"A", b""),
    ],
)
def test_base64_is_decoded_even_when_it_is_cut_or_dirty(written: bytes, meant: bytes) -> None:
    assert base64_bytes(written) == meant
