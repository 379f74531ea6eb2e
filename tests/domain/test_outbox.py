"""The send state machine: every edge that exists, none that does not, and how long an unknown send is left alone."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.domain.outbox import (
    BLOCKS_LATER,
    FINAL,
    FIRST_LOOK,
    MOVES,
    UNSENT,
    Receipt,
    ReceiptKind,
    SendState,
    may_become,
    next_look,
)

T = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
S = SendState
EDGES = {
    (S.QUEUED, S.SENDING), (S.QUEUED, S.CANCELLED), (S.QUEUED, S.NEEDS_REVIEW), (S.QUEUED, S.FAILED),
    (S.SENDING, S.SENT), (S.SENDING, S.FAILED), (S.SENDING, S.QUEUED), (S.SENDING, S.UNKNOWN),
    (S.UNKNOWN, S.SENT), (S.UNKNOWN, S.QUEUED), (S.UNKNOWN, S.ASK_HUMAN),
    (S.ASK_HUMAN, S.SENT), (S.ASK_HUMAN, S.QUEUED), (S.ASK_HUMAN, S.CANCELLED),
    (S.NEEDS_REVIEW, S.QUEUED), (S.NEEDS_REVIEW, S.CANCELLED),
    (S.SENT, S.FAILED), (S.FAILED, S.QUEUED), (S.FAILED, S.CANCELLED),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_only_these_moves_exist(before: SendState, after: SendState) -> None:
    assert may_become(before, after) == ((before, after) in EDGES)


def test_what_was_leaving_is_never_simply_queued_by_a_person_or_cancelled() -> None:
    assert S.CANCELLED not in MOVES[S.SENDING] | MOVES[S.UNKNOWN] | MOVES[S.SENT]
    assert set(S) == FINAL | UNSENT
    assert not FINAL & UNSENT
    assert BLOCKS_LATER < UNSENT


def test_an_unknown_send_is_looked_for_later_and_later() -> None:
    looks = [next_look(T, n, timedelta(seconds=10)) - T for n in range(3)]
    assert looks == [FIRST_LOOK, 2 * FIRST_LOOK, 4 * FIRST_LOOK]
    assert next_look(T, 1, timedelta(minutes=5)) == T + timedelta(minutes=10)


def test_a_receipt_says_what_was_proven() -> None:
    assert Receipt.sent("r1").kind is ReceiptKind.SENT
    assert Receipt.refused("remote:No").reason == "remote:No"
    later = Receipt.later(timedelta(seconds=9), "busy", needs_sign_in=True)
    assert (later.kind, later.retry_after, later.needs_sign_in) == (
        ReceiptKind.LATER,
        timedelta(seconds=9),
        True,
    )
    assert Receipt.unknown("ReadTimeout").evidence == "ReadTimeout"
