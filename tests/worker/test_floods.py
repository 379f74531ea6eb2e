"""A megabyte of anything is read within the worker's own deadline: nothing in the reader takes quadratic time."""

import sys
from collections.abc import Iterator

import pytest

from app.domain.mail import ParsedMail
from app.worker.client import DEADLINE, WorkerClient
from tests.worker.letters import BOUNDARY, container, html_letter, letter, part

MEGABYTE = 1_000_000

HEADS = ("=?", "=?a?b?", "=?utf-8?Q?a?= ", "<", '"', "(", ",", ":", "a@", "<a@b>", "a*0*=x; ", "\t", "你")
FIELDS = ("From", "Subject", "References", "Content_Type", "Date", "Auto_Submitted", "X_Y")
TEXTS = (
    "> ", ">\n", "> a\nb\n", "wrote:\n", "From: a\n", "On a ", "-- \n", "----",
    "-----Original Message-----\n", "\n", "https://a ", "a@b:1 10:00:\n", "<a@b> 2026:\n",
    "Sent from my \n", "😀", "=\n", "=ZZ", "5.1.1 ", "message-id: <",
)  # fmt: skip
HTMLS = (
    "<", "</", "<div", "<div>", "<b><p>", "<table><tr><td>", "<!--", "&", "&#", "<a href=https://x>x</a>",
    "<img src=https://x>", "<blockquote type=cite>", "<div class=gmail_quote>", "<svg>", "<select>",
    '<x y="', "<form>", "<plaintext>", "<i><table>",
)  # fmt: skip


def _much(piece: str) -> str:
    return piece * (MEGABYTE // len(piece.encode()))


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    client = WorkerClient([sys.executable, "-m", "app.worker.main"], deadline=DEADLINE)
    client.parse_mail(letter("started before the first test, so that no test is blamed for its thread"))
    yield client
    client.close()


def _all_read(worker: WorkerClient, raws: list[bytes]) -> None:
    results = worker.parse_mails(raws)
    assert [number for number, result in enumerate(results) if not isinstance(result, ParsedMail)] == []
    assert worker.restarts == 0


@pytest.mark.parametrize("piece", HEADS)
def test_floods_in_fields(worker: WorkerClient, piece: str) -> None:
    _all_read(worker, [letter("x", **{field: _much(piece)}) for field in FIELDS])


@pytest.mark.parametrize("piece", TEXTS)
def test_floods_in_texts(worker: WorkerClient, piece: str) -> None:
    flood = _much(piece)
    daemon = {"From": "mailer-daemon@x.example"}
    _all_read(worker, [letter(flood, In_Reply_To="<a@b.example>"), letter(flood, **daemon)])
    _all_read(worker, [letter(flood, Content_Transfer_Encoding="quoted-printable")])


@pytest.mark.parametrize("piece", HTMLS)
def test_floods_in_html(worker: WorkerClient, piece: str) -> None:
    _all_read(worker, [html_letter("<blockquote>x</blockquote>" + _much(piece))])


def test_floods_of_parts_and_boundaries(worker: WorkerClient) -> None:
    edges = [
        container("mixed", [part("text/plain", _much("\r\n--" + edge))], boundary=edge) for edge in "-x."
    ]
    pieces = container("mixed", [part("text/html", "<p>x")] * 20_000)
    nested = letter(
        _much(f"--{BOUNDARY}\r\nContent-Type: message/rfc822\r\n\r\n"),
        Content_Type=f"multipart/mixed; boundary={BOUNDARY}",
    )
    bare = [b"\0" * MEGABYTE, b"\r" * MEGABYTE, b"\n" * MEGABYTE, b"a:\n" * 300_000, bytes(range(256)) * 4000]
    _all_read(worker, [*edges, pieces, nested, *bare])


def test_floods_under_false_character_sets(worker: WorkerClient) -> None:
    raws = [
        letter(b"\xb0\xa1" * 500_000, Content_Type="text/plain; charset=us-ascii"),
        letter(b"\x80\x90\xa0" * 300_000, Content_Type="text/plain; charset=utf-8"),
        letter(_much("+A"), Content_Type="text/plain; charset=utf-7"),
        letter(_much("~{"), Content_Type="text/plain; charset=hz"),
        letter(_much("\x1b$B"), Content_Type="text/plain; charset=iso-2022-jp"),
    ]
    _all_read(worker, raws)
