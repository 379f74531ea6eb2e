"""The second net under the log: what looks like a secret or a customer is blotted out before it is written.

The first net is that nobody passes such things to the log at all (`log.py` takes ids, numbers and state names only).
"""

import json
import re
import threading
from urllib.parse import quote, quote_plus

BLOT = "[…]"
SHORTEST_SECRET = 6

PATTERNS = (
    re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+"),
    re.compile(r"(?i)\b[\w-]*(token|secret|password|passwd|pwd|code|signature|sig|key)[\"']?\s*[=:]\s*[\"']?[^\s&\"',;]+"),
    re.compile(r"(?i)\b[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}\b"),
    re.compile(r"(?<=\?)[^\s\"'<>]{1,2000}(?=[\s\"'<>]|$)"),  # query strings
    re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),  # IBAN
    re.compile(r"(?<![\w-])\+?\d{1,4}[ ./()-]{1,2}\d{2,11}(?:[ ./()-]{1,2}\d{2,11}){1,4}(?![\w-])"),  # phone, grouped
    re.compile(r"(?<![\w.-])\+\d{8,15}\b"),  # phone, in one piece
    re.compile(r"(?<![0-9a-f-])\d{12,}(?![0-9a-f-])"),  # card and order numbers; never the digits of an id
)  # fmt: skip


class Redactor:
    """Knows the patterns, and every secret that is loaded at the moment."""

    def __init__(self) -> None:
        self._secrets: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def learn(self, *secrets: str) -> None:
        """From now on these never appear, as they are or as addresses, JSON and error texts spell them.

        Very short ones are ignored: they would blot out ordinary words.
        """
        fresh = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _spellings(secret)}
        with self._lock:
            self._secrets = tuple(sorted({*self._secrets, *fresh}, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """The text without what must not be in it."""
        for secret in self._secrets:
            text = text.replace(secret, BLOT)
        for pattern in PATTERNS:
            text = pattern.sub(BLOT, text)
        return text


def _spellings(secret: str) -> tuple[str, ...]:
    return secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], repr(secret)[1:-1]
