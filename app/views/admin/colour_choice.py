"""The eight colours by which shops are told apart, to pick one by mouse or arrow keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from app.domain.shops import STRIPES
from app.views.theme import Theme
from app.views.words import say


class ColourChoice(QWidget):
    """One row of squares; exactly one is chosen."""

    def __init__(self, theme: Theme, colour: int) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for number in range(STRIPES):
            square = _Square(theme, number)
            self._group.addButton(square, number)
            row.addWidget(square)
        row.addStretch(1)
        chosen = self._group.button(colour % STRIPES)
        chosen.setChecked(True)
        self.setFocusProxy(chosen)

    def chosen(self) -> int:
        """The index of the chosen colour."""
        return self._group.checkedId()

    def choose(self, colour: int) -> None:
        """As if the agent had pressed it."""
        self._group.button(colour).click()


class _Square(QAbstractButton):
    """Chosen is a ring and a tick, not the colour alone."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("shops.colour_one", n=number + 1))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(28), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
        elif self.isChecked():
            painter.setPen(QPen(theme.colour("control"), 1))
            painter.drawRoundedRect(theme.rounded(whole), theme.px(6), theme.px(6))
        inset = theme.px(5)
        inner = whole.adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.stripe(self._number))
        painter.drawRoundedRect(inner, theme.px(4), theme.px(4))
        if self.isChecked():
            self._tick(painter, inner)

    def _tick(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(self._theme.colour("surface"), self._theme.px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        places = ((0.26, 0.52), (0.44, 0.7), (0.76, 0.32))
        left, low, right = (box.topLeft() + QPointF(x * box.width(), y * box.height()) for x, y in places)
        painter.drawPolyline([left, low, right])
