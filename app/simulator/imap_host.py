"""The practice mail host's IMAP side: pymap's real server, fed from the mailroom."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, Identity, Login, Session
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.config import BackendCapability
from pymap.exceptions import InvalidAuth
from pymap.imap import IMAPServer
from pymap.interfaces.login import IdentityInterface
from pymap.mime import MessageContent
from pymap.parsing.message import AppendMessage
from pymap.parsing.response.code import AppendUid
from pymap.parsing.specials import ObjectId
from pymap.parsing.specials.flag import Seen
from pymap.selected import SelectedMailbox
from pymap.user import UserMetadata
from pysasl import SASLAuth
from pysasl.creds.external import ExternalVerificationRequired
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext
from pysasl.mechanism.login import LoginMechanism
from pysasl.mechanism.oauth import OAuth2Mechanism
from pysasl.mechanism.plain import PlainMechanism

from app.simulator.gate import STALL, refuse, whole_lines
from app.simulator.mailroom import SPECIAL, Folder, Letter, Mailbox, Mailroom
from app.simulator.weather import Fault

Gate = Callable[[], tuple[Fault | None, int]]
"""What happens to the next connection, and after how many bytes."""
CUTS = (Fault.RESET_MIDWAY, Fault.TRUNCATED)
Listed = tuple[Iterable[tuple[str, str | None, Sequence[bytes]]], SelectedMailbox | None]


class HostConfig(Config):
    """pymap's settings for us: no TLS on loopback, clear passwords, special folders announced."""

    now: Callable[[], datetime]

    @property
    def backend_capability(self) -> BackendCapability:
        """IDLE and the folders' special uses; no CONDSTORE, so clients must do without."""
        return BackendCapability(idle=True, object_id=True, multi_append=True, custom=[b"SPECIAL-USE"])

    @property
    def tls_auth(self) -> SASLAuth:
        """Named one by one: discovery by entry points does not survive freezing."""
        return SASLAuth([PlainMechanism(), LoginMechanism(), OAuth2Mechanism()])

    @property
    def greeting(self) -> bytes:
        """Without asking the machine for its name."""
        return b"Northshore mail ready"


class HostSession(Session):
    """A session whose folders say what they are for (RFC 6154), and which files by the town's clock."""

    async def append_messages(
        self, name: str, messages: Sequence[AppendMessage], selected: SelectedMailbox | None = None
    ) -> tuple[AppendUid, SelectedMailbox | None]:
        """APPEND; a mail that comes without a date gets the present one."""
        now = cast(HostConfig, self.config).now()
        dated = [AppendMessage(m.literal, m.when or now, m.flag_set, m.options) for m in messages]
        return await super().append_messages(name, dated, selected)

    async def list_mailboxes(
        self,
        ref_name: str,
        filter_: str,
        subscribed: bool = False,
        selected: SelectedMailbox | None = None,
    ) -> Listed:
        """LIST, with `\\Sent` and its like."""
        found, updates = await super().list_mailboxes(ref_name, filter_, subscribed, selected)
        shown = [
            (name, mark, [*flags, SPECIAL[name].encode()] if name in SPECIAL else flags)
            for name, mark, flags in found
        ]
        return shown, updates


class HostIdentity(Identity):
    """Who signed in; always gets one of our mailboxes."""

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[HostSession]:
        """Opens the mailbox of this name."""
        folders, filters = self.config.set_cache[self.name]
        yield HostSession(self.name, self.config, folders, filters)


class LazyMessage(Message):
    """A mail that is taken apart when someone first reads it; thousands would make the start slow."""

    __slots__ = ["_raw"]

    def __init__(self, letter: Letter, uid: int) -> None:
        flags = frozenset({Seen}) if letter.seen else frozenset()
        email, thread = ObjectId.random_email_id(), ObjectId.random_thread_id()
        super().__init__(uid, letter.at, flags, email_id=email, thread_id=thread, recent=True)
        self._raw = letter.raw
        del self._content  # so that the first look comes to __getattr__

    def __getattr__(self, name: str) -> MessageContent:
        if name != "_content":
            raise AttributeError(name)
        content = MessageContent.parse(self._raw)
        self._content = content
        return content


class HostLogin(Login):
    """Checks passwords, and access tokens for XOAUTH2."""

    def __init__(self, config: Config, mailroom: Mailroom) -> None:
        super().__init__(config)
        self.mailroom = mailroom

    async def authenticate(self, credentials: ServerCredentials) -> HostIdentity:
        """The mailbox behind the credentials, or AUTHENTICATIONFAILED."""
        name = (credentials.authcid or credentials.authzid).lower()
        box = self.mailroom.boxes.get(name)
        if box is None:
            raise InvalidAuth
        user = UserMetadata(self.config, box.address, password=box.password)
        try:
            good = credentials.verify(user)
        except ExternalVerificationRequired as wanted:
            good = wanted.token == box.token
        if not good:
            raise InvalidAuth
        self.users_dict[box.address] = user
        return HostIdentity(box.address, self, None, frozenset())

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> HostIdentity:
        """Nobody acts for anybody else here."""
        if authzid.lower() != authenticated.name.lower():
            raise InvalidAuth
        return HostIdentity(authenticated.name, self, None, frozenset())


class ImapHost:
    """Serves all mailboxes of the mailroom over real IMAP."""

    def __init__(self, mailroom: Mailroom, gate: Gate, now: Callable[[], datetime]) -> None:
        self.gate = gate
        self.stall = STALL
        """Seconds a stalled connection is held."""
        args = Namespace(passlib_cfg=None, proxy_protocol=None, debug=False)
        self.config = HostConfig(
            args,
            host="127.0.0.1",
            port=0,
            tls_enabled=False,
            hash_context=Cleartext(),
            invalid_user_sleep=0.0,
            demo_data=False,
            demo_user="",
            demo_password="",
        )
        self.config.now = now
        self.login = HostLogin(self.config, mailroom)
        self._news: asyncio.Queue[tuple[Mailbox, Folder, Letter | None]] = asyncio.Queue()
        self._writers: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.server: asyncio.Server | None = None
        self._adopt(mailroom)

    def _adopt(self, mailroom: Mailroom) -> None:
        self.mailroom = self.login.mailroom = mailroom
        mailroom.listeners.append(lambda box, folder, letter: self._news.put_nowait((box, folder, letter)))
        mailroom.renumbered.append(lambda box, folder: self._news.put_nowait((box, folder, None)))

    async def start(self) -> int:
        """Fills the folders and listens on loopback; returns the port."""
        await self._fill()
        serve = IMAPServer(self.login, self.config)

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            self._writers[writer] = task
            try:
                fault, budget = self.gate()
                if fault is not None and await refuse(fault, writer, self.stall):
                    return
                shown = whole_lines(writer, budget if fault in CUTS else None)
                await serve(reader, shown, SocketInfoLocal(writer))
            except (OSError, EOFError, asyncio.CancelledError):
                writer.close()
            finally:
                self._writers.pop(writer, None)

        self.server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=1 << 20)
        self._tasks.append(asyncio.create_task(self._pump()))
        name: tuple[str, int] = self.server.sockets[0].getsockname()
        return name[1]

    async def _fill(self) -> None:
        self.config.set_cache.clear()
        for box in self.mailroom.boxes.values():
            folders = MailboxSet()
            for name in box.folders:
                if name != "INBOX":
                    await folders.add_mailbox(name)
            self.config.set_cache[box.address] = (folders, FilterSet())
            for folder in box.folders.values():
                await self._refill(box, folder)

    async def _refill(self, box: Mailbox, folder: Folder) -> None:
        """Makes pymap's folder say exactly what ours says, numbers included."""
        data: Any = await self.config.set_cache[box.address][0].get_mailbox(folder.name)
        data._uid_validity, data._max_uid = folder.validity, 0
        data._messages.clear()
        for letter in folder.letters:
            await self._put(data, letter)

    async def _put(self, data: MailboxData, letter: Letter) -> None:
        async with data.messages_lock.write_lock():
            data._max_uid = uid = data._max_uid + 1
            data._messages[uid] = LazyMessage(letter, uid)
            data._mod_sequences.update([uid])
            data._updated.set()

    async def _pump(self) -> None:
        """Carries news from the mailroom to pymap, in order."""
        while True:
            box, folder, letter = await self._news.get()
            if self.mailroom.boxes.get(box.address.lower()) is not box:
                continue  # from before a reset
            if letter is None:
                self.drop()
                await self._refill(box, folder)
                continue
            data = await self.config.set_cache[box.address][0].get_mailbox(folder.name)
            await self._put(data, letter)

    async def replace(self, mailroom: Mailroom) -> None:
        """After a reset: other mails in the same mailboxes."""
        self.drop()
        self._adopt(mailroom)
        await self._fill()

    def drop(self) -> None:
        """Cuts every open connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def close(self) -> None:
        """Stops serving."""
        if self.server is not None:
            self.server.close()
        open_now = [task for task in self._writers.values() if task is not None]
        self.drop()
        for task in [*self._tasks, *open_now]:
            task.cancel()
        await asyncio.gather(*self._tasks, *open_now, return_exceptions=True)
