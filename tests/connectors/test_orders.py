"""Orders and cases of both platforms in our words; fields of the wrong type are absent fields."""

from datetime import UTC, datetime

import pytest

from app.connectors.amazon import orders as amazon
from app.connectors.amazon.source import main_image
from app.connectors.contract import RemoteMessage, Unreadable
from app.connectors.ebay import cases
from app.connectors.ebay import orders as ebay
from app.connectors.ebay.messages import file_of, latest_at, latest_id, message_of
from app.connectors.reading import Fields
from app.domain.conversations import Direction, MessageKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money

NIGHT = "2026-03-02T01:02:03Z"
AT = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)

AMAZON: dict[str, object] = {
    "orderId": "114-1234567-7654321",
    "createdTime": NIGHT,
    "lastUpdatedTime": "2026-03-03T01:02:03Z",
    "salesChannel": {"marketplaceId": "A1PA6795UKMFR9"},
    "buyer": {"buyerName": "Ann", "buyerEmail": "K3J9X0EXAMPLE1@marketplace.amazon.de"},
    "recipient": {
        "deliveryAddress": {"name": "Ann", "addressLine1": "Hafen 1", "city": "Kiel", "countryCode": "DE"}
    },
    "proceeds": {"grandTotal": {"amount": "24.90", "currencyCode": "EUR"}},
    "fulfillment": {
        "fulfillmentStatus": "SHIPPED",
        "shipByWindow": {"latestDateTime": NIGHT},
        "deliverByWindow": {"latestDateTime": NIGHT},
    },
    "orderItems": [
        {
            "orderItemId": "1",
            "quantityOrdered": 2,
            "product": {
                "asin": "B0EXAMPLE1",
                "title": "Bottle",
                "sellerSku": "SKU-1",
                "price": {"unitPrice": {"amount": "12.45", "currencyCode": "EUR"}},
            },
        }
    ],
    "packages": [
        {
            "packageReferenceId": "7",
            "packageStatus": {"status": "IN_TRANSIT", "detailedStatus": "ARRIVED_AT_HUB"},
            "carrier": "DHL",
            "trackingNumber": "JD01",
            "shipTime": NIGHT,
        }
    ],
}


def amazon_order(**changes: object) -> Fields:
    return {**AMAZON, **changes}  # type: ignore[dict-item]


def test_an_amazon_order_is_read_whole() -> None:
    order = amazon.order_of(amazon_order())
    assert order is not None
    assert (order.remote_key, order.status) == ("114-1234567-7654321", OrderStatus.IN_TRANSIT)
    assert order.placed_at == order.ship_by == order.deliver_by == AT
    assert order.updated_at > order.placed_at
    assert order.total == Money(2490, "EUR")
    assert order.buyer_keys == ("k3j9x0example1@marketplace.amazon.de",)
    assert order.recipient.lines == ("Hafen 1",)
    assert order.lines[0].price == Money(1245, "EUR")
    assert order.shipments[0].tracking == "JD01"
    assert order.shipments[0].last_event == "ARRIVED_AT_HUB"
    assert order.url == "https://sellercentral.amazon.de/orders-v3/order/114-1234567-7654321"


def test_an_amazon_order_of_almost_nothing_is_read_and_one_of_nothing_is_not() -> None:
    bare = amazon.order_of({"orderId": "1", "createdTime": NIGHT})
    assert bare is not None
    assert (bare.status, bare.total, bare.lines, bare.country, bare.url) == (
        OrderStatus.OTHER,
        None,
        (),
        "",
        "",
    )
    assert bare.updated_at == bare.placed_at
    assert amazon.order_of({"orderId": "1", "createdTime": "yesterday"}) is None
    assert amazon.order_of({"createdTime": NIGHT}) is None
    nonsense = amazon.order_of(
        amazon_order(orderItems="x", packages=[1, None], buyer=[], proceeds=7, fulfillment=None)
    )
    assert nonsense is not None
    assert nonsense.lines == ()
    assert amazon.order_of(amazon_order(recipient={})).country == "DE"  # type: ignore[union-attr]


def parcel(status: str) -> dict[str, object]:
    return {"packageReferenceId": status, "packageStatus": {"status": status}}


@pytest.mark.parametrize(
    ("packages", "status"),
    [
        ([], OrderStatus.SHIPPED),
        (["DELIVERED"], OrderStatus.DELIVERED),
        (["DELIVERED", "IN_TRANSIT"], OrderStatus.IN_TRANSIT),
        (["DELIVERED", "CANCELLED"], OrderStatus.DELIVERED),
        (["DELIVERED", "SHIPPED"], OrderStatus.SHIPPED),
        (["DELIVERED", "UNDELIVERABLE"], OrderStatus.SHIPPED),
        (["SOMETHING_NEW"], OrderStatus.SHIPPED),
        (["CANCELLED"], OrderStatus.SHIPPED),
    ],
)
def test_an_order_has_come_as_far_as_its_last_parcel(packages: list[str], status: OrderStatus) -> None:
    order = amazon.order_of(amazon_order(packages=[parcel(name) for name in packages]))
    assert order is not None
    assert order.status is status


def test_a_parcel_of_an_unpaid_order_moves_nothing() -> None:
    order = amazon.order_of(amazon_order(fulfillment={"fulfillmentStatus": "PENDING"}))
    assert order is not None
    assert order.status is OrderStatus.PENDING


def test_a_buyers_wish_to_cancel_is_a_case() -> None:
    wish = {"cancellation": {"cancellationRequest": {"requester": "BUYER", "cancelReason": "MISTAKE"}}}
    for state, is_open, word in (("UNSHIPPED", True, "REQUESTED"), ("CANCELLED", False, "CANCELLED")):
        value = amazon_order(orderItems=[{}, wish], fulfillment={"fulfillmentStatus": state})
        order = amazon.order_of(value)
        assert order is not None
        case = amazon.cancellation_of(value, order)
        assert case is not None
        assert (case.open, case.state, case.reason) == (is_open, word, "MISTAKE")
    order = amazon.order_of(amazon_order())
    assert order is not None
    assert amazon.cancellation_of(amazon_order(), order) is None


def test_the_smallest_picture_that_is_large_enough_is_taken() -> None:
    def image(width: object, link: str, variant: str = "MAIN") -> dict[str, object]:
        return {"variant": variant, "width": width, "link": link}

    def found(*images: dict[str, object]) -> str:
        return main_image({"images": [{"images": list(images)}]})  # type: ignore[list-item]

    small, large = image(75, "https://x/s.jpg"), image(500, "https://x/l.jpg")
    huge = image(2000, "https://x/h.jpg")
    assert found(huge, small, large) == "https://x/l.jpg"
    assert found(small) == "https://x/s.jpg"
    assert found(image("wide", "https://x/u.jpg")) == "https://x/u.jpg"
    assert found(image(500, "file:///etc/passwd"), image(500, "https://x/2.jpg", "PT01")) == ""
    assert main_image({}) == ""


EBAY: dict[str, object] = {
    "orderId": "14-09182-33705",
    "creationDate": NIGHT,
    "lastModifiedDate": NIGHT,
    "orderFulfillmentStatus": "FULFILLED",
    "orderPaymentStatus": "PAID",
    "buyer": {"username": "Jwhitlock_81"},
    "buyerCheckoutNotes": "Ring twice",
    "pricingSummary": {"total": {"value": "30.00", "currency": "GBP"}},
    "fulfillmentStartInstructions": [
        {
            "maxEstimatedDeliveryDate": NIGHT,
            "shippingStep": {
                "shippingCarrierCode": "RoyalMail",
                "shipTo": {
                    "fullName": "James Whitlock",
                    "contactAddress": {"addressLine1": "1 Quay", "city": "Leith", "countryCode": "GB"},
                    "primaryPhone": {"phoneNumber": "1"},
                },
            },
        }
    ],
    "lineItems": [
        {
            "lineItemId": "9",
            "legacyItemId": "110000000001",
            "sku": "SKU",
            "title": "Lamp",
            "quantity": 2,
            "lineItemCost": {"value": "25.01", "currency": "GBP"},
            "purchaseMarketplaceId": "EBAY_GB",
            "lineItemFulfillmentInstructions": {"shipByDate": NIGHT},
        }
    ],
    "fulfillmentHrefs": ["https://api.ebay.com/x/shipping_fulfillment/94%2000", 7, "https://x/other/1"],
}


def ebay_order(**changes: object) -> Fields:
    return {**EBAY, **changes}  # type: ignore[dict-item]


def test_an_ebay_order_is_read_whole() -> None:
    value = ebay_order()
    order = ebay.order_of(value, ebay.parcels_in_links(value))
    assert order is not None
    assert (order.remote_key, order.status, order.country) == ("14-09182-33705", OrderStatus.SHIPPED, "GB")
    assert order.buyer_keys == ("jwhitlock_81",)
    assert order.buyer_name == "James Whitlock"
    assert order.total == Money(3000, "GBP")
    assert order.lines[0].price == Money(1250, "GBP")
    assert order.ship_by == AT
    assert order.buyer_note == "Ring twice"
    assert [(s.tracking, s.carrier) for s in order.shipments] == [("94 00", "RoyalMail")]
    assert order.recipient.phone == "1"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"cancelStatus": {"cancelState": "CANCELED"}}, OrderStatus.CANCELLED),
        ({"orderFulfillmentStatus": "IN_PROGRESS"}, OrderStatus.SHIPPED),
        ({"orderFulfillmentStatus": "NOT_STARTED"}, OrderStatus.PAID),
        ({"orderFulfillmentStatus": "NOT_STARTED", "orderPaymentStatus": "PENDING"}, OrderStatus.PENDING),
        ({"orderFulfillmentStatus": "NEW_WORD", "orderPaymentStatus": "NEW_WORD"}, OrderStatus.OTHER),
    ],
)
def test_an_ebay_orders_status(changes: dict[str, object], status: OrderStatus) -> None:
    order = ebay.order_of(ebay_order(**changes), ())
    assert order is not None
    assert order.status is status


def test_an_ebay_order_of_almost_nothing_is_read_and_one_of_nothing_is_not() -> None:
    bare = ebay.order_of({"orderId": "1", "creationDate": NIGHT}, ())
    assert bare is not None
    assert (bare.ship_by, bare.country, bare.buyer_keys, bare.buyer_name) == (None, "", (), "")
    assert ebay.order_of({"orderId": "1"}, ()) is None
    assert ebay.order_of({"creationDate": NIGHT}, ()) is None
    assert ebay.parcels_in_links({"fulfillmentHrefs": "x"}) == ()
    nameless = ebay.order_of(ebay_order(fulfillmentStartInstructions=[], lineItems=[{"quantity": 0}]), ())
    assert nameless is not None
    assert nameless.buyer_name == "Jwhitlock_81"
    assert nameless.lines[0].price is None


def test_parcels_of_the_shipping_list_have_carrier_and_date() -> None:
    rows: Fields = {
        "fulfillments": [{"shipmentTrackingNumber": "T1", "shippingCarrierCode": "DHL", "shippedDate": NIGHT}]
    }
    (parcel_found,) = ebay.parcels_of(rows, "o")
    assert (parcel_found.remote_key, parcel_found.carrier, parcel_found.shipped_at) == ("o/T1", "DHL", AT)
    untracked = ebay.parcels_in_links(
        {"orderId": "o", "fulfillmentHrefs": ["https://x/shipping_fulfillment/0"]}
    )
    assert untracked[0].tracking == ""


def test_a_return_is_read_with_its_due_date() -> None:
    value: Fields = {
        "returnId": "5",
        "orderId": "14-1",
        "state": "RETURN_REQUESTED",
        "creationInfo": {"reason": "NEW_EU_REASON", "creationDate": {"value": NIGHT}},
        "sellerResponseDue": {"respondByDate": {"value": NIGHT}},
        "sellerTotalRefund": {"estimatedRefundAmount": {"value": 10.0, "currency": "GBP"}},
    }
    case = cases.return_of(value)
    assert case is not None
    assert (case.kind, case.open, case.due, case.opened_at) == (AfterSaleKind.RETURN, True, AT, AT)
    assert case.amount == Money(1000, "GBP")
    old: Fields = {
        "returnId": "5",
        "status": "CLOSED",
        "creationInfo": {"item": {"itemId": "1", "transactionId": "2"}},
    }
    closed = cases.return_of(old)
    assert closed is not None
    assert (closed.order_remote_key, closed.open, closed.due) == ("1-2", False, None)
    assert cases.return_of({"returnId": "5"}) is None
    assert cases.return_of({"orderId": "5"}) is None


def test_an_inquiry_and_a_cancellation_are_read() -> None:
    asked = cases.inquiry_of(
        {
            "inquiryId": "7",
            "itemId": "1",
            "transactionId": "2",
            "inquiryStatusEnum": "OPEN",
            "respondByDate": NIGHT,
        }
    )
    assert asked is not None
    assert (asked.kind, asked.order_remote_key, asked.due, asked.open) == (
        AfterSaleKind.INQUIRY,
        "1-2",
        AT,
        True,
    )
    assert cases.inquiry_of({"inquiryId": "7", "itemId": "1"}) is None
    assert cases.inquiry_of({"orderId": "7"}) is None
    wish = cases.cancellation_of(
        {
            "cancelId": "8",
            "legacyOrderId": "14-1",
            "cancelStatus": "CANCEL_REQUESTED",
            "cancelState": "INITIAL",
        }
    )
    assert wish is not None
    assert wish.open
    done = cases.cancellation_of(
        {"cancelId": "8", "legacyOrderId": "14-1", "cancelStatus": "CANCEL_PENDING", "cancelState": "CLOSED"}
    )
    assert done is not None
    assert not done.open
    assert cases.cancellation_of({"cancelId": "8"}) is None
    assert cases.cancellation_of({"legacyOrderId": "8"}) is None


ME = ("northshore_uk", "id-1")


def said(**changes: object) -> Fields:
    return {  # type: ignore[return-value]
        "messageId": "1",
        "createdDate": NIGHT,
        "messageBody": "Hello",
        "subject": "S",
        "senderUsername": "Buyer_1",
        "recipientUsername": "northshore_uk",
        **changes,
    }


TALK: Fields = {
    "conversationId": "c1",
    "conversationType": "FROM_MEMBERS",
    "referenceType": "LISTING",
    "referenceId": "110",
    "latestMessage": {"messageId": "1", "createdDate": NIGHT},
}


def test_a_buyers_message_on_ebay() -> None:
    message = message_of(said(), TALK, ME)
    assert isinstance(message, RemoteMessage)
    assert (message.direction, message.kind) == (Direction.INBOUND, MessageKind.CUSTOMER)
    assert (message.customer.key, message.customer.name) == ("buyer_1", "Buyer_1")
    assert message.reply_refs == {"conversation_id": "c1", "other_party": "Buyer_1", "item": "110"}
    assert message.thread_keys == ("conv:c1",)
    assert message.item_ref == "110"


@pytest.mark.parametrize("name", ["Northshore_UK", "ID-1"])
def test_our_own_message_is_known_by_name_or_immutable_id(name: str) -> None:
    message = message_of(said(senderUsername=name, recipientUsername="Buyer_1"), TALK, ME)
    assert isinstance(message, RemoteMessage)
    assert (message.direction, message.kind, message.customer.key) == (
        Direction.OUTBOUND,
        MessageKind.AGENT,
        "buyer_1",
    )


def test_a_message_of_ebay_itself_refuses_replies() -> None:
    message = message_of(
        said(senderUsername="eBay"), {**TALK, "conversationType": "FROM_EBAY", "referenceType": "NEW"}, ME
    )
    assert isinstance(message, RemoteMessage)
    assert message.kind is MessageKind.SYSTEM
    assert message.reply_refs["no_reply"] == "ebay_system_message"
    assert message.item_ref == ""


def test_a_message_without_number_date_or_conversation_is_kept_whole() -> None:
    for row, talk in ((said(messageId=""), TALK), (said(createdDate=7), TALK), (said(), {})):
        item = message_of(row, talk, ME)
        assert isinstance(item, Unreadable)
        assert b"Hello" in item.content
        assert item.remote_key


def test_files_lie_behind_addresses_that_can_be_fetched() -> None:
    assert (
        file_of({"mediaName": "a", "mediaType": "IMAGE", "mediaUrl": "https://x/a"}).content_type == "image/*"
    )  # type: ignore[union-attr]
    assert file_of({"mediaType": "NEW", "mediaUrl": "https://x/a"}).name == "file"  # type: ignore[union-attr]
    assert file_of({"mediaUrl": "file:///etc/passwd"}) is None
    assert file_of({}) is None


def test_a_listed_conversation_without_a_newest_message() -> None:
    assert latest_at(TALK) == AT
    assert latest_id(TALK) == "1"
    assert latest_at({}) is None
    assert latest_id({"latestMessage": "x"}) == ""
