"""How long the newest 50 conversations of a search take, class by class, beside tantivy in the same run; and recall.

Ours answers with 50 different conversations, asks every conversation whether it passes the view, and reads encrypted
pages; tantivy gives the numbers of 50 messages from plain memory maps. `screen` is what the list itself asks first:
a page of rows; `count` what it asks then: how many there are, up to as many as it lists.
"""

import importlib.util
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from app.domain.readmodels import MOST_FOUND, View
from app.store.found import Found
from app.store.reading import ReadConnection
from app.store.search import search_conversations
from benchmarks.corpus import SEED, Corpus
from benchmarks.desk_file import NOW
from benchmarks.measure import Report, interleaved, percentile
from benchmarks.prepared import Prepared, prepared
from benchmarks.search_classes import Haystack, Sample, SearchClass, classes, haystack

if TYPE_CHECKING:
    from benchmarks.tantivy_peer import Peer

ROUNDS = 60
SCREEN_ROUNDS = 40
COUNT_ROUNDS = 5
NEWEST = 50
PAGE = 100
"""rows the list asks for at once"""
EVERYTHING = 1 << 40
Truth = dict[str, set[int]]


def main(n: int | None = None) -> int:
    """Fills a desk (or takes the kept one), indexes the same messages with the peer, and asks both."""
    count = n or 1_000_000
    report = Report("search", n=count)
    wall, cpu = perf_counter(), process_time()
    desk = prepared(count)
    all_classes = classes(SEED)
    with tempfile.TemporaryDirectory() as folder:
        peer = _peer(Path(folder) / "tantivy")
        scanned = perf_counter()
        truth = _scan(count, all_classes, peer)
        scanned = perf_counter() - scanned
        if peer is None:
            report.figure("peer", available=False, reason="tantivy is not installed")
        for one in all_classes:
            _class(report, desk, one, peer, truth)
    report.figure("whole run", wall_seconds=perf_counter() - wall, cpu_seconds=process_time() - cpu,
                  filling_seconds=desk.seconds, scanning_seconds=scanned,
                  megabytes=desk.path.stat().st_size / 1e6)  # fmt: skip
    return report.close()


def _peer(folder: Path) -> "Peer | None":
    if importlib.util.find_spec("tantivy") is None:
        return None
    from benchmarks.tantivy_peer import Peer

    return Peer(folder)


def _scan(count: int, all_classes: list[SearchClass], peer: "Peer | None") -> Truth:
    """Reads the corpus once: what a plain scan finds, and the peer's index."""
    samples = [sample for one in all_classes for sample in one.samples if sample.test is not None]
    truth: Truth = {sample.typed: set() for sample in samples}
    for said in Corpus().messages(count):
        if peer is not None:
            peer.add(said, said.number)
        seen: Haystack = haystack(said)
        for sample in samples:
            if sample.test is not None and sample.test(seen):
                truth[sample.typed].add(said.conversation)
    if peer is not None:
        peer.ready()
    return truth


def _class(report: Report, desk: Prepared, one: SearchClass, peer: "Peer | None", truth: Truth) -> None:
    connection = desk.connection()
    view = one.view(desk.agent)
    actions: dict[str, Callable[[], object]] = {
        "ours": _in_turn(one, lambda s: lambda: search_conversations(connection, view, s.query, NOW, NEWEST))
    }
    queries = [peer.query(sample.query) for sample in one.samples] if peer is not None else []
    if peer is not None and all(query is not None for query in queries) and view.kind.value == "search":
        turn = cycle([query for query in queries if query is not None])
        actions["tantivy"] = lambda: peer.newest(next(turn))
    cpu: dict[str, list[float]] = {}
    taken = interleaved(actions, ROUNDS, len(one.samples), cpu)
    page = _in_turn(one, lambda s: lambda: _page(connection, one.view(desk.agent, s.typed)))
    taken |= interleaved({"screen": page}, SCREEN_ROUNDS, len(one.samples), cpu)
    count = _in_turn(one, lambda s: lambda: _count(connection, one.view(desk.agent, s.typed)))
    taken |= interleaved({"count": count}, COUNT_ROUNDS, len(one.samples), cpu)
    figures = {f"{name}_{label}": percentile(times, share) for name, times in taken.items()
               for label, share in (("p50", 0.5), ("p95", 0.95))}  # fmt: skip
    figures |= {f"{name}_cpu_p95": percentile(times, 0.95) for name, times in cpu.items()}
    if "tantivy" in taken:
        figures["over_tantivy"] = figures["ours_p50"] / figures["tantivy_p50"]
    report.figure(one.name, unit="ms", **figures, **_recall(connection, one, view, truth))
    connection.close()


def _page(connection: ReadConnection, view: View) -> object:
    """A search nobody has asked before: nothing of it is kept."""
    return Found(connection).page(view, 0, PAGE, NOW)


def _count(connection: ReadConnection, view: View) -> object:
    return Found(connection).tally(view, MOST_FOUND, None, NOW)


def _in_turn(one: SearchClass, make: Callable[[Sample], Callable[[], object]]) -> Callable[[], object]:
    turn = cycle([make(sample) for sample in one.samples])
    return lambda: next(turn)()


def _recall(connection: ReadConnection, one: SearchClass, view: View, truth: Truth) -> dict[str, object]:
    """The share of conversations a plain scan finds that the search finds too, and how many it finds besides."""
    wanted = found = besides = 0
    for sample in one.samples:
        if sample.test is None:
            continue
        real = truth[sample.typed]
        if sample.standing:
            rows = connection.execute(f"SELECT id FROM conversation c WHERE {sample.standing}")
            real = real & _numbers(connection, {raw for (raw,) in rows})
        page = search_conversations(connection, view, sample.query, NOW, EVERYTHING)
        ours = _numbers(connection, {conversation.bytes for conversation in page.conversations})
        wanted += len(real)
        found += len(real & ours)
        besides += len(ours - real)
    return {"recall": found / wanted, "of": wanted, "besides": besides} if wanted else {}


def _numbers(connection: ReadConnection, ids: set[bytes]) -> set[int]:
    """The corpus' numbers of some conversations."""
    rows = connection.execute("SELECT key, conversation_id FROM thread_key WHERE key GLOB 'c[0-9]*'")
    return {int(key[1:]) for key, owner in rows if owner in ids}
