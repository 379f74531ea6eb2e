"""Files and functions stay small enough to be read in one go."""

import ast

from tests.house.source import ROOT, python_files, short, tree

FILE_WALL = 300
FUNCTION_WALL = 40

LONG_FILES: dict[str, str] = {
    "app/connectors/contract.py": "the whole contract of a channel on one page",
    "app/domain/commands.py": "the list of everything a person can ask for",
    "app/domain/readmodels.py": "what every screen is given, one value after the other",
    "app/store/schema.py": "all tables, nothing else",
}
"""Files past the wall, each with its reason."""

LONG_FUNCTIONS: dict[str, str] = {}
"""`file.py:function` past the wall, each with its reason."""


def test_no_file_grows_past_the_wall() -> None:
    lines = {short(path): path.read_text(encoding="utf-8").count("\n") for path in python_files("app")}
    long = {name: count for name, count in lines.items() if count > FILE_WALL and name not in LONG_FILES}
    assert long == {}


def test_no_function_grows_past_the_wall() -> None:
    long = {
        f"{short(path)}:{node.name}": length
        for path in python_files("app")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_WALL
        and f"{short(path)}:{node.name}" not in LONG_FUNCTIONS
    }
    assert long == {}


def test_the_lists_of_exceptions_name_what_exists() -> None:
    gone = [name for name in [*LONG_FILES, *LONG_FUNCTIONS] if not (ROOT / name.split(":")[0]).exists()]
    assert gone == []
