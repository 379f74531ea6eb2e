"""A desk's file with a story in it, and a reader on the same file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store.create import create_desk
from app.store.engine import open_local
from app.store.queries import LocalReader, open_local_reader
from tests.builders import Story, channels
from tests.fakes import FakeClock

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_local(file, KEY)
    create_desk(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def story(engine: Engine, clock: FakeClock) -> Story:
    return Story(engine, clock)


@pytest.fixture
def reader(engine: Engine, file: Path) -> Iterator[LocalReader]:
    reader = open_local_reader(file, KEY, channels)
    yield reader
    reader.close()
