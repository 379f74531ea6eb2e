"""HTTP for reading: whatever a server does comes out as one of our errors, within limits, without secrets."""

import logging
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.domain.errors import AuthExpired, Surprise, Unreachable
from app.domain.shops import Proxy, ProxyKind
from app.net.http import Answer, HttpLine, date_of, proxy_for, trouble, with_query
from app.net.lines import Lines, is_loopback
from tests.fakes import FakeClock
from tests.net.scripted import Heard, a_server, answering, read_request


def ask(port: int, clock: FakeClock, path: str = "/", limit: int = 1000) -> Answer:
    line = HttpLine(Lines(clock, loopback_only=True))
    try:
        return line.ask("GET", f"http://127.0.0.1:{port}{path}", limit=limit)
    finally:
        line.close()


def test_an_answer_comes_whole_with_lower_case_headers(clock: FakeClock) -> None:
    with a_server(answering(b'{"a": 1}', "200 OK", "application/json", "X-Rate: 5")) as (port, _):
        answer = ask(port, clock)
    assert answer.status == 200
    assert answer.object() == {"a": 1}
    assert answer.headers["x-rate"] == "5"


def test_a_sign_in_page_of_a_hotel_is_told_from_an_answer(clock: FakeClock) -> None:
    with a_server(answering(b"<!DOCTYPE html><p>Welcome", "200 OK", "text/html")) as (port, _):
        answer = ask(port, clock)
    with pytest.raises(Unreachable) as caught:
        answer.json()
    assert caught.value.key == "captive_portal"


def test_html_that_calls_itself_json_is_still_html() -> None:
    with pytest.raises(Unreachable) as caught:
        Answer(200, {"content-type": "application/json"}, b"\xef\xbb\xbf  <html>").json()
    assert caught.value.key == "captive_portal"


def test_a_redirect_is_not_followed_and_is_no_answer(clock: FakeClock) -> None:
    with (
        a_server(answering(b'{"stolen": true}')) as (other, heard),
        a_server(answering(b"", "302 Found", "text/plain", f"Location: http://127.0.0.1:{other}/")) as (
            port,
            _,
        ),
    ):
        answer = ask(port, clock)
        assert answer.status == 302
        assert heard.connections == 0
        with pytest.raises(Unreachable):
            answer.json()


def test_a_cut_answer_is_the_lines_fault(clock: FakeClock) -> None:
    with a_server(answering(b'{"a": [1, 2, 3]}', cut=5)) as (port, _), pytest.raises(Unreachable) as caught:
        ask(port, clock)
    assert caught.value.key == "broken_answer"


def test_json_that_ends_early_is_the_lines_fault_and_other_nonsense_ours() -> None:
    with pytest.raises(Unreachable) as early:
        Answer(200, {}, b'{"a": [1, 2').json()
    assert early.value.key == "truncated"
    with pytest.raises(Surprise) as nonsense:
        Answer(200, {}, b"{'a': 1}").json()
    assert nonsense.value.content == b"{'a': 1}"
    with pytest.raises(Surprise):
        Answer(200, {}, b"[1]").object()
    with pytest.raises(Surprise):
        Answer(200, {}, b"[" * 100_000 + b"]").json()


def test_an_answer_beyond_the_limit_is_not_read_to_its_end(clock: FakeClock) -> None:
    with a_server(answering(b"x" * 5000)) as (port, _), pytest.raises(Surprise) as caught:
        ask(port, clock)
    assert caught.value.key == "answer_too_large"


def test_an_answer_that_drips_for_ever_is_given_up(clock: FakeClock) -> None:
    def drip(line: socket.socket, heard: Heard) -> None:
        read_request(line, heard)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        line.settimeout(0.01)
        for _ in range(900):
            line.sendall(b"x")
            clock.advance(timedelta(seconds=30))
            with suppress(TimeoutError):
                if not line.recv(1):
                    return

    with a_server(drip) as (port, _), pytest.raises(Unreachable) as caught:
        ask(port, clock)
    assert caught.value.key == "no_answer"


def test_a_server_that_hangs_up_is_unreachable(clock: FakeClock) -> None:
    with a_server(lambda line, heard: None) as (port, _), pytest.raises(Unreachable):
        ask(port, clock)
    with pytest.raises(Unreachable) as dead:
        ask(9, clock)
    assert dead.value.key == "no_line"


def test_a_proxy_that_wants_a_password_asks_for_a_sign_in(clock: FakeClock) -> None:
    with (
        a_server(answering(b"", "407 Proxy Authentication Required")) as (port, _),
        pytest.raises(AuthExpired) as caught,
    ):
        ask(port, clock)
    assert caught.value.key == "proxy_refused"


def test_the_servers_clock_is_compared_with_ours(clock: FakeClock) -> None:
    ahead = clock.now() + timedelta(minutes=10)
    stamp = ahead.strftime("Date: %a, %d %b %Y %H:%M:%S GMT")
    with a_server(answering(b"{}", "200 OK", "application/json", stamp)) as (port, _):
        heard: list[tuple[str, timedelta]] = []
        line = HttpLine(Lines(clock, hear_time=lambda *time: heard.append(time)))
        assert not line.clock_known
        line.ask("GET", f"http://127.0.0.1:{port}/")
        assert (line.clock_offset, line.clock_known) == (timedelta(minutes=10), True)
        assert heard == [("127.0.0.1", timedelta(minutes=10))]
        line.close()
        line.close()


@pytest.mark.parametrize("value", ["", "yesterday", "Mon, 99 Xxx 2026 10:00:00 GMT"])
def test_a_date_that_is_none_changes_nothing(value: str) -> None:
    assert date_of(Answer(200, {"date": value}, b"")) is None


def test_a_date_without_a_zone_is_none() -> None:
    assert date_of(Answer(200, {"date": "Mon, 02 Mar 2026 09:00:00 -0000"}, b"")) is None
    assert date_of(Answer(200, {"date": "Mon, 02 Mar 2026 09:00:00 GMT"}, b"")) == datetime(
        2026, 3, 2, 9, tzinfo=UTC
    )


def test_the_wait_that_a_server_asks_for_is_read_within_reason() -> None:
    assert Answer(429, {"retry-after": "30"}, b"").retry_after == timedelta(seconds=30)
    assert Answer(429, {"retry-after": "99999999"}, b"").retry_after == timedelta(days=1)
    assert Answer(429, {"retry-after": "soon"}, b"").retry_after is None
    assert Answer(429, {}, b"").retry_after is None


def test_a_query_encodes_what_platforms_want_encoded() -> None:
    assert with_query("https://x.example/a", {}) == "https://x.example/a"
    wanted = "https://x.example/a?filter=s%3A%7BA%7CB%7D&t=v%5E1%23"
    assert with_query("https://x.example/a", {"filter": "s:{A|B}", "t": "v^1#"}) == wanted
    assert with_query("", [("a", "1"), ("a", "2")]) == "?a=1&a=2"


def test_an_address_that_is_none_is_our_mistake(clock: FakeClock) -> None:
    line = HttpLine(Lines(clock))
    with pytest.raises(Surprise):
        line.ask("GET", "http://127.0.0.1:port/")
    line.close()


def test_the_demo_goes_nowhere_else(clock: FakeClock) -> None:
    line = HttpLine(Lines(clock, loopback_only=True))
    for address in ("https://api.example/", "http://10.0.0.1/", "http://127.0.0.1.evil.example/", "nonsense"):
        with pytest.raises(Unreachable) as caught:
            line.ask("GET", address)
        assert caught.value.key == "loopback_only"
    through = HttpLine(Lines(clock, loopback_only=True), Proxy(ProxyKind.HTTP, "proxy.example", 8080))
    with pytest.raises(Unreachable):
        through.ask("GET", "http://127.0.0.1/")


def test_this_machine_is_known_by_its_names() -> None:
    assert all(
        is_loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "LOCALHOST.")
    )
    assert not any(is_loopback(host) for host in ("", "10.0.0.1", "localhost.example", "0.0.0.0"))


def test_a_proxy_password_never_stands_in_its_address() -> None:
    assert proxy_for(None) is None
    made = proxy_for(Proxy(ProxyKind.SOCKS5, "::1", 1080, "me", "secret"))
    assert made is not None
    assert "secret" not in str(made.url)
    assert str(made.url) == "socks5://[::1]:1080"


def test_each_failure_of_the_library_has_its_meaning() -> None:
    assert trouble(httpx.ProxyError("407 Proxy Authentication Required")).key == "proxy_refused"
    assert trouble(httpx.ProxyError("could not connect")).key == "proxy_failed"
    assert trouble(httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]")).key == "certificate"
    dated = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid"
    assert trouble(httpx.ConnectError(dated)).key == "certificate_date"
    assert trouble(httpx.ConnectTimeout("")).key == "no_line"
    assert trouble(httpx.PoolTimeout("")).key == "no_line"
    assert trouble(httpx.ReadTimeout("")).key == "no_answer"
    assert trouble(httpx.ReadError("")).key == "broken_answer"


def test_no_query_reaches_a_log(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), a_server(answering(b"{}")) as (port, _):
        ask(port, clock, "/?token=canary-secret")
    assert "canary-secret" not in caplog.text
