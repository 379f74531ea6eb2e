"""One attempt to send over HTTP: what each way of failing proves, against servers that really fail so."""

import socket
from datetime import timedelta

import httpx
import pytest

from app.domain.errors import AuthExpired, RateLimited, Unreachable
from app.domain.outbox import Receipt, ReceiptKind
from app.domain.shops import Proxy, ProxyKind
from app.net.http import Answer
from app.net.lines import Lines
from app.net.sending import not_started, post_once, verdict
from tests.fakes import FakeClock
from tests.net.scripted import Heard, Script, a_server, answering, read_request


def judge(answer: Answer) -> Receipt:
    """A platform whose answers have an id when they mean yes."""
    number = answer.object().get("id")
    return Receipt.sent(str(number)) if number else Receipt.unknown("without id")


def post(clock: FakeClock, port: int, proxy: Proxy | None = None, host: str = "127.0.0.1") -> Receipt:
    lines = Lines(clock, loopback_only=True)
    return post_once(lines, proxy, f"http://{host}:{port}/send", {"x-key": "1"}, b'{"text":"hello"}', judge)


def test_a_yes_is_a_yes_and_was_said_once(clock: FakeClock) -> None:
    with a_server(answering(b'{"id": 7}')) as (port, heard):
        receipt = post(clock, port)
    assert (receipt.kind, receipt.remote_key) == (ReceiptKind.SENT, "7")
    assert len(heard.requests) == 1
    assert heard.requests[0].endswith(b'{"text":"hello"}')


def reset(line: socket.socket, heard: Heard) -> None:
    line.recv(1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def take_and_close(line: socket.socket, heard: Heard) -> None:
    read_request(line, heard)


def nonsense(line: socket.socket, heard: Heard) -> None:
    read_request(line, heard)
    line.sendall(b"\x00\x01\x02 what\r\n\r\n")


UNPROVEN: dict[str, Script] = {
    "reset after the first byte": reset,
    "took it and closed": take_and_close,
    "no HTTP": nonsense,
    "cut JSON": answering(b'{"id": 7}', cut=4),
    "JSON that ends early": answering(b'{"id": 7'),
    "a hotel's page": answering(b"<html>welcome", "200 OK", "text/html"),
    "a yes without an id": answering(b"{}"),
    "no JSON at all": answering(b"'id'}"),
    "a gateway's page": answering(b"<html>bad gateway", "502 Bad Gateway", "text/html"),
    "an endless answer": answering(b"x" * 3_000_000),
    "bad compression": answering(b"junk", "200 OK", "application/json", "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("what", list(UNPROVEN))
def test_what_proves_nothing_is_unknown(clock: FakeClock, what: str) -> None:
    with a_server(UNPROVEN[what]) as (port, heard):
        receipt = post(clock, port)
    assert receipt.kind is ReceiptKind.UNKNOWN
    assert receipt.evidence
    assert heard.connections == 1


def test_a_redirect_is_not_followed(clock: FakeClock) -> None:
    with (
        a_server(answering(b'{"id": 1}')) as (other, elsewhere),
        a_server(
            answering(b"", "307 Temporary Redirect", "text/plain", f"Location: http://127.0.0.1:{other}/")
        ) as (port, heard),
    ):
        receipt = post(clock, port)
        assert receipt.kind is ReceiptKind.UNKNOWN
        assert heard.connections == 1
        assert elsewhere.connections == 0


def test_a_refused_connection_proves_that_nothing_left(clock: FakeClock) -> None:
    receipt = post(clock, 9)
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.reason == "no_line"


def test_a_dead_proxy_proves_that_nothing_left(clock: FakeClock) -> None:
    receipt = post(clock, 80, Proxy(ProxyKind.SOCKS5, "127.0.0.1", 9))
    assert receipt.kind is ReceiptKind.LATER


def test_a_proxys_wish_for_a_password_proves_that_nothing_left(clock: FakeClock) -> None:
    with a_server(answering(b"", "407 Proxy Authentication Required")) as (port, _):
        receipt = post(clock, port)
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, True)


def test_the_demo_sends_nowhere_else(clock: FakeClock) -> None:
    receipt = post(clock, 80, host="api.example")
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "loopback_only")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectError(""), ReceiptKind.LATER),
        (httpx.ConnectTimeout(""), ReceiptKind.LATER),
        (httpx.PoolTimeout(""), ReceiptKind.LATER),
        (httpx.ProxyError(""), ReceiptKind.LATER),
        (httpx.ReadTimeout(""), ReceiptKind.UNKNOWN),
        (httpx.WriteTimeout(""), ReceiptKind.UNKNOWN),
        (httpx.WriteError(""), ReceiptKind.UNKNOWN),
        (httpx.ReadError(""), ReceiptKind.UNKNOWN),
        (httpx.RemoteProtocolError(""), ReceiptKind.UNKNOWN),
        (httpx.LocalProtocolError(""), ReceiptKind.UNKNOWN),
        (httpx.DecodingError(""), ReceiptKind.UNKNOWN),
        (httpx.TooManyRedirects(""), ReceiptKind.UNKNOWN),
    ],
)
def test_only_a_connection_that_never_was_is_safe(error: httpx.HTTPError, kind: ReceiptKind) -> None:
    assert verdict(error).kind is kind


def test_trouble_before_the_post_says_who_must_act() -> None:
    assert not_started(AuthExpired("sign_in_again")).needs_sign_in
    assert not not_started(Unreachable("no_line")).needs_sign_in
    assert not_started(RateLimited("r", retry_after=timedelta(hours=1))).retry_after == timedelta(hours=1)
