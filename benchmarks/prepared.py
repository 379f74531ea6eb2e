"""Filled desks that several measurements share: made once, kept in the system's temporary folder, made anew when what
decides their contents has changed."""

import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from app.domain.values import AgentId
from app.store.create import open_or_create
from app.store.engine import Engine
from app.store.queries import LocalReader, open_local_reader
from app.store.reading import ReadConnection, open_reader
from benchmarks.desk_file import KEY, fill, new_desk

ROOT = Path(__file__).resolve().parent.parent
DECIDING = (
    "app/store/schema.py",
    "app/store/version.py",
    "app/store/local_objects.py",
    "app/store/search_index.py",
    "app/domain/segment.py",
    "benchmarks/corpus.py",
    "benchmarks/desk_file.py",
    "benchmarks/vocabulary.py",
)
"""files whose change makes a kept desk worthless"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filled desk on disk."""

    path: Path
    agent: AgentId
    seconds: float
    """spent in the product when it was made"""

    def reader(self) -> LocalReader:
        """A reader of its own for one thread."""
        return open_local_reader(self.path, KEY)

    def connection(self) -> ReadConnection:
        """A read-only connection."""
        return open_reader(self.path, KEY)

    def engine(self) -> Engine:
        """The writing side."""
        return open_or_create(self.path, KEY)


def prepared(count: int) -> Prepared:
    """A desk of `count` messages: the one kept from last time, or a new one."""
    shelf = Path(tempfile.gettempdir()) / "quayside-bench"
    folder = shelf / f"{count}-{_version()}"
    done = folder / "done.txt"
    if not done.exists():
        for old in shelf.glob(f"{count}-*"):
            rmtree(old)
        folder.mkdir(parents=True)
        desk = new_desk(folder / "desk.db")
        seconds = fill(desk, count)
        desk.engine.dispose()
        done.write_text(f"{desk.agent} {seconds}")
    agent, seconds_spent = done.read_text().split()
    return Prepared(folder / "desk.db", AgentId(UUID(agent)), float(seconds_spent))


def _version() -> str:
    return sha256(b"".join((ROOT / name).read_bytes() for name in DECIDING)).hexdigest()[:12]
