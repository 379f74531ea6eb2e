"""The second tab at the right: who the customer is, what we know, and the other conversations."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.commands import SetCustomerNote
from app.domain.readmodels import CustomerCard, InboxRow
from app.domain.values import CommandId
from app.views.amounts import money_words
from app.views.context.parts import Card, Facts, add_more
from app.views.conversation.shortened import Shortened, TallButton
from app.views.moments import short_day, short_moment
from app.views.shared.tick import Tick
from app.views.shared.widgets import BoxText, IconMark, Monogram, button, label
from app.views.theme import Theme
from app.views.words import listed, say, say_or


class CustomerTab(QWidget):
    """The note is saved by a button or by leaving it; VIP at once."""

    conversation_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self._card: CustomerCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self.vip = Tick(theme, say("customer.vip"))
        self.vip.clicked.connect(lambda: self._save())
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(say("customer.note_hint"))
        self.note.setAccessibleName(say("customer.note"))
        self.note.setMaximumHeight(theme.px(84))
        self.note.setTabChangesFocus(True)
        self.keep = button(say("customer.keep"), small=True)
        self.keep.setObjectName("keep_note")
        self.keep.clicked.connect(self._save)
        self.note.textChanged.connect(self._note_changed)
        self._cards: list[QWidget] = []
        self._editor = self._make_editor()
        self._column.addWidget(self._editor)
        self._column.addStretch(1)

    def show_customer(self, card: CustomerCard) -> None:
        """Shows somebody; a note that is being edited is left alone."""
        same = self._card is not None and self._card.id == card.id
        editing = same and self._card is not None and self.note.toPlainText() != self._card.note
        self._card = card
        self.vip.setChecked(card.vip)
        if not editing:
            self.note.setPlainText(card.note)
        self._note_changed()
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = [self._person(card)]
        if card.conversations:
            self._cards.append(self._others(card))
        self._column.insertWidget(0, self._cards[0])
        for place, made in enumerate(self._cards[1:], start=2):
            self._column.insertWidget(place, made)

    def _person(self, card: CustomerCard) -> QWidget:
        name = Shortened(card.name or say("head.nameless"), strong=True)
        frame = Card(self.theme, IconMark(self.theme, "user"), name)
        frame.head_line.addStretch(1)
        if card.country:
            frame.head_line.addWidget(BoxText(self.theme, card.country, "code"))
        if card.vip:
            frame.head_line.addWidget(BoxText(self.theme, "VIP", "vip"))
        facts = Facts(self.theme)
        spent = (money_words(amount) for amount in card.spent)
        facts.add(say("customer.total"), listed((say("customer.orders", n=card.order_count), *spent)))
        facts.add(say("customer.language"), say_or(f"language.{card.language.split('-')[0]}", card.language))
        if card.first_seen is not None:
            facts.add(say("customer.since"), short_day(card.first_seen, self._desk.now()))
        frame.body.addWidget(facts)
        for channel, key in card.identities:
            line = QHBoxLayout()
            line.setSpacing(self.theme.px(8))
            line.addWidget(Monogram(self.theme, channel, 20))
            line.addWidget(Shortened(key, tone="text2", middle=True), 1)
            frame.body.addLayout(line)
        return frame

    def _make_editor(self) -> QWidget:
        frame = Card(self.theme, IconMark(self.theme, "note"), Shortened(say("customer.note"), strong=True))
        frame.head_line.addStretch(1)
        frame.head_line.addWidget(self.vip)
        frame.body.addWidget(self.note)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.keep)
        frame.body.addLayout(line)
        return frame

    def _others(self, card: CustomerCard) -> QWidget:
        frame = Card(
            self.theme,
            label(say("customer.conversations"), strong=True),
            label(str(card.conversation_count), tone="text3", face="meta"),
        )
        frame.head_line.addStretch(1)
        frame.body.setContentsMargins(self.theme.px(6), self.theme.px(4), self.theme.px(6), self.theme.px(4))
        frame.body.setSpacing(0)
        for row in card.conversations:
            frame.body.addWidget(self._row(row))
        add_more(frame, card.conversation_count - len(card.conversations), self.all_wanted)
        return frame

    def _row(self, row: InboxRow) -> QWidget:
        made = TallButton(self.theme.px(48))
        made.setProperty("look", "quiet")
        made.setObjectName("other_conversation")
        made.setAccessibleName(f"{row.shop_title} {row.preview}")
        line = QHBoxLayout(made)
        line.setContentsMargins(self.theme.px(4), self.theme.px(2), self.theme.px(4), self.theme.px(2))
        line.setSpacing(self.theme.px(8))
        line.addWidget(Monogram(self.theme, row.channel, 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Shortened(row.preview or row.order_key))
        when = short_moment(row.last_at, self._desk.now())
        words.addWidget(Shortened(f"{when} · {say(f'status.{row.status.value}')}", tone="text3", face="meta"))
        line.addLayout(words, 1)
        made.clicked.connect(lambda: self.conversation_wanted.emit(row.id))
        return made

    def _note_changed(self) -> None:
        self.keep.setEnabled(self._card is not None and self.note.toPlainText() != self._card.note)

    def _save(self) -> None:
        card = self._card
        if card is None:
            return
        self._desk.do(
            SetCustomerNote(
                id=CommandId(self._desk.new_id()), agent=self._desk.agent, customer=card.id,
                text=self.note.toPlainText(), vip=self.vip.isChecked(),
            ),
            lambda outcome: self.keep.setEnabled(False),
        )  # fmt: skip
