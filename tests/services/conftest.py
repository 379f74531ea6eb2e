"""Handlers are tried on both engines: the desk's own and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store.create import create_desk, create_hub
from app.store.engine import open_hub, open_local
from tests.builders import Story
from tests.fakes import FakeClock

KEY = bytes(range(32))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Engine]:
    engine = open_local(tmp_path / "desk.db", KEY)
    create_desk(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["desk", pytest.param("hub", marks=pytest.mark.server)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "desk":
        yield request.getfixturevalue("desk")
        return
    hub = open_hub(request.getfixturevalue("pg_database"))
    create_hub(hub)
    yield hub
    hub.dispose()


@pytest.fixture
def story(engine: Engine, clock: FakeClock) -> Story:
    return Story(engine, clock)
