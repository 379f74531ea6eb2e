"""Which folders of a mailbox an agent may have fetched beside the inbox and what was sent."""

from collections.abc import Collection

from app.domain.folders import FolderKind, MailFolder
from app.net.mail_imap import Folder, ImapLine

NOT_OFFERED = frozenset({b"\\Drafts", b"\\Trash", b"\\All", b"\\Flagged", b"\\Important"})
"""unfinished, thrown away, or views over what lies in other folders"""
JUNK = b"\\Junk"


def offered(line: ImapLine, sent: str, fetched: Collection[str]) -> tuple[MailFolder, ...]:
    """The inbox first, then what was sent, then the others by name."""
    found = [
        _described(line, one, sent, fetched) for one in line.folders() if NOT_OFFERED.isdisjoint(one.flags)
    ]
    order = list(FolderKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.name.lower())))


def _described(line: ImapLine, folder: Folder, sent: str, fetched: Collection[str]) -> MailFolder:
    if folder.name.upper() == "INBOX":
        return MailFolder(folder.name, FolderKind.INBOX, fetched=True)
    if folder.name == sent:
        return MailFolder(folder.name, FolderKind.SENT, fetched=True)
    chosen = folder.name in fetched
    if JUNK in folder.flags:
        return MailFolder(folder.name, FolderKind.JUNK, chosen, line.unread(folder.name))
    return MailFolder(folder.name, FolderKind.OTHER, chosen)
