"""The scrolling conversation: only what is near the visible part is built, so that 400 messages open like four.

Every item has a slot with a height, estimated until its widget has been built and measured. Whatever changes above the
reading line is compensated in the scroll position: the words under the agent's eyes never jump.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.views.shared.widgets import set_look
from app.views.theme import Theme

KEPT = 150
"""widgets kept alive; the farthest are dropped first"""


@dataclass(slots=True)
class Entry:
    """One thing in the timeline: `key` names it, `state` tells whether it must be built anew."""

    key: Hashable
    state: object
    build: Callable[[], QWidget]
    guess: int
    """height before it has been built"""


@dataclass(slots=True)
class _Slot:
    entry: Entry
    height: int
    widget: QWidget | None = None
    top: int = 0
    measured_at: int = field(default=-1)


class Timeline(QScrollArea):
    """Shows entries from top to bottom, newest last."""

    reached_top = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slots: list[_Slot] = []
        self._tops: list[int] = []
        """of the slots, for finding by position"""
        self._arranging = False
        self._following = True
        self._moved = True
        self._canvas = QWidget()
        self._canvas.setProperty("box", "surface")
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setProperty("box", "surface")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._remeasure)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_entries(self, entries: Sequence[Entry], *, to_end: bool) -> None:
        """Replaces what is shown. What did not change keeps its widget; what the agent reads keeps its place."""
        follow = self._following = to_end or self._following
        anchor = self._anchor()
        old = {slot.entry.key: slot for slot in self._slots}
        self._slots = [self._reuse(entry, old) for entry in entries]
        for gone in old.values():
            self._drop(gone)
        self._stack()
        self._settle(anchor, follow)

    def scroll_to(self, key: Hashable) -> bool:
        """Brings an entry to the top of the visible part."""
        for slot in self._slots:
            if slot.entry.key == key:
                self.verticalScrollBar().setValue(slot.top)
                self._arrange()
                self.verticalScrollBar().setValue(slot.top)
                return True
        return False

    def built(self) -> list[QWidget]:
        """The widgets that exist at the moment."""
        return [slot.widget for slot in self._slots if slot.widget is not None]

    def widget_of(self, key: Hashable) -> QWidget | None:
        """The widget of an entry, if it is near enough to exist."""
        return next((slot.widget for slot in self._slots if slot.entry.key == key), None)

    def to_end(self) -> None:
        """Down to the newest."""
        self._following = True
        self._settle(None, follow=True)

    def measure_again(self, row: QWidget) -> None:
        """A row has unfolded or folded something."""
        for slot in self._slots:
            if slot.widget is row:
                slot.measured_at = -1
        self._again.start(0)

    def rebuild(self) -> None:
        """Builds everything anew: the look or the language has changed."""
        anchor, follow = self._anchor(), self._following
        for slot in self._slots:
            self._drop(slot)
            slot.measured_at = -1
        self._stack()
        self._settle(anchor, follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (
            event.oldSize().width() != event.size().width()
            or event.oldSize().height() != event.size().height()
        ):
            anchor, follow = self._anchor(), self._following
            self._stack()  # the canvas fills the view, also when it has grown
            self._settle(anchor, follow)

    def _show_bar(self, least: int, most: int) -> None:
        """The bar keeps its place, so that nothing jumps, but is seen only where there is something to scroll."""
        set_look(self.verticalScrollBar(), "idle", "true" if least == most else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget inside asked for another height, for instance because a quotation was unfolded."""
        if event.type() == QEvent.Type.LayoutRequest and not self._arranging:
            for slot in self._slots:
                if slot.widget is watched:
                    slot.measured_at = -1
            self._again.start(0)
        return bool(super().eventFilter(watched, event))

    def _reuse(self, entry: Entry, old: dict[Hashable, _Slot]) -> _Slot:
        before = old.pop(entry.key, None)
        if before is None:
            return _Slot(entry, self._theme.px(entry.guess))
        if before.entry.state == entry.state:
            before.entry = entry
            return before
        fresh = _Slot(entry, before.height)
        self._drop(before)
        return fresh

    def _drop(self, slot: _Slot) -> None:
        if slot.widget is not None:
            slot.widget.removeEventFilter(self)
            slot.widget.hide()
            slot.widget.deleteLater()
            slot.widget = None

    def _stack(self) -> None:
        top = self._theme.px(8)
        for slot in self._slots:
            slot.top = top
            top += slot.height
        self._moved = True
        self._tops = [slot.top for slot in self._slots]
        self._canvas.resize(self.viewport().width(), max(top + self._theme.px(8), self.viewport().height()))

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._theme.px(4)

    def _anchor(self) -> tuple[Hashable, int] | None:
        """The first visible entry and how far it is scrolled out."""
        line = self.verticalScrollBar().value()
        place = max(0, bisect_right(self._tops, line) - 1)
        for slot in self._slots[place : place + 2]:
            if slot.top + slot.height > line:
                return slot.entry.key, line - slot.top
        return None

    def _settle(self, anchor: tuple[Hashable, int] | None, follow: bool) -> None:
        """Measures until nothing moves any more, holding the anchor (or the end) still."""
        for _ in range(4):
            self._hold(anchor, follow)
            if not self._arrange():
                break
        self._hold(anchor, follow)

    def _hold(self, anchor: tuple[Hashable, int] | None, follow: bool) -> None:
        bar = self.verticalScrollBar()
        blocked = bar.blockSignals(True)
        if follow:
            bar.setValue(bar.maximum())
        elif anchor is not None:
            for slot in self._slots:
                if slot.entry.key == anchor[0]:
                    bar.setValue(slot.top + anchor[1])
        bar.blockSignals(blocked)
        self._canvas.move(0, -bar.value())

    def _scrolled(self, value: int) -> None:
        if self._arranging:
            return
        anchor = self._anchor()
        self._following = self._at_end()
        if self._arrange():
            self._hold(anchor, self._following)
        if value <= self._theme.px(40) and self._slots:
            self.reached_top.emit()

    def _remeasure(self) -> None:
        self._settle(self._anchor(), self._following)

    def _arrange(self) -> bool:
        """Builds and places what is near; True where a height turned out different from what was assumed."""
        if self._arranging:
            return False
        self._arranging = True
        try:
            near = self._near()
            moved = [slot for slot in near if self._measure(slot)]
            if moved:
                self._stack()
            self._place(near)
            self._thin_out(near)
            return bool(moved)
        finally:
            self._arranging = False

    def _near(self) -> list[_Slot]:
        margin = self.viewport().height() // 2
        first = self.verticalScrollBar().value() - margin
        last = first + self.viewport().height() + 2 * margin
        start = max(0, bisect_right(self._tops, first) - 1)
        return self._slots[start : bisect_left(self._tops, last)]

    def _measure(self, slot: _Slot) -> bool:
        width = self.viewport().width()
        if slot.widget is None:
            slot.widget = slot.entry.build()
            slot.widget.setParent(self._canvas)
            slot.widget.installEventFilter(self)
            slot.measured_at = -1
        if slot.measured_at == width:
            return False
        layout = slot.widget.layout()
        slot.widget.resize(width, slot.height)
        if layout is not None:
            layout.invalidate()
        height = slot.widget.heightForWidth(width)
        before, slot.height = slot.height, height if height > 0 else slot.widget.sizeHint().height()
        slot.measured_at = width
        return before != slot.height

    def _place(self, near: Sequence[_Slot]) -> None:
        width = self.viewport().width()
        for slot in near:
            if slot.widget is not None:
                slot.widget.setGeometry(QRect(0, slot.top, width, slot.height))
                if slot.widget.isHidden():
                    slot.widget.show()
        if self._moved:
            self._moved = False
            for slot in self._slots:
                if slot.widget is not None:
                    slot.widget.setGeometry(QRect(0, slot.top, width, slot.height))

    def _thin_out(self, near: Sequence[_Slot]) -> None:
        alive = [slot for slot in self._slots if slot.widget is not None]
        if len(alive) <= KEPT:
            return
        centre = self.verticalScrollBar().value()
        keep = {id(slot) for slot in near}
        for slot in sorted(alive, key=lambda slot: -abs(slot.top - centre))[: len(alive) - KEPT]:
            if id(slot) not in keep:
                self._drop(slot)
