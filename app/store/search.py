"""Full text behind one function: which conversations match, newest hit first.

Three ways lead to the same answer, and the cheaper one is taken:
* few hits: take them all, then test the filters;
* a filter that few conversations pass (a rare tag): take their messages, then test the words;
* otherwise: walk the hits newest first, testing filters, until the page is full.
No filter is ever applied after a limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from app.domain.query import SearchQuery
from app.domain.readmodels import View
from app.domain.segment import SHORTEST_SUFFIX, Phrase, identifier_key, query_phrases
from app.domain.values import ConversationId, number_at
from app.store.reading import ReadConnection
from app.store.search_filters import (
    IDENTIFIER_CONVERSATIONS,
    Condition,
    Filters,
    filters_for,
    identifier_range,
)
from app.store.search_index import FILE_FACET, NOTE_FACET, language_facet

FEW_HITS = 2_000
FEW_MESSAGES = 3_000
NEWEST_RANKED = 2_000
"""how many of the newest hits `best match` ranks"""
HIGHEST = (1 << 63) - 1

Hit = tuple[int, bytes]
"""(negated number, conversation id): ascending order is newest first"""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Conversations whose newest hit comes next; `resume` continues below it, None when nothing is left."""

    conversations: tuple[ConversationId, ...]
    hits: tuple[int, ...]
    """number of the newest matching message or note of each"""
    resume: int | None


@dataclass(frozen=True, slots=True)
class _Search:
    """One search as the index and the tables see it."""

    connection: ReadConnection
    match: str
    filters: Filters
    low: int
    high: int


def search_conversations(
    connection: ReadConnection,
    view: View,
    query: SearchQuery,
    now: datetime,
    limit: int = 50,
    resume: int | None = None,
) -> SearchPage:
    """The next `limit` conversations of `view` that match, by their newest hit below `resume`."""
    filters = filters_for(connection, view, query, now)
    match = _match_expression(query, filters)
    low = number_at(query.after) if query.after else 0
    high = min(number_at(query.before) if query.before else HIGHEST, HIGHEST if resume is None else resume)
    search = _Search(connection, match, filters, low, high)
    if not match:
        hits = _conversations_only(search)
    elif query_wants_rank(view) and resume is None:
        return _ranked(search, limit)
    else:
        hits = merge(_text_hits(search), _identifier_hits(search, query.text))
    return _page(hits, limit)


def query_wants_rank(view: View) -> bool:
    """Whether the agent asked for the best of the newest instead of the newest."""
    return view.best_match


def _page(hits: Iterator[Hit], limit: int) -> SearchPage:
    seen: dict[bytes, int] = {}
    last = None
    for negated, conversation in hits:
        if conversation in seen:
            continue
        if len(seen) == limit:
            return SearchPage(_ids(seen), tuple(seen.values()), last)
        last = seen[conversation] = -negated
    return SearchPage(_ids(seen), tuple(seen.values()), None)


def _ids(seen: dict[bytes, int]) -> tuple[ConversationId, ...]:
    return tuple(ConversationId(UUID(bytes=raw)) for raw in seen)


def _match_expression(query: SearchQuery, filters: Filters) -> str:
    parts = [_phrase(phrase) for phrase in query_phrases(query.text)]
    for sender in query.senders:
        parts += [f"who : {_phrase(phrase)}" for phrase in query_phrases(sender)]
    if filters.shop_facets:
        parts.append("facet : (" + " OR ".join(f'"{facet}"' for facet in filters.shop_facets) + ")")
    if query.languages:
        parts.append("facet : (" + " OR ".join(f'"{language_facet(one)}"' for one in query.languages) + ")")
    parts += [f'facet : "{facet}"' for facet in _thing_facets(query)]
    return " AND ".join(parts)


def _thing_facets(query: SearchQuery) -> list[str]:
    names = {"attachment": FILE_FACET, "note": NOTE_FACET}
    return [names[thing] for thing in sorted(query.things) if thing in names]


def _phrase(phrase: Phrase) -> str:
    terms = " ".join(phrase.terms).replace('"', "")
    return f'"{terms}"' + (" *" if phrase.prefix else "")


# --- the three ways -------------------------------------------------------------------------------------------------


def _text_hits(search: _Search) -> Iterator[Hit]:
    condition = search.filters.condition
    if not condition.sql:
        return _walk(search, Condition("", ()))
    if condition.rare_sql and not _more_than(
        search, _HITS, (search.match, search.low, search.high), FEW_HITS
    ):
        return _walk(search, condition)
    if condition.rare_sql and not _more_than(
        search, _rare_messages(condition), condition.rare_parameters, FEW_MESSAGES
    ):
        return _candidates(search)
    return _walk(search, condition)


_HITS = "SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?"


def _rare_messages(condition: Condition) -> str:
    return f"SELECT 1 FROM message m WHERE m.conversation_id IN ({condition.rare_sql})"


def _more_than(search: _Search, sql: str, parameters: tuple[object, ...], limit: int) -> bool:
    counted = search.connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT {limit + 1})", parameters
    ).fetchone()
    return bool(counted[0] > limit)


def _walk(search: _Search, condition: Condition) -> Iterator[Hit]:
    where = f"AND {condition.sql}" if condition.sql else ""
    rows = search.connection.execute(
        f"""SELECT s.rowid, c.id FROM search_index s
            LEFT JOIN message m ON m.n = s.rowid
            LEFT JOIN note t ON t.n = s.rowid AND m.n IS NULL
            CROSS JOIN conversation c ON c.id = COALESCE(m.conversation_id, t.conversation_id)
            WHERE search_index MATCH ? AND s.rowid >= ? AND s.rowid < ? {where} ORDER BY s.rowid DESC""",
        (search.match, search.low, search.high, *condition.parameters),
    )
    return ((-n, conversation) for n, conversation in rows)


def _candidates(search: _Search) -> Iterator[Hit]:
    """Messages of the few conversations that pass the filter, newest first, tested against the words one by one."""
    condition = search.filters.condition
    rows = search.connection.execute(
        f"""SELECT n, conversation_id FROM (
              SELECT m.n, m.conversation_id FROM message m WHERE m.conversation_id IN ({condition.rare_sql})
              UNION ALL
              SELECT t.n, t.conversation_id FROM note t WHERE t.conversation_id IN ({condition.rare_sql})
            ) WHERE n >= ? AND n < ? ORDER BY n DESC""",
        (*condition.rare_parameters, *condition.rare_parameters, search.low, search.high),
    )
    gate = _Gate(search, condition)
    for n, conversation in rows:
        if gate.passes(conversation) and _matches(search, n):
            yield -n, conversation


def _matches(search: _Search, n: int) -> bool:
    found = search.connection.execute(
        "SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid = ?", (search.match, n)
    ).fetchone()
    return found is not None


class _Gate:
    """Whether a conversation passes every filter; each is asked once."""

    def __init__(self, search: _Search, condition: Condition) -> None:
        self._search, self._condition = search, condition
        self._known: dict[bytes, bool] = {}

    def passes(self, conversation: bytes) -> bool:
        if conversation not in self._known:
            row = self._search.connection.execute(
                f"SELECT 1 FROM conversation c WHERE c.id = ? AND {self._condition.sql}",
                (conversation, *self._condition.parameters),
            ).fetchone()
            self._known[conversation] = row is not None
        return self._known[conversation]


def _conversations_only(search: _Search) -> Iterator[Hit]:
    """No words: the filters alone, newest conversation first."""
    condition = search.filters.condition
    where = f"AND {condition.sql}" if condition.sql else ""
    rows = search.connection.execute(
        f"""SELECT c.last_n, c.id FROM conversation c
            WHERE c.last_n >= ? AND c.last_n < ? {where} ORDER BY c.last_n DESC, c.id DESC""",
        (search.low, search.high, *condition.parameters),
    )
    return ((-n, conversation) for n, conversation in rows)


def _identifier_hits(search: _Search, text: str) -> Iterator[Hit]:
    """Conversations whose order, parcel or article number ends in the one word that was typed."""
    key = identifier_key(text)
    if " " in text.strip() or len(key) < SHORTEST_SUFFIX or not any(c.isdigit() for c in key):
        return iter(())
    where = f"AND {search.filters.condition.sql}" if search.filters.condition.sql else ""
    rows = search.connection.execute(
        f"""SELECT c.last_n, c.id FROM conversation c WHERE c.id IN ({IDENTIFIER_CONVERSATIONS})
            AND c.last_n >= ? AND c.last_n < ? {where} ORDER BY c.last_n DESC""",
        (
            *identifier_range(text),
            *identifier_range(text),
            search.low,
            search.high,
            *search.filters.condition.parameters,
        ),
    )
    return iter([(-n, conversation) for n, conversation in rows])


def _ranked(search: _Search, limit: int) -> SearchPage:
    """The best of the newest hits, by bm25; conversations appear once, where their best message stands."""
    newest = list(islice(_text_hits(search), NEWEST_RANKED))
    if not newest:
        return SearchPage((), (), None)
    owners = {-negated: conversation for negated, conversation in newest}
    rows = search.connection.execute(
        """SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid <= ?
           ORDER BY bm25(search_index)""",
        (search.match, min(owners), max(owners)),
    )
    return _page(((-n, owners[n]) for (n,) in rows if n in owners), limit)
