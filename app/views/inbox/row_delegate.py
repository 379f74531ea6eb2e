"""Paints a row of the list from a ready read model: no widgets, no questions, no arithmetic beyond the clock."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.conversations import Status
from app.domain.readmodels import Group, InboxRow
from app.domain.values import AgentId
from app.views.icons import paint_icon
from app.views.inbox.model import InboxModel
from app.views.inbox.row_layout import RowLayout, lay_out
from app.views.inbox.row_pictures import RowPictures
from app.views.moments import ago, short_moment
from app.views.shared.painting import (
    Urgency,
    chip_width,
    paint_box_text,
    paint_chip,
    paint_monogram,
    paint_shaped,
    urgency,
)
from app.views.theme import Density, Theme
from app.views.typeface import Face
from app.views.words import say

KEPT_LAYOUTS = 600
GROUP_TONES = {"breached": "red", "hour": "amber", "day": "soon"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """One delegate paints everything of a row; the first row of a group carries the group's heading."""

    def __init__(self, theme: Theme, model: InboxModel, me: AgentId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.me = me
        self.names: dict[AgentId, str] = {}
        self.ticking = False
        """whether check boxes stand in for the monograms"""
        self._layouts: dict[tuple[object, ...], RowLayout] = {}
        self._chips: dict[tuple[object, ...], Urgency | None] = {}
        self._pictures = RowPictures()
        self.ratio = 1.0
        """dots to a point where the list is painted"""
        self._chips_at = model.now
        """the moment these chips show"""
        theme.changed.connect(self.forget)

    def serve(self, agent: AgentId) -> None:
        """Another agent looks at the list."""
        self.me = agent
        self.forget()

    def forget(self) -> None:
        """Drops all layouts: type, width or names changed."""
        self._layouts.clear()
        self._chips.clear()
        self._pictures.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        heading = self._theme.px(24) if index.row() in self._model.groups else 0
        return QSize(0, self._theme.row_height() + heading)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        group = self._model.groups.get(index.row())
        if group is not None:
            heading = QRect(rect.left(), rect.top(), rect.width(), self._theme.px(24))
            rect.setTop(heading.bottom() + 1)
            self._paint_heading(painter, heading, group)
        row = self._model.row_at(index.row())
        if row is None:
            self._paint_skeleton(painter, rect)
        else:
            self._paint_row(painter, rect, row, state)

    def chip_rect(self, rect: QRect, row: InboxRow) -> QRect:
        """What must be repainted when a minute turns. `rect` is the row without its heading."""
        width = self._theme.px(12) + self._chip_room(row)
        return QRect(rect.right() - width, rect.top() + 1, width, self._theme.px(30))

    # --- a row --------------------------------------------------------------------------------------------------------

    def _paint_row(self, painter: QPainter, rect: QRect, row: InboxRow, state: QStyle.StateFlag) -> None:
        ground = self._ground(row, state)
        ticked = self.ticking, row.id in self._model.ticked
        looks = row.id, row.stamp, ground, ticked, self._chip(row) or self._age(row)

        def paint(inner: QPainter, place: QRect) -> None:
            self._paint_whole(inner, place, row, ground)

        self._pictures.draw(painter, rect, self.ratio, looks, paint)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            self._paint_focus(painter, rect)

    def _paint_whole(self, painter: QPainter, rect: QRect, row: InboxRow, ground: str) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour(ground))
        stripe = rect.adjusted(0, theme.px(8), 0, -theme.px(8))
        painter.fillRect(
            stripe.left(), stripe.top(), theme.px(4), stripe.height(), theme.stripe(row.shop_colour)
        )
        self._paint_lead(painter, rect, row)
        self._paint_texts(painter, rect, row, ground)
        self._paint_clock(painter, rect, row, ground in ("selected", "marked"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))

    def _ground(self, row: InboxRow, state: QStyle.StateFlag) -> str:
        """Exactly one background wins."""
        if state & QStyle.StateFlag.State_Selected:
            return "selected"
        if row.id in self._model.ticked:
            return "marked"
        if row.due is not None and row.due <= self._model.now and row.status is Status.PENDING:
            return "late_row"
        return "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"

    def _paint_lead(self, painter: QPainter, rect: QRect, row: InboxRow) -> None:
        theme = self._theme
        top = rect.top() + theme.px(8 if theme.density is Density.COSY else 4)
        side = theme.px(24)
        mark = QRectF(rect.left() + theme.px(12), top, side, side)
        if self.ticking:
            self._paint_tick(painter, mark, row.id in self._model.ticked)
        else:
            paint_monogram(painter, theme, mark, row.channel)
        if row.unread:
            dot = theme.px(8)
            gap = theme.px(10 if theme.density is Density.COSY else 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QRectF(mark.center().x() - dot / 2, mark.bottom() + gap, dot, dot))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_tick(self, painter: QPainter, mark: QRectF, on: bool) -> None:
        theme, inset = self._theme, self._theme.px(2)
        box = mark.adjusted(inset, inset, -inset, -inset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent_fill" if on else "control"))
        painter.setBrush(theme.colour("accent_fill" if on else "surface"))
        painter.drawRoundedRect(theme.rounded(box), theme.px(3), theme.px(3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if on:
            paint_icon(
                painter, box.adjusted(inset, inset, -inset, -inset), "check", theme.colour("on_accent")
            )

    def _paint_texts(self, painter: QPainter, rect: QRect, row: InboxRow, ground: str) -> None:
        theme = self._theme
        layout = self._layout(row, rect.width())
        painter.save()
        painter.translate(rect.topLeft())
        for place, text, font, token in layout.texts:
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            painter.drawStaticText(place, text)
        on_colour = ground in ("selected", "marked", "hover")
        for box, word, kind in layout.boxes:
            paint_box_text(painter, theme, box, word, kind, on_colour=on_colour)
        painter.restore()

    def _paint_clock(self, painter: QPainter, rect: QRect, row: InboxRow, chosen: bool) -> None:
        theme = self._theme
        top = rect.top() + theme.px(8 if theme.density is Density.COSY else 4)
        right = rect.right() + 1 - theme.px(12)
        chip = self._chip(row)
        if chip is None:
            age = theme.shaped(self._age(row))
            painter.setPen(theme.colour("text3"))
            paint_shaped(painter, right - age.width, QRectF(right, top, 0, theme.px(20)), age)
            return
        width = chip_width(theme, chip)
        paint_chip(painter, theme, QRectF(right - width, top, width, theme.px(20)), chip, selected=chosen)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._theme.colour("focus"), 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    # --- heading and skeleton -----------------------------------------------------------------------------------------

    def _paint_heading(self, painter: QPainter, rect: QRect, group: Group) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        title, font = say(f"group.{group.key}"), theme.font(Face.META, strong=True)
        painter.setFont(font)
        painter.setPen(theme.colour(GROUP_TONES.get(group.key, "text2")))
        place = rect.adjusted(theme.px(16), 0, 0, 0)
        painter.drawText(place, _LEFT, title)
        place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(title) + theme.px(8))
        painter.setFont(theme.font(Face.META))
        painter.setPen(theme.colour("text3"))
        painter.drawText(place, _LEFT, f"{group.count:,}")

    def _paint_skeleton(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if self._model.patient:
            return
        fill, x, y = theme.colour("tag"), rect.left() + theme.px(44), rect.top()
        painter.fillRect(rect.left() + theme.px(12), y + theme.px(8), theme.px(24), theme.px(24), fill)
        painter.fillRect(x, y + theme.px(12), theme.px(120), theme.px(10), fill)
        painter.fillRect(x, y + theme.px(32), rect.width() - theme.px(120), theme.px(8), fill)

    # --- parts --------------------------------------------------------------------------------------------------------

    def _chip(self, row: InboxRow) -> Urgency | None:
        if self._chips_at != self._model.now or len(self._chips) > KEPT_LAYOUTS:
            self._chips.clear()
            self._chips_at = self._model.now
        key = (row.id, row.stamp)
        if key not in self._chips:
            self._chips[key] = self._made_chip(row, self._chips_at)
        return self._chips[key]

    def _made_chip(self, row: InboxRow, now: datetime) -> Urgency | None:
        if row.status is Status.SNOOZED and row.snoozed_until is not None:
            return Urgency("snoozed", 1.0, short_moment(row.snoozed_until, now))
        if row.status is Status.RESOLVED:
            return None
        return urgency(row.due, row.waiting_since, now)

    def _age(self, row: InboxRow) -> str:
        return ago(row.last_at, self._model.now)

    def _chip_room(self, row: InboxRow) -> int:
        chip = self._chip(row)
        return chip_width(self._theme, chip) if chip else self._theme.px(64)

    def _layout(self, row: InboxRow, width: int) -> RowLayout:
        room = self._chip_room(row)
        key = (row.id, row.stamp, width, room)
        found = self._layouts.get(key)
        if found is None:
            if len(self._layouts) > KEPT_LAYOUTS:
                self._layouts.clear()
            found = self._layouts[key] = lay_out(self._theme, row, width, room, self._who(row))
        return found

    def _who(self, row: InboxRow) -> str:
        if row.assignee is None:
            return say("row.unassigned")
        if row.assignee == self.me:
            return say("row.me")
        return self.names.get(row.assignee, row.assignee_initials)
