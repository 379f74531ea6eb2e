"""Fifty random weeks of receiving per channel: the channels that test_weather.py leaves out."""

from pathlib import Path

import pytest

from app.connectors.registry import CHANNELS
from tests.faults.outbox_schedule import Shelf
from tests.faults.weather_schedule import run_many


@pytest.mark.timeout(2400)
@pytest.mark.parametrize("channel", sorted(CHANNELS)[1::2])
def test_whatever_the_weather_every_message_is_stored_once(channel: str, tmp_path: Path, seed: int) -> None:
    total = run_many(seed, 50, channel, Shelf(tmp_path))
    assert total.broken == []
    assert total.messages > 100
    assert total.faults, "the sun shone all the time"
