"""Proof: a power cut at any moment corrupts nothing and loses nothing that was acknowledged.

Our own statements are recorded on SQLCipher and replayed through a file system that forgets what was not synced, torn
at 512 bytes. `python3 dev.py prove powercut [--seed N] [--n STATES]` looks at 20,000 states; with `normal` as a word it
shows that the looser `synchronous=NORMAL` would lose actions, so the proof can fail.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import apsw

from tests.faults.powercut import crashes, replay
from tests.faults.recording import Acknowledged, record

STATES_PER_LIFE = 500


@dataclass(slots=True)
class Tally:
    """What many power cuts showed."""

    states: int = 0
    corrupt: int = 0
    losing: int = 0
    acknowledged: int = 0


def look(files: dict[str, bytes], acknowledged: list[Acknowledged], folder: Path, tally: Tally) -> None:
    """Opens what was left behind as a restarted program would."""
    path = folder / "desk.db"
    for leftover in folder.glob("desk.db*"):
        leftover.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    tally.states += 1
    tally.acknowledged += len(acknowledged)
    connection = apsw.Connection(str(path))
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            tally.corrupt += 1
            return
        if acknowledged and not _all_there(connection, acknowledged):
            tally.losing += 1
    except apsw.Error:
        tally.corrupt += 1
    finally:
        connection.close()


def _all_there(connection: apsw.Connection, acknowledged: list[Acknowledged]) -> bool:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'outbound'").fetchall():
        return False
    messages = {key for (key,) in connection.execute("SELECT remote_key FROM message")}
    replies = {bytes(one) for (one,) in connection.execute("SELECT id FROM outbound")}
    return all(one.message in messages if one.message else one.reply in replies for one in acknowledged)


def run(seed: int, states: int, folder: Path, synchronous: str = "FULL") -> Tally:
    """As many lives as it takes for so many states."""
    tally = Tally()
    for life in range(0, states, STATES_PER_LIFE):
        homes = [folder / f"{life}-{name}" for name in ("recorded", "replayed", "left")]
        for home in homes:
            home.mkdir()
        events = replay(record(seed + life, homes[0]), homes[1], synchronous)
        random = Random(seed + life)
        for files, acknowledged in crashes(events, min(STATES_PER_LIFE, states - life), random):
            look(files, acknowledged, homes[2], tally)
    return tally


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object; 1 where something was lost or corrupt."""
    synchronous = "NORMAL" if "normal" in words else "FULL"
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        tally = run(seed, n or 20_000, Path(folder), synchronous)
    figures = {"states": tally.states, "corrupt": tally.corrupt, "losing": tally.losing}
    print(
        json.dumps({"seed": seed, "synchronous": synchronous, **figures, "acknowledged": tally.acknowledged})
    )
    return 1 if tally.corrupt or tally.losing else 0
