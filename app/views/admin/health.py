"""How every shop is doing: what needs a person stands first and open, what is well is one calm line."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.errors import QuaysideError
from app.domain.health import LoginHealth, LoginPulse, Remedy, ShopHealth, StoredHealth, health_of
from app.domain.ports import ShopFloor
from app.domain.values import ShopId
from app.views.admin.health_card import HealthCard
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import IconMark, button, label
from app.views.theme import Theme
from app.views.words import explain, say

PAUSE_MS = 500
ROUND_MS = 5_000


class HealthList(QWidget):
    """Fresh after changes and every few seconds, while it is on screen."""

    sign_in_wanted = Signal(object)
    """LoginRow"""
    proxy_wanted = Signal(object)
    """LoginRow"""
    quarantine_wanted = Signal()
    reached = Signal(QWidget)
    """a card that was asked for; whoever scrolls shows it"""

    def __init__(self, desk: Desk, floor: ShopFloor, theme: Theme) -> None:
        super().__init__()
        self._desk, self._floor, self._theme = desk, floor, theme
        self.cards: dict[ShopId, HealthCard] = {}
        self._folded: dict[ShopId, bool] = {}
        """what the agent folded or unfolded himself"""
        self._wanted: ShopId | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(self._head())
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        self.told.hide()
        self._column.addWidget(self.told)
        self._column.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._round = QTimer(self, interval=ROUND_MS)
        self._round.timeout.connect(self.ask)
        desk.changed.connect(self._changed)

    def show_shop(self, shop: ShopId | None) -> None:
        """Unfolds one shop and brings it into view."""
        if shop is not None:
            self._folded[shop] = False
            self._wanted = shop
        self.ask()

    def ask(self) -> None:
        """Reads store and lanes again."""
        self._desk.ask(
            lambda reader: reader.stored_health(), while_alive(self, self._ask_lanes), slot="admin.health"
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()
        self._round.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._round.stop()
        super().hideEvent(event)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(8))
        self._sign = IconMark(self._theme, "resolved", "good")
        self.summary = label(tone="text2")
        self.summary.setWordWrap(True)
        self.all = button(say("pulse.open_all"), small=True)
        self.all.setObjectName("open_all")
        self.all.clicked.connect(self._fold_all)
        line.addWidget(self._sign)
        line.addWidget(self.summary, 1)
        line.addWidget(self.all)
        return line

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.shops or changes.subjects & {"logins", "quarantine"}):
            self._pause.start()

    def _ask_lanes(self, stored: StoredHealth) -> None:
        def show(pulses: tuple[LoginPulse, ...]) -> None:
            self._show(health_of(stored, pulses))

        self._desk.task(self._floor.pulses, while_alive(self, show), slot="admin.pulses")

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show(self, shops: tuple[ShopHealth, ...]) -> None:
        now = self._desk.now()
        troubled = [shop for shop in shops if not shop.calm(now)]
        ordered = troubled + [shop for shop in shops if shop.calm(now)]
        for gone in self.cards.keys() - {shop.shop for shop in shops}:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for place, shop in enumerate(ordered, start=2):
            card = self.cards.get(shop.shop) or self._card(shop)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            folded = self._folded.get(shop.shop, shop.calm(now))
            card.show_health(shop, now, unfolded=not folded)
        self._sum_up(len(shops), len(troubled))
        self._go_to_wanted()

    def _sum_up(self, shops: int, troubled: int) -> None:
        if not shops:
            self.summary.setText(say("pulse.none"))
        else:
            self.summary.setText(say("pulse.some", n=troubled) if troubled else say("pulse.calm", n=shops))
        self._sign.setVisible(bool(shops))
        self._sign.show_icon("alert" if troubled else "resolved", "amber" if troubled else "good")
        self.all.setVisible(bool(shops))
        unfolded = all(card.unfolded for card in self.cards.values())
        self.all.setText(say("pulse.close_all" if unfolded else "pulse.open_all"))

    def _go_to_wanted(self) -> None:
        card = self.cards.get(self._wanted) if self._wanted is not None else None
        if card is not None:
            self._wanted = None
            card.fold.setFocus()
            self.reached.emit(card)

    def _card(self, shop: ShopHealth) -> HealthCard:
        card = self.cards[shop.shop] = HealthCard(self._theme, shop)
        card.fold.clicked.connect(lambda: self._toggle(card))
        card.pressed.connect(self._press)
        card.quarantine_wanted.connect(self.quarantine_wanted)
        return card

    def _toggle(self, card: HealthCard) -> None:
        self._folded[card.health.shop] = card.unfolded
        card.show_health(card.health, self._desk.now(), unfolded=not card.unfolded)

    def _fold_all(self) -> None:
        unfold = not all(card.unfolded for card in self.cards.values())
        for card in self.cards.values():
            if card.unfolded is not unfold:
                self._toggle(card)
        self._sum_up(
            len(self.cards), sum(not card.health.calm(self._desk.now()) for card in self.cards.values())
        )

    # --- what helps -------------------------------------------------------------------------------------------------

    def _press(self, remedy: Remedy, login: LoginHealth, stream: str) -> None:
        if remedy is Remedy.SIGN_IN:
            self.sign_in_wanted.emit(login.row)
        elif remedy is Remedy.CHECK_PROXY:
            self.proxy_wanted.emit(login.row)
        else:
            self._look(login, stream)

    def _look(self, login: LoginHealth, stream: str) -> None:
        def done(nothing: None) -> None:
            self.told.hide()
            self._pause.start()

        self._desk.task(
            lambda: self._floor.look_at(login.row.id, stream),
            while_alive(self, done),
            failed=while_alive(self, self._trouble),
        )

    def _trouble(self, error: QuaysideError) -> None:
        self.told.setText(explain(error))
        self.told.show()
