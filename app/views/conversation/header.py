"""The head of the conversation: who writes, from where, about which order, how long is left, and the usual acts."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.readmodels import ConversationView, InboxRow
from app.views.conversation.shortened import Shortened
from app.views.icons import icon
from app.views.moments import short_moment, span, spoken, their_time
from app.views.shared.painting import Urgency, chip_width, paint_chip, urgency
from app.views.shared.widgets import BoxText, MenuButton, Monogram, ShopSquare, button, icon_button, label
from app.views.theme import Theme
from app.views.words import say, say_or, tag_words

SUSPECT = "phishing_suspect"
"""tag of a conversation with a mail that does not come from where it says"""
WORDY = 520
"""from this width on the tags are written out"""


class ClockChip(QWidget):
    """The nearer clock in words and colour; both clocks when asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chip: Urgency | None = None

    def show_clock(self, row: InboxRow, now: datetime) -> None:
        """Draws what is left at this moment."""
        chip = urgency(row.due, row.waiting_since, now)
        if chip is not None and chip.level != "breached":
            chip = Urgency(chip.level, chip.share, say("head.left", time=chip.text))
        self._chip = chip
        self.setVisible(chip is not None)
        clocks = (("row.tip.platform", row.platform_due), ("row.tip.internal", row.internal_due))
        tip = [self._line(key, due, now) for key, due in clocks]
        self.setToolTip("\n".join(tip))
        self.setAccessibleName("; ".join(tip))
        self.updateGeometry()
        self.update()

    def _line(self, key: str, due: datetime | None, now: datetime) -> str:
        if due is None:
            return say(key, time=say("row.tip.none"))
        late = due <= now
        words = say(
            "row.tip.late" if late else "row.tip.left", moment=short_moment(due, now), left=spoken(due - now)
        )
        return say(key, time=words)

    def sizeHint(self) -> QSize:
        width = chip_width(self._theme, self._chip) if self._chip else 0
        return QSize(width, self._theme.px(20))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip is not None:
            height = self._theme.px(20)
            area = QRectF(0, (self.height() - height) // 2, self.width(), height)
            paint_chip(QPainter(self), self._theme, area, self._chip)


class Header(QWidget):
    """Two lines, 80 px; a third one where a mail may be forged."""

    command_wanted = Signal(str)
    """name of a command of the register"""
    menu_wanted = Signal(QWidget)
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("box", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("rule", "bottom")
        self._row: InboxRow | None = None
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(6))
        column.addLayout(self._first_line())
        column.addLayout(self._second_line())
        self.warning = label(say("head.suspect"), tone="amber")
        self.warning.setWordWrap(True)
        self.warning.hide()
        column.addWidget(self.warning)

    def _first_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(8))
        self.monogram = Monogram(self._theme)
        self.name = Shortened(face="title", firm=True)
        self.country = BoxText(self._theme, "", "code")
        self.language = label(tone="text2")
        self.vip = BoxText(self._theme, "VIP", "vip")
        self._square = ShopSquare(self._theme)
        self.shop = Shortened(tone="text2")
        self.chip = ClockChip(self._theme)
        for part in (
            self.monogram,
            self.name,
            self.country,
            self.language,
            self.vip,
            self._square,
            self.shop,
        ):
            line.addWidget(part)
        self.local = Shortened(tone="text3", face="meta", vanishing=True)
        line.addWidget(self.local)
        line.addStretch(1)
        line.addWidget(self.chip)
        return line

    def _second_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(8))
        self.order = Shortened(tone="text2", middle=True)
        self.copy = icon_button(self._theme, "copy", say("head.copy_order"))
        self.copy.setProperty("size", "small")
        self.copy.setObjectName("copy_order")
        self.copy.clicked.connect(self._copy_order)
        self.status = self._act(MenuButton(self._theme), "status")
        self.assignee = self._act(MenuButton(self._theme), "assign", "user")
        self.tags = self._act(button(""), "tag", "tag")
        self.more = icon_button(self._theme, "more", say("head.more"), look="plain")
        self.more.setObjectName("more")
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more))
        line.addWidget(self.order)
        line.addWidget(self.copy)
        line.addStretch(1)
        for part in (self.status, self.assignee, self.tags, self.more):
            line.addWidget(part)
        return line

    def _act(self, made: QPushButton, command: str, picture: str = "") -> QPushButton:
        made.setObjectName(command)
        if picture:
            made.setIcon(icon(self._theme, picture))
            made.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        made.clicked.connect(lambda: self.command_wanted.emit(command))
        return made

    def show_view(self, view: ConversationView, assignee: str, now: datetime) -> None:
        """Shows the head of a conversation."""
        row = self._row = view.row
        self.warning.setVisible(SUSPECT in row.tags)
        self.monogram.set_channel(row.channel)
        self.name.set_text(row.customer_name or say("head.nameless"))
        self.country.set_text(row.country)
        self.language.setText(say_or(f"language.{row.language.split('-')[0]}", row.language))
        self.language.setVisible(bool(row.language))
        self.vip.setVisible(row.vip)
        self._square.set_colour(row.shop_colour)
        self.shop.set_text(row.shop_title)
        self.order.set_text(row.order_key or view.subject)
        self.copy.setVisible(bool(row.order_key))
        self.status.setText(say(f"status.{row.status.value}"))
        self.status.setAccessibleName(say("head.status", status=say(f"status.{row.status.value}")))
        self.assignee.setText(assignee or say("row.unassigned"))
        self.tags.setToolTip(" · ".join(map(tag_words, row.tags)) or say("head.tag"))
        self._show_tags()
        self.tick(view, now)

    def _show_tags(self) -> None:
        """The tag in words where there is room; else its icon alone, so that the order number stays whole."""
        tags = self._row.tags if self._row is not None else ()
        more = f" +{len(tags) - 1}" if len(tags) > 1 else ""
        words = f"{tag_words(tags[0])}{more}" if tags else say("head.tag")
        self.tags.setAccessibleName(words)
        self.tags.setText(words if self.width() >= self._theme.px(WORDY) else more.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tags()

    def tick(self, view: ConversationView, now: datetime) -> None:
        """Another minute has begun."""
        self.chip.show_clock(view.row, now)
        local = their_time(now, view.timezone)
        self.local.set_text(say("head.local", time=local) if local else "")
        waiting = view.row.waiting_since
        self.local.setToolTip(say("head.waiting", time=span(now - waiting)) if waiting else "")

    def _copy_order(self) -> None:
        if self._row is not None and self._row.order_key:
            QGuiApplication.clipboard().setText(self._row.order_key)
