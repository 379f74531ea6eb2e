"""Reads what we hand over for sending: who it is from, what it says, what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from app.simulator.talk import Attachment


@dataclass(frozen=True, slots=True)
class Handed:
    """Our own mail, read."""

    sender: str
    subject: str
    message_id: str
    references: tuple[str, ...]
    text: str
    attachments: tuple[Attachment, ...]


def read(raw: bytes) -> Handed:
    """Parses our mail; we make them ourselves, so the strict parser will do."""
    parsed = message_from_bytes(raw, policy=policy.default)
    if not isinstance(parsed, EmailMessage):
        raise TypeError("policy.default makes EmailMessage")
    senders = getaddresses([str(parsed.get("From", ""))])
    body = parsed.get_body(("plain", "html"))
    text = body.get_content() if body is not None else ""
    ids = f"{parsed.get('References', '')} {parsed.get('In-Reply-To', '')}".split()
    files = []
    for part in parsed.iter_attachments():
        data = part.get_payload(decode=True)
        content = data if isinstance(data, bytes) else b""
        files.append(Attachment(part.get_filename() or "file", part.get_content_type(), content))
    return Handed(
        sender=senders[0][1].lower() if senders else "",
        subject=str(parsed.get("Subject", "")),
        message_id=str(parsed.get("Message-ID", "")).strip(),
        references=tuple(dict.fromkeys(ids)),
        text=text.replace("\r\n", "\n"),
        attachments=tuple(files),
    )
