"""What is written in the project: a sentence on top, the house's names, no addresses of this or that workplace."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, python_files, short, tracked, tree

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
MARKS = re.compile(r"\b(TODO|FIXME|XXX)\b")
WORKPLACE = re.compile(
    r"(?<![\w.~$}/])/root/|--(extra-)?index-url[ =]\S*://"
    r"|\b(files|registry|deb)\.[a-z]+(hosted|js|ian)\.(org|com)\b"
)
"""Absolute places of one machine, and package registries."""
THIS_FILE = Path(__file__)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".sh",
    ".ts",
    ".spec",
    ".ini",
    ".cfg",
    ".yaml",
    ".yml",
    ".sql",
    "",
}


def test_every_module_opens_with_a_sentence() -> None:
    bare = [
        short(path)
        for path in python_files("app", "benchmarks", "tests")
        if path.stat().st_size
        and not (ast.get_docstring(tree(path)) or "").split("\n")[0].rstrip(":").strip()
    ]
    assert bare == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = [
        short(path)
        for path in tracked()
        if VAGUE_NAMES & set(re.split(r"[/_.]", short(path).lower())) and path.suffix == ".py"
    ]
    assert vague == []


def test_no_mark_for_later_is_left_in_the_code() -> None:
    marked = [
        f"{short(path)}:{number}"
        for path in python_files("app", "tests", "benchmarks")
        if path != THIS_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MARKS.search(line)
    ]
    assert marked == []


def test_no_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    named = [
        f"{short(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path.suffix in TEXT and path != THIS_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if WORKPLACE.search(line)
    ]
    assert named == []


@pytest.mark.parametrize("banned", ["unittest.mock", "pytest_mock", "respx"])
def test_tests_use_fakes_and_real_servers_instead_of_mocks(banned: str) -> None:
    users = [
        short(path)
        for path in python_files("tests")
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(banned))
        or (isinstance(node, ast.ImportFrom) and f"{node.module}.{node.names[0].name}" == banned)
        or (isinstance(node, ast.Import) and any(name.name.startswith(banned) for name in node.names))
    ]
    assert users == []


NO_WORDS_ON_SCREEN = {
    "app/views/conversation/pane.py": "knows the prefixes that mail programs put before a subject",
}
"""Files with Chinese that is looked for in mails, never shown."""


def test_views_never_say_a_sentence_of_their_own() -> None:
    """Chinese text on screen lives in the word tables, where the English can be held beside it."""
    chinese = re.compile(r"[\u4e00-\u9fff]{2,}")
    tables = ROOT / "app" / "views" / "vocabulary"
    loose = [
        f"{short(path)}:{node.lineno} {node.value[:20]}"
        for path in python_files("app")
        if "/views/" in path.as_posix() and tables not in path.parents
        if short(path) not in NO_WORDS_ON_SCREEN
        for node in _strings_that_are_not_docstrings(tree(path))
        if chinese.search(node.value)
    ]
    assert loose == []


def _strings_that_are_not_docstrings(module: ast.Module) -> list[ast.Constant]:
    bare = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
    ]
