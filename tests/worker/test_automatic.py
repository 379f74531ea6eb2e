"""Robots start no clock; buyers behind a marketplace's robot do."""

import pytest

from app.domain.mail import AutoKind
from app.worker.mail import parse_mail
from tests.worker.letters import container, letter, part

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "1"},
        {"Precedence": "auto_reply"},
        {"X_Loop": "yes"},
        {"Auto_Submitted": "auto-generated", "In_Reply_To": "<a@b.example>"},
        {"Auto_Submitted": "auto-generated", "Subject": "Automatic reply: order"},
        {"Subject": "自动回复：订单", "X_Auto_Response_Suppress": "All"},
        {"Subject": "Abwesenheit: Bestellung", "Return_Path": "<>"},
        {"Subject": "Réponse automatique", "Precedence": "bulk"},
    ],
)
def test_vacation_notes_are_recognised(fields: dict[str, str]) -> None:
    assert parse_mail(letter("I am away", **fields)).auto is AutoKind.AUTO_REPLY


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-generated"},
        {"List_Id": "<news.shop.example>"},
        {"List_Unsubscribe": "<https://x.example>"},
        {"Feedback_ID": "1:2:3"},
        {"Precedence": "list"},
        {"X_Auto_Response_Suppress": "OOF, AutoReply"},
        {"From": "no-reply@shop.example"},
        {"From": "postmaster@shop.example"},
    ],
)
def test_bulk_mail_is_recognised(fields: dict[str, str]) -> None:
    assert parse_mail(letter("News for you", **fields)).auto is AutoKind.BULK


def test_a_complaint_report_is_no_letter() -> None:
    raw = container(
        "report; report-type=feedback-report",
        [part("text/plain", "spam"), part("message/feedback-report", "x")],
    )
    assert parse_mail(raw).auto is AutoKind.BULK


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Subject": "Automatic reply wanted"},
        {"X_Auto_Response_Suppress": "None"},
        {"From": "b1@marketplace.amazon.de", "Auto_Submitted": "auto-generated", "Feedback_ID": "1"},
        {"From": "x@members.ebay.com", "Precedence": "bulk", "Return_Path": "<>"},
    ],
)
def test_people_are_people(fields: dict[str, str]) -> None:
    assert parse_mail(letter("Where is it?", **fields)).auto is AutoKind.NONE


STATUS = (
    "Reporting-MTA: dns; mx.example\n\n"
    "Final-Recipient: rfc822; Other@b.example\nAction: delivered\nStatus: 2.0.0\n\n"
    "Original-Recipient: rfc822;Bob@nowhere.example\nFinal-Recipient: rfc822; bob2@nowhere.example\n"
    "Action: failed\nStatus: 5.1.1 (no such user)\nDiagnostic-Code: smtp; 550 5.1.1 unknown user\n"
)
RETURNED = "Message-ID: <ours.1@shop.example>\nSubject: Re: order\n\nour words"


def _report(status: str, returned: str = RETURNED, kind: str = "message/rfc822") -> bytes:
    parts = [part("text/plain", "It failed."), part("message/delivery-status", status), part(kind, returned)]
    return container("report; report-type=delivery-status", parts, From=DAEMON)


def test_a_delivery_report_names_our_mail_the_recipient_and_the_reason() -> None:
    mail = parse_mail(_report(STATUS))
    assert mail.auto is AutoKind.BOUNCE
    assert mail.bounce is not None
    assert mail.bounce.original_message_id == "ours.1@shop.example"
    assert mail.bounce.recipient == "bob@nowhere.example"
    assert (mail.bounce.action, mail.bounce.status, mail.bounce.permanent) == ("failed", "5.1.1", True)
    assert mail.bounce.diagnostic == "smtp; 550 5.1.1 unknown user"
    assert mail.text == "It failed."


@pytest.mark.parametrize(
    ("status", "action", "code", "permanent"),
    [
        ("Final-Recipient: rfc822;a@b.example\nAction: delayed\nStatus: 4.4.1", "delayed", "4.4.1", False),
        ("Final-Recipient: rfc822;a@b.example\nStatus: 5.0.0", "failed", "5.0.0", True),
        ("Final-Recipient: rfc822;a@b.example\nAction: failed", "failed", "", True),
        ("Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 4.2.2", "failed", "4.2.2", False),
        ("Action: relayed", "relayed", "", False),
        ("Reporting-MTA: dns; x", "", "", False),
        ("", "", "", False),
    ],
)
def test_reports_that_leave_things_out_are_read_too(
    status: str, action: str, code: str, permanent: bool
) -> None:
    bounce = parse_mail(_report(status)).bounce
    assert bounce is not None
    assert (bounce.action, bounce.status, bounce.permanent) == (action, code, permanent)


def test_the_returned_head_alone_is_enough() -> None:
    bounce = parse_mail(_report(STATUS, RETURNED, "text/rfc822-headers")).bounce
    assert bounce is not None
    assert bounce.original_message_id == "ours.1@shop.example"


def test_a_returned_copy_without_id_leaves_the_one_in_the_words() -> None:
    raw = _report(STATUS, "Subject: x\n\n").replace(
        b"It failed.", b"It failed.\nMessage-ID: <ours.2@shop.example>"
    )
    bounce = parse_mail(raw).bounce
    assert bounce is not None
    assert bounce.original_message_id == "ours.2@shop.example"


def test_gmails_field_for_failed_recipients_is_understood() -> None:
    bounce = parse_mail(letter("550 no such user", X_Failed_Recipients="bob@nowhere.example")).bounce
    assert bounce is not None
    assert (bounce.recipient, bounce.permanent, bounce.status) == ("bob@nowhere.example", True, "")


@pytest.mark.parametrize(
    ("words", "recipient", "code", "permanent"),
    [
        (
            "Your mail to postmaster@mx.example\nbob@nowhere.example failed: 550 5.7.1 refused",
            "bob@nowhere.example",
            "5.7.1",
            True,
        ),
        ("bob@nowhere.example\n451 4.3.0 try later", "bob@nowhere.example", "4.3.0", False),
        ("452 mailbox full", "", "", False),
    ],
)
def test_free_text_from_a_mail_server_is_understood(
    words: str, recipient: str, code: str, permanent: bool
) -> None:
    mail = parse_mail(letter(words, From=DAEMON))
    assert mail.auto is AutoKind.BOUNCE
    assert mail.bounce is not None
    assert (mail.bounce.recipient, mail.bounce.status, mail.bounce.permanent) == (recipient, code, permanent)


def test_a_mail_server_that_says_nothing_of_failure_is_only_a_robot() -> None:
    assert parse_mail(letter("Welcome!", From=DAEMON)).auto is AutoKind.BULK
    assert parse_mail(letter("It broke", From=DAEMON, Return_Path="<>")).auto is AutoKind.BOUNCE
