"""Every command of the screen in one register: menus, palette, shortcuts and help are all drawn from it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.views.keys import FULL_WIDTH
from app.views.shared.settings import Settings
from app.views.words import say


class Where(StrEnum):
    """Where a key means a command."""

    LIST = "list"
    """the list, and a conversation that is only read"""
    CONVERSATION = "conversation"
    COMPOSER = "composer"
    GLOBAL = "global"


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class UiCommand:
    """One thing a person can do: its words are `command.<id>`."""

    id: str
    keys: tuple[str, ...]
    where: Where
    action: Callable[[], None]
    enabled: Callable[[], bool] = field(default=_always)
    icon: str = ""
    in_palette: bool = True

    @property
    def title(self) -> str:
        return say(f"command.{self.id}")


class Registry(QObject):
    """Knows every command, and which keys mean it here and now."""

    rebound = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands: dict[str, UiCommand] = {}
        self._own: dict[str, tuple[str, ...]] = _read_keys(settings.text("keys"))

    def add(self, *commands: UiCommand) -> None:
        """Registers commands; an id names one command only."""
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"two commands named {command.id}")
            self._commands[command.id] = command

    def all(self) -> tuple[UiCommand, ...]:
        return tuple(self._commands.values())

    def get(self, name: str) -> UiCommand:
        return self._commands[name]

    def run(self, name: str) -> bool:
        """Does it, if it can be done now."""
        command = self._commands[name]
        if not command.enabled():
            return False
        command.action()
        return True

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys of a command: the agent's own, else the usual ones."""
        return self._own.get(name, self._commands[name].keys)

    def bindings(self, where: Where) -> dict[str, str]:
        """key or chord → command id, for a place. Keys of reading also work in the list and the other way round."""
        places = {Where.GLOBAL, where}
        if where in (Where.LIST, Where.CONVERSATION):
            places |= {Where.LIST, Where.CONVERSATION}
        here = (command for command in self._commands.values() if command.where in places)
        return {key: command.id for command in here for key in self.keys_of(command.id)}

    def holder(self, key: str, but: str = "") -> UiCommand | None:
        """Who has a key already, or a key that it would hide."""
        for command in self._commands.values():
            for own in self.keys_of(command.id):
                if command.id != but and (
                    own == key or own.startswith(key + " ") or key.startswith(own + " ")
                ):
                    return command
        return None

    def rebind(self, name: str, keys: Iterable[str] | None) -> None:
        """Gives a command other keys; None brings the usual ones back."""
        if keys is None:
            self._own.pop(name, None)
        else:
            self._own[name] = tuple(keys)
        self._settings.put("keys", json.dumps(self._own))
        self.rebound.emit()

    def chord_hint(self, first: str) -> str:
        """What may follow the first key of a chord; '' for none."""
        keys = (key for command in self._commands.values() for key in self.keys_of(command.id))
        following = [key.split()[1] for key in keys if first and key.startswith(first + " ")]
        return say("keys.hint", keys=first, next=" ".join(following)) if following else ""

    def key_hint(self, name: str) -> str:
        """`G I`, for menus and buttons."""
        keys = self.keys_of(name)
        return keys[0] if keys else ""


def _read_keys(text: str) -> dict[str, tuple[str, ...]]:
    try:
        stored = json.loads(text or "{}")
        return {str(name): tuple(map(str, keys)) for name, keys in stored.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def spelled(typed: str) -> str:
    """A key as a person writes it (`ctrl+k`, `g i`, `？`) in the register's own spelling."""
    return " ".join(_spelled_one(part) for part in typed.split())


def _spelled_one(part: str) -> str:
    if part == "+":
        return part
    names = {
        "ctrl": "Ctrl",
        "alt": "Alt",
        "shift": "Shift",
        "enter": "Enter",
        "return": "Enter",
        "esc": "Esc",
    }
    pieces = [FULL_WIDTH.get(piece, piece) for piece in part.split("+")]
    return "+".join(names.get(piece.lower(), piece.upper() if len(piece) == 1 else piece) for piece in pieces)
