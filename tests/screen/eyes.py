"""What stands on the program's windows right now, as values: words with their places, rows, and where the keys go."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.views.main_window import MainWindow
from app.views.shared.pane_item import PaneItem

Seen = dict[str, Any]


def main_window() -> MainWindow | None:
    """The window, once it stands."""
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    return next((each for each in shown if each.isVisible()), None)


def look() -> Seen:
    """Everything a person could read, and which widget hears the keys."""
    window = main_window()
    if window is None:
        return {"ready": False}
    tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    focus = QApplication.focusWidget()
    return {
        "ready": True,
        "title": window.windowTitle(),
        "frame": _place(window),
        "stands": type(window.places.currentWidget()).__name__,
        "focus": _named(focus) if focus is not None else "",
        "words": [word for top in tops for word in _words(top)],
        "rows": list(_rows(window)),
        "over": [type(top).__name__ for top in tops if top is not window],
    }


def picture(file: str) -> bool:
    """Saves the window with all that stands over it, from the screen itself."""
    window = main_window()
    if window is None:
        return False
    at = window.mapToGlobal(QPoint())
    shot: QPixmap = window.screen().grabWindow(0, at.x(), at.y(), window.width(), window.height())
    return shot.save(file)


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}".strip()


def _place(widget: QWidget, part: QRect | None = None) -> list[int]:
    part = widget.rect() if part is None else part
    at = widget.mapToGlobal(part.topLeft())
    return [at.x(), at.y(), part.width(), part.height()]


def _words(top: QWidget) -> Iterator[Seen]:
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QMenu):
            yield from _entries(widget)
            continue
        if isinstance(widget, QListWidget):
            yield from _items(widget)
        text = _text(widget)
        if text:
            yield {
                "text": text,
                "kind": type(widget).__name__,
                "name": widget.text() if isinstance(widget, PaneItem) else widget.objectName(),
                "place": _place(widget, widget.visibleRegion().boundingRect()),
                "on": widget.isEnabled(),
                "cut": _cut(widget),
            }


def _entries(menu: QMenu) -> Iterator[Seen]:
    for action in menu.actions():
        if action.text():
            place = _place(menu, menu.actionGeometry(action))
            yield {"text": action.text(), "kind": "entry", "name": "", "place": place, "on": action.isEnabled(),
                   "cut": False}  # fmt: skip


def _items(shown: QListWidget) -> Iterator[Seen]:
    for number in range(shown.count()):
        item = shown.item(number)
        place = shown.visualItemRect(item)
        if place.intersects(shown.viewport().rect()):
            text = item.text() or str(item.data(Qt.ItemDataRole.AccessibleTextRole) or "")
            yield {"text": text, "kind": "item", "name": "", "place": _place(shown.viewport(), place), "on": True,
                   "cut": False}  # fmt: skip


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, PaneItem):
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text().strip() or widget.accessibleName()
    return widget.accessibleName()


def _cut(widget: QWidget) -> bool:
    """Whether some of the words are outside the widget, without a sign that something is missing."""
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.RichText:
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 2
        return QFontMetrics(widget.font()).horizontalAdvance(widget.text()) > widget.width() + 2
    if isinstance(widget, QAbstractButton) and widget.text().strip():
        return widget.sizeHint().width() > widget.width() + 2
    return False


def _rows(window: MainWindow) -> Iterator[Seen]:
    """The rows of the list on screen, as a screen reader says them."""
    shown = window.page.list_pane.list
    if not shown.isVisible():
        return
    yield from _rows_of(shown, shown.currentIndex().row())


def _rows_of(shown: QAbstractItemView, current: int) -> Iterator[Seen]:
    model = shown.model()
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        place = shown.visualRect(index)
        if place.isValid() and place.intersects(shown.viewport().rect()):
            sentence = model.data(index, Qt.ItemDataRole.AccessibleTextRole) or ""
            spot = _place(shown.viewport(), place)
            yield {"number": number, "says": sentence, "current": number == current, "place": spot}
