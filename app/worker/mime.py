"""Takes a mail apart into its parts without ever losing its way: depth, number and size are bounded.

The splitter works on offsets into the raw bytes, so a photo is found without being read line by line, and a part can
be cut out again later by its path. Paths are those of IMAP (RFC 3501 section numbers): "1" is the first part.
"""

import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.worker.headers import Headers, base64_bytes, decode_words, parameters, split, split_at

MAX_DEPTH = 20
MAX_PARTS = 500


@dataclass(slots=True, eq=False)
class Node:
    """One part: its fields and the offsets of its body in the raw mail."""

    path: str
    headers: Headers
    start: int
    end: int
    content_type: str
    params: dict[str, str]
    children: list["Node"] = field(default_factory=list)

    @property
    def encoding(self) -> str:
        """The transfer encoding in lower case."""
        return self.headers.raw("content-transfer-encoding").partition(";")[0].strip().lower()

    def disposition(self) -> tuple[str, dict[str, str]]:
        """`attachment`, `inline` or '', and the parameters beside it."""
        return parameters(self.headers.raw("content-disposition"))

    def content_id(self) -> str:
        """The name by which HTML refers to this part, without brackets."""
        return self.headers.raw("content-id").strip("<> ")[:300]

    def leaves(self) -> Iterator["Node"]:
        """The parts that hold content, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(slots=True)
class Tree:
    """A mail taken apart, and what had to be repaired on the way."""

    raw: bytes
    root: Node
    problems: list[str]
    count: int = 0

    def note(self, problem: str) -> None:
        """Remembers a repair once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def content(self, node: Node) -> bytes:
        """A part's bytes with the transfer encoding undone."""
        return self.decoded(node, node.end)

    def decoded(self, node: Node, end: int) -> bytes:
        """The same up to an offset: a body of gigabytes is not decoded for its first page."""
        body = self.raw[node.start : end]
        encoding = node.encoding
        if encoding == "base64":
            return base64_bytes(body)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(body)
        if encoding in ("x-uuencode", "uuencode", "x-uue"):
            return _uudecode(body)
        if encoding not in ("", "7bit", "8bit", "binary"):
            self.note("encoding_unknown")
        return body

    def size(self, node: Node) -> int:
        """How long the content is, near enough, without decoding it."""
        length = node.end - node.start
        if node.encoding != "base64":
            return length
        breaks = self.raw.count(b"\n", node.start, node.end) + self.raw.count(b"\r", node.start, node.end)
        padding = self.raw.count(b"=", max(node.start, node.end - 4), node.end)
        return max(0, (length - breaks) * 3 // 4 - padding)


def take_apart(raw: bytes) -> Tree:
    """The whole tree of one mail."""
    headers, body = split(raw)
    content_type, params = _type(headers, "text/plain", {})
    root = Node("", headers, body, len(raw), content_type, params)
    tree = Tree(raw, root, list(headers.problems))
    _grow(tree, root, 0)
    if not root.children:
        root.path = "1"
    return tree


def find(tree: Tree, path: str) -> Node | None:
    """The part with that path."""
    return next((leaf for leaf in tree.root.leaves() if leaf.path == path), None)


def _type(headers: Headers, default: str, default_params: dict[str, str]) -> tuple[str, dict[str, str]]:
    value = headers.raw("content-type")
    if not value:
        return default, default_params
    content_type, params = parameters(value)
    if content_type == "text":  # some ancient programs say no more than that
        return "text/plain", params
    return (content_type, params) if content_type.count("/") == 1 else (default, params)


def _grow(tree: Tree, node: Node, depth: int) -> None:
    if not node.content_type.startswith("multipart/"):
        return
    if depth >= MAX_DEPTH:
        tree.note("parts_too_deep")
        return
    boundary = _boundary(tree, node)
    spans = _spans(tree, node, boundary) if boundary else []
    if not spans:
        _read_as_text(tree, node)
        return
    digest = node.content_type == "multipart/digest"
    for index, (start, end) in enumerate(spans, 1):
        tree.count += 1
        if tree.count > MAX_PARTS:
            tree.note("parts_cut")
            break
        headers, body = split_at(tree.raw, start, end)
        content_type, params = _type(headers, "message/rfc822" if digest else "text/plain", {})
        path = f"{node.path}.{index}" if node.path else str(index)
        child = Node(path, headers, min(body, end), end, content_type, params)
        node.children.append(child)
        _grow(tree, child, depth + 1)


def _read_as_text(tree: Tree, node: Node) -> None:
    """A container whose parts cannot be told apart is shown as it stands rather than not at all."""
    tree.note("boundary_missing")
    node.content_type = "text/plain"


def _boundary(tree: Tree, node: Node) -> bytes:
    boundary = node.params.get("boundary", "").rstrip()
    if boundary:
        return boundary.encode("utf-8", "replace")[:200]
    tree.note("boundary_missing")
    line = tree.raw[node.start : node.end][:4096].lstrip().partition(b"\n")[0].strip()
    return line[2:202] if line.startswith(b"--") else b""


def _spans(tree: Tree, node: Node, boundary: bytes) -> list[tuple[int, int]]:
    """Start and end of every part between delimiter lines; a missing last delimiter is forgiven."""
    raw, mark = tree.raw, b"\n--" + boundary
    spans: list[tuple[int, int]] = []
    begun = -1
    at = raw.find(mark, max(0, node.start - 1), node.end)
    while at >= 0 and len(spans) <= MAX_PARTS:
        closing, next_line = _delimiter(raw, at + len(mark), node.end)
        if next_line < 0:  # the same letters, but more of them: another container's boundary
            at = raw.find(mark, at + len(mark), node.end)
            continue
        if begun >= 0:
            spans.append((begun, at - (raw[at - 1 : at] == b"\r")))
        if closing:
            return [(start, max(start, end)) for start, end in spans]
        begun = next_line
        at = raw.find(mark, next_line - 1, node.end)
    if begun >= 0:
        spans.append((begun, node.end))
        if at < 0:
            tree.note("boundary_unclosed")
    return [(start, max(start, end)) for start, end in spans]


def _delimiter(raw: bytes, at: int, end: int) -> tuple[bool, int]:
    """Whether a delimiter closes its container, and where the next line begins; -1 when it is no delimiter."""
    closing = raw.startswith(b"--", at)
    at += 2 if closing else 0
    line_end = raw.find(b"\n", at, min(end, at + 200))
    next_line = line_end + 1 if line_end >= 0 else min(end, at + 200)
    return (closing, -1) if raw[at:next_line].strip() else (closing, next_line)


def _uudecode(body: bytes) -> bytes:
    out: list[bytes] = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)


def file_name(node: Node) -> str:
    """The name the sender gave a part, undecorated; '' when it has none."""
    _, params = node.disposition()
    return params.get("filename", "") or node.params.get("name", "")


def subject_name(tree: Tree, node: Node) -> str:
    """A forwarded mail is named after its subject."""
    headers, _ = split_at(tree.raw, node.start, node.end)
    return f"{decode_words(headers.raw('subject'))[:100] or 'message'}.eml"
