"""The rounded ground of a message. A dashed amber edge says: nobody knows yet whether it arrived."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.theme import Theme


class Bubble(QWidget):
    """A plain rounded rectangle: no tail, no shadow."""

    def __init__(self, theme: Theme, fill: str, edge: str = "", *, dashed: bool = False) -> None:
        super().__init__()
        self._theme, self._fill, self._edge, self._dashed = theme, fill, edge, dashed
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        self.column = column

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour(self._fill))
        if self._edge:
            pen = QPen(self._theme.colour(self._edge), 1)
            if self._dashed:
                pen.setDashPattern([4, 3])
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        radius = self._theme.px(6)
        painter.drawRoundedRect(self._theme.rounded(QRectF(self.rect())), radius, radius)
