"""Proof: random crashes and weather never lose a reply and never send one twice.

`python3 dev.py prove outbox [--seed N]` runs 10,000 schedules on the real store (SQLCipher, synchronous=FULL) and
virtual time, every named crash point at least once. `--seed S --n 1` plays one schedule again.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from app.services.outbox import CRASH_POINTS
from tests.faults.outbox_schedule import run_many


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object; 1 where an invariant broke."""
    count = n or 10_000
    memory = Path("/dev/shm")  # virtual time deserves a fast disk; power cuts are prove_powercut's matter
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        total = run_many(seed, count, Path(folder))
    missed = sorted(set(CRASH_POINTS) - set(total.points))
    figures = {field.name: getattr(total, field.name) for field in fields(total)}
    print(json.dumps({"seed": seed, **figures, "points_missed": missed}))
    return 1 if total.broken or (missed and count >= 500) else 0
