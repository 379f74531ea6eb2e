"""Which reply of ours a message is that nothing names: only its words can say, and they never say too much."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from app.connectors.contract import RemoteMessage
from app.store.ingest import Ours

CLOCKS_DIFFER = timedelta(minutes=5)


def said_in(
    message: RemoteMessage, words: str, replies: Sequence[Ours], alike: Callable[[], int]
) -> Ours | None:
    """The reply of one conversation with these words that `message` is; None where nobody can say.

    A reply that has surely arrived comes first: its echo must exist. Of those that may have arrived or not, one alone
    is it; where there are several, only as many messages (`alike`, in this page) prove that all of them arrived.
    """
    same = [
        reply
        for reply in replies
        if reply.text_hash == words and _may_be(reply) and message.sent_at >= reply.queued_at - CLOCKS_DIFFER
    ]
    arrived = [reply for reply in same if reply.state == "sent"]
    if arrived:
        return arrived[0]
    return same[0] if len(same) == 1 or (same and alike() >= len(same)) else None


def _may_be(reply: Ours) -> bool:
    """A reply that was never tried cannot have arrived; one whose echo is known is not another's."""
    if reply.echoed or reply.state == "failed":
        return False
    if reply.state == "sent":
        return reply.remote_key is None
    return reply.state in ("sending", "unknown", "ask_human") or reply.attempts > 0
