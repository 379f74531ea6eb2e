"""Questions of the list and its views pane."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.readmodels import (
    Badges,
    Group,
    InboxPage,
    ShopBadge,
    SortOrder,
    View,
    ViewKind,
)
from app.domain.shops import Health, ShopState
from app.domain.values import AgentId, ConversationId, ShopId
from app.store.inbox_rows import rows_at
from app.store.list_plans import SOON, Plan, count, counted, plan_for, position, rowids
from app.store.local_objects import HOUR
from app.store.micros import to_micros
from app.store.queries_news import read_standstill
from app.store.reading import ReadConnection


def inbox_page(connection: ReadConnection, view: View, first: int, limit: int, now: datetime) -> InboxPage:
    """A page of a view that is not searched."""
    plan = plan_for(view, now)
    total = count(connection, plan)
    return InboxPage(
        rows_at(connection, rowids(connection, plan, first, limit, total), view.agent), first, total
    )


def inbox_groups(connection: ReadConnection, view: View, now: datetime) -> tuple[Group, ...]:
    """Headings by due moment: overdue, within the hour, within a day, later, without."""
    if view.sort is not SortOrder.DUE_FIRST or view.query.strip():
        return ()
    plan = plan_for(view, now)
    if not plan.key.startswith("COALESCE"):
        return ()
    day = now + timedelta(days=1)
    edges = [("breached", to_micros(now)), ("hour", to_micros(now + SOON)), ("day", to_micros(day))]
    edges.append(("later", 1 << 60))
    groups, passed = [], 0
    ends = [edge for _, edge in edges]
    for (key, _), upto in zip(edges, _before(connection, plan, ends), strict=True):
        groups.append(Group(key, passed, upto - passed))
        passed = upto
    groups.append(Group("none", passed, count(connection, plan) - passed))
    return tuple(group for group in groups if group.count)


def _before(connection: ReadConnection, plan: Plan, edges: list[int]) -> list[int]:
    """How many conversations of the view are due before each of several moments, the earliest first."""
    if plan.index == "list_pending_due" and not plan.parameters:
        return due_before(connection, edges)
    sql = f"""SELECT count(*) FROM conversation INDEXED BY {plan.index}
              WHERE {plan.where} AND {plan.key} >= ? AND {plan.key} < ?"""
    counts, below = [0], -1 << 62
    for edge in edges:
        between = connection.execute(sql, (*plan.parameters, below, edge)).fetchone()
        counts.append(counts[-1] + int(between[0]))
        below = edge
    return counts[1:]


def inbox_ids(connection: ReadConnection, view: View, now: datetime) -> tuple[ConversationId, ...]:
    """All conversations of a view in order."""
    plan = plan_for(view, now)
    way = "DESC" if plan.falling else "ASC"
    rows = connection.execute(
        f"""SELECT id FROM conversation INDEXED BY {plan.index} WHERE {plan.where}
            ORDER BY {plan.key} {way}, rowid {way}""",
        plan.parameters,
    )
    return tuple(ConversationId(UUID(bytes=raw)) for (raw,) in rows)


def find_position(
    connection: ReadConnection, view: View, wanted: ConversationId, now: datetime
) -> int | None:
    """Where a conversation stands in a view."""
    row = connection.execute("SELECT rowid FROM conversation WHERE id = ?", (wanted.bytes,)).fetchone()
    return None if row is None else position(connection, plan_for(view, now), row[0])


def badges(connection: ReadConnection, agent: AgentId, now: datetime) -> Badges:
    """All counts of the views pane, from the kept counts."""
    counts = {
        ViewKind.MINE: counted(connection, "mine", agent.bytes),
        ViewKind.UNASSIGNED: counted(connection, "mine", b""),
        ViewKind.DUE_SOON: due_before(connection, [to_micros(now + SOON)])[0],
        ViewKind.OPEN: counted(connection, "view", b"pending"),
        ViewKind.WAITING: counted(connection, "view", b"waiting"),
        ViewKind.SNOOZED: counted(connection, "view", b"snoozed"),
        ViewKind.TRANSFERRED: counted(connection, "view", b"transferred"),
        ViewKind.RESOLVED: counted(connection, "view", b"resolved"),
    }
    states = dict(
        connection.execute(
            """SELECT state, count(*) FROM outbound INDEXED BY outbound_listed
               WHERE state NOT IN ('sent', 'cancelled') GROUP BY state"""
        ).fetchall()
    )
    troubled = sum(states.get(name, 0) for name in ("failed", "ask_human", "needs_review"))
    unsent = sum(states.values()) - states.get("failed", 0)
    quarantined = int(connection.execute("SELECT count(*) FROM quarantine").fetchone()[0])
    shops = tuple(_with_standstill(connection, shop) for shop in shop_badges(connection))
    return Badges(counts, unsent, troubled, quarantined, shops)


def due_before(connection: ReadConnection, edges: list[int]) -> list[int]:
    """How many pending conversations are due before each moment, the earliest first: whole hours by their counts, each
    passed once, the last by its index.
    """
    counts, whole, begun = [], 0, b""
    for edge in edges:
        hour = edge // HOUR
        key = f"{hour:010d}".encode()
        passed = connection.execute(
            "SELECT COALESCE(sum(n), 0) FROM counter WHERE kind = 'hour' AND key >= ? AND key < ?",
            (begun, key),
        ).fetchone()
        whole, begun = whole + int(passed[0]), key
        rest = connection.execute(
            """SELECT count(*) FROM conversation INDEXED BY list_due
               WHERE status = 'pending' AND merged_into IS NULL AND due >= ? AND due < ?""",
            (hour * HOUR, edge),
        ).fetchone()
        counts.append(whole + int(rest[0]))
    return counts


def shop_badges(connection: ReadConnection) -> tuple[ShopBadge, ...]:
    """Every shop with how many open conversations it has and how its logins are doing."""
    rows = connection.execute(
        """SELECT s.id, s.channel, s.title, s.colour, s.state, COALESCE(n.n, 0),
             (SELECT group_concat(l.health) FROM shop_login x JOIN login l ON l.id = x.login_id WHERE x.shop_id = s.id)
           FROM shop s LEFT JOIN counter n ON n.kind = 'shop' AND n.key = s.id
           WHERE s.state <> 'removed' ORDER BY s.added_at, s.id"""
    )
    return tuple(
        ShopBadge(ShopId(UUID(bytes=raw)), channel, title, colour, ShopState(state), worst(health or ""), n)
        for raw, channel, title, colour, state, n, health in rows
    )


def _with_standstill(connection: ReadConnection, shop: ShopBadge) -> ShopBadge:
    if shop.health is not Health.SIGN_IN or shop.state is not ShopState.ACTIVE:
        return shop
    return replace(shop, standstill=read_standstill(connection, shop.id))


_WORST_FIRST = (Health.SIGN_IN, Health.BROKEN, Health.SLOW, Health.UNKNOWN, Health.OK)


def worst(healths: str) -> Health:
    """The worst of several healths, given as a list with commas."""
    found = set(healths.split(","))
    return next((health for health in _WORST_FIRST if health.value in found), Health.UNKNOWN)
