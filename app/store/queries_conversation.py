"""Questions of the middle pane: one conversation, its newest messages, notes and history in one stream."""

import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from app.domain.cards import Card
from app.domain.channel_facts import ChannelFacts, Channels
from app.domain.contact import SAID_ENOUGH
from app.domain.conversations import ActivityKind, Direction, MessageKind
from app.domain.drafts import DraftKind
from app.domain.outbox import FORWARD, SendState
from app.domain.readmodels import (
    ActivityItem,
    AttachmentRow,
    ConversationView,
    KeptDraft,
    MailboxMark,
    MessageItem,
    NoteItem,
    TimelineItem,
)
from app.domain.shops import ShopState
from app.domain.values import (
    MICROSECOND,
    AgentId,
    ConversationId,
    CustomerId,
    MessageId,
    NoteId,
    OutboundId,
)
from app.store.inbox_rows import moment, rows_of
from app.store.micros import from_micros
from app.store.queries_cards import read_cards
from app.store.queries_drafts import read_drafts
from app.store.queries_files import files_beside, files_by_id
from app.store.reading import Cells, ReadConnection

Zones = Callable[[str, str], str]
"""IANA zone of a customer from (country, region), '' where it cannot be told"""


def read_conversation(
    connection: ReadConnection,
    wanted: ConversationId,
    agent: AgentId,
    newest: int,
    channels: Channels,
    zones: Zones,
) -> ConversationView | None:
    """The middle pane; a conversation that was merged shows where it went."""
    found = connection.execute(
        "SELECT COALESCE(merged_into, id), customer_id, subject, can_reply, reply_refs FROM conversation WHERE id = ?",
        (wanted.bytes,),
    ).fetchone()
    if found is None:
        return None
    if found[0] != wanted.bytes:
        target = ConversationId(UUID(bytes=found[0]))
        return read_conversation(connection, target, agent, newest, channels, zones)
    (row,) = rows_of(connection, (wanted,), agent)
    facts = channels(row.channel)
    items, earlier = timeline(connection, wanted.bytes, newest)
    drafts, shop = read_drafts(connection, wanted.bytes, agent), _shop_state(connection, wanted.bytes)
    region, page = _newest_order(connection, wanted.bytes)
    return ConversationView(
        row=row, customer=CustomerId(UUID(bytes=found[1])), subject=found[2], items=items, earlier=earlier,
        participants=_participants(items),
        reply_limit=facts.reply_limit, reply_unit=facts.reply_unit, can_copy=facts.can_copy,
        can_attach=facts.can_attach, sends_cards=facts.sends_cards,
        cannot_reply=_cannot_reply(connection, wanted.bytes, facts, found[3], shop),
        paused=shop == ShopState.PAUSED, shut_at=_shut_at(connection, wanted.bytes, facts),
        timezone=zones(row.country, region), manners=facts.manners, page=page,
        reply_draft=drafts.get(DraftKind.REPLY, KeptDraft()), note_draft=drafts.get(DraftKind.NOTE, KeptDraft()),
        no_response=str(json.loads(found[4]).get("no_response_url", "")),
    )  # fmt: skip


def _shop_state(connection: ReadConnection, owner: bytes) -> str:
    row = connection.execute(
        "SELECT s.state FROM conversation c JOIN shop s ON s.id = c.shop_id WHERE c.id = ?", (owner,)
    ).fetchone()
    return str(row[0]) if row else ""


def _cannot_reply(
    connection: ReadConnection, owner: bytes, facts: ChannelFacts, reason: str, shop: str
) -> str:
    """Why nothing can be sent here, as far as no clock has to be asked."""
    if shop == ShopState.REMOVED:
        return "shop_removed"
    return reason or _said_enough(connection, owner, facts)


def _last_words(connection: ReadConnection, owner: bytes) -> int | None:
    """When the customer last wrote, in microseconds."""
    row = connection.execute(
        "SELECT sent_at FROM message WHERE conversation_id = ? AND kind = 'customer' ORDER BY n DESC LIMIT 1",
        (owner,),
    ).fetchone()
    return row[0] if row else None


def _said_enough(connection: ReadConnection, owner: bytes, facts: ChannelFacts) -> str:
    """Whether somebody who is silent was told all that the platform allows."""
    silence = facts.silence
    wrote = _last_words(connection, owner) if silence is not None else None
    if silence is None or wrote is None:
        return ""
    (said,) = connection.execute(
        """SELECT count(*) FROM message m WHERE m.conversation_id = ? AND m.kind = 'agent' AND m.sent_at > ?
           AND NOT EXISTS (SELECT 1 FROM outbound o
             WHERE o.message_id = m.id AND o.state IN ('failed', 'cancelled'))""",
        (owner, wrote + silence.after // MICROSECOND),
    ).fetchone()
    return SAID_ENOUGH if said >= silence.most else ""


def _shut_at(connection: ReadConnection, owner: bytes, facts: ChannelFacts) -> datetime | None:
    """When the platform's time to answer is over; None: never, or nobody knows since when it runs."""
    wrote = _last_words(connection, owner) if facts.reply_window is not None else None
    return from_micros(wrote) + facts.reply_window if wrote is not None and facts.reply_window else None


def _newest_order(connection: ReadConnection, owner: bytes) -> tuple[str, str]:
    """Where it goes, and its own page at the platform."""
    row = connection.execute(
        """SELECT o.recipient, o.url FROM conversation_order l JOIN orders o ON o.id = l.order_id
           WHERE l.conversation_id = ? ORDER BY o.placed_at DESC LIMIT 1""",
        (owner,),
    ).fetchone()
    return (str(json.loads(row[0]).get("region", "")), row[1]) if row else ("", "")


def _participants(items: tuple[TimelineItem, ...]) -> tuple[str, ...]:
    names = (item.author for item in items if isinstance(item, MessageItem))
    return tuple(dict.fromkeys(name for name in names if name))


# --- the stream -----------------------------------------------------------------------------------------------------


def timeline(connection: ReadConnection, owner: bytes, newest: int) -> tuple[tuple[TimelineItem, ...], bool]:
    """The newest items, oldest of them first, and whether there are earlier ones."""
    items = _messages(connection, owner, newest + 1) + _notes(connection, owner, newest + 1)
    items += _activities(connection, owner, newest + 1)
    items.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in items[-newest:]), len(items) > newest


Placed = tuple[tuple[int, int], TimelineItem]
"""((microseconds, number), item): the place in the stream"""


def _messages(connection: ReadConnection, owner: bytes, limit: int) -> list[Placed]:
    rows = connection.execute(
        """SELECT m.n, m.id, m.direction, m.kind, m.author, a.name, m.sent_at, m.subject, m.text, m.quoted_from,
             m.language, m.raw_key <> '', m.low_confidence, m.imported, o.state, o.id, o.undo_until, o.reason,
             o.next_look, o.cc, o.bcc, m.reply_refs, o.recipient_key, o.kind,
             (SELECT min(p.gone_at IS NOT NULL) FROM mail_place p
              WHERE p.shop_id = m.shop_id AND p.remote_key = m.remote_key),
             m.direction = 'inbound' AND EXISTS (SELECT 1 FROM mail_place p
              WHERE p.shop_id = m.shop_id AND p.remote_key = m.remote_key AND p.answered)
              AND NOT EXISTS (SELECT 1 FROM message r
              LEFT JOIN outbound q ON q.message_id = r.id
              WHERE r.conversation_id = m.conversation_id AND r.n > m.n AND r.direction = 'outbound'
                AND COALESCE(q.kind, '') <> 'forward'),
             o.form, o.files
           FROM message m INDEXED BY message_conversation LEFT JOIN agent a ON a.id = m.agent_id
           LEFT JOIN outbound o ON o.message_id = m.id
           WHERE m.conversation_id = ? ORDER BY m.n DESC LIMIT ?""",
        (owner, limit),
    ).fetchall()
    ids = [row[1] for row in rows]
    files, cards = files_beside(connection, ids) | _sent_on(connection, rows), read_cards(connection, ids)
    return [((row[6], row[0]), _message(row, files.get(row[1], ()), cards.get(row[1], ()))) for row in rows]


def _message(row: Cells, files: tuple[AttachmentRow, ...], cards: tuple[Card, ...]) -> MessageItem:
    return MessageItem(
        id=MessageId(UUID(bytes=row[1])), n=row[0], direction=Direction(row[2]), kind=MessageKind(row[3]),
        author=row[4], agent_name=row[5] or "", sent_at=from_micros(row[6]), subject=row[7], text=row[8],
        quoted_from=row[9], language=row[10], attachments=files, send_state=SendState(row[14]) if row[14] else None,
        outbound=OutboundId(UUID(bytes=row[15])) if row[15] else None, undo_until=moment(row[16]),
        send_reason=row[17] or "", next_look=moment(row[18]), has_raw=bool(row[11]), low_confidence=bool(row[12]),
        imported=bool(row[13]), recipients=_recipients(row), mailbox=_mailbox_mark(row), cards=cards,
        form=row[26] or "",
    )  # fmt: skip


def _mailbox_mark(row: Cells) -> MailboxMark:
    """That somebody answered is worth more than that the mail went."""
    if row[25]:
        return MailboxMark.ANSWERED
    return MailboxMark.GONE if row[24] else MailboxMark.NONE


def _recipients(row: Cells) -> str:
    """Who else reads it: Cc and Bcc of what we wrote, Cc of what we got, everybody of a forward."""
    if row[15] is None:
        return ", ".join(json.loads(row[21]).get("cc", "").split())
    to = [row[22]] if row[23] == FORWARD else []
    return ", ".join([*to, *json.loads(row[19]), *json.loads(row[20])])


def _notes(connection: ReadConnection, owner: bytes, limit: int) -> list[Placed]:
    rows = connection.execute(
        """SELECT t.n, t.id, t.at, a.name, t.text FROM note t LEFT JOIN agent a ON a.id = t.agent_id
           WHERE t.conversation_id = ? ORDER BY t.n DESC LIMIT ?""",
        (owner, limit),
    )
    return [
        ((at, n), NoteItem(NoteId(UUID(bytes=raw)), from_micros(at), name or "", text))
        for n, raw, at, name, text in rows
    ]


def _activities(connection: ReadConnection, owner: bytes, limit: int) -> list[Placed]:
    rows = connection.execute(
        """SELECT v.at, a.name, v.kind, v.detail, v.id FROM activity v LEFT JOIN agent a ON a.id = v.agent_id
           WHERE v.conversation_id = ? ORDER BY v.at DESC, v.id DESC LIMIT ?""",
        (owner, limit),
    )
    return [
        ((at, 1 << 63), ActivityItem(from_micros(at), name or "", ActivityKind(kind), json.loads(detail)))
        for at, name, kind, detail, _ in rows
    ]


def _sent_on(connection: ReadConnection, rows: list[Cells]) -> dict[bytes, tuple[AttachmentRow, ...]]:
    """The files that travelled with forwards; they belong to the messages they came with."""
    named = {row[1]: json.loads(row[27]) for row in rows if row[23] == FORWARD}
    return {
        message: files_by_id(connection, [bytes.fromhex(one) for one in ids])
        for message, ids in named.items()
        if ids
    }
