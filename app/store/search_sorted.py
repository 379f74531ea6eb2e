"""Filters without words, in the order of the list: the nearest due moment first, or the oldest first.

Filters that few messages carry are looked up in the facet index, and what they lead to is sorted; common ones are met
soon enough by walking along the order itself. Either way nothing is filtered after a limit.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from uuid import UUID

from app.domain.conversations import Status
from app.domain.readmodels import SortOrder
from app.domain.values import ConversationId
from app.store.local_objects import SORT_DUE
from app.store.reading import Cells, ReadConnection
from app.store.search_filters import Filters
from app.store.search_index import FILE_FACET, status_facet

FEW = 3_000
"""messages that are gathered and sorted; where more carry the filters, the order is walked"""
_FACET = re.compile(r'"(\w+)"')
_LANGUAGE = "'xl' || lower(replace(replace(m.language, '-', ''), '_', ''))"

Span = tuple[int, int]
"""message numbers: from, and below"""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the order that one index holds."""

    index: str
    where: str
    key: str
    way: str = "ASC"


def in_order_of_list(
    connection: ReadConnection, sort: SortOrder, filters: Filters, span: Span, limit: int, skip: int
) -> tuple[tuple[tuple[ConversationId, int], ...], bool]:
    """The next `limit` conversations after `skip`, each with the number of its newest message; whether more follow."""
    few = _few(connection, filters, span)

    def rows_of(stretch: _Stretch) -> Iterator[Cells]:
        if few is None:
            return _walked(connection, filters, span, stretch)
        return _gathered(connection, filters, few, stretch)

    rows = chain.from_iterable(rows_of(one) for one in _stretches(sort, filters))
    found = list(islice(rows, skip, skip + limit + 1))
    return tuple((ConversationId(UUID(bytes=raw)), n) for raw, n in found[:limit]), len(found) > limit


def _stretches(sort: SortOrder, filters: Filters) -> tuple[_Stretch, ...]:
    """Only what is pending has a due moment; everything else follows, the newest first."""
    words = {word for expression in filters.facets for word in _FACET.findall(expression)}
    known = [status for status in Status if status_facet(status.value) in words]
    if len(known) == 1:
        return (_of_status(sort, known[0]),)
    if sort is SortOrder.OLDEST:
        return (_Stretch("list_newest", "c.merged_into IS NULL", "c.last_n"),)
    others = _Stretch("list_newest", "c.status <> 'pending' AND c.merged_into IS NULL", "c.last_n", "DESC")
    return (_of_status(sort, Status.PENDING), others)


def _of_status(sort: SortOrder, status: Status) -> _Stretch:
    where = f"c.status = '{status.value}' AND c.merged_into IS NULL"
    if sort is SortOrder.OLDEST:
        return _Stretch("list_status_new", where, "c.last_n")
    if status is Status.PENDING:
        return _Stretch("list_pending_due", where, SORT_DUE)
    if status is Status.SNOOZED:
        return _Stretch("list_snoozed", where, "c.snoozed_until")
    return _Stretch("list_status_new", where, "c.last_n", "DESC")


# --- gathered and sorted --------------------------------------------------------------------------------------------


def _few(connection: ReadConnection, filters: Filters, span: Span) -> list[int] | None:
    """The messages and notes that carry the filters, None where they are many, or where only rows can tell."""
    if not filters.facet_match() or filters.lists:
        return None
    rows = connection.execute(
        "SELECT rowid FROM search_facet WHERE search_facet MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?",
        (filters.facet_match(), *span, FEW + 1),
    ).fetchall()
    return [n for (n,) in rows] if len(rows) <= FEW else None


def _gathered(
    connection: ReadConnection, filters: Filters, numbers: Sequence[int], stretch: _Stretch
) -> Iterator[Cells]:
    gate, parameters = filters.gate()
    found = json.dumps(list(numbers))
    yield from connection.execute(
        f"""SELECT c.id, c.last_n FROM (
              SELECT m.conversation_id AS owner FROM json_each(?) j CROSS JOIN message m ON m.n = j.value
              UNION SELECT t.conversation_id FROM json_each(?) j CROSS JOIN note t ON t.n = j.value) g
            CROSS JOIN conversation c ON c.id = g.owner
            WHERE {stretch.where} {f"AND {gate}" if gate else ""}
            ORDER BY {stretch.key} {stretch.way}, c.rowid {stretch.way}""",
        (found, found, *parameters),
    )


# --- walked ---------------------------------------------------------------------------------------------------------


def _walked(connection: ReadConnection, filters: Filters, span: Span, stretch: _Stretch) -> Iterator[Cells]:
    conditions, parameters = [stretch.where], list[object]()
    for sql, values in (_of_conversation(filters), _of_messages(filters, span), filters.gate()):
        if sql:
            conditions.append(sql)
            parameters += values
    yield from connection.execute(
        f"""SELECT c.id, c.last_n FROM conversation c INDEXED BY {stretch.index} WHERE {" AND ".join(conditions)}
            ORDER BY {stretch.key} {stretch.way}, c.rowid {stretch.way}""",
        tuple(parameters),
    )


def _of_conversation(filters: Filters) -> tuple[str, tuple[object, ...]]:
    """What the facets say of the conversation itself: status, shop, assignee, tags."""
    several = [_FACET.findall(expression) for expression in filters.facets]
    if not several:
        return "", ()
    either = [" OR ".join(["instr(' ' || f.facet || ' ', ?) > 0"] * len(words)) for words in several]
    together = " AND ".join(f"({one})" for one in either)
    sql = f"EXISTS (SELECT 1 FROM conversation_facet f WHERE f.conversation_id = c.id AND {together})"
    return sql, tuple(f" {word} " for words in several for word in words)


def _of_messages(filters: Filters, span: Span) -> tuple[str, tuple[object, ...]]:
    """What they say of one message, and the time it must lie in."""
    if filters.lists or not filters.facet_match():
        return "c.last_n >= ? AND c.last_n < ?", span
    sql, values = "m.conversation_id = c.id AND m.n >= ? AND m.n < ?", list[object](span)
    for expression in filters.lasting:
        words = _FACET.findall(expression)
        if words == [FILE_FACET]:
            sql += " AND EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id)"
        else:
            sql += f" AND {_LANGUAGE} IN ({','.join('?' * len(words))})"
            values += words
    return f"EXISTS (SELECT 1 FROM message m WHERE {sql})", tuple(values)
