"""Files and functions stay small enough to be read in one go."""

import ast

from tests.house.source import python_files, short, tree

FILE_WALL = 300
FUNCTION_WALL = 40

LONG_FILES: dict[str, tuple[int, str]] = {
    "app/store/schema.py": (580, "all tables, nothing else"),
}
"""Files past the wall, each with a wall of its own and the reason."""

LONG_FUNCTIONS: dict[str, tuple[int, str]] = {}
"""`file.py:function` past the wall, each with a wall of its own and the reason."""


def test_no_file_grows_past_the_wall() -> None:
    lines = {short(path): path.read_text(encoding="utf-8").count("\n") for path in python_files("app")}
    walls = {name: wall for name, (wall, _) in LONG_FILES.items()}
    long = {name: count for name, count in lines.items() if count > walls.get(name, FILE_WALL)}
    assert long == {}


def test_no_function_grows_past_the_wall() -> None:
    lengths = {
        f"{short(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python_files("app")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    walls = {name: wall for name, (wall, _) in LONG_FUNCTIONS.items()}
    assert {name: length for name, length in lengths.items() if length > walls.get(name, FUNCTION_WALL)} == {}


def test_no_exception_outlives_its_need() -> None:
    lines = {short(path): path.read_text(encoding="utf-8").count("\n") for path in python_files("app")}
    assert [name for name in LONG_FILES if lines.get(name, 0) <= FILE_WALL] == []
    assert [name for name in LONG_FUNCTIONS if name.split(":")[0] not in lines] == []
