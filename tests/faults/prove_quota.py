"""Proof: a whole day of looking, replying and reading the past stays within what each platform allows a day.

`python3 dev.py prove quota [CHANNEL …]` plays two days of each: one in which somebody writes every four minutes, and
a rush of one message every thirty seconds. Every twenty minutes a reply leaves. Where the number is published, no call
goes beyond it and each reply finds one left. Where it is not, the day ends without warning: one call learns it, nothing
is asked after that, and what waited leaves when the platform's day begins anew. What only a person may ask is never
asked.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.fakes import FakeClock
from tests.faults.quota_day import ALLOWANCES, Figures, QuotaDay

DAYS = {"lively": timedelta(minutes=4), "rush": timedelta(seconds=30)}


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object per channel and day; 1 where an allowance was exceeded or a reply was lost."""
    failed = False
    for channel in words or ALLOWANCES:
        for name, every in DAYS.items():
            clock = FakeClock()
            with RunningTown(Setting(seed, clock.now()), clock.now) as town:
                figures = QuotaDay(town, clock, channel, begin=timedelta(0)).run(every)
            line = {"channel": channel, "day": name, "seed": seed, **asdict(figures)}
            print(json.dumps(line), flush=True)
            failed = failed or not kept(figures, published=ALLOWANCES[channel].published)
    return 1 if failed else 0


def kept(figures: Figures, *, published: bool) -> bool:
    """Whether the day was as it must be: one call may go beyond a number that nobody knows."""
    within = figures.beyond == 0 and figures.waited == 0 if published else figures.beyond <= 1
    return within and figures.replies_lost == 0 and figures.lists == 0
