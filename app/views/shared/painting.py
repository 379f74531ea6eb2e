"""Painting that the list and the other screens share: boxed words, monograms, the urgency chip."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.views.icons import paint_icon
from app.views.moments import span
from app.views.theme import Theme
from app.views.typeface import Face, Shaped


@dataclass(frozen=True, slots=True)
class Urgency:
    """How an urgency chip looks at one moment."""

    level: str
    """calm, soon, amber, red, breached, snoozed"""
    share: float
    """part of the time that is left, 0 to 1"""
    text: str


def urgency(
    due: datetime | None, since: datetime | None, now: datetime, allowed: timedelta | None = None
) -> Urgency | None:
    """The chip of a clock started at `since`; without a start, `allowed` (else a day) is the whole."""
    if due is None:
        return None
    left = due - now
    if left <= timedelta():
        return Urgency("breached", 0.0, "+" + span(left))
    whole = due - since if since is not None and since < due else allowed or timedelta(days=1)
    share = min(left / whole, 1.0)
    level = "calm" if share > 0.5 else "soon" if share >= 0.25 else "amber" if share >= 0.1 else "red"
    return Urgency(level, share, span(left))


_INKS = {
    "calm": "calm",
    "soon": "soon",
    "amber": "amber",
    "red": "on_red",
    "breached": "red",
    "snoozed": "calm",
}


def chip_width(theme: Theme, chip: Urgency) -> int:
    """Room a chip needs: at least 64, more for long texts."""
    return max(theme.px(64), int(_chip_text(theme, chip).width) + theme.px(6 + 12 + 4 + 6) + 1)


def _chip_text(theme: Theme, chip: Urgency) -> Shaped:
    return theme.shaped(chip.text, strong=chip.level not in ("calm", "snoozed"))


def paint_shaped(painter: QPainter, left: float, line: QRectF, text: Shaped) -> None:
    """Text from `left` on, in the middle of the height of `line`; colour is the painter's pen."""
    painter.setFont(text.font)
    painter.drawStaticText(QPointF(left, line.center().y() - text.height / 2), text.text)


def _paint_centred(painter: QPainter, rect: QRectF, text: Shaped) -> None:
    paint_shaped(painter, rect.center().x() - text.width / 2, rect, text)


def paint_chip(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    chip: Urgency,
    *,
    selected: bool = False,
    left: bool = False,
) -> None:
    """The chip with its text at the right end of `rect`, or at its left end."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_chip_ground(painter, theme, rect, chip.level, selected)
    ink = theme.colour(_INKS[chip.level])
    text = _chip_text(theme, chip)
    pad, glyph, gap = theme.px(6), theme.px(12), theme.px(4)
    start = rect.left() + pad if left else rect.right() - pad - text.width - gap - glyph
    shape = QRectF(start, rect.center().y() - glyph / 2, glyph, glyph)
    paint_shape(painter, shape, chip, ink)
    painter.setPen(ink)
    paint_shaped(painter, shape.right() + gap, rect, text)
    painter.restore()


def _paint_chip_ground(painter: QPainter, theme: Theme, rect: QRectF, level: str, selected: bool) -> None:
    radius = theme.px(4)
    if level in ("amber", "red"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("amber_fill" if level == "amber" else "red_fill"))
        painter.drawRoundedRect(rect, radius, radius)
    elif level == "breached":
        painter.setPen(QPen(theme.colour("red" if selected else "red_fill"), 2))
        painter.setBrush(theme.colour("surface" if selected else "late_row"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def paint_shape(painter: QPainter, box: QRectF, chip: Urgency, ink: QColor) -> None:
    """A ring with the pie of what is left, a triangle once breached, a moon while snoozed."""
    if chip.level == "snoozed":
        paint_icon(painter, box, "moon", ink)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, max(1.2, box.width() / 9))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = box.adjusted(1, 1, -1, -1)
    if chip.level == "breached":
        painter.drawPolygon(
            QPolygonF([QPointF(inner.center().x(), inner.top()), inner.bottomRight(), inner.bottomLeft()])
        )
        painter.drawLine(
            QPointF(inner.center().x(), inner.top() + inner.height() * 0.4),
            QPointF(inner.center().x(), inner.top() + inner.height() * 0.72),
        )
        return
    painter.drawEllipse(inner)
    pie = QPainterPath(inner.center())
    core = inner.adjusted(2, 2, -2, -2)
    pie.arcTo(core, 90, -360 * chip.share)
    pie.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(pie)


def paint_monogram(painter: QPainter, theme: Theme, rect: QRectF, channel: str) -> None:
    """A channel's letter on its colour."""
    letter, fill, ink = theme.monogram(channel)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, theme.px(4), theme.px(4))
    painter.setPen(ink)
    face = Face.META if rect.width() < theme.px(24) else Face.BODY
    _paint_centred(painter, rect, theme.shaped(letter, face, strong=True))
    painter.restore()


def paint_box_text(
    painter: QPainter, theme: Theme, rect: QRectF, text: str, kind: str, *, on_colour: bool = False
) -> None:
    """A word in a box: `code` outlined, `tag` filled (with surface on a coloured row), `vip` dark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.px(2)
    if kind == "code":
        painter.setPen(theme.colour("control"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(theme.rounded(rect), radius, radius)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("vip" if kind == "vip" else "surface" if on_colour else "tag"))
        painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(theme.colour("on_vip" if kind == "vip" else "text2"))
    _paint_centred(painter, rect, theme.shaped(text, strong=kind != "tag"))
    painter.restore()
