"""Proves that no payload crashes, hangs or loses anything: 20,000 per format, sound and bent ones, from a seed.

`python3 dev.py prove fuzz [FORMAT] [NUMBER] [--seed N] [--n N]`: a number replays that payload alone.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from app.worker.client import WorkerClient
from tests.faults.formats import FORMATS, Format, payload

PAYLOADS = 20_000
CHUNK = 200
DEADLINE = timedelta(seconds=20)


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """0 when every promise held."""
    names = [word for word in words if not word.isdecimal()]
    numbers = [int(word) for word in words if word.isdecimal()] or range(PAYLOADS if n is None else n)
    forms = [form for form in FORMATS if not names or form.name in names]
    worker = WorkerClient([sys.executable, "-m", "app.worker.main"], deadline=DEADLINE)
    try:
        failures = sum(_prove(_through(worker, form), seed, numbers) for form in forms)
    finally:
        worker.close()
    print(f"worker restarts: {worker.restarts}")
    return 1 if failures or worker.restarts else 0


def _through(worker: WorkerClient, form: Format) -> Format:
    """Mail is read where the program reads it: in the worker process."""
    return replace(form, read=worker.parse_mails) if form.name == "mail" else form


def _prove(form: Format, seed: int, numbers: Sequence[int]) -> int:
    """How many payloads broke a promise."""
    kinds: Counter[str] = Counter()
    broken = size = 0
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        payloads = [payload(form, seed, number) for number in chunk]
        size += sum(map(len, payloads))
        results = form.read(payloads)
        assert len(results) == len(payloads), "a payload has no result"
        for number, raw, result in zip(chunk, payloads, results, strict=True):
            kinds[type(result).__name__] += 1
            broken += _is_broken(form, seed, number, raw, result)
    print(
        f"{form.name}: {len(numbers)} payloads, {size / 1e6:.1f} MB, {broken} broke a promise; results {dict(kinds)}"
    )
    return broken


def _is_broken(form: Format, seed: int, number: int, raw: bytes, result: object) -> bool:
    try:
        form.check(raw, result, number)
    except Exception as error:  # noqa: BLE001 - whatever a payload causes is reported with its replay
        print(f"{form.name} {number}: {type(error).__name__}: {str(error)[:200]}")
        print(f"  replay: python3 dev.py prove fuzz {form.name} {number} --seed {seed}")
        return True
    return False
