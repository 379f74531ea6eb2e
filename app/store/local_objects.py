"""What the tables of a desk carry beside columns: counting triggers and the indexes that lists walk along.

The one authoritative place: made with a new file, and made again after every migration, which drops triggers silently.
Counts are exact at every commit. `counter` holds, for conversations that were not merged away:

    kind      key                     counts
    view      status                  conversations of that status
    span      status, slice of time   the same by time of the newest message: where a scrollbar jump lands
    mine      agent id (or empty)     pending, by assignee
    shop      shop id                 not resolved, by shop
    hour      hour of the due moment  pending, by due hour
"""

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

_KEYS = {
    "view": ("CAST({0}.status AS BLOB)", "1"),
    "span": (
        f"CAST({{0}}.status || printf('/%06d', {{0}}.last_n >> {SPAN_BITS}) AS BLOB)",
        "{0}.status <> 'pending'",
    ),
    "mine": ("COALESCE({0}.assignee_id, x'')", "{0}.status = 'pending'"),
    "shop": ("{0}.shop_id", "{0}.status <> 'resolved'"),
    "hour": (
        f"CAST(printf('%010d', {{0}}.due / {HOUR}) AS BLOB)",
        "{0}.status = 'pending' AND {0}.due IS NOT NULL",
    ),
}
"""kind: (key of a row, whether the row counts)"""


def _count(row: str, step: str) -> str:
    return "".join(
        f"""
        INSERT INTO counter (kind, key, n)
        SELECT '{kind}', {key.format(row)}, {step} WHERE {row}.merged_into IS NULL AND {when.format(row)}
        ON CONFLICT (kind, key) DO UPDATE SET n = n + {step};"""
        for kind, (key, when) in _KEYS.items()
    )


_MOVED = f"""OLD.status <> NEW.status OR OLD.assignee_id IS NOT NEW.assignee_id OR OLD.shop_id <> NEW.shop_id
    OR OLD.merged_into IS NOT NEW.merged_into OR OLD.due / {HOUR} IS NOT NEW.due / {HOUR}
    OR OLD.last_n >> {SPAN_BITS} <> NEW.last_n >> {SPAN_BITS}"""

TRIGGERS = (
    f"CREATE TRIGGER count_new AFTER INSERT ON conversation BEGIN {_count('NEW', '1')} END",
    f"CREATE TRIGGER count_gone AFTER DELETE ON conversation BEGIN {_count('OLD', '-1')} END",
    f"""CREATE TRIGGER count_moved AFTER UPDATE OF status, assignee_id, shop_id, merged_into, due, last_n
    ON conversation WHEN {_MOVED} BEGIN {_count("OLD", "-1")} {_count("NEW", "1")} END""",
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
    "CREATE INDEX list_due ON conversation (due) WHERE status = 'pending' AND merged_into IS NULL",
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
    for kind, (key, when) in _KEYS.items():
        work.connection.exec_driver_sql(
            f"""INSERT INTO counter (kind, key, n) SELECT '{kind}', {key.format("c")}, count(*)
                FROM conversation c WHERE c.merged_into IS NULL AND {when.format("c")} GROUP BY 2"""
        )
