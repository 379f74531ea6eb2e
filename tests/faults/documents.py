"""Grows platforms' JSON answers from a seed: first as documented, then with values that no document promises.

A wound either changes the document (a value of another type, a field gone, doubled or new) or the bytes on the line.
"""

import copy
import json
from collections.abc import Callable
from random import Random

from tests.faults.payloads import WORDS, bent

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

ODD: tuple[Value, ...] = (
    None, True, 0, -1, 10**40, 1.5, "", " ", "x" * 5000, "\0", "\ud800", "\u202e", "😀" * 500, [], {}, [[]],
    [None, 1, "x"], {"a": {}}, "NaN", "1e999", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
    "2026-13-45T99:99:99Z", "<html>", "../../etc", "0",
)  # fmt: skip


def amazon_orders(random: Random, marker: str) -> Value:
    """One page of Orders API 2026-01-01."""
    return {
        "orders": [_amazon_order(random, marker, number) for number in range(random.randrange(1, 4))],
        "pagination": {},
    }


def _amazon_order(random: Random, marker: str, number: int) -> Value:
    return {
        "orderId": f"{random.randrange(100, 999)}-{random.randrange(10**7):07}-{number:07}",
        "createdTime": "2026-11-01T10:00:00Z",
        "lastUpdatedTime": "2026-11-02T10:00:00.123Z",
        "salesChannel": {"marketplaceId": "A1PA6795UKMFR9"},
        "fulfillment": {
            "fulfillmentStatus": random.choice(("UNSHIPPED", "SHIPPED", "CANCELLED", "NEW_WORD")),
            "shipByWindow": {"latestDateTime": "2026-11-03T10:00:00Z"},
        },
        "buyer": {"buyerName": f"{random.choice(WORDS)} {marker}", "buyerEmail": "x1@marketplace.amazon.de"},
        "proceeds": {"grandTotal": {"amount": "12.34", "currencyCode": "EUR"}},
        "recipient": {
            "deliveryAddress": {"name": "A", "addressLine1": "B 1", "city": "C", "countryCode": "DE"}
        },
        "packages": [
            {"packageReferenceId": "1", "trackingNumber": "T", "packageStatus": {"status": "DELIVERED"}}
        ],
        "orderItems": [
            {
                "orderItemId": "1",
                "quantityOrdered": 2,
                "product": {
                    "asin": "B0ABCDEFGH",
                    "title": random.choice(WORDS),
                    "price": {"unitPrice": {"amount": 1}},
                },
                "cancellation": {"cancellationRequest": {"requester": "BUYER", "cancelReason": "x"}},
            }
        ],
    }


def ebay_orders(random: Random, marker: str) -> Value:
    """One page of the Fulfillment API."""
    return {
        "orders": [_ebay_order(random, marker, number) for number in range(random.randrange(1, 4))],
        "total": 3,
    }


def _ebay_order(random: Random, marker: str, number: int) -> Value:
    order = f"{random.randrange(10, 99)}-{random.randrange(10**5):05}-{number:05}"
    return {
        "orderId": order,
        "creationDate": "2026-11-01T10:00:00.000Z",
        "lastModifiedDate": "2026-11-02T10:00:00.000Z",
        "orderFulfillmentStatus": random.choice(("FULFILLED", "NOT_STARTED", "IN_PROGRESS", "NEW_WORD")),
        "orderPaymentStatus": "PAID",
        "cancelStatus": {"cancelState": "NONE_REQUESTED"},
        "buyer": {"username": "buyer_1"},
        "buyerCheckoutNotes": marker,
        "pricingSummary": {"total": {"value": "10.00", "currency": "USD"}},
        "fulfillmentHrefs": [
            f"https://api.ebay.example/sell/fulfillment/v1/order/{order}/shipping_fulfillment/9"
        ],
        "fulfillmentStartInstructions": [
            {"shippingStep": {"shipTo": {"fullName": "A B", "contactAddress": {"city": "C"}}}}
        ],
        "lineItems": [
            {
                "lineItemId": "1",
                "sku": "S",
                "legacyItemId": "110",
                "title": random.choice(WORDS),
                "quantity": random.choice((1, 3)),
                "lineItemCost": {"value": "10.00", "currency": "USD"},
                "purchaseMarketplaceId": "EBAY_US",
                "lineItemFulfillmentInstructions": {"shipByDate": "2026-11-05T10:00:00.000Z"},
            }
        ],
    }


def aliexpress_orders(random: Random, marker: str) -> Value:
    """One page of the order list, each row with its detail."""
    rows: list[Value] = [
        {
            "order_id": 8_000_000_000_000_000 + number,
            "order_status": random.choice(("FINISH", "IN_CANCEL", "WAIT_SELLER_SEND_GOODS")),
            "buyer_login_id": "es1234567890",
            "gmt_create": "2026-11-01 01:30:00",
            "gmt_update": "2026-11-02 01:30:00",
            "left_send_good_day": random.randrange(9),
            "pay_amount": {"amount": "19.90", "currency_code": "USD"},
            "product_list": {
                "aeop_order_product_dto": [{"child_id": 1, "product_name": marker, "product_count": 1}]
            },
            "detail": {
                "receipt_address": {"contact_person": random.choice(WORDS), "country": "ES"},
                "logistic_info_list": [{"logistics_no": "LP1", "gmt_send": "2026-11-02 01:30:00"}],
            },
        }
        for number in range(random.randrange(1, 4))
    ]
    return {"result": {"success": True, "total_page": 1, "target_list": {"aeop_order_item_dto": rows}}}


def aliexpress_news(random: Random, marker: str) -> Value:
    """One step of the chat's feed."""
    rows: list[Value] = [
        {
            "session": {"buyer_id": 2200000001, "buyer_login_id": "es1234567890"},
            "message": {
                "message_id": str(number),
                "content": json.dumps({"txt": f"{random.choice(WORDS)} {marker}"}),
                "from_account_id": 2200000001,
                "from_account_type": random.choice((11, 12)),
                "send_time": 1_700_000_000_000,
                "template_id": random.choice((1, 3, 10006, 20999)),
                "type": random.choice((1, 2)),
            },
        }
        for number in range(random.randrange(1, 4))
    ]
    return {"result": {"success": True, "data": {"sync_id": 7, "has_more": False, "sync_list": rows}}}


def ebay_messages(random: Random, marker: str) -> Value:
    """One page of a conversation of the Message API."""
    messages: list[Value] = [
        {
            "messageId": str(number),
            "createdDate": "2026-11-01T10:00:00.000Z",
            "senderUsername": random.choice(("buyer_1", "our_shop")),
            "recipientUsername": "our_shop",
            "subject": random.choice(WORDS),
            "messageBody": f"{random.choice(WORDS)} {marker}",
            "messageMedia": [
                {"mediaType": "IMAGE", "mediaUrl": "https://i.ebay.example/1.jpg", "mediaName": "1.jpg"}
            ],
        }
        for number in range(random.randrange(1, 5))
    ]
    return {
        "conversation": {"conversationId": "c1", "conversationType": "FROM_MEMBERS"},
        "messages": messages,
    }


def ebay_cases(random: Random, marker: str) -> Value:
    """One page of each search for cases."""
    date: Value = {"value": "2026-11-01T10:00:00.000Z"}
    return {
        "returns": [
            {
                "returnId": f"1{marker}",
                "orderId": "12-1-1",
                "state": random.choice(("RETURN_REQUESTED", "CLOSED")),
                "creationInfo": {"reason": "x", "creationDate": date},
                "sellerResponseDue": {"respondByDate": date},
                "sellerTotalRefund": {"estimatedRefundAmount": {"value": 5, "currency": "USD"}},
            }
        ],
        "inquiries": [
            {
                "inquiryId": "2",
                "itemId": "1",
                "transactionId": "2",
                "inquiryStatusEnum": "OPEN",
                "creationDate": date,
            }
        ],
        "cancellations": [
            {
                "cancelId": "3",
                "legacyOrderId": "1-2",
                "cancelStatus": "CANCEL_REQUESTED",
                "cancelRequestDate": date,
            }
        ],
        "cases": [
            {
                "caseId": 4,
                "itemId": 1,
                "transactionId": 2,
                "caseStatusEnum": random.choice(("OPEN", "CS_CLOSED")),
                "claimAmount": {"value": 5.5, "currency": "GBP"},
                "respondByDate": date,
            }
        ],
        "disputes": [
            {
                "paymentDisputeId": "5",
                "orderId": "12-1-1",
                "paymentDisputeStatus": random.choice(("ACTION_NEEDED", "CLOSED")),
                "amount": {"value": "5.50", "currency": "GBP"},
                "openDate": "2026-11-01T10:00:00.000Z",
            }
        ],
    }


def walmart_orders(random: Random, marker: str) -> Value:
    """One page of Orders API v3: the purchase orders of one customer's order."""
    found: list[Value] = [_purchase_order(random, marker, number) for number in range(random.randrange(1, 4))]
    return {"list": {"meta": {"totalCount": 3, "limit": 10}, "elements": {"order": found}}}


def _purchase_order(random: Random, marker: str, number: int) -> Value:
    charge: dict[str, Value] = {
        "chargeType": "PRODUCT",
        "chargeName": "ItemPrice",
        "chargeAmount": {"currency": "USD", "amount": random.choice((5, 19.99, -3))},
        "tax": {"taxName": "Tax1", "taxAmount": {"currency": "USD", "amount": 0.34}},
    }
    tracked: Value = {
        "shipDateTime": 1623835855000,
        "carrierName": {"carrier": "USPS"},
        "trackingNumber": f"94{number}",
    }
    state: Value = {"status": random.choice(("Created", "SHIPPED", "NEW_WORD")), "trackingInfo": tracked}
    refund: Value = {
        "refundId": "1",
        "refundCharges": {"refundCharge": [{"refundReason": "x", "charge": charge}]},
    }
    line: Value = {
        "lineNumber": str(number),
        "item": {
            "productName": random.choice(WORDS),
            "sku": "S",
            "imageUrl": "https://i.walmart.example/1.jpg",
        },
        "charges": {"charge": [charge]},
        "orderLineQuantity": {"unitOfMeasurement": "EACH", "amount": "2"},
        "statusDate": 1623835855623,
        "orderLineStatuses": {"orderLineStatus": [state]},
        "intentToCancel": "true",
        "refund": refund,
    }
    address: Value = {"name": f"A {marker}", "address1": "B 1", "city": "C", "country": "USA"}
    return {
        "purchaseOrderId": f"{random.randrange(10**12, 10**13)}",
        "customerOrderId": "4372135469400",
        "customerEmailId": "7D9F02968955480499C84C5871AD1401@relay.walmart.com",
        "orderDate": 1623796407000,
        "shippingInfo": {"phone": "1", "estimatedShipDate": 1623906000000, "postalAddress": address},
        "orderLines": {"orderLine": [line]},
        "shipNode": {"type": "SellerFulfilled"},
    }


def walmart_returns(random: Random, marker: str) -> Value:
    """One page of Returns API v3."""
    line: Value = {
        "returnOrderLineNumber": 1,
        "returnReason": "WRONG_SIZE/POOR_FIT",
        "status": random.choice(("INITIATED", "COMPLETED", "NEW_WORD")),
        "currentRefundStatus": "REFUND_INITIATED",
    }
    return {
        "meta": {"totalCount": 1, "limit": 10, "nextCursor": ""},
        "returnOrders": [
            {
                "returnOrderId": f"10{marker}",
                "customerOrderId": "4372135469400",
                "returnOrderDate": "2019-02-21T01:01:08.000Z",
                "totalRefundAmount": {"currencyAmount": 127.45, "currencyUnit": "USD"},
                "returnOrderLines": [line],
            }
        ],
    }


def as_bytes(document: Value) -> bytes:
    """The document on the line. Half surrogates travel as escapes, as JSON allows."""
    return json.dumps(document).encode()


def maker(
    build: Callable[[Random, str], Value], sound: Callable[[int], bool], marker: Callable[[int], str]
) -> Callable[[Random, int], bytes]:
    """Makes payloads of one kind of document."""

    def make(random: Random, number: int) -> bytes:
        document = build(random, marker(number))
        if sound(number):
            return as_bytes(document)
        for _ in range(random.randrange(1, 8)):
            document = _wounded(random, copy.deepcopy(document))
        data = as_bytes(document)
        return bent(random, data) if random.random() < 0.3 else data

    return make


def _wounded(random: Random, document: Value) -> Value:
    """One value somewhere in the document becomes another one, goes, or comes twice."""
    places = _places(document)
    if not places:
        return random.choice(ODD)
    holder, key = random.choice(places)
    if isinstance(holder, dict):
        _wound_object(random, holder, str(key))
    elif isinstance(holder, list) and isinstance(key, int):
        _wound_list(random, holder, key)
    return document


def _wound_object(random: Random, holder: dict[str, Value], key: str) -> None:
    if random.random() < 0.3:
        del holder[key]
    else:
        holder[key] = random.choice(ODD)


def _wound_list(random: Random, holder: list[Value], index: int) -> None:
    deed = random.randrange(3)
    if deed == 0:
        del holder[index]
    elif deed == 1:
        holder.append(copy.deepcopy(holder[index]))
    else:
        holder[index] = random.choice(ODD)


def _places(document: Value) -> list[tuple[Value, str | int]]:
    """Every value's holder and name."""
    found: list[tuple[Value, str | int]] = []
    waiting: list[Value] = [document]
    while waiting:
        value = waiting.pop()
        pairs: list[tuple[str | int, Value]] = []
        if isinstance(value, dict):
            pairs = list(value.items())
        elif isinstance(value, list):
            pairs = list(enumerate(value))
        for key, inner in pairs:
            found.append((value, key))
            waiting.append(inner)
    return found


def tiktok_messages(random: Random, marker: str) -> Value:
    """One page of a conversation of TikTok Shop, words inside JSON inside JSON."""
    inner = json.dumps({"content": f"{random.choice(WORDS)} {marker}", "url": "https://p16.example/a.jpg"})
    shapes = ("TEXT", "IMAGE", "VIDEO", "ORDER_CARD", "EMOTICONS", "OTHER", "NOTIFICATION")
    messages: list[Value] = [
        {
            "id": f"7{number}",
            "type": random.choice(shapes),
            "content": inner,
            "create_time": 1_790_000_000 + number,
            "is_visible": random.random() < 0.9,
            "sender": {
                "im_user_id": "72",
                "role": random.choice(("BUYER", "SHOP", "ROBOT")),
                "nickname": "Ann",
            },
            "index": str(number),
        }
        for number in range(random.randrange(1, 5))
    ]
    buyer: Value = {"im_user_id": "72", "user_id": "74", "role": "BUYER", "nickname": random.choice(WORDS)}
    return {"conversation": {"id": "749", "participants": [buyer]}, "messages": messages}


def tiktok_orders(random: Random, marker: str) -> Value:
    """One page of a search for orders."""
    piece: Value = {
        "id": "1", "sku_id": "2", "product_id": "3", "sku_name": "M",
        "product_name": f"{random.choice(WORDS)} {marker}",
        "sale_price": "9.50", "currency": "GBP", "package_id": "115", "package_status": "FULFILLING",
        "tracking_number": "JX1", "shipping_provider_name": "Evri", "sku_image": "https://p16.example/a.png",
    }  # fmt: skip
    address: Value = {
        "name": "A***", "address_line1": "1*** Quay", "postal_code": "PR2", "region_code": "GB",
        "district_info": [{"address_level": "L2", "address_name": "Ribbleton"}],
    }  # fmt: skip
    return {
        "orders": [
            {
                "id": f"57{number}",
                "status": random.choice(("IN_TRANSIT", "UNPAID", "CANCELLED", "NEWS")),
                "user_id": "74",
                "create_time": 1_790_000_000,
                "update_time": 1_790_000_100,
                "rts_sla_time": 1_790_100_000,
                "payment": {"currency": "GBP", "total_amount": "19.00"},
                "recipient_address": address,
                "line_items": [piece, piece],
            }
            for number in range(random.randrange(1, 4))
        ]
    }


def tiktok_cases(random: Random, marker: str) -> Value:
    """One page of each search for cases."""
    common: dict[str, Value] = {
        "order_id": f"57{marker}",
        "create_time": 1_790_000_000,
        "seller_next_action_response": [{"action": "SELLER_RESPOND_RETURN", "deadline": 1_790_100_000}],
        "refund_amount": {"currency": "GBP", "refund_total": "19.00"},
    }
    returned: Value = {
        "return_id": "4035", "return_type": random.choice(("REFUND", "REPLACEMENT")),
        "return_status": random.choice(("RETURN_OR_REFUND_REQUEST_PENDING", "NEWS")), **common,
    }  # fmt: skip
    cancelled: Value = {"cancel_id": "4036", "cancel_status": "CANCELLATION_REQUEST_CANCEL", **common}
    return {"return_orders": [returned], "cancellations": [cancelled]}
