"""Everything a person (or the clock) can ask the program to change: small frozen values that travel as JSON.

A command names its ids itself, so that it means the same on every machine. `base_…` is what the person saw.
The handler of `Name` is found in `app/services/handlers.py`.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.cards import Card
from app.domain.conversations import CloseReason, Status
from app.domain.team import Role
from app.domain.values import (
    ActivityId,
    AgentId,
    AttachmentId,
    CommandId,
    ConversationId,
    CustomerId,
    MessageId,
    NoteId,
    OrderId,
    OutboundId,
    ShopId,
    TemplateId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What all commands carry."""

    id: CommandId
    agent: AgentId
    version: int = 1


# --- replying -------------------------------------------------------------------------------------------------------


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
    files: tuple[AttachmentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardMessage(Command):
    """Sends a mail on to somebody else; it stops no clock."""

    conversation: ConversationId
    outbound: OutboundId
    message: MessageId
    forwarded: MessageId
    to: tuple[str, ...]
    text: str


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


# --- the conversation -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Command):
    """Writes something that only agents see."""

    conversation: ConversationId
    note: NoteId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteNote(Command):
    """Takes a note away."""

    conversation: ConversationId
    note: NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Command):
    """Gives conversations to somebody, or to nobody."""

    conversations: tuple[ConversationId, ...]
    assignee: AgentId | None
    activities: tuple[ActivityId, ...]
    base_assignees: tuple[AgentId | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatus(Command):
    """Says whose turn it is."""

    conversations: tuple[ConversationId, ...]
    status: Status
    activities: tuple[ActivityId, ...]
    base_last_messages: tuple[MessageId | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(Command):
    """Puts conversations aside until a moment; a new customer message wakes them earlier."""

    conversations: tuple[ConversationId, ...]
    until: datetime
    activities: tuple[ActivityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeSnoozed(Command):
    """The clock: everything whose moment has come returns to the list."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWithoutReply(Command):
    """Ends a conversation that needs no answer, saying why."""

    conversations: tuple[ConversationId, ...]
    reason: CloseReason
    activities: tuple[ActivityId, ...]
    base_last_messages: tuple[MessageId | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTag(Command):
    """Puts a tag on conversations."""

    conversations: tuple[ConversationId, ...]
    tag: str
    activities: tuple[ActivityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTag(Command):
    """Takes a tag off conversations."""

    conversations: tuple[ConversationId, ...]
    tag: str
    activities: tuple[ActivityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConversations(Command):
    """Moves everything of `merged` into `into`; both must be on one shop with one customer."""

    into: ConversationId
    merged: ConversationId
    activity: ActivityId


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitConversation(Command):
    """Gives some messages a conversation of their own."""

    conversation: ConversationId
    messages: tuple[MessageId, ...]
    new_conversation: ConversationId
    activity: ActivityId


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMessage(Command):
    """Puts a misfiled message where it belongs."""

    message: MessageId
    to: ConversationId
    activity: ActivityId


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachOrder(Command):
    """Says that an order belongs to a conversation."""

    conversation: ConversationId
    order: OrderId
    activity: ActivityId


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachOrder(Command):
    """Says that an order does not belong to it after all."""

    conversation: ConversationId
    order: OrderId
    activity: ActivityId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCustomerNote(Command):
    """Keeps what agents should know about a customer."""

    customer: CustomerId
    text: str
    vip: bool


# --- what is only this desk's ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(Command):
    """Read marks belong to one agent on one desk; they are local."""

    conversations: tuple[ConversationId, ...]
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft(Command):
    """Saves unsent words; empty text removes the draft."""

    conversation: ConversationId
    text: str
    files: tuple[AttachmentId, ...] = ()
    as_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFile(Command):
    """Registers bytes already in the blob store as a file that a draft may carry."""

    attachment: AttachmentId
    conversation: ConversationId
    name: str
    content_type: str
    size: int
    blob_key: str


# --- templates, agents, shops ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplate(Command):
    """Creates a template or changes it."""

    template: TemplateId
    title: str
    body: str
    language: str = ""
    channel: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTemplate(Command):
    """Removes a template."""

    template: TemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAgent(Command):
    """Adds a person of this profile or changes one."""

    subject: AgentId
    name: str
    role: Role
    active: bool = True
    pin_hash: str | None = None
    """None leaves the PIN as it is; '' removes it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetShopState(Command):
    """Pauses or resumes a shop."""

    shop: ShopId
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveShop(Command):
    """Takes a shop away, with or without what it brought."""

    shop: ShopId
    with_data: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditShop(Command):
    """Renames a shop or changes its colour and settings."""

    shop: ShopId
    title: str
    settings: dict[str, str]
    colour: int | None = None
    """index of the stripe colour; None: stays as it is"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountImported(Command):
    """Starts the clocks of customers who wrote before the shops were connected and still wait."""

    shops: tuple[ShopId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Runs the inverse that the handler of an earlier command left behind."""

    undone: CommandId
