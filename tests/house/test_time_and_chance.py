"""Time, randomness and ids are passed in: only one file asks the machine for them."""

import ast
from pathlib import Path

from tests.house.source import dotted, python_files, short, tree

THE_ONE_FILE = "app/host/clock.py"

WALL_CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter", "time.perf_counter_ns",
    "time.localtime", "time.gmtime", "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc", "QDate.currentDate",
    "QDateTime.currentMSecsSinceEpoch",
}  # fmt: skip
CHANCE = {"uuid.uuid4", "uuid.uuid1", "uuid4", "uuid1", "os.urandom"}
ALLOWED_FROM_RANDOM = {"Random", "random.Random"}


def _asks_the_machine(path: Path) -> list[str]:
    found = []
    imported = [node.names for node in ast.walk(tree(path)) if isinstance(node, ast.Import)]
    prefix = "random." if any(alias.name == "random" for names in imported for alias in names) else "never "
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute | ast.Name):
            name = dotted(node)
            if name in WALL_CLOCK | CHANCE or (name.startswith(prefix) and name not in ALLOWED_FROM_RANDOM):
                found.append(f"{short(path)}:{node.lineno} {name}")
        elif isinstance(node, ast.ImportFrom) and node.module in ("random", "time", "secrets"):
            names = {alias.name for alias in node.names} - {"Random", "sleep", "compare_digest"}
            found += [f"{short(path)}:{node.lineno} {name}" for name in names if node.module != "time"]
            found += [f"{short(path)}:{node.lineno} {name}" for name in names if f"time.{name}" in WALL_CLOCK]
        elif isinstance(node, ast.Import):
            found += [
                f"{short(path)}:{node.lineno} secrets" for alias in node.names if alias.name == "secrets"
            ]
    return found


def test_only_the_clock_asks_the_machine_for_time_or_chance() -> None:
    files = [path for path in python_files("app") if short(path) != THE_ONE_FILE]
    assert [line for path in files for line in _asks_the_machine(path)] == []


def test_tests_draw_from_seeded_sources_only() -> None:
    drawers = ("tests/conftest.py", "tests/faults/__main__.py")  # they draw the seed of a run, and print it
    found = [
        line
        for path in python_files("tests")
        if short(path) not in drawers
        for line in _asks_the_machine(path)
    ]
    assert [
        line for line in found if not line.split()[1].startswith(("time.", "perf_counter", "monotonic"))
    ] == []


def test_tests_never_wait_by_sleeping() -> None:
    sleepers = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and dotted(node.func) in ("time.sleep", "sleep")
    ]
    assert sleepers == []
