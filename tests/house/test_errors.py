"""Every trouble that a person may be told of has words, and the words ask for nothing the trouble does not carry."""

import ast
import re
from collections.abc import Iterator

from app.views.words import WORDS
from tests.house.source import python_files, short, tree

SHOWN = {"Problem", "Outage"}
"""Bugs are told by their key alone; they become a report."""


def _raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """(place, key, names of the values) of every Problem and Outage the program makes."""
    for path in python_files("app"):
        if "simulator" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in SHOWN
                and node.args
            ):
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    values = frozenset(word.arg or "" for word in node.keywords)
                    yield f"{short(path)}:{node.lineno}", key.value, values


def test_every_trouble_has_words() -> None:
    assert [f"{place} {key}" for place, key, _ in _raised() if f"error.{key}" not in WORDS] == []


def test_the_words_ask_only_for_values_that_come_along() -> None:
    blank = re.compile(r"\{(\w+)")
    assert [
        f"{place} {key} lacks {missing}"
        for place, key, values in _raised()
        if (missing := set(blank.findall(WORDS.get(f"error.{key}", ""))) - values)
    ] == []
