"""Connections: certificates are checked, proxies are believed only so far, and the demo stays at home."""

import socket
import ssl
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from app.domain.errors import AuthExpired, Unreachable
from app.domain.shops import Proxy, ProxyKind
from app.net.lines import Lines
from app.net.mail_imap import ImapLine, MailLogin
from tests.fakes import FakeClock
from tests.net.proxies import a_proxy
from tests.net.scripted import Heard, Script, a_server


def imap_over_tls(context: ssl.SSLContext, *, upgrade: bool = False) -> Script:
    """Just enough IMAP to sign in."""

    def script(line: socket.socket, heard: Heard) -> None:
        wire: socket.socket = line if upgrade else context.wrap_socket(line, server_side=True)
        wire.sendall(b"* OK [CAPABILITY IMAP4rev1 STARTTLS ID] hi\r\n")
        buffer = b""
        while piece := wire.recv(4096):
            buffer += piece
            while b"\r\n" in buffer:
                row, buffer = buffer.split(b"\r\n", 1)
                tag, command = row.split(b" ")[:2]
                heard.lines.append(row)
                if command == b"CAPABILITY":
                    wire.sendall(b"* CAPABILITY IMAP4rev1 STARTTLS ID\r\n")
                wire.sendall(tag + b" OK done\r\n")
                if command == b"STARTTLS":
                    wire = context.wrap_socket(wire, server_side=True)
                if command == b"LOGOUT":
                    wire.close()
                    return
        wire.close()

    return script


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def contexts(
    authority: trustme.CA, host: str, valid: tuple[datetime | None, datetime | None] = (None, None)
) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host, not_before=valid[0], not_after=valid[1]).configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mail_server_with_a_good_certificate_is_spoken_to(
    clock: FakeClock, authority: trustme.CA, security: str
) -> None:
    server, client = contexts(authority, "127.0.0.1")
    with a_server(imap_over_tls(server, upgrade=security == "starttls")) as (port, heard):
        lines = Lines(clock, certificates=lambda: client)
        line = ImapLine(lines, MailLogin("127.0.0.1", port, security, "me", "pw"))
        assert b"ID" in line.abilities
        assert not line.condstore
        assert not line.can_idle
        line.close()
        assert any(b"LOGIN" in row for row in heard.lines)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_somebody_else_ends_the_talk_before_the_password(
    clock: FakeClock, authority: trustme.CA, security: str
) -> None:
    server, client = contexts(authority, "other.example")
    with a_server(imap_over_tls(server, upgrade=security == "starttls")) as (port, heard):
        with pytest.raises(Unreachable):
            ImapLine(
                Lines(clock, certificates=lambda: client), MailLogin("127.0.0.1", port, security, "me", "pw")
            )
        assert not any(b"LOGIN" in row for row in heard.lines)


def test_a_certificate_nobody_vouches_for_has_its_own_sentence(
    clock: FakeClock, authority: trustme.CA
) -> None:
    server, _ = contexts(authority, "127.0.0.1")
    with a_server(imap_over_tls(server)) as (port, _), pytest.raises(Unreachable) as caught:
        ImapLine(Lines(clock), MailLogin("127.0.0.1", port, "tls", "me", "pw"))
    assert caught.value.key == "certificate"
    assert caught.value.values["step"] == "imap"


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("years", [(2010, 2020), (2080, 2090)])
def test_a_certificate_out_of_date_points_to_the_clock_of_this_pc(
    clock: FakeClock, authority: trustme.CA, security: str, years: tuple[int, int]
) -> None:
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in years)
    server, client = contexts(authority, "127.0.0.1", (begin, end))
    lines = Lines(clock, certificates=lambda: client)
    speaks = imap_over_tls(server, upgrade=security == "starttls")
    with a_server(speaks) as (port, _), pytest.raises(Unreachable) as caught:
        ImapLine(lines, MailLogin("127.0.0.1", port, security, "me", "pw"))
    assert caught.value.key == "certificate_date"


@pytest.mark.parametrize(
    ("answer", "error", "key"),
    [
        (b"HTTP/1.1 407 Who?\r\n\r\n", AuthExpired, "proxy_refused"),
        (b"HTTP/1.1 502 Bad\r\n\r\n", Unreachable, "proxy_failed"),
        (b"HTTP/1.1\r\n\r\n", Unreachable, "proxy_failed"),
        (b"SSH-2.0-x\r\n\r\n", Unreachable, "proxy_failed"),
        (b"x" * 20_000, Unreachable, "proxy_failed"),
        (b"", Unreachable, "proxy_failed"),
    ],
)
def test_a_proxy_that_does_not_carry_us(
    clock: FakeClock, answer: bytes, error: type[Exception], key: str
) -> None:
    def script(line: socket.socket, heard: Heard) -> None:
        heard.requests.append(line.recv(4096))
        if answer:
            line.sendall(answer)
        else:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    with a_server(script) as (port, _), pytest.raises(error) as caught:
        Lines(clock).connect("mail.example", 993, Proxy(ProxyKind.HTTP, "127.0.0.1", port))
    assert str(caught.value) == key


def test_a_tunnel_keeps_the_first_words_of_the_server(clock: FakeClock) -> None:
    def script(line: socket.socket, heard: Heard) -> None:
        heard.requests.append(line.recv(4096))
        line.sendall(b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n* OK hello\r\n")
        line.recv(1)

    with a_server(script) as (port, heard):
        line = Lines(clock).connect("::1", 993, Proxy(ProxyKind.HTTP, "127.0.0.1", port, "ü", "pässword"))
        assert line.recv(100) == b"* OK hello\r\n"
        line.close()
    assert heard.requests[0].startswith(b"CONNECT [::1]:993 HTTP/1.1\r\n")


def test_a_socks_proxy_resolves_names_itself_and_its_refusals_are_told_apart(clock: FakeClock) -> None:
    def greeting(line: socket.socket, heard: Heard) -> None:
        line.sendall(b"* OK hello\r\n")
        line.recv(1)

    with a_server(greeting) as (port, _), a_proxy(ProxyKind.SOCKS5) as (proxy, ledger):
        line = Lines(clock).connect("localhost", port, proxy)
        assert line.recv(100) == b"* OK hello\r\n"
        line.close()
        assert ledger.reached == [("localhost", port)]
        with pytest.raises(AuthExpired):
            Lines(clock).connect("mail.example", 993, replace(proxy, password="pässword"))


def test_a_server_that_is_no_socks_proxy(clock: FakeClock) -> None:
    def nonsense(line: socket.socket, heard: Heard) -> None:
        line.recv(100)
        line.sendall(b"HTTP/1.1 400\r\n\r\n")

    with a_server(nonsense) as (port, _), pytest.raises(Unreachable) as caught:
        Lines(clock).connect("mail.example", 993, Proxy(ProxyKind.SOCKS5, "127.0.0.1", port))
    assert caught.value.key == "proxy_failed"


@pytest.mark.parametrize("kind", [None, ProxyKind.HTTP, ProxyKind.SOCKS5])
def test_nothing_is_held_back_until_there_is_more(clock: FakeClock, kind: ProxyKind | None) -> None:
    """A search leaves in two pieces; the second must not wait for the first one's acknowledgement."""

    def greeting(line: socket.socket, heard: Heard) -> None:
        line.sendall(b"* OK hello\r\n")
        line.recv(1)

    with a_server(greeting) as (port, _), ExitStack() as stack:
        proxy = stack.enter_context(a_proxy(kind))[0] if kind else None
        line = Lines(clock).connect("localhost", port, proxy)
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        line.close()


def test_a_dead_host_is_no_line(clock: FakeClock) -> None:
    with pytest.raises(Unreachable) as caught:
        Lines(clock).connect("127.0.0.1", 9, connect=timedelta(seconds=1))
    assert caught.value.key == "no_line"


def test_certificates_are_read_once(clock: FakeClock) -> None:
    read: list[ssl.SSLContext] = []

    def certificates() -> ssl.SSLContext:
        read.append(ssl.create_default_context())
        return read[-1]

    lines = Lines(clock, certificates=certificates)
    assert lines.context is lines.context
    assert len(read) == 1
