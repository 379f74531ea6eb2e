"""The other side of a mailbox: what customers put into it, and what a person finds there with another mail program."""

import imaplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from tests.servers.dovecot import Dovecot


@dataclass(frozen=True, slots=True)
class Letter:
    """One customer's question."""

    name: str
    text: str
    hours: int
    """how long ago it was written"""

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def address(self) -> str:
        return f"{self.first_name.lower()}@buyer.example"

    @property
    def number(self) -> str:
        return f"<{self.first_name.lower()}.1@buyer.example>"


class Mailbox:
    """A hand of its own in somebody's mailbox. `with Mailbox(...)` signs it out again."""

    def __init__(self, server: Dovecot, address: str) -> None:
        self.address = address
        self._hand = imaplib.IMAP4(server.host, server.port)
        self._hand.login(address, server.password)

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(self, *error: object) -> None:
        self._hand.logout()

    def put(self, letter: Letter, now: datetime) -> None:
        """It arrives in the inbox."""
        mail = EmailMessage()
        mail["From"] = f"{letter.name} <{letter.address}>"
        mail["To"] = self.address
        mail["Subject"] = letter.text[:30]
        mail["Message-ID"] = letter.number
        written = now - timedelta(hours=letter.hours)
        mail["Date"] = format_datetime(written)
        mail.set_content(letter.text)
        status, _ = self._hand.append("INBOX", "", imaplib.Time2Internaldate(written), mail.as_bytes())
        assert status == "OK"

    def count(self, folder: str, *criteria: str) -> int:
        """How many mails of a folder a search finds."""
        self._hand.select(folder, readonly=True)
        found = self._hand.uid("SEARCH", *criteria)[1][0]
        self._hand.unselect()
        return len(found.split())
