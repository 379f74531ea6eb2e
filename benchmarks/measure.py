"""How figures are taken and told: percentiles, interleaved rounds, one JSON object per figure on standard output."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time

RESULTS = Path(__file__).parent / "results"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the sorted values lie; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    started = perf_counter()
    action()
    return (perf_counter() - started) * 1000


def interleaved(
    actions: Mapping[str, Callable[[], object]],
    rounds: int,
    warm: int = 2,
    cpu: dict[str, list[float]] | None = None,
) -> dict[str, list[float]]:
    """Milliseconds of every action, round by round in turn, so that a slow moment hits all alike.

    Into `cpu` goes what the process really worked: on a busy machine that says more than the clock on the wall.
    """
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(warm + rounds):
        for name, action in actions.items():
            before = process_time()
            spent = milliseconds(action)
            worked = (process_time() - before) * 1000
            if number >= warm:
                taken[name].append(spent)
                if cpu is not None:
                    cpu.setdefault(name, []).append(worked)
    return taken


class Report:
    """Prints each figure at once and keeps all of a run in `benchmarks/results/<name>.json`."""

    def __init__(self, name: str, **setting: object) -> None:
        self._name = name
        self._setting = setting
        self._figures: list[dict[str, object]] = []

    def figure(self, figure: str, **values: object) -> None:
        """One figure; floats are rounded to what they can bear."""
        row = {
            "bench": self._name,
            "figure": figure,
            **{key: _rounded(value) for key, value in values.items()},
        }
        self._figures.append(row)
        print(json.dumps(row, ensure_ascii=False), flush=True)

    def close(self) -> int:
        """Writes the run's file; 0, for `main` to return."""
        RESULTS.mkdir(exist_ok=True)
        content = {
            "bench": self._name,
            **self._setting,
            "python": sys.version.split()[0],
            "figures": self._figures,
        }
        path = RESULTS / f"{self._name}.json"
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0


def _rounded(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value
