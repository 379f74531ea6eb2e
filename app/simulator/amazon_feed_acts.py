"""What Amazon does with an order feed: money goes back, orders are cancelled, and the report says what was wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from app.simulator.sites import amount
from app.simulator.trade import Order, Refund, Shop
from app.simulator.world import World

REASONS = (
    "NoInventory,CustomerReturn,GeneralAdjustment,CouldNotShip,DifferentItem,Abandoned,CustomerCancel,PriceError,"
    "ProductOutofStock,CustomerAddressIncorrect,Exchange,Other,CarrierCreditDecision,TransactionRecord,"
    "RiskAssessmentInformationNotValid,CarrierCoverageFailure,Undeliverable,RefusedDelivery"
).split(",")
CANCEL_REASONS = (
    "NoInventory,ShippingAddressUndeliverable,CustomerExchange,BuyerCanceled,GeneralAdjustment,"
    "CarrierCreditDecision,RiskAssessmentInformationNotValid,CarrierCoverageFailure,CustomerReturn,"
    "MerchandiseNotReceived"
).split(",")
PARTS = ("Principal", "Shipping", "Tax", "ShippingTax", "GiftWrap", "Goodwill", "ReturnShipping", "Other")
NOT_XML, WRONG_ORDER, WRONG_FIELD, NOT_NOW, TOO_MUCH = "5000", "18028", "5001", "18051", "18027"


class RefusedError(Exception):
    """A message that cannot be done."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


@dataclass(frozen=True, slots=True)
class Work:
    """One message of a feed, at work."""

    order: Order
    body: Element
    now: datetime


def worked_off(world: World, shops: list[Shop], kind: str, content: bytes, feed: str, now: datetime) -> bytes:
    """Does what a document asks for; the processing report."""
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError):
        return report(feed, 0, [("0", NOT_XML, "XML Parsing Error")])
    if root.findtext("MessageType") != KINDS[kind] or not root.findtext("Header/MerchantIdentifier"):
        return report(feed, 0, [("0", WRONG_FIELD, "The header does not fit the feed type.")])
    wrong: list[tuple[str, str, str]] = []
    messages = root.findall("Message")
    for message in messages:
        number = message.findtext("MessageID") or "0"
        try:
            perform(world, shops, message, KINDS[kind], now)
        except RefusedError as refused:
            wrong.append((number, refused.code, refused.why))
    return report(feed, len(messages), wrong)


def perform(world: World, shops: list[Shop], message: Element, kind: str, now: datetime) -> None:
    """One message: done, or refused as a whole."""
    body = message.find(kind)
    order = world.orders.get((body.findtext("AmazonOrderID") if body is not None else "") or "")
    if body is None or order is None or order.shop not in shops:
        raise RefusedError(WRONG_ORDER, "The order does not exist.")
    DEEDS[kind](Work(order, body, now))


def refund(work: Work) -> None:
    """OrderAdjustment: totals for each line, above zero, never more than was paid."""
    order = work.order
    if order.stage(work.now) not in ("shipped", "moving", "delivered"):
        raise RefusedError(NOT_NOW, "Only shipped orders can be adjusted.")
    minor, reason, mark = 0, "", ""
    for item in work.body.findall("AdjustedItem"):
        if item.findtext("AmazonOrderItemCode") not in {line.id for line in order.lines}:
            raise RefusedError(WRONG_FIELD, "Unknown AmazonOrderItemCode.")
        reason, mark = (
            item.findtext("AdjustmentReason") or "",
            item.findtext("MerchantAdjustmentItemID") or "",
        )
        if reason not in REASONS:
            raise RefusedError(WRONG_FIELD, "AdjustmentReason is not valid.")
        minor += sum(component(order, one) for one in item.findall("ItemPriceAdjustments/Component"))
    if minor <= 0:
        raise RefusedError(WRONG_FIELD, "There is nothing to adjust.")
    if minor + sum(one.minor for one in order.refunds) > order.total:
        raise RefusedError(TOO_MUCH, "The refund exceeds what was paid.")
    order.refunds.append(Refund(mark or f"{order.id}-{len(order.refunds)}", work.now, minor, reason))


def component(order: Order, one: Element) -> int:
    """A part of the price, in minor units."""
    money = one.find("Amount")
    if money is None or one.findtext("Type") not in PARTS or money.get("currency") != order.currency:
        raise RefusedError(WRONG_FIELD, "Type, Amount or currency is not valid.")
    try:
        value = Decimal(money.text or "")
    except InvalidOperation:
        raise RefusedError(WRONG_FIELD, "Amount is not valid.") from None
    whole = Decimal(amount(100, order.currency))  # 1.00 where there are cents, 100 where there are none
    return int(value * 100 / whole)


def cancel(work: Work) -> None:
    """OrderAcknowledgement with status Failure: what has not left is not sent."""
    order = work.order
    if work.body.findtext("StatusCode") != "Failure":
        return
    items = work.body.findall("Item")
    if {item.findtext("AmazonOrderItemCode") for item in items} != {line.id for line in order.lines}:
        raise RefusedError(WRONG_FIELD, "Every item of the order must be named.")
    if any(item.findtext("CancelReason") not in CANCEL_REASONS for item in items):
        raise RefusedError(WRONG_FIELD, "CancelReason is not valid.")
    if order.stage(work.now) not in ("placed", "paid"):
        raise RefusedError(NOT_NOW, "The order cannot be cancelled any more.")
    order.plan = replace(order.plan, cancelled=work.now)


KINDS = {
    "POST_PAYMENT_ADJUSTMENT_DATA": "OrderAdjustment",
    "POST_ORDER_ACKNOWLEDGEMENT_DATA": "OrderAcknowledgement",
}
DEEDS: dict[str, Callable[[Work], None]] = {"OrderAdjustment": refund, "OrderAcknowledgement": cancel}


def report(feed: str, messages: int, wrong: list[tuple[str, str, str]]) -> bytes:
    """The processing report: numbers, and a result for each message that failed."""
    results = "".join(
        f"<Result><MessageID>{number}</MessageID><ResultCode>Error</ResultCode>"
        f"<ResultMessageCode>{code}</ResultMessageCode><ResultDescription>{why}</ResultDescription></Result>"
        for number, code, why in wrong
    )
    good = max(messages - len(wrong), 0)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><AmazonEnvelope><Header><DocumentVersion>1.02</DocumentVersion>'
        "<MerchantIdentifier>M_NORTHSHORE</MerchantIdentifier></Header>"
        "<MessageType>ProcessingReport</MessageType><Message><MessageID>1</MessageID><ProcessingReport>"
        f"<DocumentTransactionID>{feed}</DocumentTransactionID><StatusCode>Complete</StatusCode><ProcessingSummary>"
        f"<MessagesProcessed>{messages}</MessagesProcessed><MessagesSuccessful>{good}</MessagesSuccessful>"
        f"<MessagesWithError>{len(wrong)}</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning>"
        f"</ProcessingSummary>{results}</ProcessingReport></Message></AmazonEnvelope>"
    ).encode()
