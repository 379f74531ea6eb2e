"""One message in the timeline: who, when, how it travels; then the bubble with its words and files."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.conversations import Direction, MessageKind
from app.domain.outbox import SendState
from app.domain.readmodels import MessageItem
from app.views.amounts import size_words
from app.views.conversation.attachments import FileChip, load_thumbnail
from app.views.conversation.bubble import Bubble
from app.views.conversation.cards import CardChip
from app.views.conversation.flow import FlowLayout
from app.views.conversation.folding import fold
from app.views.conversation.form_words import form_words
from app.views.conversation.send_cards import care_card
from app.views.conversation.surroundings import Surroundings
from app.views.conversation.text_body import TextBody
from app.views.moments import clock_time, span
from app.views.shared.widgets import BoxText, IconMark, button, icon_button, label
from app.views.words import say

WIDEST = 476
MARGIN = 16
_SIGNS = {
    SendState.QUEUED: ("clock", "text3", "send.queued"),
    SendState.SENDING: ("send", "text3", "send.sending"),
    SendState.SENT: ("checks", "good", "send.sent"),
    SendState.FAILED: ("alert", "red", "send.failed"),
    SendState.UNKNOWN: ("question", "amber", "send.unknown"),
    SendState.ASK_HUMAN: ("question", "amber", "send.ask_human"),
    SendState.NEEDS_REVIEW: ("pause", "amber", "send.needs_review"),
    SendState.CANCELLED: ("undo", "text3", "send.cancelled"),
}
_UNSURE = (SendState.UNKNOWN, SendState.ASK_HUMAN)


class MessageRow(QWidget):
    """Customer left, us right; the bubble is as wide as its words, up to 476 or 90 %."""

    def __init__(self, around: Surroundings, item: MessageItem) -> None:
        super().__init__()
        self._around, self.item = around, item
        self._theme = around.theme
        self._inbound = item.direction is Direction.INBOUND
        self._head = self._make_head()
        self._head.setParent(self)
        self.bubble = self._make_bubble()
        self.bubble.setParent(self)
        self._care = care_card(around, item)
        if self._care is not None:
            self._care.setParent(self)
        name = item.author or item.agent_name or around.view.row.customer_name
        self.setAccessibleName(f"{name}, {clock_time(item.sent_at)}: {item.text[:200]}")

    # --- size and place ---------------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width(), move=True)

    def _place(self, width: int, *, move: bool) -> int:
        margin, gap = self._theme.px(MARGIN), self._theme.px(4)
        inner = width - 2 * margin
        wide = self._bubble_width(inner)
        left = margin if self._inbound else margin + inner - wide
        y = gap
        for part in (self._head, self.bubble, self._care):
            if part is None:
                continue
            full = part is self._head
            part_width = (
                inner if full else wide if part is self.bubble else min(inner, self._theme.px(WIDEST))
            )
            x = margin if full else left if part is self.bubble else margin + inner - part_width
            height = part.heightForWidth(part_width) if part.hasHeightForWidth() else part.sizeHint().height()
            if move:
                part.setGeometry(x, y, part_width, height)
            y += height + gap
        return y + self._theme.px(8)

    def _bubble_width(self, inner: int) -> int:
        limit = min(self._theme.px(WIDEST), inner * 9 // 10)
        if (
            self.item.attachments
            or self.item.cards
            or self._rest_button is not None
            or self._quote_button is not None
        ):
            return limit
        if len(self.body.text()) > 400:
            return limit
        return max(self._theme.px(96), min(limit, self.body.natural_width() + self._theme.px(24)))

    # --- the line above the bubble -----------------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(8))
        if not self._inbound:
            line.addStretch(1)
        for part in self._head_parts():
            line.addWidget(part)
        if self._inbound:
            line.addStretch(1)
        more = icon_button(self._theme, "more", say("message.more"), token="text3")
        more.setProperty("size", "small")
        more.setObjectName("message_more")
        more.clicked.connect(lambda: self._menu().exec(more.mapToGlobal(more.rect().bottomLeft())))
        line.addWidget(more)
        return head

    def _head_parts(self) -> list[QWidget]:
        item = self.item
        whose = item.author or self._around.view.row.customer_name
        name = whose if self._inbound else self._around.own_name(item)
        who = label(name, tone="text2", face="meta", strong=True)
        who.setMaximumWidth(self._theme.px(220))
        parts: list[QWidget] = [who, label(clock_time(item.sent_at), tone="text3", face="meta")]
        parts[1].setToolTip(self._around.full_moment(item.sent_at))
        if item.kind in (MessageKind.AUTO_REPLY, MessageKind.BOUNCE, MessageKind.SYSTEM):
            parts.append(BoxText(self._theme, say(f"message.kind.{item.kind.value}")))
        if item.form:
            parts.append(BoxText(self._theme, form_words(item.form)))
        if self._around.view.row.waiting_since == item.sent_at and self._inbound:
            parts.append(
                BoxText(self._theme, say("message.waiting", time=span(self._around.now() - item.sent_at)))
            )
        if not self._inbound and item.send_state is not None:
            parts.extend(self._delivery(item.send_state))
        return parts

    def _delivery(self, state: SendState) -> list[QWidget]:
        sign, token, key = _SIGNS[state]
        if state is SendState.QUEUED and self._around.view.paused:
            key = "send.paused"
        words = label(say(key), tone=token, face="meta", strong=token in ("amber", "red"))
        words.setObjectName("delivery")
        parts: list[QWidget] = [IconMark(self._theme, sign, token, 14), words]
        left = self._seconds_left()
        if state is SendState.QUEUED and left > 0:
            undo = button(say("message.undo", seconds=left), "plain", small=True)
            undo.setObjectName("undo_send")
            undo.clicked.connect(lambda: self._around.take_back(self.item))
            parts.append(undo)
            self._count_down(undo)
        return parts

    def _seconds_left(self) -> int:
        until = self.item.undo_until
        return int((until - self._around.now()).total_seconds() + 0.999) if until else 0

    def _count_down(self, undo: QWidget) -> None:
        timer = QTimer(undo)
        timer.setInterval(500)

        def tick() -> None:
            left = self._seconds_left()
            undo.setVisible(left > 0)
            undo.setProperty("text", say("message.undo", seconds=left))
            if left <= 0:
                timer.stop()

        timer.timeout.connect(tick)
        timer.start()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for key, act in self._around.message_acts(self.item):
            menu.addAction(say(key), act)
        return menu

    # --- the bubble ---------------------------------------------------------------------------------------------------

    def _make_bubble(self) -> Bubble:
        item = self.item
        state = item.send_state
        unsure = state in _UNSURE
        edge = (
            "red"
            if state is SendState.FAILED
            else "amber"
            if unsure or state is SendState.NEEDS_REVIEW
            else ""
        )
        bubble = Bubble(self._theme, "in_bubble" if self._inbound else "out_bubble", edge, dashed=unsure)
        parts = fold(item.text, item.quoted_from)
        nothing = "" if item.cards or item.form or item.attachments else say("message.no_text")
        self.body = self._words(parts.shown or nothing, "text" if parts.shown else "text3")
        if not (parts.shown or nothing):
            self.body.hide()
        if item.subject and self._around.shows_subject(item):
            bubble.column.addWidget(label(item.subject, tone="text2", face="meta", strong=True))
        bubble.column.addWidget(self.body)
        self._rest_button = self._fold_button(
            bubble,
            parts.rest,
            say("message.rest", size=size_words(len(parts.rest.encode("utf-8", "replace")))),
        )
        self._quote_button = self._fold_button(bubble, parts.quoted, "…", say("message.quoted"))
        self._add_files(bubble.column)
        self._add_cards(bubble.column)
        if item.recipients:
            bubble.column.addWidget(self._small(item.recipients))
        if item.mailbox:
            bubble.column.addWidget(self._small(say(f"message.mailbox_{item.mailbox}")))
        if item.low_confidence and item.has_raw:
            doubt = button(say("message.low_confidence"), "quiet", small=True)
            doubt.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            doubt.clicked.connect(lambda: self._around.show_original(item))
            bubble.column.addWidget(doubt)
        return bubble

    def _small(self, text: str) -> QWidget:
        made = label(text, tone="text3", face="meta")
        made.setWordWrap(True)
        return made

    def _words(self, text: str, ink: str) -> TextBody:
        body = TextBody(self._theme, text, ink=ink, language=self.item.language)
        body.link_clicked.connect(self._around.open_link)
        return body

    def _fold_button(self, bubble: Bubble, text: str, title: str, spoken: str = "") -> QWidget | None:
        """A small button that unfolds more text below itself, and folds it again."""
        if not text.strip():
            return None
        fold_button = button(title, "plain", small=True)
        fold_button.setObjectName("unfold")
        fold_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        fold_button.setAccessibleName(spoken or title)
        fold_button.setToolTip(spoken)
        bubble.column.addWidget(fold_button)
        place = QVBoxLayout()
        bubble.column.addLayout(place)
        fold_button.clicked.connect(self._unfolder(place, text, "text2" if spoken else "text"))
        return fold_button

    def _unfolder(self, place: QVBoxLayout, text: str, ink: str) -> Callable[[], None]:
        shown: list[TextBody] = []

        def toggle() -> None:
            if shown:
                body = shown.pop()
                place.removeWidget(body)
                body.deleteLater()
            else:
                shown.append(self._words(text, ink))
                place.addWidget(shown[0])
            self._around.resized(self)

        return toggle

    def _add_cards(self, column: QVBoxLayout) -> None:
        for one in self.item.cards:
            chip = CardChip(self._theme, one)
            chip.open_wanted.connect(self._around.open_link)
            column.addWidget(chip)

    def _add_files(self, column: QVBoxLayout) -> None:
        if not self.item.attachments:
            return
        holder = QWidget()
        row = FlowLayout(self._theme.px(8), holder)
        for file in self.item.attachments:
            chip = FileChip(self._theme, file)
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, file=file: self._around.open_file(file))
            chip.save_wanted.connect(lambda file=file: self._around.save_file(file))
            load_thumbnail(self._around.desk, self._around.files, self._theme, chip)
        column.addWidget(holder)
