"""How a call to AliExpress's gateways is signed and what its answers mean; the examples are computed anew."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from app.connectors.aliexpress.answers import (
    Complaint,
    Fault,
    complaint_in,
    fields_of,
    holding,
    listed,
    result_of,
)
from app.connectors.aliexpress.api import Client, packed
from app.connectors.aliexpress.tokens import good_until, kept, keys_of
from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.domain.errors import QuaysideError
from app.domain.shops import Login
from app.domain.terms import Term
from app.domain.values import LoginId
from app.net.http import Answer

AT = datetime.fromtimestamp(1_700_000_000, UTC)
CLIENT = Client("https://api.example", "500001", "ae_fake_secret")


def sign_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["sign"][0]


def test_an_order_list_is_signed_without_a_path() -> None:
    query = '{"current_page":1,"page_size":20,"order_status":"WAIT_SELLER_SEND_GOODS"}'
    call = CLIENT.sync(
        "aliexpress.trade.seller.orderlist.get", "test_token", {"param_aeop_order_query": query}, AT
    )
    assert sign_of(call.url) == "DB915329D54D48D5531AA78F4C059BED8C732754537AE5D7E0F9B9679D1D2F8B"
    assert call.verb == "POST"
    assert call.content is not None
    assert "param_aeop_order_query" not in call.url


def test_a_token_call_is_signed_behind_its_path() -> None:
    call = CLIENT.rest("/auth/token/create", "", {"code": "0_2DL4DV3jcU1UOT7WGI1A4rY91"}, AT)
    assert sign_of(call.url) == "A630BA54C376A8EC7B2C2741C7D2AE12D664A6787EE6DF63771E0B9C79621B6E"
    assert "access_token" not in call.url


def test_a_message_is_signed_as_it_reads() -> None:
    content = {
        "buyer_id": 2200000001,
        "template_id": 1,
        "scene_id": 1,
        "message_content_dto": {"txt": "Hello"},
    }
    call = CLIENT.sync("aliexpress/message/send", "test_token", {"im_send_message_dto": packed(content)}, AT)
    assert sign_of(call.url) == "8BD114B84C6B8987BD58C9ED126324F203D0B42B381A284E10800898651A1C4F"


def test_the_list_of_messages_is_a_get_and_signed_alike_on_either_gateway() -> None:
    for call in (
        CLIENT.sync("aliexpress/message/list", "t", {"im_query_message_dto": "{}"}, AT),
        CLIENT.rest("/aliexpress/message/list", "t", {"im_query_message_dto": "{}"}, AT),
    ):
        assert (call.verb, call.content) == ("GET", None)
        assert "im_query_message_dto" in call.url


def error(code: str, words: str = "", kind: str = "ISV", sub: str = "") -> Complaint:
    found = complaint_in({"error_response": {"type": kind, "code": code, "msg": words, "sub_code": sub}})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("complaint", "kind", "key"),
    [
        (error("IllegalAccessToken"), AuthExpired, "sign_in_again"),
        (error("IncompleteSignature"), AuthExpired, "client_refused"),
        (error("InvalidAppKey"), AuthExpired, "client_refused"),
        (error("AppWhiteIpLimit"), AuthExpired, "aliexpress_address_refused"),
        (error("InsufficientPermission"), Rejected, "aliexpress_permission_missing"),
        (error("ApiCallLimit", "this ban will last 7 seconds."), RateLimited, "rate_limited"),
        (error("15", kind="ISP"), Unreachable, "server_trouble"),
        (error("15", sub="isp.service-unavailable"), Unreachable, "server_trouble"),
        (error("B1", "The token has ended"), AuthExpired, "sign_in_again"),
        (error("B2", "no permission for this"), Rejected, "aliexpress_permission_missing"),
        (error("B3", "frequency too high"), RateLimited, "rate_limited"),
        (error("B4", "something else"), Rejected, "aliexpress_rejected"),
    ],
)
def test_each_refusal_becomes_the_error_of_whoever_must_act(
    complaint: Complaint, kind: type[QuaysideError], key: str
) -> None:
    found = complaint.error()
    assert type(found) is kind
    assert found.key == key


def test_a_ban_says_how_long_it_lasts() -> None:
    banned = error("ApiCallLimit", "Api access frequency exceeds the limit. this ban will last 7 seconds.")
    assert isinstance(found := banned.error(), RateLimited)
    assert found.retry_after == timedelta(seconds=7)


def test_the_other_gateway_writes_errors_flat() -> None:
    found = complaint_in(
        {"type": "ISV", "code": "IllegalAccessToken", "message": "expired", "request_id": "1"}
    )
    assert found == Complaint(Fault.TOKEN, "IllegalAccessToken", "expired")
    assert complaint_in({"code": "0", "access_token": "x"}) is None
    assert complaint_in({"result": {"success": True}}) is None


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, b"{}", RateLimited),
        (503, b"", Unreachable),
        (200, b"<html>", Unreachable),
        (200, b"[1]", Surprise),
    ],
)
def test_an_answer_that_is_none(status: int, body: bytes, kind: type[QuaysideError]) -> None:
    with pytest.raises(kind):
        fields_of(Answer(status, {}, body))


def test_wrapped_and_plain_answers_read_alike() -> None:
    plain = b'{"result":{"target_list":[{"order_id":1}]},"request_id":"1"}'
    wrapped = (
        b'{"aliexpress_trade_seller_orderlist_get_response":'
        b'{"result":{"target_list":{"aeop_order_item_dto":[{"order_id":1}]}},"request_id":"1"}}'
    )
    for body in (plain, wrapped):
        result = result_of(fields_of(Answer(200, {}, body)))
        assert listed(result, "target_list") == [{"order_id": 1}]


def test_a_business_no_in_an_accepted_call_is_a_no() -> None:
    with pytest.raises(Rejected):
        result_of({"result": {"success": "false", "error_code": "X"}})
    assert result_of({"result": {"success": "true"}}) == {"success": "true"}


def test_an_untyped_map_is_searched_three_layers_down_and_no_deeper() -> None:
    assert holding({"a": {"b": {"wanted": 1}}}, "wanted") == {"wanted": 1}
    assert holding({"a": {"b": {"c": {"wanted": 1}}}}, "wanted") == {}


def test_tokens_end_when_the_platform_says() -> None:
    answer: dict[str, object] = {
        "access_token": "a", "refresh_token": "r", "expire_time": 1_700_000_600_000, "expires_in": 5,
        "refresh_expires_in": "100", "seller_id": 7, "user_nick": "cn1",
    }  # fmt: skip
    keys = keys_of(answer, AT, b"")  # type: ignore[arg-type]
    assert keys.until == AT + timedelta(minutes=10)
    assert keys.refresh_until == AT + timedelta(seconds=100)
    assert (keys.seller, keys.name, keys.refresh) == ("7", "cn1", "r")
    assert keys.granted(AT).lifetime == timedelta(minutes=10)
    with pytest.raises(Surprise):
        keys_of({}, AT, b"{}")


def test_a_token_that_cannot_be_renewed_is_kept_and_good_until_its_end() -> None:
    keys = keys_of(
        {"access_token": "a", "refresh_token": "r", "expires_in": 60, "refresh_expires_in": 0}, AT, b""
    )
    secrets = keys.secrets()
    assert "refresh_token" not in secrets
    assert kept(secrets, AT).access == "a"
    login = Login(LoginId(UUID(int=1)), "aliexpress", "", {})
    assert good_until(login, secrets) == Term(AT + timedelta(seconds=60), AT)
    with pytest.raises(AuthExpired):
        kept(secrets, AT + timedelta(seconds=61))
