"""`python3 dev.py prove coverage [FOLDER …]`: which branches of each module the tests below the screen have taken.

One JSON object per module that has branches; the proof fails where one lies below its goal. What runs in threads of
Qt is not seen, so steps are plain functions with tests of their own. Folders are those of `tests/`; without any, all
that need no screen.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("domain", "host", "net", "store", "migrations", "connectors", "contract", "services", "worker")
GOALS = (
    # A reply lost or doubled, a cursor skipped, a mail misread: nothing of this is left to chance.
    ("app/domain/outbox.py", 100.0),
    ("app/services/outbox*.py", 100.0),
    ("app/services/send_*.py", 100.0),
    ("app/services/sync*.py", 100.0),
    ("app/services/wanted_orders.py", 100.0),
    ("app/services/wellbeing.py", 100.0),
    ("app/store/outbox*.py", 100.0),
    ("app/store/cursors.py", 100.0),
    ("app/worker/main.py", 50.0),  # the other half runs in the child, where nobody counts
    ("app/worker/*.py", 100.0),
    ("app/domain/*.py", 85.0),
    ("app/services/*.py", 85.0),
    ("app/connectors/*.py", 85.0),
    # What is left there is mostly another system's side of a branch.
    ("app/store/*.py", 75.0),
    ("app/host/*.py", 75.0),
    ("app/net/*.py", 75.0),
)
"""the first pattern that fits a module sets its goal; other modules have none here"""


@dataclass(frozen=True, slots=True)
class Figure:
    """How much of one module was taken. `missing` names the branches that were not, as from -> to lines."""

    module: str
    goal: float
    percent: float
    branches: int
    missing: list[str]

    @property
    def reached(self) -> bool:
        return self.percent >= self.goal


def goal_of(module: str) -> float | None:
    """What a module owes."""
    return next((goal for pattern, goal in GOALS if fnmatch(module, pattern)), None)


def figures(files: Mapping[str, Any]) -> Iterator[Figure]:
    """From coverage's own report: every module with a goal and with branches."""
    for name, found in sorted(files.items()):
        module, counts = name.replace("\\", "/"), found["summary"]
        goal, branches = goal_of(module), counts["num_branches"]
        if goal is not None and branches:
            missing = [f"{before} -> {after}" for before, after in found["missing_branches"]]
            percent = round(100 * counts["covered_branches"] / branches, 1)
            yield Figure(module, goal, percent, branches, missing)


def main(seed: int, n: int | None, words: Sequence[str]) -> int:
    """Runs the tests once, prints the figures, says whether every goal is reached."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        tests = [f"tests/{name}" for name in words or FOLDERS]
        command = [
            sys.executable, "-m", "pytest", "-q", "--cov=app", "--cov-branch", f"--cov-report=json:{report}", *tests,
        ]  # fmt: skip
        quiet = {**os.environ, "COVERAGE_FILE": str(Path(folder, "data"))}
        failed = subprocess.run(command, cwd=ROOT, env=quiet, stdout=sys.stderr, check=False).returncode
        files = json.loads(report.read_text(encoding="utf-8"))["files"] if report.exists() else {}
    below = 0
    for figure in figures(files):
        below += not figure.reached
        sys.stdout.write(json.dumps({**asdict(figure), "reached": figure.reached}) + "\n")
    return int(bool(failed or below or not files))
