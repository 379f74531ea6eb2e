"""A day on a real mailbox: Dovecot holds the mail, a real SMTP server takes it, the program does the rest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.connectors.registry import CHANNELS
from app.domain.readmodels import MessageItem, ViewKind
from tests.flows.mail_day import MailDay
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import REFUSED, Postman

pytestmark = [pytest.mark.server, pytest.mark.timeout(240)]

BOUNCE = """\
From: Mail Delivery <mailer-daemon@harbour.example>
To: {to}
Subject: Undelivered
Message-ID: <bounce-1@harbour.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.harbour.example

Final-Recipient: rfc822; ann@buyer.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: {name}

--b--
"""


@pytest.fixture
def day(
    qtbot: QtBot, tmp_path: Path, dovecot: Dovecot, postman: Postman, request: pytest.FixtureRequest
) -> Iterator[MailDay]:
    user = f"{request.node.name[-50:]}@harbour.example"
    with MailDay(qtbot, tmp_path, dovecot, postman, user) as opened:
        yield opened


def test_a_question_is_answered_once_and_the_copy_lies_in_sent_once(day: MailDay) -> None:
    asked = day.arrives("Does the lid fit the large jar?")
    row = day.row_about("Does the lid fit")
    assert row.unread
    day.answer(row, "Yes, it fits both sizes.")
    day.until(lambda: day.states(row.id)[-1] == "sent")
    (letter,) = day.postman.with_words("fits both sizes")
    assert letter["In-Reply-To"] == f"<{asked}>"
    assert day.postman.recipients == [("ann@buyer.example",)]
    name = str(letter["Message-ID"])
    day.until(lambda: len(day.uids("Sent", "HEADER", "Message-ID", name)) == 1)
    day.arrives("Thank you so much!", In_Reply_To=name, References=f"<{asked}> {name}")
    again = day.row_about("Thank you so much")
    assert again.id == row.id
    items = [one for one in day.conversation(row.id).items if isinstance(one, MessageItem)]
    assert len(items) == 3
    assert len(day.uids("Sent", "ALL")) == len(day.postman.letters) == 1


def test_offline_nothing_moves_and_afterwards_everything_does_once(day: MailDay) -> None:
    day.arrives("Is it dishwasher safe?")
    row = day.row_about("dishwasher")
    day.offline(True)
    day.answer(row, "Yes, top rack only.")
    other = day.arrives("Where is my parcel?", From="Bob <bob@buyer.example>")
    assert other
    assert day.state().unsent == 1
    assert day.postman.letters == []
    day.offline(False)
    day.until(lambda: day.states(row.id)[-1] == "sent")
    day.row_about("Where is my parcel")
    assert len(day.postman.with_words("top rack")) == 1


def test_a_report_that_it_could_not_be_delivered_brings_the_question_back(day: MailDay) -> None:
    day.arrives("Can I change the colour?")
    row = day.row_about("change the colour")
    day.answer(row, "Of course.")
    day.until(lambda: day.states(row.id)[-1] == "sent")
    (letter,) = day.postman.with_words("Of course")
    day.put(BOUNCE.format(to=day.user, name=letter["Message-ID"]).encode())
    day.until(lambda: day.states(row.id)[-1] == "failed")
    back = next(one for one in day.rows() if one.id == row.id)
    assert back.waiting_since == row.waiting_since


def test_an_address_that_the_server_refuses_fails_at_once(day: MailDay) -> None:
    day.arrives("Anybody there?", From=f"{REFUSED}buyer.example")
    row = day.row_about("Anybody there")
    day.answer(row, "Here we are.")
    day.until(lambda: day.states(row.id)[-1] == "failed")
    assert day.postman.letters == []


def test_a_machine_that_answers_waits_for_nobody(day: MailDay) -> None:
    day.arrives("I am away until Monday.", Auto_Submitted="auto-replied", From="Away <away@buyer.example>")
    day.arrives("A person writes.")
    day.row_about("A person writes")
    assert not any("away until" in row.preview for row in day.rows(ViewKind.OPEN))
    assert day.postman.letters == []


def test_what_is_done_in_another_mail_program_is_marked_and_nothing_is_lost(day: MailDay) -> None:
    day.arrives("Is this still new?")
    row = day.row_about("still new")
    day.marks("+FLAGS", r"\Answered")
    day.until(lambda: day.mailbox_marks(row.id) == ["answered"])
    assert next(one for one in day.rows() if one.id == row.id).waiting_since == row.waiting_since
    day.answer(row, "It is.")
    day.until(lambda: day.states(row.id)[-1] == "sent")
    day.until(lambda: day.mailbox_marks(row.id) == ["", ""])
    day.marks("+FLAGS", r"\Deleted")
    day.until(lambda: day.mailbox_marks(row.id) == ["gone", ""])


def test_our_answer_is_seen_as_an_answer_in_other_mail_programs(day: MailDay) -> None:
    day.arrives("Do you ship to Norway?")
    row = day.row_about("Norway")
    day.answer(row, "We do.")
    day.until(lambda: len(day.uids("INBOX", "ANSWERED", "UNSEEN")) == 1)


def test_servers_that_were_found_are_offered_only_after_a_real_login(
    day: MailDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = {key: text for key, text in day.entry().values.items() if "_" in key}
    offered: list[dict[str, str]] = [right | {"imap_port": "9"}, right | {"smtp_port": "9"}, right]
    told = replace(CHANNELS["email"], find_settings=lambda values, proxy, tools: iter(offered))
    monkeypatch.setitem(CHANNELS, "email", told)
    assert day.find().values == right
    refused = day.find(password="wrong")
    assert (refused.values, refused.report.steps) == (
        right | {"smtp_port": "9"},
        (("imap", False, "wrong_password"),),
    )
    del offered[1:]
    nothing = day.find()
    assert (nothing.values, nothing.report.steps) == ({}, (("sign_in", False, "settings_not_found"),))


def test_a_renumbered_folder_loses_nothing_and_doubles_nothing(day: MailDay) -> None:
    day.arrives("The first question?")
    row = day.row_about("The first question")
    before = day.numbering()
    day.renumber()
    day.arrives("A second question?", From="Bob <bob@buyer.example>")
    day.row_about("A second question")
    assert before[0] == before[1] != day.numbering()[0] == day.numbering()[1]
    assert [one.id for one in day.rows() if "first question" in one.preview] == [row.id]
    items = [one for one in day.conversation(row.id).items if isinstance(one, MessageItem)]
    assert len(items) == 1
