"""A real SMTP server for the run: takes letters from anybody who signs in, and keeps them."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.processes import free_port

PASSWORD = b"pw"
REFUSED = "nobody@"
"""addresses that begin so do not exist"""


@dataclass
class Postman:
    """What was handed in, in order."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[tuple[str, ...]] = field(default_factory=list)

    def with_words(self, words: str) -> list[EmailMessage]:
        """The letters that say these words."""
        return [letter for letter in self.letters if words in letter.get_content()]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 5.7.0 sign in first"
        if address.startswith(REFUSED):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients.append(tuple(envelope.rcpt_tos))
        return "250 2.0.0 taken"


def _signs_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD
    return AuthResult(success=good, handled=False)


@pytest.fixture
def postman() -> Iterator[Postman]:
    """An SMTP server on a free port."""
    yield from start_postman()


def start_postman() -> Iterator[Postman]:
    """Takes letters until the run is over."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it warns of its own ways
    found = Postman(free_port())
    server = Controller(
        found,
        hostname="127.0.0.1",
        port=found.port,
        authenticator=_signs_in,
        auth_require_tls=False,
    )
    server.start()
    try:
        yield found
    finally:
        server.stop()
