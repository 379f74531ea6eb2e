"""A computer without a keyring: the key lies closed beside the data, and only the passphrase opens it."""

import pytest

from app.domain.errors import Problem
from app.host.chest import Chest
from app.host.passphrase import PassphraseStore
from app.host.paths import ProfilePaths
from tests.fakes import SeededIds

PHRASE = "vier kleine Boote 四条小船"


@pytest.fixture
def paths(tmp_path: object) -> ProfilePaths:
    return ProfilePaths(tmp_path)  # type: ignore[arg-type]


def test_the_passphrase_keeps_the_key_and_is_stored_nowhere(paths: ProfilePaths, ids: SeededIds) -> None:
    keys, _ = Chest(paths, PassphraseStore(paths.passphrase, PHRASE, ids), ids).create()
    assert Chest(paths, PassphraseStore(paths.passphrase, PHRASE, ids), ids).open() == keys
    kept = b"".join(file.read_bytes() for file in paths.folder.iterdir())
    assert b"Boote" not in kept
    assert "小船".encode() not in kept


def test_a_wrong_passphrase_is_told_from_a_lost_key(paths: ProfilePaths, ids: SeededIds) -> None:
    Chest(paths, PassphraseStore(paths.passphrase, PHRASE, ids), ids).create()
    with pytest.raises(Problem) as refused:
        Chest(paths, PassphraseStore(paths.passphrase, PHRASE + "!", ids), ids).open()
    assert refused.value.key == "passphrase_wrong"


def test_the_same_letters_composed_otherwise_are_the_same_phrase(paths: ProfilePaths, ids: SeededIds) -> None:
    PassphraseStore(paths.passphrase, "caf\u00e9 caf\u00e9 caf\u00e9", ids).set("x", "key")
    assert PassphraseStore(paths.passphrase, "cafe\u0301 cafe\u0301 cafe\u0301", ids).get("x") == "key"


def test_a_short_phrase_is_refused_and_a_forgotten_key_is_gone(paths: ProfilePaths, ids: SeededIds) -> None:
    with pytest.raises(Problem) as refused:
        PassphraseStore(paths.passphrase, "kurz      ", ids)
    assert refused.value.key == "passphrase_short"
    store = PassphraseStore(paths.passphrase, PHRASE, ids)
    assert store.get("x") is None
    store.set("x", "key")
    store.delete("x")
    assert store.get("x") is None
