"""What comes through TikTok's chat beside words: products, orders, films, stickers, and what nobody knows yet."""

from collections.abc import Callable

from app.connectors.contract import RemoteFile
from app.connectors.reading import Fields, text, whole
from app.domain.cards import Card, CardKind

WORDS = frozenset({"TEXT", "ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"})
"""types that are words and nothing else"""
FILES = {"IMAGE": ("photo", "jpg"), "VIDEO": ("video", "mp4")}
"""what a file is called, and which kind it is where its address does not say"""
KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
}
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
    name, usual = FILES[shape]
    ending = ending_of(url) or usual
    size = min(max(whole(inner, "size"), 0), LARGEST)
    return RemoteFile(f"{name}.{ending}", KINDS[ending], size=size, url=url)


def ending_of(url: str) -> str:
    """What kind of file an address says it is; '' where it does not. Its other signs mean nothing to a person."""
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    return ending if ending in KINDS else ""
