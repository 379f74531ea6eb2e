"""TikTok's signature, its time window and its tokens."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Unreachable
from app.connectors.registry import CHANNELS
from app.connectors.tiktok.answers import envelope, opened
from app.connectors.tiktok.api import TikTokApi
from app.connectors.tiktok.shops import shop_of
from app.connectors.tiktok.sign_in import authorize_url, sign_in
from app.connectors.tiktok.signing import sign
from app.connectors.tiktok.tokens import granted
from app.net.http import Answer, HttpLine
from app.simulator.running import RunningTown
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

SECRET = "tts_fake_app_secret"
COMMON = {
    "app_key": "123abc",
    "timestamp": "1700000000",
    "shop_cipher": "ROW_RHkDDABBAAB8tKAVoAqsMTjsQZFLyNfY",
}
TALKS = "/customer_service/202309/conversations"


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


@pytest.mark.parametrize(
    ("path", "query", "body", "signature"),
    [
        (
            f"{TALKS}/7494560109732334262/messages",
            {},
            b'{"type":"TEXT","content":"{\\"content\\": \\"test\\"}"}',
            "c6e07c1a17bd6a0fd3b835f73fc386d9d09e90c29ffa8f2f209f6d8dc51448e2",
        ),
        (
            TALKS,
            {"locale": "en", "page_size": "20"},
            b"",
            "29f36ce0dbfffc0412138bb58ea1f292d72263dfe0a5c7907f88717e001a3ba3",
        ),
        (
            "/customer_service/202309/images/upload",
            {},
            b"",
            "cf3a4b88fd678e9da3c0b2d3e2b282bc6a49509571108483c719cd15206fe13c",
        ),
    ],
)
def test_the_published_way_of_signing_is_followed(
    path: str, query: dict[str, str], body: bytes, signature: str
) -> None:
    assert sign(path, COMMON | query, body, SECRET) == signature
    assert sign(path, COMMON | query | {"sign": "x", "access_token": "y"}, body, SECRET) == signature


def test_values_are_signed_before_they_are_encoded() -> None:
    assert sign("/a", {"q": "a b&c=ü"}, b"", "s") != sign("/a", {"q": "a%20b%26c%3D%C3%BC"}, b"", "s")


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_clock_that_is_wrong_is_corrected_by_the_first_answer(tiktok: Bench, minutes: int) -> None:
    tiktok.town.tell("weather", skew_seconds=minutes * 60)
    sender = tiktok.sender()
    assert sender.capabilities().can
    assert tiktok.source().check().remote_key == "7494049642642441621"


def test_a_clock_set_while_we_run_costs_one_more_call(tiktok: Bench) -> None:
    source = tiktok.source()
    source.check()
    tiktok.town.tell("weather", skew_seconds=-600)
    assert source.check().remote_key == "7494049642642441621"


# --- answers ---


def meaning(code: int, status: int = 200, message: str = "", **headers: str) -> Exception:
    body = json.dumps({"code": code, "message": message, "data": None}).encode()
    answer = Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
    with pytest.raises(Exception) as caught:
        opened(envelope(answer), answer)
    return caught.value


@pytest.mark.parametrize(
    ("code", "kind", "key"),
    [
        (36009002, RateLimited, "rate_limited"),
        (36009003, Unreachable, "server_trouble"),
        (45101001, Unreachable, "server_trouble"),
        (105002, AuthExpired, "sign_in_again"),
        (36009004, AuthExpired, "sign_in_again"),
        (106001, AuthExpired, "client_refused"),
        (105005, AuthExpired, "tiktok_right_missing"),
        (36009033, AuthExpired, "tiktok_address_not_listed"),
        (45102007, Rejected, "tiktok_conversation_unknown"),
        (12345678, Rejected, "tiktok_rejected"),
    ],
)
def test_every_number_has_a_meaning(code: int, kind: type[Exception], key: str) -> None:
    error = meaning(code)
    assert type(error) is kind
    assert str(error) == key


def test_the_same_number_means_time_or_token() -> None:
    assert isinstance(meaning(36009004, message="Invalid timestamp."), Unreachable)
    assert isinstance(
        meaning(36009004, 401, message="The x-tts-access-token header is invalid."), AuthExpired
    )
    throttled = meaning(36009002, 429, retry_after="7")
    assert isinstance(throttled, RateLimited)
    assert throttled.retry_after == timedelta(seconds=7)
    assert isinstance(meaning(36009003, 503), Unreachable)


# --- tokens and consent ---


def test_ends_are_moments_in_spite_of_their_names() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    ends = {
        "access_token_expire_in": int(now.timestamp()) + 604_800,
        "refresh_token_expire_in": str(int(now.timestamp()) + 86_400),
    }
    found = granted(
        {"access_token": "a", "refresh_token": "r", **ends, "granted_scopes": ["x", "y", 7]}, now, b""
    )
    assert (found.lifetime, found.refresh_lifetime) == (timedelta(days=7), timedelta(days=1))
    assert found.beside == {"granted_scopes": "x y"}


def test_a_new_refresh_token_and_the_rights_are_stored_before_use(tiktok: Bench) -> None:
    tiktok.source().check()
    assert tiktok.keeper.stored[0]["granted_scopes"].split().count("seller.customer_service") == 1
    assert tiktok.keeper.stored[0]["refresh_until"]


def test_the_seller_signs_in_by_pasting_the_address_he_lands_on(tiktok: Bench) -> None:
    facts = tiktok.logins["api"].settings
    page = authorize_url(facts)
    line = HttpLine(tiktok.tools.lines)
    landed = line.ask("GET", page).headers["location"]
    secret = tiktok.keeper.secrets[tiktok.logins["api"].id]["client_secret"]
    values = {**facts, "client_secret": secret, "pasted": landed}
    secrets = sign_in(values, None, tiktok.tools, print)
    assert secrets["refresh_token"].startswith("ROW_R")
    assert "seller.customer_service" in secrets["granted_scopes"]
    term = CHANNELS["tiktok"].good_until(tiktok.logins["api"], secrets)
    assert term is not None
    assert term.ends - tiktok.clock.now() > timedelta(days=360)
    assert term.begins == tiktok.clock.now()
    with pytest.raises(AuthExpired):
        sign_in(values, None, tiktok.tools, print)  # a code is good once
    refused = line.ask("GET", f"{page}&refuse=yes").headers["location"]
    with pytest.raises(Rejected, match="consent_refused"):
        sign_in({**values, "pasted": refused}, None, tiktok.tools, print)
    line.close()


def test_the_consent_page_wants_the_service_number_and_knows_the_american_market() -> None:
    with pytest.raises(Rejected, match="fill_client_first"):
        authorize_url({"client_id": "key"})
    american = authorize_url({"client_id": "key", "service_id": "7", "market": "us"})
    assert american == "https://services.tiktokshops.us/open/authorize?service_id=7"
    assert authorize_url({"client_id": "key", "service_id": "7"}).startswith(
        "https://services.tiktokshop.com/"
    )


def test_each_shop_of_a_consent_is_found_by_its_number() -> None:
    found = {
        "shops": [
            {"id": "1", "name": "Quay", "code": "GBA", "cipher": "c1"},
            {"id": "2", "name": "Pier", "code": "GBB", "cipher": "c2"},
            {"id": "3", "name": "a shop that calls cannot name"},
        ]
    }
    assert [shop_of(found, one)["cipher"] for one in ("1", "2")] == ["c1", "c2"]
    for stranger in ("", "3"):
        with pytest.raises(Rejected) as caught:
            shop_of(found, stranger)
        assert (caught.value.key, caught.value.values["shops"]) == ("tiktok_no_such_shop", "Quay, Pier")
    with pytest.raises(Rejected, match="tiktok_no_shop"):
        shop_of({"shops": []}, "")


def test_a_wrong_application_secret_is_told_from_a_lost_consent(tiktok: Bench) -> None:
    api = TikTokApi(tiktok.logins["api"], tiktok.tools)
    api.token()
    api._secret = "wrong"
    with pytest.raises(AuthExpired, match="client_refused"):
        api.shop()
    api.close()


def test_an_application_nobody_knows_is_told(tiktok: Bench) -> None:
    login = tiktok.logins["api"]
    tiktok.logins["api"] = replace(login, settings={**login.settings, "client_id": "nobody"})
    with pytest.raises(AuthExpired):
        tiktok.source().check()
