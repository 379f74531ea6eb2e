"""A reply did not reach the customer: its words come back to the agent, and the customer waits again."""

from datetime import datetime

from app.domain.conversations import ActivityKind
from app.domain.drafts import NOTHING, Draft
from app.domain.moments import IdSource
from app.domain.outbox import FORWARD
from app.domain.values import ActivityId, OutboundId
from app.services.clocks import clock_runs_again
from app.store.drafts import find_draft, keep_draft
from app.store.history import add_activity
from app.store.outbound import OutboundRecord, load_outbound
from app.store.unit_of_work import Work


def reply_refused(work: Work, refused: OutboundId, reason: str, now: datetime, ids: IdSource) -> None:
    """After the row was set to `failed`: draft, clocks, a line of history. A draft in progress is left alone."""
    record = load_outbound(work, refused)
    if record.kind != FORWARD:  # nobody waited for it, and its words must never turn up in an answer
        clock_runs_again(work, record)
        _give_back(work, record, now)
    line = ActivityId(ids.new())
    add_activity(work, line, record.conversation_id, None, now, ActivityKind.REFUSED, reason=reason)


def _give_back(work: Work, record: OutboundRecord, now: datetime) -> None:
    if find_draft(work, record.agent_id, record.conversation_id) == NOTHING:
        words = Draft(record.text, cc=record.cc, bcc=record.bcc, form=record.form)
        keep_draft(work, record.agent_id, record.conversation_id, words, record.id, now)
