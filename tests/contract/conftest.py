"""Every shared test runs once per channel, each in a practice town of its own."""

from collections.abc import Iterator

import pytest

from app.connectors.registry import CHANNELS
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.contract.bench import Bench
from tests.contract.benches import FACTS, open_bench
from tests.fakes import FakeClock


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each channel in turn; a test that assumes something (`assumes(by_mail=True)`) is asked only of those that are
    so, and does not pass in silence elsewhere."""
    if "channel" in metafunc.fixturenames:
        metafunc.parametrize("channel", fitting(metafunc.definition), indirect=True)


def fitting(test: pytest.Item) -> list[str]:
    """The channels for which everything that a test assumes is true."""
    assumed = {name: value for mark in test.iter_markers("assumes") for name, value in mark.kwargs.items()}
    facts = {channel: FACTS[channel] for channel in sorted(CHANNELS)}
    return [
        one for one in facts if all(getattr(facts[one], name) == value for name, value in assumed.items())
    ]


@pytest.fixture
def channel(request: pytest.FixtureRequest) -> str:
    """One of the channels."""
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
