"""A reply on its way: queued, changed, taken back, decided."""

from dataclasses import dataclass

from app.domain.cards import Card
from app.domain.commands.base import Command
from app.domain.files import NewFile
from app.domain.values import AttachmentId, ConversationId, MessageId, OrderId, OutboundId, ShopId, TemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueReply(Command):
    """Puts a reply into the outbox. The recipient is bound to the conversation, never typed."""

    conversation: ConversationId
    outbound: OutboundId
    message: MessageId
    text: str
    base_last_message: MessageId | None
    files: tuple[AttachmentId, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    resolve: bool = False
    template: TemplateId | None = None
    card: Card | None = None
    """an item or an order to show; where a message is one thing only, it leaves after the words"""
    form: str = ""
    """the platform's own kind of message, '' for plain words"""
    repeat_confirmed: bool = False
    """the agent has seen that the same text went out within ten minutes and wants it again"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartConversation(Command):
    """Writes first, about an order."""

    conversation: ConversationId
    outbound: OutboundId
    message: MessageId
    shop: ShopId
    order: OrderId
    subject: str
    text: str
    files: tuple[NewFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardMessage(Command):
    """Sends a mail on to somebody else; it stops no clock."""

    conversation: ConversationId
    outbound: OutboundId
    message: MessageId
    forwarded: MessageId
    to: tuple[str, ...]
    text: str
    heading: str = ""
    """who wrote the original, when and about what, as it stands above it"""
    files: tuple[AttachmentId, ...] = ()
    """those of the original's files that travel along; they go on belonging to it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReply(Command):
    """Takes a reply back before it leaves; its text returns to the draft."""

    outbound: OutboundId
    more: tuple[OutboundId, ...] = ()
    """the other messages in which the same reply leaves"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditQueuedReply(Command):
    """Changes the words of a reply that has not left."""

    outbound: OutboundId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReply(Command):
    """Sends a held reply after all, as seen with `base_last_message` standing last."""

    outbound: OutboundId
    text: str
    base_last_message: MessageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleUnknown(Command):
    """A person decides about a send whose outcome nobody could prove."""

    outbound: OutboundId
    decision: str
    """arrived | send_again | discard"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryFailed(Command):
    """Sends a refused reply again, as the same row."""

    outbound: OutboundId
    text: str
