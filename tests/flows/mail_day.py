"""The whole program on a mailbox of real servers: what customers do there, and what it may look at."""

import imaplib
import json
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.domain.commands import EditShop, SaveAgent
from app.domain.ports import CheckReport, FoundSettings, LoginEntry, NewShop
from app.domain.readmodels import MessageItem
from app.domain.team import Role
from app.domain.values import ConversationId, ShopId
from app.host.keyring import MemoryKeyStore
from app.host.options import RunOptions
from app.host.paths import ProfilePaths
from tests.flows.day import Day, FlowProgram
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import Postman


class MailDay(Day):
    """One agent's day on a mailbox. `with MailDay(...)` connects it as the wizard does, and ends it in order."""

    def __init__(self, qtbot: QtBot, folder: Path, server: Dovecot, postman: Postman, user: str) -> None:
        self.qtbot, self.server, self.postman, self.user = qtbot, server, postman, user
        paths = ProfilePaths(folder / "profile")
        paths.create()
        self._switch = sys.getswitchinterval()
        self.program = FlowProgram(RunOptions(demo=True, language="zh"), paths, MemoryKeyStore())
        self.shop = ShopId(UUID(int=0))
        self.hand = imaplib.IMAP4(server.host, server.port)

    def __enter__(self) -> "MailDay":
        self.hand.login(self.user, self.server.password)
        try:
            self._open()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _open(self) -> None:
        self.program.start()
        self.until(lambda: self.program.is_open)
        agent = self.program.desk.agent
        self.do(SaveAgent(id=self.command(), agent=agent, subject=agent, name="王晓", role=Role.ADMIN))
        report = self.task(lambda: self.program.room.shops.check(self.entry()))
        assert isinstance(report, CheckReport)
        assert report.ok, report.steps
        wanted = (NewShop("Shop"),)
        opened = self.task(lambda: self.program.room.shops.connect("email", wanted, (self.entry(),), 30))
        assert isinstance(opened, tuple)
        self.shop = opened[0]
        self.do(
            EditShop(
                id=self.command(), agent=agent, shop=self.shop, title="Shop", settings={"undo_seconds": "0"}
            )
        )
        self.until(self.listens)

    def __exit__(self, *error: object) -> None:
        self.program.close()
        QCoreApplication.sendPostedEvents(self.program.desk)  # answers under way still find their screens
        self.program.window.hide()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.hand.logout()

    def entry(self, **more: str) -> LoginEntry:
        """What the agent fills in."""
        values = {
            "address": self.user,
            "password": self.server.password,
            "imap_host": self.server.host,
            "imap_port": str(self.server.port),
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": str(self.postman.port),
            "smtp_security": "none",
            "auth": "password",
            "files_copies": "no",
        }
        return LoginEntry("mail", "email", values | more)

    def task(self, job: Callable[[], object]) -> object:
        """Off the screen's thread, as the wizard does."""
        done: list[object] = []
        self.program.desk.task(job, done.append)
        self.until(lambda: bool(done))
        return done[0]

    def find(self, **more: str) -> FoundSettings:
        """The wizard's button that looks for servers."""
        found = self.task(lambda: self.program.room.shops.find_settings(self.entry(**more)))
        assert isinstance(found, FoundSettings)
        return found

    # --- the other side ---------------------------------------------------------------------------------------------

    def arrives(self, text: str, folder: str = "INBOX", **headers: str) -> str:
        """A mail for us in a folder; returns its Message-ID."""
        letter = EmailMessage()
        name = f"{len(text)}.{abs(hash(text))}@buyer.example"
        standard = {
            "From": "Ann <ann@buyer.example>",
            "To": self.user,
            "Subject": text[:40],
            "Message-ID": f"<{name}>",
        }
        for key, value in {
            **standard,
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }.items():
            letter[key] = value
        letter.set_content(text)
        self.put(letter.as_bytes(), folder)
        return name

    def put(self, raw: bytes, folder: str = "INBOX") -> None:
        """Bytes into a folder."""
        status, _ = self.hand.append(folder, "", "", raw)
        assert status == "OK"

    def marks(self, how: str, flag: str) -> None:
        """Another mail program marks every mail of the inbox; what is marked as deleted goes."""
        self.hand.select("INBOX")
        self.hand.store("1:*", how, f"({flag})")
        self.hand.expunge()
        self.hand.unselect()
        self.hurry()

    def mailbox_marks(self, wanted: ConversationId) -> list[str]:
        """What the timeline says of each message's mail."""
        items = self.conversation(wanted).items
        return [str(one.mailbox) for one in items if isinstance(one, MessageItem)]

    def renumber(self) -> None:
        """The server restores the inbox from a backup: another UIDVALIDITY, while nobody is signed in."""
        self.offline(True)
        self.hand.logout()
        self.server.renumber(self.user)
        self.hand = imaplib.IMAP4(self.server.host, self.server.port)
        self.hand.login(self.user, self.server.password)
        self.offline(False)

    def numbering(self) -> tuple[str, str]:
        """The inbox's UIDVALIDITY, as the server says it and as the program last read it."""
        answer = self.hand.status("INBOX", "(UIDVALIDITY)")[1][0]
        question = "SELECT cursor FROM cursor WHERE stream = 'folder:INBOX'"
        stored = self.program.room.writer.run(
            lambda work: work.connection.exec_driver_sql(question).scalar_one()
        )
        return answer.decode().split("UIDVALIDITY ")[1].rstrip(")"), str(json.loads(stored)["uidvalidity"])

    def uids(self, folder: str, *criteria: str) -> list[bytes]:
        """What a search in a folder finds."""
        self.hand.select(folder, readonly=True)
        found: list[bytes] = self.hand.uid("SEARCH", *criteria)[1][0].split()
        self.hand.unselect()
        return found
