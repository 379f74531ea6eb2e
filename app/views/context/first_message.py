"""Writing first: a message about an order to a customer who has not written (again)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.commands import StartConversation
from app.domain.errors import QuaysideError
from app.domain.readmodels import OrderCard
from app.domain.templates import blanks
from app.domain.values import CommandId, ConversationId, MessageId, OutboundId
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import explain, say


class FirstMessage(QDialog):
    """Subject and words; the recipient is the buyer of the order, never typed."""

    started = Signal(object)
    """ConversationId"""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, order: OrderCard, *, letters: bool) -> None:
        """Chat has no subjects; `letters` have."""
        super().__init__(parent)
        self._desk, self._order = desk, order
        self.setWindowTitle(say("first_message.title"))
        self.resize(theme.px(480), theme.px(340))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(say("first_message.title"), face="title"))
        name = order.recipient.name or say("head.nameless")
        to = say("first_message.to", name=name, order=order.remote_key, shop=order.shop_title)
        words = label(to, tone="text2")
        words.setWordWrap(True)
        column.addWidget(words)
        self.subject, self.words = QLineEdit(), QPlainTextEdit()
        self.subject.setText(say("first_message.subject", order=order.remote_key))
        self.subject.setAccessibleName(say("first_message.subject_name"))
        self.words.setPlaceholderText(say("first_message.hint"))
        self.words.setAccessibleName(say("first_message.hint"))
        self.words.setTabChangesFocus(True)
        self.trouble = label(tone="amber")
        self.trouble.setWordWrap(True)
        for part in (self.subject, self.words, self.trouble):
            column.addWidget(part)
        self.subject.setVisible(letters)
        self.send = button(say("first_message.send"), "primary")
        self.send.setObjectName("first_send")
        self.send.clicked.connect(self._send)
        cancel = button(say("button.cancel"))
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.send)
        column.addLayout(line)
        self.words.setFocus()

    def _send(self) -> None:
        text = self.words.toPlainText()
        if not text.strip():
            self.trouble.setText(say("composer.empty"))
            return
        if standing := blanks(text):
            self.trouble.setText(say("composer.blank", name=standing[0][2]))
            return
        conversation = ConversationId(self._desk.new_id())
        self.send.setEnabled(False)
        command = StartConversation(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=conversation,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()), shop=self._order.shop,
            order=self._order.id, subject=self.subject.text().strip(), text=text,
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self._done(conversation), failed=self._failed)

    def _done(self, conversation: ConversationId) -> None:
        self.accept()
        self.started.emit(conversation)

    def _failed(self, error: QuaysideError) -> None:
        self.send.setEnabled(True)
        self.trouble.setText(explain(error))
