"""Opens a profile: finds its key in the keyring, by the recovery code or by a passphrase, then its file."""

from typing import TYPE_CHECKING

from app.bridge.engine_room import EngineRoom, facts_of
from app.domain.errors import Bug, Problem
from app.domain.mending import Harm
from app.domain.moments import Clock, IdSource
from app.domain.opening import Heard
from app.host.chest import Chest, ProfileKeys
from app.host.keyring import KeyStore
from app.host.paths import ProfilePaths

if TYPE_CHECKING:
    from app.services.mending import Mender


class Opener:
    """Implements `app.domain.opening.Opening`. One call at a time."""

    def __init__(
        self, paths: ProfilePaths, store: KeyStore, clock: Clock, ids: IdSource, room: EngineRoom,
        known_harm: Harm | None = None,
    ) -> None:  # fmt: skip
        """`known_harm`: what was found while the program ran; opening leads to mending first."""
        self._paths, self._store, self._clock, self._ids = paths, store, clock, ids
        self._room, self._harm = room, known_harm
        self._keys: ProfileKeys | None = None
        self._typed_code = self._new_code = ""
        self._heard: Heard = lambda step, done, whole: None

    def hear(self, heard: Heard) -> None:
        """Who is told, on the working thread, what takes long."""
        self._heard = heard

    def open(self) -> str:
        """Opens the profile, or makes a new one; where nobody has proved yet that he holds a recovery code, the answer
        is one, to be shown once."""
        if self._keys is None:
            self._find_keys()
        return self._open_file()

    def recover(self, code: str) -> str:
        """Opens the profile by its recovery code and gives the keyring the key back."""
        try:
            self._keys = self._chest().recover(code)
        except Problem as error:
            if error.key != "keyring_absent":
                raise
            self._typed_code = code
            raise Problem("passphrase_new") from error
        return self._open_file()

    def use_passphrase(self, phrase: str) -> str:
        """Opens the profile by its passphrase."""
        store = self._passphrase(phrase)
        self._keys = Chest(self._paths, store, self._ids).open()
        self._store = store
        return self._open_file()

    def choose_passphrase(self, phrase: str) -> str:
        """From now on this passphrase keeps the key, because no keyring does."""
        self._store = self._passphrase(phrase)
        if self._typed_code:
            code, self._typed_code = self._typed_code, ""
            return self.recover(code)
        return self.open()

    def mending(self) -> "Mender":
        """Puts the file right; the key must be known."""
        from app.bridge.journal_sealer import journal_of
        from app.services.mending import Mender

        if self._keys is None:
            raise Bug("mending_before_key")
        journal = journal_of(self._paths, self._keys, self._ids)
        self._harm = None
        return Mender(
            self._paths.database, self._keys.database, self._paths.backups, journal, facts_of, self._clock
        )

    # --- the key ----------------------------------------------------------------------------------------------------

    def _find_keys(self) -> None:
        chest = self._chest()
        try:
            if chest.is_new():
                self._keys, self._new_code = chest.create()
            else:
                self._keys = chest.open()
        except Problem as error:
            raise Problem(self._way_in(error.key)) from error

    def _way_in(self, trouble: str) -> str:
        """What a person is asked where the keyring has no answer."""
        if trouble in ("keyring_absent", "key_missing") and self._paths.passphrase.exists():
            return "passphrase_needed"
        if trouble == "keyring_absent":
            return "passphrase_new" if self._chest().is_new() else "key_missing"
        return trouble

    def _chest(self) -> Chest:
        return Chest(self._paths, self._store, self._ids)

    def _passphrase(self, phrase: str) -> KeyStore:
        from app.host.passphrase import PassphraseStore

        return PassphraseStore(self._paths.passphrase, phrase, self._ids)

    # --- the file ---------------------------------------------------------------------------------------------------

    def _open_file(self) -> str:
        if self._keys is None:
            raise Bug("file_before_key")
        if self._harm is not None:
            raise Problem(self._harm.value)
        if not self._has_rows():
            from app.bridge.journal_sealer import journal_of
            from app.services.mending import refuse_lost

            journal = journal_of(self._paths, self._keys, self._ids)
            refuse_lost(self._paths.database, self._paths.backups, journal)
        chest = self._chest()
        if not self._new_code and not chest.code_is_written():
            self._new_code = chest.new_code()
        self._room.prepare(self._keys, self._heard, chest)
        return self._new_code

    def _has_rows(self) -> bool:
        database = self._paths.database
        return database.exists() and database.stat().st_size > 0
