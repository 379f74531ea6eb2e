"""When a reply whose fate is open may be sent again by itself, and when a person is asked."""

from enum import StrEnum
from typing import Protocol

from app.connectors.contract import Found
from app.domain.outbox import MAX_AUTOMATIC_ATTEMPTS

LAST_LOOK = 3
ABSENT_LOOKS = 2


class Verdict(StrEnum):
    """What becomes of a reply whose fate is open."""

    LOOK = "look"
    RETRY = "retry"
    ASK = "ask"


class Policy(Protocol):
    """Decides when a reply may be sent again by itself."""

    def after_unknown(self, attempts: int) -> Verdict:
        """An attempt ended without proof."""
        ...

    def after_look(self, found: Found, attempts: int, looks: int) -> Verdict:
        """`looks` looks were taken, the last one showed `found` (never YES)."""
        ...


class Prudent:
    """Never again before absence was proven twice, never more than two attempts, else a person decides."""

    def after_unknown(self, attempts: int) -> Verdict:
        return Verdict.LOOK

    def after_look(self, found: Found, attempts: int, looks: int) -> Verdict:
        if found is Found.NO and looks >= ABSENT_LOOKS:
            return Verdict.RETRY if attempts < MAX_AUTOMATIC_ATTEMPTS else Verdict.ASK
        return Verdict.ASK if looks >= LAST_LOOK else Verdict.LOOK
