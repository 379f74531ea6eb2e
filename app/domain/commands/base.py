"""What all commands carry, and the one that takes another back."""

from dataclasses import dataclass

from app.domain.values import AgentId, CommandId


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What all commands carry."""

    id: CommandId
    agent: AgentId
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Runs the inverse that the handler of an earlier command left behind."""

    undone: CommandId
