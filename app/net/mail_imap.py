"""IMAP over any way out: a thin, typed skin over IMAPClient that speaks our errors.

Traps of the library and of servers that are dealt with here, each met in practice: CONDSTORE is enabled
before a folder is opened; `SEARCH UID n:*` always returns the last mail; a server may leave mails out of a
FETCH; 163.com and 126.com refuse clients that do not send ID.
"""

import imaplib
import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from imapclient.exceptions import IMAPClientError

from app.domain.errors import QuaysideError, Surprise, Unreachable
from app.domain.shops import Proxy
from app.net.lines import Lines, is_loopback
from app.net.mail_client import Client, Xoauth2
from app.net.mail_errors import our_errors

CHUNK = 500
SENT = b"\\Sent"
SEEN, ANSWERED = b"\\Seen", b"\\Answered"
_FILED = re.compile(rb"\[APPENDUID \d+ (\d+)\]")
SAME = timedelta(seconds=2)
"""so near to the letter's own date, a copy's date may have been taken from it"""


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


class ImapLine:
    """An open, signed-in IMAP connection. One thread at a time; only `interrupt` may come from another."""

    def __init__(self, lines: Lines, login: MailLogin) -> None:
        self._socket = connect(lines, login, "imap")
        self._opened, self._clock = "", lines.clock
        self._hear_time = partial(lines.hear_time, login.host)
        try:
            with our_errors():
                self._client = Client(self._socket, login.host)
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
            self._client.sasl_login("XOAUTH2", Xoauth2(login.username, login.token))
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
            if folder == self._opened:
                self._client.noop()  # of an open folder servers tell what they told last, however old it is
            raw = self._client.folder_status(folder, wanted)
            numbers = {key: int(value) for key, value in raw.items()}
            return FolderState(
                numbers[b"UIDVALIDITY"],
                numbers[b"UIDNEXT"],
                numbers.get(b"MESSAGES", 0),
                numbers.get(b"HIGHESTMODSEQ", 0),
            )

    def unread(self, folder: str) -> int:
        """How many mails of a folder nobody has read, without opening it."""
        with our_errors():
            return int(self._client.folder_status(folder, ["UNSEEN"])[b"UNSEEN"])

    def open(self, folder: str, *, change: bool = False) -> FolderState:
        """Opens a folder, for reading only unless its marks are to be changed."""
        with our_errors():
            self._opened = folder
            answer = self._client.select_folder(folder, readonly=not change)
            names = (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS", b"HIGHESTMODSEQ")
            return FolderState(*(int(answer.get(name, 0)) for name in names))

    def uids(self, first: int, last: int | None = None, since: date | None = None) -> list[int]:
        """UIDs of the open folder from `first` on, ascending; `since` is whole days by arrival."""
        upper = "*" if last is None else str(last)
        criteria: list[object] = ["UID", f"{first}:{upper}", *(["SINCE", since] if since else [])]
        with our_errors():
            found = [int(uid) for uid in self._client.search(criteria)]
        return sorted(uid for uid in set(found) if uid >= first and (last is None or uid <= last))

    def changed_since(self, modseq: int, last: int) -> list[int]:
        """UIDs up to `last` whose marks were changed after the folder stood at `modseq` (CONDSTORE)."""
        with our_errors():
            found = self._client.search(["MODSEQ", str(modseq + 1), "UID", f"1:{max(last, 1)}"])
            return sorted(int(uid) for uid in found if int(uid) <= last)

    def answered(self, first: int, last: int) -> list[int]:
        """UIDs between two that are marked as answered."""
        with our_errors():
            return sorted(int(uid) for uid in self._client.search(["ANSWERED", "UID", f"{first}:{last}"]))

    def mark(self, uids: Sequence[int], flags: Sequence[bytes]) -> None:
        """Adds marks to mails of the folder that was opened to change it."""
        with our_errors():
            self._client.add_flags(list(uids), list(flags), silent=True)

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

    def append(self, folder: str, content: bytes, dated: datetime) -> None:
        """Files a copy of a letter, marked as read, under the server's own time; `dated` is the letter's."""
        with our_errors():
            answer = self._client.append(folder, content, flags=[SEEN])
            now, filed = self._clock.now(), _FILED.search(answer or b"")
        if filed is not None and folder == self._opened:
            self._learn_time(int(filed[1]), now, dated)

    def _learn_time(self, uid: int, now: datetime, dated: datetime) -> None:
        """How far the server's clock is ahead of ours, by the moment at which it filed a copy."""
        with suppress(Surprise):
            for copy in self.listed([uid]).values():
                if abs(copy.arrived_at - dated) > SAME:
                    self._hear_time(copy.arrived_at - now)

    def idle(self, at_most: timedelta) -> bool:
        """Waits for the server to speak of mails or their marks; True when it did. Its small talk ends no wait."""
        with our_errors():
            self._client.idle()
            news = self._hear(at_most)
            _, more = self._client.idle_done()
        return news or _is_news(more)

    def _hear(self, at_most: timedelta) -> bool:
        until = self._clock.monotonic() + at_most.total_seconds()
        while said := self._client.idle_check(timeout=max(until - self._clock.monotonic(), 0.01)):
            if _is_news(said):
                return True
        return False

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


def _is_news(said: Sequence[Sequence[object]]) -> bool:
    return any(word in line for line in said for word in (b"EXISTS", b"EXPUNGE", b"FETCH"))


def _listed(uid: int, row: dict[bytes, object]) -> Listed:
    moment = row.get(b"INTERNALDATE")
    size, flags = row[b"RFC822.SIZE"], row.get(b"FLAGS")
    if not isinstance(moment, datetime):
        raise ValueError("no INTERNALDATE")
    words = tuple(flag.decode("ascii", "replace") for flag in flags) if isinstance(flags, tuple) else ()
    return Listed(uid, int(str(size)), moment.astimezone(UTC), words)
