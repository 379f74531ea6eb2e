"""Reads delivery reports (RFC 3464): which mail of ours did not arrive, at whom, and whether for good.

Servers that answer in free text are read by the few words they agree on: a recipient and a status code.
"""

import re

from app.domain.mail import BounceReport
from app.worker.addresses import clean_address, message_id
from app.worker.automatic import is_daemon, is_relay
from app.worker.headers import Headers, split
from app.worker.mime import Node, Tree

MAX_READ = 64 * 1024

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.-])([45]\d\d)[ -](?![\d.])")
_MESSAGE_ID = re.compile(r"^[ \t]*message-id[ \t]*:[ \t]*(<[^<>\n]{3,990}>)", re.IGNORECASE | re.MULTILINE)
_ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_STATUSES = ("message/delivery-status", "message/global-delivery-status")


def report(tree: Tree, headers: Headers, sender: str, text: str) -> BounceReport | None:
    """What the mail reports about one of ours; None when it is no delivery report."""
    leaves = list(tree.root.leaves())
    status = next((leaf for leaf in leaves if leaf.content_type in _STATUSES), None)
    original = next((leaf for leaf in leaves if leaf.content_type in _ORIGINALS), None)
    if status is not None:
        return _from_status(tree, status, _original_id(tree, original, text))
    failed = headers.raw("x-failed-recipients")
    if failed:
        return _from_text(clean_address(failed), text, _original_id(tree, original, text))
    if is_daemon(sender) and not is_relay(sender):
        recipient = _recipient(text, sender)
        return (
            _from_text(recipient, text, _original_id(tree, original, text))
            if _speaks_of_failure(text)
            else None
        )
    return None


def _from_status(tree: Tree, node: Node, original_id: str) -> BounceReport:
    """The fields of the first recipient that failed, else of the first one."""
    blocks = _blocks(tree.decoded(node, min(node.end, node.start + MAX_READ)))
    recipients = [block for block in blocks if "final-recipient" in block or "action" in block]
    chosen = next((block for block in recipients if _word(block, "action") == "failed"), None)
    block = chosen or (recipients[0] if recipients else Headers({}, []))
    status = _STATUS.search(block.raw("status"))
    code = status.group(1) if status else ""
    action = _word(block, "action") or ("failed" if code.startswith("5") else "")
    return BounceReport(
        original_message_id=original_id,
        recipient=clean_address(block.raw("original-recipient"))
        or clean_address(block.raw("final-recipient")),
        action=action,
        status=code,
        diagnostic=block.text("diagnostic-code")[:1000],
        permanent=action == "failed" and not code.startswith("4"),
    )


def _blocks(data: bytes) -> list[Headers]:
    """Groups of fields between blank lines."""
    chunks = data.replace(b"\r\n", b"\n").split(b"\n\n")[:200]
    return [split(chunk.strip(b"\n") + b"\n\n")[0] for chunk in chunks if chunk.strip()]


def _word(block: Headers, name: str) -> str:
    return block.raw(name).partition(" ")[0].strip().lower()[:20]


def _from_text(recipient: str, text: str, original_id: str) -> BounceReport:
    """A report without RFC 3464 fields: the status code in the words decides."""
    head = text[:MAX_READ]
    enhanced = _STATUS.search(head)
    plain = _REPLY_CODE.search(head)
    code = enhanced.group(1) if enhanced else ""
    first = code[:1] or (plain.group(1)[:1] if plain else "5")
    line = next((line for line in head.split("\n") if code and code in line), "")
    return BounceReport(
        original_id,
        recipient,
        "failed" if first == "5" else "delayed",
        code,
        line.strip()[:1000],
        first == "5",
    )


def _recipient(text: str, sender: str) -> str:
    domain = sender.partition("@")[2]
    for line in text[:MAX_READ].split("\n")[:200]:
        address = clean_address(line[:500])
        if address and not is_daemon(address) and address.partition("@")[2] != domain:
            return address
    return ""


def _speaks_of_failure(text: str) -> bool:
    head = text[:MAX_READ]
    return _STATUS.search(head) is not None or _REPLY_CODE.search(head) is not None


def _original_id(tree: Tree, original: Node | None, text: str) -> str:
    """The Message-ID of our mail: from its returned copy, else from where the report quotes it."""
    if original is not None:
        returned = tree.decoded(original, min(original.end, original.start + MAX_READ))
        found = message_id(split(returned)[0].raw("message-id"))
        if found:
            return found
    match = _MESSAGE_ID.search(text[:MAX_READ])
    return message_id(match.group(1)) if match else ""
