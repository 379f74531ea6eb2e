"""The same town over real sockets: HTTP, IMAP and SMTP with ordinary clients."""

from __future__ import annotations

import contextlib
import smtplib
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, LoginError

from app.simulator.amazon_platform import EU_BOX
from app.simulator.mail_platform import OWN_BOX
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.fakes import FakeClock
from tests.simulator.practice import START, a_reply, talk_of


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def town(clock: FakeClock) -> Iterator[RunningTown]:
    with RunningTown(Setting(7, START), clock.now) as running:
        yield running


def box(town: RunningTown, address: str = OWN_BOX) -> dict[str, Any]:
    line: Any = town.line
    found: dict[str, Any] = line["mailboxes"][address]
    return found


def imap(town: RunningTown, address: str = OWN_BOX, *, token: bool = False) -> IMAPClient:
    """A signed-in IMAP client."""
    mine = box(town, address)
    client = IMAPClient("127.0.0.1", mine["imap"]["port"], ssl=False, timeout=20)
    if token:
        client.oauth2_login(mine["user"], mine["access_token"])
    else:
        client.login(mine["user"], mine["password"])
    return client


def smtp(town: RunningTown, address: str = OWN_BOX) -> smtplib.SMTP:
    """A signed-in SMTP client."""
    mine = box(town, address)
    client = smtplib.SMTP("127.0.0.1", mine["smtp"]["port"], local_hostname="tests", timeout=20)
    client.login(mine["user"], mine["password"])
    return client


def test_a_mailbox_opens_with_password_and_with_token_and_says_what_its_folders_are(
    town: RunningTown,
) -> None:
    for token in (False, True):
        client = imap(town, token=token)
        assert client.find_special_folder(b"\\Sent") == "Sent"
        state = client.select_folder("INBOX", readonly=True)
        assert state[b"EXISTS"] == len(town.service.town.mailroom.boxes[OWN_BOX].folders["INBOX"].letters)
        assert b"IDLE" in client.capabilities()
        client.logout()


def test_a_wrong_password_and_a_wrong_token_are_refused(town: RunningTown) -> None:
    mine = box(town)
    client = IMAPClient("127.0.0.1", mine["imap"]["port"], ssl=False, timeout=20)
    with pytest.raises(LoginError, match="AUTHENTICATIONFAILED"):
        client.login(mine["user"], "wrong")
    with pytest.raises(LoginError):
        client.oauth2_login(mine["user"], "wrong")
    client.shutdown()
    sender = smtplib.SMTP("127.0.0.1", mine["smtp"]["port"], local_hostname="tests", timeout=20)
    with pytest.raises(smtplib.SMTPAuthenticationError):
        sender.login(mine["user"], "wrong")
    assert sender.mail("a@northshore.example")[0] == 530
    sender.quit()


def test_idle_hears_a_new_mail(town: RunningTown) -> None:
    client = imap(town)
    held = client.select_folder("INBOX", readonly=True)[b"EXISTS"]
    client.idle()
    town.tell("say", conversation="Rui Tavares", text="Olá?")
    assert (held + 1, b"EXISTS") in client.idle_check(timeout=20)
    client.idle_done()
    raw = client.fetch([held + 1], ["BODY.PEEK[]"])[held + 1][b"BODY[]"]
    assert b"Rui Tavares" in raw
    client.logout()


def test_a_mail_sent_over_smtp_is_received_and_its_copy_can_be_filed(town: RunningTown) -> None:
    talk = talk_of(town.service.town, "Rui Tavares")
    mail = a_reply(talk, "Olá Rui", sender=OWN_BOX)
    sender = smtp(town)
    assert sender.send_message(mail) == {}
    sender.quit()
    received = town.ask("received", conversation=talk.key)
    assert isinstance(received, list)
    assert [row["text"] for row in received if isinstance(row, dict) and not row["history"]] == ["Olá Rui"]
    client = imap(town)
    client.append("Sent", mail.as_bytes(), (b"\\Seen",))
    client.select_folder("Sent", readonly=True)
    assert len(client.search(["HEADER", "Message-ID", mail["Message-ID"]])) == 1
    client.logout()


def test_xoauth2_signs_in_to_smtp(town: RunningTown) -> None:
    mine = box(town)
    sender = smtplib.SMTP("127.0.0.1", mine["smtp"]["port"], local_hostname="tests", timeout=20)
    sender.ehlo()
    blob = f"user={mine['user']}\x01auth=Bearer {mine['access_token']}\x01\x01"
    assert sender.auth("XOAUTH2", lambda challenge=None: blob)[0] == 235
    sender.quit()


def test_a_connection_cut_after_the_final_dot_leaves_the_client_unsure(town: RunningTown) -> None:
    talk = talk_of(town.service.town, "Rui Tavares")
    town.tell("force", fault="reset_after", path="smtp/data")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        smtp(town).send_message(a_reply(talk, "Really sent", sender=OWN_BOX))
    received = town.ask("received", conversation=talk.key)
    assert isinstance(received, list)
    assert any(isinstance(row, dict) and row["text"] == "Really sent" for row in received)


def test_smtp_weather_ends_a_connection_before_the_greeting(town: RunningTown) -> None:
    town.tell("force", fault="reset_before", path="smtp/connect")
    with socket.create_connection(("127.0.0.1", box(town)["smtp"]["port"]), timeout=20) as line:
        assert everything(line) == b""
    smtp(town).quit()


def test_a_lost_numbering_ends_the_connection_and_starts_anew(town: RunningTown) -> None:
    client = imap(town, EU_BOX)
    before = client.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
    town.tell("uidvalidity", mailbox=EU_BOX)
    assert ended(client)
    fresh = imap(town, EU_BOX)
    after = fresh.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
    fresh.logout()
    assert after[b"UIDVALIDITY"] != before[b"UIDVALIDITY"]
    assert after[b"UIDNEXT"] == before[b"UIDNEXT"]


def ended(client: IMAPClient) -> bool:
    """Whether the connection breaks within some commands; closes it."""
    try:
        for _ in range(200):
            client.noop()
    except (IMAPClientAbortError, OSError):
        return True
    finally:
        client.shutdown()
    return False


@pytest.mark.parametrize(
    ("fault", "heard"), [("reset_before", 0), ("unavailable", 60), ("reset_midway", 20_000)]
)
def test_imap_weather_ends_connections(town: RunningTown, fault: str, heard: int) -> None:
    town.tell("force", fault=fault, path="imap/connect")
    mine = box(town, EU_BOX)
    with socket.create_connection(("127.0.0.1", mine["imap"]["port"]), timeout=20) as line:
        with contextlib.suppress(OSError):
            line.sendall(f"a LOGIN {mine['user']} {mine['password']}\r\nb SELECT INBOX\r\n".encode())
            line.sendall(b"c FETCH 1:* BODY.PEEK[]\r\n")
        assert len(everything(line)) <= heard
    imap(town, EU_BOX).logout()


def everything(line: socket.socket) -> bytes:
    """All bytes until the other side ends or breaks the connection."""
    data = bytearray()
    with contextlib.suppress(ConnectionError):
        while piece := line.recv(65536):
            data += piece
    return bytes(data)


def test_http_keeps_alive_resets_truncates_and_stalls(town: RunningTown) -> None:
    path = f"{town.line['http']}/ebay/api/commerce/message/v1/conversation"
    with httpx.Client(timeout=20, trust_env=False) as client:
        assert [client.get(path).status_code for _ in range(3)] == [401] * 3
        for fault in ("reset_before", "reset_midway"):
            town.tell("force", fault=fault, path="/conversation")
            with pytest.raises(httpx.TransportError):
                client.get(path)
        town.tell("force", fault="truncated", path="/conversation")
        with pytest.raises(ValueError, match=r".*"):
            client.get(path).json()
        town.tell("force", fault="stall_before", path="/conversation")
        with pytest.raises(httpx.ReadTimeout):
            client.get(path, timeout=0.2)


def test_a_real_host_name_or_a_bare_path_finds_its_host(town: RunningTown) -> None:
    base = town.line["http"]
    with httpx.Client(timeout=20, trust_env=False) as client:
        named = client.post(f"{base}/auth/o2/token", headers={"host": "api.amazon.com"}, data={"a": "b"})
        bare = client.post(f"{base}/auth/o2/token", data={"a": "b"})
        chunks = client.post(f"{base}/auth/o2/token", content=iter([b"grant_type=", b"x&client_id=1"]))
    assert [answer.json()["error"] for answer in (named, bare, chunks)] == ["invalid_request"] * 3


def test_a_reset_opens_a_fresh_world_behind_the_same_doors(town: RunningTown, clock: FakeClock) -> None:
    town.tell("say", conversation="Rui Tavares", text="One more")
    town.tell("reset", seed=9)
    fresh = imap(town)
    for _ in range(100):
        count = fresh.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"]
        if count == len(town.service.town.mailroom.boxes[OWN_BOX].folders["INBOX"].letters):
            break
    else:
        pytest.fail("the mailbox never showed the fresh world")
    fresh.logout()
