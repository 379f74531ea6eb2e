"""One shop on the health page: a line that says how it is, and, unfolded, its streams, allowances and what helps."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.health import HealthRow, LoginHealth, Remedy, ShopHealth, Way
from app.domain.shops import ShopState
from app.views.admin.health_words import (
    BUTTONS,
    budget_words,
    ends_words,
    login_words,
    looked_words,
    next_words,
    note_words,
    operation_words,
    state_words,
    stream_words,
)
from app.views.conversation.shortened import Shortened
from app.views.icons import icon
from app.views.moments import ago
from app.views.shared.widgets import IconMark, Monogram, ShopSquare, box, button, icon_button, label
from app.views.theme import Theme
from app.views.words import say, say_or

COLUMNS = ("stream", "last", "next", "note")


def looks_of(health: ShopHealth) -> list[datetime]:
    """When each stream was looked at; what a person looks at counts only where there is nothing else."""
    by_itself = [row for row in health.rows if row.way is not Way.BY_HAND] or health.rows
    return [row.looked_at for row in by_itself if row.looked_at is not None]


class HealthCard(QWidget):
    """Emits what was pressed; the page acts."""

    pressed = Signal(object, object, str)
    """Remedy, LoginHealth, name of the stream"""
    quarantine_wanted = Signal()

    def __init__(self, theme: Theme, health: ShopHealth) -> None:
        super().__init__()
        self._theme, self.health = theme, health
        self._drawn: object = None
        self._body: QWidget | None = None
        self.unfolded = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = box("card")
        outer.addWidget(frame)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._column.setSpacing(theme.px(10))
        self._column.addLayout(self._head())

    def show_health(self, health: ShopHealth, now: datetime, *, unfolded: bool) -> None:
        """The same shop, looked at again; keys stay where they were."""
        self.health, self.unfolded = health, unfolded
        sign, token, words = state_words(health, now)
        self.sign.show_icon(sign, token)
        self.state.set_text(words)
        looks = looks_of(health)
        self.looked.setText(say("pulse.looked", ago=ago(min(looks), now)) if looks else "")
        self.setAccessibleName(say("pulse.card", title=health.title, state=words))
        self.fold.setAccessibleName(say("pulse.close" if unfolded else "pulse.open", title=health.title))
        self.fold.setIcon(self._icons["down" if unfolded else "right"])
        self._show_body(now)

    # --- the line ---------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        theme, health = self._theme, self.health
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        self.fold = icon_button(theme, "right", say("pulse.open", title=health.title), token="text3")
        self.fold.setObjectName("fold")
        self.fold.setProperty("size", "small")
        self._icons = {name: icon(theme, name, "text3") for name in ("right", "down")}
        line.addWidget(self.fold)
        line.addWidget(Monogram(theme, health.channel))
        line.addWidget(ShopSquare(theme, health.colour))
        line.addWidget(Shortened(health.title, strong=True))
        self.sign, self.state = IconMark(theme, "resolved", "good"), Shortened(tone="text2")
        line.addSpacing(theme.px(8))
        line.addWidget(self.sign)
        line.addWidget(self.state, 1)
        self.looked = label(tone="text3", face="meta")
        line.addWidget(self.looked)
        return line

    # --- below it ---------------------------------------------------------------------------------------------------

    def _show_body(self, now: datetime) -> None:
        drawn = self._signature(now) if self.unfolded else None
        if drawn == self._drawn:
            return
        focus = QApplication.focusWidget()
        had = focus.objectName() if focus and self._body and self._body.isAncestorOf(focus) else ""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        self._drawn = drawn
        if drawn is not None:
            self._body = self._make_body(now)
            self._column.addWidget(self._body)
            if had and (again := self._body.findChild(QWidget, had)) is not None:
                again.setFocus()

    def _signature(self, now: datetime) -> object:
        """Everything the body says."""
        rows = [(stream_words(row.shown), looked_words(row, now), next_words(row, now), note_words(row), row.remedy)
                for row in self.health.rows]  # fmt: skip
        logins = [
            (
                login_words(one, now),
                one.remedy,
                ends_words(one, now) if one.ends_soon(now) else "",
                one.budgets,
            )
            for one in self.health.logins
        ]
        return rows, logins, self.health.quarantined, self.health.state

    def _make_body(self, now: datetime) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(self._theme.px(32), 0, 0, self._theme.px(4))
        column.setSpacing(self._theme.px(8))
        if self.health.state is not ShopState.PAUSED:
            for one in self.health.logins:
                self._say_login(column, one, now)
        if self.health.quarantined:
            see = self._button(say("pulse.see"), "see", self.quarantine_wanted.emit, self.health.title)
            column.addLayout(
                self._line("quarantine", "amber", say("pulse.aside", n=self.health.quarantined), see)
            )
        if self.health.rows:
            column.addWidget(self._streams(now))
        for one in self.health.logins:
            if one.budgets:
                column.addWidget(self._budgets(one, now))
        return holder

    def _say_login(self, column: QVBoxLayout, one: LoginHealth, now: datetime) -> None:
        words, role = login_words(one, now), say_or(f"login.role.{one.role}", one.role)
        if words:
            token = "red" if one.remedy is Remedy.SIGN_IN else "amber"
            column.addLayout(
                self._line(
                    "alert",
                    token,
                    say("pulse.about", about=role, words=words),
                    self._remedy(one, one.remedy, ""),
                )
            )
        if one.ends_soon(now) and one.remedy is not Remedy.SIGN_IN:
            column.addLayout(
                self._line("hourglass", "amber", ends_words(one, now), self._remedy(one, Remedy.SIGN_IN, ""))
            )

    def _line(self, sign: str, token: str, words: str, press: QPushButton | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(8))
        line.addWidget(IconMark(self._theme, sign, token))
        text = label(words, tone="text2" if token == "amber" else token)
        text.setWordWrap(True)
        line.addWidget(text, 1)
        if press is not None:
            line.addWidget(press, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _remedy(self, one: LoginHealth, remedy: Remedy, stream: str) -> QPushButton | None:
        if remedy not in BUTTONS:
            return None
        about = stream_words(stream) if stream else say_or(f"login.role.{one.role}", one.role)
        return self._button(
            say(BUTTONS[remedy]), f"{remedy.value}.{one.role}.{stream}",
            lambda: self.pressed.emit(remedy, one, stream), about, primary=remedy is Remedy.SIGN_IN,
        )  # fmt: skip

    def _button(
        self, words: str, name: str, act: Callable[[], object], about: str, *, primary: bool = False
    ) -> QPushButton:
        made = button(words, "primary" if primary else "plain", small=True)
        made.setObjectName(name)
        made.setAccessibleName(say("pulse.button", act=words, about=about))
        made.clicked.connect(lambda: act())
        return made

    def _streams(self, now: datetime) -> QWidget:
        holder, grid = self._grid()
        for column, name in enumerate(COLUMNS):
            grid.addWidget(label(say(f"pulse.{name}"), tone="text3", face="meta"), 0, column)
        logins = {one.row.id: one for one in self.health.logins}
        for line, row in enumerate(self.health.rows, start=1):
            self._stream(grid, line, row, logins[row.login], now)
        return holder

    def _stream(self, grid: QGridLayout, line: int, row: HealthRow, one: LoginHealth, now: datetime) -> None:
        grid.addWidget(label(stream_words(row.shown)), line, 0)
        grid.addWidget(label(looked_words(row, now), tone="text2"), line, 1)
        grid.addWidget(label(next_words(row, now), tone="text2"), line, 2)
        note = label(note_words(row), tone="amber" if row.error else "text3")
        note.setWordWrap(True)
        grid.addWidget(note, line, 3)
        if (press := self._remedy(one, row.remedy, row.stream)) is not None:
            grid.addWidget(press, line, 4)

    def _budgets(self, one: LoginHealth, now: datetime) -> QWidget:
        holder, grid = self._grid()
        grid.addWidget(label(say("pulse.budget"), tone="text3", face="meta"), 0, 0)
        for line, budget in enumerate(one.budgets, start=1):
            grid.addWidget(label(operation_words(budget), tone="text2"), line, 0)
            words = label(budget_words(budget, now), tone="amber" if budget.low else "text2")
            words.setWordWrap(True)
            grid.addWidget(words, line, 1, 1, 3)
        return holder

    def _grid(self) -> tuple[QWidget, QGridLayout]:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(4))
        for column, width in enumerate((140, 100, 80, 0)):
            grid.setColumnMinimumWidth(column, self._theme.px(width))
        grid.setColumnStretch(3, 1)
        return holder, grid
