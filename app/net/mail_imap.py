"""IMAP over any way out: a thin, typed skin over IMAPClient that speaks our errors.

Traps of the library and of servers that are dealt with here, each met in practice: CONDSTORE is enabled
before a folder is opened; `SEARCH UID n:*` always returns the last mail; a server may leave mails out of a
FETCH; 163.com and 126.com refuse clients that do not send ID.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError, ProtocolError

from app.domain.errors import AuthExpired, QuaysideError, RateLimited, Surprise, Unreachable
from app.domain.shops import Proxy
from app.net.lines import Lines, is_loopback

CHUNK = 500
SENT = b"\\Sent"
_PASSING = re.compile(
    rb"UNAVAILABLE|INUSE|LIMIT|OVERQUOTA|bandwidth|too many|try again|BYE|busy", re.IGNORECASE
)
_GONE = re.compile(
    rb"NONEXISTENT|TRYCREATE|n't exist|not exist|no such mailbox|unknown mailbox", re.IGNORECASE
)
_WRONG = re.compile(rb"AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED|invalid credentials", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailLogin:
    """How to open a mailbox: where, how encrypted, as whom, with a password or a token."""

    host: str
    port: int
    security: str
    """tls | starttls | none (loopback only)"""
    username: str
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    proxy: Proxy | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A mailbox folder as LIST shows it."""

    name: str
    flags: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class FolderState:
    """What STATUS says; `modseq` is 0 where the server keeps none."""

    uidvalidity: int
    uidnext: int
    messages: int
    modseq: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail's size and dates, before its bytes are fetched."""

    uid: int
    size: int
    arrived_at: datetime
    flags: tuple[str, ...]


class _Imap4(imaplib.IMAP4):
    """imaplib over a socket that is already connected."""

    def __init__(self, line: socket.socket, host: str) -> None:
        self._line = line
        super().__init__(host, 0)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._line


class _Client(IMAPClient):  # type: ignore[misc]  # the library ships no types
    """IMAPClient over a socket that is already connected."""

    def __init__(self, line: socket.socket, host: str) -> None:
        self._line = line
        super().__init__(host, ssl=False, use_uid=True)
        self.normalise_times = False  # else dates come naive, in this machine's zone

    def _create_IMAP4(self) -> imaplib.IMAP4:
        return _Imap4(self._line, self.host)


class _Xoauth2:
    """Answers the first challenge with the token and the second, a refusal, with an empty line."""

    def __init__(self, username: str, token: str) -> None:
        self._answers = [f"user={username}\x01auth=Bearer {token}\x01\x01".encode()]

    def __call__(self, challenge: bytes) -> bytes:
        return self._answers.pop() if self._answers else b""


@contextmanager
def our_errors(step: str = "imap") -> Iterator[None]:
    """Turns the library's errors into ours."""
    try:
        yield
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort | OSError):
            # The library calls a line that broke during the sign-in a refused sign-in.
            raise Unreachable("no_line", step=step) from error
        raise _login_trouble(str(error).encode(), step) from error
    except ssl.SSLCertVerificationError as error:
        raise Unreachable("certificate", step=step) from error
    except (imaplib.IMAP4.abort, OSError, EOFError) as error:
        raise Unreachable("no_line", step=step) from error
    except (ProtocolError, UnicodeError, LookupError, TypeError, ValueError) as error:
        raise Surprise("imap_nonsense", step=step) from error
    except (IMAPClientError, imaplib.IMAP4.error) as error:
        raise _trouble(str(error).encode(), step) from error


def _login_trouble(text: bytes, step: str) -> AuthExpired | Unreachable:
    if _PASSING.search(text) and not _WRONG.search(text):
        return Unreachable("server_trouble", step=step)
    return AuthExpired("wrong_password", step=step)


def _trouble(text: bytes, step: str) -> Unreachable | AuthExpired | Surprise:
    if _WRONG.search(text):
        return AuthExpired("wrong_password", step=step)
    if _GONE.search(text):
        return Unreachable("folder_gone", step=step)
    if _PASSING.search(text):
        return RateLimited("rate_limited", retry_after=timedelta(minutes=5), step=step)
    return Surprise("imap_refused", step=step)


class ImapLine:
    """An open, signed-in IMAP connection. One thread at a time; only `interrupt` may come from another."""

    def __init__(self, lines: Lines, login: MailLogin) -> None:
        self._socket = connect(lines, login, "imap")
        try:
            with our_errors():
                self._client = _Client(self._socket, login.host)
        except QuaysideError:
            self._socket.close()
            raise
        try:
            with our_errors():
                if login.security == "starttls":
                    self._client.starttls(lines.context)
                self._sign_in(login)
                self.abilities = frozenset(self._client.capabilities())
                self._greet()
        except QuaysideError:
            self._hang_up()
            raise

    def _sign_in(self, login: MailLogin) -> None:
        if login.token:
            self._client.sasl_login("XOAUTH2", _Xoauth2(login.username, login.token))
        else:
            self._client.login(login.username, login.password)

    def _greet(self) -> None:
        if b"ID" in self.abilities:
            with suppress(IMAPClientError, imaplib.IMAP4.error):
                self._client.id_({"name": "Quayside", "version": "0.1"})
        self.condstore = b"CONDSTORE" in self.abilities
        if self.condstore and b"ENABLE" in self.abilities:
            with suppress(IMAPClientError, imaplib.IMAP4.error):
                self._client.enable("CONDSTORE")

    @property
    def can_idle(self) -> bool:
        """Whether the server tells of new mail by itself."""
        return b"IDLE" in self.abilities

    def folders(self) -> tuple[Folder, ...]:
        """Every folder that can be opened."""
        with our_errors():
            rows = self._client.list_folders()
        named = ((flags, name.decode() if isinstance(name, bytes) else str(name)) for flags, _, name in rows)
        return tuple(Folder(name, tuple(flags)) for flags, name in named if b"\\Noselect" not in flags)

    def state(self, folder: str) -> FolderState:
        """Numbers of a folder, without opening it."""
        wanted = ["MESSAGES", "UIDNEXT", "UIDVALIDITY", *(["HIGHESTMODSEQ"] if self.condstore else [])]
        with our_errors():
            raw = self._client.folder_status(folder, wanted)
            numbers = {key: int(value) for key, value in raw.items()}
            return FolderState(
                numbers[b"UIDVALIDITY"],
                numbers[b"UIDNEXT"],
                numbers.get(b"MESSAGES", 0),
                numbers.get(b"HIGHESTMODSEQ", 0),
            )

    def open(self, folder: str) -> FolderState:
        """Opens a folder for reading only."""
        with our_errors():
            answer = self._client.select_folder(folder, readonly=True)
            names = (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS", b"HIGHESTMODSEQ")
            return FolderState(*(int(answer.get(name, 0)) for name in names))

    def uids(self, first: int, last: int | None = None, since: date | None = None) -> list[int]:
        """UIDs of the open folder from `first` on, ascending; `since` is whole days by arrival."""
        upper = "*" if last is None else str(last)
        criteria: list[object] = ["UID", f"{first}:{upper}", *(["SINCE", since] if since else [])]
        with our_errors():
            found = [int(uid) for uid in self._client.search(criteria)]
        return sorted(uid for uid in set(found) if uid >= first and (last is None or uid <= last))

    def with_message_id(self, message_id: str) -> list[int]:
        """UIDs of the open folder whose Message-ID header contains these characters."""
        with our_errors():
            return [int(uid) for uid in self._client.search(["HEADER", "Message-ID", message_id])]

    def listed(self, uids: Sequence[int]) -> dict[int, Listed]:
        """Sizes, flags and arrival times."""
        found: dict[int, Listed] = {}
        for start in range(0, len(uids), CHUNK):
            with our_errors():
                rows = self._client.fetch(
                    list(uids[start : start + CHUNK]), ["FLAGS", "INTERNALDATE", "RFC822.SIZE"]
                )
                for uid, row in rows.items():
                    if b"RFC822.SIZE" in row:
                        found[int(uid)] = _listed(int(uid), row)
        return found

    def raw(self, uid: int, size: int, limit: int, head: int) -> tuple[bytes, bool] | None:
        """A mail's bytes and whether they are cut off; None where it is gone. Never marks it as read."""
        whole = size <= limit
        item = "BODY.PEEK[]" if whole else f"BODY.PEEK[]<0.{head}>"
        with our_errors():
            row = self._client.fetch([uid], [item]).get(uid, {})
            for key, value in row.items():
                if key.startswith(b"BODY[]") and isinstance(value, bytes):
                    return value, not whole
        return None

    def append(self, folder: str, content: bytes, at: datetime) -> None:
        """Files a copy, marked as read."""
        with our_errors():
            self._client.append(folder, content, flags=[b"\\Seen"], msg_time=at)

    def idle(self, at_most: timedelta) -> bool:
        """Waits for the server to speak; True when it spoke."""
        with our_errors():
            self._client.idle()
            news = self._client.idle_check(timeout=at_most.total_seconds())
            _, more = self._client.idle_done()
        return any(b"EXISTS" in line or b"EXPUNGE" in line for line in [*news, *more])

    def interrupt(self) -> None:
        """Breaks the line from another thread; whoever waits on it comes back."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Says goodbye where the server still listens."""
        with suppress(IMAPClientError, imaplib.IMAP4.error, OSError, ValueError):
            self._client.logout()
        self._hang_up()

    def _hang_up(self) -> None:
        """Drops the line and the buffers that would keep it open."""
        with suppress(OSError):
            self._client.shutdown()
        self._socket.close()


def connect(lines: Lines, login: MailLogin, step: str) -> socket.socket:
    """A socket to a mail server, encrypted from the start where asked; plain text only on this machine."""
    if login.security == "none" and not is_loopback(login.host):
        raise Unreachable("plain_text_refused", step=step)
    try:
        line = lines.connect(login.host, login.port, login.proxy)
        return lines.encrypt(line, login.host) if login.security == "tls" else line
    except QuaysideError as error:
        raise type(error)(error.key, **{**error.values, "step": step}) from error


def _listed(uid: int, row: dict[bytes, object]) -> Listed:
    moment = row.get(b"INTERNALDATE")
    size, flags = row[b"RFC822.SIZE"], row.get(b"FLAGS")
    if not isinstance(moment, datetime):
        raise ValueError("no INTERNALDATE")
    words = tuple(flag.decode("ascii", "replace") for flag in flags) if isinstance(flags, tuple) else ()
    return Listed(uid, int(str(size)), moment.astimezone(UTC), words)
