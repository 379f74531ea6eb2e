"""The third door of a channel: what a shop can do about an order, with money or parcels.

Each act is one attempt with the same four outcomes as a reply: done, refused, later, unknown. An unknown act is
looked for before it is tried again, by `find_act`; a channel that cannot look says `UNSURE`, and a person decides.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.connectors.outgoing import FoundSent, OutboundFile
from app.domain.outbox import Receipt
from app.domain.values import Money


class Verb(StrEnum):
    """What can be done about an order."""

    ACKNOWLEDGE = "acknowledge"
    SHIP = "ship"
    CORRECT_TRACKING = "correct_tracking"
    CANCEL = "cancel"
    """we cancel"""
    ACCEPT_CANCELLATION = "accept_cancellation"
    """the customer wants to cancel"""
    REFUSE_CANCELLATION = "refuse_cancellation"
    REFUND = "refund"
    """whole or in part, without a return"""
    ACCEPT_RETURN = "accept_return"
    REFUSE_RETURN = "refuse_return"
    CONFIRM_RECEIPT = "confirm_receipt"
    """what was sent back has arrived"""
    REFUND_RETURN = "refund_return"
    OFFER = "offer"
    """a part of the money, for the customer to accept"""
    ACCEPT_OFFER = "accept_offer"
    """what the customer proposed"""
    DISPUTE = "dispute"
    """the platform shall decide"""
    ACCEPT_DISPUTE = "accept_dispute"
    CONTEST_DISPUTE = "contest_dispute"
    ANSWER_INQUIRY = "answer_inquiry"
    """a parcel that did not arrive: tracking, or money back"""
    REQUEST_REVIEW = "request_review"


@dataclass(frozen=True, slots=True)
class ActLine:
    """A part of an order that an act is about."""

    line_key: str
    quantity: int = 1
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was, or will be, sent."""

    carrier: str
    tracking: str
    shipped_at: datetime
    service: str = ""
    url: str = ""
    key: str = ""
    """the platform's own number of the parcel, where it makes parcels itself"""


@dataclass(frozen=True, slots=True)
class Act:
    """One decision of a person, fixed before it leaves: a second look must mean the same thing."""

    key: str
    """our own id as 32 hex digits; platforms with an idempotency key carry it"""
    verb: Verb
    order_key: str
    decided_at: datetime
    case_key: str = ""
    """number of the return, dispute, inquiry or cancellation"""
    lines: tuple[ActLine, ...] = ()
    """empty: the whole order"""
    amount: Money | None = None
    reason: str = ""
    """one of `reasons()`, in the platform's own spelling"""
    comment: str = ""
    parcel: Parcel | None = None
    files: tuple[OutboundFile, ...] = ()
    choice: str = ""
    """one of several ways the platform offers: an address, a solution, a handover method"""
    ticket: str = ""
    """what the platform called an earlier attempt that it had not decided yet (`Receipt.remote_key`): a look goes by
    it, and nothing is tried again while it is open"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the platform lets one choose from."""

    key: str
    words: str
    needs_comment: bool = False
    needs_picture: bool = False


class AfterSalesDoor(Protocol):
    """A shop's way to act on orders. No command reaches it before the machine that keeps money from moving twice."""

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do."""
        ...

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """The reasons the platform takes for this act, asked of it where it has a call for that. May raise the
        contract's errors."""
        ...

    def act(self, act: Act) -> Receipt:
        """One attempt: fresh connection, no redirects, no retries. Never raises for an outcome."""
        ...

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks whether the act took place. `since` is when it was tried. May raise Unreachable, RateLimited or
        AuthExpired."""
        ...

    def close(self) -> None:
        """Drops the line."""
        ...
