"""Subjects without what mail programs put before them."""

import re

_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|sv|antw|ant|odp|fwd?|fw|wg|tr|rv|enc|res|rif|i|r|vs|vb|ynt|ilt|回复|答复|转发|回覆|轉寄|返信|転送)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)",
    re.IGNORECASE,
)


def normalised(subject: str) -> str:
    """The bare subject, case folded; answers and forwards of it give the same."""
    text = " ".join(subject.split())[:500]
    while True:
        shorter = _PREFIX.sub("", text, count=1)
        if shorter == text:
            return text.casefold()
        text = shorter
