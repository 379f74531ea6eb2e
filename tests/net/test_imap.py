"""IMAP servers that refuse, contradict themselves or break off: each becomes one of our errors, each mail is kept."""

import socket
from datetime import timedelta
from uuid import UUID

import pytest

from app.connectors.contract import RawMail, Stream, StreamMode, Unreadable
from app.connectors.email.letters_again import fetch_by_message_id
from app.connectors.email.source import MailSource
from app.domain.errors import AuthExpired, QuaysideError, RateLimited, Surprise, Unreachable
from app.domain.shops import Login
from app.domain.values import LoginId
from app.net.lines import Lines
from app.net.mail_errors import our_errors
from app.net.mail_imap import ImapLine, MailLogin
from tests.contract.bench import Keeper, fresh_tools
from tests.fakes import FakeClock
from tests.net.scripted import Heard, Script, a_server

INBOX = Stream("folder:INBOX", StreamMode.LIVE, timedelta(minutes=1))
WHEN = b'INTERNALDATE "02-Mar-2026 09:00:00 +0000"'


def imap(answers: dict[bytes, bytes | None]) -> Script:
    """A server that answers by the command's words, longest first; `{tag}` is filled in; None hangs up."""
    usual: dict[bytes, bytes | None] = {
        b"": b"{tag} OK done\r\n",
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE ID\r\n{tag} OK done\r\n",
        b"LOGOUT": b"* BYE\r\n{tag} OK bye\r\n",
        b"LIST": b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\Noselect) "/" Top\r\n{tag} OK done\r\n',
        b"STATUS": b"* STATUS INBOX (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7)\r\n{tag} OK done\r\n",
        b"EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4] x\r\n{tag} OK [READ-ONLY] done\r\n",
    }
    table = {**usual, **answers}

    def script(line: socket.socket, heard: Heard) -> None:
        greeting = table.get(b"hello", b"* OK [CAPABILITY IMAP4rev1 IDLE ID] hi\r\n")
        if greeting is None:
            return
        line.sendall(greeting)
        for row in line.makefile("rb"):
            heard.lines.append(row.strip())
            tag, _, rest = row.strip().partition(b" ")
            known = max((word for word in table if rest.startswith(word)), key=len)
            answer = table[known]
            if answer is None:
                return
            line.sendall(answer.replace(b"{tag}", tag))
            if known == b"LOGOUT":
                return

    return script


def opened(clock: FakeClock, answers: dict[bytes, bytes | None]) -> QuaysideError | None:
    """How opening a mailbox on such a server ends."""
    with a_server(imap(answers)) as (port, _):
        try:
            line = ImapLine(Lines(clock), MailLogin("127.0.0.1", port, "none", "me", "pw"))
        except QuaysideError as error:
            return error
        try:
            line.folders()
            line.state("INBOX")
            line.open("INBOX")
        except QuaysideError as error:
            return error
        finally:
            line.close()
    return None


def test_a_mail_that_goes_while_it_is_looked_for_is_gone(clock: FakeClock) -> None:
    answers: dict[bytes, bytes | None] = {b"UID SEARCH": b"* SEARCH 1 2\r\n{tag} OK done\r\n"}
    sizes = b"* 2 FETCH (UID 2 FLAGS () " + WHEN + b" RFC822.SIZE 9)\r\n{tag} OK done\r\n"
    answers[b"UID FETCH 2 (FLAGS"] = sizes
    login = LoginId(UUID(int=1))
    keeper = Keeper({login: {"password": "pw"}})
    with a_server(imap(answers)) as (port, _):
        settings = {"address": "me@b.example", "username": "me", "imap_host": "127.0.0.1",
                    "imap_port": str(port), "imap_security": "none"}  # fmt: skip
        tools = fresh_tools(clock, keeper)
        assert fetch_by_message_id(Login(login, "email", "me", settings), tools, "gone@b.example") is None


@pytest.mark.parametrize(
    ("answers", "kind", "key"),
    [
        ({b"hello": None}, Unreachable, "no_line"),
        ({b"hello": b"* BYE too busy\r\n"}, RateLimited, "rate_limited"),
        ({b"hello": b"SSH-2.0\r\n"}, Unreachable, "no_line"),
        ({b"LOGIN": b"{tag} NO [AUTHENTICATIONFAILED] no\r\n"}, AuthExpired, "wrong_password"),
        ({b"LOGIN": b"{tag} NO [UNAVAILABLE] try again later\r\n"}, Unreachable, "server_trouble"),
        ({b"LOGIN": b"{tag} NO invalid credentials, try again\r\n"}, AuthExpired, "wrong_password"),
        ({b"LOGIN": None}, Unreachable, "no_line"),
        ({b"STATUS": b"{tag} NO [LIMIT] too many\r\n"}, RateLimited, "rate_limited"),
        ({b"STATUS": b"{tag} NO [EXPIRED] sign in\r\n"}, AuthExpired, "wrong_password"),
        ({b"STATUS": b"{tag} BAD what?\r\n"}, Surprise, "imap_refused"),
        ({b"STATUS": b"* STATUS INBOX (MESSAGES (\r\n{tag} OK done\r\n"}, Surprise, "imap_nonsense"),
        ({b"STATUS": b"* STATUS INBOX (MESSAGES 1)\r\n{tag} OK done\r\n"}, Surprise, "imap_nonsense"),
        ({b"EXAMINE": b"{tag} NO [NONEXISTENT] gone\r\n"}, Unreachable, "folder_gone"),
        ({b"LIST": b"* BYE shutting down\r\n"}, Unreachable, "no_line"),
    ],
)
def test_a_refusal_says_who_must_act(
    clock: FakeClock, answers: dict[bytes, bytes | None], kind: type[QuaysideError], key: str
) -> None:
    error = opened(clock, answers)
    assert type(error) is kind
    assert error.key == key
    assert error.values["step"] == "imap"


def test_a_server_that_dislikes_being_told_our_name_is_still_read(clock: FakeClock) -> None:
    assert opened(clock, {b"ID": b"{tag} BAD no\r\n"}) is None


def a_source(clock: FakeClock, port: int) -> MailSource:
    settings = {
        "imap_host": "127.0.0.1",
        "imap_port": str(port),
        "imap_security": "none",
        "address": "me@x.example",
    }
    return MailSource(Login(LoginId(UUID(int=1)), "email", "", settings), fresh_tools(clock, Keeper()))


FETCHES: dict[bytes, bytes | None] = {
    b"UID SEARCH": b"* SEARCH 1 2 3\r\n{tag} OK done\r\n",
    b"UID FETCH 1,2,3": b"".join(
        b"* %d FETCH (UID %d FLAGS (\\Seen) %s RFC822.SIZE 10)\r\n" % (n, n, WHEN) for n in (1, 2, 3)
    )
    + b"{tag} OK done\r\n",
    b"UID FETCH 1 ": b"* 1 FETCH (UID 1 BODY[] {5}\r\nhello)\r\n{tag} OK done\r\n",
    b"UID FETCH 2 ": b"* 2 FETCH (UID 2 BODY[] (((\r\n{tag} OK done\r\n",
    b"UID FETCH 3 ": b"{tag} OK nothing\r\n",
}
CURSOR = '{"uidvalidity":7,"last_uid":0,"messages":0}'


def test_a_mail_the_server_cannot_tell_is_kept_as_a_gap_and_one_that_vanished_is_passed(
    clock: FakeClock,
) -> None:
    with a_server(imap(FETCHES)) as (port, _):
        source = a_source(clock, port)
        page = source.pull(INBOX, CURSOR)
        source.close()
    assert [type(item) for item in page.items] == [RawMail, Unreadable]
    gap = page.items[1]
    assert isinstance(gap, Unreadable)
    assert gap.remote_key == "INBOX/7/2"
    assert '"last_uid":3' in page.next_cursor


def test_mails_without_a_date_stop_the_step_and_not_the_program(clock: FakeClock) -> None:
    undated = b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 10)\r\n{tag} OK done\r\n"
    with a_server(imap({**FETCHES, b"UID FETCH 1,2,3": undated})) as (port, _):
        source = a_source(clock, port)
        with pytest.raises(Surprise):
            source.pull(INBOX, CURSOR)
        source.close()


def test_a_line_cut_in_the_middle_of_a_mail_leaves_the_cursor_where_it_was(clock: FakeClock) -> None:
    with a_server(imap({**FETCHES, b"UID FETCH 2 ": None})) as (port, _):
        source = a_source(clock, port)
        with pytest.raises(Unreachable):
            source.pull(INBOX, CURSOR)
        source.close()


def test_a_wait_on_a_line_that_breaks_is_told(clock: FakeClock) -> None:
    with a_server(imap({b"IDLE": None, b"UID SEARCH": b"* SEARCH\r\n{tag} OK done\r\n"})) as (port, _):
        source = a_source(clock, port)
        source.pull(INBOX, CURSOR)
        with pytest.raises(Unreachable):
            source.wait(INBOX, timedelta(seconds=5))
        source.close()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "no"), Surprise),
        (IndexError("x"), Surprise),
        (ConnectionResetError(), Unreachable),
        (EOFError(), Unreachable),
    ],
)
def test_what_the_library_lets_through_is_ours_all_the_same(
    error: Exception, kind: type[QuaysideError]
) -> None:
    with pytest.raises(kind), our_errors():
        raise error


@pytest.mark.parametrize(
    ("port", "host", "key"), [("x", "h", "bad_port"), ("0", "h", "bad_port"), ("993", "", "host_missing")]
)
def test_a_login_that_was_filled_in_wrong_says_what_is_wrong(
    clock: FakeClock, port: str, host: str, key: str
) -> None:
    settings = {"imap_host": host, "imap_port": port}
    source = MailSource(Login(LoginId(UUID(int=1)), "email", "", settings), fresh_tools(clock, Keeper()))
    with pytest.raises(QuaysideError) as caught:
        source.pull(INBOX, None)
    assert caught.value.key == key
    source.close()
