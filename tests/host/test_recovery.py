"""The printed code opens the data, forgives handwriting, and tells a slip of the pen from a wrong code."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.host.recovery import ALPHABET, new_code, offered, read_code, unwrap, wrap
from tests.fakes import SeededIds

KEY = b"k" * 32


def test_a_code_is_eight_groups_of_four(ids: SeededIds) -> None:
    code = new_code(ids)
    assert [len(group) for group in offered(code, ids).groups] == [4] * 8
    assert set(code) <= set(ALPHABET + "-")
    assert new_code(ids) != code


def test_the_code_opens_what_it_closed(ids: SeededIds) -> None:
    code = new_code(ids)
    assert unwrap(wrap(KEY, code, ids), code) == KEY


@given(st.integers(0, 2**32))
def test_handwriting_is_forgiven(seed: int) -> None:
    code = new_code(SeededIds(seed))
    written = code.lower().replace("-", " – ").replace("0", "o").replace("1", "l")
    assert read_code(written) == code.replace("-", "")


@given(st.integers(0, 2**32), st.integers(0, 31), st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_noticed_before_the_slow_check(seed: int, place: int, letter: str) -> None:
    code = new_code(SeededIds(seed)).replace("-", "")
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong == code:
        assert read_code(wrong) == code
    else:
        with pytest.raises(Problem) as caught:
            read_code(wrong)
        assert caught.value.key == "recovery_code_mistyped"


@given(st.integers(0, 2**32), st.integers(0, 28))
def test_two_swapped_letters_are_noticed(seed: int, place: int) -> None:
    code = new_code(SeededIds(seed)).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(Problem):
            read_code(swapped)


@pytest.mark.parametrize("typed", ["", "AAAA", "U" * 32, "0" * 31, "0" * 33, "中" * 32])
def test_what_cannot_be_a_code_is_said_to_be_mistyped(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_code(typed)
    assert caught.value.key == "recovery_code_mistyped"


def test_the_code_of_another_profile_is_wrong_but_not_mistyped(ids: SeededIds) -> None:
    wrapped = wrap(KEY, new_code(ids), ids)
    with pytest.raises(Problem) as caught:
        unwrap(wrapped, new_code(ids))
    assert caught.value.key == "recovery_code_wrong"


def _with_cost(wrapped: bytes, **cost: int) -> bytes:
    content = json.loads(wrapped)
    content["scrypt"] |= cost
    return json.dumps(content).encode()


def test_a_damaged_file_is_said_to_be_damaged(ids: SeededIds) -> None:
    code = new_code(ids)
    wrapped = wrap(KEY, code, ids)
    for broken in (
        b"",
        b"{}",
        wrapped[:-20],
        b"[1]",
        _with_cost(wrapped, n=1 << 30),
        _with_cost(wrapped, r=999),
    ):
        with pytest.raises(Problem) as caught:
            unwrap(broken, code)
        assert caught.value.key == "recovery_file_damaged"
