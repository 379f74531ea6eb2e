"""When an answer does not arrive after all, the customer waits again, from when he waited before."""

from app.domain.conversations import Status
from app.domain.sla import Clocks, restored
from app.store.conversations import change_conversation, clock_columns, load_conversation
from app.store.outbound import OutboundRecord, clocks_from_json
from app.store.unit_of_work import Work


def clock_runs_again(work: Work, reply: OutboundRecord) -> None:
    """Sets clocks and status as they stood before `reply`, unless the conversation has moved on by itself."""
    record = load_conversation(work, reply.conversation_id)
    before = clocks_from_json(reply.clock_before)
    status = _status_after(record.status, reply, before)
    clocks = restored(record.clocks, before)
    change_conversation(work, record.id, status=status.value, **clock_columns(clocks, status))


def _status_after(now: Status, reply: OutboundRecord, before: Clocks) -> Status:
    set_by_reply = Status.RESOLVED if reply.resolve else Status.WAITING
    if now is not set_by_reply:
        return now
    was = Status(reply.clock_before.get("status", Status.PENDING))
    return Status.PENDING if was is Status.SNOOZED or before.waiting_since is not None else was
