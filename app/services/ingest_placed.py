"""A message in its conversation: what the conversation learns from it, and the rows it leaves in the store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.connectors.contract import RemoteMessage
from app.domain.conversations import Direction, MessageKind, Status
from app.domain.files import is_dangerous
from app.domain.moments import IdSource
from app.domain.previews import preview_of
from app.domain.values import ShopId
from app.services.ingest_clock import Spoken
from app.store.ingest import Row
from app.store.search_index import Document
from app.store.standing import Standing

OPEN_HISTORY = timedelta(days=7)
"""an imported conversation is still somebody's turn if its last word is younger than this"""


NO_REPLY = "no_reply"
"""in what a reply must carry: why there can be none"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message and whether it is history: imported ones start no clock, no notification and no unread mark."""

    message: RemoteMessage
    imported: bool


@dataclass(slots=True)
class Placed:
    """A message with its conversation, on its way into the store."""

    id: UUID
    arrival: Arrival
    standing: Standing
    n: int = 0

    @property
    def is_news(self) -> bool:
        """Whether an agent should look: a customer's own new words."""
        message = self.arrival.message
        spoken = message.direction is Direction.INBOUND and message.kind is MessageKind.CUSTOMER
        return spoken and not self.arrival.imported


def first_status(arrival: Arrival) -> Status:
    """Where a conversation begins; the clock and history have the next word."""
    if arrival.imported:
        return Status.RESOLVED
    return Status.PENDING if arrival.message.direction is Direction.INBOUND else Status.WAITING


def tell(placed: Placed, now: datetime, usual: UUID | None) -> None:
    """What a conversation's row says about its newest message."""
    message, standing = placed.arrival.message, placed.standing
    standing.message_count += 1
    standing.country = standing.country or message.country
    standing.language = standing.language or message.language
    standing.subject = standing.subject or message.subject
    standing.item_ref = standing.item_ref or message.item_ref
    if not standing.order_key and message.order_keys:
        standing.order_key = message.order_keys[0]
    if placed.is_news:
        standing.news_n = max(standing.news_n, placed.n)
    if placed.n <= standing.last_n:
        return
    _way_back(standing, message.reply_refs)
    standing.last_n, standing.last_at = placed.n, message.sent_at
    standing.last_direction, standing.last_message_id = message.direction.value, placed.id
    standing.preview = preview_of(message.text, message.quoted_from) or _first_thing(message)
    history = placed.arrival.imported and (_is_said(message) or standing.message_count == 1)
    if history and standing.news_n == 0 and standing.assignee_id in (None, usual):
        standing.status = _history_status(message, now).value
    elif standing.fresh and _answers_by_itself(message):
        standing.status = Status.RESOLVED.value


def _way_back(standing: Standing, refs: Mapping[str, str]) -> None:
    """How a conversation is answered, or why it cannot be. A notice that only says that it takes no answer changes
    nothing for a customer who does."""
    why = refs.get(NO_REPLY, "")
    if not refs or (why and len(refs) == 1 and standing.reply_refs and not standing.can_reply):
        return
    standing.reply_refs, standing.can_reply = dict(refs), why


def _answers_by_itself(message: RemoteMessage) -> bool:
    """A customer's absence note needs no answer; a robot's answer under the shop's name leaves his question open."""
    return message.kind is MessageKind.AUTO_REPLY and message.direction is Direction.INBOUND


def _is_said(message: RemoteMessage) -> bool:
    """Whether a person spoke; notices that follow a question leave it open."""
    return message.kind in (MessageKind.CUSTOMER, MessageKind.AGENT)


def _history_status(message: RemoteMessage, now: datetime) -> Status:
    if not _is_said(message) or message.sent_at < now - OPEN_HISTORY:
        return Status.RESOLVED
    return Status.PENDING if message.direction is Direction.INBOUND else Status.WAITING


def _first_thing(message: RemoteMessage) -> str:
    """What the list shows of a message without words."""
    file = next((file.name for file in message.files if not file.inline), "")
    return file or next(
        (words for card in message.cards if (words := card.title or card.ref or card.name)), ""
    )


def spoken(placed: Placed) -> Spoken:
    """What the clocks hear of the message."""
    message = placed.arrival.message
    reply = message.direction is Direction.OUTBOUND and message.kind is MessageKind.AGENT
    return Spoken(placed.standing, placed.n, message.sent_at, customer=placed.is_news, reply=reply)


def document(placed: Placed) -> Document:
    """What the search finds the message by."""
    message = placed.arrival.message
    names = (file.name for file in message.files if not file.inline)
    shown = (f"{card.title} {card.ref}" for card in message.cards)
    text = "\n".join(
        (message.subject, message.text[: message.quoted_from], *names, *shown, *message.order_keys)
    )
    return Document(
        placed.n,
        f"{message.customer.name} {message.customer.key}",
        text,
        message.language,
        bool(message.files),
    )


def message_row(placed: Placed, shop: ShopId, now: datetime) -> Row:
    """The message itself as the store keeps it."""
    message = placed.arrival.message
    return {
        "n": placed.n,
        "id": placed.id,
        "conversation_id": placed.standing.id,
        "shop_id": shop,
        "remote_key": message.remote_key,
        "direction": message.direction.value,
        "kind": message.kind.value,
        "author": message.author.name or message.author.key,
        "agent_id": None,
        "sent_at": message.sent_at,
        "stored_at": now,
        "subject": message.subject,
        "text": message.text,
        "quoted_from": message.quoted_from,
        "language": message.language,
        "imported": placed.arrival.imported,
        "low_confidence": message.low_confidence,
        "raw_key": message.raw_key,
        "reply_refs": dict(message.reply_refs),
    }


def file_rows(ids: IdSource, told: Iterable[tuple[UUID, UUID, RemoteMessage]]) -> Iterator[Row]:
    """What hangs on each (conversation, message, what was said); the bytes come when somebody asks."""
    for conversation, message, said in told:
        for position, file in enumerate(said.files):
            yield {
                "id": ids.new(),
                "conversation_id": conversation,
                "message_id": message,
                "position": position,
                "name": file.name,
                "content_type": file.content_type,
                "size": file.size,
                "inline": file.inline,
                "content_id": file.content_id,
                "blob_key": "",
                "url": file.url,
                "mail_part": file.mail_part,
                "dangerous": is_dangerous(file.name),
            }
