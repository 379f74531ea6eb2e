"""What could not be read: kept whole, shown as it came, tried again on request."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.errors import QuaysideError
from app.domain.ports import Shops
from app.domain.readmodels import QuarantineRow
from app.views.amounts import size_words
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import Shortened
from app.views.moments import short_moment
from app.views.shared.widgets import IconMark, box, button, label
from app.views.theme import Theme
from app.views.words import explain, reason_words, say

SHOWN = 200_000
"""bytes of the raw text shown; the rest stays in the store"""


class QuarantineList(QWidget):
    """Rebuilt whenever the list changes; it is short or something is wrong."""

    def __init__(self, desk: Desk, shops: Shops, theme: Theme) -> None:
        super().__init__()
        self._desk, self._shops, self.theme = desk, shops, theme
        self.dialog: QDialog | None = None
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._head = label(tone="text2")
        self._head.setWordWrap(True)
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        self._column.addWidget(self._head)
        self._column.addWidget(self.told)
        self.told.hide()
        self._column.addStretch(1)
        desk.changed.connect(self._changed)
        self.ask()

    def ask(self) -> None:
        """Reads the list again."""
        self._desk.ask(
            lambda reader: reader.quarantine(), while_alive(self, self._show), slot="admin.quarantine"
        )

    def _changed(self, changes: Changes) -> None:
        if "quarantine" in changes.subjects:
            self.ask()

    def _show(self, rows: tuple[QuarantineRow, ...]) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row) for row in rows[:200]]
        for place, line in enumerate(self._lines, start=2):
            self._column.insertWidget(place, line)
        self._head.setText(say("quarantine.some", n=len(rows)) if rows else say("quarantine.none"))

    def _line(self, row: QuarantineRow) -> QWidget:
        px = self.theme.px
        frame = box("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(IconMark(self.theme, "quarantine", "amber"))
        top.addWidget(Shortened(reason_words(row.reason), strong=True))
        top.addStretch(1)
        facts = say(
            "quarantine.facts",
            time=short_moment(row.at, self._desk.now()),
            size=size_words(row.size),
            n=row.tries,
        )
        top.addWidget(label(facts, tone="text3", face="meta"))
        column.addLayout(top)
        low = QHBoxLayout()
        low.addWidget(
            Shortened(f"{row.stream} · {row.remote_key}", tone="text3", face="meta", middle=True), 1
        )
        if not row.rereadable:
            low.addWidget(label(say("quarantine.comes_again"), tone="text3", face="meta"))
        for press in self._presses(row):
            low.addWidget(press)
        column.addLayout(low)
        return frame

    def _presses(self, row: QuarantineRow) -> list[QPushButton]:
        acts = [("raw", "show_raw", self._raw), ("dismiss", "dismiss", self._dismiss)]
        if row.rereadable:
            acts.insert(1, ("again", "try_again", self._again))
        made = []
        for word, name, act in acts:
            press = button(say(f"quarantine.{word}"), small=True)
            press.setObjectName(name)
            press.clicked.connect(lambda _=False, act=act: act(row))
            made.append(press)
        return made

    def _dismiss(self, row: QuarantineRow) -> None:
        self._desk.task(
            lambda: self._shops.dismiss_quarantined(row.id),
            while_alive(self, lambda _: self.ask()),
            failed=while_alive(self, self._trouble),
        )

    def _again(self, row: QuarantineRow) -> None:
        def done(read: bool) -> None:
            self._tell(say("quarantine.read" if read else "quarantine.still"))
            self.ask()

        self._desk.task(
            lambda: self._shops.try_quarantined(row.id),
            while_alive(self, done),
            failed=while_alive(self, self._trouble),
        )

    def _raw(self, row: QuarantineRow) -> None:
        self._desk.task(
            lambda: self._shops.quarantined_raw(row.id),
            while_alive(self, self._show_raw),
            failed=while_alive(self, self._trouble),
        )

    def _show_raw(self, content: bytes) -> None:
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("quarantine.raw"))
        dialog.resize(self.theme.px(680), self.theme.px(520))
        text = QPlainTextEdit(content[:SHOWN].decode("utf-8", "replace"))
        text.setReadOnly(True)
        column = QVBoxLayout(dialog)
        column.addWidget(text)
        self.dialog = dialog
        dialog.open()

    def _trouble(self, error: QuaysideError) -> None:
        self._tell(explain(error))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()
