"""AliExpress's chat in our words."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from app.connectors.aliexpress.answers import count
from app.connectors.aliexpress.feed import Talk
from app.connectors.contract import RemoteFile, RemoteMessage, Unreadable
from app.connectors.items import unreadable_message
from app.connectors.reading import Fields, kept_whole, text
from app.domain.cards import Card, CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party

TEXT, IMAGE, ITEM, ORDER, COUPON = 1, 3, 10006, 10007, 21004
"""what can be sent"""
CARDS: Mapping[int, CardKind] = {
    4: CardKind.STICKER,
    6: CardKind.VIDEO,
    ITEM: CardKind.ITEM,
    ORDER: CardKind.ORDER,
    10008: CardKind.VOUCHER,
    10010: CardKind.FOLLOW,
    10011: CardKind.REFUND,
    COUPON: CardKind.VOUCHER,
}
"""by template: those that can be sent are the platform's, the others its twin's"""
REFS = ("itemId", "item_id", "orderId", "order_id", "promotionId", "promotion_id", "videoId", "video_id")
BUYER, SELLER, SYSTEM = 11, 12, 2
LAST = datetime(9999, 1, 1, tzinfo=UTC).timestamp() * 1000


def message_of(row: Fields, talk: Talk) -> RemoteMessage | Unreadable:
    """One message; Unreadable where its number, date or buyer is missing."""
    number, at, buyer = text(row, "message_id"), sent_at(row), buyer_of(row) or talk.buyer
    if not number or at is None or not buyer:
        return unreadable_message(buyer, text(row, "message_id"), kept_whole(row))
    system = count(row, "type") == SYSTEM
    ours = not system and is_ours(row)
    customer = party(buyer, talk.login)
    content, template = content_of(row), count(row, "template_id")
    card = None if template in (TEXT, IMAGE) else card_of(content, template)
    picture = picture_of(content) if template == IMAGE else None
    if template == IMAGE and picture is None:
        card = card_of(content, template)
    return RemoteMessage(
        remote_key=number,
        thread_keys=(f"buyer:{buyer}",),
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        kind=MessageKind.SYSTEM if system else MessageKind.AGENT if ours else MessageKind.CUSTOMER,
        author=Party("", "AliExpress") if system else Party("", "") if ours else customer,
        customer=customer,
        sent_at=at,
        text=first(content, "txt", "text"),
        files=(picture,) if picture else (),
        cards=(card,) if card else (),
        order_keys=tuple(filter(None, (first(content, "orderId", "order_id"),))),
        item_ref=first(content, "itemId", "item_id"),
        reply_refs={"buyer_id": buyer},
        refs=(number,),
    )


def party(buyer: str, login: str) -> Party:
    """The buyer under the name that orders know him by; under his number where nobody told the name."""
    return Party(login.lower() or buyer, login)


def is_ours(row: Fields) -> bool:
    """Whether the shop wrote it."""
    return count(row, "from_account_type") == SELLER or count(row, "to_account_type") == BUYER


def buyer_of(row: Fields) -> str:
    """The buyer's number, on whichever side he stands."""
    for side in ("from", "to"):
        if count(row, f"{side}_account_type") == BUYER:
            return text(row, f"{side}_account_id")
    return ""


def sent_at(row: Fields) -> datetime | None:
    """When it was written."""
    stamp = count(row, "send_time")
    return datetime.fromtimestamp(stamp / 1000, UTC) if 0 < stamp < LAST else None


def content_of(row: Fields) -> Fields:
    """What a message holds: JSON within JSON. Anything else is taken for plain words."""
    raw = row.get("content")
    if isinstance(raw, dict):
        return raw
    words = text(row, "content")
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        return {"txt": words}
    if isinstance(value, dict):
        return value
    return {"txt": value if isinstance(value, str) else words}


def first(content: Fields, *names: str) -> str:
    """The first of several spellings that says something."""
    return next((found for name in names if (found := text(content, name))), "")


def picture_of(content: Fields) -> RemoteFile | None:
    """A picture, which AliExpress keeps behind an address."""
    url = first(content, "imgUrl", "img_url", "image_url", "url")
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        return None
    return RemoteFile("image.jpg", "image/*", url=url)


def card_of(content: Fields, template: int) -> Card:
    """Everything that is neither words nor a picture; what we have never heard of keeps the platform's number."""
    kind = CARDS.get(template, CardKind.UNKNOWN)
    return Card(
        kind,
        ref=first(content, *REFS),
        title=first(content, "title"),
        detail=first(content, "price", "status", "content", "discount"),
        picture=first(content, "iconUrl", "imgUrl", "img_url"),
        link=first(content, "actionUrl", "action_url"),
        name=f"template {template}" if kind is CardKind.UNKNOWN else "",
    )
