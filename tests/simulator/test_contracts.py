"""Every kind of answer, held against the platforms' own published contracts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.simulator.amazon_orders import DATA_SETS
from app.simulator.ebay_login import ROOT
from app.simulator.ebay_messages import SENTENCES
from app.simulator.ebay_refund import SENTENCES as REFUNDS
from app.simulator.ebay_refund import no
from tests.simulator.contracts import Contract
from tests.simulator.practice import (
    EU_SELLER,
    FULFILLMENT,
    MESSAGE,
    START,
    Client,
    a_town,
    at,
    ebay_door,
    error_id,
    field,
    rows,
)

DISPUTES = "/ebay/apiz/sell/fulfillment/v1"
KEYS = "/ebay/apiz/developer/key_management/v1/signing_key"
ORDERS = "/orders/2026-01-01/orders"
LONG_AGO = "2025-01-01T00:00:00Z"
pytestmark = pytest.mark.contracts


@pytest.fixture
def client() -> Client:
    return Client(a_town())


def test_amazon_orders(client: Client) -> None:
    contract = Contract("amazon/orders_2026-01-01.json")
    query = {"createdAfter": LONG_AGO, "includedData": ",".join(DATA_SETS)}
    first = client.amazon(ORDERS, {**query, "maxResultsPerPage": "3"})
    contract.hold(first.json(), "SearchOrdersResponse")
    everything = client.amazon(ORDERS, query)
    contract.hold(everything.json(), "SearchOrdersResponse")
    for row in rows(everything, "orders"):
        one = client.amazon(f"{ORDERS}/{row['orderId']}", {"includedData": ",".join(DATA_SETS)})
        contract.hold(one.json(), "GetOrderResponse")
    contract.hold(client.amazon(ORDERS).json(), "ErrorList")
    contract.hold(client.amazon(f"{ORDERS}/1").json(), "ErrorList")


def test_amazon_search_knows_every_published_parameter_value() -> None:
    published = Contract("amazon/orders_2026-01-01.json").paths()[ORDERS]["get"]["parameters"]
    enums = {p["name"]: p["items"]["enum"] for p in published if "enum" in p.get("items", {})}
    assert enums.pop("includedData") == list(DATA_SETS)
    client = Client(a_town())
    for name, values in enums.items():
        for value in values:
            assert client.amazon(ORDERS, {"createdAfter": LONG_AGO, name: value}).status == 200
            client.wait(minutes=4)
            client.tokens.clear()


def test_amazon_sellers_catalogue_and_tokens(client: Client) -> None:
    sellers = Contract("amazon/sellers.json")
    sellers.hold(
        client.amazon("/sellers/v1/marketplaceParticipations").json(), "GetMarketplaceParticipationsResponse"
    )
    catalogue = Contract("amazon/catalogItems_2022-04-01.json")
    goods = client.town.world.products["lamp"]
    query = {"marketplaceIds": "A1PA6795UKMFR9", "includedData": "images,summaries"}
    catalogue.hold(client.amazon(f"/catalog/2022-04-01/items/{goods.asin}", query).json(), "Item")
    client.wait(seconds=5)
    for wrong in ({}, {**query, "includedData": "pictures"}):
        answer = client.amazon(f"/catalog/2022-04-01/items/{goods.asin}", wrong)
        assert answer.status == 400
        catalogue.hold(answer.json(), "ErrorList")
    client.wait(seconds=5)
    missing = client.amazon("/catalog/2022-04-01/items/B000000000", query)
    assert missing.status == 404
    catalogue.hold(missing.json(), "ErrorList")
    tokens = Contract("amazon/tokens_2021-03-01.json")
    resource = {"method": "GET", "path": "/orders/v0/orders", "dataElements": ["buyerInfo"]}
    made = client.amazon(
        "/tokens/2021-03-01/restrictedDataToken", method="POST", body={"restrictedResources": [resource]}
    )
    tokens.hold(made.json(), "CreateRestrictedDataTokenResponse")
    bad = client.amazon("/tokens/2021-03-01/restrictedDataToken", method="POST", body={})
    assert bad.status == 400
    tokens.hold(bad.json(), "ErrorList")


def test_amazon_orders_in_the_older_dialect(client: Client) -> None:
    contract = Contract("amazon/ordersV0.json")
    path, market = "/orders/v0/orders", {"MarketplaceIds": "A1PA6795UKMFR9"}
    first = client.amazon(path, {**market, "CreatedAfter": LONG_AGO, "MaxResultsPerPage": "3"})
    contract.hold(first.json(), "GetOrdersResponse")
    token = str(at(first, "payload", "NextToken"))
    second = client.amazon(path, {**market, "NextToken": token})
    contract.hold(second.json(), "GetOrdersResponse")
    number = at(first, "payload", "Orders", 0, "AmazonOrderId")
    assert number != at(second, "payload", "Orders", 0, "AmazonOrderId")
    for part, name in (
        ("", "GetOrderResponse"),
        ("/orderItems", "GetOrderItemsResponse"),
        ("/address", "GetOrderAddressResponse"),
        ("/buyerInfo", "GetOrderBuyerInfoResponse"),
        ("/orderItems/buyerInfo", "GetOrderItemsBuyerInfoResponse"),
    ):
        contract.hold(client.amazon(f"{path}/{number}{part}").json(), name)
    wrong = client.amazon(path, {"CreatedAfter": LONG_AGO})
    assert wrong.status == 400
    contract.hold(wrong.json(), "GetOrdersResponse")


def test_amazon_messaging(client: Client) -> None:
    contract = Contract("amazon/messaging.json")
    path = "/messaging/v1/orders/302-4471906-8825114"
    market = {"marketplaceIds": "A1PA6795UKMFR9"}
    offered = client.amazon(path, market)
    assert offered.header("Content-Type") == "application/hal+json"
    contract.hold(offered.json(), "GetMessagingActionsForOrderResponse")
    contract.hold(client.amazon(f"{path}/attributes", market).json(), "GetAttributesResponse")
    send = f"{path}/messages/confirmDeliveryDetails"
    sent = client.amazon(send, market, method="POST", body={"text": "Ist jemand zu Hause?"})
    assert (sent.status, sent.json()) == (201, {})
    names = [row["name"] for row in actions(client.amazon(path, market).json())]
    assert "confirmDeliveryDetails" not in names
    client.wait(seconds=30)
    assert client.amazon(send, market, method="POST", body={"text": "Noch einmal"}).status == 403
    assert client.amazon(send, market, method="POST", body={"text": "x" * 2001}).status == 400


def test_amazon_says_no_in_the_published_shape(client: Client) -> None:
    market = {"marketplaceIds": "A1PA6795UKMFR9"}
    order = "302-4471906-8825114"
    for name, method, path, query, body, schema in (
        (
            "messaging.json",
            "GET",
            "/messaging/v1/orders/1",
            market,
            None,
            "GetMessagingActionsForOrderResponse",
        ),
        (
            "messaging.json",
            "POST",
            f"/messaging/v1/orders/{order}/messages/invoice",
            market,
            {},
            "InvoiceResponse",
        ),
        (
            "solicitations.json",
            "GET",
            "/solicitations/v1/orders/1",
            market,
            None,
            "GetSolicitationActionsForOrderResponse",
        ),
        (
            "uploads_2020-11-01.json",
            "POST",
            "/uploads/2020-11-01/uploadDestinations/x/y",
            market,
            {},
            "CreateUploadDestinationResponse",
        ),
        ("feeds_2021-06-30.json", "POST", "/feeds/2021-06-30/documents", {}, {}, "ErrorList"),
        ("feeds_2021-06-30.json", "POST", "/feeds/2021-06-30/feeds", {}, {}, "ErrorList"),
        ("feeds_2021-06-30.json", "GET", "/feeds/2021-06-30/feeds", {}, None, "ErrorList"),
        ("feeds_2021-06-30.json", "GET", "/feeds/2021-06-30/feeds/1", {}, None, "ErrorList"),
        ("feeds_2021-06-30.json", "GET", "/feeds/2021-06-30/documents/1", {}, None, "ErrorList"),
        ("reports_2021-06-30.json", "POST", "/reports/2021-06-30/reports", {}, {}, "ErrorList"),
        ("reports_2021-06-30.json", "GET", "/reports/2021-06-30/reports/1", {}, None, "ErrorList"),
        ("reports_2021-06-30.json", "GET", "/reports/2021-06-30/documents/1", {}, None, "ErrorList"),
        (
            "ordersV0.json",
            "POST",
            f"/orders/v0/orders/{order}/shipmentConfirmation",
            {},
            {},
            "ConfirmShipmentErrorResponse",
        ),
    ):
        answer = client.amazon(path, query, method=method, body=body)
        assert answer.status in (400, 404)
        Contract(f"amazon/{name}").hold(answer.json(), schema)


def actions(value: object) -> list[dict[str, str]]:
    assert isinstance(value, dict)
    found: list[dict[str, str]] = value["_links"]["actions"]
    return found


def test_ebay_messages(client: Client) -> None:
    contract = Contract("ebay/commerce_message_v1_oas3.json")
    listed = client.ebay(f"{MESSAGE}/conversation", {"conversation_type": "FROM_MEMBERS", "limit": "2"})
    contract.hold(listed.json(), "GetAllMyConversationsResponse")
    system = client.ebay(f"{MESSAGE}/conversation", {"conversation_type": "FROM_EBAY"})
    contract.hold(system.json(), "GetAllMyConversationsResponse")
    number = at(listed, "conversations", 0, "conversationId")
    one = client.ebay(f"{MESSAGE}/conversation/{number}", {"conversation_type": "FROM_MEMBERS"})
    contract.hold(one.json(), "GetMessagesByConversationIdResponse")
    media = [{"mediaName": "a.png", "mediaType": "IMAGE", "mediaUrl": "https://pictures.example/a.png"}]
    body = {"conversationId": number, "messageText": "Hello", "messageMedia": media}
    sent = client.ebay(f"{MESSAGE}/send_message", method="POST", body=body)
    assert sent.status == 201
    contract.hold(sent.json(), "SendMessageResponse")
    row = {"conversationId": number, "conversationType": "FROM_MEMBERS", "conversationStatus": "ARCHIVE"}
    bulk = client.ebay(f"{MESSAGE}/bulk_update_conversation", method="POST", body={"conversations": [row]})
    contract.hold(bulk.json(), "BulkUpdateConversationsResponse")


def test_ebay_message_errors_are_the_documented_ones() -> None:
    contract = Contract("ebay/commerce_message_v1_oas3.json")
    published = {
        int(number)
        for operations in contract.paths().values()
        for operation in operations.values()
        for answer in operation["responses"].values()
        for number in answer.get("x-response-codes", {}).get("errors", {})
    }
    assert set(SENTENCES) == published - {335000}
    client = Client(a_town())
    answer = client.ebay(f"{MESSAGE}/conversation")
    assert error_id(answer) == 355017
    contract.hold(at(answer, "errors", 0), "Error")


def test_ebay_orders(client: Client) -> None:
    contract = Contract("ebay/sell_fulfillment_v1_oas3.json")
    for seller in ("northshore_uk", "northshore_us"):
        listed = client.ebay(f"{FULFILLMENT}/order", {"limit": "3"}, seller=seller)
        contract.hold(listed.json(), "OrderSearchPagedCollection")
        for row in rows(listed, "orders"):
            one = client.ebay(f"{FULFILLMENT}/order/{row['orderId']}", seller=seller)
            contract.hold(one.json(), "Order")
            sent = client.ebay(f"{FULFILLMENT}/order/{row['orderId']}/shipping_fulfillment", seller=seller)
            contract.hold(sent.json(), "ShippingFulfillmentPagedCollection")
    contract.hold(at(client.ebay(f"{FULFILLMENT}/order", {"limit": "201"}), "errors", 0), "Error")


def test_ebay_payment_disputes(client: Client) -> None:
    contract = Contract("ebay/sell_fulfillment_v1_oas3.json")
    world = client.town.world
    order = next(o for o in world.orders.values() if o.shop.seller == "northshore_uk")
    one = ebay_door(client.town).api.book.dispute(order, START - timedelta(hours=2))
    listed = client.ebay(f"{DISPUTES}/payment_dispute_summary")
    contract.hold(listed.json(), "DisputeSummaryResponse")
    contract.hold(client.ebay(f"{DISPUTES}/payment_dispute/{one.id}").json(), "PaymentDispute")
    wrong = client.ebay(f"{DISPUTES}/payment_dispute/1")
    assert wrong.status == 404
    contract.hold(at(wrong, "errors", 0), "Error")


def test_ebay_refund_errors_are_documented_ones() -> None:
    contract = Contract("ebay/sell_fulfillment_v1_oas3.json")
    answers = contract.paths()["/order/{order_id}/issue_refund"]["post"]["responses"]
    published = {
        int(number): int(status)
        for status, answer in answers.items()
        for number in answer.get("x-response-codes", {}).get("errors", {})
    }
    for number in REFUNDS:
        assert published[number] == no(number).status


def test_ebay_signing_keys(client: Client) -> None:
    contract = Contract("ebay/developer_key_management_v1_oas3.json")
    token = client.ebay_token({"grant_type": "client_credentials", "scope": ROOT})
    client.tokens["northshore_uk"] = field(token, "access_token")
    made = client.ebay(KEYS, method="POST", body={"signingKeyCipher": "ED25519"})
    assert made.status == 200
    contract.hold(made.json(), "SigningKey")
    listed = client.ebay(KEYS)
    contract.hold(listed.json(), "QuerySigningKeysResponse")
    assert "privateKey" not in rows(listed, "signingKeys")[0]
    one = client.ebay(f"{KEYS}/{field(made, 'signingKeyId')}")
    contract.hold(one.json(), "SigningKey")
    assert client.ebay(f"{KEYS}/nobody").status == 404


def test_ebay_identity_and_allowances(client: Client) -> None:
    who = client.ebay("/ebay/apiz/commerce/identity/v1/user/")
    Contract("ebay/commerce_identity_v1_oas3.json").hold(who.json(), "UserResponse")
    limits = client.ebay("/ebay/api/developer/analytics/v1_beta/rate_limit/", {"api_context": "sell"})
    Contract("ebay/developer_analytics_v1_beta_oas3.json").hold(limits.json(), "RateLimitsResponse")


def test_the_paths_we_answer_are_published_ones() -> None:
    """What a contract lists below these names, the practice town answers with something else than 404."""
    client = Client(a_town())
    for name, base in (
        ("ebay/commerce_message_v1_oas3.json", MESSAGE),
        ("ebay/sell_fulfillment_v1_oas3.json", FULFILLMENT),
    ):
        for path, operations in Contract(name).paths().items():
            if "get" in operations and "{" not in path:
                assert client.ebay(base + path).status != 404
    assert client.lwa(EU_SELLER).status == 200
