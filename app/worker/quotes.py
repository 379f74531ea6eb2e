"""Finds where a reply ends and the older mail below it begins, so that the agent sees only what is new.

A scanner walks the lines once, at most 64 KB of them; lines over 2,000 characters are never looked into. When in
doubt everything stays visible: answers written between quoted lines, forwards, and mails that are all quote.
"""

import re
from collections.abc import Sequence

from app.worker.quote_markers import (
    DEVICES,
    FIELD_ROLES,
    FORWARD_SUBJECTS,
    FORWARDED,
    FROM,
    OPENERS,
    ORIGINAL,
    SENT,
    SENT_FROM,
    SUBJECT,
    TO,
    WROTE,
)

MAX_SCANNED = 64 * 1024
MAX_LINE = 2000
MAX_ATTRIBUTION = 400
ATTRIBUTION_LINES = 3
HEADER_WINDOW = 8

_MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FIELD = re.compile(r"([^:：]{1,30})[:：]")
_WHEN = re.compile(
    r"\d{1,2}[:.h時时시]\s?\d{2}|\d{1,2}[時时시点點]|\b(?:19|20)\d\d\b|(?:19|20)\d\d ?[年년]"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)
_ADDRESS = re.compile(r"[<(\[][^\s@<>]{0,200}@[^\s@<>]{1,200}[>)\]]|@[^\s@<>]{1,200}>")
_RULE = "-_=*—–─━ \t\xa0>"
_FRAME = re.compile(r"[-_=*—–─━]{2}")


def quoted_from(text: str, subject: str = "") -> int | None:
    """Where the quoted tail begins; None when nothing is quoted or everything must stay visible."""
    scanned = text[:MAX_SCANNED]
    lines = scanned.split("\n")
    cut = _first_quote(lines, subject)
    if cut is None:
        return None
    cut = _before_rule(lines, cut)
    return _visible(text, _offset(lines, cut))


def above(text: str, offset: int) -> int | None:
    """A quote found by its HTML begins with the "On … wrote:" line and the rule that may stand above it.

    None for a forward in the clothes of a quote, as Gmail writes it.
    """
    if _separator(text[offset : offset + 200].strip().partition("\n")[0]) == "forwarded":
        return None
    start = max(0, offset - 1500)
    lines = text[start:offset].rstrip().split("\n")
    cut = len(lines)
    found = _attribution_start(lines, cut - 1) if is_ending(lines[-1]) else None
    cut = _before_rule(lines, cut if found is None else found)
    return _visible(text, offset if cut == len(lines) else start + _offset(lines, cut))


def hidden_from(text: str, quote: int | None) -> int | None:
    """The same, moved up over a signature or a "Sent from my phone" that stands right before the tail."""
    end = len(text) if quote is None else quote
    start = max(0, end - 3000)
    lines = text[start:end].split("\n")
    for index in range(len(lines) - 1, max(-1, len(lines) - 16), -1):
        if _is_signature(lines, index) or (_is_sent_from(lines[index]) and not _words_after(lines, index)):
            return _visible(text, start + _offset(lines, index)) or quote
    return quote


def _is_signature(lines: Sequence[str], index: int) -> bool:
    """The usual mark `-- `; without its blank people also draw lines, so then little may follow, and no question."""
    if lines[index] == "-- ":
        return True
    if lines[index].rstrip() not in ("--", "—"):
        return False
    below = [line for line in lines[index + 1 :] if line.strip()]
    return len(below) <= 5 and not any(len(line) > 60 or line.rstrip().endswith(_SAID) for line in below)


_SAID = ("?", "？", "!", "！", ".", "。")
"""How sentences end, and names and addresses do not."""


def _is_sent_from(line: str) -> bool:
    """A phone's "Sent from my …"."""
    bare = _bare(line) if len(line) < 120 else ""
    return bare.startswith(SENT_FROM) and any(device in bare for device in DEVICES)


def is_interleaved(text: str) -> bool:
    """Whether marked lines are followed by new words: then nothing may be hidden."""
    lines = text[:MAX_SCANNED].split("\n")
    first = next((index for index, line in enumerate(lines) if line.startswith(">")), None)
    return first is not None and not _tail_is_quote(lines, first)


def is_attribution(line: str) -> bool:
    """Whether this is an "On … wrote:" line in one of the known languages, or looks like one in an unknown one."""
    line = _MARKS.sub("", line).strip().rstrip("*_ ")
    if len(line) > MAX_ATTRIBUTION or not line.endswith((":", "：")):
        return False
    body = line[:-1].rstrip().lower()
    address = _ADDRESS.search(body) is not None
    when = _WHEN.search(body) is not None
    if address and when:
        return True
    if body.endswith(WROTE):
        return when or address
    return when and body.startswith(OPENERS) and any(f" {word} " in body for word in WROTE)


def _first_quote(lines: Sequence[str], subject: str) -> int | None:
    forwarding = subject.lower().startswith(FORWARD_SUBJECTS)
    for index, line in enumerate(lines):
        if len(line) > MAX_LINE or not line or line.isspace():
            continue
        last = line.rstrip()[-1]
        if line[0] == ">":
            return _quote_run(lines, index)
        if line[0] in _RULE or last in _RULE:
            kind = _separator(line)
            if kind == "forwarded":
                return None
            if kind == "original":
                return index
        if last in ":：*_\u202c\u200f\u200e\u2069" and is_ending(line):
            start = _attribution_start(lines, index)
            if start is not None:
                return _after_attribution(lines, start, index)
        if (":" in line or "：" in line) and _header_block(lines, index):
            return None if forwarding else index
    return None


def is_ending(line: str) -> bool:
    """Whether a line could end an attribution, at first glance."""
    return _MARKS.sub("", line).rstrip("*_ \t\xa0").endswith((":", "："))


def _separator(line: str) -> str:
    """`original` or `forwarded` for a line of dashes around such words; '' otherwise."""
    if len(line) > 120 or not _FRAME.search(line):
        return ""
    words = " ".join(line.strip(_RULE).lower().replace("’", "'").rstrip(":：").split())
    if words in FORWARDED:
        return "forwarded"
    return "original" if words in ORIGINAL else ""


def _attribution_start(lines: Sequence[str], index: int) -> int | None:
    """First line of an attribution that ends here: it may be wrapped over up to three lines."""
    joined = ""
    for start in range(index, max(-1, index - ATTRIBUTION_LINES), -1):
        line = lines[start].strip()
        if not line or len(line) > MAX_ATTRIBUTION or line[0] == ">":
            break
        joined = f"{line} {joined}".strip()
        if is_attribution(joined):
            return _opened_above(lines, start, joined)
    if _bare(lines[index]).endswith(WROTE) and _next_is_quote(lines, index):
        return index
    return None


def _opened_above(lines: Sequence[str], start: int, joined: str) -> int:
    """A match may begin one line too late: "On Monday," stands above "3 March 2025 … wrote:"."""
    if start == 0 or _bare(joined).startswith(OPENERS):
        return start
    above = lines[start - 1].strip()
    if above and len(above) < 100 and _bare(above).startswith(OPENERS) and above[-1] not in ".!?。！？":
        return start - 1
    return start


def _after_attribution(lines: Sequence[str], start: int, end: int) -> int | None:
    """Below an attribution everything is old, unless marked quotes are followed by new words."""
    for index in range(end + 1, len(lines)):
        line = lines[index]
        if line.strip():
            return start if line[0] != ">" or _tail_is_quote(lines, index) else None
    return start


def _quote_run(lines: Sequence[str], index: int) -> int | None:
    """Marked lines without an attribution count only where nothing but quote follows."""
    return index if _tail_is_quote(lines, index) else None


def _tail_is_quote(lines: Sequence[str], start: int) -> bool:
    """Whether only marked lines, their wrapped rests and a signature follow."""
    previous = ""
    for index in range(start, len(lines)):
        line = lines[index]
        bare = line.strip()
        if bare and line[0] != ">" and not _is_wrapped_rest(lines, index, previous):
            return bare in ("--", "—") or _is_sent_from(bare)
        previous = line
    return True


def _is_wrapped_rest(lines: Sequence[str], index: int, previous: str) -> bool:
    """A long marked line that some relay wrapped leaves its rest unmarked, right between marked lines."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return (
        previous.startswith(">")
        and len(previous) > 60
        and following.startswith(">")
        and len(lines[index]) < 60
    )


def _header_block(lines: Sequence[str], index: int) -> bool:
    """From, Sent, To and Subject of an older mail, in any order but beginning with From or Sent."""
    first = _role(lines[index])
    if first not in (FROM, SENT):
        return False
    roles = {first}
    seen = 0
    for line in lines[index + 1 : index + 2 * HEADER_WINDOW]:
        if not line.strip():
            continue
        seen += 1
        if seen > HEADER_WINDOW:
            break
        role = _role(line)
        if role:
            roles.add(role)
        elif len(roles) >= 3:
            break
    return (
        FROM in roles and (SENT in roles or SUBJECT in roles) and len(roles & {FROM, SENT, TO, SUBJECT}) >= 3
    )


def _role(line: str) -> str:
    match = _FIELD.match(line[:40].lstrip("*_> \t\u200e\u200f\u202b"))
    if match is None:
        return ""
    return FIELD_ROLES.get(" ".join(match.group(1).strip("*_ \xa0\u3000").lower().split()), "")


def _before_rule(lines: Sequence[str], cut: int) -> int:
    """A line of dashes above the quote belongs to it."""
    above = cut - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    line = lines[above].strip() if above >= 0 else ""
    return above if len(line) >= 5 and not line.strip(_RULE) and cut > 0 else cut


def _offset(lines: Sequence[str], index: int) -> int:
    return sum(len(line) + 1 for line in lines[:index])


def _visible(text: str, offset: int) -> int | None:
    """The offset, unless nothing but space would remain above it."""
    return offset if text[:offset].strip() else None


def _next_is_quote(lines: Sequence[str], index: int) -> bool:
    following = (line for line in lines[index + 1 : index + 4] if line.strip())
    return next(following, "").startswith(">")


def _words_after(lines: Sequence[str], index: int) -> bool:
    return any(line.strip(_RULE) for line in lines[index + 1 :])


def _bare(line: str) -> str:
    return _MARKS.sub("", line).strip("*_ \t\xa0:：").lower()
