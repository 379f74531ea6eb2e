"""Who imports whom is what ARCHITECTURE.md draws."""

import ast
import subprocess
import sys
from itertools import permutations

import grimp

from tests.house.source import ROOT, python_files, short, tree


def test_every_import_contract_is_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_channels_do_not_know_each_other() -> None:
    folders = [path.parent.name for path in (ROOT / "app" / "connectors").glob("*/__init__.py")]
    graph = grimp.build_graph("app", cache_dir=None)
    known = [
        (one, other)
        for one, other in permutations(sorted(folders), 2)
        if graph.find_shortest_chains(f"app.connectors.{one}", f"app.connectors.{other}")
    ]
    assert known == []


def test_bridge_takes_nothing_from_qt_that_draws() -> None:
    allowed = {"PySide6.QtCore", "PySide6.QtNetwork"}
    drawn = [
        f"{short(path)}:{node.lineno} {node.module}"
        for path in python_files("app")
        if "/bridge/" in path.as_posix()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("PySide6")
        and node.module not in allowed
    ]
    assert drawn == []


def test_domain_needs_the_standard_library_only() -> None:
    allowed = set(sys.stdlib_module_names) | {"app"}
    foreign = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("app")
        if "/domain/" in path.as_posix()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
        if name.split(".")[0] not in allowed
    ]
    assert foreign == []
