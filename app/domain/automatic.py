"""What may be answered by a machine where: each platform's rule, dated, with the reason in words."""

from dataclasses import dataclass
from enum import StrEnum


class Occasion(StrEnum):
    """Why a message would leave without a person."""

    KEYWORD_REPLY = "keyword_reply"
    FAQ_ANSWER = "faq_answer"
    OUT_OF_HOURS = "out_of_hours"
    ORDER_NOTE = "order_note"
    SHIPPING_NOTE = "shipping_note"
    DELIVERY_NOTE = "delivery_note"
    FEEDBACK_REQUEST = "feedback_request"
    FOLLOW_UP = "follow_up"


class Permission(StrEnum):
    """What the platform says to it."""

    ALLOWED = "allowed"
    BY_PLATFORM = "by_platform"
    """it does this itself; a second message would annoy"""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class AutomationRule:
    """One cell of the table: channel and occasion."""

    permission: Permission
    source: str
    """where it is written, and how sure that is"""
    as_of: str
    """when it was read: `2026-11`"""


AutomationTable = dict[Occasion, AutomationRule]


def everywhere(permission: Permission, source: str, as_of: str, **but: AutomationRule) -> AutomationTable:
    """The same rule for every occasion, except those named by their value."""
    rule = AutomationRule(permission, source, as_of)
    return {occasion: but.get(occasion.value, rule) for occasion in Occasion}
