"""How far an order has come, as five rungs on a line; the rung reached stands out in ink and in weight."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
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
        """Each below its rung, moved aside where it must; where all find no room, the reached and both ends stay."""
        for number, start in self._placed(left, step, reached):
            strong = number == reached
            painter.setFont(self._theme.font(Face.META, strong=strong))
            painter.setPen(self._theme.colour("text" if strong else "text2"))
            area = QRectF(
                start, self._theme.px(22), self.name_width(number, strong=strong), self._theme.px(18)
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _name(number))

    def names_shown(self) -> list[int]:
        """The rungs whose names find room."""
        left = self._theme.px(6) + 1.0
        step = (self.width() - 2 * left) / (len(LADDER) - 1)
        return [number for number, _ in self._placed(left, step, self.reached())]

    def _placed(self, left: float, step: float, reached: int) -> list[tuple[int, float]]:
        last = len(LADDER) - 1
        shown = list(range(last + 1))
        optional = [number for number in shown if number not in (0, last, max(reached, 0))]
        while (starts := self._starts(shown, left, step, reached)) is None and optional:
            shown.remove(optional.pop())
        return list(zip(shown, starts or (), strict=False))

    def _starts(self, shown: list[int], left: float, step: float, reached: int) -> list[float] | None:
        """Where the names begin so that none touches the next; None where they are too long together."""
        gap = self._theme.px(5)
        widths = [self.name_width(number, strong=number == reached) for number in shown]
        starts = [left + number * step - width / 2 for number, width in zip(shown, widths, strict=True)]
        edge = 0.0
        for place, width in enumerate(widths):
            starts[place] = max(starts[place], edge)
            edge = starts[place] + width + gap
        edge = float(self.width())
        for place in reversed(range(len(shown))):
            starts[place] = min(starts[place], edge - widths[place])
            edge = starts[place] - gap
        return starts if starts[0] >= 0 else None

    def name_width(self, number: int, *, strong: bool) -> float:
        """Of a rung's name in its own weight."""
        metrics = QFontMetrics(self._theme.font(Face.META, strong=strong))
        return metrics.horizontalAdvance(_name(number)) + 2.0


def _name(number: int) -> str:
    return say(f"rung.{LADDER[number].value}")
