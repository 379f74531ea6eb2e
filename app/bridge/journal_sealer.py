"""Closes the lines of the journal with a key of their own."""

from app.domain.moments import IdSource
from app.host.chest import ProfileKeys
from app.host.paths import ProfilePaths
from app.host.vault import Vault, derive
from app.store.journal import Journal


class JournalSealer:
    """Implements `app.store.journal.Sealer`."""

    def __init__(self, key: bytes, ids: IdSource) -> None:
        self._vault = Vault({1: derive(key, "journal")}, ids)

    def seal(self, plain: bytes) -> bytes:
        """Closes one line."""
        return self._vault.seal("journal", "line", 1, plain)

    def unseal(self, sealed: bytes) -> bytes:
        """Opens one line; Problem where it was changed."""
        return self._vault.open("journal", "line", 1, sealed)


def journal_of(paths: ProfilePaths, keys: ProfileKeys, ids: IdSource) -> Journal:
    """The journal of a profile."""
    return Journal(paths.journal, JournalSealer(keys.files, ids))
