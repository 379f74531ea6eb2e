"""What a person may do with a reply that has not arrived: take back, reword, release, decide, send again."""

from datetime import datetime
from uuid import UUID

from app.domain.commands import (
    CancelReply,
    Command,
    EditQueuedReply,
    ReleaseReply,
    RetryFailed,
    SettleUnknown,
)
from app.domain.conversations import Status
from app.domain.drafts import Draft
from app.domain.errors import Problem
from app.domain.outbox import FORWARD, SendState
from app.domain.outcome import Notice
from app.domain.shops import Shop
from app.domain.sla import STOPPED
from app.domain.values import AttachmentId, CommandId, OutboundId
from app.services.clocks import clock_runs_again
from app.services.handling import Handled, derived
from app.services.wording import check_room, check_words
from app.store.cards import card_of
from app.store.conversations import (
    change_conversation,
    clock_columns,
    load_conversation,
    news_since,
    refresh_newest,
)
from app.store.drafts import find_draft, keep_draft
from app.store.messages import bind_files, change_own_text, remove_message
from app.store.outbound import (
    OutboundRecord,
    clocks_as_json,
    forms_under_way,
    load_outbound,
    move_outbound,
    words,
)
from app.store.shops import load_shop
from app.store.unit_of_work import Work

TAKEN_BACK_FROM = (SendState.QUEUED, SendState.NEEDS_REVIEW, SendState.FAILED)


def taking_back(command: Command, outbound: OutboundId, *more: OutboundId) -> CancelReply:
    """The inverse of queueing."""
    undo = CommandId(derived(command.id, b"undo"))
    return CancelReply(id=undo, agent=command.agent, outbound=outbound, more=more)


def cancel_reply(work: Work, command: CancelReply, now: datetime) -> Handled:
    """Takes a reply back before it leaves, or gives up a refused one: its words return to the draft."""
    for outbound in (*reversed(command.more), command.outbound):
        record = load_outbound(work, outbound)
        move_outbound(work, record, TAKEN_BACK_FROM, SendState.CANCELLED, reason="", undo_until=None)
        _back_to_draft(work, command, record, now)
        if record.state is SendState.QUEUED and record.kind != FORWARD:
            clock_runs_again(work, record)
    return Handled()


def _back_to_draft(work: Work, command: Command, record: OutboundRecord, now: datetime) -> None:
    """Everything that would have left lies in the reply's box again, before what was begun there meanwhile."""
    files = tuple(AttachmentId(UUID(hex=file)) for file in record.files)
    if record.kind != FORWARD:  # its files never left the message they came with
        bind_files(work, files, record.conversation_id, None)
    card = card_of(work, record.message_id)
    remove_message(work, record.message_id)
    refresh_newest(work, record.conversation_id)
    if record.kind == FORWARD:
        return  # words meant for a colleague must never turn up in the answer to a customer
    returned = Draft(record.text, files, record.cc, record.bcc, record.form, card)
    begun = find_draft(work, record.agent_id, record.conversation_id)
    keep_draft(work, record.agent_id, record.conversation_id, begun.behind(returned), command.id, now)


def edit_queued_reply(work: Work, command: EditQueuedReply, now: datetime) -> Handled:
    """New words for a reply that waits."""
    record = load_outbound(work, command.outbound)
    _check_new_words(work, record, load_shop(work, record.shop_id), command.text)
    waiting = (SendState.QUEUED, SendState.NEEDS_REVIEW)
    move_outbound(work, record, waiting, record.state, **words(command.text))
    _reworded(work, record, command.text)
    inverse = EditQueuedReply(
        id=CommandId(derived(command.id, b"undo")),
        agent=command.agent,
        outbound=command.outbound,
        text=record.text,
    )
    return Handled(inverse)


def _check_new_words(work: Work, record: OutboundRecord, shop: Shop, text: str) -> None:
    """What a person makes of a reply must be able to leave; a message that the platform words gets none of ours. What
    a forward quotes may hold blanks, and a card needs no words."""
    if record.kind == FORWARD:
        check_room(work, shop, text, record.files)
        return
    check_words(work, shop, text, record.files, card_of(work, record.message_id), record.form)
    if record.form and not record.text.strip() and text.strip():
        raise Problem("form_has_no_words")


def _reworded(work: Work, record: OutboundRecord, text: str) -> None:
    if text != record.text:
        change_own_text(work, record.message_id, text)
        refresh_newest(work, record.conversation_id)


def release_reply(work: Work, command: ReleaseReply, now: datetime) -> Handled:
    """Sends a held reply after all; held again where yet another message came in between."""
    record = load_outbound(work, command.outbound)
    shop = load_shop(work, record.shop_id)
    _check_new_words(work, record, shop, command.text)
    talk = load_conversation(work, record.conversation_id)
    if news_since(work, talk, command.base_last_message, record.agent_id):
        raise Problem("new_message")
    move_outbound(
        work, record, (SendState.NEEDS_REVIEW,), SendState.QUEUED, reason="", undo_until=now + shop.undo,
        base_last_message_id=command.base_last_message,
        clock_before=clocks_as_json(talk.clocks, talk.status.value), **words(command.text),
    )  # fmt: skip
    _reworded(work, record, command.text)
    _answered(work, record)
    return Handled()


def settle_unknown(work: Work, command: SettleUnknown, now: datetime) -> Handled:
    """A person decides what nobody could prove."""
    record = load_outbound(work, command.outbound)
    asked = (SendState.ASK_HUMAN,)
    if command.decision == "arrived":
        move_outbound(work, record, asked, SendState.SENT, reason="", sent_at=now, next_look=None)
    elif command.decision == "send_again":
        move_outbound(work, record, asked, SendState.QUEUED, reason="", not_before=None, next_look=None, looks=0,
                      unknown_since=None)  # fmt: skip
    elif command.decision == "discard":
        move_outbound(work, record, asked, SendState.CANCELLED, reason="", next_look=None)
        _back_to_draft(work, command, record, now)
        if record.kind != FORWARD:
            clock_runs_again(work, record)
    else:
        raise Problem("decision_unknown", decision=command.decision)
    return Handled()


def retry_failed(work: Work, command: RetryFailed, now: datetime) -> Handled:
    """Sends a refused reply again, as the same row."""
    record = load_outbound(work, command.outbound)
    shop = load_shop(work, record.shop_id)
    _check_new_words(work, record, shop, command.text)
    if record.form in forms_under_way(work, record.shop_id, record.order_key):
        raise Problem("form_under_way")
    talk = load_conversation(work, record.conversation_id)
    move_outbound(
        work, record, (SendState.FAILED,), SendState.QUEUED, reason="", not_before=None, remote_key=None, sent_at=None,
        undo_until=now + shop.undo, base_last_message_id=talk.last_message_id,
        clock_before=clocks_as_json(talk.clocks, talk.status.value), **words(command.text),
    )  # fmt: skip
    _reworded(work, record, command.text)
    _answered(work, record)
    return Handled(None, (Notice("queued_again"),))


def _answered(work: Work, record: OutboundRecord) -> None:
    """Nobody waits any more: the answer is on its way."""
    if record.kind == FORWARD:
        return
    status = Status.RESOLVED if record.resolve else Status.WAITING
    change_conversation(
        work,
        record.conversation_id,
        status=status.value,
        snoozed_until=None,
        **clock_columns(STOPPED, status),
    )
