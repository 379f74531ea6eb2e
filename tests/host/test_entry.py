"""The command line starts only what it must, and the self-check says what is missing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import selfcheck
from app.selfcheck import Missing, self_check


def imported_by(*words: str) -> set[str]:
    """Top-level modules in memory after a subcommand ran with an empty input."""
    source = (
        "import sys, json\n"
        "from app.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "sys.stderr.write(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", source, *words], input=b"", capture_output=True, check=True, timeout=60
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [["worker"], ["simulator", "--help"], ["--help"]])
def test_a_child_process_starts_without_window_and_database(words: list[str]) -> None:
    assert not {"PySide6", "sqlalchemy", "alembic", "keyring"} & imported_by(*words)


def test_an_unknown_word_is_refused_with_a_usage_line() -> None:
    done = subprocess.run([sys.executable, "-m", "app", "sink"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: quayside" in done.stderr


def test_the_self_check_finds_everything_in_this_checkout(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "app", "self-check", str(file)], capture_output=True, text=True, check=False
    )
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["missing"] == []
    assert done.returncode == 0
    assert {"amazon", "ebay", "email"} <= set(report["channels"]["names"])
    assert report["database"]["cipher"].startswith("4.")
    assert report["keyring"] == {"backend": None, "state": "keyring_absent"}  # the tests' keyring is far away


def test_a_missing_part_is_named_and_makes_the_check_fail(capsys: pytest.CaptureFixture[str]) -> None:
    def no_fonts() -> selfcheck.Facts:
        raise Missing("icon fonts")

    checks = {
        "database": selfcheck.database,
        "fonts": no_fonts,
        "gone": lambda: __import__("no_such_library") and {},
    }
    assert self_check(None, checks) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["missing"] == ["fonts", "gone"]
    assert report["fonts"] == {"missing": "icon fonts"}
    assert "sqlite" in report["database"]
