"""Conversations and their messages: who wrote, what state the matter is in, which moves are legal."""

from enum import StrEnum


class Status(StrEnum):
    """Whose turn it is."""

    PENDING = "pending"
    """待处理: we owe work"""
    WAITING = "waiting"
    """等待客户: the customer's turn"""
    SNOOZED = "snoozed"
    """稍后: comes back by itself"""
    TRANSFERRED = "transferred"
    """已转交: another desk owns it"""
    RESOLVED = "resolved"
    """已处理"""


OPEN_STATUSES = frozenset({Status.PENDING, Status.WAITING, Status.SNOOZED, Status.TRANSFERRED})

LEGAL_MOVES: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.WAITING, Status.SNOOZED, Status.TRANSFERRED, Status.RESOLVED}),
    Status.WAITING: frozenset({Status.PENDING, Status.SNOOZED, Status.TRANSFERRED, Status.RESOLVED}),
    Status.SNOOZED: frozenset({Status.PENDING, Status.WAITING, Status.TRANSFERRED, Status.RESOLVED}),
    Status.TRANSFERRED: frozenset({Status.PENDING, Status.WAITING, Status.SNOOZED, Status.RESOLVED}),
    Status.RESOLVED: frozenset({Status.PENDING}),
}
"""A resolved conversation is reopened first; every other move is free, and standing still is never a move."""


def may_move(before: Status, after: Status) -> bool:
    """Whether an agent may set `after` where `before` stands."""
    return after in LEGAL_MOVES[before]


class Direction(StrEnum):
    """Which way a message went."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class MessageKind(StrEnum):
    """What a message is; only CUSTOMER starts a clock."""

    CUSTOMER = "customer"
    AGENT = "agent"
    """written by one of us, here or elsewhere"""
    SYSTEM = "system"
    """a notice of the platform"""
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"


class CloseReason(StrEnum):
    """Why a conversation was closed without a reply."""

    THANKS = "thanks"
    NO_ANSWER_NEEDED = "no_answer_needed"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    NOTICE = "notice"


class ActivityKind(StrEnum):
    """What a line of history says happened."""

    ASSIGNED = "assigned"
    STATUS = "status"
    SNOOZED = "snoozed"
    WOKE = "woke"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    CLOSED = "closed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    ORDER_ATTACHED = "order_attached"
    ORDER_DETACHED = "order_detached"
    REFUSED = "refused"
    NO_RESPONSE_NEEDED = "no_response_needed"
    FORWARDED = "forwarded"
