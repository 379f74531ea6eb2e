"""Proof: `kill -9` in the middle of writing corrupts nothing and loses nothing that was acknowledged.

`python3 dev.py prove kill [--seed N] [--n KILLS]` kills a child that writes to one SQLCipher file, again and again.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Thread

from sqlalchemy import select

from app.store import schema
from app.store.unit_of_work import Work
from tests.services.desks import Desk

ROOT = Path(__file__).resolve().parents[2]


class Killed:
    """One file, many lives."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, Random(seed)
        Desk(folder).close()
        self.messages: set[str] = set()
        self.replies: set[str] = set()
        self.draft = (0, 0)
        self.kills = self.corrupt = self.lost = 0

    def life(self, number: int) -> None:
        """Starts a child, lets it acknowledge some actions, kills it, and looks."""
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writing_child", str(self.folder), str(number)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        enough = self.random.randint(1, 150)
        heard = self._listen(child, enough)
        killer = Thread(target=lambda: os.kill(child.pid, signal.SIGKILL))
        killer.start()
        heard += child.stdout.read().splitlines()
        killer.join()
        complaint = child.stderr.read()
        child.wait()
        child.stdout.close()
        child.stderr.close()
        if child.returncode != -signal.SIGKILL:
            raise AssertionError(complaint.decode())
        self.kills += 1
        for line in heard:
            self._remember(line.decode())
        self._look()

    @staticmethod
    def _listen(child: "subprocess.Popen[bytes]", enough: int) -> list[bytes]:
        assert child.stdout is not None
        heard: list[bytes] = []
        for line in child.stdout:
            heard.append(line.strip())
            if len(heard) >= enough:
                break
        return heard

    def _remember(self, line: str) -> None:
        kind, _, key = line.partition(" ")
        if kind == "message" and key:
            self.messages.add(key)
        elif kind == "reply" and len(key) == 32:
            self.replies.add(key)
        elif kind == "draft" and ":" in key:
            seed, number = key.split(":")
            self.draft = max(self.draft, (int(seed), int(number)))

    def _look(self) -> None:
        """Opens the file as a restarted program does."""
        desk = Desk.opened(self.folder)
        try:
            desk.work(self._check)
        finally:
            desk.close()

    def _check(self, work: Work) -> None:
        sound = work.connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        cipher = work.connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
        keys = work.connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if sound != "ok" or cipher is not None or keys is not None:
            self.corrupt += 1
        stored = set(work.connection.execute(select(schema.message.c.remote_key)).scalars())
        replies = {one.hex for one in work.connection.execute(select(schema.outbound.c.id)).scalars()}
        self.lost += len(self.messages - stored) + len(self.replies - replies)
        words = list(work.connection.execute(select(schema.draft.c.text)).scalars())
        newest = max((tuple(int(one) for one in text.split()[1:]) for text in words), default=(0, 0))
        if self.draft > newest and self.draft != (0, 0) and newest != (0, 0):
            self.lost += 1


def run(seed: int, kills: int, folder: Path) -> Killed:
    """`kills` lives of one file."""
    killed = Killed(folder, seed)
    for number in range(1, kills + 1):
        killed.life(number)
    return killed


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """Prints one JSON object; 1 where something was lost or corrupt."""
    with tempfile.TemporaryDirectory() as folder:
        killed = run(seed, n or 200, Path(folder))
    figures = {"kills": killed.kills, "corrupt": killed.corrupt, "lost": killed.lost}
    print(json.dumps({"seed": seed, **figures, "acknowledged": len(killed.messages) + len(killed.replies)}))
    return 1 if killed.corrupt or killed.lost else 0
