"""A login more for a shop that was connected without it: the platform's API beside the mailbox."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry, LoginForm, Shops
from app.domain.readmodels import LoginRow, ShopRow
from app.views.admin.login_form import LoginFields
from app.views.admin.shop_dialogs import LoginDialog
from app.views.shared.choice_box import ChoiceBox
from app.views.theme import Theme
from app.views.words import say, say_or


class AddLoginDialog(LoginDialog):
    """A new login, or one that another shop of the same seller has already."""

    def __init__(
        self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, row: ShopRow, form: LoginForm,
        known: tuple[LoginRow, ...], open_url: Callable[[QUrl], object],
    ) -> None:  # fmt: skip
        self._row, self.form, self._known = row, form, known
        self.existing = ChoiceBox(theme)
        name = say_or(f"login.role.{form.role}", form.role)
        title = say("shops.add_login_title", login=name, title=row.title)
        super().__init__(
            desk, shops, theme, parent, title, say("shops.add_login_text"), say("shops.add"), open_url
        )

    def choose(self, offers: tuple[ChannelOffer, ...]) -> LoginForm | None:
        """The one that the shop is without."""
        return self.form

    def shown(self, fields: LoginFields) -> None:
        """Where another shop has such a login, it can be shared."""
        self.existing.addItem(say("login.new"), None)
        for login in self._known:
            self.existing.addItem(say("login.use", name=login.label), login.id)
        self.existing.setAccessibleName(say("login.which"))
        self.existing.currentIndexChanged.connect(self._chosen)
        self.middle.insertWidget(self.middle.indexOf(self.area), self.existing)
        self.existing.setVisible(bool(self._known))

    def _chosen(self) -> None:
        fresh = self.existing.currentData() is None
        self.area.setVisible(fresh)

    def entered(self) -> LoginEntry | None:
        """The chosen login as it is, else what stands in the form."""
        chosen = self.existing.currentData()
        if chosen is not None:
            return LoginEntry(self.form.role, self.form.channel, {}, existing=chosen)
        return super().entered()

    def attempt(self, entry: LoginEntry) -> CheckReport:
        """The shop gets it where it opens."""
        return self._shops.add_login(self._row.id, entry)
