"""Mail files taken in (read, parsed, routed, threaded, stripped, kept sealed, stored, indexed), beside `notmuch new`.

Both are given the same new files in turn, a folder at a time. notmuch reads, parses, threads and indexes where the
files lie; ours also cleans HTML, finds quotes, keeps every raw mail sealed on disk, writes all rows encrypted and
durably, and refreshes clocks, counts and filters. The split says where our time goes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from sqlalchemy import event

from app.connectors.contract import RawMail, StreamMode
from app.connectors.registry import PROFILES
from app.domain.mail import Failure, ParsedMail
from app.domain.shops import Login, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.host.blobs import BlobStore
from app.services.ingest import Batch, Sorter, batches, take_in
from app.services.lane_plans import BlobShelves
from app.services.shop_doors import facts_of
from app.store.cursors import Place
from app.store.engine import Engine
from app.store.shops import add_login, add_shop
from app.store.unit_of_work import unit_of_work
from app.worker.client import WorkerClient
from benchmarks.corpus import Corpus, Said
from benchmarks.desk_file import KEY, NOW, BenchDesk, new_desk
from benchmarks.letters import SHOP, letter
from benchmarks.measure import Report

T = TypeVar("T")
READING = "parse, route, keep"
FOLDER = 2_000
"""files that each side is given before it is the other's turn"""
CHUNK = 50
"""mails that a receive lane fetches at once"""


class BenchClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


@dataclass(slots=True)
class Spent:
    """Wall and CPU seconds by what they were spent on."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    statements: dict[str, float] = field(default_factory=dict)
    """within storing: seconds inside the database engine, by kind of statement"""

    def on(self, what: str, action: Callable[[], T]) -> T:
        """Carries out and counts."""
        wall, cpu = perf_counter(), process_time()
        result = action()
        self.wall[what] = self.wall.get(what, 0.0) + perf_counter() - wall
        self.cpu[what] = self.cpu.get(what, 0.0) + process_time() - cpu
        return result

    def watch(self, engine: Engine) -> None:
        """Listens to every statement of an engine."""
        begun = [0.0]

        def before(*_: object) -> None:
            begun[0] = perf_counter()

        def after(_c: object, _u: object, sql: str, *_: object) -> None:
            kind = "index" if "search_" in sql else "rows" if not sql.startswith("SELECT") else "look-ups"
            self.statements[kind] = self.statements.get(kind, 0.0) + perf_counter() - begun[0]

        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)


class Ours:
    """A desk with one mailbox, fed as its receive lane feeds it."""

    def __init__(self, folder: Path, spent: Spent) -> None:
        self._desk = new_desk(folder / "desk.db")
        self._spent = spent
        self._worker = WorkerClient([sys.executable, "-m", "app.worker.main"], children=2)
        self._blobs = BlobShelves(BlobStore(folder / "files", KEY, BenchClock(), self._desk.ids))
        self._login, shop = _mail_shop(self._desk)
        self._sorter = Sorter("email", (shop,), self, self, PROFILES)
        spent.watch(self._desk.engine)

    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        """The worker, counted."""
        return self._spent.on("parse", partial(self._worker.parse_mails, raws))

    def keep_raw(self, contents: Sequence[bytes]) -> list[str]:
        return self._blobs.keep_raw(contents)

    def keep_unread(self, content: bytes) -> str:
        return self._blobs.keep_unread(content)

    def take(self, files: list[Path], said: list[Said]) -> None:
        """Everything from the file's bytes to the commit."""
        for at in range(0, len(files), CHUNK):
            near = list(zip(files[at : at + CHUNK], said[at : at + CHUNK], strict=True))
            mails = self._spent.on("read files", partial(_raws, near))
            ready = self._spent.on(READING, partial(self._sorter.prepare, mails, StreamMode.LIVE))
            for batch in batches(self._login, "folder:INBOX", ready, Place(f"{at}")):
                self._spent.on("store", partial(self._store, batch))

    def _store(self, batch: Batch) -> None:
        with unit_of_work(self._desk.engine, facts_of) as work:
            take_in(work, batch, NOW, self._desk.ids)

    def counts(self) -> tuple[int, int, int]:
        """Messages, conversations, and mails that could not be read."""
        with unit_of_work(self._desk.engine, facts_of) as work:
            tables = ("message", "conversation", "quarantine")
            found = [
                work.connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one() for t in tables
            ]
        return int(found[0]), int(found[1]), int(found[2])

    def close(self) -> None:
        self._worker.close()
        self._desk.engine.dispose()


class Notmuch:
    """notmuch on a folder of mails, with pairs for Chinese switched on."""

    def __init__(self, folder: Path, mails: Path) -> None:
        config = folder / "notmuch-config"
        config.write_text(
            f"[database]\npath={mails}\n[user]\nname=Shop\nprimary_email={SHOP}\n[new]\ntags=\n[search]\n"
            "[maildir]\nsynchronize_flags=false\n"
        )
        self._environment = {**os.environ, "NOTMUCH_CONFIG": str(config), "XAPIAN_CJK_NGRAM": "1"}
        self._base = mails

    def take(self) -> tuple[float, float]:
        """(wall, CPU) seconds for whatever files are new."""
        before, cpu = perf_counter(), _children()
        subprocess.run(
            ["notmuch", "new", "--quiet"], env=self._environment, check=True, stdout=subprocess.DEVNULL
        )
        return perf_counter() - before, _children() - cpu

    def count(self) -> int:
        done = subprocess.run(
            ["notmuch", "count", "*"], env=self._environment, check=True, capture_output=True, text=True
        )
        return int(done.stdout)

    def megabytes(self) -> float:
        return sum(f.stat().st_size for f in (self._base / ".notmuch").rglob("*") if f.is_file()) / 1e6


def main(n: int | None = None) -> int:
    """`n` mails; a folder of them through each side in turn."""
    count = n or 100_000
    report = Report("eml", n=count)
    spent, peer_wall, peer_cpu = Spent(), 0.0, 0.0
    with TemporaryDirectory() as folder:
        mails = Path(folder) / "mails"
        ours = Ours(Path(folder), spent)
        peer = Notmuch(Path(folder), mails) if shutil.which("notmuch") else None
        worker_before = _children()
        for files, said in _folders(mails, count):
            ours.take(files, said)
            if peer is not None:
                wall, cpu = peer.take()
                peer_wall, peer_cpu = peer_wall + wall, peer_cpu + cpu
        stored, conversations, unread = ours.counts()
        peer_found = (peer.count(), peer.megabytes()) if peer is not None else (0, 0.0)
        ours.close()
        worker_cpu = _children() - worker_before - peer_cpu
        megabytes = (Path(folder) / "desk.db").stat().st_size / 1e6
    wall = sum(spent.wall[name] for name in ("read files", READING, "store"))
    cpu = sum(spent.cpu[name] for name in ("read files", READING, "store")) + worker_cpu
    report.figure("ours", per_second=count / wall, wall_seconds=wall, cpu_seconds=cpu, megabytes=megabytes,
                  stored=stored, conversations=conversations, unread=unread)  # fmt: skip
    if peer is None:
        report.figure("notmuch", available=False, reason="notmuch is not installed")
    else:
        report.figure("notmuch", per_second=count / peer_wall, wall_seconds=peer_wall, cpu_seconds=peer_cpu,
                      megabytes=peer_found[1], stored=peer_found[0])  # fmt: skip
        report.figure("ours over notmuch", by_wall=peer_wall / wall, by_cpu=peer_cpu / cpu)
    _split(report, spent, count, worker_cpu)
    return report.close()


def _split(report: Report, spent: Spent, count: int, worker_cpu: float) -> None:
    each = {name: seconds * 1e6 / count for name, seconds in spent.wall.items()}
    each["route, map, keep raw mails sealed"] = each.pop(READING) - each["parse"]
    cpu = {f"{name}, CPU": seconds * 1e6 / count for name, seconds in spent.cpu.items()}
    cpu["worker, CPU"] = worker_cpu * 1e6 / count
    inside = {f"of store: {name}": seconds * 1e6 / count for name, seconds in spent.statements.items()}
    report.figure("where the time goes", unit="µs a mail",
                  **{name: round(value, 1) for name, value in (each | inside | cpu).items()})  # fmt: skip


def _folders(mails: Path, count: int) -> Iterator[tuple[list[Path], list[Said]]]:
    """Writes the corpus folder by folder."""
    source = Corpus().messages(count)
    before: Said | None = None
    for number in range(-(-count // FOLDER)):
        folder = mails / f"{number:04}"
        folder.mkdir(parents=True)
        files, said = [], []
        for one in islice(source, FOLDER):
            answered = before if before is not None and before.conversation == one.conversation else None
            path = folder / f"{one.number:07}.eml"
            path.write_bytes(letter(one, answered))
            files.append(path)
            said.append(one)
            before = one
        yield files, said


def _raws(near: list[tuple[Path, Said]]) -> list[RawMail]:
    """The files' bytes, as a mailbox would have handed them over."""
    return [
        RawMail("INBOX" if said.inbound else "Sent", said.number, 1, said.at, path.read_bytes(),
                sent_folder=not said.inbound)
        for path, said in near
    ]  # fmt: skip


def _mail_shop(desk: BenchDesk) -> tuple[LoginId, Shop]:
    login = LoginId(desk.ids.new())
    shop = Shop(ShopId(desk.ids.new()), "email", "Shop", SHOP, ShopState.ACTIVE, 0, {"mail": login}, {}, NOW)
    with unit_of_work(desk.engine, facts_of) as work:
        add_login(work, Login(login, "email", SHOP, {}), NOW)
        add_shop(work, shop, NOW)
    return login, shop


def _children() -> float:
    """CPU seconds of the child processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system
