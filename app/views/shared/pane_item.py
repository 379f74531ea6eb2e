"""One line of the views pane: an icon or a shop's square, a title, a count or a mark of trouble."""

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.views.icons import paint_icon
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say

FILTERS, SHOPS = "application/x-quayside-filter", "application/x-quayside-shop"
"""a line is dropped among its like only"""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PaneItem(QAbstractButton):
    """28 px high; a click shows what it names. Lines with a `place` can be dragged among their like."""

    menu_wanted = Signal(QPoint)
    dropped = Signal(int, int)
    """from place, to place"""

    def __init__(self, theme: Theme, title: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._count, self._tone, self._trouble = 0, "text3", ""
        self._stripe: int | None = None
        self.place: int | None = None
        self._like = FILTERS
        self._pressed_at = QPoint()
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._describe()

    def set_count(self, count: int, tone: str = "text3") -> None:
        """The number at the right; amber and red for what is late."""
        if (count, tone) != (self._count, self._tone):
            self._count, self._tone = count, tone
            self._describe()
            self.update()

    def set_stripe(self, colour: int) -> None:
        """A shop's square instead of an icon."""
        self._stripe = colour
        self.update()

    def set_trouble(self, icon: str, tip: str) -> None:
        """An icon instead of the number: sign in, slow …"""
        self._trouble = icon
        self.setToolTip(tip)
        self._describe()
        self.update()

    def make_movable(self, place: int, like: str = FILTERS) -> None:
        """From now on it can be dragged; `like` says among which lines."""
        self.place, self._like = place, like
        self.setAcceptDrops(True)

    def _describe(self) -> None:
        title = say("views.count", title=self.text(), n=self._count) if self._count else self.text()
        self.setAccessibleName(f"{title}, {self.toolTip()}" if self._trouble else title)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(28))

    minimumSizeHint = sizeHint

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, self.rect()
        painter = QPainter(self)
        self._paint_ground(painter, rect)
        self._paint_lead(painter)
        right = rect.right() - theme.px(8)
        right -= self._paint_end(
            painter, QRect(rect.left(), rect.top(), right - rect.left() + 1, rect.height())
        )
        font = theme.font(Face.BODY, strong=self.isChecked())
        place = QRect(theme.px(32), 0, max(right - theme.px(32) - theme.px(6), 0), rect.height())
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        shop = self._stripe is not None  # a shop's country stands at the end of its name
        mode = Qt.TextElideMode.ElideMiddle if shop else Qt.TextElideMode.ElideRight
        title = QFontMetrics(font).elidedText(self.text(), mode, place.width())
        painter.drawText(place, _LEFT, title)

    def _paint_ground(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(rect, theme.px(4), theme.px(4))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_lead(self, painter: QPainter) -> None:
        theme, middle = self._theme, self.height() // 2
        if self._stripe is not None:
            side = theme.px(8)
            painter.fillRect(theme.px(12), middle - side // 2, side, side, theme.stripe(self._stripe))
        elif self._icon:
            side = theme.px(16)
            token = "accent" if self.isChecked() else "text2"
            paint_icon(
                painter, QRect(theme.px(8), middle - side // 2, side, side), self._icon, theme.colour(token)
            )

    def _paint_end(self, painter: QPainter, place: QRect) -> int:
        """Paints the count or the mark of trouble; says how much room it took."""
        theme = self._theme
        if self._trouble:
            side = theme.px(14)
            box = QRect(place.right() - side, place.center().y() - side // 2, side, side)
            paint_icon(painter, box, self._trouble, theme.colour("amber"))
            return side
        if not self._count:
            return 0
        text = f"{self._count:,}"
        font = theme.font(Face.META, strong=self._tone != "text3" or self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.colour("text" if self.isChecked() and self._tone == "text3" else self._tone))
        painter.drawText(place, _RIGHT, text)
        return QFontMetrics(font).horizontalAdvance(text)

    # --- hands --------------------------------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed_at).manhattanLength() > self._theme.px(10)
        if self.place is None or not far or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self.setDown(False)
        data = QMimeData()
        data.setData(self._like, str(self.place).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(self._like):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        text = bytes(event.mimeData().data(self._like).data()).decode()
        if self.place is not None and text.isdigit():
            event.acceptProposedAction()
            self.dropped.emit(int(text), self.place)
