"""A field with a few values to choose from, which shows that there are others: a caret at its right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.views.icons import icon
from app.views.theme import Theme


class ChoiceBox(QComboBox):
    """A combo box of the house: the wheel moves the page it stands on, and never the choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        right, top = self.width() - side - self._theme.px(6), (self.height() - side) // 2
        icon(self._theme, "down", "text2").paint(QPainter(self), right, top, side, side)
