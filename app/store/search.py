"""Full text behind one function: which conversations match, newest hit first; filters alone follow the list's order.

Words are looked up slice of time by slice of time, newest first, and only as far back as the page needs. Filters that
the facet index knows are intersected inside it; what it does not know is asked of each conversation once. No filter is
ever applied after a limit.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from app.domain.query import SearchQuery
from app.domain.readmodels import SortOrder, View
from app.domain.segment import SHORTEST_SUFFIX, Phrase, identifier_key, query_phrases
from app.domain.values import ConversationId, number_at
from app.store.reading import ReadConnection
from app.store.search_filters import (
    ARTICLE_CONVERSATIONS,
    IDENTIFIER_CONVERSATIONS,
    Filters,
    filters_for,
    identifier_range,
)
from app.store.search_index import SLICE_BITS
from app.store.search_sorted import Span, in_order_of_list

NEWEST_RANKED = 2_000
"""how many of the newest hits `best match` ranks"""
HIGHEST = (1 << 63) - 1
OWNERS_AT_ONCE = 64
"""hits whose conversations are looked up in one statement; where the walk goes on, more"""
OWNERS_AT_MOST = 512

Hit = tuple[int, bytes]
"""(negated number, conversation id): ascending order is newest first"""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Conversations that come next; `resume` says where the following page goes on, None when nothing is left."""

    conversations: tuple[ConversationId, ...]
    hits: tuple[int, ...]
    """number of the newest matching message or note of each"""
    resume: int | None


@dataclass(frozen=True, slots=True)
class _Search:
    """One search as the index and the tables see it."""

    connection: ReadConnection
    words: str
    filters: Filters
    low: int
    high: int
    known: Collection[bytes]
    """conversations that stand on earlier pages"""


def search_conversations(
    connection: ReadConnection,
    view: View,
    query: SearchQuery,
    now: datetime,
    limit: int = 50,
    resume: int | None = None,
    known: Collection[bytes] = (),
) -> SearchPage:
    """The next `limit` conversations of `view` that match, by their newest hit below `resume`, but none `known`."""
    filters = filters_for(connection, view, query, now)
    if filters.impossible:
        return SearchPage((), (), None)
    low = number_at(query.after) if query.after else 0
    high = number_at(query.before) if query.before else HIGHEST
    words = _words(query, filters)
    if not words and view.sort is not SortOrder.NEWEST:
        return _in_order_of_list(connection, view.sort, filters, (low, high), limit, resume or 0)
    search = _Search(connection, words, filters, low, high if resume is None else min(high, resume), known)
    if not words:
        return _page(_without_words(search), limit, known)
    if view.best_match and resume is None:
        return _ranked(search, limit)
    return _page(merge(_word_hits(search), _identifier_hits(search, query.text)), limit, known)


def _in_order_of_list(
    connection: ReadConnection, sort: SortOrder, filters: Filters, span: Span, limit: int, skip: int
) -> SearchPage:
    """A page by due moment or the oldest first: here `resume` counts what stands before."""
    found, more = in_order_of_list(connection, sort, filters, span, limit, skip)
    return SearchPage(
        tuple(one for one, _ in found), tuple(n for _, n in found), skip + limit if more else None
    )


def _page(hits: Iterator[Hit], limit: int, known: Collection[bytes] = ()) -> SearchPage:
    seen: dict[bytes, int] = {}
    last = None
    for negated, conversation in hits:
        if conversation in seen or conversation in known:
            continue
        if len(seen) == limit:
            return SearchPage(_ids(seen), tuple(seen.values()), last)
        last = seen[conversation] = -negated
    return SearchPage(_ids(seen), tuple(seen.values()), None)


def _ids(seen: dict[bytes, int]) -> tuple[ConversationId, ...]:
    return tuple(ConversationId(UUID(bytes=raw)) for raw in seen)


def _words(query: SearchQuery, filters: Filters) -> str:
    """The words as one expression, with what stands beside them; '' where no word was typed."""
    parts = [_phrase(phrase) for phrase in query_phrases(query.text)]
    for sender in query.senders:
        parts += [f"who : {_phrase(phrase)}" for phrase in query_phrases(sender)]
    lasting = [f"lasting : {facet}" for facet in filters.lasting]
    return " AND ".join(parts + lasting) if parts else ""


def _phrase(phrase: Phrase) -> str:
    terms = " ".join(phrase.terms).replace('"', "")
    return f'"{terms}"' + (" *" if phrase.prefix else "")


# --- words ----------------------------------------------------------------------------------------------------------


def _word_hits(search: _Search) -> Iterator[Hit]:
    """Every hit that passes, newest first."""
    return _owned(search, _numbers(search))


def _numbers(search: _Search) -> Iterator[int]:
    for number in _slices(search):
        low = max(search.low, number << SLICE_BITS)
        high = min(search.high, (number + 1) << SLICE_BITS)
        yield from _numbers_of_slice(search, number, low, high)


def _slices(search: _Search) -> list[int]:
    """Slices that exist and lie within the bounds, newest first."""
    rows = search.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'search_[0-9]*' AND sql LIKE '%fts5%'"
    )
    numbers = sorted((int(name.removeprefix("search_")) for (name,) in rows), reverse=True)
    return [number for number in numbers if search.low >> SLICE_BITS <= number <= search.high >> SLICE_BITS]


def _numbers_of_slice(search: _Search, number: int, low: int, high: int) -> Iterator[int]:
    table = f"search_{number}"
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? AND rowid < ?"
    facets = search.filters.facet_match_beside_words()
    if not facets:
        rows = search.connection.execute(f"{sql} ORDER BY rowid DESC", (search.words, low, high))
    else:
        bounds = _facet_bounds(search, facets, low, high)
        if bounds is None:
            return
        low, high = bounds
        rows = search.connection.execute(
            f"""{sql} AND +rowid IN (SELECT rowid FROM search_facet
                WHERE search_facet MATCH ? AND rowid >= ? AND rowid < ?) ORDER BY rowid DESC""",
            (search.words, low, high, facets, low, high),
        )
    for (n,) in rows:
        yield n


def _facet_bounds(search: _Search, facets: str, low: int, high: int) -> tuple[int, int] | None:
    """The part of a slice in which the facets occur at all: most slices of a rare one need no look at the words."""
    sql = "SELECT rowid FROM search_facet WHERE search_facet MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid"
    first = search.connection.execute(f"{sql} LIMIT 1", (facets, low, high)).fetchone()
    if first is None:
        return None
    last = search.connection.execute(f"{sql} DESC LIMIT 1", (facets, low, high)).fetchone()
    return first[0], last[0] + 1


def _owned(search: _Search, numbers: Iterator[int]) -> Iterator[Hit]:
    """The conversations of hits, as far as they pass what the facets do not know; each is asked once."""
    passes = dict.fromkeys(search.known, False)
    size = OWNERS_AT_ONCE
    while chunk := list(islice(numbers, size)):
        marks = ",".join("?" * len(chunk))
        rows = search.connection.execute(
            f"""SELECT -m.n, m.conversation_id FROM message m WHERE m.n IN ({marks})
                UNION ALL SELECT -t.n, t.conversation_id FROM note t WHERE t.n IN ({marks})""",
            (*chunk, *chunk),
        ).fetchall()
        fresh = {owner for _, owner in rows} - passes.keys()
        passes |= dict.fromkeys(fresh, False) | dict.fromkeys(_passing(search, list(fresh)), True)
        yield from sorted(hit for hit in rows if passes[hit[1]])
        size = min(size * 2, OWNERS_AT_MOST)


def _passing(search: _Search, conversations: list[bytes]) -> Iterator[bytes]:
    gate, parameters = search.filters.gate()
    where = f"AND {gate}" if gate else ""
    marks = ",".join("?" * len(conversations))
    rows = search.connection.execute(
        f"SELECT c.id FROM conversation c WHERE c.id IN ({marks}) AND c.merged_into IS NULL {where}",
        (*conversations, *parameters),
    )
    return (conversation for (conversation,) in rows)


# --- filters alone, numbers, rank -----------------------------------------------------------------------------------


def _without_words(search: _Search) -> Iterator[Hit]:
    if not search.filters.facet_match() or search.filters.lists:
        return _newest_conversations(search)
    rows = search.connection.execute(
        """SELECT rowid FROM search_facet WHERE search_facet MATCH ? AND rowid >= ? AND rowid < ?
           ORDER BY rowid DESC""",
        (search.filters.facet_match(), search.low, search.high),
    )
    return _owned(search, (n for (n,) in rows))


def _newest_conversations(search: _Search) -> Iterator[Hit]:
    gate, parameters = search.filters.gate()
    where = f"AND {gate}" if gate else ""
    rows = search.connection.execute(
        f"""SELECT c.last_n, c.id FROM conversation c
            WHERE c.merged_into IS NULL AND c.last_n >= ? AND c.last_n < ? {where}
            ORDER BY c.last_n DESC, c.id DESC""",
        (search.low, search.high, *parameters),
    )
    return _with_facets(search, ((-n, conversation) for n, conversation in rows))


def _identifier_hits(search: _Search, text: str) -> Iterator[Hit]:
    """Conversations whose order, parcel or article number ends in the one word that was typed."""
    key = identifier_key(text)
    if " " in text.strip() or len(key) < SHORTEST_SUFFIX:
        return iter(())
    gate, parameters = search.filters.gate()
    where = f"AND {gate}" if gate else ""
    named, bounds = _named(text, numbered=any(character.isdigit() for character in key))
    rows = search.connection.execute(
        f"""SELECT c.last_n, c.id FROM conversation c WHERE c.id IN ({named})
            AND c.merged_into IS NULL AND c.last_n >= ? AND c.last_n < ? {where} ORDER BY c.last_n DESC""",
        (*bounds, search.low, search.high, *parameters),
    )
    return _with_facets(search, ((-n, conversation) for n, conversation in rows))


def _named(text: str, *, numbered: bool) -> tuple[str, tuple[str, ...]]:
    """Conversations by any number of their orders; by article numbers alone where no digit was typed."""
    bounds = identifier_range(text)
    return (IDENTIFIER_CONVERSATIONS, bounds + bounds) if numbered else (ARTICLE_CONVERSATIONS, bounds)


def _with_facets(search: _Search, hits: Iterator[Hit]) -> Iterator[Hit]:
    """Those conversations whose newest message carries the facets."""
    facets = search.filters.facet_match()
    for negated, conversation in hits:
        if not facets or _any_message_passes(search, facets, conversation):
            yield negated, conversation


def _any_message_passes(search: _Search, facets: str, conversation: bytes) -> bool:
    numbers = search.connection.execute(
        "SELECT n FROM message WHERE conversation_id = ?", (conversation,)
    ).fetchall()
    sql = "SELECT 1 FROM search_facet WHERE search_facet MATCH ? AND rowid = ?"
    return any(search.connection.execute(sql, (facets, n)).fetchone() is not None for (n,) in numbers)


def _ranked(search: _Search, limit: int) -> SearchPage:
    """The best of the newest hits, by bm25 within each slice; a conversation stands where its best message does."""
    owners = {-negated: conversation for negated, conversation in islice(_word_hits(search), NEWEST_RANKED)}
    scored: list[tuple[float, int]] = []
    for number in {n >> SLICE_BITS for n in owners}:
        table = f"search_{number}"
        rows = search.connection.execute(
            f"SELECT bm25({table}), rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? AND rowid <= ?",
            (search.words, min(owners), max(owners)),
        )
        scored += [(score, n) for score, n in rows if n in owners]
    best = ((-n, owners[n]) for _, n in sorted(scored))
    page = _page(best, limit)
    return SearchPage(page.conversations, page.hits, None)
