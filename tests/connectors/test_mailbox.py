"""Reading a real mailbox (Dovecot, with and without its extensions): forwards, backwards, renumbered, interrupted."""

import imaplib
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.connectors.contract import (
    Ability,
    AuthExpired,
    FolderNews,
    Found,
    RawMail,
    Rejected,
    Stream,
    StreamMode,
    Unreachable,
)
from app.connectors.email.fetching import Sizes
from app.connectors.email.letters_again import fetch_by_message_id
from app.connectors.email.sender import MailSender
from app.connectors.email.source import MailSource
from app.connectors.mail_letters import look, settle
from app.connectors.mail_logins import route_of
from app.connectors.manifests import Tools
from app.domain.folders import FolderKind, MailFolder
from app.domain.outbox import ReceiptKind
from app.domain.shops import Login
from app.domain.values import LoginId
from app.host.clock import SystemClock
from app.net.lines import Lines
from tests.connectors.letters import a_shop
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Keeper, fresh_tools
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering, smtp
from tests.servers.dovecot import Dovecot

INBOX = Stream("folder:INBOX", StreamMode.LIVE, timedelta(minutes=1))
BACK = Stream("backfill:INBOX", StreamMode.BACKFILL, timedelta(hours=6))
pytestmark = pytest.mark.server


@pytest.fixture
def now() -> FakeClock:
    """The server's dates are real, so the clock is near them."""
    return FakeClock(SystemClock().now().replace(microsecond=0))


class Box:
    """A mailbox of a user of its own, seen from the other side."""

    def __init__(self, server: Dovecot, name: str, clock: FakeClock) -> None:
        self.server, self.clock, self.user = server, clock, f"{name}@harbour.example"
        self.keeper = Keeper()
        settings = {
            "address": self.user,
            "imap_host": server.host,
            "imap_port": str(server.port),
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": "9",
            "smtp_security": "none",
        }
        self.login = Login(LoginId(UUID(int=9)), "email", self.user, settings)
        self.keeper.secrets[self.login.id] = {"password": server.password}
        self.tools: Tools = fresh_tools(clock, self.keeper)
        self.opened: list[MailSource] = []
        self.hand = imaplib.IMAP4(server.host, server.port)
        self.hand.login(self.user, server.password)

    def source(self, sizes: Sizes | None = None, **settings: str) -> MailSource:
        source = MailSource(
            replace(self.login, settings={**self.login.settings, **settings}), self.tools, sizes
        )
        self.opened.append(source)
        return source

    def put(self, text: str, folder: str = "INBOX", days_ago: float = 0, size: int = 0) -> None:
        body = text + "x" * size
        head = f"From: a@b.example\r\nMessage-ID: <{text.replace(' ', '.')}@b.example>\r\nSubject: {text}"
        raw = f"{head}\r\n\r\n{body}\r\n"
        when = imaplib.Time2Internaldate((self.clock.now() - timedelta(days=days_ago)).timestamp())
        self.hand.append(folder, "", when, raw.encode())

    def close(self) -> None:
        for source in self.opened:
            source.close()
        self.hand.logout()


@pytest.fixture
def box(dovecot: Dovecot, now: FakeClock, request: pytest.FixtureRequest) -> Iterator[Box]:
    opened = Box(dovecot, request.node.name.split("[")[0][-60:], now)
    yield opened
    opened.close()


@pytest.fixture
def bare(plain_dovecot: Dovecot, now: FakeClock, request: pytest.FixtureRequest) -> Iterator[Box]:
    opened = Box(plain_dovecot, request.node.name.split("[")[0][-60:], now)
    yield opened
    opened.close()


def drain(source: MailSource, stream: Stream, cursor: str | None) -> tuple[list[RawMail], str, list[int]]:
    mails: list[RawMail] = []
    sizes: list[int] = []
    for _ in range(100):
        page = source.pull(stream, cursor)
        found = [item for item in page.items if isinstance(item, RawMail)]
        mails += found
        sizes.append(len(found))
        cursor = page.next_cursor
        if not page.more:
            return mails, cursor, sizes
    raise AssertionError("no end")


def words(mails: list[RawMail]) -> list[str]:
    return [mail.content.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for mail in mails]


def test_new_mail_comes_in_order_and_in_chunks(box: Box) -> None:
    source = box.source()
    _, cursor, _ = drain(source, INBOX, None)
    for number in range(120):
        box.put(f"mail {number:03}")
    mails, cursor, sizes = drain(source, INBOX, cursor)
    assert words(mails) == [f"mail {number:03}" for number in range(120)]
    assert sizes == [50, 50, 20]
    assert drain(source, INBOX, cursor)[0] == []


def test_a_server_without_extensions_is_read_as_well(bare: Box) -> None:
    bare.put("old", days_ago=3)
    source = bare.source()
    _, cursor, _ = drain(source, INBOX, None)
    bare.put("new")
    assert words(drain(source, INBOX, cursor)[0]) == ["new"]
    assert words(drain(source, BACK, None)[0]) == ["old"]
    assert source.wait(INBOX, timedelta(seconds=5)) is False


@pytest.mark.parametrize("extended", [True, False])
def test_mail_that_comes_while_the_folder_is_open_is_seen_without_being_told(
    box: Box, bare: Box, extended: bool
) -> None:
    here = box if extended else bare
    source = here.source()
    _, cursor, _ = drain(source, INBOX, None)
    for text in ("one", "two", "three"):
        here.put(text)
        mails, cursor, _ = drain(source, INBOX, cursor)
        assert words(mails) == [text]


def test_the_past_comes_newest_first_and_ends_where_the_present_began(box: Box) -> None:
    for number in range(230):
        box.put(f"past {number:03}", days_ago=85 - number // 3)
    box.put("ancient", days_ago=400)
    source = box.source()
    source.pull(INBOX, None)
    box.put("present")
    mails, cursor, sizes = drain(source, BACK, None)
    assert words(mails) == [f"past {number:03}" for number in reversed(range(230))]
    assert sizes == [200, 30]
    page = source.pull(BACK, cursor)
    assert page.progress == (230, 230)
    assert not page.more


def test_a_chosen_period_bounds_the_past(box: Box) -> None:
    box.put("near", days_ago=5)
    box.put("far", days_ago=40)
    assert words(drain(box.source(backfill_days="30"), BACK, None)[0]) == ["near"]
    assert words(drain(box.source(backfill_days="60"), BACK, None)[0]) == ["far", "near"]


def test_an_empty_mailbox_has_no_past(box: Box) -> None:
    page = box.source().pull(BACK, None)
    assert (page.items, page.more) == ((), False)


def test_a_renumbered_folder_is_looked_at_again_without_starting_clocks(box: Box) -> None:
    box.put("known", days_ago=1)
    source = box.source()
    _, cursor, _ = drain(source, INBOX, None)
    box.put("seen")
    mails, cursor, _ = drain(source, INBOX, cursor)
    assert [mail.resync for mail in mails] == [False]
    box.clock.advance(timedelta(minutes=10))
    # Deleted and made again, as a restored backup looks.
    box.hand.create("Other")
    box.server.renumber(box.user)
    mails, cursor, _ = drain(box.source(), INBOX, cursor)
    assert {word: mail.resync for word, mail in zip(words(mails), mails, strict=True)} == {
        "known": True,
        "seen": True,
    }
    box.hand.logout()
    box.hand = imaplib.IMAP4(box.server.host, box.server.port)
    box.hand.login(box.user, box.server.password)
    box.put("after")
    assert words(drain(box.source(), INBOX, cursor)[0]) == ["after"]


def news(source: MailSource, cursor: str) -> tuple[list[FolderNews], str]:
    page = source.pull(INBOX, cursor)
    assert not page.more
    return [item for item in page.items if isinstance(item, FolderNews)], page.next_cursor


def test_a_mail_taken_out_of_its_folder_is_missed_by_counting(box: Box) -> None:
    source = box.source()
    cursor = source.pull(INBOX, None).next_cursor
    for text in ("one", "two", "three"):
        box.put(text)
    _, cursor, _ = drain(source, INBOX, cursor)
    assert news(source, cursor) == ([], cursor)
    box.hand.select("INBOX")
    box.hand.uid("STORE", "2", "+FLAGS", r"(\Deleted)")
    box.hand.expunge()
    box.hand.unselect()
    box.put("four")
    (told,), cursor = news(source, cursor)
    assert told.present == {1, 3, 4}
    assert news(source, cursor)[0] == []


@pytest.mark.parametrize("extended", [True, False])
def test_a_mail_answered_in_another_program_is_told(box: Box, bare: Box, extended: bool) -> None:
    here = box if extended else bare
    source = here.source()
    cursor = source.pull(INBOX, None).next_cursor
    for text in ("one", "two"):
        here.put(text)
    _, cursor, _ = drain(source, INBOX, cursor)
    here.hand.select("INBOX")
    here.hand.uid("STORE", "2", "+FLAGS", r"(\Answered \Seen)")
    here.clock.advance(timedelta(minutes=11))
    (told,), cursor = news(source, cursor)
    assert told.present is None
    assert told.answered[2]
    assert not told.answered.get(1)
    here.hand.uid("STORE", "2", "-FLAGS", r"(\Answered)")
    here.clock.advance(timedelta(minutes=11))
    (told,), cursor = news(source, cursor)
    assert told.answered[2] is False
    assert here.hand.uid("FETCH", "1", "FLAGS")[1][0] is not None


def test_an_answer_marks_the_mail_it_answers_and_reads_it_only_where_wished(box: Box) -> None:
    for text, wish, marks in (("a", "no", {"answered"}), ("b", "yes", {"answered", "seen"})):
        box.put(text)
        settings = {**box.login.settings, "marks_read": wish, "files_copies": "yes"}
        sender = MailSender(
            a_shop(remote_key=box.user), {"mail": replace(box.login, settings=settings)}, box.tools
        )
        sender.settle(an_outbound(reply_refs={"message_id": f"{text}@b.example"}))
        sender.settle(an_outbound(reply_refs={"message_id": "not.here@b.example"}))
        box.hand.select("INBOX", readonly=True)
        flags = box.hand.fetch(box.hand.search(None, "HEADER", "Message-ID", f"{text}@")[1][0], "FLAGS")[1][0]
        box.hand.unselect()
        assert {word for word in ("answered", "seen") if word.encode() in flags.lower()} == marks


def test_a_large_renumbered_folder_is_looked_at_again_in_chunks(box: Box) -> None:
    source = box.source()
    cursor = source.pull(INBOX, None).next_cursor
    for number in range(60):
        box.put(f"mail {number:02}")
    _, cursor, _ = drain(source, INBOX, cursor)
    box.server.renumber(box.user)
    mails, cursor, sizes = drain(box.source(), INBOX, cursor)
    assert words(mails) == [f"mail {number:02}" for number in range(60)]
    assert sizes[:2] == [50, 10]
    assert drain(box.source(), INBOX, cursor)[0] == []


def test_without_a_period_nothing_of_the_past_is_fetched(box: Box) -> None:
    box.put("old", days_ago=3)
    source = box.source(backfill_days="0")
    page = source.pull(BACK, None)
    assert (page.items, page.more, page.progress) == ((), False, (0, 0))
    assert source.pull(BACK, page.next_cursor).items == ()


def test_what_cannot_be_put_on_an_envelope_or_has_no_way_out_is_never_tried(box: Box) -> None:
    def sender(**settings: str) -> MailSender:
        login = replace(box.login, settings={**box.login.settings, **settings})
        return MailSender(a_shop(remote_key=box.user), {"mail": login}, box.tools)

    assert sender().capabilities().can >= {Ability.FINDS_SENT, Ability.SENDS_COPIES}
    evil = an_outbound(reply_refs={"to": "a@b.example>\r\nBcc: <x@y.example"})
    assert sender().send(evil).reason == "address_invalid"
    receipt = sender(smtp_port="many").send(an_outbound(reply_refs={"to": "a@b.example"}))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "bad_port")


def test_a_first_letter_answers_nothing_and_is_only_filed(box: Box) -> None:
    MailSender(a_shop(remote_key=box.user), {"mail": box.login}, box.tools).settle(
        an_outbound(reply_refs={}, queued_at=box.clock.now())
    )
    box.hand.select("Sent", readonly=True)
    assert len(box.hand.search(None, "ALL")[1][0].split()) == 1


@pytest.mark.parametrize("slow", [timedelta(hours=-2), timedelta(hours=2)])
def test_the_copy_in_sent_tells_what_time_it_is_at_the_server(box: Box, slow: timedelta) -> None:
    heard: list[timedelta] = []
    box.clock.set(box.clock.now() - slow)
    lines = Lines(box.clock, loopback_only=True, hear_time=lambda server, ahead: heard.append(ahead))
    sender = MailSender(a_shop(remote_key=box.user), {"mail": box.login}, replace(box.tools, lines=lines))
    key = f"{7 + (slow > timedelta()):032x}"
    outbound = an_outbound(key=key, reply_refs={}, queued_at=box.clock.now())
    sender.settle(outbound)
    sender.settle(outbound)  # it is filed by now
    assert [round(ahead / timedelta(hours=1)) for ahead in heard] == [slow / timedelta(hours=1)]


def test_our_own_mails_are_found_by_the_folders_use_and_marked(box: Box) -> None:
    source = box.source()
    assert [stream.name for stream in source.streams()][:2] == ["folder:INBOX", "folder:Sent"]
    sent = Stream("folder:Sent", StreamMode.LIVE, timedelta(minutes=1))
    _, cursor, _ = drain(source, sent, None)
    box.put("ours", "Sent")
    mails, _, _ = drain(source, sent, cursor)
    assert [mail.sent_folder for mail in mails] == [True]


def test_a_picked_folder_is_read_too(box: Box) -> None:
    box.hand.create("Verkäufe".encode("utf-7").decode().replace("+", "&"))
    assert "folder:Drafts" in [stream.name for stream in box.source(folders="Drafts\nDrafts").streams()]


def test_folders_are_offered_by_use_then_by_name_and_only_junk_is_counted(
    box: Box,
) -> None:
    for name in ("archive", "Kunden", "Bank"):
        box.hand.create(name)
    for folder in ("Junk", "Junk", "Kunden"):
        box.put("unread", folder)
    assert box.source(folders="Kunden").folders() == (
        MailFolder("INBOX", FolderKind.INBOX, fetched=True),
        MailFolder("Sent", FolderKind.SENT, fetched=True),
        MailFolder("Junk", FolderKind.JUNK, fetched=False, unread=2),
        MailFolder("archive", FolderKind.OTHER, fetched=False),
        MailFolder("Bank", FolderKind.OTHER, fetched=False),
        MailFolder("Kunden", FolderKind.OTHER, fetched=True),
    )


def test_a_huge_mail_is_fetched_in_part_and_says_so(box: Box) -> None:
    source = box.source(Sizes(page=20_000, whole=10_000, head=500))
    _, cursor, _ = drain(source, INBOX, None)
    for text, size in (("small", 10), ("huge", 50_000), ("big", 9_000), ("big2", 9_000)):
        box.put(text, size=size)
    mails, _, sizes = drain(source, INBOX, cursor)
    assert [mail.truncated for mail in mails] == [False, True, False, False]
    assert len(mails[1].content) == 500
    assert sizes == [2, 2] or sizes == [3, 1]


def test_reading_marks_nothing_as_read(box: Box) -> None:
    source = box.source()
    _, cursor, _ = drain(source, INBOX, None)
    box.put("unread")
    drain(source, INBOX, cursor)
    box.hand.select("INBOX", readonly=True)
    assert box.hand.search(None, "UNSEEN")[1] == [b"1"]


def test_idle_tells_of_new_mail(box: Box) -> None:
    source = box.source()
    drain(source, INBOX, None)
    later = threading.Timer(0.3, box.put, ("rings",))
    later.start()
    assert source.wait(INBOX, timedelta(seconds=20)) is True
    later.join()


def test_idle_tells_of_a_mark_that_another_program_set(box: Box) -> None:
    box.put("one")
    source = box.source()
    drain(source, INBOX, None)
    box.hand.select("INBOX")
    later = threading.Timer(0.3, box.hand.store, ("1", "+FLAGS", r"(\Answered)"))
    later.start()
    assert source.wait(INBOX, timedelta(seconds=20)) is True
    later.join()


def test_mail_that_came_before_the_wait_ends_it_at_once(box: Box) -> None:
    source = box.source()
    drain(source, INBOX, None)
    box.put("already here")
    assert source.wait(INBOX, timedelta(seconds=20)) is True


def test_a_wait_that_hears_nothing_ends(box: Box) -> None:
    source = box.source()
    drain(source, INBOX, None)
    assert source.wait(INBOX, timedelta(seconds=0.2)) is False
    assert source.wait(BACK, timedelta(seconds=20)) is False


def test_closing_from_another_thread_ends_a_wait(box: Box) -> None:
    source = box.source()
    drain(source, INBOX, None)
    later = threading.Timer(0.3, source.close)
    later.start()
    assert source.wait(INBOX, timedelta(minutes=14)) is False
    later.join()
    with pytest.raises(Unreachable):
        source.pull(INBOX, None)


def test_a_token_opens_the_mailbox_and_a_bad_one_asks_for_a_sign_in(box: Box) -> None:
    for token, good in ((f"good-token:{box.user}", True), ("bad-token", False)):
        body = f'{{"access_token": "{token}", "expires_in": 3600}}'.encode()
        with a_server(answering(body)) as (port, heard):
            box.tools = fresh_tools(box.clock, box.keeper)
            box.keeper.secrets[box.login.id] = {"refresh_token": "r", "client_secret": "s"}
            source = box.source(auth="xoauth2", token_url=f"http://127.0.0.1:{port}/token", client_id="c")
            if good:
                assert source.pull(INBOX, None).next_cursor
                assert b"refresh_token=r" in heard.requests[0]
            else:
                with pytest.raises(AuthExpired):
                    source.pull(INBOX, None)


def test_a_login_without_a_consent_asks_for_one(box: Box) -> None:
    box.keeper.secrets[box.login.id] = {}
    with pytest.raises(AuthExpired):
        box.source(auth="xoauth2", token_url="http://127.0.0.1:9/").pull(INBOX, None)


def test_check_tells_both_halves_apart(box: Box) -> None:
    with pytest.raises(Unreachable) as caught:
        box.source().check()
    assert caught.value.values["step"] == "smtp"
    with pytest.raises(Unreachable) as caught:
        box.source(imap_port="9").check()
    assert caught.value.values["step"] == "imap"
    with a_server(smtp({"EHLO": "250-hi\r\n250-AUTH PLAIN\r\n250 SIZE 5000"})) as (port, _):
        found = box.source(smtp_port=str(port)).check()
    assert found.remote_key == box.user
    assert found.facts == {"sent_folder": "Sent", "size_limit": "5000"}


def test_a_folder_that_went_away_is_told_and_the_line_opened_anew(box: Box) -> None:
    source = box.source()
    with pytest.raises(Unreachable) as caught:
        source.pull(replace(INBOX, name="folder:Gone"), None)
    assert caught.value.key == "folder_gone"
    assert source.pull(INBOX, None).next_cursor


def test_a_sent_letter_is_filed_once_and_found_by_its_id(box: Box) -> None:
    with a_server(smtp({"EHLO": "250-hi\r\n250 AUTH PLAIN"})) as (port, heard):
        settings = {**box.login.settings, "smtp_port": str(port)}
        shop = a_shop(remote_key=box.user)
        sender = MailSender(shop, {"mail": replace(box.login, settings=settings)}, box.tools)
        outbound = an_outbound(queued_at=box.clock.now())
        assert sender.find_sent(outbound, box.clock.now()).found is Found.UNSURE
        receipt = sender.send(outbound)
        assert receipt.kind is ReceiptKind.SENT
        sender.settle(outbound)
        sender.settle(outbound)
        found = sender.find_sent(outbound, box.clock.now())
        assert (found.found, found.remote_key) == (Found.YES, receipt.remote_key)
        assert len(heard.requests) == 1
        sender.mark_read("mid:x")
        with pytest.raises(Rejected):
            sender.fetch_file("x")
        sender.close()
    box.hand.select("Sent", readonly=True)
    assert box.hand.search(None, "SEEN")[1] == [b"1"]


def test_a_provider_that_files_copies_itself_gets_no_second_one(box: Box) -> None:
    settings = {**box.login.settings, "files_copies": "yes"}
    MailSender(
        a_shop(remote_key=box.user), {"mail": replace(box.login, settings=settings)}, box.tools
    ).settle(an_outbound())
    box.hand.select("Sent", readonly=True)
    assert box.hand.search(None, "ALL")[1] == [b""]


def test_a_way_out_that_cannot_be_read_proves_nothing(box: Box) -> None:
    blind = replace(route_of(box.login, a_shop(remote_key=box.user), box.tools), imap=None)
    assert look(box.tools.lines, blind, an_outbound(), box.clock.now()).found is Found.UNSURE
    settle(box.tools.lines, blind, an_outbound())


def test_a_shop_whose_mailbox_cannot_be_read_says_so(box: Box) -> None:
    settings = {name: text for name, text in box.login.settings.items() if name != "imap_host"}
    sender = MailSender(a_shop(), {"mail": replace(box.login, settings=settings)}, box.tools)
    assert sender.capabilities().cannot[Ability.FINDS_SENT] == "mailbox_cannot_be_read"


def test_a_mail_is_fetched_again_by_its_id_from_wherever_it_lies(box: Box) -> None:
    box.put("kept", "Drafts")
    found = fetch_by_message_id(box.login, box.tools, "kept@b.example")
    assert found is not None
    assert b"Subject: kept" in found
    assert fetch_by_message_id(box.login, box.tools, "gone@b.example") is None
