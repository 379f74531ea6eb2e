"""The locks: hashed, without addresses, true to pyproject.toml, and without the one library that crashes."""

import re
import tomllib

import pytest

from tests.house.source import ROOT

LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("app", "practice", "dev")}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pins(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.MULTILINE))


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_address(name: str) -> None:
    assert "://" not in LOCKS[name]
    assert not re.search(r"^-", LOCKS[name], re.MULTILINE)
    for block in re.split(r"\n(?=\S)", LOCKS[name]):
        assert "--hash=sha256:" in block, block


def test_each_lock_contains_the_one_before() -> None:
    app, practice, dev = (_pins(LOCKS[name]).items() for name in ("app", "practice", "dev"))
    assert app <= practice <= dev


def test_the_locks_hold_everything_the_project_asks_for() -> None:
    extras = PYPROJECT["optional-dependencies"]
    assert {_name(r) for r in PYPROJECT["dependencies"]} <= set(_pins(LOCKS["app"]))
    assert {_name(r) for r in extras["practice"]} <= set(_pins(LOCKS["practice"]))
    assert {_name(r) for r in extras["dev"]} <= set(_pins(LOCKS["dev"]))


def test_the_qt_that_loses_references_stays_out() -> None:
    assert not _pins(LOCKS["app"])["pyside6-essentials"].startswith("6.12")


def test_what_we_refuse_to_ship_is_not_pulled_in() -> None:
    refused = {"keyrings-alt", "minisbd", "aioimaplib", "html2text", "zenpy", "bleach", "pyside6-addons"}
    assert not refused & set(_pins(LOCKS["dev"]))
