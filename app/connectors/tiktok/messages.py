"""TikTok's messages in our words (customer service interface 202309)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from app.connectors.contract import RemoteFile, RemoteMessage, Unreadable
from app.connectors.items import unreadable_message
from app.connectors.reading import Fields, kept_whole, rows, sub, text
from app.connectors.tiktok.cards import card_of, file_of
from app.domain.cards import CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party

BUYER = "BUYER"
CLOSED = "tiktok_window_closed"
"""why nobody may write: no conversation in 30 days, no order in 60, no return"""
NOTICES = frozenset({"ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"})
"""types that the platform writes, whoever they are ascribed to"""
ARRIVALS = frozenset({"BUYER_ENTER_FROM_PRODUCT", "BUYER_ENTER_FROM_ORDER"})
"""what the customer looked at before writing: no message that wants an answer"""
KINDS = {
    BUYER: MessageKind.CUSTOMER,
    "SHOP": MessageKind.AGENT,
    "CUSTOMER_SERVICE": MessageKind.AGENT,
    "ROBOT": MessageKind.AUTO_REPLY,
    "SYSTEM": MessageKind.SYSTEM,
}


def seconds(value: Fields, name: str) -> datetime | None:
    """A moment in seconds since 1970, as number or text; None where it is none."""
    raw = text(value, name)
    if not raw.isascii() or not raw.isdigit() or len(raw) > 10 or not int(raw):
        return None
    return datetime.fromtimestamp(int(raw), UTC)


def latest(talk: Fields) -> Fields:
    """The newest message of a listed conversation, visible or not."""
    return sub(talk, "latest_message")


def place_of(row: Fields) -> int:
    """Where a message stands in its conversation: newer ones have larger numbers."""
    raw = text(row, "index")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 40 else 0


def contents(row: Fields) -> Fields:
    """What a message holds: a JSON object in a text; words that are none count as words."""
    raw = text(row, "content")
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {"content": raw}
    return value if isinstance(value, dict) else {"content": raw}


def buyer_of(talk: Fields) -> Fields:
    """The customer among those who take part; only here stands the number by which orders know him."""
    return next((one for one in rows(talk, "participants") if text(one, "role") == BUYER), {})


def message_of(row: Fields, talk: Fields, tips: str = "") -> RemoteMessage | Unreadable | None:
    """One message; None where TikTok wants it hidden, Unreadable where its number or date is missing."""
    if row.get("is_visible") is False:
        return None
    number, at, conversation = text(row, "id"), seconds(row, "create_time"), text(talk, "id")
    if not number or at is None or not conversation:
        return unreadable_message(conversation, text(row, "id"), kept_whole(row))
    shape, inner, sender = text(row, "type"), contents(row), sub(row, "sender")
    buyer = buyer_of(talk)
    customer = Party(text(buyer, "user_id") or text(buyer, "im_user_id"), text(buyer, "nickname"))
    kind = kind_of(shape, text(sender, "role"))
    ours = kind in (MessageKind.AGENT, MessageKind.AUTO_REPLY)
    name = text(sender, "nickname")
    author = customer if text(sender, "role") == BUYER else Party(text(sender, "im_user_id"), name)
    card = card_of(shape, inner, tips)
    order = text(inner, "order_id")
    return RemoteMessage(
        remote_key=number,
        thread_keys=(f"conv:{conversation}",),
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        kind=kind,
        author=author,
        customer=customer,
        sent_at=at,
        text=text(inner, "content"),
        files=files_of(shape, inner),
        order_keys=(order,) if order else (),
        item_ref=text(inner, "product_id"),
        reply_refs=refs_of(talk, customer),
        refs=(number,),
        cards=(card,) if card is not None else (),
        low_confidence=card is not None and card.kind is CardKind.UNKNOWN,
    )


def kind_of(shape: str, role: str) -> MessageKind:
    """Who really speaks. A role nobody knows counts as the customer: better answered once too often."""
    if shape in NOTICES or shape in ARRIVALS:
        return MessageKind.SYSTEM
    return KINDS.get(role, MessageKind.CUSTOMER)


def files_of(shape: str, inner: Fields) -> tuple[RemoteFile, ...]:
    """A picture or a film, which TikTok keeps behind an address, films only for a while."""
    file = file_of(shape, inner)
    return (file,) if file is not None else ()


def refs_of(talk: Fields, customer: Party) -> Mapping[str, str]:
    """What a reply must carry."""
    refs = {
        "conversation_id": text(talk, "id"),
        "buyer_user_id": customer.key,
        "buyer_platform": text(buyer_of(talk), "buyer_platform"),
        "no_reply": CLOSED if talk.get("can_send_message") is False else "",
    }
    return {name: value for name, value in refs.items() if value}
