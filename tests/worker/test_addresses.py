"""Who wrote to whom and when, out of fields that follow no rule."""

from datetime import UTC, datetime

import pytest

from app.domain.mail import Mailbox
from app.worker.addresses import (
    MAX_IDS,
    MAX_MAILBOXES,
    NOBODY,
    first_mailbox,
    mailboxes,
    message_id,
    message_ids,
    moment,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", []),
        ("A@B.example", [Mailbox("", "a@b.example")]),
        ("Anna <a@b.example>", [Mailbox("Anna", "a@b.example")]),
        ('"Anna \\"A\\" B" <a@b.example>', [Mailbox('Anna "A" B', "a@b.example")]),
        ("'Anna' <a@b.example>", [Mailbox("Anna", "a@b.example")]),
        ("=?utf-8?B?5L2gLOWlvQ==?= <a@b.example>", [Mailbox("你,好", "a@b.example")]),
        ("<a@b.example>", [Mailbox("", "a@b.example")]),
        ("broken <not an address>", [Mailbox("broken", "")]),
        (
            '"Buyer, Anna" <a@b.example>, c@d.example',
            [Mailbox("Buyer, Anna", "a@b.example"), Mailbox("", "c@d.example")],
        ),
        ('"a\\"b" <a@b.example>, x@y.example', [Mailbox('a"b', "a@b.example"), Mailbox("", "x@y.example")]),
        ("c@d.example (Carl)", [Mailbox("Carl", "c@d.example")]),
        ("team: a@b.example, c@d.example;", [Mailbox("", "a@b.example"), Mailbox("", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        ("<a@b.example>: x@y.example", [Mailbox("x@y.example", "a@b.example")]),
        ("just a name, another", [Mailbox("just a name", ""), Mailbox("another", "")]),
        ('"never closed <a@b.example>, x', [Mailbox("", "a@b.example")]),
        ("a@b.example; c@d.example", [Mailbox("", "a@b.example"), Mailbox("", "c@d.example")]),
        ("a@b.example:c@d.example", [Mailbox("", "a@b.example")]),
        ("x > y <a@b.example>, z", [Mailbox("x y", "a@b.example"), Mailbox("z", "")]),
    ],
)
def test_mailboxes_are_read(written: str, meant: list[Mailbox]) -> None:
    assert list(mailboxes(written)) == meant


def test_of_a_hundred_thousand_recipients_the_first_are_read() -> None:
    assert len(mailboxes("a@b.example," * 100_000)) == MAX_MAILBOXES


def test_nobody_is_a_mailbox_too() -> None:
    assert first_mailbox("") == NOBODY


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<a@b.example>", "a@b.example"),
        ("  <a@\r\n b.example> (x)", "a@b.example"),
        ("text <Case@B.example>", "Case@B.example"),
        ("a@b.example", ""),
        ("<no-at-sign>", ""),
        ("<a@>", ""),
        ("", ""),
    ],
)
def test_a_message_id_counts_only_in_its_proper_form(written: str, meant: str) -> None:
    assert message_id(written) == meant


def test_references_keep_the_first_and_the_newest() -> None:
    ids = message_ids(" ".join(f"<{number}@x.example>" for number in range(500)) + " <3@x.example>")
    assert len(ids) == MAX_IDS
    assert ids[0] == "0@x.example"
    assert ids[-1] == "499@x.example"


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 23 Nov 2026 11:00:00 +0100",
        "23 Nov 2026 05:00:00 -0500 (EST)",
        "Mon, 23 Nov 2026 10:00:00 GMT",
        "Mon, 23 Nov 2026 10:00:00",
        "Monday, 23-Nov-26 10:00:00 UTC",
    ],
)
def test_dates_are_read_in_utc(written: str) -> None:
    assert moment(written) == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_leap_second_is_no_reason_to_lose_a_date() -> None:
    assert moment("Sat, 31 Dec 2016 23:59:60 +0000") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "Mon, 99 Nov 2026 11:00:00 +0100",
        "Mon, 23 Foo 2026 11:00:00 +0100",
        "Mon, 23 Nov 1899 11:00:00 +0000",
        "Mon, 23 Nov 9999 23:00:00 -2300",
        "23 Nov 20269999999 10:00",
        "0 0 0 0:0:0 +99999999999999999999",
    ],
)
def test_a_date_that_cannot_be_is_none(written: str) -> None:
    assert moment(written) is None
