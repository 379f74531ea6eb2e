"""Connecting a shop: choose the channel, fill in its logins, have each tried for real, say how far back to fetch."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry, LoginForm, Shops
from app.domain.readmodels import LoginRow
from app.domain.values import ShopId
from app.views.admin.login_form import LoginFields
from app.views.admin.report import ReportView
from app.views.conversation.shortened import TallButton
from app.views.shared.widgets import Monogram, box, button, label
from app.views.theme import Theme
from app.views.words import explain, say, say_or

PERIODS = (0, 7, 30, 90, 365)
"""days of old messages to fetch"""


class ConnectWizard(QDialog):
    """One page at a time; going back keeps what was typed."""

    connected = Signal(object)
    """ShopId"""
    back: QPushButton
    next: QPushButton
    _steps: QLabel
    _scroll: QScrollArea
    _page: QWidget

    def __init__(
        self,
        desk: Desk,
        shops: Shops,
        theme: Theme,
        parent: QWidget | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        mailboxes: tuple[LoginRow, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._desk, self._shops, self.theme, self._open = desk, shops, theme, open_url
        self._mailboxes = mailboxes
        self.offer: ChannelOffer | None = None
        self.pages: list[QWidget] = []
        self.reports: dict[str, CheckReport] = {}
        self.entries: dict[str, LoginEntry] = {}
        self.setWindowTitle(say("wizard.title"))
        self.resize(theme.px(560), theme.px(600))
        self._build()
        desk.task(shops.offers, self._show_offers, failed=self.trouble)

    # --- pages ------------------------------------------------------------------------------------------------------

    def _show_offers(self, offers: tuple[ChannelOffer, ...]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        column.addWidget(label(say("wizard.which"), tone="text2"))
        for offer in offers:
            choice = TallButton(self.theme.px(48))
            choice.setProperty("box", "choice")
            choice.setObjectName(f"offer.{offer.channel}")
            choice.setAccessibleName(say_or(f"channel.{offer.channel}", offer.title))
            line = QHBoxLayout(choice)
            line.addWidget(Monogram(self.theme, offer.channel))
            line.addWidget(label(say_or(f"channel.{offer.channel}", offer.title), strong=True))
            line.addStretch(1)
            needs = "、".join(
                dict.fromkeys(say_or(f"login.role.{form.role}", form.role) for form in offer.forms)
            )
            line.addWidget(label(needs, tone="text3", face="meta"))
            choice.clicked.connect(lambda _=False, offer=offer: self._chosen(offer))
            column.addWidget(choice)
        column.addStretch(1)
        self._show_page(page)
        self.back.hide()
        self.next.hide()

    def _chosen(self, offer: ChannelOffer) -> None:
        self.offer, self.reports, self.entries = offer, {}, {}
        self._offers_page = self._page
        self.pages = [LoginPage(self, form) for form in offer.forms]
        self.pages.append(FinishPage(self, offer))
        self._go(0)

    def _go(self, number: int) -> None:
        self._number = number
        page = self.pages[number]
        self._show_page(page)
        last = number == len(self.pages) - 1
        self.back.setVisible(True)
        self.next.setVisible(True)
        self.next.setText(say("wizard.connect" if last else "wizard.check"))
        self._steps.setText(say("wizard.step", n=number + 1, all=len(self.pages)))
        if isinstance(page, FinishPage):
            page.prepare()
        self.tell("")

    def _show_page(self, page: QWidget) -> None:
        old = self._scroll.takeWidget()
        if old is not None:
            old.setParent(None)
            old.hide()
        self._page = page
        self._scroll.setWidget(page)
        page.show()

    def _go_back(self) -> None:
        if self._number > 0:
            self._go(self._number - 1)
        else:
            self._steps.setText("")
            self._show_page(self._offers_page)
            self.back.hide()
            self.next.hide()
            self.tell("")

    def _go_on(self) -> None:
        page = self.pages[self._number]
        if isinstance(page, LoginPage):
            page.check(lambda: self._go(self._number + 1))
        elif isinstance(page, FinishPage):
            self._connect(page)

    # --- the last step ----------------------------------------------------------------------------------------------

    def _connect(self, page: "FinishPage") -> None:
        offer = self.offer
        assert offer is not None
        title = page.title.text().strip()
        if not title:
            self.tell(say("wizard.name_it"))
            return
        entries = tuple(self.entries[form.role] for form in offer.forms if form.role in self.entries)
        days, site = int(page.period.currentData()), str(page.site.currentData() or "")
        self.busy(True, say("wizard.connecting"))

        def done(shop: ShopId) -> None:
            self.busy(False)
            self.connected.emit(shop)
            self.accept()

        self._desk.task(
            lambda: self._shops.connect(offer.channel, title, entries, days, site), done, failed=self.trouble
        )

    def trouble(self, error: QuaysideError) -> None:
        self.busy(False)
        self.tell(explain(error))

    def busy(self, busy: bool, words: str = "") -> None:
        self.next.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.tell(words, "text2")

    def tell(self, text: str, tone: str = "amber") -> None:
        """A sentence above the buttons."""
        self.told.setText(text)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    # --- what pages need --------------------------------------------------------------------------------------------

    def task_desk(self) -> Desk:
        return self._desk

    def shops(self) -> Shops:
        return self._shops

    def open_page(self, address: str) -> None:
        """The platform's consent page; only https leaves the program."""
        if address.startswith(("https://", "http://127.0.0.1")):
            self._open(QUrl(address))

    def known_logins(self, form: LoginForm) -> tuple[LoginRow, ...]:
        """Logins of this kind that exist already; a mailbox may serve several shops."""
        return tuple(login for login in self._mailboxes if login.channel == form.channel)

    def _build(self) -> None:
        px = self.theme.px
        self._number = 0
        self._page = QWidget()
        self._offers_page = self._page
        column = QVBoxLayout(self)
        column.setContentsMargins(*(px(24),) * 4)
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.addWidget(label(say("wizard.title"), face="title"))
        head.addStretch(1)
        self._steps = label(tone="text3", face="meta")
        head.addWidget(self._steps)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll, 1)
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        self.back, self.next = button(say("wizard.back")), button(say("wizard.check"), "primary")
        self.back.setObjectName("wizard_back")
        self.next.setObjectName("wizard_next")
        cancel = button(say("button.cancel"))
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(cancel)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        column.addLayout(line)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)


class LoginPage(QWidget):
    """One login: its form, the consent page where there is one, and the report of the try."""

    def __init__(self, wizard: ConnectWizard, form: LoginForm) -> None:
        super().__init__()
        self._wizard, self.form = wizard, form
        theme = wizard.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        column.addWidget(label(say_or(f"login.role.{form.role}", form.role), strong=True))
        if form.explanation:
            words = label(say_or(form.explanation, ""), tone="text2")
            words.setWordWrap(True)
            column.addWidget(words)
        self.existing = QComboBox()
        known = wizard.known_logins(form)
        self.existing.addItem(say("login.new"), None)
        if not form.required:
            self.existing.addItem(say("login.skip"), "skip")
        for login in known:
            self.existing.addItem(say("login.use", name=login.label), login.id)
        self.existing.setVisible(self.existing.count() > 1)
        self.existing.setAccessibleName(say("login.which"))
        self.existing.currentIndexChanged.connect(self._existing_chosen)
        column.addWidget(self.existing)
        self.fields = LoginFields(theme, form)
        self.fields.address_typed.connect(self._preset)
        column.addWidget(self.fields)
        self.authorize = button(say("login.authorize"))
        self.authorize.setObjectName("authorize")
        self.authorize.setVisible(form.authorize_url)
        self.authorize.clicked.connect(self._authorize)
        column.addWidget(self.authorize)
        self.report = ReportView(theme)
        column.addWidget(self.report)
        column.addStretch(1)

    def _existing_chosen(self) -> None:
        fresh = self.existing.currentData() is None
        self.fields.setVisible(fresh)
        self.authorize.setVisible(fresh and self.form.authorize_url)

    def _preset(self, address: str) -> None:
        """Server settings of a known provider fill themselves in."""
        wizard = self._wizard
        if "@" in address:
            shops = wizard.shops()
            wizard.task_desk().task(lambda: shops.preset(address), self.fields.fill, failed=wizard.trouble)

    def _authorize(self) -> None:
        wizard, entry = self._wizard, self.fields.entry()
        shops = wizard.shops()
        wizard.task_desk().task(lambda: shops.authorize_url(entry), wizard.open_page, failed=wizard.trouble)

    def check(self, on: Callable[[], None]) -> None:
        """Tries the login for real; goes on when it works."""
        wizard, choice = self._wizard, self.existing.currentData()
        if choice == "skip":
            wizard.entries.pop(self.form.role, None)
            on()
            return
        if choice is not None:
            wizard.entries[self.form.role] = LoginEntry(
                self.form.role, self.form.channel, {}, existing=choice
            )
            on()
            return
        if missing := self.fields.missing():
            wizard.tell(say("wizard.missing", names="、".join(missing)))
            return
        entry = self.fields.entry()
        if wizard.entries.get(self.form.role) == entry and wizard.reports[self.form.role].ok:
            on()
            return
        self._try(entry, on)

    def _try(self, entry: LoginEntry, on: Callable[[], None]) -> None:
        wizard = self._wizard
        shops = wizard.shops()
        wizard.busy(True, say("wizard.checking"))

        def show(report: CheckReport) -> None:
            wizard.busy(False)
            self.report.show_report(report)
            wizard.reports[self.form.role] = report
            if report.ok:
                wizard.entries[self.form.role] = entry
                on()
            else:
                wizard.tell(say("wizard.failed"))

        wizard.task_desk().task(lambda: shops.check(entry), show, failed=wizard.trouble)


class FinishPage(QWidget):
    """What the logins showed, the name of the shop, and how much history is wanted."""

    def __init__(self, wizard: ConnectWizard, offer: ChannelOffer) -> None:
        super().__init__()
        self._wizard, self._offer = wizard, offer
        theme = wizard.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        frame = box("card")
        self._inside = QVBoxLayout(frame)
        self._inside.setContentsMargins(*(theme.px(12),) * 4)
        self._reports: list[ReportView] = []
        column.addWidget(frame)
        self.title, self.period, self.site = QLineEdit(), QComboBox(), QComboBox()
        for days in PERIODS:
            self.period.addItem(say(f"period.{days}"), days)
        self.period.setCurrentIndex(PERIODS.index(30))
        self._site_name = label(say("wizard.site"), tone="text2")
        for name, field in (("wizard.name", self.title), ("wizard.period", self.period)):
            column.addWidget(label(say(name), tone="text2"))
            field.setAccessibleName(say(name))
            column.addWidget(field)
        column.addWidget(self._site_name)
        column.addWidget(self.site)
        self.site.setAccessibleName(say("wizard.site"))
        note = label(say("wizard.period_note"), tone="text3", face="meta")
        note.setWordWrap(True)
        column.addWidget(note)
        column.addStretch(1)

    def prepare(self) -> None:
        """Shows the reports again, side by side, before the shop is stored."""
        for old in self._reports:
            old.deleteLater()
        self._reports = []
        reports = [
            self._wizard.reports[role] for role in self._wizard.entries if role in self._wizard.reports
        ]
        for report in reports:
            view = ReportView(self._wizard.theme)
            view.show_report(report)
            self._inside.addWidget(view)
            self._reports.append(view)
        if not self.title.text():
            named = next((report.title for report in reports if report.title), "")
            self.title.setText(named or say_or(f"channel.{self._offer.channel}", self._offer.title))
        sites = next((report.sites for report in reports if report.sites), ())
        self.site.clear()
        for site in sites:
            self.site.addItem(say_or(f"site.{site}", site), site)
        self.site.setVisible(bool(sites))
        self._site_name.setVisible(bool(sites))
