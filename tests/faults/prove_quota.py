"""Proof: a whole day of looking, replying and reading the past stays within TikTok Shop's ten thousand calls.

`python3 dev.py prove quota` plays two days: one in which somebody writes every four minutes, and a rush of one message
every thirty seconds. Every twenty minutes a reply leaves, and each must find a call left.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.fakes import FakeClock
from tests.faults.quota_day import QuotaDay

DAYS = {"lively": timedelta(minutes=4), "rush": timedelta(seconds=30)}


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object per day; 1 where the allowance was exceeded or a reply found none."""
    failed = False
    for name in words or DAYS:
        clock = FakeClock()
        with RunningTown(Setting(seed, clock.now()), clock.now) as town:
            day = QuotaDay(town, clock, begin=timedelta(0), spent=0)
            figures = day.run(DAYS[name])
        print(json.dumps({"day": name, "seed": seed, **asdict(figures)}), flush=True)
        failed = failed or figures.refused > 0 or figures.replies_lost > 0
    return 1 if failed else 0
