"""Settings are declared, survive a restart, and never lose what another version wrote."""

import json
from pathlib import Path

import pytest

from app.domain.errors import Bug
from app.host.settings import DECLARED, LANGUAGE, SCALE, THEME, TRAY, Setting, Settings


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert (settings.get(LANGUAGE), settings.get(SCALE), settings.get(TRAY)) == ("system", 100, True)


def test_a_change_is_there_after_a_restart(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").set(THEME, "dark")
    assert Settings(tmp_path / "settings.json").get(THEME) == "dark"


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"from_the_future": [1, 2]}')
    Settings(path).set(THEME, "light")
    assert json.loads(path.read_text()) == {"from_the_future": [1, 2], "theme": "light"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"scale": "big", "theme": 3}', b"\xff\xfe", b'{"scale": true}']
)
def test_a_file_broken_by_hand_means_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert (Settings(path).get(SCALE), Settings(path).get(THEME)) == (100, "system")


def test_a_value_that_is_not_allowed_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(Bug):
        Settings(tmp_path / "settings.json").set(SCALE, 101)


def test_an_old_name_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"dark_mode": "dark"}')
    renamed = Setting("theme", "system", ("system", "light", "dark", "high"), was=("dark_mode",))
    assert Settings(path, (renamed,)).get(renamed) == "dark"


def test_a_new_name_wins_over_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"dark_mode": "dark", "theme": "light"}')
    renamed = Setting("theme", "system", ("system", "light", "dark", "high"), was=("dark_mode",))
    assert Settings(path, (renamed,)).get(renamed) == "light"


def test_listeners_hear_real_changes_only(tmp_path: Path) -> None:
    settings, heard = Settings(tmp_path / "settings.json"), list[str]()
    settings.listen(heard.append)
    settings.set(TRAY, False)
    settings.set(TRAY, False)
    assert heard == ["keep_in_tray"]


def test_every_declared_default_is_allowed_and_every_key_is_unique() -> None:
    assert all(setting.accepts(setting.default) for setting in DECLARED)
    assert len({setting.key for setting in DECLARED}) == len(DECLARED)
