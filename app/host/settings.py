"""Settings declared as data: each has a type, a default and what is allowed; stored as one small JSON file.

What a newer version wrote is kept, what a hand broke falls back to the default, and old names are remembered.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from app.domain.errors import Bug
from app.host.durable import write_durably

T = TypeVar("T", str, int, bool)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing that can be set. `allowed` empty means any value of the type."""

    key: str
    default: T
    allowed: tuple[T, ...] = ()
    was: tuple[str, ...] = ()
    """names it had in earlier versions"""

    def accepts(self, value: object) -> bool:
        """Whether a stored or given value is one of ours; True is no number."""
        return type(value) is type(self.default) and (not self.allowed or value in self.allowed)


LANGUAGE = Setting("language", "system", ("system", "zh", "en"))
THEME = Setting("theme", "system", ("system", "light", "dark", "high"))
SCALE = Setting("scale", 100, (90, 100, 110, 125, 150, 175, 200))
"""Size of everything in percent."""
TRAY = Setting("keep_in_tray", True)
NOTIFY = Setting("notify", True)
SOUND = Setting("sound", False)
WINDOW = Setting("window", "")
"""Place and panes of the window as Qt wrote them, base64."""
DATA_ROOM_PERCENT = Setting("data_room_percent", 5, (1, 2, 5, 10, 20, 40))
"""The share of the disk that raw mails and backups may take, each."""

AnySetting = Setting[str] | Setting[int] | Setting[bool]

DECLARED: tuple[AnySetting, ...] = (
    LANGUAGE, THEME, SCALE, TRAY, NOTIFY, SOUND, WINDOW, DATA_ROOM_PERCENT
)  # fmt: skip


class Settings:
    """The settings of one profile. Changes are on disk when `set` returns."""

    def __init__(self, path: Path, declared: tuple[AnySetting, ...] = DECLARED) -> None:
        self._path = path
        self._values = _read(path)
        self._listeners: list[Callable[[str], None]] = []
        for setting in declared:
            self._adopt_old_name(setting.key, setting.was)

    def get(self, setting: Setting[T]) -> T:
        value = self._values.get(setting.key, setting.default)
        return cast(T, value) if setting.accepts(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        if not setting.accepts(value):
            raise Bug("setting_value", setting=setting.key)
        if self._values.get(setting.key) == value:
            return
        self._values[setting.key] = value
        text = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
        write_durably(self._path, text.encode())
        for listener in self._listeners:
            listener(setting.key)

    def listen(self, listener: Callable[[str], None]) -> None:
        """Calls back with the key of every setting that changes, in the thread that changed it."""
        self._listeners.append(listener)

    def _adopt_old_name(self, key: str, names: tuple[str, ...]) -> None:
        for name in names:
            if name in self._values:
                self._values.setdefault(key, self._values.pop(name))


def _read(path: Path) -> dict[str, object]:
    """What the file says; nothing where there is none or it cannot be understood."""
    try:
        values = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
