"""The profile's key: made once, found again, recovered by the code, and never made anew over old data."""

import json
from pathlib import Path

import pytest

from app.domain.errors import Problem
from app.host.chest import Chest
from app.host.keyring import MemoryKeyStore
from app.host.paths import ProfilePaths
from tests.fakes import SeededIds


class ForgetfulKeyStore(MemoryKeyStore):
    """Says yes and keeps nothing."""

    def set(self, name: str, secret: str) -> None:
        """Forgets at once."""


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    return ProfilePaths(tmp_path / "default")


def test_a_new_profile_gets_keys_that_are_found_again(paths: ProfilePaths, ids: SeededIds) -> None:
    store = MemoryKeyStore()
    keys, _ = Chest(paths, store, ids).create()
    assert Chest(paths, store, ids).open() == keys
    assert len({keys.database, keys.secrets, keys.files}) == 3


def test_keys_do_not_show_themselves(paths: ProfilePaths, ids: SeededIds) -> None:
    keys, _ = Chest(paths, MemoryKeyStore(), ids).create()
    assert repr(keys) == "ProfileKeys()"


def test_one_short_entry_is_all_the_keyring_holds(paths: ProfilePaths, ids: SeededIds) -> None:
    store = MemoryKeyStore()
    Chest(paths, store, ids).create()
    assert len(store.get("profile default") or "") == 44


def test_after_the_keyring_is_lost_the_code_opens_the_data_and_fills_the_keyring(
    paths: ProfilePaths, ids: SeededIds
) -> None:
    keys, code = Chest(paths, MemoryKeyStore(), ids).create()
    chest = Chest(paths, MemoryKeyStore(), ids)
    with pytest.raises(Problem) as caught:
        chest.open()
    assert caught.value.key == "key_missing"
    assert chest.recover(code) == keys
    assert chest.open() == keys


def test_a_key_is_never_made_anew_over_a_database(paths: ProfilePaths, ids: SeededIds) -> None:
    paths.create()
    paths.database.touch()
    chest = Chest(paths, MemoryKeyStore(), ids)
    assert not chest.is_new()
    with pytest.raises(Problem) as caught:
        chest.create()
    assert caught.value.key == "key_missing"


def test_a_renewed_code_replaces_the_old_one(paths: ProfilePaths, ids: SeededIds) -> None:
    chest = Chest(paths, MemoryKeyStore(), ids)
    keys, old = chest.create()
    new = chest.new_code()
    assert chest.recover(old) == keys  # until somebody has written the new one down
    chest.keep_code(new)
    assert chest.recover(new) == keys
    with pytest.raises(Problem) as caught:
        chest.recover(old)
    assert caught.value.key == "recovery_code_wrong"


def test_a_code_counts_as_written_down_only_when_somebody_proved_it(
    paths: ProfilePaths, ids: SeededIds
) -> None:
    chest = Chest(paths, MemoryKeyStore(), ids)
    _, code = chest.create()
    assert not chest.code_is_written()
    chest.keep_code(code)
    assert chest.code_is_written()
    before = json.loads(paths.recovery.read_bytes())
    del before["written"]
    paths.recovery.write_text(json.dumps(before))
    assert chest.code_is_written()  # an earlier version asked and did not note it
    paths.recovery.write_bytes(b"broken")
    assert chest.code_is_written()
    paths.recovery.unlink()
    assert not chest.code_is_written()


def test_a_keyring_that_forgets_is_not_trusted_with_the_only_key(paths: ProfilePaths, ids: SeededIds) -> None:
    chest = Chest(paths, ForgetfulKeyStore(), ids)
    with pytest.raises(Problem) as caught:
        chest.create()
    assert caught.value.key == "keyring_forgets"
    assert chest.is_new()


def test_garbage_in_the_keyring_counts_as_missing(paths: ProfilePaths, ids: SeededIds) -> None:
    store = MemoryKeyStore()
    chest = Chest(paths, store, ids)
    chest.create()
    for garbage in ("", "not base64 !", "c2hvcnQ=", "鑰" * 44):
        store.set("profile default", garbage)
        with pytest.raises(Problem) as caught:
            chest.open()
        assert caught.value.key == "key_missing"


def test_without_the_recovery_file_a_code_opens_nothing(paths: ProfilePaths, ids: SeededIds) -> None:
    chest = Chest(paths, MemoryKeyStore(), ids)
    _, code = chest.create()
    paths.recovery.unlink()
    with pytest.raises(Problem) as caught:
        chest.recover(code)
    assert caught.value.key == "recovery_file_missing"


def test_a_forgotten_key_leaves_the_code_as_the_only_way(paths: ProfilePaths, ids: SeededIds) -> None:
    chest = Chest(paths, MemoryKeyStore(), ids)
    keys, code = chest.create()
    chest.forget()
    with pytest.raises(Problem):
        chest.open()
    assert chest.recover(code) == keys
