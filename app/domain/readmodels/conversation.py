"""A conversation as it is read: messages, notes and what was done, in one stream."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cards import Card, CardKind
from app.domain.contact import WINDOW_CLOSED
from app.domain.conversations import ActivityKind, Direction, MessageKind
from app.domain.drafts import NOTHING, Draft
from app.domain.outbox import SendState
from app.domain.readmodels.lists import InboxRow
from app.domain.values import AttachmentId, CustomerId, MessageId, NoteId, OutboundId


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file beside a message."""

    id: AttachmentId
    name: str
    content_type: str
    size: int
    inline: bool
    content_id: str
    blob_key: str
    """'' while the bytes are still with the channel"""
    dangerous: bool


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Unsent words as the store holds them."""

    words: Draft = NOTHING
    files: tuple[AttachmentRow, ...] = ()
    """the files that the words name"""
    saved_by: UUID | None = None
    """the command that kept them last; None where nothing is kept"""


class MailboxMark(StrEnum):
    """What the server says of a mail that is here."""

    NONE = ""
    GONE = "gone"
    """deleted there, or moved to a folder that is not read"""
    ANSWERED = "answered"
    """somebody answered, in another program, and no answer of ours is known"""


@dataclass(frozen=True, slots=True)
class MessageItem:
    """One message of the timeline."""

    id: MessageId
    n: int
    direction: Direction
    kind: MessageKind
    author: str
    agent_name: str
    sent_at: datetime
    subject: str
    text: str
    quoted_from: int | None
    language: str
    attachments: tuple[AttachmentRow, ...]
    send_state: SendState | None
    outbound: OutboundId | None
    undo_until: datetime | None
    send_reason: str
    next_look: datetime | None
    has_raw: bool
    low_confidence: bool
    imported: bool
    recipients: str = ""
    """Cc and Bcc of a mail, ready to show"""
    mailbox: MailboxMark = MailboxMark.NONE
    cards: tuple[Card, ...] = ()
    form: str = ""
    """the platform's own kind of message, '' for plain words"""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """One note of the timeline; never sent to anybody."""

    id: NoteId
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """One line of history."""

    at: datetime
    who: str
    kind: ActivityKind
    detail: dict[str, str]


TimelineItem = MessageItem | NoteItem | ActivityItem


@dataclass(frozen=True, slots=True)
class ConversationView:
    """Everything the middle pane shows, newest last. `earlier` says that older items can be asked for."""

    row: InboxRow
    customer: CustomerId
    subject: str
    items: tuple[TimelineItem, ...]
    earlier: bool
    participants: tuple[str, ...]
    reply_limit: int | None
    """longest reply, counted in `reply_unit`; None when the channel has no limit"""
    can_copy: bool
    """Cc, Bcc and forward are possible"""
    can_attach: bool
    cannot_reply: str
    """key of the reason why nothing can be sent here, or ''"""
    timezone: str
    """IANA zone of the customer, or ''"""
    manners: tuple[str, ...] = ()
    """keys of what the platform asks of a reply, the gist first"""
    sends_cards: frozenset[CardKind] = frozenset()
    """what can be shown here beside words"""
    reply_unit: str = "code_points"
    page: str = ""
    """the platform's own page of the newest order, or ''"""
    shut_at: datetime | None = None
    """when the platform's time to answer is over; None: never"""
    paused: bool = False
    """the shop rests: a reply waits in the outbox until somebody resumes it"""
    reply_draft: KeptDraft = KeptDraft()
    note_draft: KeptDraft = KeptDraft()
    no_response: str = ""
    """the platform's page on which it is told that no answer is needed, or ''"""

    def as_of(self, now: datetime) -> "ConversationView":
        """The same, shut where its time is over by now."""
        if self.cannot_reply or self.shut_at is None or now <= self.shut_at:
            return self
        return replace(self, cannot_reply=WINDOW_CLOSED)
