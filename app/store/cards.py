"""What was sent or received beside words, message by message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import select

from app.domain.cards import Card
from app.domain.values import MessageId
from app.store.ingest import Row
from app.store.queries_cards import card_from
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
    return card_from(row.kind, row.fields) if row else None


def card_as_json(one: Card | None) -> dict[str, object]:
    """A card on its way into a column of its own; {} for none."""
    return {} if one is None else {"kind": one.kind.value, "fields": _fields(one)}


def _fields(one: Card) -> dict[str, str]:
    """Everything but the kind that is not empty."""
    return {name: value for name, value in asdict(one).items() if name != "kind" and value}
