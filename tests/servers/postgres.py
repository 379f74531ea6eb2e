"""A real PostgreSQL for the run: the system's where there is one, else the one from the `pgserver` wheel."""

import importlib.util
import itertools
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers.processes import find_program, free_port, running, server_folder, wait_for_port


@dataclass
class Postgres:
    """One server with as many empty databases as the tests like."""

    bin: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def dsn(self, database: str) -> str:
        """For psycopg."""
        return f"host=127.0.0.1 port={self.port} user=quayside dbname={database}"

    def url(self, database: str) -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg://quayside@127.0.0.1:{self.port}/{database}"

    def new_database(self, template: str = "template0") -> str:
        """Makes an empty database (or a copy of `template`) and says its name."""
        name = f"q{next(self._numbers)}"
        self._sql(
            f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )
        return name

    def drop_database(self, name: str) -> None:
        """Ends every connection to it and deletes it."""
        self._sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _programs() -> Path | None:
    """The folder of `initdb` and `postgres`."""
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if system := find_program("postgres", *map(str, newest_first)):
        return system.resolve().parent
    if spec := importlib.util.find_spec("pgserver"):
        for place in spec.submodule_search_locations or ():
            return Path(place) / "pginstall" / "bin"
    return None


def _owner() -> str | None:
    """Whom the server runs as where we are root, which PostgreSQL refuses to be."""
    if os.name != "posix" or os.getuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL, made for this run."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    owner = _owner()
    as_owner = {"user": owner, "cwd": "/"} if owner else {}
    with server_folder("postgres", owner) as folder:
        data, port = folder / "data", free_port()
        command = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "quayside",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        ]
        subprocess.run(list(map(str, command)), check=True, capture_output=True, **as_owner)
        server = [programs / "postgres", "-D", data, "-p", port, "-k", "" if os.name == "nt" else folder]
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=60"]
        log = folder.parent / f"{folder.name}.log"
        try:
            with running([*map(str, server), *options], log, signal.SIGINT, **as_owner) as child:
                wait_for_port(port, child, log)
                _wait_until_it_answers(Postgres(programs, port))
                yield Postgres(programs, port)
        finally:
            log.unlink(missing_ok=True)


def _wait_until_it_answers(server: Postgres) -> None:
    """The port opens a moment before the server accepts connections."""
    import psycopg

    for attempt in range(200):
        try:
            psycopg.connect(server.dsn("postgres"), connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            if attempt == 199:
                raise
            subprocess.run(
                [str(server.bin / "pg_isready"), "-h", "127.0.0.1", "-p", str(server.port), "-t", "1"],
                check=False,
                capture_output=True,
            )


@pytest.fixture
def pg_database(postgres: Postgres) -> Iterator[str]:
    """An empty database of the real PostgreSQL, as an SQLAlchemy address."""
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.drop_database(name)
