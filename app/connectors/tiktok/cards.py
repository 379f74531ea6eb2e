"""What comes through TikTok's chat beside words: products, orders, films, stickers, and what nobody knows yet."""

from collections.abc import Callable

from app.connectors.contract import RemoteFile
from app.connectors.reading import Fields, text, whole
from app.domain.cards import Card, CardKind

WORDS = frozenset({"TEXT", "ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"})
"""types that are words and nothing else"""
FILES = {"IMAGE": "image/*", "VIDEO": "video/mp4"}
ENDINGS = frozenset({"jpg", "jpeg", "png", "gif", "webp", "mp4"})
LARGEST = 2**31 - 1

Maker = Callable[[Fields], Card]
CARDS: dict[str, Maker] = {
    "PRODUCT_CARD": lambda inner: Card(CardKind.ITEM, text(inner, "product_id")),
    "ORDER_CARD": lambda inner: Card(CardKind.ORDER, text(inner, "order_id")),
    "BUYER_ENTER_FROM_PRODUCT": lambda inner: Card(CardKind.ARRIVAL, text(inner, "product_id")),
    "BUYER_ENTER_FROM_ORDER": lambda inner: Card(CardKind.ARRIVAL, text(inner, "order_id")),
    "RETURN_REFUND_CARD": lambda inner: Card(CardKind.REFUND, text(inner, "order_id")),
    "COUPON_CARD": lambda inner: Card(CardKind.VOUCHER, text(inner, "coupon_id")),
    "EMOTICONS": lambda inner: Card(CardKind.STICKER, picture=address(inner, "url")),
}


def card_of(shape: str, inner: Fields, tips: str) -> Card | None:
    """The card of a message; none where it is words, a picture or a film. `tips` is where TikTok says to look."""
    if shape in WORDS or (shape in FILES and address(inner, "url")):
        return None
    maker = CARDS.get(shape)
    return maker(inner) if maker else Card(CardKind.UNKNOWN, detail=tips, name=shape or "?")


def address(inner: Fields, name: str) -> str:
    """A web address; '' for anything else."""
    url = text(inner, name)
    return url if url.startswith(("https://", "http://127.0.0.1", "http://localhost")) else ""


def file_of(shape: str, inner: Fields) -> RemoteFile | None:
    """A picture or a film behind its address."""
    url = address(inner, "url")
    if shape not in FILES or not url:
        return None
    size = min(max(whole(inner, "size"), 0), LARGEST)
    return RemoteFile(name_of(url, "mp4" if shape == "VIDEO" else "jpg"), FILES[shape], size=size, url=url)


def name_of(url: str, usual: str) -> str:
    """A short name for something that came without one: the end of its address, as far as that is letters."""
    last = url.partition("?")[0].rpartition("/")[2]
    stem, _, ending = last.rpartition(".")
    known = ending.lower() if stem and ending.lower() in ENDINGS else ""
    plain = "".join(sign for sign in (stem if known else last) if sign.isalnum() or sign in "-_")
    return f"{plain[:24] or 'file'}.{known or usual}"
