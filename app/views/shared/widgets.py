"""Small painted things beside names: a channel's mark, a boxed country, a tag, a shop's square."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from app.views.icons import icon, paint_icon
from app.views.shared.painting import paint_box_text, paint_monogram
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say_or


class Monogram(QWidget):
    """A channel's letter on its colour."""

    def __init__(
        self, theme: Theme, channel: str = "", size: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._size, self._channel = theme, size, channel
        self.set_channel(channel)
        theme.changed.connect(self.updateGeometry)

    def set_channel(self, channel: str) -> None:
        """Shows another channel."""
        self._channel = channel
        title = say_or(f"channel.{channel}", channel)
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._theme.px(self._size)
        painter = QPainter(self)
        paint_monogram(painter, self._theme, QRectF(0, (self.height() - side) / 2, side, side), self._channel)


class BoxText(QWidget):
    """A short word in a box: country code, tag, VIP. `kind` is code, tag or vip."""

    def __init__(self, theme: Theme, text: str, kind: str = "tag", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text, self._kind = theme, text, kind
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = self._theme.font(Face.META, strong=self._kind != "tag")
        width = QFontMetrics(font).horizontalAdvance(self._text) + self._theme.px(8)
        return QSize(width, self._theme.px(18))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self._theme.px(18)
        painter = QPainter(self)
        box = QRectF(0, (self.height() - height) // 2, self.sizeHint().width(), height)
        paint_box_text(painter, self._theme, box, self._text, self._kind)


class ShopSquare(QWidget):
    """The small square in a shop's colour."""

    def __init__(self, theme: Theme, colour: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._colour = theme, colour

    def set_colour(self, colour: int) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(8), self._theme.px(8))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._theme.px(8)
        QPainter(self).fillRect(0, (self.height() - side) // 2, side, side, self._theme.stripe(self._colour))


class IconMark(QWidget):
    """An icon that is only looked at."""

    def __init__(
        self, theme: Theme, name: str, token: str = "text2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._token, self._size = theme, name, token, size

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._theme.px(self._size)
        painter = QPainter(self)
        icon(self._theme, self._name, self._token).paint(painter, 0, (self.height() - side) // 2, side, side)


class _IconButton(QToolButton):
    """Its icon grows with the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))


class MenuButton(QPushButton):
    """A button behind which something opens: the sign for that stands at its right edge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "menu")
        self.setAutoDefault(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(12)
        corner = QPointF(self.width() - self._theme.px(8) - side, (self.height() - side) / 2)
        paint_icon(QPainter(self), QRectF(corner, QSizeF(side, side)), "down", self._theme.colour("text2"))


def label(text: str = "", *, tone: str = "", face: str = "", strong: bool = False) -> QLabel:
    """A line of text in a tone and role of the theme."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in (("tone", tone), ("face", face), ("strong", "true" if strong else "")):
        if value:
            made.setProperty(name, value)
    return made


def button(text: str, look: str = "plain", *, small: bool = False) -> QPushButton:
    """A button in a look of the theme."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if small:
        made.setProperty("size", "small")
    return made


def icon_button(
    theme: Theme, name: str, title: str, look: str = "quiet", token: str = "text2"
) -> QToolButton:
    """A button that shows an icon and says its name to whoever asks."""
    made = _IconButton(theme)
    made.setIcon(icon(theme, name, token))
    made.setToolTip(title)
    made.setAccessibleName(title)
    made.setProperty("look", look)
    return made


def box(kind: str, rule: str = "") -> QFrame:
    """A surface of the theme."""
    made = QFrame()
    made.setProperty("box", kind)
    if rule:
        made.setProperty("rule", rule)
    return made


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Changes a property of the stylesheet and repaints."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
