"""Where no keyring can be trusted: the profile's key, closed by a passphrase that is asked at every start.

The passphrase itself is stored nowhere; it is stretched, so that guessing is slow.
"""

import unicodedata
from pathlib import Path

from app.domain.errors import Problem
from app.domain.moments import IdSource
from app.host.durable import write_durably
from app.host.recovery import close, reopen

SHORTEST = 10
"""characters; fewer could be tried out by whoever has the file"""
COST = {"n": 1 << 17, "r": 8, "p": 1}
"""128 MB and about a third of a second per guess: people choose weaker words than chance does"""


def meant(phrase: str) -> str:
    """The same phrase however the keyboard composed its letters. Problem when it is too short to protect anything."""
    plain = unicodedata.normalize("NFC", phrase)
    if len(plain.strip()) < SHORTEST:
        raise Problem("passphrase_short", shortest=SHORTEST)
    return plain


class PassphraseStore:
    """Implements `app.host.keyring.KeyStore` for one profile, with one file."""

    def __init__(self, path: Path, phrase: str, ids: IdSource) -> None:
        self._path, self._phrase, self._ids = path, meant(phrase), ids

    def get(self, name: str) -> str | None:
        """The key as text. Problem `passphrase_wrong`."""
        if not self._path.exists():
            return None
        return reopen(self._path.read_bytes(), self._phrase, "passphrase_wrong").decode()

    def set(self, name: str, secret: str) -> None:
        write_durably(self._path, close(secret.encode(), self._phrase, self._ids, COST))

    def delete(self, name: str) -> None:
        self._path.unlink(missing_ok=True)
