"""Connecting a shop: choose the channel, fill in its logins, have each tried for real, say how far back to fetch."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry, LoginForm, ShopFloor, Shops
from app.domain.readmodels import LoginRow
from app.domain.values import ShopId
from app.views.admin.wizard_pages import FinishPage, LoginPage
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import TallButton
from app.views.shared.widgets import Monogram, button, label
from app.views.theme import Theme
from app.views.words import explain, listed, say, say_or


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
        floor: ShopFloor | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shops, self.theme, self._open = desk, shops, theme, open_url
        self._mailboxes, self._floor = mailboxes, floor
        self.offer: ChannelOffer | None = None
        self.pages: list[QWidget] = []
        self.reports: dict[str, CheckReport] = {}
        self.entries: dict[str, LoginEntry] = {}
        self.setWindowTitle(say("wizard.title"))
        self.resize(theme.px(560), theme.px(600))
        self._build()
        desk.task(shops.offers, while_alive(self, self._show_offers), failed=while_alive(self, self.trouble))

    # --- pages ------------------------------------------------------------------------------------------------------

    def _show_offers(self, offers: tuple[ChannelOffer, ...]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.theme.px(10), 0)
        column.setSpacing(self.theme.px(6))
        column.addWidget(label(say("wizard.which"), tone="text2"))
        for offer in offers:
            choice = TallButton(self.theme.px(40))
            choice.setProperty("box", "offer")
            choice.setObjectName(f"offer.{offer.channel}")
            choice.setAccessibleName(say_or(f"channel.{offer.channel}", offer.title))
            line = QHBoxLayout(choice)
            line.addWidget(Monogram(self.theme, offer.channel))
            line.addWidget(label(say_or(f"channel.{offer.channel}", offer.title), strong=True))
            line.addStretch(1)
            needs = listed(
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
        practice = offer.practice and self._floor is not None
        self._offers_page = self._page
        self.pages = [LoginPage(self, form) for form in offer.forms]
        if practice and isinstance(first := self.pages[0], LoginPage):
            first.offer_practice(self._practise)
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

    def _connect(self, page: FinishPage) -> None:
        offer = self.offer
        assert offer is not None
        wanted = page.wanted()
        if not wanted:
            self.tell(page.missing())
            return
        entries = tuple(self.entries[form.role] for form in offer.forms if form.role in self.entries)
        days = int(page.period.currentData())
        self.busy(True, say("wizard.connecting"))

        def done(shops: tuple[ShopId, ...]) -> None:
            self.busy(False)
            self.connected.emit(shops[0])
            self.accept()

        self._desk.task(
            lambda: self._shops.connect(offer.channel, wanted, entries, days),
            while_alive(self, done),
            failed=while_alive(self, self.trouble),
        )

    def _practise(self) -> None:
        """The channel's practice shop instead of a real one."""
        offer, floor = self.offer, self._floor
        assert offer is not None
        assert floor is not None
        title = say("practice.shop", channel=say_or(f"channel.{offer.channel}", offer.title))
        self.busy(True, say("practice.opening"))

        def done(shop: ShopId) -> None:
            self.busy(False)
            self.connected.emit(shop)
            self.accept()

        self._desk.task(
            lambda: floor.practise(offer.channel, title),
            while_alive(self, done),
            failed=while_alive(self, self.trouble),
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
