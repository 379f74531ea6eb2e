"""The rows of the list, fetched page by page: a million conversations cost what ten cost."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.reader import Reader
from app.domain.readmodels import Group, InboxPage, InboxRow, View
from app.domain.values import ConversationId
from app.views.inbox.hit_count import HitCount, place
from app.views.inbox.sentences import row_sentence, row_tooltip

PAGE = 100
"""rows of one page"""
KEPT_PAGES = 40
PATIENCE_MS = 300
"""before this, a missing row stays blank; after it, a skeleton stands in"""
Answer = tuple[tuple[InboxPage, ...], tuple[Group, ...], int | None, bool]
"""pages, headings, where the followed conversation stands, and whether that is known yet"""
Index = QModelIndex | QPersistentModelIndex


class InboxModel(QAbstractTableModel):
    """One column; row n is the n-th conversation of the view."""

    regrouped = Signal()
    """headings stand elsewhere now"""
    filled = Signal()
    """an answer has been shown"""
    counted = Signal()
    """more of a search's hits have been counted"""
    found = Signal(object)
    """where the followed conversation stands now (a row number), or None"""
    ticks_changed = Signal()
    refused = Signal(object)
    """QuaysideError: the view's query could not be understood"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: View | None = None
        self.now: datetime = desk.now()
        self.total = 0
        self.more = False
        """whether a search has further hits than `total`: not counted yet, or more than are listed"""
        self.answered = False
        self.coverage: tuple[datetime | None, bool] = (None, True)
        self.groups: dict[int, Group] = {}
        """the first row of each group"""
        self.ticked: set[ConversationId] = set()
        self.followed: ConversationId | None = None
        """whose position is looked up with every refresh"""
        self.patient = True
        self._pages: dict[int, tuple[InboxRow, ...]] = {}
        self._shown: tuple[int, int] = (0, PAGE - 1)
        self._missing: set[int] = set()
        self._hits = HitCount(desk, self._fail, self)
        self._hits.counted.connect(self._counted)
        self._hits.placed.connect(self._placed)
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._fetch_missing)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)

    # --- what the view asks -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row_sentence(row, self.now, self._desk.agent, row.id in self.ticked)
        return row_tooltip(row, self.now) if role == Qt.ItemDataRole.ToolTipRole else None

    def row_at(self, number: int) -> InboxRow | None:
        """A row, or None while its page is on the way."""
        page = self._pages.get(number // PAGE)
        if page is None:
            if 0 <= number < self.total:
                self._missing.add(number // PAGE)
                self._fetch.start()
            return None
        return page[number % PAGE] if number % PAGE < len(page) else None

    def row_of(self, conversation: ConversationId) -> int | None:
        """The number of a conversation among the rows at hand."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == conversation:
                    return page * PAGE + at
        return None

    # --- what the window tells ----------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Another view: old rows go at once, the new ones come with one question."""
        self.beginResetModel()
        self.view, self.total, self.more, self.answered = view, 0, False, False
        self._pages, self.groups, self._missing = {}, {}, set()
        self._hits.stop()
        self.ticked = set()
        self._shown = (0, PAGE - 1)
        self.endResetModel()
        self.regrouped.emit()
        self.ticks_changed.emit()
        self.refresh()

    def look_at(self, first: int, last: int) -> None:
        """Which rows are on screen: refreshing reads only these."""
        self._shown = (first, last)

    def refresh(self) -> None:
        """Reads again what is on screen, the headings, and where the followed conversation went."""
        if self.view is None:
            return
        first, last = self._shown
        view, followed, now = self.view, self.followed, self._desk.now()
        pages = range(first // PAGE, min(last // PAGE, first // PAGE + 2) + 1)

        def question(reader: Reader) -> Answer:
            read = tuple(reader.inbox_page(view, page * PAGE, PAGE, now) for page in pages)
            at, known = place(reader, read, view, followed, now)
            return read, reader.inbox_groups(view, now), at, known

        self._wait()
        self._desk.ask(
            question, lambda answer: self._show(view, now, followed, answer), slot="inbox", failed=self._fail
        )

    def turn_minute(self) -> None:
        """The clock moved on; the view repaints its chips."""
        self.now = self._desk.now()

    def tick(self, conversations: Iterable[ConversationId], on: bool) -> None:
        """Ticks rows or takes the ticks away."""
        self.ticked = self.ticked | set(conversations) if on else self.ticked - set(conversations)
        self.ticks_changed.emit()

    def tick_all(self) -> None:
        """Ticks everything the view finds."""
        view, now = self.view, self._desk.now()
        if view is not None:
            self._desk.ask(
                lambda reader: reader.inbox_ids(view, now),
                lambda ids: self.tick(ids, True) if view == self.view else None,
                slot="inbox.ids",
            )

    def next_but(self, done: Collection[ConversationId], start: int) -> int | None:
        """The first row from `start` on that is none of `done`, else the nearest before it."""
        here = self.row_at(start)
        below = start if here is not None and here.id not in done else start + 1
        for number in (*range(below, self.total), *range(min(below, self.total) - 1, -1, -1)):
            row = self.row_at(number)
            if row is None or row.id not in done:
                return number if row is not None else None
        return None

    def rows_between(self, first: int, last: int) -> tuple[InboxRow, ...]:
        """The rows at hand of a range."""
        numbers = range(min(first, last), max(first, last) + 1)
        return tuple(row for row in map(self.row_at, numbers) if row is not None)

    def at_hand(self) -> Iterator[InboxRow]:
        """Every row of the pages at hand."""
        return (row for rows in self._pages.values() for row in rows)

    # --- answers ------------------------------------------------------------------------------------------------------

    def _fetch_missing(self) -> None:
        view, now = self.view, self._desk.now()
        if view is None or not self._missing:
            return
        first, last = self._shown
        near = sorted(self._missing, key=lambda page: abs(page - (first + last) // 2 // PAGE))[:3]
        self._missing.clear()
        self._wait()
        self._desk.ask(
            lambda reader: tuple(reader.inbox_page(view, page * PAGE, PAGE, now) for page in near),
            lambda pages: self._add(view, pages),
            failed=self._fail,
        )

    def _add(self, view: View, pages: tuple[InboxPage, ...]) -> None:
        if view != self.view:
            return
        self._calm()
        for page in pages:
            if page.total != self.total and not page.more and not self.more:
                self.refresh()
            self._pages[page.first // PAGE] = page.rows
            self._changed(page.first, page.first + len(page.rows) - 1)
        while len(self._pages) > KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        self.filled.emit()

    def _show(self, view: View, now: datetime, followed: ConversationId | None, answer: Answer) -> None:
        if view != self.view:
            return
        pages, groups, at, known = answer
        self.now, self.answered = now, True
        self._calm()
        self._count(pages[-1].total, pages[-1].more)
        self.coverage = pages[0].coverage
        self._pages = {page.first // PAGE: page.rows for page in pages}
        fresh = {group.first: group for group in groups if group.count}
        regroup, self.groups = fresh != self.groups, fresh
        if regroup:
            self.regrouped.emit()
        self._changed(0, self.total - 1)
        if followed != self.followed:  # the hand has moved on since: it must not be pulled back
            at = self.row_of(self.followed) if self.followed is not None else None
            known = at is not None
        if known:
            self.found.emit(at)
        self.filled.emit()
        self._hits.stop()
        if self.more:
            self._hits.start(view, now, pages[-1].total, None if known else self.followed)

    def _counted(self, total: int, more: bool) -> None:
        self._count(total, more)
        self.counted.emit()

    def _placed(self, sought: ConversationId, at: int | None) -> None:
        if sought == self.followed:
            self.found.emit(at)

    def _count(self, total: int, more: bool) -> None:
        """While hits are still counted, the list does not shrink under the hand."""
        self.more = more
        self._set_total(max(total, self.total) if more else total)

    def _set_total(self, total: int) -> None:
        if total > self.total:
            self.beginInsertRows(QModelIndex(), self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(QModelIndex(), total, self.total - 1)
            self.total = total
            self.endRemoveRows()

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _fail(self, error: QuaysideError) -> None:
        self._calm()
        if error.key == "search_value":
            self.refused.emit(error)
        else:
            self._desk.troubled.emit(error)

    def _wait(self) -> None:
        if not self._patience.isActive():
            self._patience.start()

    def _calm(self) -> None:
        self._patience.stop()
        self.patient = True

    def _lose_patience(self) -> None:
        self.patient = False
        self._changed(0, self.total - 1)
