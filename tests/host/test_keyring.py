"""Only a real keyring is trusted, and a locked or absent one is said calmly."""

from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.domain.errors import Problem
from app.host.keyring import MemoryKeyStore, SystemKeyStore
from tests.fakes import MemoryKeyring


def disguised(base: type[KeyringBackend]) -> type[KeyringBackend]:
    """A test backend that answers to the name of a real one."""
    return type(
        "Keyring", (base,), {"__module__": "keyring.backends.SecretService", "__qualname__": "Keyring"}
    )


class LockedKeyring(MemoryKeyring):
    """Somebody closed the prompt."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("prompt dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("prompt dismissed")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("prompt dismissed")


class Chain(MemoryKeyring):
    """Several keyrings behind one, as the library makes when it finds more than one."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = list(backends)


def test_a_safe_keyring_keeps_and_forgets() -> None:
    store = SystemKeyStore(disguised(MemoryKeyring)())
    store.set("profile default", "k" * 44)
    assert store.get("profile default") == "k" * 44
    assert store.name() == "keyring.backends.SecretService.Keyring"
    store.delete("profile default")
    store.delete("profile default")
    assert store.get("profile default") is None


def test_a_keyring_nobody_vouched_for_is_no_keyring() -> None:
    for use in (lambda s: s.get("x"), lambda s: s.set("x", "y"), lambda s: s.delete("x")):
        with pytest.raises(Problem) as caught:
            use(SystemKeyStore(MemoryKeyring()))
        assert caught.value.key == "keyring_absent"


def test_in_a_chain_only_the_safe_one_is_used() -> None:
    plain, safe = MemoryKeyring(), disguised(MemoryKeyring)()
    SystemKeyStore(Chain(plain, safe)).set("x", "secret")
    assert plain.get_password("Quayside", "x") is None
    assert safe.get_password("Quayside", "x") == "secret"


def test_a_locked_keyring_is_a_problem_a_person_can_end() -> None:
    store = SystemKeyStore(disguised(LockedKeyring)())
    for use in (lambda: store.get("x"), lambda: store.set("x", "y"), lambda: store.delete("x")):
        with pytest.raises(Problem) as caught:
            use()
        assert caught.value.key == "keyring_locked"


def test_without_a_backend_of_our_own_the_library_chooses() -> None:
    with pytest.raises(Problem) as caught:
        SystemKeyStore().get("x")  # conftest put an unsafe one there
    assert caught.value.key == "keyring_absent"


def test_the_throw_away_store_keeps_until_it_is_dropped() -> None:
    store = MemoryKeyStore()
    store.set("x", "y")
    assert store.get("x") == "y"
    store.delete("x")
    store.delete("x")
    assert store.get("x") is None


@pytest.mark.server
def test_a_real_gnome_keyring_keeps_the_key_of_a_profile(in_keyring_session: Callable[[str], str]) -> None:
    source = """
from app.host.keyring import SystemKeyStore
store = SystemKeyStore()
store.set("profile default", "k" * 44)
print(SystemKeyStore().get("profile default") == "k" * 44)
store.delete("profile default")
store.delete("profile default")
print(store.get("profile default"), store.name())
"""
    assert in_keyring_session(source).split() == ["True", "None", "keyring.backends.SecretService.Keyring"]
