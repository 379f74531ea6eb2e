"""Writing to customers: a reply, and a mail sent on to somebody else."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.canonical import canonical
from app.domain.cards import Card
from app.domain.commands import ForwardMessage, QueueReply
from app.domain.contact import SAID_ENOUGH
from app.domain.conversations import ActivityKind, Status
from app.domain.customers import Party
from app.domain.errors import Problem
from app.domain.outbox import FORWARD, SendState
from app.domain.outcome import Notice
from app.domain.shops import Shop, ShopState
from app.domain.sla import STOPPED
from app.domain.values import ActivityId, AttachmentId, MessageId, OutboundId
from app.services.drafts import spend_draft
from app.services.handling import Handled, derived
from app.services.outbox_commands import taking_back
from app.services.wording import check_filled, check_room, check_words
from app.store.cards import add_card
from app.store.conversations import (
    ConversationRecord,
    change_conversation,
    clock_columns,
    load_conversation,
    news_since,
    refresh_newest,
)
from app.store.customers import party_of
from app.store.files import load_file
from app.store.history import add_activity, add_thread_key, own_key, strongest_key
from app.store.messages import (
    OwnMessage,
    add_own_message,
    bind_files,
    load_message,
    newest_customer_message_at,
    said_into_silence,
)
from app.store.outbound import (
    NewOutbound,
    clocks_as_json,
    forms_under_way,
    put_outbound,
    same_form_since,
    same_text_since,
)
from app.store.rows import find_row
from app.store.schema import outbound
from app.store.shops import load_shop
from app.store.templates import count_use
from app.store.unit_of_work import Work

REPEAT = timedelta(minutes=10)


def queue_reply(work: Work, command: QueueReply, now: datetime) -> Handled:
    """Accepts a reply. It is held for review where something arrived that the agent had not seen."""
    record = load_conversation(work, command.conversation)
    shop = load_shop(work, record.shop_id)
    check_words(work, shop, command.text, command.files, command.card, command.form)
    _check_copies(work, shop, (*command.cc, *command.bcc))
    _check_open(work, shop, record, now)
    _check_repeats(work, record, command, now)
    stale = news_since(work, record, command.base_last_message, command.agent) > 0
    again = find_row(work, outbound, {"id": command.outbound}) is not None
    to = party_of(work, shop.id, record.customer_id, record.reply_refs.get("to", ""))
    key = strongest_key(work, record.id)
    parts = parts_of(command, one_part=work.channels(shop.channel).one_part)
    for part in parts:
        store_reply(work, _outbound(record, part, to, key, now, shop.undo, stale), record.language, part.card)
    if command.template is not None and not again:
        count_use(work, command.template)
    if not stale:
        answer_given(work, record, resolve=command.resolve)
    spend_draft(work, command, record.id, now)
    notices = (Notice("held_for_review"),) if stale else ()
    return Handled(taking_back(command, *(part.outbound for part in parts)), notices)


def parts_of(command: QueueReply, *, one_part: bool) -> list[QueueReply]:
    """The messages in which a reply leaves: one, or, where a message is one thing only, words, files and card in turn.

    Each has ids that follow from the command, so that they are the same on every machine.
    """
    things = [bool(command.text.strip()), *command.files, command.card is not None]
    if not one_part or sum(map(bool, things)) < 2:
        return [command]
    bare = replace(command, text="", files=(), card=None, resolve=False, template=None)
    parts = [replace(bare, text=command.text)] if command.text.strip() else []
    parts += [replace(bare, files=(file,)) for file in command.files]
    parts += [replace(bare, card=command.card)] if command.card else []
    named = [parts[0]] + [_named(part, n) for n, part in enumerate(parts[1:], start=1)]
    return [*named[:-1], replace(named[-1], resolve=command.resolve)]


def _named(part: QueueReply, n: int) -> QueueReply:
    purpose = b"part %d" % n
    return replace(
        part,
        outbound=OutboundId(derived(part.outbound, purpose)),
        message=MessageId(derived(part.message, purpose)),
    )


def _outbound(
    record: ConversationRecord,
    command: QueueReply,
    to: Party,
    key: str,
    now: datetime,
    undo: timedelta,
    stale: bool,
) -> NewOutbound:
    return NewOutbound(
        id=command.outbound, conversation_id=record.id, shop_id=record.shop_id, message_id=command.message,
        agent_id=command.agent, kind="reply", base_last_message_id=command.base_last_message,
        recipient_key=to.key, recipient_name=to.name, thread_key=key, subject=record.subject, text=command.text,
        reply_refs=record.reply_refs, files=[file.hex for file in command.files], cc=list(command.cc),
        bcc=list(command.bcc), order_key=record.order_key, item_ref=record.item_ref,
        form=command.form, resolve=command.resolve,
        state=SendState.NEEDS_REVIEW if stale else SendState.QUEUED, reason="new_message" if stale else "",
        queued_at=now, undo_until=None if stale else now + undo,
        clock_before=clocks_as_json(record.clocks, record.status.value),
    )  # fmt: skip


def store_reply(work: Work, new: NewOutbound, language: str = "", card: Card | None = None) -> None:
    """The message the timeline shows, the row that leaves, the name by which an answer finds back."""
    put_outbound(work, new)
    own = OwnMessage(
        new.message_id,
        new.conversation_id,
        new.shop_id,
        new.agent_id,
        new.queued_at,
        new.text,
        new.subject,
        language,
    )
    add_own_message(work, own)
    if card is not None:
        add_card(work, new.message_id, card)
    if new.kind != FORWARD:  # its files stay with the message they came with
        files = [AttachmentId(UUID(hex=file)) for file in new.files]
        bind_files(work, files, new.conversation_id, new.message_id)
    add_thread_key(work, new.shop_id, own_key(new.id), new.conversation_id, new.queued_at)
    refresh_newest(work, new.conversation_id)


def answer_given(work: Work, record: ConversationRecord, *, resolve: bool) -> None:
    """Our answer is on its way: nobody waits any more."""
    status = Status.RESOLVED if resolve else Status.WAITING
    change_conversation(
        work, record.id, status=status.value, snoozed_until=None, **clock_columns(STOPPED, status)
    )


# --- what may leave -------------------------------------------------------------------------------------------------


def _check_copies(work: Work, shop: Shop, copies: tuple[str, ...]) -> None:
    if copies and not work.channels(shop.channel).can_copy:
        raise Problem("no_copies_here")


def _check_repeats(work: Work, record: ConversationRecord, command: QueueReply, now: datetime) -> None:
    """The same words, or one of the platform's own messages, twice within minutes are mostly a slip; while nobody
    knows what became of the first, there is no second."""
    if command.form and command.form in forms_under_way(work, record.shop_id, record.order_key):
        raise Problem("form_under_way")
    if command.repeat_confirmed:
        return
    words = canonical(command.text)
    if words and same_text_since(work, record.id, command.text, now - REPEAT):
        raise Problem("same_text_recently")
    if command.form and not words and same_form_since(work, record.id, command.form, now - REPEAT):
        raise Problem("same_text_recently")


def _check_open(work: Work, shop: Shop, record: ConversationRecord, now: datetime) -> None:
    if shop.state is ShopState.REMOVED:
        raise Problem("shop_removed")
    if record.can_reply:
        raise Problem("cannot_reply", reason=record.can_reply)
    window = work.channels(shop.channel).reply_window
    wrote = newest_customer_message_at(work, record.id) if window else None
    if window and (wrote is None or wrote + window < now):
        raise Problem("reply_window_closed")
    silence = work.channels(shop.channel).silence
    if silence and said_into_silence(work, record.id, silence) >= silence.most:
        raise Problem(SAID_ENOUGH)


# --- sending on -----------------------------------------------------------------------------------------------------


def forward_message(work: Work, command: ForwardMessage, now: datetime) -> Handled:
    """Sends a message on to somebody else. The customer still waits."""
    record = load_conversation(work, command.conversation)
    shop = load_shop(work, record.shop_id)
    _check_copies(work, shop, command.to or ("",))
    if not command.to:
        raise Problem("recipient_missing")
    again = find_row(work, outbound, {"id": command.outbound}) is not None
    text = _sent_on(work, command)
    check_room(work, shop, text, command.files)
    new = NewOutbound(
        id=command.outbound, conversation_id=record.id, shop_id=record.shop_id, message_id=command.message,
        agent_id=command.agent, kind=FORWARD, base_last_message_id=record.last_message_id,
        recipient_key=command.to[0], recipient_name="", thread_key="", subject=f"Fwd: {record.subject}", text=text,
        reply_refs={"to": command.to[0]}, files=[file.hex for file in command.files], cc=list(command.to[1:]),
        bcc=[], order_key="", item_ref="",
        form="", resolve=False, state=SendState.QUEUED, reason="", queued_at=now, undo_until=now + shop.undo,
        clock_before=clocks_as_json(record.clocks, record.status.value),
    )  # fmt: skip
    store_reply(work, new)
    if not again:
        line = ActivityId(derived(command.id, b"forwarded", now))
        add_activity(work, line, record.id, command.agent, now, ActivityKind.FORWARDED)
    return Handled(taking_back(command, command.outbound))


def _sent_on(work: Work, command: ForwardMessage) -> str:
    """The agent's own words, then the original under its heading, whatever blanks that may quote."""
    check_filled(command.text)
    original = load_message(work, command.forwarded)
    if any(load_file(work, file).message != command.forwarded for file in command.files):
        raise Problem("file_gone")
    quoted = "\n\n".join(part for part in (command.heading, original["text"]) if part)
    if not (command.text.strip() or original["text"].strip() or command.files):
        raise Problem("text_empty")
    return f"{command.text}\n\n{quoted}".strip()
