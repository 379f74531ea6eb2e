"""How fast rows are taken in, over a bare insert of the same rows into the same kind of file, measured in turn."""

import tempfile
from pathlib import Path
from time import perf_counter, process_time

import sqlcipher3.dbapi2 as sqlcipher

from app.host.interpreter import tune
from app.store.pragmas import key_pragma, writer_pragmas
from benchmarks.corpus import Said
from benchmarks.desk_file import KEY, ingest_page, new_desk, pages
from benchmarks.measure import Report

BARE = """CREATE TABLE message (n INTEGER PRIMARY KEY, remote_key TEXT, conversation INTEGER, name TEXT, subject TEXT,
          text TEXT, sent_at INTEGER, language TEXT)"""


class BareFile:
    """The limit: the same rows, one table, no index, the same encryption and durability."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlcipher.connect(str(path), isolation_level=None)
        self._connection.execute(key_pragma(KEY))
        for pragma in writer_pragmas():
            self._connection.execute(pragma)
        self._connection.execute(BARE)

    def insert(self, page: list[Said]) -> float:
        """Seconds for one page in one transaction."""
        rows = [
            (s.number, f"m{s.number}", s.conversation, s.name, s.subject, s.text + s.quoted, int(s.at.timestamp()),
             s.language)
            for s in page
        ]  # fmt: skip
        started = perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO message VALUES (?,?,?,?,?,?,?,?)", rows)
        self._connection.execute("COMMIT")
        return perf_counter() - started

    def close(self) -> None:
        self._connection.close()


def main(n: int | None = None) -> int:
    """`n` messages, a page through each path in turn."""
    count = n or 100_000
    tune()
    report = Report("ingest", n=count)
    with tempfile.TemporaryDirectory() as folder:
        desk, bare = new_desk(Path(folder) / "desk.db"), BareFile(Path(folder) / "bare.db")
        ours = limit = ours_cpu = limit_cpu = 0.0
        for number, page in enumerate(pages(count)):
            begun = process_time()
            ours += ingest_page(desk, page, number)
            between = process_time()
            limit += bare.insert(page)
            ours_cpu, limit_cpu = ours_cpu + between - begun, limit_cpu + process_time() - between
        megabytes = (Path(folder) / "desk.db").stat().st_size / 1e6
        bare.close()
        desk.engine.dispose()
    report.figure("rows", messages_per_second=count / ours, over_bare=ours / limit, bare_per_second=count / limit,
                  messages_per_cpu_second=count / ours_cpu, cpu_over_bare=ours_cpu / limit_cpu,
                  wall_seconds=ours, cpu_seconds=ours_cpu, megabytes=megabytes)  # fmt: skip
    return report.close()


if __name__ == "__main__":
    import sys

    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else None))
