"""Proof: whatever the weather, every message a customer wrote is stored exactly once and no cursor skips one.

`python3 dev.py prove weather CHANNEL [--seed N]` runs 1,000 schedules against the practice town on real sockets.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from app.connectors.registry import CHANNELS
from tests.faults.outbox_schedule import Shelf
from tests.faults.weather_schedule import run_many


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object per channel; 1 where an invariant broke."""
    failed = False
    memory = Path("/dev/shm")
    for channel in words or sorted(CHANNELS):
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
            total = run_many(seed, n or 1_000, channel, Shelf(Path(folder)))
        figures = {field.name: getattr(total, field.name) for field in fields(total)}
        print(json.dumps({"channel": channel, "seed": seed, **figures}), flush=True)
        failed = failed or bool(total.broken)
    return 1 if failed else 0
