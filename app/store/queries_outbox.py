"""Questions of the outbox page: what has not left yet, everything that leaves with it, and what holds it."""

import json
from uuid import UUID

from app.domain.outbox import BLOCKS_LATER, FORWARD, SendState
from app.domain.readmodels import AttachmentRow, OutboxRow
from app.domain.shops import ShopState
from app.domain.values import ConversationId, OutboundId
from app.store.inbox_rows import moment
from app.store.micros import from_micros
from app.store.queries_cards import read_cards
from app.store.queries_files import files_by_id
from app.store.reading import Cells, ReadConnection

_ROWS = """
    SELECT o.id, o.conversation_id, s.channel, s.title, o.recipient_name, o.text, o.state, o.reason, o.queued_at,
      o.undo_until, o.not_before, o.attempts, o.next_look, c.due, o.turn, k.name, o.base_last_message_id, o.kind,
      o.recipient_key, o.cc, o.bcc, o.form, o.files, o.message_id, s.state
    FROM outbound o INDEXED BY outbound_listed JOIN shop s ON s.id = o.shop_id
    JOIN conversation c ON c.id = o.conversation_id JOIN customer k ON k.id = c.customer_id
    WHERE o.state NOT IN ('sent', 'cancelled') ORDER BY o.queued_at, o.id"""


def read_outbox(connection: ReadConnection) -> tuple[OutboxRow, ...]:
    """Everything not yet sent, and what was refused, oldest first."""
    rows = connection.execute(_ROWS).fetchall()
    blockers, cards = _blockers(rows), read_cards(connection, [row[23] for row in rows])
    made = []
    for row in rows:
        held = row[6] == SendState.NEEDS_REVIEW.value
        news, news_from = _news(connection, row[1], row[16]) if held else ("", "")
        blocker = blockers.get(row[0])
        made.append(
            OutboxRow(
                id=OutboundId(UUID(bytes=row[0])), conversation=ConversationId(UUID(bytes=row[1])), channel=row[2],
                shop_title=row[3], customer_name=_to(row), text=row[5], state=SendState(row[6]), reason=row[7],
                queued_at=from_micros(row[8]), undo_until=moment(row[9]), not_before=moment(row[10]),
                attempts=row[11], next_look=moment(row[12]), due=moment(row[13]),
                blocked_by=OutboundId(UUID(bytes=blocker)) if blocker else None, news=news, news_from=news_from,
                forwarded=row[17] == FORWARD, cc=() if row[17] == FORWARD else tuple(json.loads(row[19])),
                bcc=tuple(json.loads(row[20])), form=row[21], files=_files(connection, row),
                card=next(iter(cards.get(row[23], ())), None), paused=row[24] == ShopState.PAUSED.value,
            )
        )  # fmt: skip
    return tuple(made)


def _to(row: Cells) -> str:
    """The customer; of a forward everybody who gets it, since the customer does not."""
    if row[17] == FORWARD:
        return ", ".join([row[18], *json.loads(row[19])])
    return str(row[4] or row[15])


def _files(connection: ReadConnection, row: Cells) -> tuple[AttachmentRow, ...]:
    ids = [bytes.fromhex(one) for one in json.loads(row[22])]
    return files_by_id(connection, ids) if ids else ()


def _blockers(rows: list[Cells]) -> dict[bytes, bytes]:
    """For each reply the earlier one of its conversation that must be settled first."""
    blocked: dict[bytes, bytes] = {}
    first: dict[bytes, bytes] = {}
    for row in sorted(rows, key=lambda row: int(row[14])):
        if row[1] in first:
            blocked[row[0]] = first[row[1]]
        elif SendState(row[6]) in BLOCKS_LATER:
            first[row[1]] = row[0]
    return blocked


def _news(connection: ReadConnection, owner: bytes, base: bytes | None) -> tuple[str, str]:
    """The newest message that the writer of a held reply had not seen."""
    row = connection.execute(
        """SELECT m.text, m.author FROM message m LEFT JOIN outbound o ON o.message_id = m.id
           WHERE m.conversation_id = ? AND o.id IS NULL
             AND m.n > COALESCE((SELECT b.n FROM message b WHERE b.id = ?), 0)
           ORDER BY m.n DESC LIMIT 1""",
        (owner, base),
    ).fetchone()
    return (row[0], row[1]) if row else ("", "")
