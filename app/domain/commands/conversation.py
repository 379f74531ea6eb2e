"""What is done with a conversation: who has it, where it stands, what belongs to it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.commands.base import Command
from app.domain.conversations import CloseReason, Status
from app.domain.values import (
    ActivityId,
    AgentId,
    ConversationId,
    CustomerId,
    MessageId,
    NoteId,
    OrderId,
    ShopId,
)


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
class NoteNoResponse(Command):
    """The platform was told, on its own page, that a conversation needs no answer."""

    conversation: ConversationId
    activity: ActivityId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountImported(Command):
    """Starts the clocks of customers who wrote before the shops were connected and still wait."""

    shops: tuple[ShopId, ...]
