"""The list of shops: cards that keep themselves fresh, and the way to connect another one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import SetShopState
from app.domain.ports import ChannelOffer, LoginForm, ShopFloor, Shops
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import Health, ShopState
from app.domain.values import CommandId, ShopId
from app.views.admin.add_login import AddLoginDialog
from app.views.admin.edit_shop import EditShopDialog
from app.views.admin.folders_dialog import FoldersDialog
from app.views.admin.past_dialog import PastDialog
from app.views.admin.shop_card import ShopCard
from app.views.admin.shop_dialogs import RemoveShopDialog, SignInDialog
from app.views.admin.wizard import ConnectWizard
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say


class ShopsList(QWidget):
    """Acts on shops; every question about one opens a dialog over it."""

    connected = Signal(object)

    def __init__(
        self, desk: Desk, shops: Shops, floor: ShopFloor, theme: Theme, open_url: Callable[[QUrl], object]
    ) -> None:
        super().__init__()
        self._desk, self._shops, self._floor = desk, shops, floor
        self.theme, self._open = theme, open_url
        self.rows: tuple[ShopRow, ...] = ()
        self.cards: list[ShopCard] = []
        self.dialog: QDialog | None = None
        self._waiting: ShopId | None = None
        self._forms: dict[str, tuple[LoginForm, ...]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        self._empty = label(say("shops.empty"), tone="text2")
        head.addWidget(self._empty, 1)
        self.add = button(say("shops.connect"), "primary")
        self.add.setObjectName("connect_shop")
        self.add.clicked.connect(self.connect_shop)
        head.addWidget(self.add)
        self._column.addLayout(head)
        self._column.addStretch(1)
        desk.changed.connect(self._changed)
        desk.task(shops.offers, while_alive(self, self._know_forms))
        self.ask()

    def _know_forms(self, offers: tuple[ChannelOffer, ...]) -> None:
        self._forms = {offer.channel: offer.forms for offer in offers}
        self._show(self.rows)

    def ask(self) -> None:
        """Reads the shops again."""
        self._desk.ask(lambda reader: reader.shops(), while_alive(self, self._show), slot="admin.shops")

    def connect_shop(self) -> None:
        """Opens the wizard."""
        seen: dict[object, LoginRow] = {login.id: login for row in self.rows for login in row.logins.values()}
        wizard = ConnectWizard(
            self._desk, self._shops, self.theme, self, self._open, tuple(seen.values()), self._floor
        )
        wizard.connected.connect(self._connected)
        self._show_dialog(wizard)

    def sign_in(self, shop: ShopId) -> None:
        """Opens the dialog for the login of a shop that needs it."""
        row = next((each for each in self.rows if each.id == shop), None)
        if row is None:
            self._waiting = shop
            return
        logins = sorted(row.logins.values(), key=lambda login: login.health is not Health.SIGN_IN)
        if logins:
            self.sign_in_login(logins[0])

    def _connected(self, shop: ShopId) -> None:
        self.ask()
        self.connected.emit(shop)

    def _changed(self, changes: Changes) -> None:
        if changes.shops or changes.subjects & {"logins", "shops"}:
            self.ask()

    def _show(self, rows: tuple[ShopRow, ...]) -> None:
        self.rows = rows
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [self._card(row) for row in rows]
        for place, card in enumerate(self.cards, start=1):
            self._column.insertWidget(place, card)
        self._empty.setText(say("shops.empty") if not rows else say("shops.count", n=len(rows)))
        if self._waiting is not None and rows:
            shop, self._waiting = self._waiting, None
            self.sign_in(shop)

    def _card(self, row: ShopRow) -> ShopCard:
        missing = [form for form in self._forms.get(row.channel, ()) if form.role not in row.logins]
        card = ShopCard(self.theme, row, self._desk.now(), tuple(missing))
        card.pressed.connect(lambda name: self._press(row, name))
        card.sign_in_wanted.connect(self.sign_in_login)
        card.stop_backfill.connect(self._stop_backfill)
        card.folders_wanted.connect(self._choose_folders)
        card.past_wanted.connect(self._fetch_past)
        card.login_wanted.connect(lambda form: self._add_login(row, form))
        return card

    def _press(self, row: ShopRow, name: str) -> None:
        if name in ("pause", "resume"):
            state = ShopState.PAUSED if name == "pause" else ShopState.ACTIVE
            self._desk.do(
                SetShopState(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, shop=row.id, state=state.value
                )
            )
        elif name == "edit":
            self._show_dialog(EditShopDialog(self._desk, self._floor, self.theme, self, row))
        else:
            self._show_dialog(RemoveShopDialog(self._desk, self.theme, self, row))

    def sign_in_login(self, login: LoginRow, *, proxy: bool = False) -> None:
        """Opens the dialog of one login; with its way out unfolded where that is what fails."""
        dialog = SignInDialog(self._desk, self._shops, self.theme, self, login, self._open, proxy=proxy)
        dialog.accepted.connect(self.ask)
        self._show_dialog(dialog)

    def _fetch_past(self, login: LoginRow) -> None:
        dialog = PastDialog(self._desk, self._shops, self.theme, self, login)
        dialog.accepted.connect(self.ask)
        self._show_dialog(dialog)

    def _add_login(self, row: ShopRow, form: LoginForm) -> None:
        others = {login.id: login for one in self.rows for login in one.logins.values()}
        own = {login.id for login in row.logins.values()}
        known = tuple(one for one in others.values() if one.channel == form.channel and one.id not in own)
        dialog = AddLoginDialog(self._desk, self._shops, self.theme, self, row, form, known, self._open)
        dialog.accepted.connect(self.ask)
        self._show_dialog(dialog)

    def _choose_folders(self, login: LoginRow) -> None:
        self._show_dialog(FoldersDialog(self._desk, self._shops, self.theme, self, login))

    def _stop_backfill(self, login: LoginRow) -> None:
        self._desk.task(lambda: self._shops.cancel_backfill(login.id), lambda done: self.ask())

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
