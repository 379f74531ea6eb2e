"""Small values used everywhere: ids, money, message numbers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NewType
from uuid import UUID

AgentId = NewType("AgentId", UUID)
ShopId = NewType("ShopId", UUID)
LoginId = NewType("LoginId", UUID)
CustomerId = NewType("CustomerId", UUID)
ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
NoteId = NewType("NoteId", UUID)
OrderId = NewType("OrderId", UUID)
OutboundId = NewType("OutboundId", UUID)
TemplateId = NewType("TemplateId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
ActivityId = NewType("ActivityId", UUID)
CommandId = NewType("CommandId", UUID)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's smallest unit (cents, yen); never a float."""

    minor: int
    currency: str


def uuid7(at: datetime, random_bytes: bytes) -> UUID:
    """A time-ordered id (RFC 9562, version 7) from a moment and 10 random bytes."""
    milliseconds = (at - EPOCH) // MILLISECOND
    number = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(random_bytes[:10], "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)


def message_number(sent_at: datetime, message_id: UUID) -> int:
    """Row number in time order: milliseconds since 1970 in the high bits, 20 bits of the id below.

    Two messages can want the same number; the store then takes the next free one.
    """
    return max((sent_at - EPOCH) // MILLISECOND, 0) << 20 | message_id.int & (1 << 20) - 1


def number_at(moment: datetime) -> int:
    """The smallest message number a message sent at `moment` can have: a bound for searches by time."""
    return max((moment - EPOCH) // MILLISECOND, 0) << 20
