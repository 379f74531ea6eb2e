"""The people who answer: agents of one profile and what each may do."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.values import AgentId

PRACTICE_COLLEAGUE = AgentId(UUID("0a1f9c52-6f0e-7c3a-9d64-5b1c4e2f7a10"))
"""who shares the practice shops with whoever tries the program out: always the same, so that she can leave with them"""


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
