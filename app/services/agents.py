"""The people of a profile: who they are, what they may do, and the PIN with which they take the desk."""

import hashlib
import hmac
from datetime import datetime

from app.domain.commands import SaveAgent
from app.domain.errors import Problem
from app.domain.team import Role
from app.services.handling import Handled, require_role, undoable
from app.store.agents import active_admins, add_agent, change_agent, count_agents, find_agent
from app.store.unit_of_work import Work

_COST, _BLOCK, _LANES = 2**14, 8, 1


def save_agent(work: Work, command: SaveAgent, now: datetime) -> Handled:
    """Adds or changes an agent. Administrators may change everyone; others their own name and PIN."""
    name = command.name.strip()
    if not name:
        raise Problem("name_empty")
    before = find_agent(work, command.subject)
    if count_agents(work):
        _check_right(work, command)
    _keep_one_admin(work, command)
    if before is None:
        add_agent(work, command.subject, name, command.role, command.active, command.pin_hash or "", now)
    else:
        pin = {} if command.pin_hash is None else {"pin_hash": command.pin_hash}
        change_agent(work, command.subject, name=name, role=command.role.value, active=command.active, **pin)
    return undoable(work, command)


def _check_right(work: Work, command: SaveAgent) -> None:
    subject = find_agent(work, command.subject)
    own = command.subject == command.agent and subject is not None
    if not (own and subject and subject.role is command.role and subject.active == command.active):
        require_role(work, command, Role.ADMIN)


def _keep_one_admin(work: Work, command: SaveAgent) -> None:
    admins = active_admins(work)
    stays = command.role is Role.ADMIN and command.active
    if not stays and (admins == {command.subject} or not count_agents(work)):
        raise Problem("last_admin")


def hash_pin(pin: str, salt: bytes) -> str:
    """What is stored of a PIN: salt and scrypt digest. `salt` is 16 random bytes."""
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return f"scrypt${salt.hex()}${digest.hex()}"


def pin_fits(pin: str, stored: str) -> bool:
    """Whether a PIN is the stored one; an agent without a PIN needs none."""
    if not stored:
        return True
    _, salt, _ = stored.split("$")
    return hmac.compare_digest(hash_pin(pin, bytes.fromhex(salt)), stored)
