"""The full-text index: what is written into it when messages and notes come and go.

Two kinds of contentless FTS5 tables, both with the numbers of messages and notes as row ids, so that newest first is
their natural order:

* `search_<slice>` holds words, one table for every 99 days. A common beginning of a word then costs what the newest
  slice costs, not what all history costs. Properties that never change (language, has a file) stand beside the words.
* `search_facet` holds all properties as artificial words (shop, language, status, assignee, tags …), so that a filter
  is one more sorted list. It is refreshed at the end of every unit of work for the conversations that it touched.

SQLite only: on PostgreSQL every function does nothing, since each desk indexes its own replica.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.segment import fold, index_terms

if TYPE_CHECKING:
    from app.store.unit_of_work import Work

TOKENIZER = "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
SLICE_BITS = 53
"""20 bits of a message number are below the millisecond; 2**33 ms are 99 days"""
SEARCH_OBJECTS = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_facet USING fts5(facet, content='', contentless_delete=1, {TOKENIZER})",
    """CREATE TABLE IF NOT EXISTS conversation_facet (
        conversation_id BLOB PRIMARY KEY, facet TEXT NOT NULL) WITHOUT ROWID""",
)
"""Created with the local tables and again after every migration; slices come as messages need them."""

LONGEST_TEXT = 65_536
"""characters of one message that are searchable"""


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found of one message or note."""

    n: int
    who: str
    """names and keys of the customer or author"""
    text: str
    """subject, the unquoted part of the body, names of attachments, order numbers"""
    language: str = ""
    has_file: bool = False


def slice_of(n: int) -> int:
    """Which slice of time a message number belongs to."""
    return n >> SLICE_BITS


def shop_facet(shop: UUID) -> str:
    """The artificial word that stands for a shop."""
    return f"xs{shop.hex}"


def language_facet(language: str) -> str:
    """The artificial word that stands for a language."""
    return "xl" + "".join(c for c in language.lower() if c.isalnum())


def status_facet(status: str) -> str:
    """The artificial word that stands for a status."""
    return f"xt{status}"


def assignee_facet(agent: UUID | None) -> str:
    """The artificial word that stands for whoever is responsible, or nobody."""
    return f"xa{agent.hex}" if agent else "xanobody"


def tag_facet(tag: str) -> str:
    """The artificial word that stands for a tag."""
    return "xg" + blake2b(fold(tag).encode(), digest_size=12).hexdigest()


FILE_FACET = "xfile"
VIP_FACET = "xvip"


def index_documents(work: "Work", documents: Iterable[Document]) -> None:
    """Makes messages and notes findable by their words, in the caller's transaction."""
    if work.connection.dialect.name != "sqlite":
        return
    ordered = sorted(documents, key=lambda document: document.n)
    for number, group in groupby(ordered, key=lambda document: slice_of(document.n)):
        rows = [(d.n, index_terms(d.who), index_terms(d.text[:LONGEST_TEXT]), _lasting(d)) for d in group]
        work.connection.exec_driver_sql(
            f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_{number} USING fts5(
                who, text, lasting, content='', contentless_delete=1, {TOKENIZER})"""
        )
        work.connection.exec_driver_sql(
            f"INSERT INTO search_{number}(rowid, who, text, lasting) VALUES (?,?,?,?)", rows
        )
    work.fresh.update(document.n for document in ordered)


def _lasting(document: Document) -> str:
    return f"{language_facet(document.language)} {FILE_FACET if document.has_file else ''}"


def forget_documents(work: "Work", numbers: Iterable[int]) -> None:
    """Takes messages and notes out of the index again."""
    if work.connection.dialect.name != "sqlite":
        return
    for n in numbers:
        work.connection.exec_driver_sql(f"DELETE FROM search_{slice_of(n)} WHERE rowid = ?", (n,))
        work.connection.exec_driver_sql("DELETE FROM search_facet WHERE rowid = ?", (n,))
        work.fresh.discard(n)


def refresh_facets(work: "Work") -> None:
    """Brings the filters of every touched conversation up to date; the last step of a unit of work."""
    if work.connection.dialect.name != "sqlite":
        return
    touched = sorted(conversation.bytes for conversation in work.log.conversations)
    for start in range(0, len(touched), CHUNK):
        _refresh(work, touched[start : start + CHUNK])
    work.fresh.clear()


CHUNK = 500
"""conversations in one statement"""


def _refresh(work: "Work", conversations: list[bytes]) -> None:
    facets: dict[bytes, str] = {}
    changed: list[bytes] = []
    for conversation, known, facet in _conversation_facets(work, conversations):
        facets[conversation] = facet
        if facet != known:
            changed.append(conversation)
    rows = _message_facets(work, "conversation_id", changed)
    rows.update(_message_facets(work, "n", [n for n in work.fresh if n not in rows]))
    replaced = [(n, f"{words} {facets[owner]}") for n, (owner, words) in rows.items() if owner in facets]
    if replaced:
        work.connection.exec_driver_sql("REPLACE INTO search_facet(rowid, facet) VALUES (?,?)", replaced)
    if changed:
        work.connection.exec_driver_sql(
            "INSERT INTO conversation_facet VALUES (?,?) ON CONFLICT DO UPDATE SET facet = excluded.facet",
            [(conversation, facets[conversation]) for conversation in changed],
        )


def _conversation_facets(work: "Work", conversations: list[bytes]) -> Iterator[tuple[bytes, str | None, str]]:
    marks = ",".join("?" * len(conversations))
    rows = work.connection.exec_driver_sql(
        f"""SELECT c.id, f.facet, c.status, c.assignee_id, c.shop_id, k.vip,
              (SELECT json_group_array(t.tag) FROM conversation_tag t WHERE t.conversation_id = c.id)
            FROM conversation c LEFT JOIN customer k ON k.id = c.customer_id
            LEFT JOIN conversation_facet f ON f.conversation_id = c.id WHERE c.id IN ({marks})""",
        tuple(conversations),
    )
    for conversation, known, status, assignee, shop, vip, tags in rows:
        words = [
            status_facet(status),
            assignee_facet(UUID(bytes=assignee) if assignee else None),
            shop_facet(UUID(bytes=shop)),
            *([VIP_FACET] if vip else []),
            *(tag_facet(tag) for tag in sorted(json.loads(tags))),
        ]
        yield conversation, known, " ".join(words)


def _message_facets(
    work: "Work", column: str, values: list[bytes] | list[int]
) -> dict[int, tuple[bytes, str]]:
    """By number: the owning conversation, and the properties of the message or note itself."""
    found: dict[int, tuple[bytes, str]] = {}
    for start in range(0, len(values), CHUNK):
        chunk = tuple(values[start : start + CHUNK])
        marks = ",".join("?" * len(chunk))
        messages = work.connection.exec_driver_sql(
            f"""SELECT m.n, m.conversation_id, m.language,
                  EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id)
                FROM message m WHERE m.{column} IN ({marks})""",
            chunk,
        )
        for n, owner, language, file in messages:
            found[n] = owner, f"{language_facet(language)} {FILE_FACET if file else ''}"
        notes = work.connection.exec_driver_sql(
            f"SELECT t.n, t.conversation_id FROM note t WHERE t.{column} IN ({marks})", chunk
        )
        found.update((n, (owner, "")) for n, owner in notes)
    return found
