"""How many rows of what: for diagnostics only."""

from sqlalchemy import func, select

from app.store.schema import conversation, cursor, login, message, orders, outbound, quarantine, shop
from app.store.unit_of_work import Work


def desk_counts(work: Work) -> dict[str, int | str]:
    """Counts of the main tables, states of replies and logins."""
    found: dict[str, int | str] = {}
    for table in (shop, login, conversation, message, orders, outbound, quarantine, cursor):
        found[table.name] = int(work.connection.execute(select(func.count()).select_from(table)).scalar_one())
    for state, n in work.connection.execute(
        select(outbound.c.state, func.count()).group_by(outbound.c.state)
    ):
        found[f"outbound.{state}"] = int(n)
    states = (login.c.channel, login.c.health, login.c.health_reason)
    for channel, health, reason, n in work.connection.execute(
        select(*states, func.count()).group_by(*states)
    ):
        found[".".join(part for part in ("login", channel, health, reason) if part)] = int(n)
    version = work.connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    found["sqlite"] = str(version)
    return found
