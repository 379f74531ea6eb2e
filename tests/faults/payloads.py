"""Grows hostile payloads from a seed: sound ones, then bent. The same seed and number give the same bytes for ever."""

import base64
from random import Random

from tests.worker.letters import HEAD, container, file_part, inner, part
from tests.worker.quote_samples import ALL_VISIBLE, ALL_VISIBLE_HTML, HTMLS, TEXTS

TOKENS = (
    b"\r\n", b"\n\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"--", b"--=_edge_1",
    b"--=_edge_1--\r\n", b"=?utf-8?B?", b"?=", b"=?", b"=\r\n", b"=ZZ", b"&#0;", b"&#x110000;",
    b"&amp;" * 50, b"<div>" * 60, b"<!--", b"-->", b"<![CDATA[", b"<plaintext>", b"<svg><style>",
    b"<img src='file:///etc/passwd'>", b"<img src='\\\\srv\\s\\x'>", b"<a href='https://x.example/'>",
    b"</", b"Content-Type: multipart/mixed; boundary=x\r\n", b"Content-Type: message/rfc822\r\n\r\n",
    b"charset=utf-7", b"charset=gb2312", b"charset=\"", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: x-uuencode\r\n", b"> " * 40, b"\n> ", b"On a " * 30, b" wrote:\n",
    b"From: ", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80" * 200, b"\xa1\xa1\xb0\xb0", b"a" * 3000, b"\t" * 500,
    b"(" * 200, b"\"" * 99, b"<" * 300, b"@" * 300, b",;:" * 99, b"%00%ff", b"*0*=", b"name*1=",
    b"http://" + b"x" * 2500, b"_" * 300, b"\x1b$B", b"~{",
)  # fmt: skip
CHARSETS = (
    "utf-8",
    "us-ascii",
    "gbk",
    "gb18030",
    "big5",
    "shift_jis",
    "iso-2022-jp",
    "euc-kr",
    "iso-8859-1",
    "utf-7",
    "utf-16",
    "x",
    "",
)
WORDS = (
    "parcel",
    "Rückgabe",
    "colis",
    "包裹",
    "返品",
    "환불",
    "посылка",
    "طرد",
    "พัสดุ",
    "refund",
    "30 €",
    "😀",
)
TYPES = (
    "text/plain",
    "text/html",
    "text/calendar",
    "image/png",
    "application/pdf",
    "message/rfc822",
    "message/delivery-status",
)
ENCODINGS = ("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "nonsense")


def letter_with(random: Random, marker: str) -> bytes:
    """A sound mail whose readable body holds the marker."""
    plain = f"{_words(random)} {marker}\n\n{_words(random)}"
    kind = random.randrange(4)
    if kind == 0:
        return _single(random, plain)
    html = f"<p>{_words(random)}</p><p>{marker}</p><p>{_words(random)}</p>"
    alternatives = [part("text/plain; charset=utf-8", plain), part("text/html; charset=utf-8", html)]
    if kind == 1:
        return container("alternative", alternatives)
    files = [file_part("image/png", f"{random.choice(WORDS)}.png", random.randbytes(random.randrange(3000)))]
    body = inner("alternative", alternatives, "inside") if kind == 2 else alternatives[random.randrange(2)]
    return container("mixed", [body, *files])


def _single(random: Random, text: str) -> bytes:
    head = dict(HEAD)
    data = text.encode()
    encoding = random.choice(("8bit", "base64"))
    if encoding == "base64":
        data = base64.encodebytes(data)
    head["Content-Type"] = "text/plain; charset=utf-8"
    head["Content-Transfer-Encoding"] = encoding
    return "\r\n".join(f"{name}: {value}" for name, value in head.items()).encode() + b"\r\n\r\n" + data


def hostile_mail(random: Random) -> bytes:
    """A mail of odd parts in odd nesting, then bent a few times."""
    if random.random() < 0.3:
        return bent(random, letter_with(random, "x"))
    if random.random() < 0.05:
        return random.randbytes(random.randrange(2000))
    raw = container(
        "mixed", [_odd_part(random, 0) for _ in range(random.randrange(1, 4))], **_odd_fields(random)
    )
    return bent(random, raw) if random.random() < 0.8 else raw


def _odd_part(random: Random, depth: int) -> bytes:
    if depth < 4 and random.random() < 0.25:
        kind = random.choice(("mixed", "alternative", "related", "report", "digest", "signed", "odd"))
        pieces = [_odd_part(random, depth + 1) for _ in range(random.randrange(4))]
        return inner(kind, pieces, random.choice((f"b{depth}", "b", "=_edge_1", "-")))
    content_type = f"{random.choice(TYPES)}; charset={random.choice(CHARSETS)}; format=flowed"
    body = _odd_body(random).encode(random.choice(("utf-8", "gb18030", "utf-16")), "replace")
    return part(content_type, body, Content_Transfer_Encoding=random.choice(ENCODINGS))


def _odd_body(random: Random) -> str:
    samples = (*TEXTS, *HTMLS, *ALL_VISIBLE, *ALL_VISIBLE_HTML)
    sample = random.choice(samples)
    text = sample.text or sample.html
    if random.random() < 0.3:
        tag = random.choice(
            ("div", "b", "table", "blockquote", "td", "p", "ul", "a href='https://x.example'")
        )
        text = f"<{tag}>" * random.randrange(1, 3000) + text
    return text * random.choice((1, 1, 1, 2, 20))


def _odd_fields(random: Random) -> dict[str, str | None]:
    values = (
        "",
        "=?gbk?Q?=C4?=",
        "<>",
        "<a@b>",
        "a@b, " * 20,
        '"',
        "x" * 2000,
        "auto-replied",
        "no",
        "Mon, 99 Foo 2026 25:61:61 +9999",
    )
    names = (
        "From",
        "To",
        "Subject",
        "Date",
        "Message_ID",
        "In_Reply_To",
        "References",
        "Auto_Submitted",
        "Return_Path",
        "X_Y",
    )
    return {name: random.choice((None, *values)) for name in names if random.random() < 0.4}


def bent(random: Random, data: bytes) -> bytes:
    """A few random wounds: bytes changed, pieces lost, doubled, moved, tokens put in, the end cut off."""
    for _ in range(random.randrange(1, 6)):
        data = random.choice(_WOUNDS)(random, data)
    return data


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _lose(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + data[end:]


def _repeat(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:end] + data[start:end] * random.choice((1, 1, 5, 50)) + data[end:]


def _put_in(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(TOKENS) * random.choice((1, 1, 1, 30)) + data[at:]


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _line_ends(random: Random, data: bytes) -> bytes:
    return data.replace(b"\r\n", random.choice((b"\n", b"\r", b"\r\r\n", b"\n\r")))


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(400))


_WOUNDS = (_flip, _lose, _repeat, _put_in, _put_in, _cut, _line_ends)


def _words(random: Random) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randrange(1, 30)))
