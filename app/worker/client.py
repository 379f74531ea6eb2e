"""The program's side of the worker: hands it what strangers sent, and survives whatever that does to it.

A mail that kills or stalls its worker costs one restart and comes back as a `Failure`; its neighbours are read anyway.
"""

import queue
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from app.domain.errors import Outage, Problem
from app.domain.mail import Attachment, Failure, ParsedMail, Picture
from app.worker import codec
from app.worker.child import QUIT_SECONDS, Child, ChildGone
from app.worker.frames import BrokenFrame, Frame, Json, pack

T = TypeVar("T")

DEADLINE = timedelta(seconds=20)
BATCH = 100
"""Mails sent at once."""
WORTH_SHARING = 10
"""mails for each child; fewer are read by one"""
BATCH_BYTES = 16 * 1024 * 1024
"""Unless they are large."""


class UnreadableInput(Problem):
    """These bytes cannot be read: they go to quarantine. `reason`: crashed, too_slow, too_large, no_such_part …"""

    def __init__(self, reason: str) -> None:
        super().__init__("unreadable_input", reason=reason)
        self.reason = reason


def worker_command() -> list[str]:
    """How this program starts its own worker, from a checkout or frozen into one executable."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-m", "app", "worker"]


class WorkerClient:
    """A few children, each with one job at a time; callers in other threads wait their turn."""

    def __init__(self, command: Sequence[str], *, children: int = 1, deadline: timedelta = DEADLINE) -> None:
        self._command = list(command)
        self._deadline = deadline
        self._size = children
        self._closed = False
        self._restarts = 0
        self._lock = threading.Lock()
        self._idle: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(children):
            self._idle.put(None)  # a place for a child; it is started when first needed

    @property
    def restarts(self) -> int:
        """How often a child had to be replaced: for diagnostics."""
        return self._restarts

    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        """One result per mail, in order; what one mail does never costs another. The children share a page."""
        share = -(-len(raws) // self._size)
        if self._size == 1 or share < WORTH_SHARING:
            return self._parse_some(raws)
        shares = [raws[at : at + share] for at in range(0, len(raws), share)]
        with ThreadPoolExecutor(len(shares)) as hands:
            return [one for part in hands.map(self._parse_some, shares) for one in part]

    def _parse_some(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        results: list[ParsedMail | Failure] = []
        while len(results) < len(raws):
            batch = _batch(raws[len(results) :])
            done, stopped = self._parse_batch(batch, careful=False)
            results.extend(done)
            if stopped is not None:
                guilty = batch[len(done)]
                results.append(self._parse_alone(guilty))
        return results

    def parse_mail(self, raw: bytes) -> ParsedMail:
        """One mail; `UnreadableInput` when it cannot be read."""
        result = self.parse_mails([raw])[0]
        if isinstance(result, Failure):
            raise UnreadableInput(result.reason)
        return result

    def attachment(self, raw: bytes, path: str) -> Attachment:
        """Cuts the part at `MailPart.path` out of its raw mail."""
        return self._once({"job": "attachment", "path": path}, raw, codec.attachment_from)

    def picture(self, content: bytes) -> Picture:
        """A stranger's picture, redrawn."""
        return self._once({"job": "picture"}, content, codec.picture_from)

    def close(self) -> None:
        """Ends every child; waits for jobs under way. No process and no thread stays behind."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        for _ in range(self._size):
            child = self._idle.get()
            if child is not None:
                child.end(timedelta(seconds=QUIT_SECONDS))
        for _ in range(self._size):
            self._idle.put(None)  # whoever still waits is woken and told

    def _parse_alone(self, raw: bytes) -> ParsedMail | Failure:
        """A mail that stopped a worker is tried once more, alone and without the slow second opinion."""
        done, stopped = self._parse_batch([raw], careful=True)
        return done[0] if stopped is None else Failure(stopped)

    def _parse_batch(
        self, batch: Sequence[bytes], *, careful: bool
    ) -> tuple[list[ParsedMail | Failure], str | None]:
        """The results up to the mail that stopped the child, and how it did (None: all were read)."""
        done: list[ParsedMail | Failure] = []
        child = self._take()
        try:
            child.ask(pack({"job": "mails", "careful": careful}, batch), self._deadline)
            while len(done) < len(batch):
                done.append(_result(child.answer(self._deadline)))
        except (ChildGone, BrokenFrame) as error:
            self._replace(child)
            return done, _reason(error)
        self._idle.put(child)
        return done, None

    def _once(self, head: Json, blob: bytes, build: Callable[[Frame], T]) -> T:
        child = self._take()
        try:
            child.ask(pack(head, [blob]), self._deadline)
            frame = child.answer(self._deadline)
            refused = frame.head.get("refused")
            built = build(frame) if refused is None else None
        except (ChildGone, BrokenFrame) as error:
            self._replace(child)
            raise UnreadableInput(_reason(error)) from None
        self._idle.put(child)
        if built is None:
            raise UnreadableInput(str(refused))
        return built

    def _take(self) -> Child:
        place = self._idle.get()
        if self._closed:
            self._idle.put(place)
            raise Outage("worker_closed")
        if place is not None and place.alive:
            return place
        if place is not None:
            place.end()
            self._restarts += 1
        try:
            return Child(self._command)
        except OSError:
            self._idle.put(None)
            raise Outage("worker_not_started") from None

    def _replace(self, child: Child) -> None:
        child.end()
        with self._lock:
            self._restarts += 1
        self._idle.put(None)


def _batch(raws: Sequence[bytes]) -> Sequence[bytes]:
    """As many of the next mails as one frame should carry; at least one."""
    size = 0
    for count, raw in enumerate(raws[:BATCH]):
        size += len(raw)
        if size > BATCH_BYTES and count:
            return raws[:count]
    return raws[:BATCH]


def _result(frame: Frame) -> ParsedMail | Failure:
    refused = frame.head.get("refused")
    if refused is not None:
        return Failure(str(refused))
    mail = frame.head.get("mail")
    if not isinstance(mail, dict):
        raise BrokenFrame
    return codec.mail_from_json(mail)


def _reason(error: Exception) -> str:
    return "too_slow" if isinstance(error, ChildGone) and error.too_slow else "crashed"
