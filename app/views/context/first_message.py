"""Writing first: a message about an order to a customer who has not written (again)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.commands import KeepFirstDraft, StartConversation
from app.domain.drafts import FirstDraft
from app.domain.errors import QuaysideError
from app.domain.files import NewFile, is_dangerous
from app.domain.likely_language import likely_language
from app.domain.ports import Files
from app.domain.readmodels import AgentRow, AttachmentRow, OrderCard
from app.domain.templates import blanks
from app.domain.values import AttachmentId, CommandId, ConversationId, MessageId, OutboundId
from app.views.conversation.alive import while_alive
from app.views.conversation.composer_parts import DraftFiles
from app.views.conversation.draft import PAUSE
from app.views.conversation.inserts import Inserts
from app.views.conversation.pasted import store_picture
from app.views.conversation.reply_edit import ReplyEdit
from app.views.icons import icon
from app.views.shared.widgets import button, label
from app.views.templates.values import first_values
from app.views.theme import Theme
from app.views.words import explain, say, say_or


class FirstMessage(QDialog):
    """Subject, words and files; the recipient is the buyer of the order, never typed. What was begun is kept."""

    started = Signal(object)
    """ConversationId"""

    def __init__(
        self, desk: Desk, files: Files, theme: Theme, parent: QWidget, order: OrderCard, *, letters: bool
    ) -> None:
        """Chat has no subjects; `letters` have."""
        super().__init__(parent)
        self._desk, self._store, self._theme, self._order = desk, files, theme, order
        self._agent, self._agent_name = desk.agent, ""
        self._kept = FirstDraft()
        self._left = False
        self._prepared: dict[AttachmentId, NewFile] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._keep)
        self._build(letters=letters)
        self.inserts = Inserts(desk, theme, self, lambda: self.words, self._values, self._audience)
        self._connect()
        self._recall()
        self.words.setFocus()

    # --- what was begun ---------------------------------------------------------------------------------------------

    def _recall(self) -> None:
        def show(found: tuple[FirstDraft, tuple[AgentRow, ...]]) -> None:
            begun, agents = found
            self._agent_name = next((agent.name for agent in agents if agent.id == self._agent), "")
            if self._words() == self._kept:  # nobody was quicker
                self._put(begun)

        order, agent = self._order.id, self._agent
        self._desk.ask(
            lambda reader: (reader.first_draft(order, agent), reader.agents()), while_alive(self, show)
        )

    def _put(self, begun: FirstDraft) -> None:
        self._kept = begun
        self.subject.setText(begun.subject or self._usual_subject())
        self.words.set_words(begun.text)
        self._prepared = {file.id: file for file in begun.files}
        self.files.show_files(tuple(_row(file) for file in begun.files))

    def _words(self) -> FirstDraft:
        subject = self.subject.text().strip()
        files = tuple(self._prepared[file] for file in self.files.ids())
        return FirstDraft(
            "" if subject == self._usual_subject() else subject, self.words.toPlainText(), files
        )

    def _usual_subject(self) -> str:
        return say("first_message.subject", order=self._order.remote_key)

    def _keep(self) -> None:
        """Saves if anything differs from what was saved last."""
        self._pause.stop()
        words = self._words()
        if words == self._kept or self._left:
            return
        self._kept = words
        self._desk.do(
            KeepFirstDraft(
                id=CommandId(self._desk.new_id()), agent=self._agent, order=self._order.id, subject=words.subject,
                text=words.text, files=words.files,
            )
        )  # fmt: skip

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed, by whatever way: what was typed is kept first."""
        self._keep()
        super().hideEvent(event)

    # --- what is put in ---------------------------------------------------------------------------------------------

    def _values(self) -> dict[str, str]:
        return first_values(self._order, self._agent_name)

    def _audience(self) -> tuple[str, str] | None:
        return self._order.channel, likely_language("", self._order.recipient.country)

    def add_files(self, paths: list[Path]) -> None:
        """Each is checked against the channel's limits before anything is sent."""
        for path in paths:
            self._take(partial(Path, path))

    def _add_picture(self, image: QImage) -> None:
        self._take(lambda: store_picture(image, self._desk.now()))

    def _take(self, path: Callable[[], Path]) -> None:
        beside, shop = self._words().files, self._order.shop
        self._desk.task(
            lambda: self._store.prepare(path(), shop, beside),
            while_alive(self, self._add),
            failed=self._refused,
        )

    def _add(self, file: NewFile) -> None:
        self._prepared[file.id] = file
        self.files.add(_row(file))

    def _pick_files(self) -> None:
        dialog = QFileDialog(self, say("composer.pick_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    # --- sending ----------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        text, files = self.words.toPlainText(), self._words().files
        if not text.strip() and not files:
            self.trouble.setText(say("composer.empty"))
            return
        if standing := blanks(text):
            name = standing[0][2]
            self.trouble.setText(say("composer.blank", name=say_or(f"variable.{name}", name)))
            self.inserts.select_first_blank()
            return
        if not self.send.isEnabled():
            return
        conversation = ConversationId(self._desk.new_id())
        self.send.setEnabled(False)
        command = StartConversation(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=conversation,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()), shop=self._order.shop,
            order=self._order.id, subject=self.subject.text().strip(), text=text, files=files,
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self._done(conversation), failed=self._failed)

    def _done(self, conversation: ConversationId) -> None:
        self._left = True
        self.accept()
        self.started.emit(conversation)

    def _failed(self, error: QuaysideError) -> None:
        self.send.setEnabled(True)
        self._refused(error)

    def _refused(self, error: QuaysideError) -> None:
        self.trouble.setText(explain(error))

    # --- construction -----------------------------------------------------------------------------------------------

    def _build(self, *, letters: bool) -> None:
        px = self._theme.px
        self.setWindowTitle(say("first_message.title"))
        self.resize(px(520), px(400))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(px(24),) * 4)
        column.setSpacing(px(8))
        column.addWidget(label(say("first_message.title"), face="title"))
        name = self._order.recipient.name or say("head.nameless")
        to = say("first_message.to", name=name, order=self._order.remote_key, shop=self._order.shop_title)
        words = label(to, tone="text2")
        words.setWordWrap(True)
        column.addWidget(words)
        self.subject, self.words, self.files = QLineEdit(), ReplyEdit(self._theme), DraftFiles(self._theme)
        self.subject.setText(self._usual_subject())
        self.subject.setAccessibleName(say("first_message.subject_name"))
        self.words.setProperty("look", "")
        self.words.setPlaceholderText(say("first_message.hint"))
        self.words.setAccessibleName(say("first_message.hint"))
        self.trouble = label(tone="amber")
        self.trouble.setWordWrap(True)
        column.addWidget(self.subject)
        column.addWidget(self.words, 1)
        for part in (self.files, self.trouble):
            column.addWidget(part)
        self.subject.setVisible(letters)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.templates = self._tool("templates", f"{say('composer.templates')}  /")
        self.attach = self._tool("attach", say("composer.attach"))
        self.send = button(say("first_message.send"), "primary")
        self.send.setObjectName("first_send")
        self.send.setToolTip("Ctrl+Enter")
        cancel = button(say("button.cancel"))
        cancel.clicked.connect(self.reject)
        for part in (self.templates, self.attach):
            part.setAutoDefault(False)
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.send)
        return line

    def _tool(self, name: str, text: str) -> QPushButton:
        made = button(text, "quiet", small=True)
        made.setObjectName(f"first_{name}")
        made.setIcon(icon(self._theme, name))
        return made

    def _connect(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.words.textChanged.connect(self.trouble.clear)
        self.subject.textEdited.connect(lambda: self._pause.start())
        self.words.send.connect(lambda resolve: self._send())
        self.words.slash_typed.connect(self.inserts.open_templates)
        self.words.braces_typed.connect(self.inserts.offer_variables)
        self.words.files_given.connect(self.add_files)
        self.words.picture_given.connect(self._add_picture)
        self.words.escaped.connect(self.reject)
        self.files.changed.connect(self._keep)
        self.templates.clicked.connect(lambda: self.inserts.open_templates())
        self.attach.clicked.connect(self._pick_files)
        self.send.clicked.connect(self._send)


def _row(file: NewFile) -> AttachmentRow:
    return AttachmentRow(
        file.id, file.name, file.content_type, file.size, False, "", file.blob_key, is_dangerous(file.name)
    )
