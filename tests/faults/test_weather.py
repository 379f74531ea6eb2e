"""Fifty random weeks of receiving per channel, in storms that differ from run to run; and the proof itself can fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.connectors.contract import Page, Unreachable
from app.connectors.registry import CHANNELS
from app.services.sync import SyncDesk
from app.services.sync_turns import Turn
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from app.simulator.weather import Fault
from app.store.cursors import Place, keep_place
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.faults.mortal import FATES
from tests.faults.outbox_schedule import Shelf
from tests.faults.weather_schedule import run_many


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_whatever_the_weather_every_message_is_stored_once(channel: str, tmp_path: Path, seed: int) -> None:
    total = run_many(seed, 50, channel, Shelf(tmp_path))
    assert total.broken == []
    assert total.messages > 100
    assert total.faults, "the sun shone all the time"
    assert set(total.fates) == set(FATES)


def test_a_line_lost_while_the_folders_are_named_is_opened_anew(clock: FakeClock) -> None:
    """Found by a storm: the broken line was kept, and the mailbox stayed silent for ever."""
    lost = 0
    with RunningTown(Setting(7, clock.now()), clock.now) as town:
        bench = open_bench("email", town, clock)
        for length in range(100, 1500, 50):
            source = bench.source()
            town.service.imap.gate = lambda cut=length: (Fault.TRUNCATED, cut)  # type: ignore[misc]  # bound now
            try:
                source.streams()
            except Unreachable:
                lost += 1
            town.service.imap.gate = lambda: (None, 0)
            assert source.streams()
        bench.close()
    assert lost > 3


class CursorFirst(SyncDesk):
    """What careless programs do: they note how far they have read, and store what they read afterwards."""

    def _keep(self, turn: Turn, page: Page) -> None:
        ahead, now = Place(page.next_cursor), self.clock.now()
        self.writer.run(lambda work: keep_place(work, self.login, turn.stream.name, ahead, now))
        SyncDesk._keep(self, turn, page)


class LosesPages(SyncDesk):
    """Sometimes takes a page for read that it never stored."""

    def _keep(self, turn: Turn, page: Page) -> None:
        lost = page.items and self.ids.jitter() < 0.3
        SyncDesk._keep(self, turn, replace(page, items=()) if lost else page)


@pytest.mark.parametrize(
    ("channel", "careless"),
    [("email", CursorFirst), ("walmart", CursorFirst), ("email", LosesPages), ("shopee", LosesPages)],
)
def test_the_proof_catches_a_program_that_skips(
    channel: str, careless: type[SyncDesk], tmp_path: Path, seed: int
) -> None:
    total = run_many(seed, 50, channel, Shelf(tmp_path), careless, stop_after=1)
    assert any("stored 0 times" in line for line in total.broken)
