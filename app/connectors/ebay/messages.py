"""eBay's messages in our words (Message API v1)."""

import hashlib
import json
import mimetypes
from collections.abc import Sequence
from datetime import datetime

from app.connectors.contract import RemoteFile, RemoteMessage, Unreadable
from app.connectors.paging import moment
from app.connectors.reading import Fields, rows, text
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party

MEMBERS, SYSTEM = "FROM_MEMBERS", "FROM_EBAY"
ANY_PICTURE = "image/*"
TYPES = {"IMAGE": ANY_PICTURE, "PDF": "application/pdf", "DOC": "application/msword", "TXT": "text/plain"}


def latest_at(conversation: Fields) -> datetime | None:
    """When the newest message of a listed conversation was written."""
    latest = conversation.get("latestMessage")
    return moment(latest.get("createdDate")) if isinstance(latest, dict) else None


def latest_id(conversation: Fields) -> str:
    """The id of the newest message of a listed conversation."""
    latest = conversation.get("latestMessage")
    return text(latest, "messageId") if isinstance(latest, dict) else ""


def message_of(row: Fields, conversation: Fields, me: Sequence[str]) -> RemoteMessage | Unreadable:
    """One message; Unreadable where its number, date or conversation is missing."""
    number, at = text(row, "messageId"), moment(row.get("createdDate"))
    talk = text(conversation, "conversationId")
    if not number or at is None or not talk:
        return unreadable(row, talk)
    sender, recipient = text(row, "senderUsername"), text(row, "recipientUsername")
    system = text(conversation, "conversationType") == SYSTEM
    ours = not system and sender.lower() in me
    other = recipient if ours else sender
    customer = Party(other.lower(), other)
    listing = text(conversation, "referenceId") if text(conversation, "referenceType") == "LISTING" else ""
    refs = {"conversation_id": talk, "other_party": other, "item": listing}
    if system:
        refs["no_reply"] = "ebay_system_message"
    return RemoteMessage(
        remote_key=number,
        thread_keys=(f"conv:{talk}",),
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        kind=MessageKind.SYSTEM if system else MessageKind.AGENT if ours else MessageKind.CUSTOMER,
        author=Party(sender.lower(), sender),
        customer=customer,
        sent_at=at,
        text=text(row, "messageBody"),
        subject=text(row, "subject"),
        files=tuple(file for media in rows(row, "messageMedia") if (file := file_of(media)) is not None),
        item_ref=listing,
        reply_refs={name: value for name, value in refs.items() if value},
        refs=(number,),
    )


def file_of(media: Fields) -> RemoteFile | None:
    """An attachment, which eBay keeps behind an address."""
    url = text(media, "mediaUrl")
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        return None
    kind = TYPES.get(text(media, "mediaType"), "application/octet-stream")
    name = text(media, "mediaName") or "file"
    return RemoteFile(name, picture_kind(name, url) if kind == ANY_PICTURE else kind, url=url)


def picture_kind(name: str, url: str) -> str:
    """What sort of picture it is, which eBay does not say: by the ending of its address or name, or any sort."""
    for place in (url.partition("?")[0], name):
        guess = mimetypes.guess_type(place)[0] or ""
        if guess.startswith("image/"):
            return guess
    return ANY_PICTURE


def unreadable(row: Fields, talk: str) -> Unreadable:
    """A row without what every message has, kept as it came."""
    content = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    name = text(row, "messageId") or hashlib.sha256(content).hexdigest()[:32]
    return Unreadable(f"{talk}/{name}", "message_incomplete", content)
