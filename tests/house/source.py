"""The project's own files, as git knows them, read once for all house tests."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, part of the project."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted(ROOT / name for name in names if name and (ROOT / name).is_file()))


def python_files(*folders: str) -> list[Path]:
    """Python files below the named top-level folders."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    """A path as it is written in messages and lists of exceptions."""
    return path.relative_to(ROOT).as_posix()


def dotted(node: ast.expr) -> str:
    """`datetime.now` for the expression datetime.now; '' for anything that is not plain names."""
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return node.id if isinstance(node, ast.Name) else ""
