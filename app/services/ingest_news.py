"""What becomes known after the fact: a reply was refused or delivered, a conversation needs no answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.connectors.contract import DeliveryNews, NoResponseNeeded
from app.domain.conversations import ActivityKind, Status
from app.domain.moments import IdSource
from app.domain.outbox import SendState
from app.domain.sla import STOPPED
from app.domain.values import ActivityId, ConversationId, OutboundId, ShopId
from app.services.refusals import reply_refused
from app.store import ingest as rows
from app.store.conversations import change_conversation, clock_columns, load_conversation
from app.store.history import add_activity
from app.store.outbox import find_reply
from app.store.outbox_echoes import PROVES
from app.store.outbox_moves import arrived, refused
from app.store.schema import thread_key
from app.store.unit_of_work import Work


def take_delivery_news(
    work: Work, shop: ShopId, news: Sequence[DeliveryNews], now: datetime, ids: IdSource
) -> None:
    """Each piece of news counts once."""
    marks = {f"news:{one.remote_key}" for one in news if one.remote_key}
    told = set(rows.owners(work.connection, shop, marks))
    for one in news:
        mark = f"news:{one.remote_key}"
        if mark in told:
            continue
        reply = _named(work, shop, one)
        if reply is None:
            continue
        told.add(mark)
        _apply(work, reply, one, now, ids)
        if one.remote_key:
            row = {"shop_id": shop, "key": mark, "conversation_id": reply.conversation_id, "seen_at": now}
            rows.add_missing(work.connection, thread_key, [row])


def _named(work: Work, shop: ShopId, news: DeliveryNews) -> rows.Ours | None:
    """The reply the news speaks of: by our own marker, or by a name the channel gave it."""
    own = [key.partition(":")[2] for key in news.thread_keys if key.startswith("own:")]
    ids = {UUID(hex=key) for key in own if len(key) == 32}
    names = {news.refers_to, f"mid:{news.refers_to}"}
    found = rows.ours_named(work.connection, shop, ids, names)
    if not found:
        known = rows.known_messages(work.connection, shop, names)
        messages = {one.id for one in known.values()}
        talks = {one.conversation_id for one in known.values()}
        found = [one for one in rows.ours_of(work.connection, shop, talks) if one.message_id in messages]
    return found[0] if found else None


def _apply(work: Work, ours: rows.Ours, news: DeliveryNews, now: datetime, ids: IdSource) -> None:
    reply = find_reply(work, ours.id)
    if reply is None:
        return
    if news.delivered:
        if reply.state.value in PROVES:
            arrived(work, reply, reply.state, reply.remote_key or "", news.at or now)
        return
    if reply.state not in (SendState.SENT, SendState.SENDING, SendState.UNKNOWN, SendState.ASK_HUMAN):
        return
    if refused(work, reply, reply.state, news.reason):
        reply_refused(work, OutboundId(reply.id), news.reason, now, ids)


def take_no_response(
    work: Work, shop: ShopId, notes: Sequence[NoResponseNeeded], now: datetime, ids: IdSource
) -> None:
    """The platform itself says that nobody waits; words that came later still want an answer."""
    known = rows.owners(work.connection, shop, {key for one in notes for key in one.thread_keys})
    for one in notes:
        owner = next((known[key].conversation_id for key in one.thread_keys if key in known), None)
        if owner is None:
            continue
        record = load_conversation(work, ConversationId(owner))
        if record.waiting_since is None or record.waiting_since > one.at:
            continue
        status = Status.RESOLVED if record.status is Status.PENDING else record.status
        change_conversation(work, record.id, status=status.value, **clock_columns(STOPPED, status))
        line = ActivityId(ids.new())
        add_activity(work, line, record.id, None, now, ActivityKind.NO_RESPONSE_NEEDED)
