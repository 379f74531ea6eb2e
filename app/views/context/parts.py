"""Parts of the cards at the right: a card with a head, lines of name and value, a product picture."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.views.icons import paint_icon
from app.views.shared.widgets import box, button, icon_button, label
from app.views.theme import Theme
from app.views.words import say


class Card(QFrame):
    """A white card: a head of 36 px with a hairline below, then whatever belongs to it."""

    def __init__(self, theme: Theme, *head: QWidget) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("box", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = QFrame()
        self.head.setProperty("rule", "bottom")
        self.head.setMinimumHeight(theme.px(36))
        self.head_line = QHBoxLayout(self.head)
        self.head_line.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        self.head_line.setSpacing(theme.px(8))
        for part in head:
            self.head_line.addWidget(part)
        column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self.body.setSpacing(theme.px(8))
        column.addLayout(self.body)


def add_more(card: Card, left: int, wanted: SignalInstance) -> None:
    """The button below a list that is not shown whole."""
    if left > 0:
        more = button(say("context.more", n=left), "quiet", small=True)
        more.setObjectName("show_more")
        more.clicked.connect(lambda: wanted.emit())
        card.body.addWidget(more)


class Facts(QWidget):
    """Names at the left, values at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, theme.px(50))

    def add(self, name: str, value: str | QWidget, *, strong: bool = False, tone: str = "") -> None:
        """One more line; an empty value is left out."""
        if value == "":
            return
        row = self._grid.rowCount()
        place = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label(name, tone="text2", face="meta"), row, 0, place)
        if isinstance(value, str):
            words: QWidget = selectable(value, strong=strong, tone=tone)
        else:
            words = value
        self._grid.addWidget(words, row, 1)


def selectable(text: str, *, strong: bool = False, tone: str = "", face: str = "") -> QLabel:
    """A label whose words can be marked and copied."""
    made = label(text, strong=strong, tone=tone, face=face)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


class Picture(QWidget):
    """A product picture, or a plain square where there is none yet."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self.setAccessibleName(title)
        self.setFixedSize(theme.px(48), theme.px(48))

    def show_bytes(self, content: bytes | None) -> None:
        """Puts the picture in, if it can be read."""
        if content and self._pixmap.loadFromData(content):
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(area, self._theme.px(4), self._theme.px(4))
        painter.setClipPath(shape)
        painter.fillRect(area, self._theme.colour("tag"))
        if self._pixmap.isNull():
            side = self._theme.px(18)
            spot = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
            paint_icon(painter, spot, "image", self._theme.colour("text3"))
            return
        fit = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        painter.drawPixmap(
            QRectF((self.width() - fit.width()) / 2, (self.height() - fit.height()) / 2, fit.width(), fit.height()),
            self._pixmap, QRectF(self._pixmap.rect()),
        )  # fmt: skip


def value_with_button(
    theme: Theme, value: QWidget, picture: str, title: str, act: Callable[[], object]
) -> QWidget:
    """A value with a small icon behind it: copy it, open the carrier's page."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(4))
    press = icon_button(theme, picture, title, token="accent")
    press.setProperty("size", "small")
    press.clicked.connect(lambda: act())
    line.addWidget(value)
    line.addWidget(press)
    line.addStretch(1)
    return holder


def scroll_column(theme: Theme) -> tuple[QWidget, QVBoxLayout]:
    """The inside of a scrolling tab."""
    inside = box("sunken")
    column = QVBoxLayout(inside)
    column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
    column.setSpacing(theme.px(12))
    return inside, column
