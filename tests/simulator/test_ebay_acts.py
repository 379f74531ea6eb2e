"""eBay's money calls: who must sign, what a signature covers, and that the world keeps what was done."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.simulator.ebay_login import ROOT
from app.simulator.trade import Order
from app.simulator.wire import Request, Response
from tests.simulator.practice import START, Client, a_town, at, ebay_door, error_id, field

HOST = "api.ebay.com"
KEYS = "/ebay/apiz/developer/key_management/v1/signing_key"


@pytest.fixture
def client() -> Client:
    return Client(a_town())


def an_order(client: Client, seller: str = "northshore_uk", stage: str = "paid") -> Order:
    """One of the demo's orders without a case."""
    world = client.town.world
    busy = {case.order.id for case in world.cases.values()}
    return next(
        one
        for one in world.orders.values()
        if one.shop.seller == seller and one.id not in busy and one.stage(START) != "cancelled"
    )


class Signs:
    """A seller's program that signs as RFC 9421 says, written anew for these tests."""

    def __init__(self, client: Client, seller: str = "northshore_uk") -> None:
        self.client, self.seller = client, seller
        token = client.ebay_token({"grant_type": "client_credentials", "scope": ROOT})
        made = client.call(
            "POST", KEYS, body={"signingKeyCipher": "ED25519"},
            authorization=f"Bearer {field(token, 'access_token')}",
        )  # fmt: skip
        self.jwe = field(made, "jwe")
        key = load_der_private_key(base64.b64decode(field(made, "privateKey")), None)
        assert isinstance(key, Ed25519PrivateKey)
        self.key = key

    def post(self, path: str, body: object, scheme: str = "Bearer", **changed: str) -> Response:
        """One signed call; `changed` headers, or `at` for another time and `sent` for another body."""
        data = b"" if body is None else json.dumps(body).encode()
        parts = {"x-ebay-signature-key": self.jwe, "@method": "POST", "@path": path, "@authority": HOST}
        if data:
            parts["content-digest"] = f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
        at = changed.pop("at", str(int(self.client.now.timestamp())))
        given = f"({' '.join(chr(34) + name + chr(34) for name in parts)});created={at}"
        base = "".join(f'"{name}": {value}\n' for name, value in parts.items())
        base += f'"@signature-params": {given}'
        self.client.ebay("/ebay/api/sell/fulfillment/v1/order", {"limit": "1"}, seller=self.seller)
        headers = {
            "host": HOST,
            "authorization": f"{scheme} {self.client.tokens[self.seller]}",
            "x-ebay-signature-key": self.jwe,
            "signature-input": f"sig1={given}",
            "signature": f"sig1=:{base64.b64encode(self.key.sign(base.encode())).decode()}:",
            **(
                {"content-type": "application/json", "content-digest": parts["content-digest"]}
                if data
                else {}
            ),
        }
        sent = changed.pop("sent", "").encode() or data
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        return self.client.town.handle(Request.of("POST", path, headers, sent), self.client.now)


def whole(order: Order) -> dict[str, object]:
    amount = {"value": f"{order.total / 100:.2f}", "currency": order.currency}
    return {"reasonForRefund": "BUYER_CANCEL", "orderLevelRefundAmount": amount}


def test_a_british_seller_must_sign_a_refund_and_an_american_need_not(client: Client) -> None:
    order = an_order(client)
    path = f"/sell/fulfillment/v1/order/{order.id}/issue_refund"
    bare = client.ebay("/ebay/api" + path, method="POST", body=whole(order))
    assert (bare.status, error_id(bare), order.refunds) == (400, 215001, [])
    signed = Signs(client).post(path, whole(order))
    assert (signed.status, at(signed, "refundStatus")) == (200, "PENDING")
    assert [one.minor for one in order.refunds] == [order.total]
    other = an_order(client, "northshore_us")
    path = f"/ebay/api/sell/fulfillment/v1/order/{other.id}/issue_refund"
    assert client.ebay(path, seller="northshore_us", method="POST", body=whole(other)).status == 200


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"sent": '{"reasonForRefund": "SELLER_CANCEL"}'}, 215118),
        ({"at": str(int((START - timedelta(minutes=6)).timestamp()))}, 215113),
        ({"signature_input": "sig1=()"}, 215002),
        ({"signature_input": 'sig1=("@method");created=1'}, 215104),
        ({"x_ebay_signature_key": "another"}, 215001),
        ({"host": "apiz.ebay.com"}, 215120),
        ({"signature": "sig1=:AAAA:"}, 215120),
        ({"signature": "nonsense"}, 215120),
    ],
)
def test_whatever_is_changed_on_the_way_is_noticed(
    client: Client, changed: dict[str, str], number: int
) -> None:
    order = an_order(client)
    path = f"/sell/fulfillment/v1/order/{order.id}/issue_refund"
    refused = Signs(client).post(path, whole(order), **changed)
    if changed.get("host"):  # another host leads elsewhere, with the same path
        assert refused.status in (400, 404)
    else:
        assert (refused.status, error_id(refused)) == (400, number)
    assert order.refunds == []


def test_another_path_is_not_covered_by_the_signature(client: Client) -> None:
    first = an_order(client)
    signs = Signs(client)
    heard: list[Request] = []
    serve = client.town.handle

    def swap(request: Request, now: datetime) -> Response:
        if not request.path.endswith("/issue_refund"):
            return serve(request, now)
        heard.append(request)
        return serve(request.under(f"/sell/fulfillment/v1/order/{first.id}/issue_refund"), now)

    client.town.handle = swap  # type: ignore[method-assign]
    refused = signs.post("/sell/fulfillment/v1/order/27-00000-00000/issue_refund", whole(first))
    assert (refused.status, error_id(refused)) == (400, 215120)
    assert heard


def test_a_refund_is_on_its_way_before_it_is_done(client: Client) -> None:
    order = an_order(client)
    Signs(client).post(f"/sell/fulfillment/v1/order/{order.id}/issue_refund", whole(order))
    path = f"/ebay/api/sell/fulfillment/v1/order/{order.id}"
    assert at(client.ebay(path), "paymentSummary", "refunds", 0, "refundStatus") == "PENDING"
    client.wait(minutes=4)
    assert at(client.ebay(path), "paymentSummary", "refunds", 0, "refundStatus") == "REFUNDED"
    assert at(client.ebay(path), "orderPaymentStatus") == "FULLY_REFUNDED"


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"reasonForRefund": "WHY"}, 34903),
        ({"orderLevelRefundAmount": None}, 34905),
        ({"orderLevelRefundAmount": {"value": "1.234", "currency": "GBP"}}, 34907),
        ({"orderLevelRefundAmount": {"value": "999999.00", "currency": "GBP"}}, 34915),
        ({"comment": "x" * 1001}, 34921),
        ({"orderLevelRefundAmount": None, "refundItems": [{"lineItemId": "1"}]}, 34914),
    ],
)
def test_a_refund_that_is_not_right_is_refused(
    client: Client, change: dict[str, object], number: int
) -> None:
    order = an_order(client)
    refused = Signs(client).post(f"/sell/fulfillment/v1/order/{order.id}/issue_refund", whole(order) | change)
    assert error_id(refused) == number
    assert order.refunds == []


def test_a_cancellation_is_approved_without_a_word_and_the_order_ends(client: Client) -> None:
    cases = client.town.world.cases.values()
    case = next(one for one in cases if one.kind == "cancel" and one.order.shop.seller == "northshore_uk")
    path = f"/post-order/v2/cancellation/{case.id}/approve"
    assert client.ebay("/ebay/api" + path, method="POST", scheme="IAF").status == 400
    signed = Signs(client).post(path, None, "IAF")
    assert (signed.status, signed.body) == (200, b"")
    assert case.order.stage(START) == "cancelled"
    assert sum(one.minor for one in case.order.refunds) == case.order.total
    again = Signs(client).post(path, None, "IAF")
    assert again.status == 400


def test_a_crowd_has_its_payment_disputes() -> None:
    client = Client(a_town(kind="crowd", conversations=400, channel="ebay"))
    found = []
    for seller in ("northshore_uk", "northshore_us"):
        answer = client.ebay("/ebay/apiz/sell/fulfillment/v1/payment_dispute_summary", seller=seller)
        found += at(answer, "paymentDisputeSummaries")
    assert found
    assert len({row["paymentDisputeId"] for row in found}) == len(found)
    assert len(ebay_door(client.town).api.book.disputes) >= len(found)
