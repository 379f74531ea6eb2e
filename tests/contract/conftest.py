"""Every shared test runs once per channel, each in a practice town of its own."""

from collections.abc import Iterator

import pytest

from app.connectors.registry import CHANNELS
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture(params=sorted(CHANNELS))
def channel(request: pytest.FixtureRequest) -> str:
    """Each channel in turn."""
    return str(request.param)


@pytest.fixture
def town(clock: FakeClock) -> Iterator[RunningTown]:
    """The practice marketplaces on loopback, on the test's own clock."""
    with RunningTown(Setting(7, clock.now()), clock.now) as running:
        yield running


@pytest.fixture
def bench(channel: str, town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    """The channel's shop; its doors are closed before the town is."""
    opened = open_bench(channel, town, clock)
    yield opened
    opened.close()
