"""The profile's one key: made once, kept in the keyring, recovered by a printed code, never made anew over old data."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import Problem
from app.domain.moments import IdSource
from app.host.durable import write_durably
from app.host.keyring import KeyStore
from app.host.paths import ProfilePaths
from app.host.recovery import is_written, new_code, unwrap, wrap
from app.host.vault import KEY_SIZE, derive


@dataclass(frozen=True, slots=True)
class ProfileKeys:
    """What the profile's key opens, each with a key of its own."""

    database: bytes = field(repr=False)
    secrets: bytes = field(repr=False)
    files: bytes = field(repr=False)


class Chest:
    """Finds the key of a profile, or says calmly that a person must help."""

    def __init__(self, paths: ProfilePaths, store: KeyStore, ids: IdSource) -> None:
        self._paths = paths
        self._store = store
        self._ids = ids

    def is_new(self) -> bool:
        """Nothing was ever stored here: a key may be made."""
        known = (self._paths.database, self._paths.recovery, self._paths.journal, self._paths.backups)
        return not any(one.exists() for one in known)

    def open(self) -> ProfileKeys:
        """The keys of a known profile. Problem `key_missing` leads to the recovery code, never to an empty database."""
        return _keys(self._known_key())

    def create(self) -> tuple[ProfileKeys, str]:
        """Makes the key of a new profile, and the recovery code to show once. Refuses where data exists."""
        if not self.is_new():
            raise Problem("key_missing")
        key = self._ids.token(KEY_SIZE)
        code = new_code(self._ids)
        self._keep(key)
        write_durably(self._paths.recovery, wrap(key, code, self._ids))
        return _keys(key), code

    def recover(self, code: str) -> ProfileKeys:
        """Opens the profile by its printed code and gives the keyring the key back."""
        key = unwrap(self._wrapped(), code)
        self._keep(key)
        if not self.code_is_written():
            self.keep_code(code)
        return _keys(key)

    def new_code(self) -> str:
        """Another code for the same key; it opens nothing before it is kept."""
        return new_code(self._ids)

    def keep_code(self, code: str) -> None:
        """Somebody has proved that he holds this code: from now on it opens the profile, and no other does."""
        write_durably(self._paths.recovery, wrap(self._known_key(), code, self._ids, written=True))

    def code_is_written(self) -> bool:
        """Whether somebody has proved that he holds the code; a lost file leaves nobody a code."""
        try:
            return is_written(self._wrapped())
        except Problem:
            return False

    def forget(self) -> None:
        """Removes the key from the keyring: what is left of the profile can then be opened by the code only."""
        self._store.delete(self._entry())

    def _known_key(self) -> bytes:
        text = self._store.get(self._entry())
        try:
            key = b64decode(text or "", validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_SIZE:
            raise Problem("key_missing")
        return key

    def _keep(self, key: bytes) -> None:
        """Stores and reads back: a keyring that forgets must not be trusted with the only key."""
        text = b64encode(key).decode()
        self._store.set(self._entry(), text)
        if self._store.get(self._entry()) != text:
            raise Problem("keyring_forgets")

    def _wrapped(self) -> bytes:
        try:
            return self._paths.recovery.read_bytes()
        except FileNotFoundError as error:
            raise Problem("recovery_file_missing") from error

    def _entry(self) -> str:
        return f"profile {_profile_name(self._paths.folder)}"


def _profile_name(folder: Path) -> str:
    """Keyring entries are per profile folder name; two OS users have two keyrings."""
    return folder.name


def _keys(key: bytes) -> ProfileKeys:
    return ProfileKeys(derive(key, "database"), derive(key, "secrets"), derive(key, "files"))
