"""Handlers are tried on both engines: the desk's own and a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store.create import create_desk, create_hub
from app.store.engine import open_hub, open_local
from app.store.schema import shared
from tests.builders import Story
from tests.fakes import FakeClock
from tests.servers.postgres import Postgres

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as a new profile has it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    engine = open_local(path, KEY)
    create_desk(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def hub(postgres: Postgres) -> Iterator[Engine]:
    """One database for the run, with a team's tables."""
    name = postgres.new_database()
    engine = open_hub(postgres.url(name))
    create_hub(engine)
    yield engine
    engine.dispose()
    postgres.drop_database(name)


@pytest.fixture
def desk(tmp_path: Path, empty_desk: Path) -> Iterator[Engine]:
    shutil.copyfile(empty_desk, tmp_path / "desk.db")
    engine = open_local(tmp_path / "desk.db", KEY)
    yield engine
    engine.dispose()


@pytest.fixture(params=["desk", pytest.param("hub", marks=pytest.mark.server)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "desk":
        yield request.getfixturevalue("desk")
        return
    hub: Engine = request.getfixturevalue("hub")
    yield hub
    with hub.begin() as connection:
        for table in reversed(shared.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def story(engine: Engine, clock: FakeClock) -> Story:
    return Story(engine, clock)
