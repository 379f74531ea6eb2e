"""How far an order has come, as five rungs on a line; the rung reached stands out in ink and in weight."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.orders import LADDER, OrderStatus
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say


class Ladder(QWidget):
    """Paid, shipped, in transit, out for delivery, delivered."""

    def __init__(self, theme: Theme, status: OrderStatus) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("order.ladder", status=say(f"order.status.{status.value}")))

    def reached(self) -> int:
        """Index of the rung reached; -1 before the first."""
        return LADDER.index(self._status) if self._status in LADDER else -1

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(6)
        left, right, middle = radius + 1.0, self.width() - radius - 1.0, float(self._theme.px(10))
        step = (right - left) / (len(LADDER) - 1)
        reached = self.reached()
        for number in range(len(LADDER) - 1):
            done = number < reached
            painter.setPen(QPen(self._theme.colour("accent" if done else "line"), 2))
            painter.drawLine(
                QPointF(left + number * step + radius, middle),
                QPointF(left + (number + 1) * step - radius, middle),
            )
        for number in range(len(LADDER)):
            self._paint_rung(painter, QPointF(left + number * step, middle), number, reached)
        self._paint_names(painter, left, step, reached)

    def _paint_rung(self, painter: QPainter, at: QPointF, number: int, reached: int) -> None:
        radius = self._theme.px(6)
        done = number <= reached
        painter.setPen(QPen(self._theme.colour("accent" if done else "control"), 2))
        painter.setBrush(self._theme.colour("accent" if done else "surface"))
        painter.drawEllipse(at, radius - 1.0, radius - 1.0)

    def _paint_names(self, painter: QPainter, left: float, step: float, reached: int) -> None:
        """The rung reached first, then both ends, then whatever still finds room."""
        last = len(LADDER) - 1
        taken: list[QRectF] = []
        for number in dict.fromkeys((max(reached, 0), 0, last, *range(last))):
            strong = number == reached
            painter.setFont(self._theme.font(Face.META, strong=strong))
            text = say(f"rung.{LADDER[number].value}")
            width = painter.fontMetrics().horizontalAdvance(text) + 2.0
            start = min(max(0.0, left + number * step - width / 2), self.width() - width)
            area = QRectF(start, self._theme.px(22), width, self._theme.px(18))
            if any(area.adjusted(-3, 0, 3, 0).intersects(other) for other in taken):
                continue
            taken.append(area)
            painter.setPen(self._theme.colour("text" if strong else "text2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
