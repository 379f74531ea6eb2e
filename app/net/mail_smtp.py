"""SMTP over any way out, and exactly how far a refused or broken dialogue had come.

Until the final dot of DATA is sent, nothing can have been accepted: those failures are safe to try again.
After it, only the server's own answer proves anything; without one the outcome is unknown (RFC 1047 calls
this gap the second largest source of duplicate mail).
"""

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from app.domain.errors import AuthExpired, QuaysideError, Unreachable
from app.domain.outbox import Receipt
from app.net.lines import Lines, mistrust
from app.net.mail_imap import MailLogin, connect

SOON = timedelta(minutes=1)
GREYLISTED = timedelta(minutes=5)
DATA_PATIENCE = 120.0
"""seconds for the answer to the final dot; servers scan the mail before they answer"""


@dataclass(frozen=True, slots=True)
class Letter:
    """Fixed bytes and the envelope around them."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    message_id: str


class _Refused(Exception):
    """The server said no to a step before the mail was accepted."""

    def __init__(self, code: int, step: str) -> None:
        super().__init__(f"{step} {code}")
        self.code = code
        self.step = step


class _Smtp(smtplib.SMTP):
    """smtplib over a socket that is already connected."""

    def __init__(self, line: socket.socket, host: str) -> None:
        self._line = line
        # A literal, as other mail programs do: the machine's own name is nobody's business and may not resolve.
        super().__init__(local_hostname="[127.0.0.1]", timeout=DATA_PATIENCE)
        self._host = host

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._line


class SmtpLine:
    """An open, signed-in SMTP connection for one letter."""

    def __init__(self, lines: Lines, login: MailLogin) -> None:
        line = connect(lines, login, "smtp")
        self._smtp = _Smtp(line, login.host)
        try:
            self._open(lines, login)
        except BaseException:
            self.close()
            line.close()
            raise

    def _open(self, lines: Lines, login: MailLogin) -> None:
        try:
            self._greet(lines, login)
            if login.username or login.token:
                self._sign_in(login)
        except (smtplib.SMTPException, OSError) as error:
            raise _opening_trouble(error) from error

    def _greet(self, lines: Lines, login: MailLogin) -> None:
        code, _ = self._smtp.connect(login.host, login.port)
        if code != 220:
            raise Unreachable("server_trouble", step="smtp", status=code)
        self._smtp.ehlo_or_helo_if_needed()
        if login.security == "starttls":
            self._smtp.starttls(context=lines.context)
            self._smtp.ehlo()

    def _sign_in(self, login: MailLogin) -> None:
        if login.token:
            text = f"user={login.username}\x01auth=Bearer {login.token}\x01\x01"
            self._smtp.auth("XOAUTH2", lambda challenge=None: "" if challenge else text)
        else:
            self._smtp.login(login.username, login.password)

    @property
    def size_limit(self) -> int | None:
        """What the server said a mail may weigh; None where it did not say."""
        said = self._smtp.esmtp_features.get("size", "")
        return int(said) or None if said.isascii() and said.isdigit() else None

    def deliver(self, letter: Letter) -> Receipt:
        """One attempt; every outcome is a receipt."""
        limit = self.size_limit
        if limit is not None and len(letter.content) > limit:
            return Receipt.refused("mail_too_large", evidence=f"size {limit}")
        try:
            refused = self._envelope(letter)
        except _Refused as error:
            return before_the_dot(error.code, error.step)
        except (smtplib.SMTPException, OSError) as error:
            return Receipt.later(SOON, reason="no_line", evidence=type(error).__name__)
        return self._data(letter, refused)

    def _envelope(self, letter: Letter) -> int:
        """MAIL, RCPT and DATA up to the server's 354; returns how many recipients were refused."""
        options = [f"size={len(letter.content)}"] if self._smtp.has_extn("size") else []
        if not letter.content.isascii() and self._smtp.has_extn("8bitmime"):
            options.append("body=8bitmime")
        code, _ = self._smtp.mail(letter.sender, options)
        if code != 250:
            raise _Refused(code, "mail")
        codes = [self._smtp.rcpt(address)[0] for address in letter.recipients]
        refusals = [code for code in codes if code not in (250, 251)]
        if len(refusals) == len(codes):
            # One that may pass later outweighs one that never will.
            raise _Refused(min(refusals, default=550), "rcpt")
        self._smtp.putcmd("data")
        code, _ = self._smtp.getreply()
        if code != 354:
            raise _Refused(code, "data")
        return len(refusals)

    def _data(self, letter: Letter, refused: int) -> Receipt:
        body = _dotted(letter.content)
        try:
            self._smtp.send(body[:-1])
        except (smtplib.SMTPException, OSError) as error:
            # The last byte of the final line was never handed over: the server cannot have the whole mail.
            return Receipt.later(SOON, reason="no_line", evidence=f"data {type(error).__name__}")
        try:
            self._smtp.send(body[-1:])
            code, _ = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return Receipt.unknown(evidence=f"after the dot: {type(error).__name__}")
        return after_the_dot(code, letter.message_id, refused)

    def close(self) -> None:
        """Ends the dialogue; the outcome is already known."""
        with suppress(smtplib.SMTPException, OSError):
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(2.0)
                self._smtp.quit()
        self._smtp.close()


def send_letter(lines: Lines, login: MailLogin, letter: Letter) -> Receipt:
    """One attempt over a fresh connection; never raises for an outcome."""
    try:
        line = SmtpLine(lines, login)
    except QuaysideError as error:
        return Receipt.later(
            getattr(error, "retry_after", None) or SOON,
            reason=error.key,
            evidence=error.key,
            needs_sign_in=isinstance(error, AuthExpired),
        )
    try:
        return line.deliver(letter)
    finally:
        line.close()


def before_the_dot(code: int, step: str) -> Receipt:
    """A refusal while nothing was accepted: 4xx may pass later, 5xx will not."""
    evidence = f"{step} {code}"
    if 400 <= code < 500:
        return Receipt.later(GREYLISTED, reason="mail_deferred", evidence=evidence)
    if code in (530, 535):
        return Receipt.later(SOON, reason="wrong_password", evidence=evidence, needs_sign_in=True)
    if code >= 500:
        reason = {"mail": "sender_refused", "rcpt": "recipient_refused"}.get(step, "mail_refused")
        return Receipt.refused(reason, evidence=evidence)
    return Receipt.later(SOON, reason="no_line", evidence=evidence)


def after_the_dot(code: int, message_id: str, refused: int) -> Receipt:
    """The server's answer to the whole mail."""
    if 200 <= code < 300:
        partly = f"; {refused} recipients refused" if refused else ""
        return Receipt(
            Receipt.sent().kind,
            remote_key=message_id,
            reason="some_recipients_refused" if refused else "",
            evidence=f"{code}{partly}",
        )
    # A 4xx here should mean "not accepted"; content filters that time out say it after passing the mail on.
    if 500 <= code < 600:
        return Receipt.refused("mail_refused", evidence=f"dot {code}")
    return Receipt.unknown(evidence=f"dot {code}")


def _dotted(content: bytes) -> bytes:
    """The content as DATA wants it: CRLF everywhere, lines that begin with a dot get another, a final dot."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines) + b".\r\n"


def _opening_trouble(error: Exception) -> AuthExpired | Unreachable:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        if error.smtp_code in (421, 432, 454):
            return Unreachable("server_trouble", step="smtp", status=error.smtp_code)
        return AuthExpired("wrong_password", step="smtp", status=error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return AuthExpired("sign_in_method_missing", step="smtp")
    return Unreachable(
        mistrust(error) if isinstance(error, ssl.SSLCertVerificationError) else "no_line", step="smtp"
    )
