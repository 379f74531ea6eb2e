"""The send state machine: a reply leaves once, or a person is asked.

    queued ──claim──► sending ──► sent ◄── found in the conversation
      │  ▲               │  ├──► failed        the platform said no
      │  │               │  ├──► queued        provably not accepted; not before a moment
      │  └─proven absent─┤  └──► unknown ──► ask_human
      ├──► cancelled     (undone before the claim)
      └──► needs_review ──► queued | cancelled

`sending` is stored before the socket opens; whatever is not a proven yes or no becomes `unknown`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class SendState(StrEnum):
    """Where a reply stands between the agent's Ctrl+Enter and the customer."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    ASK_HUMAN = "ask_human"
    NEEDS_REVIEW = "needs_review"
    CANCELLED = "cancelled"


FORWARD = "forward"
"""kind of what is sent on to somebody else: the customer gets nothing and goes on waiting"""

FINAL = frozenset({SendState.SENT, SendState.FAILED, SendState.CANCELLED})
UNSENT = frozenset(set(SendState) - FINAL)
"""counted as 'not yet sent' and shown until a person or the platform ends it"""
BLOCKS_LATER = frozenset({SendState.SENDING, SendState.UNKNOWN, SendState.ASK_HUMAN, SendState.NEEDS_REVIEW})
"""a reply in one of these holds back the later ones of its own conversation"""

MOVES: dict[SendState, frozenset[SendState]] = {
    SendState.QUEUED: frozenset(
        {SendState.SENDING, SendState.CANCELLED, SendState.NEEDS_REVIEW, SendState.FAILED}
    ),
    SendState.SENDING: frozenset({SendState.SENT, SendState.FAILED, SendState.QUEUED, SendState.UNKNOWN}),
    SendState.UNKNOWN: frozenset({SendState.SENT, SendState.QUEUED, SendState.ASK_HUMAN}),
    SendState.ASK_HUMAN: frozenset({SendState.SENT, SendState.QUEUED, SendState.CANCELLED}),
    SendState.NEEDS_REVIEW: frozenset({SendState.QUEUED, SendState.CANCELLED}),
    SendState.SENT: frozenset({SendState.FAILED}),
    SendState.FAILED: frozenset({SendState.QUEUED, SendState.CANCELLED}),
    SendState.CANCELLED: frozenset(),
}
"""`sent` can still fail: a relay's refusal arrives minutes later. `failed` is queued again only by a person, as the
same row."""

FIRST_LOOK = timedelta(seconds=120)
"""the shortest wait before an unknown send is looked for; a channel's manifest may ask for longer"""
MAX_AUTOMATIC_ATTEMPTS = 2


class ReceiptKind(StrEnum):
    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one attempt proved. Anything unproven is UNKNOWN."""

    kind: ReceiptKind
    remote_key: str = ""
    reason: str = ""
    """a key for words.py, or the platform's own sentence behind `remote:`"""
    retry_after: timedelta | None = None
    needs_sign_in: bool = False
    evidence: str = ""
    """status codes and exception names only; no text, no address"""

    @staticmethod
    def sent(remote_key: str = "", evidence: str = "") -> "Receipt":
        return Receipt(ReceiptKind.SENT, remote_key=remote_key, evidence=evidence)

    @staticmethod
    def refused(reason: str, evidence: str = "") -> "Receipt":
        return Receipt(ReceiptKind.REFUSED, reason=reason, evidence=evidence)

    @staticmethod
    def later(
        after: timedelta, reason: str = "", evidence: str = "", *, needs_sign_in: bool = False
    ) -> "Receipt":
        """Provably not accepted: safe to try again after the wait."""
        return Receipt(
            ReceiptKind.LATER,
            reason=reason,
            retry_after=after,
            evidence=evidence,
            needs_sign_in=needs_sign_in,
        )

    @staticmethod
    def unknown(evidence: str, remote_key: str = "") -> "Receipt":
        """`remote_key`: what the platform calls a matter it has taken on and not decided yet."""
        return Receipt(ReceiptKind.UNKNOWN, remote_key=remote_key, evidence=evidence)


def may_become(before: SendState, after: SendState) -> bool:
    """Whether the machine has an edge from `before` to `after`."""
    return after in MOVES[before]


def next_look(since: datetime, looks: int, first_look: timedelta) -> datetime:
    """When an unknown send is looked for: at the grace, then at twice, then four times the grace."""
    return since + max(first_look, FIRST_LOOK) * (1 << looks)
