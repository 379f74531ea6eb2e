"""What the tables of a desk carry beside columns: counting triggers and the indexes that lists walk along.

The one authoritative place: made with a new file, and made again after every migration, which drops triggers silently.
Counts are exact at every commit, and a row that counts nothing goes: else every hour of every year would leave one.
`counter` holds, for conversations that were not merged away:

    kind      key                     counts
    view      status                  conversations of that status
    span      status, slice of time   the same by time of the newest message: where a scrollbar jump lands
    mine      agent id (or empty)     pending, by assignee
    shop      shop id                 not resolved, by shop
    all       shop id                 every one, by shop
    hour      hour of the due moment  pending, by due hour
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.search_index import SEARCH_OBJECTS

if TYPE_CHECKING:  # readers use the names below without the weight of SQLAlchemy
    from app.store.unit_of_work import Work

SPAN_BITS = 48
"""20 bits of a message number are below the millisecond; 2**28 ms are three days"""
HOUR = 3_600_000_000
"""in microseconds"""
SORT_DUE = "COALESCE(due, 9223372036854775807 - last_n)"
"""Nearest due first, then those without a due moment, newest first: one number that an index can hold."""


@dataclass(frozen=True, slots=True)
class _Count:
    """One kind of count: the key of a row (`{0}` is the row), which rows count, and the columns both depend on."""

    kind: str
    key: str
    when: str
    columns: str


_COUNTS = (
    _Count("view", "CAST({0}.status AS BLOB)", "1", "status"),
    _Count(
        "span",
        f"CAST({{0}}.status || printf('/%06d', {{0}}.last_n >> {SPAN_BITS}) AS BLOB)",
        "1",
        "status, last_n",
    ),
    _Count("mine", "COALESCE({0}.assignee_id, x'')", "{0}.status = 'pending'", "status, assignee_id"),
    _Count("shop", "{0}.shop_id", "{0}.status <> 'resolved'", "status, shop_id"),
    _Count("all", "{0}.shop_id", "1", "shop_id"),
    _Count(
        "hour",
        f"CAST(printf('%010d', {{0}}.due / {HOUR}) AS BLOB)",
        "{0}.status = 'pending' AND {0}.due IS NOT NULL",
        "status, due",
    ),
)


def _counted(count: _Count, row: str) -> str:
    """The key a row is counted under, NULL where it is not counted."""
    return (
        f"CASE WHEN {row}.merged_into IS NULL AND {count.when.format(row)} THEN {count.key.format(row)} END"
    )


def _add(count: _Count, row: str) -> str:
    return f"""
        INSERT INTO counter (kind, key, n)
        SELECT '{count.kind}', k, 1 FROM (SELECT {_counted(count, row)} AS k) WHERE k IS NOT NULL
        ON CONFLICT (kind, key) DO UPDATE SET n = n + 1;"""


def _take(count: _Count, row: str) -> str:
    place = f"kind = '{count.kind}' AND key = {_counted(count, row)}"
    return f"""
        UPDATE counter SET n = n - 1 WHERE {place};
        DELETE FROM counter WHERE {place} AND n = 0;"""


def _moved(count: _Count) -> str:
    return f"""CREATE TRIGGER count_moved_{count.kind} AFTER UPDATE OF {count.columns}, merged_into ON conversation
        WHEN {_counted(count, "OLD")} IS NOT {_counted(count, "NEW")}
        BEGIN {_take(count, "OLD")} {_add(count, "NEW")} END"""


_ADD_NEW = "".join(_add(count, "NEW") for count in _COUNTS)
_TAKE_OLD = "".join(_take(count, "OLD") for count in _COUNTS)
TRIGGERS = (
    f"CREATE TRIGGER count_new AFTER INSERT ON conversation BEGIN {_ADD_NEW} END",
    f"CREATE TRIGGER count_gone AFTER DELETE ON conversation BEGIN {_TAKE_OLD} END",
    *(_moved(count) for count in _COUNTS),
)

_PENDING = "WHERE status = 'pending' AND merged_into IS NULL"
_OPEN = "WHERE status <> 'resolved' AND merged_into IS NULL"
INDEXES = (
    f"CREATE INDEX list_pending_due ON conversation ({SORT_DUE}) {_PENDING}",
    f"CREATE INDEX list_pending_new ON conversation (last_n) {_PENDING}",
    f"CREATE INDEX list_mine_due ON conversation (assignee_id, {SORT_DUE}) {_PENDING}",
    f"CREATE INDEX list_mine_new ON conversation (assignee_id, last_n) {_PENDING}",
    "CREATE INDEX list_status_new ON conversation (status, last_n) WHERE merged_into IS NULL",
    "CREATE INDEX list_snoozed ON conversation (snoozed_until) WHERE status = 'snoozed' AND merged_into IS NULL",
    f"CREATE INDEX list_shop_due ON conversation (shop_id, {SORT_DUE}) {_OPEN}",
    f"CREATE INDEX list_shop_new ON conversation (shop_id, last_n) {_OPEN}",
    "CREATE INDEX list_due ON conversation (due, last_n) WHERE status = 'pending' AND merged_into IS NULL",
    f"CREATE INDEX list_platform ON conversation (platform_due) {_PENDING}",
    "CREATE INDEX list_newest ON conversation (last_n) WHERE merged_into IS NULL",
    "CREATE INDEX outbound_listed ON outbound (queued_at) WHERE state NOT IN ('sent', 'cancelled')",
    "CREATE INDEX outbound_sent ON outbound (sent_at) WHERE sent_at IS NOT NULL",
)


def make_objects(work: "Work") -> None:
    """Makes every trigger, index and search table of a desk anew; counts start from the rows there are."""
    drop_objects(work)
    for statement in (*SEARCH_OBJECTS, *INDEXES, *TRIGGERS):
        work.connection.exec_driver_sql(statement)
    recount(work)


def drop_objects(work: "Work") -> None:
    """Takes away every trigger and our own indexes: a migration must neither fire nor copy them."""
    triggers = work.connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for (name,) in triggers:
        work.connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for statement in INDEXES:
        work.connection.exec_driver_sql(f"DROP INDEX IF EXISTS {statement.split()[2]}")


def recount(work: "Work") -> None:
    """Counts everything anew."""
    work.connection.exec_driver_sql("DELETE FROM counter")
    for count in _COUNTS:
        work.connection.exec_driver_sql(
            f"""INSERT INTO counter (kind, key, n) SELECT '{count.kind}', k, count(*)
                FROM (SELECT {_counted(count, "c")} AS k FROM conversation c) WHERE k IS NOT NULL GROUP BY k"""
        )
