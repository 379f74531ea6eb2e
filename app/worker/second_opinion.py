"""Asks a library where a reply ends when our own scanner found nothing although the mail smells of a quote.

Its patterns can run away on hostile lines (one line of 40 KB took 97 s), so it sees only short, tame texts, and where
the system has an interval timer it is stopped after a second.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MAX_TEXT = 8 * 1024
MAX_LINE = 300
DEADLINE_SECONDS = 1.0
_LANGUAGES = ["en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh"]


def smells_quoted(text: str) -> bool:
    """Whether a line hints at an older mail below."""
    return len(text) <= MAX_TEXT and any(
        line.startswith(">") or (line.endswith((":", "：")) and ("@" in line or line[0].isdigit()))
        for line in text.split("\n")
        if line
    )


def quoted_from(text: str, seconds: float = DEADLINE_SECONDS) -> int | None:
    """The library's opinion; None when it has none, is too slow, or would hide everything."""
    if len(text) > MAX_TEXT or any(len(line) > MAX_LINE for line in text.split("\n")):
        return None
    from mailparser_reply import EmailReplyParser  # imported late: only few mails need it

    try:
        with _stopped_after(seconds):
            replies = EmailReplyParser(languages=list(_LANGUAGES)).read(text=text).replies
    except TimeoutError:
        return None
    if len(replies) < 2:
        return None
    newest = replies[0].content.strip()
    start = text.find(newest) if newest else -1
    end = start + len(newest)
    return end if start >= 0 and not text[:start].strip() and text[end:].strip() else None


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Interrupts a running pattern on systems that can; elsewhere the limits above must do."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
