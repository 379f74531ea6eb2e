"""What a handler answers: what changed, how to take it back, and what the person should know."""

from dataclasses import dataclass, field

from app.domain.changes import Changes
from app.domain.errors import Value


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the agent should read; `key` is turned into words by the views."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command after its commit."""

    changes: Changes
    undoable: bool = False
    notices: tuple[Notice, ...] = ()
