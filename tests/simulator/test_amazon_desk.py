"""Amazon's desk in the practice town: places for bytes, ready-made messages, feeds and reports, with their traps."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from app.simulator.amazon_messaging import REVIEW, may_be_asked
from app.simulator.trade import Order
from app.simulator.wire import Request, Response
from tests.simulator.practice import START, Client, a_town, amazon_door, at, rows

DE = {"marketplaceIds": "A1PA6795UKMFR9"}
FEEDS = "/feeds/2021-06-30"
MOVING = "302-4471906-8825114"
PDF = b"%PDF-1.7"


@pytest.fixture
def client() -> Client:
    return Client(a_town())


def digest(content: bytes) -> str:
    return base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()


def put(client: Client, url: str, content: bytes, **headers: str) -> Response:
    """The bytes, where we were told to put them."""
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    target = url.removeprefix("http://127.0.0.1")
    return client.town.handle(Request.of("PUT", target, shown, content), client.now)


def a_place(client: Client, order: str = MOVING, kind: str = "invoice") -> Response:
    path = f"/uploads/2020-11-01/uploadDestinations/messaging/v1/orders/{order}/messages/{kind}"
    query = {**DE, "contentMD5": digest(PDF), "contentType": "application/pdf"}
    return client.amazon(path, query, method="POST", body={})


def send(client: Client, kind: str, body: object, order: str = MOVING) -> Response:
    client.wait(seconds=2)
    return client.amazon(f"/messaging/v1/orders/{order}/messages/{kind}", DE, method="POST", body=body)


def a_file(place: Response) -> dict[str, object]:
    return {
        "attachments": [
            {"uploadDestinationId": at(place, "payload", "uploadDestinationId"), "fileName": "a.pdf"}
        ]
    }


def order_of(client: Client, number: str = MOVING) -> Order:
    return client.town.world.orders[number]


# --- places ---------------------------------------------------------------------------------------------------------


def test_a_file_travels_only_with_the_message_it_was_uploaded_for(client: Client) -> None:
    place = a_place(client)
    assert send(client, "invoice", a_file(place)).status == 400
    assert put(client, at(place, "payload", "url"), PDF, content_md5=digest(PDF)).status == 200
    assert send(client, "legalDisclosure", a_file(place)).status == 400
    assert send(client, "invoice", a_file(place)).status == 201
    (said,) = [one for one in client.town.world.received() if one.kind == "template/invoice"]
    assert [(file.name, file.data) for file in said.attachments] == [("a.pdf", PDF)]


def test_bytes_are_taken_only_whole_in_time_without_our_token_and_where_they_were_promised(
    client: Client,
) -> None:
    url = at(a_place(client), "payload", "url")
    assert put(client, url, b"other", content_md5=digest(PDF)).status == 400
    assert put(client, url, PDF).status == 400
    assert put(client, url, PDF, content_md5=digest(PDF), x_amz_access_token="Atza|x").status == 400
    assert put(client, url + "0", PDF, content_md5=digest(PDF)).status == 403
    client.wait(minutes=16)
    assert put(client, url, PDF, content_md5=digest(PDF)).status == 403


def test_a_place_wants_a_digest_and_one_site(client: Client) -> None:
    path = f"/uploads/2020-11-01/uploadDestinations/messaging/v1/orders/{MOVING}/messages/invoice"
    assert client.amazon(path, DE, method="POST", body={}).status == 400
    assert client.amazon(path, {"contentMD5": "x"}, method="POST", body={}).status == 400


# --- messages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("confirmDeliveryDetails", {"text": ""}),
        ("confirmDeliveryDetails", {"text": 5}),
        (
            "confirmDeliveryDetails",
            {"text": "x", "attachments": [{"uploadDestinationId": "1", "fileName": "a"}]},
        ),
        ("invoice", {"attachments": []}),
        ("invoice", {"attachments": "x"}),
        ("invoice", {"text": "x", "attachments": [{}]}),
    ],
)
def test_a_message_that_does_not_fit_is_refused(client: Client, kind: str, body: object) -> None:
    assert send(client, kind, body).status == 400
    assert not [one for one in client.town.world.received() if one.at >= START]


def test_a_review_may_be_asked_for_once_between_five_days_and_thirty(client: Client) -> None:
    order, desk = order_of(client), amazon_door(client.town).api.desk
    day = timedelta(days=1)
    order.plan = replace(order.plan, delivered=order.plan.due)
    moments = {-1: False, 4: True, 29: True, 31: False}
    for days, allowed in moments.items():
        assert may_be_asked(desk, order, order.plan.due + days * day) is allowed
    client.now = order.plan.due + 4 * day
    path = f"/solicitations/v1/orders/{MOVING}"
    assert [row["name"] for row in at(client.amazon(path, DE), "_links", "actions")] == [REVIEW]
    ask = f"{path}/solicitations/{REVIEW}"
    assert client.amazon(ask, DE, method="POST", body={}).status == 201
    assert client.amazon(ask, DE, method="POST", body={}).status == 403
    assert at(client.amazon(path, DE), "_links", "actions") == []


def test_a_message_without_words_of_ours_is_not_copied_to_the_mailbox(client: Client) -> None:
    order_of(client).plan = replace(order_of(client).plan, due=START - timedelta(days=9))
    boxes = client.town.mailroom.boxes
    before = sum(len(folder.letters) for folder in boxes["amazon@northshore.example"].folders.values())
    ask = f"/solicitations/v1/orders/{MOVING}/solicitations/{REVIEW}"
    assert client.amazon(ask, DE, method="POST", body={}).status == 201
    client.wait(minutes=1)
    client.town.world.advance(client.now)
    after = sum(len(folder.letters) for folder in boxes["amazon@northshore.example"].folders.values())
    assert after == before


# --- feeds ----------------------------------------------------------------------------------------------------------


def hand_in(client: Client, kind: str, content: str) -> str:
    """A document becomes a feed; its number."""
    place = client.amazon(f"{FEEDS}/documents", method="POST", body={"contentType": "text/xml"})
    url = at(place, "url")
    assert put(client, url, content.encode(), content_type="text/xml").status == 200
    body = {
        "feedType": kind,
        "inputFeedDocumentId": at(place, "feedDocumentId"),
        "marketplaceIds": [DE["marketplaceIds"]],
    }
    made = client.amazon(f"{FEEDS}/feeds", method="POST", body=body)
    assert made.status == 202
    return str(at(made, "feedId"))


def envelope(kind: str, inside: str) -> str:
    return (
        f"<AmazonEnvelope><Header><MerchantIdentifier>M</MerchantIdentifier></Header><MessageType>{kind}</MessageType>"
        f"<Message><MessageID>7</MessageID><{kind}>{inside}</{kind}></Message></AmazonEnvelope>"
    )


def a_refund(order: Order, amount: str, reason: str = "Exchange", currency: str = "EUR") -> str:
    return envelope(
        "OrderAdjustment",
        f"<AmazonOrderID>{order.id}</AmazonOrderID><AdjustedItem><AmazonOrderItemCode>{order.lines[0].id}"
        f"</AmazonOrderItemCode><AdjustmentReason>{reason}</AdjustmentReason><ItemPriceAdjustments><Component>"
        f'<Type>Principal</Type><Amount currency="{currency}">{amount}</Amount></Component></ItemPriceAdjustments>'
        "</AdjustedItem>",
    )


def state(client: Client, number: str) -> str:
    return str(at(client.amazon(f"{FEEDS}/feeds/{number}"), "processingStatus"))


def test_a_feed_waits_is_worked_off_and_leaves_a_report(client: Client) -> None:
    order = order_of(client)
    number = hand_in(client, "POST_PAYMENT_ADJUSTMENT_DATA", a_refund(order, "5.00"))
    assert state(client, number) == "IN_QUEUE"
    client.wait(seconds=30)
    assert (state(client, number), order.refunds) == ("IN_PROGRESS", [])
    client.wait(seconds=40)
    assert state(client, number) == "DONE"
    assert [refund.minor for refund in order.refunds] == [500]
    listed = client.amazon(f"{FEEDS}/feeds", {"feedTypes": "POST_PAYMENT_ADJUSTMENT_DATA"})
    assert [row["feedId"] for row in rows(listed, "feeds")] == [number]
    assert rows(client.amazon(f"{FEEDS}/feeds", {"nextToken": "x"}), "feeds") == []


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "100000.00"},
        {"amount": "-5.00"},
        {"amount": "many"},
        {"currency": "JPY"},
        {"reason": "Because"},
    ],
)
def test_a_refund_that_cannot_be_gives_nothing_back(client: Client, change: dict[str, str]) -> None:
    order = order_of(client)
    hand_in(client, "POST_PAYMENT_ADJUSTMENT_DATA", a_refund(order, **({"amount": "5.00"} | change)))
    client.wait(seconds=70)
    client.town.world.advance(client.now)
    assert order.refunds == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("POST_PAYMENT_ADJUSTMENT_DATA", "no xml"),
        ("POST_PAYMENT_ADJUSTMENT_DATA", envelope("OrderAcknowledgement", "")),
        ("POST_PAYMENT_ADJUSTMENT_DATA", envelope("OrderAdjustment", "<AmazonOrderID>1</AmazonOrderID>")),
        (
            "POST_ORDER_ACKNOWLEDGEMENT_DATA",
            envelope(
                "OrderAcknowledgement",
                f"<AmazonOrderID>{MOVING}</AmazonOrderID><StatusCode>Failure</StatusCode>",
            ),
        ),
    ],
)
def test_a_document_that_makes_no_sense_changes_nothing(client: Client, kind: str, content: str) -> None:
    order = order_of(client)
    number = hand_in(client, kind, content)
    client.wait(seconds=70)
    assert state(client, number) == "DONE"
    assert (order.refunds, order.plan.cancelled) == ([], None)


def test_other_sellers_see_no_feeds_of_ours(client: Client) -> None:
    number = hand_in(client, "POST_PAYMENT_ADJUSTMENT_DATA", "x")
    other = client.amazon(f"{FEEDS}/feeds/{number}", region="fe", seller="A3JPNORTHSHORE")
    assert other.status == 404


# --- reports --------------------------------------------------------------------------------------------------------


def test_a_report_covers_sixty_days_at_most_and_one_without_data_is_cancelled(client: Client) -> None:
    path = "/reports/2021-06-30/reports"
    body = {
        "reportType": "GET_XML_RETURNS_DATA_BY_RETURN_DATE",
        "marketplaceIds": ["A1PA6795UKMFR9"],
        "dataStartTime": "2026-09-01T00:00:00Z",
    }
    assert client.amazon(path, method="POST", body=body).status == 400
    empty = {**body, "dataStartTime": "2026-11-23T11:59:00Z"}
    number = at(client.amazon(path, method="POST", body=empty), "reportId")
    client.wait(minutes=1)
    assert at(client.amazon(f"{path}/{number}"), "processingStatus") == "CANCELLED"
