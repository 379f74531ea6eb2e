"""The people who answer: agents of one profile and what each may do."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.values import AgentId


class Role(StrEnum):
    """What an agent may do; each may do all that the one before may."""

    AGENT = "agent"
    SENIOR = "senior"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Agent:
    """A person of ours."""

    id: AgentId
    name: str
    role: Role
    active: bool = True
    has_pin: bool = False

    @property
    def initials(self) -> str:
        """What fits into a small round mark: one Chinese character or two letters."""
        parts = self.name.split()
        if not parts:
            return "?"
        if not parts[0][0].isascii():
            return parts[0][0]
        return "".join(part[0] for part in parts[:2]).upper()
