"""Our own mails: bytes that are the same however often they are built, and the way they leave and are found
again."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.connectors.contract import Found, FoundSent, Outbound, OutboundFile
from app.domain.addresses import is_address
from app.domain.errors import QuaysideError, Surprise
from app.domain.outbox import Receipt
from app.net.lines import Lines
from app.net.mail_imap import ANSWERED, SEEN, SENT, ImapLine, MailLogin
from app.net.mail_smtp import Letter, send_letter
from app.net.sending import not_started

POLICY = SMTP.clone(max_line_length=200)
OWN_TOKEN = re.compile(r"\b([0-9a-f]{32})@")
KEPT_REFERENCES = 20


def own_key(message_id: str) -> str:
    """`Outbound.key` inside one of our Message-IDs; '' where it is not ours by shape."""
    found = OWN_TOKEN.match(message_id)
    return found.group(1) if found else ""


def message_id(outbound: Outbound, sender: str) -> str:
    """The Message-ID of a reply, without angle brackets: our key at the sender's domain."""
    return f"{outbound.key}@{sender.rpartition('@')[2] or 'localhost'}"


def reply_subject(subject: str) -> str:
    """`Re:` once, and never a line break."""
    plain = " ".join(subject.split())
    return plain if plain[:3].lower() == "re:" else f"Re: {plain}".strip()


def references(parents: str, parent: str) -> list[str]:
    """The chain a reply names: the first and the newest twenty, each once, the parent last."""
    chain = list(dict.fromkeys([*parents.split(), *([parent] if parent else [])]))
    if parent in chain:
        chain.remove(parent)
        chain.append(parent)
    return chain if len(chain) <= KEPT_REFERENCES + 1 else [chain[0], *chain[-KEPT_REFERENCES:]]


def build(outbound: Outbound, sender: str, sender_name: str = "") -> Letter:
    """The complete mail. Everything in it comes from the outbound alone, so a second build gives the same
    bytes."""
    refs = outbound.reply_refs
    to = refs.get("to") or outbound.customer.key
    copies = tuple(address for address in (*outbound.cc, *outbound.bcc) if address)
    own = message_id(outbound, sender)
    mail = EmailMessage(policy=POLICY)
    mail["Message-ID"] = f"<{own}>"
    mail["Date"] = format_datetime(outbound.queued_at)
    mail["From"] = f'"{_quoted(sender_name)}" <{sender}>' if sender_name else sender
    mail["To"] = to
    if outbound.cc:
        mail["Cc"] = ", ".join(outbound.cc)
    parent = refs.get("message_id", "")
    subject = refs.get("subject") or outbound.subject
    mail["Subject"] = reply_subject(subject) if parent else " ".join((outbound.subject or subject).split())
    if parent:
        mail["In-Reply-To"] = f"<{parent}>"
        mail["References"] = " ".join(f"<{one}>" for one in references(refs.get("references", ""), parent))
    mail.set_content(outbound.text, subtype="plain", charset="utf-8", cte=_encoding(outbound.text))
    _attach(mail, outbound.files, outbound.key)
    return Letter(sender, tuple(dict.fromkeys((to, *copies))), mail.as_bytes(), own)


def _encoding(body: str) -> str:
    """7bit where it fits; quoted-printable for Latin text, base64 where most letters would be escaped."""
    data = body.encode("utf-8", "replace")
    if data.isascii() and all(len(line) < 900 for line in data.splitlines()):
        return "7bit"
    beyond = sum(1 for byte in data if byte > 126)
    return "base64" if beyond * 3 > len(data) else "quoted-printable"


def _attach(mail: EmailMessage, files: Sequence[OutboundFile], key: str) -> None:
    for file in files:
        main, _, sub = file.content_type.partition("/")
        mail.add_attachment(
            file.content,
            maintype=main or "application",
            subtype=sub or "octet-stream",
            filename=" ".join(file.name.split()) or "file",
        )
    if files:
        mail.set_boundary(f"=_{key}")


def _quoted(name: str) -> str:
    return re.sub(r'[\\"\r\n]', " ", name)


@dataclass(frozen=True, slots=True)
class Route:
    """A mailbox as the way out: who sends, through which server, where copies lie."""

    sender: str
    sender_name: str
    smtp: Callable[[], MailLogin]
    """asked for each attempt, since a token may have to be renewed first"""
    imap: Callable[[], MailLogin] | None
    server_files_copies: bool
    """the provider itself stores what is sent; a second copy would be ours"""
    folders: tuple[str, ...] = ("INBOX",)
    """where mails to us lie"""
    marks_read: bool = False
    """an answered mail counts as read in the mailbox as well"""


def post(lines: Lines, route: Route, outbound: Outbound) -> Receipt:
    """One attempt."""
    to = outbound.reply_refs.get("to") or outbound.customer.key
    if not all(is_address(address) for address in (route.sender, to, *outbound.cc, *outbound.bcc)):
        return Receipt.refused("address_invalid")
    letter = build(outbound, route.sender, route.sender_name)
    try:
        login = route.smtp()
    except QuaysideError as error:
        return not_started(error)
    return send_letter(lines, login, letter)


def sent_folder(line: ImapLine) -> str:
    """The folder the server marks as Sent; '' where it marks none."""
    return next((folder.name for folder in line.folders() if SENT in folder.flags), "")


def look(lines: Lines, route: Route, outbound: Outbound, since: datetime) -> FoundSent:
    """Looks for our Message-ID among the sent mails. Its absence proves nothing: who files copies differs by
    server."""
    if route.imap is None:
        return FoundSent(Found.UNSURE)
    own = message_id(outbound, route.sender)
    line = ImapLine(lines, route.imap())
    try:
        folder = sent_folder(line)
        if not folder:
            return FoundSent(Found.UNSURE)
        line.open(folder)
        uids = line.with_message_id(own)
        if not uids:
            return FoundSent(Found.UNSURE)
        when = line.listed(uids)
        at = min((seen.arrived_at for seen in when.values()), default=since)
        return FoundSent(Found.YES, own, at, marked=True)
    finally:
        line.close()


def settle(lines: Lines, route: Route, outbound: Outbound) -> None:
    """What is left to do in the mailbox: a copy in Sent unless the server has one by now, and the mark on the mail
    that was answered."""
    parent = outbound.reply_refs.get("message_id", "")
    if route.imap is None or (route.server_files_copies and not parent):
        return
    line = ImapLine(lines, route.imap())
    try:
        if not route.server_files_copies:
            _file_copy(line, build(outbound, route.sender, route.sender_name), outbound.queued_at)
        if parent:
            _mark_answered(line, route, parent)
    finally:
        line.close()


def _file_copy(line: ImapLine, letter: Letter, queued_at: datetime) -> None:
    folder = sent_folder(line)
    if not folder:
        return
    line.open(folder)
    if not line.with_message_id(letter.message_id):
        line.append(folder, letter.content, queued_at)


def _mark_answered(line: ImapLine, route: Route, parent: str) -> None:
    """Other mail programs see that somebody answered. A mailbox that lets nobody mark is left alone."""
    flags = [ANSWERED, SEEN] if route.marks_read else [ANSWERED]
    with suppress(Surprise):
        for folder in route.folders:
            line.open(folder, change=True)
            if uids := line.with_message_id(parent):
                line.mark(uids, flags)
                return
