"""How each view of the list is walked: which rows, in which order, along which index, and where a jump lands.

Every plan is one index of store/local_objects.py. A position far down is found from the nearer end; in views that grow
without bound (waiting, transferred, resolved) it is found by the counted slices of time, so any jump costs the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.conversations import Status
from app.domain.readmodels import SortOrder, View, ViewKind
from app.store.local_objects import SORT_DUE, SPAN_BITS
from app.store.micros import to_micros
from app.store.reading import ReadConnection

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """One view in one order: `SELECT rowid FROM conversation INDEXED BY index WHERE where ORDER BY key, rowid`."""

    index: str
    where: str
    parameters: tuple[object, ...]
    key: str
    falling: bool
    """newest first: the index is walked backwards"""
    spans: tuple[str, ...] = ()
    """statuses whose slices of time are counted; without any, positions are found by walking"""


_PENDING = "status = 'pending' AND merged_into IS NULL"
_OPEN = "status <> 'resolved' AND merged_into IS NULL"


def plan_for(view: View, now: datetime) -> Plan:
    """The plan of a view without a search."""
    due = view.sort is SortOrder.DUE_FIRST
    newest = view.sort is SortOrder.NEWEST
    key = SORT_DUE if due else "last_n"
    if view.kind in (ViewKind.MINE, ViewKind.UNASSIGNED):
        index = "list_mine_due" if due else "list_mine_new"
        if view.kind is ViewKind.MINE:
            return Plan(index, f"assignee_id = ? AND {_PENDING}", (view.agent.bytes,), key, newest)
        return Plan(index, f"assignee_id IS NULL AND {_PENDING}", (), key, newest)
    if view.kind is ViewKind.DUE_SOON:
        return _due_soon(now, newest=newest, due=due)
    if view.kind in (ViewKind.WAITING, ViewKind.TRANSFERRED, ViewKind.RESOLVED):
        where = f"status = '{view.kind.value}' AND merged_into IS NULL"
        return Plan(
            "list_status_new", where, (), "last_n", view.sort is not SortOrder.OLDEST, (view.kind.value,)
        )
    if view.kind is ViewKind.SNOOZED:
        return _snoozed(newest=newest, due=due)
    if view.kind is ViewKind.SHOP and view.shop is not None:
        index = "list_shop_due" if due else "list_shop_new"
        return Plan(index, f"shop_id = ? AND {_OPEN}", (view.shop.bytes,), key, newest)
    if view.kind is ViewKind.SEARCH:
        return Plan(
            "list_newest",
            "merged_into IS NULL",
            (),
            "last_n",
            view.sort is not SortOrder.OLDEST,
            tuple(Status),
        )
    if due:
        return Plan("list_pending_due", _PENDING, (), key, False)
    return Plan("list_pending_new", _PENDING, (), key, newest, (Status.PENDING,))


def _due_soon(now: datetime, *, newest: bool, due: bool) -> Plan:
    limit = to_micros(now + SOON)
    if due:
        return Plan("list_pending_due", f"{_PENDING} AND {SORT_DUE} < ?", (limit,), SORT_DUE, False)
    return Plan("list_due", f"{_PENDING} AND due < ?", (limit,), "last_n", newest)


def _snoozed(*, newest: bool, due: bool) -> Plan:
    where = "status = 'snoozed' AND merged_into IS NULL"
    if due:
        return Plan("list_snoozed", where, (), "snoozed_until", False)
    return Plan("list_status_new", where, (), "last_n", newest)


# --- walking --------------------------------------------------------------------------------------------------------


def count(connection: ReadConnection, plan: Plan) -> int:
    """How many conversations the view holds."""
    if plan.spans:
        return sum(counted(connection, "view", status.encode()) for status in plan.spans)
    return int(
        connection.execute(
            f"SELECT count(*) FROM conversation INDEXED BY {plan.index} WHERE {plan.where}", plan.parameters
        ).fetchone()[0]
    )


def counted(connection: ReadConnection, kind: str, key: bytes) -> int:
    """One kept count; 0 where nothing was ever counted."""
    row = connection.execute("SELECT n FROM counter WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return int(row[0]) if row else 0


def rowids(connection: ReadConnection, plan: Plan, first: int, limit: int, total: int) -> list[int]:
    """Row ids of the positions `first` to `first + limit`."""
    first, limit = max(first, 0), max(min(limit, total - max(first, 0)), 0)
    if not limit:
        return []
    if plan.spans:
        return _by_spans(connection, plan, first, limit)
    if first <= total - first - limit:
        return _walk(connection, plan, plan.falling, first, limit)
    return _walk(connection, plan, not plan.falling, total - first - limit, limit)[::-1]


def _walk(
    connection: ReadConnection,
    plan: Plan,
    falling: bool,
    skip: int,
    limit: int,
    bound: str = "",
    *more: object,
) -> list[int]:
    way = "DESC" if falling else "ASC"
    rows = connection.execute(
        f"""SELECT rowid FROM conversation INDEXED BY {plan.index} WHERE {plan.where} {bound}
            ORDER BY {plan.key} {way}, rowid {way} LIMIT ? OFFSET ?""",
        (*plan.parameters, *more, limit, skip),
    )
    return [row[0] for row in rows]


def _by_spans(connection: ReadConnection, plan: Plan, first: int, limit: int) -> list[int]:
    """Whole slices of time are passed by their counts; only the slice of the target is walked."""
    passed = 0
    for number, n in spans(connection, plan):
        if passed + n > first:
            bound = "AND last_n < ?" if plan.falling else "AND last_n >= ?"
            edge = (number + 1 if plan.falling else number) << SPAN_BITS
            return _walk(connection, plan, plan.falling, first - passed, limit, bound, edge)
        passed += n
    return []


def spans(connection: ReadConnection, plan: Plan) -> list[tuple[int, int]]:
    """(slice of time, conversations in it) in the order of the plan."""
    found: dict[int, int] = {}
    for status in plan.spans:
        rows = connection.execute(
            "SELECT key, n FROM counter WHERE kind = 'span' AND key >= ? AND key < ?",
            (f"{status}/".encode(), f"{status}0".encode()),
        )
        for key, n in rows:
            number = int(bytes(key).partition(b"/")[2])
            found[number] = found.get(number, 0) + n
    return sorted(found.items(), reverse=plan.falling)


def position(connection: ReadConnection, plan: Plan, rowid: int) -> int | None:
    """Where a conversation stands in the view; None where it is not in it."""
    row = connection.execute(
        f"SELECT {plan.key}, last_n FROM conversation WHERE {plan.where} AND rowid = ?",
        (*plan.parameters, rowid),
    ).fetchone()
    if row is None:
        return None
    passed, bound, edge = _passed(connection, plan, row[1])
    compare = ">" if plan.falling else "<"
    before = connection.execute(
        f"""SELECT count(*) FROM conversation INDEXED BY {plan.index} WHERE {plan.where} {bound}
            AND ({plan.key}, rowid) {compare} (?, ?)""",
        (*plan.parameters, *edge, row[0], rowid),
    ).fetchone()
    return passed + int(before[0])


def _passed(connection: ReadConnection, plan: Plan, last_n: int) -> tuple[int, str, tuple[object, ...]]:
    """Conversations in whole slices before the one of `last_n`, and the bound of that slice."""
    if not plan.spans:
        return 0, "", ()
    own = last_n >> SPAN_BITS
    before = [n for number, n in spans(connection, plan) if (number > own if plan.falling else number < own)]
    if plan.falling:
        return sum(before), "AND last_n < ?", ((own + 1) << SPAN_BITS,)
    return sum(before), "AND last_n >= ?", (own << SPAN_BITS,)
