"""What of a message is shown at once: the new words; quotations and the far end of endless texts stay folded."""

import re
from dataclasses import dataclass

FOLD_AFTER = 64 * 1024
"""bytes of UTF-8 above which the rest of a text is folded"""
UNBROKEN = re.compile(r"[!-~]{3000}")
"""letters without a place to break a line: laying out 64 KB of them takes seconds"""
SHOWN_LINES = 400
"""a text of very many short lines folds as well"""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in three parts; only `shown` is laid out until the agent asks for more."""

    shown: str
    rest: str
    """the far end of a long text"""
    quoted: str
    """what the mail repeats from earlier mails"""


def fold(text: str, quoted_from: int | None) -> Folded:
    """Cuts a text into what is shown, what is too long, and what is only a quotation."""
    cut = len(text) if quoted_from is None else max(0, min(quoted_from, len(text)))
    own, quoted = text[:cut].rstrip(), text[cut:].strip("\n")
    if not own.strip():
        own, quoted = quoted, ""
    end = _shown_end(own)
    return Folded(own[:end], own[end:], quoted)


def _shown_end(text: str) -> int:
    """Where the shown part ends: at a whole character, after a whole line where one is near."""
    end = len(text)
    if len(text) > FOLD_AFTER // 4 and len(text.encode("utf-8", "replace")) > FOLD_AFTER:
        end = len(text.encode("utf-8", "replace")[:FOLD_AFTER].decode("utf-8", "ignore"))
    if (run := UNBROKEN.search(text, 0, end)) is not None:
        end = run.end()
    at = -1
    for _ in range(SHOWN_LINES):
        at = text.find("\n", at + 1, end)
        if at < 0:
            return end
    return at
