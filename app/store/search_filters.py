"""Search operators and the open view as SQL conditions on one conversation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.query import Has, Is, SearchQuery
from app.domain.readmodels import View, ViewKind
from app.domain.segment import fold, identifier_key
from app.store.micros import to_micros
from app.store.reading import ReadConnection
from app.store.search_index import shop_facet


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL about conversation `c`. `rare_sql` selects the ids of conversations that may pass, where an index can list
    them; it is the narrowest such list, and '' where there is none."""

    sql: str
    parameters: tuple[object, ...]
    rare_sql: str = ""
    rare_parameters: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that narrows a search beside its words."""

    condition: Condition
    shop_facets: tuple[str, ...]
    """shops that `shop:` named, for the index; empty where none was named"""


class _Parts:
    def __init__(self) -> None:
        self.sql: list[str] = []
        self.parameters: list[object] = []
        self.rare: tuple[str, tuple[object, ...]] = ("", ())

    def add(self, sql: str, *parameters: object) -> None:
        self.sql.append(sql)
        self.parameters += parameters

    def add_listed(self, ids_sql: str, *parameters: object) -> None:
        """A filter whose conversations an index can list."""
        self.add(f"c.id IN ({ids_sql})", *parameters)
        self.rare = (ids_sql, parameters)

    def condition(self) -> Condition:
        return Condition(" AND ".join(self.sql), tuple(self.parameters), *self.rare)


def filters_for(connection: ReadConnection, view: View, query: SearchQuery, now: datetime) -> Filters:
    """The conditions of `view` and of the operators in `query`, for one agent at one moment."""
    parts = _Parts()
    _add_view(parts, view, now)
    for state in sorted(query.states):
        _STATES[state](parts, view, now)
    for thing in sorted(query.things):
        _add_thing(parts, thing, view)
    for tag in query.tags:
        parts.add_listed("SELECT conversation_id FROM conversation_tag WHERE tag = ?", tag)
    for order in query.orders:
        bounds = identifier_range(order)
        parts.add_listed(IDENTIFIER_CONVERSATIONS, *bounds, *bounds)
    facets = _shop_facets(connection, view, query, parts)
    return Filters(parts.condition(), facets)


def _shop_facets(
    connection: ReadConnection, view: View, query: SearchQuery, parts: _Parts
) -> tuple[str, ...]:
    if not query.shops:
        return (shop_facet(view.shop),) if view.kind is ViewKind.SHOP and view.shop and query.text else ()
    named = _named_shops(connection, query)
    if not named:
        parts.add("0")
    return tuple(shop_facet(UUID(bytes=raw)) for raw in named)


IDENTIFIER_CONVERSATIONS = """
    SELECT o.conversation_id FROM identifier i JOIN conversation_order o ON o.order_id = i.order_id
    WHERE i.reversed >= ? AND i.reversed < ?
    UNION SELECT i.order_id FROM identifier i WHERE i.kind = 'conversation' AND i.reversed >= ? AND i.reversed < ?"""
"""`kind = 'conversation'`: the number is known only from the conversation itself, which then stands for the order"""


def identifier_range(text: str) -> tuple[str, str]:
    """Bounds of every stored number that ends in `text`."""
    key = identifier_key(text)
    return key, key + "\U0010ffff"


def _named_shops(connection: ReadConnection, query: SearchQuery) -> list[bytes]:
    if not query.shops:
        return []
    wanted = [fold(name) for name in query.shops]
    rows = connection.execute("SELECT id, title, channel FROM shop WHERE state <> 'removed'").fetchall()
    return [
        raw for raw, title, channel in rows if any(name in fold(title) or name == channel for name in wanted)
    ]


def _add_view(parts: _Parts, view: View, now: datetime) -> None:
    parts.add("c.merged_into IS NULL")
    if view.kind is ViewKind.MINE:
        parts.add("c.status = 'pending' AND c.assignee_id = ?", view.agent.bytes)
    elif view.kind is ViewKind.UNASSIGNED:
        parts.add("c.status = 'pending' AND c.assignee_id IS NULL")
    elif view.kind is ViewKind.DUE_SOON:
        parts.add("c.status = 'pending' AND c.due < ?", to_micros(now) + 3_600_000_000)
    elif view.kind is ViewKind.OPEN:
        parts.add("c.status = 'pending'")
    elif view.kind in (ViewKind.WAITING, ViewKind.SNOOZED, ViewKind.RESOLVED):
        parts.add("c.status = ?", view.kind.value)
    elif view.kind is ViewKind.SHOP and view.shop is not None:
        parts.add("c.shop_id = ?", view.shop.bytes)


def _status(name: str) -> Callable[[_Parts, View, datetime], None]:
    return lambda parts, _view, _now: parts.add("c.status = ?", name)


_UNREAD = """c.news_n > COALESCE((SELECT r.last_n FROM read_mark r
             WHERE r.agent_id = ? AND r.conversation_id = c.id), 0)"""

_STATES: dict[Is, Callable[[_Parts, View, datetime], None]] = {
    **{
        state: _status(state.value)
        for state in (Is.PENDING, Is.WAITING, Is.SNOOZED, Is.TRANSFERRED, Is.RESOLVED)
    },
    Is.UNREAD: lambda parts, view, _now: parts.add(_UNREAD, view.agent.bytes),
    Is.VIP: lambda parts, _view, _now: parts.add("(SELECT k.vip FROM customer k WHERE k.id = c.customer_id)"),
    Is.OVERDUE: lambda parts, _view, now: parts.add("c.status = 'pending' AND c.due < ?", to_micros(now)),
    Is.MINE: lambda parts, view, _now: parts.add("c.assignee_id = ?", view.agent.bytes),
    Is.UNASSIGNED: lambda parts, _view, _now: parts.add("c.assignee_id IS NULL"),
}


def _add_thing(parts: _Parts, thing: Has, view: View) -> None:
    if thing is Has.ORDER:
        parts.add("EXISTS (SELECT 1 FROM conversation_order o WHERE o.conversation_id = c.id)")
    elif thing is Has.TAG:
        parts.add("EXISTS (SELECT 1 FROM conversation_tag g WHERE g.conversation_id = c.id)")
    elif thing is Has.DRAFT:
        parts.add_listed("SELECT d.conversation_id FROM draft d WHERE d.agent_id = ?", view.agent.bytes)
