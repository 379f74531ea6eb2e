"""Telling Amazon that a parcel has left. The parcel's number makes a second telling a change of the first."""

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import Found, Receipt
from app.connectors.paging import stamp
from app.connectors.reading import Fields, rows, sub, text
from app.net.http import Answer

CARRIERS = (
    "4PX,Amazon Shipping,Australia Post,Canada Post,China Post,Chronopost,Colissimo,Correos,DHL,DHL eCommerce,DPD,"
    "Deutsche Post,EMS,Evri,FedEx,GLS,InPost,Japan Post,La Poste,OnTrac,Poste Italiane,PostNL,PostNord,Royal Mail,"
    "SAGAWA,SF Express,UPS,USPS,YAMATO,YANWEN,Yodel,Yun Express"
).split(",")
"""some of the codes Amazon knows: hearsay of 2026-11; whoever is not among them goes under `Other`, by name"""
_BY_NAME = {name.casefold().replace(" ", ""): name for name in CARRIERS}


def body_of(act: Act, parcel: Parcel, market: str, lines: list[ActLine]) -> dict[str, object]:
    """ConfirmShipmentRequest."""
    code = _BY_NAME.get(parcel.carrier.casefold().replace(" ", ""), "")
    package: dict[str, object] = {
        "packageReferenceId": reference(act, parcel),
        "carrierCode": code or "Other",
        "trackingNumber": parcel.tracking,
        "shipDate": stamp(parcel.shipped_at),
        "orderItems": [{"orderItemId": line.line_key, "quantity": line.quantity} for line in lines],
    }
    if not code:
        package["carrierName"] = parcel.carrier
    if parcel.service:
        package["shippingMethod"] = parcel.service
    return {"marketplaceId": market, "packageDetail": package}


def reference(act: Act, parcel: Parcel) -> str:
    """The number of the parcel within its order: ours follows from the act, so a second attempt means the same one."""
    return parcel.key.rpartition("/")[2] or str(int(act.key[:12], 16) % 10**9 + 1)


def objection(act: Act, order: Fields) -> str:
    """Why the parcel is not told of; '' where it may be."""
    parcel = act.parcel
    if parcel is None or not parcel.tracking or not parcel.carrier:
        return "amazon_parcel_missing"
    if act.verb is Verb.CORRECT_TRACKING and not parcel.key:
        return "amazon_parcel_missing"
    state = text(sub(order, "fulfillment"), "fulfillmentStatus")
    return "amazon_order_cancelled" if state == "CANCELLED" else ""


def shown(parcel: Parcel, order: Fields) -> Found:
    """Whether the order shows the parcel: with another number somebody else shipped it."""
    numbers = {text(row, "trackingNumber") for row in rows(order, "packages")} - {""}
    if parcel.tracking in numbers:
        return Found.YES
    return Found.UNSURE if numbers else Found.NO


def judged(answer: Answer, code: str, evidence: str) -> Receipt:
    """204 is a yes, an error that Amazon names is a no, and everything else proves nothing."""
    if answer.status == 204:
        return Receipt.sent("", evidence)
    if code and answer.status in (400, 401, 403, 404, 413, 415):
        return Receipt.refused("amazon_rejected", evidence)
    return Receipt.unknown(evidence)
