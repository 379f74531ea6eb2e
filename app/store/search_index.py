"""The full-text index: what is written into it when messages and notes come and go.

A contentless FTS5 table whose row ids are the numbers of messages and notes, so that newest-first is its natural
order. `facet` holds unchanging properties as artificial words: intersecting them costs the index nothing.
SQLite only: on PostgreSQL every function does nothing, since each desk indexes its own replica.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.domain.segment import index_terms
from app.store.unit_of_work import Work

SEARCH_OBJECTS = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
        who, text, facet, content='', contentless_delete=1,
        tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")""",
)
"""Created with the local tables and again after every migration."""

LONGEST_TEXT = 65_536
"""characters of one message that are searchable"""


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found of one message or note."""

    n: int
    shop: UUID
    who: str
    """names and keys of the customer or author"""
    text: str
    """subject, the unquoted part of the body, names of attachments, order numbers"""
    language: str = ""
    has_file: bool = False
    is_note: bool = False


def shop_facet(shop: UUID) -> str:
    """The artificial word that stands for a shop."""
    return f"xqs{shop.hex}"


def language_facet(language: str) -> str:
    """The artificial word that stands for a language."""
    return "xql" + "".join(c for c in language.lower() if c.isalnum())


FILE_FACET = "xqfile"
NOTE_FACET = "xqnote"


def index_documents(work: Work, documents: Iterable[Document]) -> None:
    """Makes messages and notes findable, in the caller's transaction."""
    if work.connection.dialect.name != "sqlite":
        return
    rows = [_row(document) for document in documents]
    if rows:
        work.connection.exec_driver_sql(
            "INSERT INTO search_index(rowid, who, text, facet) VALUES (?,?,?,?)", rows
        )


def forget_documents(work: Work, numbers: Iterable[int]) -> None:
    """Takes messages and notes out of the index again."""
    if work.connection.dialect.name != "sqlite":
        return
    rows = [(n,) for n in numbers]
    if rows:
        work.connection.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", rows)


def _row(document: Document) -> tuple[int, str, str, str]:
    facets = [shop_facet(document.shop)]
    if document.language:
        facets.append(language_facet(document.language))
    if document.has_file:
        facets.append(FILE_FACET)
    if document.is_note:
        facets.append(NOTE_FACET)
    text = index_terms(document.text[:LONGEST_TEXT])
    return document.n, index_terms(document.who), text, " ".join(facets)
