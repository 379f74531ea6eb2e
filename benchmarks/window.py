"""How long the program takes to its window and to its first rows on a full profile, and what memory it holds, beside
Thunderbird with an empty profile on the same screen in the same run.

Ours is the whole program with its key handed in (no keyring here). `mapped` is the same poller for both: the first
visible window of the process. Memory is the proportional share of the process and its children. Both have been started
once before, so that modules are compiled, as those of an installed program are.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import sqlcipher3.dbapi2 as sqlcipher

from app.host.settings import Setting, Settings
from app.host.vault import derive
from app.store.pragmas import key_pragma
from benchmarks.desk_file import KEY
from benchmarks.measure import Report, percentile
from benchmarks.prepared import prepared
from benchmarks.window_child import PROFILE_KEY, pss_megabytes

STARTS = 5
LOOK_SECONDS = 0.01
PATIENCE_SECONDS = 60.0
TREE_LOOKS_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start, seen from outside."""

    mapped_ms: float
    pss_mb: float
    said: dict[str, object]
    """what the process itself said"""


def main(n: int | None = None) -> int:
    """Starts both in turn, a few times."""
    count = n or 1_000_000
    report = Report("window", n=count)
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        report.figure("window", available=False, reason="Xvfb and xdotool are needed")
        return report.close()
    with TemporaryDirectory(prefix="quayside-window-") as name, _screen() as environment:
        folder = Path(name) / "bench"
        _profile(folder, count)
        peer = shutil.which("thunderbird")
        if peer is not None:
            _thunderbird(peer, Path(name) / "tb", environment)  # its first start makes the profile
        _ours(folder, environment)  # ours compiles the modules, as an installed program's are
        ours, theirs = [], []
        for _ in range(STARTS):
            ours.append(_ours(folder, environment))
            if peer is not None:
                theirs.append(_thunderbird(peer, Path(name) / "tb", environment))
    _tell(report, ours, theirs)
    return report.close()


def _tell(report: Report, ours: list[Start], theirs: list[Start]) -> None:
    for name in ("python", "skeleton", "skeleton, CPU", "rows", "rows, CPU"):
        values = [float(str(start.said[name])) for start in ours if name in start.said]
        if values:
            report.figure(f"ours, {name}", unit="ms", p50=percentile(values, 0.5), best=min(values),
                          worst=max(values), starts=len(values))  # fmt: skip
    report.figure("ours, loaded before the first paint", modules=ours[-1].said.get("loaded", []))
    report.figure("ours, rows in the list", rows=ours[-1].said.get("total"))
    for who, starts in (("ours", ours), ("thunderbird", theirs)):
        if starts:
            mapped = [start.mapped_ms for start in starts]
            report.figure(
                f"{who}, mapped", unit="ms", p50=percentile(mapped, 0.5), best=min(mapped), worst=max(mapped)
            )
            report.figure(f"{who}, memory", unit="MB PSS", p50=percentile([s.pss_mb for s in starts], 0.5))
    if not theirs:
        report.figure("thunderbird", available=False, reason="thunderbird is not installed")
        return
    report.figure(
        "over thunderbird",
        mapped=percentile([s.mapped_ms for s in ours], 0.5) / percentile([s.mapped_ms for s in theirs], 0.5),
        memory=percentile([s.pss_mb for s in ours], 0.5) / percentile([s.pss_mb for s in theirs], 0.5),
    )


# --- what is started --------------------------------------------------------------------------------------------------


def _profile(folder: Path, count: int) -> None:
    """A prepared desk under the profile's own key; its shop rests, so that nobody calls a platform."""
    folder.mkdir(mode=0o700)
    kept = prepared(count)
    copyfile(kept.path, folder / "quayside.db")
    connection = sqlcipher.connect(str(folder / "quayside.db"), isolation_level=None)
    connection.execute(key_pragma(KEY))
    connection.execute(key_pragma(derive(PROFILE_KEY, "database")).replace("PRAGMA key", "PRAGMA rekey"))
    connection.execute("UPDATE shop SET state = 'paused'")
    connection.execute(
        "UPDATE conversation SET assignee_id = ? WHERE status = 'pending' AND rowid % 3 = 0",
        (kept.agent.bytes,),
    )
    connection.close()
    settings = Settings(folder / "settings.json")
    settings.set(Setting("agent", ""), str(kept.agent))
    settings.set(Setting("screen.first_run", ""), "done")


def _ours(folder: Path, environment: dict[str, str]) -> Start:
    began = monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.window_child", str(folder), str(began)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    mapped = _mapped(child.pid, began, environment)
    most = 0.0
    while child.poll() is None:
        most = max(most, _tree_megabytes(child.pid))
        sleep(0.2)
    said = (child.stdout.read() if child.stdout else "").strip().splitlines()
    return Start(mapped, most, json.loads(said[-1]) if said else {})


def _thunderbird(program: str, folder: Path, environment: dict[str, str]) -> Start:
    folder.mkdir(exist_ok=True)
    began = monotonic()
    child = subprocess.Popen(
        [program, "--profile", str(folder), "--no-remote"],
        env=environment | {"HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    mapped = _mapped(child.pid, began, environment)
    end, most = monotonic() + TREE_LOOKS_SECONDS, 0.0
    while monotonic() < end:
        most = max(most, _tree_megabytes(child.pid))
        sleep(0.2)
    child.terminate()
    child.wait(timeout=20)
    return Start(mapped, most, {})


def _mapped(process: int, began: float, environment: dict[str, str]) -> float:
    """Milliseconds until a window of the process, or of one of its children, is visible."""
    while monotonic() - began < PATIENCE_SECONDS:
        for one in _tree(process):
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--pid", str(one), "--name", ".+"],
                env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if found.stdout.strip():
                return (monotonic() - began) * 1000
        sleep(LOOK_SECONDS)
    return float("nan")


def _tree(process: int) -> Iterator[int]:
    """The process and everything it started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _tree_megabytes(process: int) -> float:
    return sum(pss_megabytes(str(one)) for one in _tree(process))


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """A screen of our own, and the environment to use it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    with TemporaryDirectory(prefix="quayside-run-") as runtime:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        yield {
            **kept,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": runtime,
            "PYTHONPYCACHEPREFIX": str(Path(runtime) / "compiled"),
        }
    server.terminate()
    server.wait()
