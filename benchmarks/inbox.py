"""How long the list takes to jump anywhere, headings and anchor included, and whether all badges equal a recount."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from app.domain.readmodels import Badges, SortOrder, View, ViewKind
from app.domain.values import AgentId
from app.services.shop_doors import facts_of
from app.store.engine import Engine
from app.store.micros import to_micros
from app.store.queries import LocalReader
from app.store.reading import ReadConnection
from app.store.unit_of_work import unit_of_work
from benchmarks.corpus import SEED
from benchmarks.desk_file import NOW
from benchmarks.measure import Report, interleaved, percentile
from benchmarks.prepared import Prepared, prepared

JUMPS = 200
ROWS = 100
"""one page of the list's model"""
CHANGES = 2_000
ROUNDS = 20
SHOWN = ((ViewKind.MINE, SortOrder.DUE_FIRST), (ViewKind.MINE, SortOrder.NEWEST), (ViewKind.OPEN, SortOrder.DUE_FIRST),
         (ViewKind.OPEN, SortOrder.NEWEST), (ViewKind.RESOLVED, SortOrder.NEWEST),
         (ViewKind.RESOLVED, SortOrder.OLDEST))  # fmt: skip
RECOUNTS = {
    ViewKind.MINE: "status = 'pending' AND assignee_id = :agent",
    ViewKind.UNASSIGNED: "status = 'pending' AND assignee_id IS NULL",
    ViewKind.DUE_SOON: "status = 'pending' AND due < :soon",
    ViewKind.OPEN: "status = 'pending'",
    ViewKind.WAITING: "status = 'waiting'",
    ViewKind.SNOOZED: "status = 'snoozed'",
    ViewKind.RESOLVED: "status = 'resolved'",
}


def main(n: int | None = None) -> int:
    """Works on a copy of a filled desk, a third of whose open conversations are given to the agent."""
    count = n or 1_000_000
    report = Report("inbox", n=count)
    with TemporaryDirectory() as folder:
        kept = prepared(count)
        copyfile(kept.path, Path(folder) / "desk.db")
        desk = Prepared(Path(folder) / "desk.db", kept.agent, kept.seconds)
        engine, reader, connection = desk.engine(), desk.reader(), desk.connection()
        _hand_out(engine, desk.agent)
        for kind, sort in SHOWN:
            _jumps(report, reader, View(kind, desk.agent, sort))
        _badges(report, engine, reader, connection, desk.agent)
        reader.close()
        connection.close()
        engine.dispose()
    return report.close()


def _hand_out(engine: Engine, agent: AgentId) -> None:
    with unit_of_work(engine, facts_of) as work:
        work.connection.exec_driver_sql(
            "UPDATE conversation SET assignee_id = ? WHERE status = 'pending' AND rowid % 3 = 0",
            (agent.bytes,),
        )


def _jumps(report: Report, reader: LocalReader, view: View) -> None:
    """What the list asks once the scrollbar is let go: a page there, the headings, where the chosen row stands."""
    random = Random(SEED)
    total = reader.inbox_page(view, 0, 1, NOW).total
    chosen = reader.inbox_page(view, max(total // 2 - 1, 0), 1, NOW).rows

    def page() -> object:
        return reader.inbox_page(view, random.randrange(max(total - ROWS, 1)), ROWS, NOW)

    actions: dict[str, Callable[[], object]] = {
        "page": page,
        "headings": partial(reader.inbox_groups, view, NOW),
    }
    if chosen:
        actions["anchor"] = partial(reader.position, view, chosen[0].id, NOW)
    cpu: dict[str, list[float]] = {}
    taken = interleaved(actions, JUMPS, cpu=cpu)
    walls = [sum(parts) for parts in zip(*taken.values(), strict=True)]
    works = [sum(parts) for parts in zip(*cpu.values(), strict=True)]
    report.figure(
        f"jump, {view.kind.value}, {view.sort.value}", unit="ms", rows=total,
        p50=percentile(walls, 0.5), p95=percentile(walls, 0.95),
        cpu_p50=percentile(works, 0.5), cpu_p95=percentile(works, 0.95),
        **{f"{name}_cpu_p95": percentile(times, 0.95) for name, times in cpu.items()},
    )  # fmt: skip


def _badges(
    report: Report, engine: Engine, reader: LocalReader, connection: ReadConnection, agent: AgentId
) -> None:
    """Random conversations change state between readings; every reading is compared with a full recount."""
    random = Random(SEED + 1)
    walls, works, equal, recounts = [], [], 0, []
    last = int(connection.execute("SELECT max(rowid) FROM conversation").fetchone()[0])
    for _ in range(ROUNDS):
        _stir(engine, random, agent, last)
        reader.badges(agent, NOW)
        before, worked = perf_counter(), process_time()
        badges = reader.badges(agent, NOW)
        walls.append((perf_counter() - before) * 1000)
        works.append((process_time() - worked) * 1000)
        before = perf_counter()
        equal += _recount(connection, agent) == _counts(badges)
        recounts.append((perf_counter() - before) * 1000)
    report.figure("badges", unit="ms", p50=percentile(walls, 0.5), p95=percentile(walls, 0.95),
                  cpu_p95=percentile(works, 0.95), recount_p50=percentile(recounts, 0.5), rounds=ROUNDS,
                  equal_to_recount=equal)  # fmt: skip


def _stir(engine: Engine, random: Random, agent: AgentId, last: int) -> None:
    """What commands and ingest do to the counted columns, all at once and at random."""
    changes = [
        (
            random.choice(("pending", "waiting", "resolved", "snoozed")),
            random.choice((None, agent.bytes)),
            random.choice((None, to_micros(NOW + timedelta(minutes=random.randint(-3000, 3000))))),
            random.randint(1, last),
        )
        for _ in range(CHANGES // ROUNDS)
    ]
    with unit_of_work(engine, facts_of) as work:
        work.connection.exec_driver_sql(
            "UPDATE conversation SET status = ?, assignee_id = ?, due = ? WHERE rowid = ?", changes
        )


def _recount(connection: ReadConnection, agent: AgentId) -> dict[str, int]:
    columns = ", ".join(f"COALESCE(sum({condition}), 0)" for condition in RECOUNTS.values())
    soon = to_micros(NOW + timedelta(hours=1))
    sql = f"SELECT {columns} FROM conversation WHERE merged_into IS NULL"
    sql = sql.replace(":agent", f"x'{agent.hex}'").replace(":soon", str(soon))
    found = dict(zip((kind.value for kind in RECOUNTS), connection.execute(sql).fetchone(), strict=True))
    shops = connection.execute(
        """SELECT s.id, count(c.id) FROM shop s LEFT JOIN conversation c
           ON c.shop_id = s.id AND c.status <> 'resolved' AND c.merged_into IS NULL GROUP BY s.id"""
    )
    return found | {f"shop {raw.hex()}": n for raw, n in shops}


def _counts(badges: Badges) -> dict[str, int]:
    shops = {f"shop {shop.id.hex}": shop.open_count for shop in badges.shops}
    return {kind.value: n for kind, n in badges.counts.items()} | shops
