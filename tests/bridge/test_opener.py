"""What stands between a start and the first rows: key, passphrase, code, file; each trouble says what it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from app.bridge.engine_room import EngineRoom
from app.bridge.opener import Opener
from app.bridge.task_pool import TaskPool
from app.domain.errors import Problem
from app.domain.mending import Harm
from app.host.keyring import KeyStore, MemoryKeyStore
from app.host.paths import ProfilePaths
from app.host.redaction import Redactor
from tests.fakes import FakeClock, SeededIds

PHRASE = "vier kleine Boote"


class Refusing:
    """A keyring that is not there, or locked."""

    def __init__(self, key: str) -> None:
        self._key = key

    def get(self, name: str) -> str | None:
        raise Problem(self._key)

    def set(self, name: str, secret: str) -> None:
        raise Problem(self._key)

    def delete(self, name: str) -> None:
        raise Problem(self._key)


@dataclass
class Start:
    """One start of the program after another, on one profile."""

    paths: ProfilePaths
    clock: FakeClock
    ids: SeededIds

    def opener(self, store: KeyStore, harm: Harm | None = None) -> Opener:
        self.room = EngineRoom(self.paths, self.clock, self.ids, TaskPool(), Redactor(), practice=False)
        return Opener(self.paths, store, self.clock, self.ids, self.room, harm)

    def fails(self, step: Callable[[], object]) -> str:
        with pytest.raises(Problem) as refused:
            step()
        return refused.value.key

    def new(self, store: KeyStore) -> str:
        """A profile whose code was written down."""
        opener = self.opener(store)
        if code := opener.open():
            self.room.keep_code(code)
        self.end()
        return code

    def end(self) -> None:
        """Only the file was opened: no thread of the room runs yet."""
        if self.room._engine is not None:
            self.room._engine.dispose()


@pytest.fixture
def start(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Start:
    paths = ProfilePaths(tmp_path / "default")
    paths.create()
    return Start(paths, clock, ids)


def test_a_code_is_offered_at_every_start_until_somebody_has_written_one_down(start: Start) -> None:
    store = MemoryKeyStore()
    first = start.opener(store).open()
    start.end()
    second = start.new(store)
    assert [len(code.split("-")) for code in (first, second)] == [8, 8]
    assert first != second
    assert start.new(store) == ""
    assert start.fails(lambda: start.opener(MemoryKeyStore()).recover(first)) == "recovery_code_wrong"
    assert start.opener(MemoryKeyStore()).recover(second) == ""


def test_whoever_came_in_by_the_code_has_written_it_down(start: Start) -> None:
    store = MemoryKeyStore()
    code = start.opener(store).open()
    start.end()
    start.opener(MemoryKeyStore()).recover(code)
    start.end()
    assert start.opener(store).open() == ""


def test_on_a_new_pc_the_code_opens_the_profile_and_fills_the_keyring(start: Start) -> None:
    code = start.new(MemoryKeyStore())
    keyring = MemoryKeyStore()
    opener = start.opener(keyring)
    assert start.fails(opener.open) == "key_missing"
    assert start.fails(lambda: opener.recover(code[:-1])) == "recovery_code_mistyped"
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code.replace("-", ""))
    assert opener.recover(f"  {wide[:16].lower()} {wide[16:]} ") == ""
    assert start.new(keyring) == ""


def test_a_locked_keyring_asks_for_one_more_try(start: Start) -> None:
    start.new(MemoryKeyStore())
    assert start.fails(start.opener(Refusing("keyring_locked")).open) == "keyring_locked"


def test_without_a_keyring_a_passphrase_is_chosen_then_asked_at_every_start(start: Start) -> None:
    absent = Refusing("keyring_absent")
    opener = start.opener(absent)
    assert start.fails(opener.open) == "passphrase_new"
    assert start.fails(lambda: opener.choose_passphrase("kurz")) == "passphrase_short"
    start.room.keep_code(opener.choose_passphrase(PHRASE))
    start.end()
    opener = start.opener(absent)
    assert start.fails(opener.open) == "passphrase_needed"
    assert start.fails(lambda: opener.use_passphrase("falsch falsch")) == "passphrase_wrong"
    assert opener.use_passphrase(PHRASE) == ""


def test_a_forgotten_passphrase_is_replaced_by_way_of_the_code(start: Start) -> None:
    absent = Refusing("keyring_absent")
    opener = start.opener(absent)
    start.fails(opener.open)
    code = opener.choose_passphrase(PHRASE)
    start.end()
    opener = start.opener(absent)
    assert start.fails(opener.open) == "passphrase_needed"
    assert start.fails(lambda: opener.recover(code)) == "passphrase_new"
    assert opener.choose_passphrase("fünf große Boote") == ""
    opener = start.opener(absent)
    assert opener.use_passphrase("fünf große Boote") == ""


def test_a_known_profile_without_any_keyring_asks_for_the_code_first(start: Start) -> None:
    """A passphrase for a key that is not known would begin a new desk over the old one."""
    code = start.new(MemoryKeyStore())
    opener = start.opener(Refusing("keyring_absent"))
    assert start.fails(opener.open) == "key_missing"
    assert start.fails(lambda: opener.recover(code)) == "passphrase_new"
    assert opener.choose_passphrase(PHRASE) == ""


def test_a_destroyed_file_leads_to_mending_and_stays_as_it_is(start: Start) -> None:
    store = MemoryKeyStore()
    start.new(store)
    start.paths.database.write_bytes(Random(3).randbytes(20_000))
    opener = start.opener(store)
    assert start.fails(opener.open) == Harm.UNREADABLE
    assert opener.mending().look().harm is Harm.UNREADABLE
    mended = opener.mending().begin_anew(lambda stage, done: None)
    assert opener.open() == ""
    assert (start.paths.folder / mended.aside).stat().st_size == 20_000


def test_a_file_that_is_gone_is_not_begun_anew_silently(start: Start) -> None:
    store = MemoryKeyStore()
    start.new(store)
    start.paths.journal.write_bytes(b"\n00000000 x")
    start.paths.database.unlink()
    opener = start.opener(store)
    assert start.fails(opener.open) == Harm.MISSING
    assert not start.paths.database.exists()


def test_damage_found_while_working_is_mended_first(start: Start) -> None:
    store = MemoryKeyStore()
    start.new(store)
    opener = start.opener(store, Harm.DAMAGED)
    assert start.fails(opener.open) == Harm.DAMAGED
    opener.mending().repair(lambda stage, done: None)
    assert opener.open() == ""


@pytest.mark.server
def test_a_real_keyring_that_lost_the_key_gets_it_back_by_the_code(
    in_keyring_session: Callable[[str], str], tmp_path: Path
) -> None:
    source = f"""
from pathlib import Path
from app.domain.errors import Problem
from app.host.chest import Chest
from app.host.clock import RandomIds
from app.host.keyring import SystemKeyStore
from app.host.paths import ProfilePaths
paths = ProfilePaths(Path({str(tmp_path / "lost")!r}))
paths.create()
chest = Chest(paths, SystemKeyStore(), RandomIds())
keys, code = chest.create()
chest.forget()
try:
    Chest(paths, SystemKeyStore(), RandomIds()).open()
except Problem as error:
    print(error.key)
print(chest.recover(code.lower().replace("-", "  ")) == keys)
print(Chest(paths, SystemKeyStore(), RandomIds()).open() == keys)
"""
    assert in_keyring_session(source).split() == ["key_missing", "True", "True"]
