"""Proof: whatever the weather, every message a customer wrote is stored exactly once and no cursor skips one.

`python3 dev.py prove weather [CHANNEL …] [jobs=2] [--seed S] [--n N]` runs 1,000 schedules per channel against the
practice town on real sockets, shared out among `jobs` processes. `--seed S --n 1` plays one schedule again.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from app.connectors.registry import CHANNELS
from tests.faults.outbox_schedule import Shelf
from tests.faults.weather_schedule import Tally, add, run_many

SHARE = 20
"""schedules that a process takes at once"""


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object per channel; 1 where an invariant broke, 2 for a word nobody knows."""
    options = dict(word.split("=", 1) for word in words if "=" in word)
    channels = [word for word in words if "=" not in word]
    if not set(channels) <= set(CHANNELS) or not set(options) <= {"jobs"}:
        print(f"channels are {', '.join(sorted(CHANNELS))}; besides them jobs=N", file=sys.stderr)
        return 2
    jobs = int(options.get("jobs", "1"))
    return max([prove(channel, seed, n or 1_000, jobs) for channel in channels or sorted(CHANNELS)])


def prove(channel: str, seed: int, count: int, jobs: int) -> int:
    """One channel's schedules from `seed` on."""
    total, cpu, begun = Tally(), 0.0, time.monotonic()
    for one, used in shares(channel, seed, count, jobs):
        add(total, one)
        cpu += used
        if one.broken:
            print("\n".join(one.broken), file=sys.stderr, flush=True)
    figures = {field.name: getattr(total, field.name) for field in fields(total)}
    spent = {"wall_seconds": round(time.monotonic() - begun, 1), "cpu_seconds": round(cpu, 1)}
    print(json.dumps({"channel": channel, "seed": seed, "jobs": jobs, **figures, **spent}), flush=True)
    return 1 if total.broken else 0


def shares(channel: str, seed: int, count: int, jobs: int) -> Iterator[tuple[Tally, float]]:
    """Every share's tally and CPU seconds, in the order of their seeds."""
    starts = range(seed, seed + count, SHARE)
    sizes = [min(SHARE, seed + count - start) for start in starts]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(share, channel), starts, sizes)


def share(channel: str, seed: int, count: int) -> tuple[Tally, float]:
    """Some schedules in this process. Virtual time deserves a fast disk; power cuts are prove_powercut's matter."""
    memory, before = Path("/dev/shm"), time.process_time()
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        tally = run_many(seed, count, channel, Shelf(Path(folder)))
    return tally, time.process_time() - before
