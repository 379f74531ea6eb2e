"""Things that are sent and received beside words: an item, an order, a sticker, a voucher, or something unheard of."""

from dataclasses import dataclass
from enum import StrEnum


class CardKind(StrEnum):
    """What a card shows. UNKNOWN is shown under the platform's own name for it, never dropped."""

    ITEM = "item"
    ORDER = "order"
    REFUND = "refund"
    VOUCHER = "voucher"
    STICKER = "sticker"
    VIDEO = "video"
    FOLLOW = "follow"
    """an invitation to follow the shop"""
    ARRIVAL = "arrival"
    """the customer came from a product's or an order's page"""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Card:
    """One card. Everything but the kind may be missing."""

    kind: CardKind
    ref: str = ""
    """the platform's number of what is shown: item, order, voucher"""
    title: str = ""
    detail: str = ""
    """a second line as the platform writes it: a price, a status, a length"""
    picture: str = ""
    """address of a picture"""
    link: str = ""
    """the platform's own page"""
    name: str = ""
    """the platform's name for the type, where we have none"""
