"""Sealed secrets open in their own row with the right key, and nowhere else."""

import pytest

from app.domain.errors import Bug, Problem
from app.host.vault import Vault, derive
from tests.fakes import SeededIds

OLD, NEW = b"o" * 32, b"n" * 32


def test_what_was_sealed_opens_again(ids: SeededIds) -> None:
    vault = Vault({0: OLD}, ids)
    assert vault.open("login", "refresh", 3, vault.seal("login", "refresh", 3, b"secret")) == b"secret"


def test_the_same_secret_never_looks_the_same_twice(ids: SeededIds) -> None:
    vault = Vault({0: OLD}, ids)
    assert vault.seal("a", "b", 1, b"secret") != vault.seal("a", "b", 1, b"secret")


@pytest.mark.parametrize(
    "place", [("other", "refresh", 3), ("login", "password", 3), ("login", "refresh", 4)]
)
def test_a_sealed_value_cannot_be_moved_to_another_row(ids: SeededIds, place: tuple[str, str, int]) -> None:
    vault = Vault({0: OLD}, ids)
    sealed = vault.seal("login", "refresh", 3, b"secret")
    with pytest.raises(Problem) as caught:
        vault.open(*place, sealed)
    assert caught.value.key == "secret_unreadable"


def test_every_changed_byte_is_noticed(ids: SeededIds) -> None:
    vault = Vault({0: OLD}, ids)
    sealed = vault.seal("a", "b", 1, b"secret")
    for position in range(len(sealed)):
        broken = sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
        with pytest.raises(Problem):
            vault.open("a", "b", 1, broken)


@pytest.mark.parametrize("length", [0, 1, 2, 13, 20])
def test_a_cut_off_value_is_a_problem_and_no_crash(ids: SeededIds, length: int) -> None:
    vault = Vault({0: OLD}, ids)
    with pytest.raises(Problem):
        vault.open("a", "b", 1, vault.seal("a", "b", 1, b"secret")[:length])


def test_after_a_rotation_old_values_open_and_are_known_to_be_stale(ids: SeededIds) -> None:
    sealed = Vault({0: OLD}, ids).seal("a", "b", 1, b"secret")
    vault = Vault({0: OLD, 1: NEW}, ids)
    assert vault.open("a", "b", 1, sealed) == b"secret"
    assert vault.is_stale(sealed)
    assert not vault.is_stale(vault.seal("a", "b", 1, b"secret"))


def test_a_value_of_a_key_we_lost_is_a_problem(ids: SeededIds) -> None:
    sealed = Vault({1: NEW}, ids).seal("a", "b", 1, b"secret")
    with pytest.raises(Problem):
        Vault({0: OLD}, ids).open("a", "b", 1, sealed)


@pytest.mark.parametrize("keys", [{}, {0: b"short"}])
def test_a_vault_without_proper_keys_is_our_mistake(ids: SeededIds, keys: dict[int, bytes]) -> None:
    with pytest.raises(Bug):
        Vault(keys, ids)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert len({derive(OLD, "database"), derive(OLD, "files"), derive(NEW, "files"), OLD, NEW}) == 5
