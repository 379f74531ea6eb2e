"""Addresses inside a customer's words: where they really lead, and why one should think before opening them."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’「」『』（）【】，。；！？、\x00-\x1f]+", re.IGNORECASE)
MOST = 200
"""links marked in one text: more than anybody opens"""
TRAILING = ".,;:!?)]}*_~…"


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a text. `host` is what the browser would really call."""

    start: int
    end: int
    url: str
    host: str
    shown_host: str
    """the host as a person reads it, decoded from punycode"""
    secure: bool
    warnings: tuple[str, ...]
    """keys of the reasons to be careful"""


def find_links(text: str) -> tuple[Link, ...]:
    """The http(s) addresses of a text, in order, at most MOST."""
    found: list[Link] = []
    for match in islice(ADDRESS.finditer(text), MOST):
        url = match.group().rstrip(TRAILING)
        if (link := inspect(url, match.start())) is not None:
            found.append(link)
    return tuple(found)


def inspect(url: str, start: int = 0) -> Link | None:
    """What is known about one address; None where it names no host."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    shown = decoded(host)
    secure = parts.scheme.lower() == "https"
    return Link(
        start, start + len(url), url, encoded(host), shown, secure, _warnings(host, shown, parts.netloc)
    )


def _warnings(host: str, shown: str, netloc: str) -> tuple[str, ...]:
    reasons = []
    if not shown.isascii():
        reasons.append("link.foreign_letters")
    if any(len(scripts(label)) > 1 for label in shown.split(".")):
        reasons.append("link.mixed_scripts")
    if "@" in netloc:
        reasons.append("link.hidden_user")
    if re.fullmatch(r"[\d.]+|\[?[0-9a-f:]+\]?", host):
        reasons.append("link.bare_number")
    return tuple(reasons)


def decoded(host: str) -> str:
    """`xn--mnchen-3ya.example` as `münchen.example`; what cannot be decoded stays as it is."""
    return ".".join(_decoded_label(label) for label in host.split("."))


def _decoded_label(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def encoded(host: str) -> str:
    """The host in the letters that name servers understand."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(
                label if label.isascii() else "xn--" + label.lower().encode("punycode").decode("ascii")
            )
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def scripts(label: str) -> frozenset[str]:
    """The writing systems of a host label; Chinese and Japanese writing count as one."""
    found = set()
    for letter in label:
        if letter.isalpha():
            name = unicodedata.name(letter, "UNKNOWN").split()[0]
            found.add("EAST_ASIAN" if name in ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else name)
    return frozenset(found)
