"""Shopee's chat messages in our words: words, pictures, and cards for everything else."""

from datetime import UTC, datetime

from app.connectors.contract import DeliveryNews, RemoteFile, RemoteMessage, Unreadable
from app.connectors.items import unreadable_message
from app.connectors.reading import Fields, kept_whole, sub, text, whole
from app.connectors.shopee.hosts import picture_url
from app.domain.cards import Card, CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party

NO_SENDING = frozenset({"TW"})
"""regions where Shopee takes no messages from programs"""
AFFILIATE = 11
"""`business_type` of talk with promoters, who are no customers"""
WORDS = "text"
NOTICE = "notification"
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
Heard = RemoteMessage | DeliveryNews | Unreadable


def moment(value: Fields, name: str) -> datetime | None:
    """A moment in seconds since 1970; None where there is none."""
    seconds = whole(value, name)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < LATEST else None


def nano(value: Fields, name: str) -> int:
    """A moment in nanoseconds, written as number or text."""
    raw = text(value, name)
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 20 else 0


def at_nano(nanos: int) -> datetime | None:
    """Nanoseconds as a moment; None where that is none."""
    seconds = nanos / 10**9
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < LATEST else None


def items_of(row: Fields, talk: Fields, shop: str, region: str) -> list[Heard]:
    """One message, and what became of it where it was ours and was stopped."""
    message = message_of(row, talk, shop, region)
    if not isinstance(message, RemoteMessage) or message.direction is Direction.INBOUND:
        return [message]
    if text(row, "status").lower() != "blocked":
        return [message]
    key = message.remote_key
    return [message, DeliveryNews(key, False, "shopee_blocked", message.sent_at, remote_key=f"blocked:{key}")]


def message_of(row: Fields, talk: Fields, shop: str, region: str) -> RemoteMessage | Unreadable:
    """One message; Unreadable where its number, date or conversation is missing."""
    number, at = text(row, "message_id"), moment(row, "created_timestamp")
    place = text(talk, "conversation_id") or text(row, "conversation_id")
    if not number or at is None or not place:
        return unreadable_message(place, text(row, "message_id"), kept_whole(row))
    ours = text(row, "from_shop_id") == shop
    other = text(talk, "to_id") or text(row, "to_id" if ours else "from_id")
    customer = Party(other, text(talk, "to_name") or other)
    kind = kind_of(row, ours=ours)
    content, source = sub(row, "content"), sub(row, "source_content")
    where = text(row, "region").upper() or region
    item, order = text(source, "item_id"), text(source, "order_sn") or text(content, "order_sn")
    return RemoteMessage(
        remote_key=number,
        thread_keys=(f"conv:{place}",),
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        kind=kind,
        author=Party(shop, "") if ours else customer,
        customer=customer,
        sent_at=at,
        text=text(content, "text"),
        files=files_of(row, where),
        order_keys=(order,) if order else (),
        item_ref=next((one for one in (text(content, "item_id"), item) if one not in ("", "0")), ""),
        country=region,
        reply_refs=refs_of(place, other, row, where),
        refs=(number,),
        cards=cards_of(row, where),
    )


def refs_of(place: str, other: str, row: Fields, region: str) -> dict[str, str]:
    """What a reply needs: the buyer's number, since Shopee addresses the buyer and not the conversation."""
    refs = {"conversation_id": place, "to_id": other}
    if whole(row, "business_type") == AFFILIATE:
        refs["business_type"] = str(AFFILIATE)
    if region in NO_SENDING:
        refs["no_reply"] = "shopee_region_cannot_send"
    return refs


def kind_of(row: Fields, *, ours: bool) -> MessageKind:
    """Only what a customer's own hand wrote starts a clock, and only what a person wrote stops one."""
    if text(row, "message_type") == NOTICE or (not ours and whole(row, "business_type") == AFFILIATE):
        return MessageKind.SYSTEM
    if text(row, "status").lower() == "auto_reply":
        return MessageKind.AUTO_REPLY
    return MessageKind.AGENT if ours else MessageKind.CUSTOMER


def files_of(row: Fields, region: str) -> tuple[RemoteFile, ...]:
    """A picture lies behind an address, or is named by the bare number of its file."""
    if text(row, "message_type") != "image":
        return ()
    url = picture_url(text(sub(row, "content"), "url"), region)
    return (RemoteFile("photo.jpg", "image/jpeg", url=url),) if url else ()


def cards_of(row: Fields, region: str) -> tuple[Card, ...]:
    """What was sent beside words. A type nobody told us of keeps the platform's own name."""
    name, content = text(row, "message_type"), sub(row, "content")
    picture = picture_url(text(content, "thumb_url"), region)
    if name == "item":
        return (Card(CardKind.ITEM, text(content, "item_id")),)
    if name == "order":
        return (Card(CardKind.ORDER, text(content, "order_sn")),)
    if name == "sticker":
        ref = f"{text(content, 'sticker_package_id')}/{text(content, 'sticker_id')}"
        return (Card(CardKind.STICKER, ref.strip("/")),)
    if name == "video":
        length = whole(content, "duration_seconds")
        link = picture_url(text(content, "video_url"), region)
        detail = f"{length} s" if length else ""
        return (Card(CardKind.VIDEO, text(content, "vid"), detail=detail, picture=picture, link=link),)
    if name in (WORDS, NOTICE) and text(content, "text"):
        return ()
    if name == "image" and files_of(row, region):
        return ()
    return (Card(CardKind.UNKNOWN, name=name or "?"),)
