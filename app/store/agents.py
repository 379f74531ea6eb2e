"""The people of a profile."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.domain.shops import Shop
from app.domain.team import PRACTICE_COLLEAGUE, Agent, Role
from app.domain.values import AgentId, ConversationId
from app.store.rows import add_row, change_row, find_row
from app.store.schema import activity, agent, conversation, message, note, outbound
from app.store.unit_of_work import Work


def find_agent(work: Work, wanted: AgentId) -> Agent | None:
    """One agent, None where there is none of that id."""
    row = find_row(work, agent, {"id": wanted})
    if row is None:
        return None
    return Agent(wanted, row["name"], Role(row["role"]), row["active"], bool(row["pin_hash"]))


def pin_hash_of(work: Work, wanted: AgentId) -> str:
    """The stored hash of an agent's PIN, '' where he has none."""
    row = find_row(work, agent, {"id": wanted})
    return "" if row is None else str(row["pin_hash"])


def add_agent(
    work: Work, added: AgentId, name: str, role: Role, active: bool, pin_hash: str, at: datetime
) -> None:
    """Stores a new agent."""
    add_row(
        work, agent, id=added, name=name, role=role.value, active=active, pin_hash=pin_hash, created_at=at
    )


def change_agent(work: Work, changed: AgentId, **values: object) -> None:
    """Changes columns of an agent."""
    change_row(work, agent, {"id": changed}, **values)


def count_agents(work: Work) -> int:
    """How many agents were ever added."""
    return int(work.connection.execute(select(func.count()).select_from(agent)).scalar_one())


def active_admins(work: Work) -> set[AgentId]:
    """Who may administer now."""
    rows = work.connection.execute(
        select(agent.c.id).where(agent.c.role == Role.ADMIN.value, agent.c.active.is_(True))
    )
    return {AgentId(one) for (one,) in rows}


def responsible(work: Work, shop: Shop) -> AgentId | None:
    """Who answers a shop, where its settings name an active agent."""
    named = shop.settings.get("assignee", "")
    found = find_agent(work, AgentId(UUID(named))) if named else None
    return found.id if found is not None and found.active else None


def only_agent(work: Work, *, but: AgentId | None = None) -> AgentId | None:
    """The one active agent of a profile, `but` not counted; None where there are several."""
    rows = work.connection.execute(select(agent.c.id).where(agent.c.active, agent.c.id != but)).all()
    return AgentId(rows[0].id) if len(rows) == 1 else None


def dismiss_colleague(work: Work) -> None:
    """The practice colleague leaves: what she had is nobody's again. Where she wrote something that stays, her name
    stays beside it."""
    if find_row(work, agent, {"id": PRACTICE_COLLEAGUE}) is None:
        return
    hers = conversation.c.assignee_id == PRACTICE_COLLEAGUE
    for (one,) in work.connection.execute(select(conversation.c.id).where(hers)).all():
        work.log.conversations.add(ConversationId(one))
    work.connection.execute(update(conversation).where(hers).values(assignee_id=None))
    written = (table.c.agent_id for table in (message, note, activity, outbound))
    if any(
        work.connection.execute(select(wrote).where(wrote == PRACTICE_COLLEAGUE).limit(1)).first()
        for wrote in written
    ):
        work.connection.execute(update(agent).where(agent.c.id == PRACTICE_COLLEAGUE).values(active=False))
    else:
        work.connection.execute(delete(agent).where(agent.c.id == PRACTICE_COLLEAGUE))
    work.log.subjects.add("agents")
