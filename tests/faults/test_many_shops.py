"""One shop of each channel in one profile: a platform that takes every call and answers none slows nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.connectors.registry import CHANNELS
from tests.faults.prove_contracts_table import Cell, Table
from tests.faults.prove_day30 import TICK, Day
from tests.faults.thirty_shops import House


@pytest.mark.timeout(300)
@pytest.mark.leaves_threads  # a lane that hangs is let go at the end of its call
def test_a_shop_that_hangs_slows_no_other(tmp_path: Path, qtbot: QtBot, seed: int) -> None:
    house = House(tmp_path, seed)
    try:
        house.open(len(CHANNELS))
        house.work_off()
        day = Day(house, seed, hours=1)
        for minute in range(8):
            if minute == 3:
                day.hang()
            for placed in house.shops:
                placed.orders(says=True)
            day.tick()
        assert day.hanging is not None
        day.compare()
        assert day.broken == []
        assert day.lags[True] <= TICK
        hanging = house.desks.sync[day.hanging.logins[0]].pulse()
        assert min(s.looked_at for s in hanging.streams if s.looked_at) < house.clock.now() - timedelta(
            minutes=4
        )
    finally:
        house.close()


def test_the_table_says_what_passed_what_failed_and_what_is_not_asked() -> None:
    table = Table()
    table.cells["sending: one", "ebay"].passed = 3
    table.cells["sending: one", "email"].skipped.append("mail has none")
    table.cells["reading: two", "ebay"] = Cell(1, ["tests/contract/test_reading.py::test_two[ebay-a]"])
    lines = table.lines(["ebay", "email"])
    assert lines[2].split("|")[1:] == ["         3 ", "         –"]
    assert "FAIL 1/2" in lines[3]
    assert lines[4:] == [
        "FAILED tests/contract/test_reading.py::test_two[ebay-a]",
        "– email: sending: one: mail has none",
    ]
