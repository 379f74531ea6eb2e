"""Search operators and the open view, sorted by where they are answered: in the index, by a list, or row by row."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.query import Has, Is, SearchQuery
from app.domain.readmodels import View, ViewKind
from app.domain.segment import fold, identifier_key
from app.store.micros import to_micros
from app.store.reading import ReadConnection
from app.store.search_index import (
    FILE_FACET,
    VIP_FACET,
    assignee_facet,
    language_facet,
    shop_facet,
    status_facet,
    tag_facet,
)


@dataclass(slots=True)
class Filters:
    """Everything that narrows a search beside its words."""

    facets: list[str] = field(default_factory=list)
    """expressions for the facet index, all of which must hold"""
    lasting: list[str] = field(default_factory=list)
    """the same, for properties that also stand beside the words"""
    lists: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)
    """queries that list the conversations which may pass; short lists only"""
    conditions: list[str] = field(default_factory=list)
    """SQL about conversation `c`, for what neither index knows"""
    parameters: list[object] = field(default_factory=list)

    def where(self, sql: str, *parameters: object) -> None:
        self.conditions.append(sql)
        self.parameters += parameters

    @property
    def impossible(self) -> bool:
        """Whether something was named that does not exist."""
        return "0" in self.conditions

    def facet_match(self) -> str:
        """Every facet as one expression; '' where there are none."""
        return " AND ".join([*self.facets, *self.lasting])

    def facet_match_beside_words(self) -> str:
        """Those facets that do not stand beside the words; '' where there are none."""
        return " AND ".join(self.facets)

    def gate(self) -> tuple[str, tuple[object, ...]]:
        """Lists and conditions as one SQL condition on `c`; '' where there is nothing to ask."""
        parts = [*self.conditions, *(f"c.id IN ({sql})" for sql, _ in self.lists)]
        parameters = [*self.parameters, *(value for _, values in self.lists for value in values)]
        return " AND ".join(parts), tuple(parameters)


def filters_for(connection: ReadConnection, view: View, query: SearchQuery, now: datetime) -> Filters:
    """The filters of `view` and of the operators in `query`, for one agent at one moment."""
    filters = Filters()
    _add_view(filters, view, now)
    for state in query.states:
        _add_state(filters, state, view, now)
    for thing in query.things:
        _add_thing(filters, thing, view)
    filters.facets += [_word(tag_facet(tag)) for tag in query.tags]
    if query.languages:
        filters.lasting.append(_any(language_facet(language) for language in query.languages))
    for order in query.orders:
        bounds = identifier_range(order)
        filters.lists.append((IDENTIFIER_CONVERSATIONS, (*bounds, *bounds)))
    _add_shops(filters, connection, query)
    return filters


def _word(facet: str) -> str:
    return f'"{facet}"'


def _any(facets: object) -> str:
    return "(" + " OR ".join(_word(facet) for facet in facets) + ")"  # type: ignore[attr-defined]  # any iterable


def _add_shops(filters: Filters, connection: ReadConnection, query: SearchQuery) -> None:
    if not query.shops:
        return
    wanted = [fold(name) for name in query.shops]
    rows = connection.execute("SELECT id, title, channel FROM shop WHERE state <> 'removed'").fetchall()
    named = [
        raw for raw, title, channel in rows if any(name in fold(title) or name == channel for name in wanted)
    ]
    if named:
        filters.facets.append(_any(shop_facet(UUID(bytes=raw)) for raw in named))
    else:
        filters.where("0")


def _add_view(filters: Filters, view: View, now: datetime) -> None:
    pending = _word(status_facet("pending"))
    if view.kind is ViewKind.MINE:
        filters.facets += [pending, _word(assignee_facet(view.agent))]
    elif view.kind is ViewKind.UNASSIGNED:
        filters.facets += [pending, _word(assignee_facet(None))]
    elif view.kind is ViewKind.DUE_SOON:
        filters.facets.append(pending)
        filters.where("c.due < ?", to_micros(now + timedelta(hours=1)))
    elif view.kind is ViewKind.OPEN:
        filters.facets.append(pending)
    elif view.kind in (ViewKind.WAITING, ViewKind.SNOOZED, ViewKind.TRANSFERRED, ViewKind.RESOLVED):
        filters.facets.append(_word(status_facet(view.kind.value)))
    elif view.kind is ViewKind.SHOP and view.shop is not None:
        filters.facets.append(_word(shop_facet(view.shop)))


def _add_state(filters: Filters, state: Is, view: View, now: datetime) -> None:
    if state is Is.UNREAD:
        filters.where(
            """c.news_n > COALESCE((SELECT r.last_n FROM read_mark r
               WHERE r.agent_id = ? AND r.conversation_id = c.id), 0)""",
            view.agent.bytes,
        )
    elif state is Is.VIP:
        filters.facets.append(_word(VIP_FACET))
    elif state is Is.OVERDUE:
        filters.facets.append(_word(status_facet("pending")))
        filters.where("c.due < ?", to_micros(now))
    elif state is Is.MINE:
        filters.facets.append(_word(assignee_facet(view.agent)))
    elif state is Is.UNASSIGNED:
        filters.facets.append(_word(assignee_facet(None)))
    else:
        filters.facets.append(_word(status_facet(state.value)))


def _add_thing(filters: Filters, thing: Has, view: View) -> None:
    if thing is Has.ATTACHMENT:
        filters.lasting.append(_word(FILE_FACET))
    elif thing is Has.NOTE:
        filters.lists.append(("SELECT t.conversation_id FROM note t", ()))
    elif thing is Has.DRAFT:
        filters.lists.append(
            ("SELECT d.owner_id FROM draft d WHERE d.agent_id = ? AND d.kind <> 'first'", (view.agent.bytes,))
        )
    elif thing is Has.ORDER:
        filters.where("EXISTS (SELECT 1 FROM conversation_order o WHERE o.conversation_id = c.id)")
    else:
        filters.where("EXISTS (SELECT 1 FROM conversation_tag g WHERE g.conversation_id = c.id)")


IDENTIFIER_CONVERSATIONS = """
    SELECT o.conversation_id FROM identifier i JOIN conversation_order o ON o.order_id = i.order_id
    WHERE i.reversed >= ? AND i.reversed < ?
    UNION SELECT i.order_id FROM identifier i WHERE i.kind = 'conversation' AND i.reversed >= ? AND i.reversed < ?"""
"""`kind = 'conversation'`: the number is known only from the conversation itself, which then stands for the order"""


ARTICLE_CONVERSATIONS = """
    SELECT o.conversation_id FROM identifier i JOIN conversation_order o ON o.order_id = i.order_id
    WHERE i.reversed >= ? AND i.reversed < ? AND i.kind = 'sku'"""
"""the same of article numbers alone, which may be words: MUG-BLUE"""


def identifier_range(text: str) -> tuple[str, str]:
    """Bounds of every stored number that ends in `text`."""
    key = identifier_key(text)
    return key, key + "\U0010ffff"
