"""Fifty random weeks of receiving per channel, in storms that differ from run to run; every second channel.

The others are in test_weather_too.py: test files are shared out among the cores, and these are the longest of all.
"""

from pathlib import Path

import pytest

from app.connectors.registry import CHANNELS
from tests.faults.outbox_schedule import Shelf
from tests.faults.weather_schedule import run_many


@pytest.mark.timeout(2400)
@pytest.mark.parametrize("channel", sorted(CHANNELS)[::2])
def test_whatever_the_weather_every_message_is_stored_once(channel: str, tmp_path: Path, seed: int) -> None:
    total = run_many(seed, 50, channel, Shelf(tmp_path))
    assert total.broken == []
    assert total.messages > 100
    assert total.faults, "the sun shone all the time"


def test_a_line_lost_while_the_folders_are_named_is_opened_anew(tmp_path: Path) -> None:
    """Found by the storm with this seed: the broken line was kept, and the mailbox stayed silent for ever."""
    total = run_many(2007690477, 1, "email", Shelf(tmp_path))
    assert total.faults["truncated"] == 1
    assert total.broken == []
