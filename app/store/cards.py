"""What was sent or received beside words, message by message."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.domain.cards import Card, CardKind
from app.domain.values import MessageId
from app.store.ingest import Row
from app.store.reading import ReadConnection
from app.store.rows import add_row
from app.store.schema import card
from app.store.unit_of_work import Work


def card_rows(told: Iterable[tuple[UUID, Sequence[Card]]]) -> Iterator[Row]:
    """The rows of each (message, its cards)."""
    for message, cards in told:
        for position, one in enumerate(cards):
            yield {
                "message_id": message,
                "position": position,
                "kind": one.kind.value,
                "fields": _fields(one),
            }


def add_card(work: Work, message: MessageId, one: Card) -> None:
    """The card of a message of ours."""
    add_row(work, card, message_id=message, position=0, kind=one.kind.value, fields=_fields(one))


def card_of(work: Work, message: UUID) -> Card | None:
    """The card of a message of ours, if it has one."""
    row = work.connection.execute(
        select(card.c.kind, card.c.fields)
        .where(card.c.message_id == message)
        .order_by(card.c.position)
        .limit(1)
    ).first()
    return _card(row.kind, row.fields) if row else None


def read_cards(connection: ReadConnection, messages: Sequence[bytes]) -> dict[bytes, tuple[Card, ...]]:
    """Cards by message, for the timeline."""
    marks = ",".join("?" * len(messages))
    rows = connection.execute(
        f"SELECT message_id, kind, fields FROM card WHERE message_id IN ({marks}) ORDER BY message_id, position",
        list(messages),
    )
    found: dict[bytes, tuple[Card, ...]] = {}
    for message, kind, fields in rows:
        found[message] = (*found.get(message, ()), _card(kind, json.loads(fields)))
    return found


def _fields(one: Card) -> dict[str, str]:
    """Everything but the kind that is not empty."""
    return {name: value for name, value in asdict(one).items() if name != "kind" and value}


def _card(kind: str, fields: dict[str, Any]) -> Card:
    known = {name: str(value) for name, value in fields.items() if name in Card.__dataclass_fields__}
    return Card(CardKind(kind), **known)
