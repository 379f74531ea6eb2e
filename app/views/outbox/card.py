"""One unsent reply: to whom, what, where it stands, and what can be done about it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.outbox import SendState
from app.domain.readmodels import OutboxRow
from app.views.conversation.flow import FlowLayout
from app.views.conversation.form_words import form_words
from app.views.conversation.shortened import Shortened
from app.views.conversation.text_body import TextBody
from app.views.moments import ago, short_moment, span
from app.views.outbox.acts import ReplyActs
from app.views.outbox.beside import beside, spoken
from app.views.shared.widgets import BoxText, IconMark, Monogram, box, button, label
from app.views.theme import Theme
from app.views.words import reason_words, say

SIGNS = {
    SendState.QUEUED: ("clock", "text3"),
    SendState.SENDING: ("send", "accent"),
    SendState.SENT: ("checks", "good"),
    SendState.FAILED: ("alert", "red"),
    SendState.UNKNOWN: ("question", "amber"),
    SendState.ASK_HUMAN: ("question", "amber"),
    SendState.NEEDS_REVIEW: ("pause", "amber"),
    SendState.CANCELLED: ("undo", "text3"),
}
EDITABLE = (SendState.QUEUED, SendState.NEEDS_REVIEW)


class ReplyCard(QWidget):
    """Rebuilt by the page when its row changes, unless somebody is editing it."""

    conversation_wanted = Signal(object)

    def __init__(self, theme: Theme, acts: ReplyActs, row: OutboxRow, now: datetime) -> None:
        super().__init__()
        self.theme, self._acts, self.row, self._now = theme, acts, row, now
        self.editor: QPlainTextEdit | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = box("card")
        outer.addWidget(frame)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(self._head())
        self._column.addWidget(self._explanation())
        self._words = QVBoxLayout()
        self._body = TextBody(theme, row.text if len(row.text) < 1500 else row.text[:1500] + "…")
        if row.state is SendState.NEEDS_REVIEW and row.news:
            self._column.addWidget(self._side_by_side())
        else:
            self._column.addLayout(self._words)
        if row.form:
            self._words.addWidget(label(form_words(row.form), strong=True))
        self._words.addWidget(self._body)
        self._body.setVisible(bool(row.text))
        if (more := beside(theme, row)) is not None:
            self._words.addWidget(more)
        self._column.addWidget(self._buttons())
        words = "; ".join(part for part in (row.text[:120], spoken(row)) if part)
        self.setAccessibleName(f"{row.customer_name}, {say(f'send.{row.state.value}')}: {words}")

    def editing(self) -> bool:
        """Whether words are being changed here."""
        return self.editor is not None

    def _head(self) -> QHBoxLayout:
        row = self.row
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        line.addWidget(Monogram(self.theme, row.channel, 20))
        line.addWidget(Shortened(row.customer_name, strong=True))
        line.addWidget(Shortened(row.shop_title, tone="text3", face="meta"))
        if row.forwarded:
            line.addWidget(BoxText(self.theme, say("outbox.forward")))
        line.addStretch(1)
        sign, token = SIGNS[row.state]
        line.addWidget(IconMark(self.theme, sign, token))
        line.addWidget(label(say(f"send.{row.state.value}"), tone=token, strong=True))
        if row.due is not None:
            late = row.due <= self._now
            words = say("outbox.late" if late else "outbox.left", time=span(row.due - self._now))
            line.addWidget(label(words, tone="red" if late else "text3", face="meta"))
        return line

    def _side_by_side(self) -> QWidget:
        """What the customer wrote meanwhile at the left, what we were about to send at the right."""
        px, row = self.theme.px, self.row
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, px(4), 0, px(4))
        line.setSpacing(px(12))
        news, reply = box("sunken"), box("sunken")
        left, right = QVBoxLayout(news), QVBoxLayout(reply)
        for column in (left, right):
            column.setContentsMargins(px(12), px(8), px(12), px(8))
            column.setSpacing(px(4))
        title = say("held.news", name=row.news_from or row.customer_name)
        left.addWidget(label(title, tone="amber", face="meta", strong=True))
        left.addWidget(TextBody(self.theme, row.news[:1200]))
        left.addStretch(1)
        right.addWidget(label(say("held.reply"), tone="text2", face="meta", strong=True))
        right.addLayout(self._words)
        right.addStretch(1)
        line.addWidget(news, 1)
        line.addWidget(reply, 1)
        return pair

    def _explanation(self) -> QWidget:
        words = " ".join(part for part in self._sentences() if part)
        made = label(words, tone="text2", face="meta")
        made.setWordWrap(True)
        made.setObjectName("explanation")
        return made

    def _sentences(self) -> list[str]:
        """Why it has not left, when something happens next, and since when it waits."""
        row, now = self.row, self._now
        parts = [say("outbox.queued", ago=ago(row.queued_at, now))]
        if row.paused and row.state is SendState.QUEUED:
            parts.append(say("outbox.paused"))
        if row.blocked_by is not None:
            parts.append(say("outbox.blocked"))
        if row.reason:
            parts.append(say("outbox.because", reason=reason_words(row.reason)))
        if row.state is SendState.QUEUED and row.undo_until is not None and row.undo_until > now:
            parts.append(say("outbox.undo_until", time=short_moment(row.undo_until, now)))
        if row.state is SendState.QUEUED and row.not_before is not None and row.not_before > now:
            parts.append(say("outbox.not_before", time=short_moment(row.not_before, now)))
        if row.state is SendState.UNKNOWN and row.next_look is not None:
            parts.append(say("outbox.next_look", time=short_moment(row.next_look, now)))
        if row.state is SendState.ASK_HUMAN:
            parts.append(say("unsure.look_yourself"))
        if row.attempts > 1:
            parts.append(say("outbox.attempts", n=row.attempts))
        return parts

    def _buttons(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(self.theme.px(8), holder)
        for name, key, look, act in self._choices():
            made = button(say(key), look, small=True)
            made.setObjectName(name)
            made.clicked.connect(act)
            line.addWidget(made)
        return holder

    def _choices(self) -> list[tuple[str, str, str, Callable[[], object]]]:
        row, acts = self.row, self._acts
        choices: list[tuple[str, str, str, Callable[[], object]]] = []
        if row.state is SendState.ASK_HUMAN:
            choices += [
                ("it_arrived", "unsure.arrived", "plain", lambda: acts.settle(row.id, "arrived")),
                ("send_again", "unsure.send_again", "plain", lambda: acts.settle(row.id, "send_again")),
                ("discard", "unsure.discard", "danger", lambda: acts.settle(row.id, "discard")),
            ]
        if row.state is SendState.NEEDS_REVIEW:
            choices.append(("release", "held.release", "plain", self._release))
        if row.state is SendState.FAILED:
            choices.append(("retry", "refused.retry", "plain", lambda: acts.retry(row.id, row.text)))
        if row.state in EDITABLE and (row.text or not row.form):
            choices.append(("edit", "outbox.edit", "plain", self.start_editing))
        if row.state in (*EDITABLE, SendState.FAILED):
            key = "outbox.cancel_forward" if row.forwarded else "outbox.cancel"
            choices.append(("cancel", key, "plain", lambda: acts.cancel(row.id)))
        choices.append(
            ("open", "outbox.open", "quiet", lambda: self.conversation_wanted.emit(row.conversation))
        )
        return choices

    def _release(self) -> None:
        self._acts.release_seen(self.row)

    def start_editing(self) -> None:
        """The words become a box; they leave changed, or stay as they were."""
        if self.editor is not None:
            return
        self.editor = QPlainTextEdit(self.row.text)
        self.editor.setAccessibleName(say("outbox.edit"))
        self.editor.setMaximumHeight(self.theme.px(160))
        save = button(say("templates.save"), "primary", small=True)
        save.setObjectName("save_edit")
        leave = button(say("button.cancel"), small=True)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(leave)
        line.addWidget(save)
        self._body.hide()
        self._words.addWidget(self.editor)
        self._words.addLayout(line)
        save.clicked.connect(self._save)
        leave.clicked.connect(lambda: self._stop([save, leave]))
        self.editor.setFocus()

    def _save(self) -> None:
        if self.editor is not None and self.editor.toPlainText().strip():
            text, self.editor = self.editor.toPlainText(), None
            self._acts.edit(self.row.id, text)

    def _stop(self, buttons: list[QWidget]) -> None:
        for part in (*buttons, self.editor):
            if part is not None:
                part.hide()
                part.deleteLater()
        self.editor = None
        self._body.setVisible(bool(self.row.text))
