"""The documents of Amazon's order feeds: a refund and a cancellation, in the XML of its published schemas.

Amounts are totals for all pieces of a line; what is above zero goes back to the buyer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from app.connectors.reading import in_units
from app.domain.values import Money

REFUND_FEED = "POST_PAYMENT_ADJUSTMENT_DATA"
CANCEL_FEED = "POST_ORDER_ACKNOWLEDGEMENT_DATA"
REFUND_REASONS = (
    "CustomerReturn GeneralAdjustment CustomerCancel CouldNotShip NoInventory DifferentItem PriceError "
    "ProductOutofStock CustomerAddressIncorrect Exchange Abandoned Undeliverable RefusedDelivery "
    "CarrierCreditDecision RiskAssessmentInformationNotValid CarrierCoverageFailure TransactionRecord Other"
).split()
BUYER_ASKED = "BuyerCanceled"
CANCEL_REASONS = (
    f"NoInventory ShippingAddressUndeliverable CustomerExchange {BUYER_ASKED} GeneralAdjustment "
    "CarrierCreditDecision RiskAssessmentInformationNotValid CarrierCoverageFailure CustomerReturn "
    "MerchandiseNotReceived"
).split()
"""enumerations of OrderAdjustment and OrderAcknowledgement, read in public schemas of both, 2026-11-27"""


@dataclass(frozen=True, slots=True)
class Back:
    """What goes back for one line: (part of the price, amount)."""

    item: str
    parts: tuple[tuple[str, Money], ...]


def refund_document(
    seller: str, message: int, order: str, lines: Sequence[Back], reason: str, mark: str
) -> bytes:
    """Money back. `mark` is our own number of the adjustment, which Amazon keeps and does not use."""
    root, adjustment = _envelope(seller, "OrderAdjustment", message)
    _add(adjustment, "AmazonOrderID", order)
    for number, line in enumerate(lines, start=1):
        item = SubElement(adjustment, "AdjustedItem")
        _add(item, "AmazonOrderItemCode", line.item)
        _add(item, "MerchantAdjustmentItemID", f"{mark}-{number}")
        _add(item, "AdjustmentReason", reason)
        prices = SubElement(item, "ItemPriceAdjustments")
        for part, amount in line.parts:
            component = SubElement(prices, "Component")
            _add(component, "Type", part)
            _add(component, "Amount", str(in_units(amount))).set("currency", amount.currency)
    return _bytes(root)


def cancel_document(seller: str, message: int, order: str, items: Sequence[str], reason: str) -> bytes:
    """We do not send these lines."""
    root, refused = _envelope(seller, "OrderAcknowledgement", message)
    _add(refused, "AmazonOrderID", order)
    _add(refused, "StatusCode", "Failure")
    for one in items:
        item = SubElement(refused, "Item")
        _add(item, "AmazonOrderItemCode", one)
        _add(item, "CancelReason", reason)
    return _bytes(root)


def _envelope(seller: str, kind: str, message: int) -> tuple[Element, Element]:
    root = Element("AmazonEnvelope")
    root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    root.set("xsi:noNamespaceSchemaLocation", "amzn-envelope.xsd")
    header = SubElement(root, "Header")
    _add(header, "DocumentVersion", "1.01")
    _add(header, "MerchantIdentifier", seller)
    _add(root, "MessageType", kind)
    body = SubElement(root, "Message")
    _add(body, "MessageID", str(message))
    return root, SubElement(body, kind)


def _add(parent: Element, name: str, words: str) -> Element:
    made = SubElement(parent, name)
    made.text = words
    return made


def _bytes(root: Element) -> bytes:
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
