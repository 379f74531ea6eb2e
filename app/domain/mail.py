"""A mail as the rest of the program sees it: decoded, bounded, harmless; made by the worker process.

Parsing rules and their sources: RFC 5322, 2045-2047, 2231, 3464, 3834. Nothing in here is trusted to be true:
a sender may write any header he likes.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

_NAME = re.compile(r"(.+)/(\d+)/(\d+)", re.DOTALL | re.ASCII)


class AutoKind(StrEnum):
    """Why a mail is not somebody writing to us."""

    NONE = "none"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name and an address (lower-cased; '' where the header could not be read)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class MailPart:
    """An attachment or inline picture: where it sits in the MIME tree and what it claims to be.

    `path` is the dotted child index in the MIME tree ("1.2"), by which the worker cuts it out of the raw mail again.
    """

    path: str
    name: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class BounceReport:
    """What a delivery report (RFC 3464) says about a mail of ours."""

    original_message_id: str
    recipient: str
    action: str
    """failed, delayed, delivered, relayed or expanded"""
    status: str
    """enhanced status code such as 5.1.1; '' when absent"""
    diagnostic: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One decoded mail. `text` is the whole readable body; from `quoted_from` on it only repeats or signs."""

    message_id: str
    """with angle brackets removed; '' when missing or malformed"""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Mailbox
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    delivered_to: tuple[str, ...]
    """Delivered-To, X-Original-To, Return-Path: addresses, lower-cased"""
    subject: str
    date: datetime | None
    """the Date header in UTC; None when absent or unreadable"""
    text: str
    quoted_from: int | None
    """offset into `text` where the hidden tail begins; None when everything is worth showing"""
    html: str
    """sanitised body for the formatted view; '' when the mail has none. Remote pictures are `src="blocked:HOST"`"""
    html_raw_marker: str
    """text of the first preformatted buyer block (`white-space: -o-pre-wrap`); '' when there is none"""
    has_buyer_block: bool
    """True when such a block exists, even if it is empty (photo-only message)"""
    parts: tuple[MailPart, ...]
    headers: dict[str, str]
    """chosen headers, names lower-cased: every x- header up to 1 KB, auto-submitted, precedence, list-id …"""
    links: tuple[str, ...]
    """http(s) links in order of appearance in HTML and text, at most 50"""
    auto: AutoKind
    bounce: BounceReport | None
    body_key: str
    """sha256 hex over sender, Date header, subject and the first 4 KB of body: the dedupe key without a Message-ID"""
    problems: tuple[str, ...] = field(default=())
    """keys of what was repaired, cut or left out, each once: headers_cut, header_garbage, no_headers, sender_missing,
    date_unreadable, charset_guessed, charset_repaired, encoding_unknown, encrypted, boundary_missing,
    boundary_unclosed, parts_cut, parts_too_deep, text_cut, html_cut, html_flattened, remote_blocked"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A mail that could not be read at all: its raw bytes go to quarantine under this reason."""

    reason: str
    """crashed, too_slow, too_large or refused"""


def mail_name(folder: str, epoch: int, uid: int) -> str:
    """Where a mail lies, as the quarantine names it."""
    return f"{folder}/{epoch}/{uid}"


def place_of(name: str) -> tuple[str, int, int] | None:
    """Folder, epoch and uid behind a name; None for what is no mail's."""
    found = _NAME.fullmatch(name)
    return (found[1], int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part cut out of its mail, judged before anyone opens it."""

    name: str
    """safe to use as a file name on every system"""
    content_type: str
    """by its first bytes where they are certain, else as claimed"""
    content: bytes
    warnings: tuple[str, ...] = ()
    """keys, the worst first: dangerous_type, disguised_name, has_macros, type_mismatch"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A stranger's picture redrawn by us, so that nothing hidden in the original reaches the screen."""

    width: int
    """of the original, in pixels, upright"""
    height: int
    thumbnail: bytes
    """PNG, longest edge at most 320 pixels"""
    display: bytes
    """PNG or JPEG, longest edge at most 2000 pixels"""
    display_type: str
