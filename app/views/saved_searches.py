"""The agent's own filters: a name and a query each, in the order the agent gave them."""

import json
from dataclasses import dataclass, replace

from app.views.shared.settings import Settings


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search worth keeping."""

    name: str
    query: str


class SavedSearches:
    """Kept among the settings, per profile."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._all = _read(settings.text("saved_searches"))

    def all(self) -> tuple[SavedSearch, ...]:
        return tuple(self._all)

    def add(self, name: str, query: str) -> None:
        """Keeps a search; one of the same name is replaced."""
        self._all = [*(one for one in self._all if one.name != name), SavedSearch(name, query)]
        self._store()

    def rename(self, at: int, name: str) -> None:
        self._all[at] = replace(self._all[at], name=name)
        self._store()

    def requery(self, at: int, query: str) -> None:
        """Gives a search another query."""
        self._all[at] = replace(self._all[at], query=query)
        self._store()

    def remove(self, at: int) -> None:
        del self._all[at]
        self._store()

    def move(self, at: int, to: int) -> None:
        """Puts a search elsewhere in the order."""
        self._all.insert(to, self._all.pop(at))
        self._store()

    def _store(self) -> None:
        self.settings.put("saved_searches", json.dumps([[one.name, one.query] for one in self._all]))


def _read(text: str) -> list[SavedSearch]:
    try:
        return [SavedSearch(str(name), str(query)) for name, query in json.loads(text or "[]")]
    except (ValueError, TypeError):
        return []
