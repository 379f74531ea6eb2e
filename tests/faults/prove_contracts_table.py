"""Proof: every channel keeps every promise of the contract; one line for each test, one column for each channel.

`python3 dev.py prove contracts-table [CHANNEL …]` runs `tests/contract` and prints what came out. A number says how
many variants passed; a test that is not asked of a channel stands with a dash, and what it assumes below.
"""

import sys
from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import pytest

from app.connectors.registry import CHANNELS

EVERYBODY = ""
"""column of tests that are not asked of one channel"""


@dataclass
class Cell:
    """What one test said of one channel."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.failed:
            return f"FAIL {len(self.failed)}/{len(self.failed) + self.passed}"
        return str(self.passed) if self.passed else "–" if self.skipped else ""


@dataclass
class Table:
    """Listens to a run of the tests."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=lambda: defaultdict(Cell))
    assumed: dict[str, str] = field(default_factory=dict)
    """what a test takes for granted of a channel"""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """One outcome: a test that cannot even begin has failed as well."""
        report = yield
        callspec = getattr(item, "callspec", None)
        channel = str(callspec.params.get("channel", EVERYBODY)) if callspec else EVERYBODY
        name = f"{item.path.stem.removeprefix('test_')}: {sentence(item)}"
        self.assumed[name] = ", ".join(
            f"{one}={value}" for mark in item.iter_markers("assumes") for one, value in mark.kwargs.items()
        )
        cell = self.cells[name, channel]
        if report.skipped:
            cell.skipped.append(str(report.longrepr[2] if isinstance(report.longrepr, tuple) else ""))
        elif report.failed:
            cell.failed.append(item.nodeid)
        elif report.when == "call":
            cell.passed += 1
        return report

    def lines(self, channels: Sequence[str]) -> list[str]:
        """The table, its failures and its reasons."""
        tests = list(dict.fromkeys(name for name, _ in self.cells))
        width = max((len(name) for name in tests), default=0)
        wide = [max(len(channel), 9) for channel in channels]
        head = " | ".join(f"{channel:>{space}}" for channel, space in zip(channels, wide, strict=True))
        made = [f"{'':{width}} | {head}", f"{'-' * width}-+-{'-+-'.join('-' * space for space in wide)}"]
        for name in tests:
            everybody = (name, EVERYBODY) in self.cells
            cells = [
                str(self.cells.get((name, EVERYBODY if everybody else channel), "–")) for channel in channels
            ]
            row = " | ".join(f"{cell:>{space}}" for cell, space in zip(cells, wide, strict=True))
            made.append(f"{name:{width}} | {row}")
        return made + self._failures() + self._reasons()

    def _failures(self) -> list[str]:
        return [f"FAILED {node}" for cell in self.cells.values() for node in cell.failed]

    def _reasons(self) -> list[str]:
        missing = {f"– {name}: assumes {what}" for name, what in self.assumed.items() if what}
        return sorted(
            missing
            | {
                f"– {channel or 'all'}: {name}: {reason}"
                for (name, channel), cell in self.cells.items()
                for reason in cell.skipped
            }
        )


def sentence(item: pytest.Function) -> str:
    """The test's name as it is read."""
    return item.originalname.removeprefix("test_").replace("_", " ")


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints the table; 1 where a promise was broken."""
    table = Table()
    chosen = ["-k", " or ".join(words)] if words else []
    code = pytest.main(
        ["-q", "--no-header", "-p", "no:cacheprovider", "tests/contract", *chosen], plugins=[table]
    )
    channels = [one for one in sorted(CHANNELS) if not words or one in words]
    sys.stdout.write("\n" + "\n".join(table.lines(channels)) + "\n")
    passed = sum(cell.passed for cell in table.cells.values())
    failed = sum(len(cell.failed) for cell in table.cells.values())
    sys.stdout.write(f"{passed} passed, {failed} failed, {len(channels)} channels\n")
    return int(code != pytest.ExitCode.OK)
