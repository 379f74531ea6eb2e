"""What a token host answers when it gives nothing: each no has its own sentence, and nothing half is kept."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.lazada import sign_in as lazada
from app.connectors.lazada.tokens import renewed
from app.connectors.manifests import Tools
from app.connectors.tiktok import sign_in as tiktok
from app.connectors.tiktok.tokens import ask_for_tokens
from app.domain.shops import Login
from app.domain.values import LoginId
from app.net.http import HttpLine
from tests.contract.bench import Keeper, fresh_tools
from tests.fakes import FakeClock, SeededIds
from tests.net.scripted import a_server, answering

CODE = "https://shop.example/?code=c1"
KEYS = {"client_id": "key", "client_secret": "secret", "pasted": CODE}
SELLER = [{"country": "sg", "seller_id": "1001"}]


@pytest.fixture
def tools(clock: FakeClock) -> Tools:
    return fresh_tools(clock, Keeper())


@pytest.fixture
def line(tools: Tools) -> Iterator[HttpLine]:
    with closing(HttpLine(tools.lines)) as line:
        yield line


def said(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("status", "value", "error"),
    [
        ("429 Slow down", {}, RateLimited),
        ("503 Later", {}, Unreachable),
        ("200 OK", {"code": 36009002}, RateLimited),
        ("200 OK", {"code": 36009003}, Unreachable),
        ("200 OK", {"code": 105002}, AuthExpired),
        ("200 OK", {"code": 0, "data": {}}, Surprise),
    ],
)
def test_every_no_of_tiktoks_token_host_has_its_meaning(
    line: HttpLine, status: str, value: object, error: type[Exception]
) -> None:
    with a_server(answering(said(value), status)) as (port, _), pytest.raises(error):
        ask_for_tokens(line, f"http://127.0.0.1:{port}/get", {})


def test_a_tiktok_token_that_is_there_already_is_kept_and_one_without_a_successor_is_not_enough(
    tools: Tools,
) -> None:
    kept = tiktok.sign_in({"client_secret": "s", "refresh_token": "r"}, None, tools, print)
    assert kept == {"client_secret": "s", "refresh_token": "r"}
    answer = said({"code": 0, "data": {"access_token": "a"}})
    with a_server(answering(answer)) as (port, _), pytest.raises(Rejected, match="no_refresh_token"):
        tiktok.sign_in(KEYS | {"token_url": f"http://127.0.0.1:{port}"}, None, tools, print)


@pytest.mark.parametrize(
    ("value", "error", "key"),
    [
        ({"code": "0"}, AuthExpired, "no_token"),
        ({"code": "0", "access_token": "a", "country_user_info": SELLER}, Rejected, "no_refresh_token"),
        ({"code": "0", "access_token": "a", "refresh_token": "r"}, Rejected, "lazada_no_country"),
    ],
)
def test_a_lazada_consent_must_bring_a_token_its_successor_and_a_country(
    tools: Tools, value: object, error: type[Exception], key: str
) -> None:
    with a_server(answering(said(value))) as (port, _), pytest.raises(error, match=key):
        lazada.sign_in(KEYS | {"token_url": f"http://127.0.0.1:{port}"}, None, tools, print)


def test_lazadas_consent_page_and_tokens_want_the_application_first(tools: Tools, line: HttpLine) -> None:
    with pytest.raises(Rejected, match="fill_client_first"):
        lazada.authorize_url({"client_id": "key"})
    with pytest.raises(AuthExpired, match="sign_in_again"):
        lazada.sign_in({"pasted": CODE}, None, tools, print)
    login = Login(LoginId(SeededIds().new()), "lazada", "Lazada", {"client_id": "key"})
    with pytest.raises(AuthExpired, match="sign_in_again"):
        renewed(login, tools, line, {"client_secret": "secret"})


def test_a_lazada_token_that_is_there_already_is_renewed(tools: Tools) -> None:
    answer = said({"code": "0", "access_token": "a", "refresh_token": "r2", "country_user_info_list": SELLER})
    with a_server(answering(answer)) as (port, heard):
        values = {"client_id": "key", "client_secret": "s", "refresh_token": "r1"}
        secrets = lazada.sign_in(values | {"token_url": f"http://127.0.0.1:{port}"}, None, tools, print)
    assert (secrets["refresh_token"], secrets["sellers"]) == ("r2", "SG=1001")
    assert b"refresh_token=r1" in heard.requests[0]
