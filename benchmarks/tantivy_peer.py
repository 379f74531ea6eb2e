"""The peer of the search measurement: tantivy over the same folded and segmented text, newest first by a fast field."""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from app.domain.query import SearchQuery
from app.domain.segment import Phrase, fold, index_terms, query_phrases
from benchmarks.corpus import Said, has_rare_tag

NEWEST = 50
EVERY = 20_000
"""documents between commits"""


class Peer:
    """An index of its own files; it stores no rows, so it does less than a desk."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("at", stored=False, indexed=True, fast=True)
        builder.add_text_field("text", stored=False)
        builder.add_text_field("facet", stored=False, tokenizer_name="raw")
        self._schema = builder.build()
        folder.mkdir()
        self._index = tantivy.Index(self._schema, str(folder))
        self._writer = self._index.writer(100_000_000, 1)

    def add(self, said: Said, number: int) -> None:
        """One message; its number also breaks ties of time."""
        document = tantivy.Document()
        document.add_unsigned("at", int(said.at.timestamp()) << 20 | number)
        photo = "photo.jpg" if said.photo else ""
        whole = "\n".join((said.name, said.address, said.subject, said.text, photo, said.order))
        document.add_text("text", fold(index_terms(whole)))
        document.add_text("facet", f"lang {said.language}")
        if has_rare_tag(said):
            document.add_text("facet", "tag warranty")
        if said.photo:
            document.add_text("facet", "file")
        self._writer.add_document(document)
        if number % EVERY == EVERY - 1:
            self._writer.commit()

    def ready(self) -> None:
        """Everything is on disk, merged and visible."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()

    def newest(self, query: tantivy.Query) -> int:
        """How many of the newest 50 messages there are."""
        found = self._index.searcher().search(
            query, NEWEST, count=False, order_by_field="at", order=tantivy.Order.Desc
        )
        return len(found.hits)

    def query(self, query: SearchQuery) -> tantivy.Query | None:
        """The same search; None where this peer cannot know (status, read marks)."""
        if query.states:
            return None
        parts = [self._phrase(phrase) for phrase in query_phrases(query.text)]
        parts += [self._facet(f"tag {tag}") for tag in query.tags]
        parts += [self._facet(f"lang {language}") for language in query.languages]
        parts += [self._facet("file") for thing in query.things if thing == "attachment"]
        return _all(parts)

    def _phrase(self, phrase: Phrase) -> tantivy.Query:
        *before, last = phrase.terms
        if not phrase.prefix and not before:
            return tantivy.Query.term_query(self._schema, "text", last)
        if not before:
            return tantivy.Query.regex_query(self._schema, "text", f"{last}.*")
        words: list[str | tuple[int, str]] = [*phrase.terms]
        if phrase.prefix:
            return tantivy.Query.phrase_prefix_query(self._schema, "text", words)
        return tantivy.Query.phrase_query(self._schema, "text", words)

    def _facet(self, facet: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "facet", facet)


def _all(parts: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
