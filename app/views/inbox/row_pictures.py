"""Rows of the list painted once: while the wheel turns most of them only move, and a picture moves in one stroke."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

MOST_BYTES = 8 * 1024 * 1024
"""about eighty rows, or twenty where a point is four dots: more than a screen shows"""
BYTES_OF_A_DOT = 4
Paint = Callable[[QPainter, QRect], None]


class RowPictures:
    """Pictures by everything that decides how a row looks; the oldest go first."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._bytes = 0

    def forget(self) -> None:
        """Colours, type or names changed."""
        self._kept.clear()
        self._bytes = 0

    def draw(self, painter: QPainter, rect: QRect, ratio: float, looks: Hashable, paint: Paint) -> None:
        """Draws a row from its picture; where a point is no whole number of dots, that would blur: it is painted."""
        if ratio != int(ratio):
            paint(painter, rect)
            return
        key = (looks, rect.width(), rect.height(), ratio)
        picture = self._kept.get(key)
        if picture is None:
            picture = _painted(rect, int(ratio), paint)
            self._keep(key, picture)
        painter.drawPixmap(rect.topLeft(), picture)

    def _keep(self, key: Hashable, picture: QPixmap) -> None:
        self._kept[key] = picture
        self._bytes += _bytes(picture)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= _bytes(self._kept.pop(next(iter(self._kept))))


def _painted(rect: QRect, ratio: int, paint: Paint) -> QPixmap:
    picture = QPixmap(rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    inner = QPainter(picture)
    paint(inner, QRect(QPoint(), rect.size()))
    inner.end()
    return picture


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * BYTES_OF_A_DOT
