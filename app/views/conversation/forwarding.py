"""Sending a message on to somebody else: to whom, a few words on top, and which of its files travel along."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.commands import ForwardMessage
from app.domain.conversations import Direction
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.readmodels import AttachmentRow, ConversationView, MessageItem
from app.domain.values import AttachmentId, CommandId, MessageId, OutboundId
from app.views.amounts import size_words
from app.views.conversation.attachments import elided
from app.views.conversation.composer_parts import addresses, plausible
from app.views.conversation.dialogs import AskDialog
from app.views.moments import dated
from app.views.shared.tick import Tick
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import explain, say


class ForwardDialog(AskDialog):
    """Stays until the mail is safely queued, so that nothing typed here is lost."""

    queued = Signal(str)
    """to whom"""

    def __init__(
        self, desk: Desk, theme: Theme, parent: QWidget, item: MessageItem, view: ConversationView
    ) -> None:
        super().__init__(theme, parent, say("forward.title"), ((say("forward.text"), "text2"),))  # fmt: skip
        self._desk, self._item, self._view = desk, item, view
        self.to, self.words, self.trouble = QLineEdit(), QPlainTextEdit(), label(tone="amber")
        self.to.setObjectName("forward_to")
        self.to.setPlaceholderText(say("composer.addresses"))
        self.to.setAccessibleName(say("forward.to"))
        self.words.setObjectName("forward_words")
        self.words.setPlaceholderText(say("forward.words"))
        self.words.setAccessibleName(say("forward.words"))
        self.words.setMaximumHeight(theme.px(90))
        self.trouble.setObjectName("forward_trouble")
        self.trouble.setWordWrap(True)
        for place, widget in enumerate((self.to, self.words, self._files(), self.trouble), start=2):
            self.column.insertWidget(place, widget)
        self.to.textChanged.connect(self._check)
        self.add_button("forward_send", say("forward.send"), self._send, "primary", stays=True)
        self.add_cancel()
        self.to.setFocus()

    def _files(self) -> QWidget:
        """One tick a file; what may be harmful stays behind unless somebody ticks it."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        self.ticks: dict[AttachmentId, Tick] = {}
        if self._item.attachments:
            column.addWidget(label(say("forward.files"), tone="text2", face="meta"))
        for file in self._item.attachments:
            column.addWidget(self._tick(file))
        holder.setVisible(bool(self._item.attachments))
        return holder

    def _tick(self, file: AttachmentRow) -> Tick:
        made = Tick(self._theme, f"{elided(file.name, 40)}  {size_words(file.size)}")
        made.setChecked(not file.dangerous)
        self.ticks[file.id] = made
        return made

    def _check(self, text: str) -> None:
        bad = next((each for each in addresses(text) if not plausible(each)), "")
        self.trouble.setText(say("composer.bad_address", address=bad) if bad else "")

    def _send(self) -> None:
        to = addresses(self.to.text())
        if not to or not all(plausible(each) for each in to):
            self.trouble.setText(say("forward.no_address"))
            return
        self._offer(False)
        command = ForwardMessage(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=self._view.row.id,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()),
            forwarded=self._item.id, to=to, text=self.words.toPlainText(), heading=self._heading(),
            files=tuple(file for file, tick in self.ticks.items() if tick.isChecked()),
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self._done(outcome, to), failed=self._failed)

    def _heading(self) -> str:
        """Who wrote the original, when and about what: the receiver sees nothing else of it."""
        item, row = self._item, self._view.row
        ours = item.direction is Direction.OUTBOUND
        name = row.shop_title if ours else item.author or row.customer_name
        lines = [
            say("forward.mark"),
            say("forward.from", name=name),
            say("forward.date", time=dated(item.sent_at)),
        ]
        if subject := item.subject or self._view.subject:
            lines.append(say("forward.subject", subject=subject))
        return "\n".join(lines)

    def _done(self, outcome: Outcome, to: tuple[str, ...]) -> None:
        self.accept()
        self.queued.emit(", ".join(to))

    def _failed(self, error: QuaysideError) -> None:
        self._offer(True)
        self.trouble.setText(explain(error))

    def _offer(self, free: bool) -> None:
        """The button rests while the store answers, so that nothing is queued twice."""
        for made in self.findChildren(QPushButton, "forward_send"):
            made.setEnabled(free)
