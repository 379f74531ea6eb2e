"""Reads one mail: raw bytes in, a decoded, bounded, harmless `ParsedMail` out.

Nothing here trusts the sender. What is over a limit is cut and named in `problems`; nothing is ever fetched.
"""

import hashlib
import re

from app.domain.mail import Mailbox, MailPart, ParsedMail
from app.worker import automatic, bodies, bounces, html_clean, html_limits, html_text, quotes, second_opinion
from app.worker.addresses import clean_address, first_mailbox, mailboxes, message_id, message_ids, moment
from app.worker.bodies import MAX_TEXT, Body
from app.worker.headers import Headers, decode_words
from app.worker.mime import Node, Tree, file_name, subject_name, take_apart
from app.worker.names import safe_name

MAX_KEPT_VALUE = 1024
MAX_KEPT = 200
MAX_LINKS = 50
KEY_BYTES = 4096
MAX_CHARS_FOR_LINKS = 64 * 1024

_KEPT = frozenset(
    "auto-submitted precedence list-id list-unsubscribe feedback-id return-path authentication-results "
    "received-spf bounces-to thread-topic thread-index user-agent importance priority content-language "
    "errors-to mailing-list sender".split()
)
_RECEIVERS = (
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "original-recipient",
    "return-path",
)
_LINK = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_LINK_END = ".,;:!?)]}'*_。，；：！？）】》」"
_STUB_WORDS = ("html", "HTML")


class _Said:
    """What a mail says, gathered from its passages."""

    __slots__ = ("block", "html", "links", "quoted", "text")

    def __init__(self) -> None:
        self.text = self.html = ""
        self.quoted: int | None = None
        self.links: list[str] = []
        self.block: str | None = None


def parse_mail(raw: bytes, *, ask_library: bool = True) -> ParsedMail:
    """One mail read. `ask_library` allows the slow second opinion on quotes."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    tree = take_apart(raw)
    headers = tree.root.headers
    subject = headers.text("subject")
    passages = bodies.choose(tree.root)
    said = _read(tree, passages, subject, ask_library and "in-reply-to" in headers)
    sender = _sender(tree, headers)
    date = moment(headers.raw("date"))
    if date is None and "date" in headers:
        tree.note("date_unreadable")
    bounce = bounces.report(tree, headers, sender.address, said.text)
    kind = automatic.kind_of(headers, sender.address, subject, tree.root.content_type, bounce is not None)
    parts = _parts(tree, bodies.used(passages))
    return ParsedMail(
        message_id=message_id(headers.raw("message-id")),
        in_reply_to=message_ids(headers.raw("in-reply-to")),
        references=message_ids(headers.raw("references")),
        sender=sender,
        reply_to=mailboxes(headers.raw("reply-to")),
        to=_every_mailbox(headers, "to"),
        cc=_every_mailbox(headers, "cc"),
        delivered_to=_receivers(headers),
        subject=subject,
        date=date,
        text=said.text,
        quoted_from=said.quoted,
        html=said.html,
        html_raw_marker=said.block or "",
        has_buyer_block=said.block is not None,
        parts=parts,
        headers=_kept(headers),
        links=tuple(said.links),
        auto=kind,
        bounce=bounce,
        body_key=_body_key(tree, sender.address, headers.raw("date"), subject),
        problems=tuple(tree.problems),
    )


def _read(tree: Tree, passages: list[Body], subject: str, may_ask: bool) -> _Said:
    said = _Said()
    reading = _read_html(tree, passages, said)
    plain = ""
    if reading is None or not reading.marked:
        plain = bodies.plain_text(tree, passages).strip("\n")
    if reading is not None and (reading.marked or not _is_enough(plain, reading.text)):
        said.text, said.quoted = reading.text, reading.quoted
    else:
        said.text = plain
    if len(said.text) > MAX_TEXT:
        said.text = said.text[:MAX_TEXT]
        tree.note("text_cut")
    if said.quoted is not None:
        said.quoted = quotes.above(said.text, said.quoted)
    elif reading is None or not reading.marked:
        said.quoted = _scan(said.text, subject, may_ask)
    said.quoted = quotes.hidden_from(said.text, said.quoted)
    _add_links(said)
    return said


def _read_html(tree: Tree, passages: list[Body], said: _Said) -> html_text.Reading | None:
    if not any(body.html for body in passages):
        return None
    source, problems = html_limits.limited(bodies.html_source(tree, passages))
    reading = html_text.read(source)
    said.html, more = html_clean.clean(source)
    for problem in (*problems, *more, *(("text_cut",) if reading.cut else ())):
        tree.note(problem)
    said.block, said.links = reading.buyer_block, reading.links
    return reading


def _is_enough(plain: str, from_html: str) -> bool:
    """Whether the plain version is the letter itself and not "your program cannot show HTML"."""
    if not plain.strip():
        return not from_html
    return (
        len(plain) > 300
        or len(from_html) < 2 * len(plain) + 200
        or not any(word in plain for word in _STUB_WORDS)
    )


def _scan(text: str, subject: str, may_ask: bool) -> int | None:
    found = quotes.quoted_from(text, subject)
    if found is None and may_ask and second_opinion.smells_quoted(text) and not quotes.is_interleaved(text):
        return second_opinion.quoted_from(text)
    return found


def _add_links(said: _Said) -> None:
    """Links written as plain text follow those of the HTML."""
    if "://" not in said.text:
        return
    for match in _LINK.finditer(said.text[:MAX_CHARS_FOR_LINKS]):
        if len(said.links) >= MAX_LINKS:
            break
        link = match.group().rstrip(_LINK_END)
        if link not in said.links and not link.endswith("…"):
            said.links.append(link)


def _sender(tree: Tree, headers: Headers) -> Mailbox:
    sender = first_mailbox(headers.raw("from"))
    if not sender.address:
        tree.note("sender_missing")
        other = (
            first_mailbox(headers.raw("sender"))
            if "sender" in headers
            else first_mailbox(headers.raw("return-path"))
        )
        return Mailbox(sender.name or other.name, other.address)
    return sender


def _every_mailbox(headers: Headers, name: str) -> tuple[Mailbox, ...]:
    return tuple(box for value in headers.every(name) for box in mailboxes(value))[:200]


def _receivers(headers: Headers) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in _RECEIVERS:
        for value in headers.every(name):
            address = clean_address(value.partition(";")[2] or value)
            if address:
                found.setdefault(address)
    return tuple(found)


def _kept(headers: Headers) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name in headers.names():
        if (name.startswith("x-") or name in _KEPT) and len(kept) < MAX_KEPT:
            kept[name] = decode_words(headers.raw(name)[: 4 * MAX_KEPT_VALUE])[:MAX_KEPT_VALUE]
    return kept


def _parts(tree: Tree, used: set[str]) -> tuple[MailPart, ...]:
    if tree.root.content_type in (
        "multipart/encrypted",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
    ):
        tree.note("encrypted")
    return tuple(
        _part(tree, leaf)
        for leaf in tree.root.leaves()
        if leaf.path not in used and not _is_blank(tree, leaf)
    )


def _is_blank(tree: Tree, leaf: Node) -> bool:
    """Nameless text beside a better version of itself, and empty bodies, are nothing to open."""
    if leaf.content_type in (
        "text/plain",
        "text/html",
        "text/enriched",
        "text/x-amp-html",
        "text/watch-html",
    ):
        return not bodies.is_attached(leaf)
    return leaf is tree.root and not tree.raw[leaf.start : leaf.end].strip()


def _part(tree: Tree, leaf: Node) -> MailPart:
    name = file_name(leaf)
    if not name and leaf.content_type == "message/rfc822":
        name = subject_name(tree, leaf)
    content_id = leaf.content_id()
    disposition = leaf.disposition()[0]
    return MailPart(
        path=leaf.path,
        name=safe_name(name, leaf.content_type),
        content_type=leaf.content_type[:100],
        size=tree.size(leaf),
        content_id=content_id,
        inline=disposition == "inline" or (bool(content_id) and disposition != "attachment"),
    )


def _body_key(tree: Tree, sender: str, date: str, subject: str) -> str:
    body = tree.raw[tree.root.start : tree.root.start + KEY_BYTES]
    head = "\0".join((sender, date, subject)).encode("utf-8", "replace")
    return hashlib.sha256(head + b"\0" + body).hexdigest()
