"""The practice mail host's SMTP side: aiosmtpd with sign-in, handing mails to the post."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.simulator.mailroom import Mailroom
from app.simulator.post import SMTP_MAX, Verdict
from app.simulator.town import SILENT
from app.simulator.weather import Fault

Take = Callable[[str, tuple[str, ...], bytes], tuple[Verdict, Fault | None]]
"""Hands over one mail: who signed in, for whom, the bytes; the fault says what becomes of the answer."""


@dataclass(slots=True)
class SmtpHost:
    """Listens on loopback; mail goes to `take`, addresses are judged by `recipient`."""

    mailroom: Callable[[], Mailroom]
    take: Take
    recipient: Callable[[str], Verdict]
    greet: Callable[[], Fault | None]
    """What happens to the next connection before a word is said."""
    server: asyncio.Server | None = None
    open: set[Any] = field(default_factory=set)

    async def start(self) -> int:
        """Returns the port."""
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it warns of its own ways
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(self._protocol, "127.0.0.1", 0)
        name: tuple[str, int] = self.server.sockets[0].getsockname()
        return name[1]

    def _protocol(self) -> SMTP:
        return HostProtocol(self)

    def signs_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        """PLAIN and LOGIN against the mailbox's password."""
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        name = data.login.decode("utf-8", "replace").lower()
        box = self.mailroom().boxes.get(name)
        good = box is not None and box.password == data.password.decode("utf-8", "replace")
        return AuthResult(success=good, handled=False, auth_data=name)

    async def close(self) -> None:
        """Stops serving and cuts what is open."""
        if self.server is not None:
            self.server.close()
        for transport in list(self.open):
            transport.abort()


class HostProtocol(SMTP):
    """One connection that weather may end before the greeting."""

    def __init__(self, host: SmtpHost) -> None:
        super().__init__(
            Desk(host),
            hostname="mx.northshore.example",
            ident="Northshore ESMTP",
            auth_require_tls=False,
            authenticator=host.signs_in,
            data_size_limit=SMTP_MAX,
            enable_SMTPUTF8=True,
            loop=asyncio.get_running_loop(),
        )
        self._auth_required = (
            True  # by hand: as a setting it warns of missing TLS, which loopback does not need
        )
        self._host = host

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greets, unless the weather forbids."""
        if self._host.greet() is not None:
            if isinstance(transport, asyncio.Transport):
                transport.abort()
            return
        self._host.open.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forgets the connection."""
        if self.transport is not None:
            self._host.open.discard(self.transport)
        if self.session is not None:  # else it was cut before a word was said
            super().connection_lost(error)


class Desk:
    """aiosmtpd's hooks: sign-in by token, recipients, the mail itself."""

    def __init__(self, host: SmtpHost) -> None:
        self.host = host

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        """`user=…^Aauth=Bearer …^A^A`, at once or after an empty challenge."""
        if len(args) > 1:
            raw: Any = args[1]
            try:
                blob = base64.b64decode(raw)
            except binascii.Error:
                return AuthResult(success=False, handled=False)
        else:
            reply: Any = await server.challenge_auth("")
            if not isinstance(reply, bytes):
                return AuthResult(success=False)
            blob = reply
        fields = dict(part.partition(b"=")[::2] for part in blob.split(b"\x01") if part)
        name = fields.get(b"user", b"").decode("utf-8", "replace").lower()
        token = fields.get(b"auth", b"").decode("utf-8", "replace").removeprefix("Bearer ")
        box = self.host.mailroom().boxes.get(name)
        good = box is not None and token == box.token
        return AuthResult(success=good, handled=False, auth_data=name)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Judges one recipient."""
        verdict = self.host.recipient(address)
        if verdict.code == 250:
            envelope.rcpt_tos.append(address)
        return verdict.line

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Takes the mail after the final dot."""
        login = str(session.auth_data or "")
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        verdict, fault = self.host.take(login, tuple(envelope.rcpt_tos), content)
        if fault in SILENT:
            transport: Any = server.transport
            if transport is not None:
                transport.abort()
            raise ConnectionResetError
        return verdict.line

    async def handle_exception(self, error: Exception) -> str:
        """A connection that broke is weather, not news for the log."""
        return "421 4.3.0 Service not available"
