"""A row that only moves is not painted again; one that looks different is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.views.inbox import row_pictures
from app.views.inbox.row_layout import _cut
from app.views.inbox.row_pictures import RowPictures
from app.views.theme import Theme

ROW = QRect(0, 0, 40, 10)


class Easel:
    """Paints rows green and notes where it was asked to."""

    def __init__(self) -> None:
        self.picture = QImage(40, 40, QImage.Format.Format_RGB32)
        self.picture.fill(Qt.GlobalColor.black)
        self.painter = QPainter(self.picture)
        self.painted: list[QRect] = []

    def __call__(self, painter: QPainter, rect: QRect) -> None:
        self.painted.append(QRect(rect))
        painter.fillRect(rect, Qt.GlobalColor.green)

    def green_rows(self) -> list[int]:
        """Which lines of the picture are green all along."""
        return [
            y
            for y in range(40)
            if all(self.picture.pixelColor(x, y) == Qt.GlobalColor.green for x in (0, 39))
        ]


@pytest.fixture
def easel(qtbot: QtBot) -> Iterator[Easel]:
    made = Easel()
    yield made
    made.painter.end()


def test_a_row_that_moves_is_painted_once_and_stands_where_it_belongs(easel: Easel) -> None:
    pictures = RowPictures()
    pictures.draw(easel.painter, ROW, 1.0, "looks", easel)
    pictures.draw(easel.painter, ROW.translated(0, 25), 1.0, "looks", easel)
    assert easel.painted == [ROW]
    assert easel.green_rows() == [*range(10), *range(25, 35)]


@pytest.mark.parametrize(
    ("rect", "ratio", "looks"), [(ROW, 1.0, "other"), (ROW.adjusted(0, 0, -1, 0), 1.0, "looks"), (ROW, 2.0, "looks")]
)  # fmt: skip
def test_whatever_changes_its_look_has_it_painted_again(
    easel: Easel, rect: QRect, ratio: float, looks: str
) -> None:
    pictures = RowPictures()
    pictures.draw(easel.painter, ROW, 1.0, "looks", easel)
    pictures.draw(easel.painter, rect, ratio, looks, easel)
    assert easel.painted == [ROW, QRect(QPoint(), rect.size())]


def test_where_a_picture_would_blur_every_row_is_painted_in_its_place(easel: Easel) -> None:
    pictures, low = RowPictures(), ROW.translated(0, 20)
    pictures.draw(easel.painter, low, 1.25, "looks", easel)
    pictures.draw(easel.painter, low, 1.25, "looks", easel)
    assert easel.painted == [low, low]


def test_the_oldest_picture_goes_when_there_are_too_many(
    easel: Easel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_pictures, "MOST_BYTES", 2 * 40 * 10 * 4)
    pictures = RowPictures()
    for looks in ("first", "second", "third", "second", "third"):
        pictures.draw(easel.painter, ROW, 1.0, looks, easel)
    assert len(easel.painted) == 3
    pictures.draw(easel.painter, ROW, 1.0, "first", easel)
    assert len(easel.painted) == 4


def test_after_forgetting_everything_is_painted_again(easel: Easel) -> None:
    pictures = RowPictures()
    pictures.draw(easel.painter, ROW, 1.0, "looks", easel)
    pictures.forget()
    pictures.draw(easel.painter, ROW, 1.0, "looks", easel)
    assert len(easel.painted) == 2


@pytest.mark.parametrize("words", ["", "Kurz", "W" * 300, "il" * 200, "i" + "\u0301" * 299, "退款" * 100])
def test_cutting_a_text_near_its_end_cuts_it_like_the_whole(qtbot: QtBot, theme: Theme, words: str) -> None:
    metrics = QFontMetricsF(theme.font())
    assert _cut(words, metrics, 290) == metrics.elidedText(words, Qt.TextElideMode.ElideRight, 290)
