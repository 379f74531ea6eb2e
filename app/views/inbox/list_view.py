"""The list itself: one table without grid or headers that never lays out what is not on screen."""

from collections.abc import Collection
from datetime import timedelta

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.readmodels import InboxRow, View
from app.domain.values import ConversationId
from app.views.inbox.bare_table import BareTable
from app.views.inbox.model import InboxModel
from app.views.inbox.row_delegate import RowDelegate
from app.views.theme import Theme
from app.views.words import say


class InboxList(BareTable):
    """Shows a view's rows, keeps hold of the chosen conversation while the world moves, and ticks rows."""

    chosen = Signal(object)
    """ConversationId: the current row changed by hand; or None"""
    opened = Signal(object)
    """ConversationId: Enter or a double click"""
    menu_wanted = Signal(QPoint)
    """a right click, in global coordinates"""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.rows = InboxModel(desk, self)
        self.delegate = RowDelegate(theme, self.rows, desk.agent, self)
        self._current: ConversationId | None = None
        self._current_row = -1
        self._anchor: int | None = None
        self._pick_first = self._picked = False
        self._headed: list[int] = []
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(say("list.name"))
        self.fill_width()
        self._set_heights()
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._turn_minute)
        self._listen()

    def _listen(self) -> None:
        self.rows.regrouped.connect(self._set_heights)
        self.rows.found.connect(self._follow)
        self.rows.ticks_changed.connect(self._show_ticks)
        self._theme.changed.connect(self._set_heights)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.doubleClicked.connect(lambda index: self.open_current())
        self._desk.agent_changed.connect(self.delegate.serve)

    # --- what the window asks and tells -------------------------------------------------------------------------------

    def show_view(self, view: View, *, first: bool = False) -> None:
        """Another view. With `first`, its first row becomes current."""
        self._current, self._current_row, self._anchor = None, -1, None
        self._pick_first = first
        self.rows.followed = None
        self.rows.show_view(view)
        self.scrollToTop()

    def current_row(self) -> InboxRow | None:
        """The row under the ring, if it is at hand."""
        row = self.rows.row_at(self._current_row) if self._current_row >= 0 else None
        return row if row is not None and row.id == self._current else None

    def current(self) -> ConversationId | None:
        return self._current

    def targets(self) -> tuple[ConversationId, ...]:
        """What an action is meant for: the ticked rows, else the current one."""
        if self.rows.ticked:
            return tuple(self.rows.ticked)
        return (self._current,) if self._current is not None else ()

    def step(self, by: int) -> None:
        """To a row further down or up."""
        last = self.rows.total - 1
        gone = not self.currentIndex().isValid()
        self._picked = False
        if last >= 0:
            goal = self._current_row + by - (1 if gone and by > 0 and self._current_row >= 0 else 0)
            self.go_to(min(max(goal, 0), last) if self._current_row >= 0 else 0)

    def go_to(self, number: int) -> None:
        """Makes a row current and brings it on screen."""
        index = self.rows.index(number, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.scrollTo(index)

    def choose(self, conversation: ConversationId) -> None:
        """Follows a conversation chosen elsewhere, wherever it stands in the view."""
        self._current = self.rows.followed = conversation
        self._picked = False
        number = self.rows.row_of(conversation)
        if number is not None:
            self.go_to(number)
        else:
            self.rows.refresh()

    def leave(self, done: Collection[ConversationId]) -> None:
        """The current conversation is dealt with: on to the row that follows it, else to the one before."""
        number = self.rows.next_but(done, max(self._current_row, 0))
        if number is not None:
            self.go_to(number)

    def open_current(self) -> None:
        if self._current is not None:
            self.opened.emit(self._current)

    def tick_current(self) -> None:
        """Ticks the current row, or takes its tick away."""
        row = self.current_row()
        if row is not None:
            self.rows.tick((row.id,), row.id not in self.rows.ticked)
            self._anchor = self._current_row

    def tick_range(self) -> None:
        """Ticks everything between the last ticked row and the current one."""
        if self._current_row >= 0:
            start = self._current_row if self._anchor is None else self._anchor
            self.rows.tick((row.id for row in self.rows.rows_between(start, self._current_row)), True)
            self._anchor = self._current_row

    def untick_all(self) -> None:
        self.rows.tick(tuple(self.rows.ticked), False)
        self._anchor = None

    # --- events -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in moves:
            self.step(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif (
            event.text().isprintable()
            and event.text()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # letters are commands, never a search within the table
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._picked = False
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._in_heading(index, event.position().toPoint()):
            return
        on_mark = event.position().x() < self._theme.px(40)
        if index.isValid() and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier or (self.delegate.ticking and on_mark)
        ):
            row = self.rows.row_at(index.row())
            if row is not None:
                self.rows.tick((row.id,), row.id not in self.rows.ticked)
                self._anchor = index.row()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and index.isValid():
            self._anchor = self._current_row if self._anchor is None else self._anchor
            super().mousePressEvent(event)
            self.tick_range()
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self.rows_on_screen(self.rows.total)
        if seen:
            self.rows.look_at(seen[0], seen[-1])
        self.delegate.ratio = self.devicePixelRatioF()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.delegate.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait_for_minute()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current_row < 0 and self.rows.total and event.reason() is Qt.FocusReason.TabFocusReason:
            self.step(0)

    # --- following the world ------------------------------------------------------------------------------------------

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self._current_row = now.row()
        row = self.rows.row_at(now.row()) if now.isValid() else None
        if row is not None and row.id != self._current:
            self._current = self.rows.followed = row.id
            self.chosen.emit(row.id)

    def _follow(self, at: int | None) -> None:
        """After a refresh the same conversation is current, wherever it stands; nothing moves under the hand."""
        if at is not None:
            self.rows.followed = self._current
            if at != self._current_row:
                visible = self.viewport().rect().contains(self.visualRect(self.currentIndex()))
                self._set_current_silently(at, scroll=visible)
            elif not self.selectionModel().isRowSelected(at):
                self._set_current_silently(at, scroll=False)
        elif self._current is not None and self._picked:
            self.selectionModel().clear()
            self._pick_first, self._picked = not self.rows.total, bool(self.rows.total)
            self.go_to(0)
        elif self._current is not None:
            number = min(self._current_row, self.rows.total - 1)
            self.selectionModel().clear()
            self._current_row = number
        elif self._pick_first and self.rows.total:
            self._pick_first, self._picked = False, True
            self.go_to(0)

    def _set_current_silently(self, number: int, *, scroll: bool) -> None:
        index = self.rows.index(number, 0)
        auto = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.setAutoScroll(auto)
        if scroll:
            self.scrollTo(index)

    def _set_heights(self) -> None:
        """Every row has one height; the first of each group has room for its heading."""
        header, height = self.verticalHeader(), self._theme.row_height()
        if header.defaultSectionSize() != height:
            header.setDefaultSectionSize(height)
        for number in self._headed:
            if number < self.rows.total and number not in self.rows.groups:
                header.resizeSection(number, height)
        for number in self.rows.groups:
            if number < self.rows.total:
                header.resizeSection(number, height + self._theme.px(24))
        self._headed = list(self.rows.groups)
        self.verticalScrollBar().setSingleStep(height // 2)
        self.viewport().update()

    def _show_ticks(self) -> None:
        self.delegate.ticking = bool(self.rows.ticked)
        self.viewport().update()

    def _in_heading(self, index: QModelIndex, at: QPoint) -> bool:
        if index.row() not in self.rows.groups:
            return False
        return at.y() < self.visualRect(index).top() + self._theme.px(24)

    # --- the minute ---------------------------------------------------------------------------------------------------

    def _wait_for_minute(self) -> None:
        now = self._desk.now()
        rest = timedelta(minutes=1) - timedelta(seconds=now.second, microseconds=now.microsecond)
        self._minute.start(int(rest / timedelta(milliseconds=1)) + 20)

    def _turn_minute(self) -> None:
        """Repaints the chips on screen and nothing else, then reads what the minute may have moved."""
        self.rows.turn_minute()
        for rect in self.chip_rects():
            self.viewport().update(rect)
        if self.isVisible():
            self.rows.refresh()
            self._wait_for_minute()

    def chip_rects(self) -> list[QRect]:
        """Where the chips of the rows on screen stand."""
        found = []
        for number in self.rows_on_screen(self.rows.total):
            row = self.rows.row_at(number)
            rect = self.visualRect(self.rows.index(number, 0))
            if number in self.rows.groups:
                rect.setTop(rect.top() + self._theme.px(24))
            if row is not None:
                found.append(self.delegate.chip_rect(rect, row))
        return found
