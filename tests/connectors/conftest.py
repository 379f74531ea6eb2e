"""The practice town for tests of single channels."""

from collections.abc import Iterator

import pytest

from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def town(clock: FakeClock) -> Iterator[RunningTown]:
    """The practice marketplaces on loopback, on the test's own clock."""
    with RunningTown(Setting(7, clock.now()), clock.now) as running:
        yield running


@pytest.fixture
def shopify(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    """The Shopify shop, for the several files that test it."""
    bench = open_bench("shopify", town, clock)
    yield bench
    bench.close()
