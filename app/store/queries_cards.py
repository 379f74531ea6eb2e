"""Questions about what stands beside words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.cards import Card, CardKind
from app.store.reading import ReadConnection


def read_cards(connection: ReadConnection, messages: Sequence[bytes]) -> dict[bytes, tuple[Card, ...]]:
    """Cards by message, for the timeline."""
    marks = ",".join("?" * len(messages))
    rows = connection.execute(
        f"SELECT message_id, kind, fields FROM card WHERE message_id IN ({marks}) ORDER BY message_id, position",
        list(messages),
    )
    found: dict[bytes, tuple[Card, ...]] = {}
    for message, kind, fields in rows:
        found[message] = (*found.get(message, ()), card_from(kind, json.loads(fields)))
    return found


def card_from_json(kept: Mapping[str, Any]) -> Card | None:
    """The card of a column that holds one, or {} for none."""
    return card_from(kept["kind"], kept["fields"]) if kept else None


def card_from(kind: str, fields: Mapping[str, object]) -> Card:
    """A stored card; what a later version wrote beside it is left out."""
    known = {name: str(value) for name, value in fields.items() if name in Card.__dataclass_fields__}
    return Card(CardKind(kind), **known)
