"""Fetches one mail again by its Message-ID, from whichever folder it lies in now."""

from app.connectors.mail_logins import mail_login
from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.net.mail_imap import ImapLine

LARGEST = 30 * 1024 * 1024


def fetch_by_message_id(login: Login, tools: Tools, message_id: str) -> bytes | None:
    """The mail as it came; None where no folder has it. Raises the contract's errors."""
    line = ImapLine(tools.lines, mail_login(login, tools, "imap"))
    try:
        for folder in line.folders():
            line.open(folder.name)
            for uid in line.with_message_id(message_id):
                listed = line.listed([uid]).get(uid)
                found = line.raw(uid, listed.size, LARGEST, LARGEST) if listed else None
                if found is not None:
                    return found[0]
        return None
    finally:
        line.close()
