"""Signing in: tokens are stored before they are used, renewed once, and consents come back to this machine only."""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest

from app.connectors.contract import Rejected
from app.connectors.ebay.sign_in import authorize_url
from app.connectors.ebay.sign_in import sign_in as sign_in_to_ebay
from app.connectors.email.sign_in import sign_in as sign_in_to_mail
from app.domain.errors import AuthExpired, RateLimited, Surprise, Unreachable
from app.domain.shops import Login
from app.domain.values import LoginId
from app.net.http import HttpLine
from app.net.lines import Lines
from app.net.loopback import Landing
from app.net.oauth import ask_token, new_consent, pasted_code, seconds
from app.net.tokens import Granted, TokenDesk
from tests.contract.bench import Keeper, fresh_tools
from tests.fakes import FakeClock, SeededIds
from tests.net.scripted import a_server, answering

LOGIN = Login(LoginId(UUID(int=1)), "ebay", "x", {})


def endpoint(
    clock: FakeClock, body: bytes, status: str = "200 OK", kind: str = "application/json"
) -> Granted:
    with a_server(answering(body, status, kind)) as (port, _):
        line = HttpLine(Lines(clock))
        try:
            return ask_token(line, f"http://127.0.0.1:{port}/token", {"a": "b c^#"}, basic=("me", "secret"))
        finally:
            line.close()


def test_a_grant_is_read(clock: FakeClock) -> None:
    body = (
        b'{"access_token": "a", "expires_in": "7200", "refresh_token": "r", "refresh_token_expires_in": 100}'
    )
    granted = endpoint(clock, body)
    assert (granted.access, granted.refresh) == ("a", "r")
    assert granted.lifetime == timedelta(hours=2)
    assert granted.refresh_lifetime == timedelta(seconds=100)
    assert "a" not in repr(granted).split("lifetime")[0].replace("Granted", "")
    assert endpoint(clock, b'{"access_token": "a"}').lifetime == timedelta(hours=1)


@pytest.mark.parametrize(
    ("body", "status", "error", "key"),
    [
        (b'{"error": "invalid_grant"}', "400 Bad Request", AuthExpired, "sign_in_again"),
        (b'{"error": "invalid_client"}', "401 Unauthorized", AuthExpired, "client_refused"),
        (b'{"error": "other"}', "401 Unauthorized", AuthExpired, "client_refused"),
        (b'{"error": "invalid_scope"}', "400 Bad Request", Surprise, "token_refused"),
        (b"{}", "429 Too Many", RateLimited, "rate_limited"),
        (b"oops", "503 Unavailable", Unreachable, "server_trouble"),
        (b"{}", "200 OK", Surprise, "no_token"),
        (b'{"access_token": 7}', "200 OK", Surprise, "no_token"),
        (b"<html>hotel", "200 OK", Unreachable, "captive_portal"),
    ],
)
def test_each_refusal_says_who_must_act(
    clock: FakeClock, body: bytes, status: str, error: type[Exception], key: str
) -> None:
    with pytest.raises(error) as caught:
        endpoint(clock, body, status)
    assert str(caught.value) == key


@pytest.mark.parametrize(
    ("value", "found"), [(0, None), (-5, None), (True, None), ("x", None), (10**12, None), (1.5, 1.5)]
)
def test_lifetimes_that_are_none(value: object, found: float | None) -> None:
    assert seconds(value) == (timedelta(seconds=found) if found else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("https://signin.example/x?isAuthSuccessful=true&code=v%5E1.1%23i%5E1&expires_in=299", "v^1.1#i^1"),
        ("code=abc&state=s", "abc"),
        ("https://x.example/?spapi_oauth_code=xyz&state=s", "xyz"),
        ("  v^1.1#i^1  ", "v^1.1#i^1"),
    ],
)
def test_a_pasted_address_gives_its_code_decoded_once(pasted: str, code: str) -> None:
    assert pasted_code(pasted, "s") == code


@pytest.mark.parametrize("pasted", ["", "https://x.example/", "two words", "https://x.example/?code=&a=b"])
def test_a_pasted_thing_without_a_code_is_refused(pasted: str) -> None:
    with pytest.raises(Rejected):
        pasted_code(pasted)


def test_a_code_of_another_consent_is_refused() -> None:
    with pytest.raises(Rejected, match="wrong_state"):
        pasted_code("https://x.example/?code=c&state=theirs", "ours")


def test_a_token_is_shared_renewed_in_good_time_and_after_a_refusal(clock: FakeClock) -> None:
    keeper, asked, hushed = Keeper(), [], list[str]()
    desk = TokenDesk(clock, keeper, hushed.append)

    def renew(secrets: Mapping[str, str]) -> Granted:
        asked.append(dict(secrets))
        return Granted(f"t{len(asked)}", timedelta(hours=1))

    assert desk.token(LOGIN, renew) == desk.token(LOGIN, renew) == "t1"
    clock.advance(timedelta(minutes=49))
    assert desk.token(LOGIN, renew) == "t2"
    desk.spoiled(LOGIN, "t1")
    assert desk.token(LOGIN, renew) == "t2"
    desk.spoiled(LOGIN, "t2")
    assert desk.token(LOGIN, renew) == "t3"
    assert desk.token(LOGIN, renew, "app") == "t4"
    assert hushed == ["t1", "t2", "t3", "t4"]
    assert keeper.stored == []


def test_an_end_that_is_named_again_is_no_new_token(clock: FakeClock) -> None:
    keeper = Keeper({LOGIN.id: {"refresh_token": "r1"}})
    desk, given = TokenDesk(clock, keeper), clock.now()
    end = given + timedelta(days=100)

    def look(until: datetime) -> str:
        granted = Granted("t", timedelta(hours=1), "", until - clock.now())
        desk.spoiled(LOGIN, desk.token(LOGIN, lambda secrets: granted))
        return desk.secrets(LOGIN)["granted_at"]

    assert look(end) == given.isoformat()
    clock.advance(timedelta(days=40))
    assert look(end + timedelta(minutes=3)) == given.isoformat()  # two clocks that differ a little
    assert look(end + timedelta(days=40)) == clock.now().isoformat()


def test_a_rotated_refresh_token_is_stored_before_the_new_token_is_used(clock: FakeClock) -> None:
    keeper = Keeper({LOGIN.id: {"refresh_token": "r1"}})
    desk = TokenDesk(clock, keeper)
    desk.token(LOGIN, lambda secrets: Granted("t", timedelta(hours=1), "r2", timedelta(days=1)))
    assert desk.secrets(LOGIN)["refresh_token"] == "r2"
    assert keeper.stored == [
        {
            "refresh_token": "r2",
            "refresh_until": (clock.now() + timedelta(days=1)).isoformat(),
            "granted_at": clock.now().isoformat(),
        }
    ]

    class Broken(Keeper):
        def store(self, login: Login, secrets: Mapping[str, str]) -> None:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        TokenDesk(clock, Broken()).token(LOGIN, lambda secrets: Granted("t", timedelta(hours=1), "r2"))


def test_many_lanes_at_once_renew_once(clock: FakeClock) -> None:
    desk, asked, gate = TokenDesk(clock, Keeper()), [], threading.Barrier(6)

    def renew(secrets: Mapping[str, str]) -> Granted:
        asked.append(1)
        return Granted("t", timedelta(hours=1))

    def lane() -> None:
        gate.wait()
        desk.token(LOGIN, renew)

    lanes = [threading.Thread(target=lane) for _ in range(6)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    assert len(asked) == 1


def visit(address: str, **query: str) -> int:
    with httpx.Client(trust_env=False) as browser:
        return browser.get(address, params=query).status_code


def in_the_background(work: object, *calls: tuple[str, dict[str, str]]) -> threading.Thread:
    def browse() -> None:
        for address, query in calls:
            visit(address, **query)

    thread = threading.Thread(target=browse)
    thread.start()
    return thread


def test_the_browser_comes_back_with_the_code() -> None:
    with Landing("state-1") as landing:
        thread = in_the_background(
            None,
            (landing.address + "favicon.ico", {}),
            (landing.address, {"code": "stolen", "state": "other"}),
            (landing.address, {"code": "good", "state": "state-1"}),
        )
        assert landing.code() == "good"
        thread.join()


def test_a_refused_consent_and_nobody_at_all() -> None:
    with Landing("s") as landing:
        thread = in_the_background(None, (landing.address, {"error": "access_denied", "state": "s"}))
        with pytest.raises(Rejected, match="consent_refused"):
            landing.code()
        thread.join()
    with (
        Landing("s", timedelta(milliseconds=1)) as landing,
        pytest.raises(Rejected, match="consent_timed_out"),
    ):
        landing.code()


def test_another_hosts_name_opens_nothing() -> None:
    with Landing("s", timedelta(milliseconds=200)) as landing:
        port = landing.address.rsplit(":", 1)[1]

        def rebound() -> None:
            with httpx.Client(trust_env=False) as browser:
                browser.get(
                    landing.address,
                    params={"code": "c", "state": "s"},
                    headers={"host": f"evil.example:{port}"},
                )

        thread = threading.Thread(target=rebound)
        thread.start()
        with pytest.raises(Rejected):
            landing.code()
        thread.join()


def test_secrets_of_a_consent_are_fresh_and_long() -> None:
    ids = SeededIds(3)
    one, two = new_consent(ids), new_consent(ids)
    assert one != two
    assert len(one.verifier) >= 43
    assert len(one.challenge) == 43
    assert one.verifier not in repr(one)


# --- the channels' own ways ---


def test_ebay_exchanges_the_pasted_address_once(clock: FakeClock) -> None:
    body = b'{"access_token": "a", "expires_in": 7200, "refresh_token": "r", "refresh_token_expires_in": 47304000}'
    with a_server(answering(body)) as (port, heard):
        values = {
            "client_id": "me",
            "client_secret": "s",
            "ru_name": "Ru-Name",
            "pasted": "https://x.example/?code=v%5E1&expires_in=299",
            "api_url": f"http://127.0.0.1:{port}",
        }
        secrets = sign_in_to_ebay(values, None, fresh_tools(clock, Keeper()), print)
    assert secrets["refresh_token"] == "r"
    assert secrets["client_secret"] == "s"
    assert secrets["refresh_until"].startswith("2027")
    assert len(heard.requests) == 1
    assert b"grant_type=authorization_code&code=v%5E1&redirect_uri=Ru-Name" in heard.requests[0]
    kept = sign_in_to_ebay({"refresh_token": "r0"}, None, fresh_tools(clock, Keeper()), print)
    assert kept["refresh_token"] == "r0"


def test_a_grant_without_a_refresh_token_is_no_sign_in(clock: FakeClock) -> None:
    with a_server(answering(b'{"access_token": "a"}')) as (port, _):
        tools = fresh_tools(clock, Keeper())
        with pytest.raises(Rejected, match="no_refresh_token"):
            sign_in_to_ebay({"pasted": "c", "api_url": f"http://127.0.0.1:{port}"}, None, tools, print)


def test_ebays_page_asks_for_what_we_need_and_names_the_ru_name() -> None:
    page = authorize_url({"client_id": "me", "ru_name": "Ru-Name", "environment": "sandbox"})
    query = parse_qs(urlsplit(page).query)
    assert page.startswith("https://auth.sandbox.ebay.com/")
    assert query["redirect_uri"] == ["Ru-Name"]
    asked = {scope.rpartition("/")[2] for scope in query["scope"][0].split()}
    assert asked == {
        "commerce.message",
        "sell.fulfillment",
        "commerce.identity.readonly",
        "sell.inventory",
        "sell.finances",
        "sell.payment.dispute",
    }
    few = authorize_url({"client_id": "me", "ru_name": "Ru-Name", "rights": "basic"})
    assert "sell.finances" not in few
    assert "commerce.message" in few
    with pytest.raises(Rejected):
        authorize_url({"client_id": "me"})


def test_a_mailbox_that_wants_a_consent_gets_one_through_the_browser(clock: FakeClock) -> None:
    opened: list[str] = []
    threads: list[threading.Thread] = []

    def browser(page: str) -> None:
        opened.append(page)
        query = parse_qs(urlsplit(page).query)
        answer = {"code": "c1", "state": query["state"][0]}
        threads.append(in_the_background(None, (query["redirect_uri"][0], answer)))

    with a_server(answering(b'{"access_token": "a", "refresh_token": "r"}')) as (port, heard):
        values = {
            "address": "me@harbour.example",
            "auth": "xoauth2",
            "client_id": "c",
            "client_secret": "s",
            "consent_url": "https://login.example/authorize",
            "token_url": f"http://127.0.0.1:{port}/token",
            "scopes": "mail",
        }
        secrets = sign_in_to_mail(values, None, fresh_tools(clock, Keeper()), browser)
    threads[0].join()
    assert secrets == {"client_secret": "s", "refresh_token": "r"}
    assert "code_challenge_method=S256" in opened[0]
    assert b"code_verifier=" in heard.requests[0]


def test_a_mailbox_with_a_password_needs_no_browser(clock: FakeClock) -> None:
    tools = fresh_tools(clock, Keeper())
    assert sign_in_to_mail({"password": "p"}, None, tools, print) == {"password": "p"}
    assert sign_in_to_mail({"auth": "xoauth2", "refresh_token": "r"}, None, tools, print) == {
        "refresh_token": "r"
    }
    with pytest.raises(Rejected, match="fill_client_first"):
        sign_in_to_mail({"auth": "xoauth2", "address": "a@b.example"}, None, tools, print)


def test_a_consent_without_a_lasting_token_is_no_sign_in(clock: FakeClock) -> None:
    threads: list[threading.Thread] = []

    def browser(page: str) -> None:
        query = parse_qs(urlsplit(page).query)
        answer = {"code": "c1", "state": query["state"][0]}
        threads.append(in_the_background(None, (query["redirect_uri"][0], answer)))

    with a_server(answering(b'{"access_token": "a"}')) as (port, _):
        url = f"http://127.0.0.1:{port}/"
        values = {"auth": "xoauth2", "client_id": "c", "consent_url": "https://l.example/", "token_url": url}
        with pytest.raises(Rejected, match="no_refresh_token"):
            sign_in_to_mail(values, None, fresh_tools(clock, Keeper()), browser)
    threads[0].join()
