"""Reads the head of a mail: splits it into fields and decodes what RFC 2047 hid in them.

The standard library's modern policy does this 10 to 20 times slower, so the few forms that occur are read here.
Every pattern is linear: a field of a megabyte costs no more than its length.
"""

import binascii
import re

from app.worker.charsets import codec_for, decode, decode_unlabelled, tidy

MAX_HEAD = 256 * 1024
MAX_FIELDS = 1000
MAX_VALUE = 64 * 1024
MAX_DECODED = 8 * 1024

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_BREAKS = bytes(range(0x20)) + b"\x7f"
_SPACES = re.compile(r"\s+")
_TRICKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Invisible direction marks: they can make `exe.gpj` read as `jpg.exe`, and names read as others."""


class Headers:
    """The fields of one head; names are lower case, values raw bytes until asked for."""

    __slots__ = ("_raw", "problems")

    def __init__(self, raw: dict[str, list[bytes]], problems: list[str]) -> None:
        self._raw = raw
        self.problems = problems

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    def __len__(self) -> int:
        return len(self._raw)

    def names(self) -> list[str]:
        """Every name once, in order of first appearance."""
        return list(self._raw)

    def raw(self, name: str) -> str:
        """The first such field, unfolded but with encoded words left as they are; '' when absent."""
        values = self._raw.get(name)
        return unfold(values[0]) if values else ""

    def every(self, name: str) -> list[str]:
        """All such fields like `raw`, at most 50."""
        return [unfold(value) for value in self._raw.get(name, ())[:50]]

    def text(self, name: str) -> str:
        """The first such field as a person reads it; '' when absent."""
        return decode_words(self.raw(name))


NO_HEADERS = Headers({}, [])


def split(raw: bytes) -> tuple[Headers, int]:
    """The head's fields and where the body begins. A mail without any head is all body."""
    start = 0
    while raw.startswith((b"\n", b"\r\n"), start):
        start = raw.index(b"\n", start) + 1
    if raw.startswith((b"From ", b">From "), start):  # the envelope line of an mbox file
        start = (raw.find(b"\n", start) + 1) or len(raw)
    return split_at(raw, start, len(raw))


def split_at(raw: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Like `split` for the part of a mail between two offsets, which may begin with its body."""
    if raw.startswith((b"\n", b"\r\n"), start):
        return Headers({}, []), raw.index(b"\n", start) + 1
    found = _HEAD_END.search(raw, start, end)
    head_end, body = (found.start(), found.end()) if found else (end, end)
    headers = _fields(raw[start : min(head_end, start + MAX_HEAD)])
    if head_end - start > MAX_HEAD:
        headers.problems.append("headers_cut")
    if not len(headers):
        headers.problems.append("no_headers")
        return headers, start
    return headers, body


def _fields(head: bytes) -> Headers:
    if b"\r" in head:
        head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    fields: dict[str, list[bytes]] = {}
    problems: list[str] = []
    at, count, size = 0, 0, len(head)
    while at < size:
        match = _FIELD.match(head, at)
        if match is None:  # a line that is no field: some relays fold without indenting
            at = (head.find(b"\n", at) + 1) or size
            problems = ["header_garbage"]
            continue
        at, count = match.end(), count + 1
        if count > MAX_FIELDS:
            return Headers(fields, [*problems, "headers_cut"])
        name, value = match.group(1, 2)
        fields.setdefault(name.decode("ascii").lower(), []).append(value)
    return Headers(fields, problems)


def unfold(value: bytes) -> str:
    """One field's value on one line, as text, cut at `MAX_VALUE`."""
    value = value[:MAX_VALUE]
    text = value.decode("ascii") if value.isascii() else decode_unlabelled(value)
    if len(value.translate(None, _BREAKS)) < len(value):
        text = _SPACES.sub(" ", tidy(text))
    return text.strip()


def decode_words(text: str) -> str:
    """RFC 2047 words decoded (neighbours of one charset together: some split inside a character), tricks removed."""
    if "=?" in text:
        text = _decode_words(text)
    if not text.isascii():
        text = _TRICKS.sub("", text)
    return text[:MAX_DECODED].strip()


def _decode_words(text: str) -> str:
    pieces: list[str] = []
    charset, pending, at = "", b"", 0
    for match in _ENCODED.finditer(text):
        between = text[at : match.start()]
        data = _word_bytes(match.group(2), match.group(3))
        label = match.group(1).lower()
        if pending and (between.strip() or label != charset):
            pieces.append(decode(pending, charset)[0])
            pending = b""
        if between.strip() or not at:
            pieces.append(between)
        charset, pending, at = label, pending + data, match.end()
    if pending:
        pieces.append(decode(pending, charset)[0])
    pieces.append(text[at:])
    return _SPACES.sub(" ", "".join(pieces))


def _word_bytes(kind: str, encoded: str) -> bytes:
    raw = encoded.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)


def base64_bytes(raw: bytes) -> bytes:
    """Decodes base64 that may be cut short or have rubbish in it."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        clean = raw.translate(None, _NOT_BASE64)
        clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=x; name="y"` as its lower-case value and its decoded parameters (RFC 2231 joined)."""
    main, _, rest = value.partition(";")
    if not rest:
        return main.strip().lower(), {}
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in _PARAMETER.finditer(rest[:MAX_VALUE]):
        name, quoted, bare = match.group(1).lower(), match.group(2), match.group(3)
        text = _BACKSLASH.sub(r"\1", quoted) if quoted is not None else bare.strip()
        base, index, extended = _section(name)
        if name == base:
            found.setdefault(base, decode_words(text))
        else:
            pieces.setdefault(base, {}).setdefault(index, (extended, text))
    for base, sections in pieces.items():
        found[base] = _joined(sections)
    return main.strip().lower(), found


_PARAMETER = re.compile(r"""([A-Za-z0-9_.*-]{1,60})[ ]?=[ ]?(?:"((?:[^"\\]|\\.)*)"?|([^";]*))""")
_BACKSLASH = re.compile(r"\\(.)")


def _section(name: str) -> tuple[str, int, bool]:
    """`filename*1*` is section 1 of `filename`, percent-encoded."""
    extended = name.endswith("*")
    base, _, index = name.removesuffix("*").partition("*")
    return base, int(index) if index.isdecimal() and len(index) < 4 else 0, extended


def _joined(sections: dict[int, tuple[bool, str]]) -> str:
    data, charset = b"", "utf-8"
    for index in sorted(sections):
        extended, text = sections[index]
        if extended and index == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "replace")
        data += _percent(raw) if extended else raw
    known = charset if codec_for(charset) else "utf-8"
    return decode_words(decode(data, known)[0])


def _percent(raw: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match.group(1), 16)]), raw)


_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
