"""Commands as JSON and back, field by field; what does not fit its type exactly is refused."""

import types
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from app.domain import commands
from app.domain.commands import Command
from app.domain.errors import Bug
from app.domain.restoring import Restore

Hint = Any
"""a type as a field declares it"""
Encoded = Any
"""a value on its way to or from JSON"""

COMMANDS: dict[str, type[Command]] = {
    kind.__name__: kind
    for kind in (*vars(commands).values(), Restore)
    if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
}
"""every command by its name"""


def encode(command: Command) -> dict[str, object]:
    """The command as JSON can hold it; `kind` names its class."""
    return {"kind": type(command).__name__, **_encoded_fields(command)}


def decode(encoded: dict[str, object]) -> Command:
    """The command again. Raises Bug `command_unreadable` for anything that no version of ours wrote."""
    kind = COMMANDS.get(str(encoded.get("kind")))
    if kind is None:
        raise Bug("command_unreadable", kind=str(encoded.get("kind")))
    try:
        command = _decoded_fields(kind, {name: value for name, value in encoded.items() if name != "kind"})
    except (TypeError, ValueError, KeyError) as error:
        raise Bug("command_unreadable", kind=kind.__name__) from error
    assert isinstance(command, Command)
    return command


def _encoded_fields(value: Encoded) -> dict[str, object]:
    return {field.name: _encode(getattr(value, field.name)) for field in fields(value)}


def _encode(value: object) -> object:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if is_dataclass(value):
        return _encoded_fields(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _decoded_fields(kind: type, encoded: dict[str, object]) -> object:
    hints = _hints(kind)
    if unknown := set(encoded) - set(hints):
        raise ValueError(f"unknown fields: {sorted(unknown)}")
    return kind(**{name: _decode(hints[name], value) for name, value in encoded.items()})


def _decode(hint: Hint, value: Encoded) -> object:
    hint = getattr(hint, "__supertype__", hint)
    origin: object = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _decode(_only_choice(hint), value)
    if origin is tuple:
        return tuple(_decode(get_args(hint)[0], one) for one in _checked(list, value))
    if origin is dict:
        kind = get_args(hint)[1]
        return {_checked(str, key): _decode(kind, one) for key, one in _checked(dict, value).items()}
    return _decode_plain(hint, value)


def _decode_plain(hint: Hint, value: Encoded) -> object:
    if hint is object:
        return value
    if hint is UUID:
        return UUID(hex=_checked(str, value))
    if hint is datetime:
        return _aware(datetime.fromisoformat(_checked(str, value)))
    if issubclass(hint, StrEnum):
        return hint(_checked(str, value))
    if isinstance(hint, type) and is_dataclass(hint):
        return _decoded_fields(hint, _checked(dict, value))
    return _checked(hint, value)


def _only_choice(hint: Hint) -> Hint:
    (choice,) = (one for one in get_args(hint) if one is not types.NoneType)
    return choice


def _checked(kind: type, value: Encoded) -> Encoded:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment
