"""SMTP: exactly how far the dialogue came, and what that proves."""

import socket

import pytest

from app.domain.errors import AuthExpired, Unreachable
from app.domain.outbox import ReceiptKind
from app.net.lines import Lines
from app.net.mail_imap import MailLogin
from app.net.mail_smtp import Letter, SmtpLine, after_the_dot, before_the_dot, send_letter
from tests.fakes import FakeClock
from tests.net.scripted import Heard, a_server, smtp

LETTER = Letter(
    "me@shop.example", ("a@b.example", "c@d.example"), b"Subject: x\r\n\r\n.dot\r\nend", "k@shop.example"
)
PLAIN = "250-here\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN XOAUTH2"


def login(port: int, **more: str) -> MailLogin:
    return MailLogin("127.0.0.1", port, more.pop("security", "none"), more.pop("username", ""), **more)


def send(clock: FakeClock, replies: dict[str, str | None], letter: Letter = LETTER, **more: str):  # noqa: ANN201
    with a_server(smtp(replies)) as (port, heard):
        return send_letter(Lines(clock, loopback_only=True), login(port, **more), letter), heard


def test_a_letter_goes_out_dot_stuffed_and_once(clock: FakeClock) -> None:
    receipt, heard = send(clock, {})
    assert (receipt.kind, receipt.remote_key) == (ReceiptKind.SENT, "k@shop.example")
    assert heard.requests == [b"Subject: x\r\n\r\n..dot\r\nend\r\n"]
    assert b"MAIL FROM:<me@shop.example> size=23\r\n" in [
        line.replace(b"mail", b"MAIL") for line in heard.lines
    ]


@pytest.mark.parametrize(
    ("replies", "kind", "reason"),
    [
        ({"hello": None}, ReceiptKind.LATER, "no_line"),
        ({"hello": "421 busy"}, ReceiptKind.LATER, "server_trouble"),
        ({"hello": "554 go away"}, ReceiptKind.LATER, "server_trouble"),
        ({"EHLO": None}, ReceiptKind.LATER, "no_line"),
        ({"MAIL": None}, ReceiptKind.LATER, "no_line"),
        ({"MAIL": "451 later"}, ReceiptKind.LATER, "mail_deferred"),
        ({"MAIL": "550 not you"}, ReceiptKind.REFUSED, "sender_refused"),
        ({"MAIL": "530 sign in"}, ReceiptKind.LATER, "wrong_password"),
        ({"RCPT": None}, ReceiptKind.LATER, "no_line"),
        ({"RCPT": "450 greylisted"}, ReceiptKind.LATER, "mail_deferred"),
        ({"RCPT": "550 no such user"}, ReceiptKind.REFUSED, "recipient_refused"),
        ({"DATA": None}, ReceiptKind.LATER, "no_line"),
        ({"DATA": "451 later"}, ReceiptKind.LATER, "mail_deferred"),
        ({"DATA": "554 no"}, ReceiptKind.REFUSED, "mail_refused"),
        ({"DATA": "250 what?"}, ReceiptKind.LATER, "no_line"),
        ({"dot": None}, ReceiptKind.UNKNOWN, ""),
        ({"dot": "451 4.4.2 timeout in the filter"}, ReceiptKind.UNKNOWN, ""),
        ({"dot": "550 spam"}, ReceiptKind.REFUSED, "mail_refused"),
        ({"dot": "354 what?"}, ReceiptKind.UNKNOWN, ""),
        ({"QUIT": None}, ReceiptKind.SENT, ""),
    ],
)
def test_every_place_where_it_can_fail(
    clock: FakeClock, replies: dict[str, str | None], kind: ReceiptKind, reason: str
) -> None:
    receipt, _ = send(clock, replies)
    assert (receipt.kind, receipt.reason) == (kind, reason)


def test_a_partly_refused_letter_counts_as_sent_and_says_so(clock: FakeClock) -> None:
    receipt, _ = send(clock, {"rcpt TO:<c@d.example>": "550 no"})
    assert receipt.kind is ReceiptKind.SENT
    assert receipt.reason == "some_recipients_refused"


def test_a_refusal_that_may_pass_outweighs_one_that_never_will(clock: FakeClock) -> None:
    receipt, _ = send(clock, {"RCPT": "550 no", "rcpt TO:<c@d.example>": "450 later"})
    assert receipt.kind is ReceiptKind.LATER


def test_a_letter_beyond_the_servers_size_never_starts(clock: FakeClock) -> None:
    big = Letter("a@b.example", ("c@d.example",), b"x" * 2000, "k@b.example")
    receipt, heard = send(clock, {"EHLO": "250-here\r\n250 SIZE 1000"}, big)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "mail_too_large")
    assert not any(line.upper().startswith(b"MAIL") for line in heard.lines)


@pytest.mark.parametrize("said", ["SIZE", "SIZE 0", "SIZE lots", "8BITMIME"])
def test_a_server_that_names_no_size_takes_any(clock: FakeClock, said: str) -> None:
    receipt, _ = send(clock, {"EHLO": f"250-here\r\n250 {said}"})
    assert receipt.kind is ReceiptKind.SENT


def test_eight_bit_bytes_are_announced(clock: FakeClock) -> None:
    letter = Letter("a@b.example", ("c@d.example",), "Subject: ö\r\n\r\nü".encode(), "k@b.example")
    _, heard = send(clock, {}, letter)
    assert any(b"body=8bitmime" in line for line in heard.lines)


def test_a_wrong_password_holds_the_letter(clock: FakeClock) -> None:
    replies = {"EHLO": PLAIN, "AUTH": "535 5.7.8 no"}
    receipt, _ = send(clock, replies, username="me", password="x")
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, True)


def test_a_server_too_busy_to_check_a_password_is_no_wrong_password(clock: FakeClock) -> None:
    replies = {"EHLO": PLAIN, "AUTH": "454 4.7.0 try later"}
    receipt, _ = send(clock, replies, username="me", password="x")
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, False)


def test_a_server_without_sign_in_says_so(clock: FakeClock) -> None:
    receipt, _ = send(clock, {}, username="me", password="x")
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "sign_in_method_missing")


def test_a_token_is_shown_and_a_challenge_gets_an_empty_line(clock: FakeClock) -> None:
    receipt, heard = send(clock, {"EHLO": PLAIN}, username="me", token="tok")
    assert receipt.kind is ReceiptKind.SENT
    assert any(line.startswith(b"AUTH XOAUTH2 dXNlcj1tZQFhdXRoPUJlYXJlciB0b2sBAQ==") for line in heard.lines)
    replies = {"EHLO": PLAIN, "AUTH": "334 eyJzdGF0dXMiOiI0MDEifQ==", "": "535 5.7.8 no"}
    refused, heard = send(clock, replies, username="me", token="old")
    assert refused.needs_sign_in
    assert b"\r\n" in heard.lines


def test_plain_text_leaves_this_machine_never(clock: FakeClock) -> None:
    with pytest.raises(Unreachable) as caught:
        SmtpLine(Lines(clock), MailLogin("mail.example", 25, "none", "me"))
    assert caught.value.key == "plain_text_refused"


def test_a_server_that_does_not_encrypt_gets_no_password(clock: FakeClock) -> None:
    receipt, heard = send(clock, {"EHLO": PLAIN}, security="starttls", username="me", password="x")
    assert receipt.kind is ReceiptKind.LATER
    assert not any(line.upper().startswith(b"AUTH") for line in heard.lines)


def test_a_line_cut_in_the_middle_of_the_mail_proves_that_it_was_not_taken(clock: FakeClock) -> None:
    def cut(line: socket.socket, heard: Heard) -> None:
        line.sendall(b"220 hi\r\n")
        for reply in (b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
            line.recv(4096)
            line.sendall(reply)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        line.close()

    big = Letter(
        "a@b.example", ("c@d.example", "e@f.example"), (b"x" * 900 + b"\r\n") * 20_000, "k@b.example"
    )
    with a_server(cut) as (port, _):
        receipt = send_letter(Lines(clock), login(port), big)
    assert receipt.kind is ReceiptKind.LATER


def test_codes_outside_every_document_prove_nothing() -> None:
    assert after_the_dot(199, "k", 0).kind is ReceiptKind.UNKNOWN
    assert after_the_dot(299, "k", 0).kind is ReceiptKind.SENT
    assert before_the_dot(-1, "mail").kind is ReceiptKind.LATER


def test_a_name_that_does_not_resolve_and_a_broken_handshake_are_no_line(clock: FakeClock) -> None:
    with (
        a_server(lambda line, heard: line.sendall(b"not TLS at all\r\n")) as (port, _),
        pytest.raises((Unreachable, AuthExpired)) as caught,
    ):
        SmtpLine(Lines(clock), login(port, security="tls"))
    assert caught.value.key == "no_line"
