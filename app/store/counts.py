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
    for channel, health, reason in work.connection.execute(
        select(login.c.channel, login.c.health, login.c.health_reason)
    ):
        name = f"login.{channel}.{health}"
        found[name] = f"{found.get(name, '')} {reason}".strip()
    version = work.connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    found["sqlite"] = str(version)
    return found
