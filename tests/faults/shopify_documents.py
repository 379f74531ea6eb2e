"""Shopify's answers for the fuzzer: orders with everything in them, and disputes; and how a connector reads them."""

from random import Random

from app.connectors.reading import Fields, rows, sub
from app.connectors.shopify.cases import dispute_of
from app.connectors.shopify.orders import matters_of, order_of
from tests.faults.documents import Value
from tests.faults.payloads import WORDS


def cash(amount: str) -> Value:
    """MoneyBag."""
    return {"presentmentMoney": {"amount": amount, "currencyCode": "EUR"}}


def orders(random: Random, marker: str) -> Value:
    """A page of orders."""
    found: list[Value] = [_order(random, marker, number) for number in range(random.randrange(1, 4))]
    info: Value = {"hasNextPage": False, "endCursor": None}
    return {"data": {"orders": {"nodes": found, "pageInfo": info}}}


def _order(random: Random, marker: str, number: int) -> Value:
    line: Value = {
        "id": f"gid://shopify/LineItem/{number}", "title": random.choice(WORDS), "variantTitle": "L", "sku": "S",
        "quantity": 2, "image": {"url": "https://cdn.example/1.png"}, "discountedUnitPriceSet": cash("19.99"),
    }  # fmt: skip
    parcel: Value = {
        "id": f"gid://shopify/Fulfillment/{number}", "status": random.choice(("SUCCESS", "CANCELLED", "NEW_WORD")),
        "displayStatus": random.choice(("IN_TRANSIT", "DELIVERED", "NEW_WORD", None)),
        "createdAt": "2026-11-02T10:00:00Z", "estimatedDeliveryAt": "2026-11-05T00:00:00Z",
        "trackingInfo": [{"company": "DHL", "number": "1", "url": None}],
    }  # fmt: skip
    given: Value = {
        "id": f"gid://shopify/Refund/{number}", "createdAt": "2026-11-03T10:00:00Z", "note": "sorry [0123456789ab]",
        "totalRefundedSet": cash("5.00"),
    }  # fmt: skip
    coming: Value = {
        "id": f"gid://shopify/Return/{number}", "status": random.choice(("REQUESTED", "CLOSED", "NEW_WORD")),
        "createdAt": "2026-11-03T10:00:00Z",
        "returnLineItems": {"nodes": [{"customerNote": "x", "returnReasonDefinition": {"name": "Size"}}]},
    }  # fmt: skip
    return {
        "id": f"gid://shopify/Order/{number}", "legacyResourceId": str(number), "name": f"#{1000 + number}",
        "createdAt": "2026-11-01T10:00:00Z", "updatedAt": "2026-11-02T10:00:00Z", "email": "Ann@B.example",
        "note": f"please ring {marker}", "displayFinancialStatus": random.choice(("PAID", "PENDING", "NEW_WORD")),
        "displayFulfillmentStatus": random.choice(("UNFULFILLED", "FULFILLED", "NEW_WORD")),
        "customer": {"id": "gid://shopify/Customer/1", "displayName": random.choice(WORDS)},
        "shippingAddress": {"name": "A", "address1": "B 1", "city": "C", "countryCodeV2": "DE"},
        "totalPriceSet": cash("44.97"), "lineItems": {"nodes": [line]}, "fulfillments": [parcel],
        "refunds": [given], "returns": {"nodes": [coming]},
    }  # fmt: skip


def read_orders(answer: Fields) -> list[object]:
    """Orders with their returns and refunds."""
    found = rows(sub(answer, "data", "orders"), "nodes")
    return [one for row in found for one in (order_of(row) or row, *matters_of(row))]


def disputes(random: Random, marker: str) -> Value:
    """A page of payment disputes."""
    row: Value = {
        "id": f"gid://shopify/ShopifyPaymentsDispute/{random.randrange(10**6)}",
        "status": random.choice(("NEEDS_RESPONSE", "WON", "NEW_WORD")), "evidenceDueBy": "2026-12-01T00:00:00Z",
        "initiatedAt": "2026-11-20T00:00:00Z", "amount": {"amount": "44.97", "currencyCode": "EUR"},
        "reasonDetails": {"reason": "FRAUDULENT"}, "order": {"id": "gid://shopify/Order/1", "name": f"#{marker}"},
    }  # fmt: skip
    return {"data": {"disputes": {"nodes": [row]}}}


def read_disputes(answer: Fields) -> list[object]:
    """Disputes."""
    return [dispute_of(row) or row for row in rows(sub(answer, "data", "disputes"), "nodes")]
