"""What Shopify suggests before money goes back: how much, for which lines, to which payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.simulator.shopify_store import gid, number_of
from app.simulator.shopify_words import Node, ShopifyCall, bag
from app.simulator.trade import Case, Order

GATEWAY = "shopify_payments"


def payment(order: Order) -> str:
    """The one payment of an order."""
    return gid("OrderTransaction", number_of(f"payment/{order.id}"))


def left_of(call: ShopifyCall, order: Order) -> int:
    """What was paid and not given back."""
    return max(order.total - call.books.back(order), 0)


def transactions(order: Order, minor: int, most: int) -> list[Node]:
    """SuggestedOrderTransaction; none where nothing would go back."""
    if most <= 0:
        return []
    return [
        {
            "gateway": GATEWAY,
            "parentTransaction": {"id": payment(order)},
            "amountSet": bag(minor, order.currency),
            "maximumRefundableSet": bag(most, order.currency),
        }
    ]


def suggestion(
    call: ShopifyCall,
    order: Order,
    nodes: Mapping[str, Node],
    refundLineItems: Sequence[Mapping[str, Any]] | None = None,  # noqa: N803  # the documents' own spelling
    refundShipping: bool | None = None,  # noqa: N803
    suggestFullRefund: bool = False,  # noqa: N803
) -> Node:
    """SuggestedRefund."""
    most, currency = left_of(call, order), order.currency
    wanted = {str(row["lineItemId"]): int(row["quantity"]) for row in refundLineItems or ()}
    pieces = [
        (
            line,
            call.books.refundable(order, line)
            if suggestFullRefund
            else wanted.get(gid("LineItem", line.id), 0),
        )
        for line in order.lines
    ]
    goods = sum(line.price * min(count, call.books.refundable(order, line)) for line, count in pieces)
    postage = order.postage if suggestFullRefund or refundShipping else 0
    minor = most if suggestFullRefund else min(goods + postage, most)
    return {
        "amountSet": bag(minor, currency),
        "maximumRefundableSet": bag(most, currency),
        "refundLineItems": [
            {"quantity": count, "lineItem": nodes[line.id]} for line, count in pieces if count
        ],
        "shipping": {"amountSet": bag(postage, currency)},
        "suggestedTransactions": transactions(order, minor, most),
    }


def outcome(
    call: ShopifyCall,
    case: Case,
    returnLineItems: Sequence[Mapping[str, Any]],  # noqa: N803  # the documents' own spelling
    exchangeLineItems: Sequence[Mapping[str, Any]],  # noqa: N803
) -> Node:
    """SuggestedReturnFinancialOutcome."""
    order = case.order
    most = left_of(call, order)
    minor = min(sum(int(row["quantity"]) for row in returnLineItems) * order.lines[0].price, most)
    return {
        "maximumRefundable": bag(most, order.currency),
        "financialTransfer": {
            "__typename": "RefundReturnOutcome",
            "amount": bag(minor, order.currency),
            "suggestedTransactions": transactions(order, minor, minor),
        },
    }
