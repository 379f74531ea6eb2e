"""Shops, logins, people, the recovery code, and what could not be read."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.connectors.mail_form import MAILBOX
from app.domain.commands import EditShop, RemoveShop, SaveAgent, SetShopState
from app.domain.errors import Problem
from app.domain.folders import FolderKind, MailFolder
from app.domain.opening import OfferedCode
from app.domain.ports import (
    ChannelOffer,
    CheckReport,
    FormField,
    FoundSettings,
    LoginEntry,
    LoginForm,
    NewShop,
)
from app.domain.readmodels import LoginRow, QuarantineRow, ShopRow
from app.domain.shops import MARKS_READ, Health, Proxy, ProxyKind, ShopState, Site
from app.domain.team import Role
from app.domain.values import AgentId, LoginId, ShopId
from app.services.agents import pin_fits
from app.views.admin.add_login import AddLoginDialog
from app.views.admin.edit_shop import EditShopDialog
from app.views.admin.folders_dialog import FoldersDialog
from app.views.admin.login_form import LoginFields
from app.views.admin.page import ABOUT, AGENTS, QUARANTINE, ShopsPage
from app.views.admin.past_dialog import PastDialog
from app.views.admin.recovery_dialog import RecoveryDialog
from app.views.admin.report import ReportView
from app.views.admin.shop_card import ShopCard
from app.views.admin.shop_dialogs import RemoveShopDialog, SignInDialog
from app.views.admin.wizard import ConnectWizard, FinishPage, LoginPage
from app.views.shared.widgets import BoxText
from app.views.theme import Theme
from app.views.words import reason_words
from tests.views.fakes import LI_NA, NOW, FakeFloor, FakeReader, RecordingWrites, an_id, fake_desk

MAIL = LoginForm("mail", "email", (
    FormField("address", "field_address"),
    FormField("password", "field_password", kind="secret"),
    FormField("imap_host", "field_imap_host", advanced=True),
    FormField("imap_port", "field_imap_port", kind="number", default="993", advanced=True),
    FormField("auth", "field_auth", kind="choice", default="password",
              choices=(("password", "field_auth_password"), ("xoauth2", "OAuth 2")), advanced=True),
), finds_settings=True)  # fmt: skip
API = LoginForm("api", "ebay", (
    FormField("client_id", "field_client_id"),
    FormField("pasted", "field_pasted_address", kind="pasted"),
), authorize_url=True)  # fmt: skip
OFFERS = (
    ChannelOffer("email", "E-mail", (MAIL,), own_addresses=True),
    ChannelOffer("ebay", "eBay", (API,), practice=True),
)
FOLDERS = (
    MailFolder("INBOX", FolderKind.INBOX, fetched=True),
    MailFolder("Gesendet", FolderKind.SENT, fetched=True),
    MailFolder("Spam", FolderKind.JUNK, fetched=False, unread=3),
    MailFolder("Amazon", FolderKind.OTHER, fetched=True),
)
SHOP = ShopId(an_id("shop"))
LOGIN = LoginId(an_id("login"))


class FakeShops:
    """The doors, as a test wants them."""

    def __init__(self) -> None:
        self.report = CheckReport(
            True, "service@firma.example", "Firma", (("imap", True, ""), ("smtp", True, ""))
        )
        self.checked: list[LoginEntry] = []
        self.connected: list[tuple[str, tuple[NewShop, ...], tuple[LoginEntry, ...], int]] = []
        self.signed_in: list[tuple[LoginId, dict[str, str]]] = []
        self.ways: list[Proxy | None] = []
        self.added: list[tuple[ShopId, LoginEntry]] = []
        self.fetched: list[tuple[LoginId, tuple[str, ...]]] = []
        self.further: list[tuple[LoginId, int]] = []
        self.stopped: list[LoginId] = []
        self.tried: list[int] = []
        self.dismissed: list[int] = []
        self.refuse = ""
        self.found: dict[str, str] = {}

    def offers(self) -> tuple[ChannelOffer, ...]:
        return OFFERS

    def preset(self, address: str) -> dict[str, str]:
        return {
            "imap_host": "imap.firma.example",
            "imap_port": "1993",
            "auth": "xoauth2",
            "hint": "hint_app_password",
        }

    def find_settings(self, entry: LoginEntry) -> FoundSettings:
        return FoundSettings(self.found, self.report)

    def authorize_url(self, entry: LoginEntry) -> str:
        return f"https://auth.example/?client={entry.values['client_id']}"

    def check(self, entry: LoginEntry) -> CheckReport:
        self.checked.append(entry)
        return self.report

    def connect(
        self, channel: str, wanted: tuple[NewShop, ...], entries: tuple[LoginEntry, ...], backfill_days: int
    ) -> tuple[ShopId, ...]:
        if self.refuse:
            raise Problem(self.refuse)
        self.connected.append((channel, wanted, entries, backfill_days))
        return (SHOP,)

    def add_login(self, shop: ShopId, entry: LoginEntry) -> CheckReport:
        self.added.append((shop, entry))
        return self.report

    def folders(self, login: LoginId) -> tuple[MailFolder, ...]:
        if self.refuse:
            raise Problem(self.refuse)
        return FOLDERS

    def fetch_folders(self, login: LoginId, names: tuple[str, ...]) -> None:
        self.fetched.append((login, names))

    def fetch_past(self, login: LoginId, days: int) -> None:
        self.further.append((login, days))

    def sign_in_again(
        self, login: LoginId, values: dict[str, str], proxy: Proxy | None = None
    ) -> CheckReport:
        self.signed_in.append((login, values))
        self.ways.append(proxy)
        return self.report

    def cancel_backfill(self, login: LoginId) -> None:
        self.stopped.append(login)

    def sync_now(self) -> None: ...

    def try_quarantined(self, entry: int) -> bool:
        self.tried.append(entry)
        return True

    def quarantined_raw(self, entry: int) -> bytes:
        return b"Broken: \xff mail"

    def dismiss_quarantined(self, entry: int) -> None:
        self.dismissed.append(entry)


class FakeSupport:
    """What support asks for."""

    def diagnostics(self) -> str:
        return "quayside 0.1.0"

    def __init__(self) -> None:
        self.codes: list[str] = []

    def offer_code(self) -> OfferedCode:
        return OfferedCode(GROUPS, (1,))

    def keep_code(self, code: str) -> None:
        self.codes.append(code)

    def log_folder(self) -> Path:
        return Path("/somewhere/logs")

    def set_offline(self, offline: bool) -> None: ...

    def pin_fits(self, agent: AgentId, pin: str) -> bool:
        return True


class Stage:
    """The page on screen with two shops."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot, self.reader, self.writes, self.shops = qtbot, FakeReader(), RecordingWrites(), FakeShops()
        self.urls: list[QUrl] = []
        login = LoginRow(LOGIN, "email", "service@firma.example", Health.SIGN_IN, "wrong_password", NOW, NOW, 10, 100,
                         {"address": "service@firma.example"})  # fmt: skip
        self.reader.shop_rows = (
            ShopRow(SHOP, "email", "Firma", "service@firma.example", 1, ShopState.ACTIVE, {"undo_seconds": "10"},
                    {"mail": login}, 12, "service@firma.example"),
        )  # fmt: skip
        self.reader.quarantine_rows = (
            QuarantineRow(7, LOGIN, "folder:INBOX", "INBOX/3/42", "crashed", NOW, 1, "k", 2048),
        )
        self.desk = fake_desk(self.reader, self.writes)
        self.floor, self.support = FakeFloor(), FakeSupport()
        self.page = ShopsPage(self.desk, self.shops, self.floor, theme, self.support, self.urls.append)
        self.page.resize(1000, 700)
        qtbot.addWidget(self.page)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(8):
            QApplication.processEvents()

    def press(self, name: str, inside: QWidget | None = None) -> None:
        found = [made for made in (inside or self.page).findChildren(QPushButton, name) if made.isVisible()]
        assert found, f"no visible button {name}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def wizard(self, channel: str) -> ConnectWizard:
        self.press("connect_shop")
        wizard = self.page.shops.dialog
        assert isinstance(wizard, ConnectWizard)
        self.press(f"offer.{channel}", wizard)
        return wizard

    def fill(self, page: QWidget, key: str, text: str) -> None:
        field = page.findChild(QWidget, f"field.{key}")
        assert isinstance(field, QLineEdit | QPlainTextEdit), key
        field.setFocus()
        QTest.keyClicks(field, text)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def shown(wizard: ConnectWizard, kind: type[QWidget]) -> QWidget:
    page = wizard.pages[wizard._number]
    assert isinstance(page, kind)
    return page


# --- connecting -----------------------------------------------------------------------------------------------------


def test_a_shop_is_connected_after_a_real_check(stage: Stage) -> None:
    wizard = stage.wizard("email")
    page = shown(wizard, LoginPage)
    stage.fill(page, "address", "service@firma.example")
    stage.fill(page, "password", "geheim")
    assert isinstance(page, LoginPage)
    stage.qtbot.waitUntil(lambda: page.fields.values()["imap_host"] != "")
    stage.press("wizard_next", wizard)
    assert wizard.told.text() == ""
    values = stage.shops.checked[0].values
    assert (values["imap_host"], values["imap_port"], values["auth"]) == (
        "imap.firma.example",
        "1993",
        "xoauth2",
    )
    finish = shown(wizard, FinishPage)
    assert isinstance(finish, FinishPage)
    assert finish.title.text() == "Firma"
    finish.period.setCurrentIndex(finish.period.findData(90))
    stage.press("wizard_next", wizard)
    (channel, wanted, entries, days) = stage.shops.connected[0]
    assert (channel, wanted, days) == ("email", (NewShop("Firma"),), 90)
    assert entries[0].values["password"] == "geheim"


def test_what_is_missing_is_named_and_nothing_is_tried(stage: Stage) -> None:
    wizard = stage.wizard("email")
    stage.fill(shown(wizard, LoginPage), "address", "service@firma.example")
    stage.press("wizard_next", wizard)
    assert stage.shops.checked == []
    assert "密码" in wizard.told.text()


def test_servers_are_looked_for_on_a_click_and_what_was_found_is_shown(stage: Stage) -> None:
    wizard = stage.wizard("email")
    page = shown(wizard, LoginPage)
    assert isinstance(page, LoginPage)
    stage.fill(page, "address", "a@shop.example")
    stage.press("find_settings", wizard)
    assert "密码" in wizard.told.text()
    stage.fill(page, "password", "geheim")
    stage.press("find_settings", wizard)
    stage.qtbot.waitUntil(lambda: "没有找到" in wizard.told.text())
    stage.shops.found = {
        "imap_host": "mail.shop.example",
        "imap_port": "143",
        "smtp_host": "out.shop.example",
    }
    stage.press("find_settings", wizard)
    stage.qtbot.waitUntil(lambda: "mail.shop.example" in wizard.told.text())
    assert "out.shop.example" in wizard.told.text()
    assert page.fields.values()["imap_port"] == "143"
    assert wizard.next.isEnabled()


def test_what_a_shop_does_without_is_told_and_keeps_nobody_out(qtbot: QtBot, theme: Theme) -> None:
    steps = (("orders", True, ""), ("messages", True, "sign_in_again"))
    view = ReportView(theme)
    qtbot.addWidget(view)
    view.show_report(CheckReport(True, "7", "Firma", steps))
    texts = [one.text() for one in view.findChildren(QLabel)]
    assert texts.count("正常") == 1
    assert "登录已失效，需要重新登录" in texts
    assert any("Firma" in text for text in texts)


def test_a_door_that_stays_shut_is_told_step_by_step(stage: Stage) -> None:
    stage.shops.report = CheckReport(False, "", "", (("imap", True, ""), ("smtp", False, "wrong_password")))
    wizard = stage.wizard("email")
    page = shown(wizard, LoginPage)
    stage.fill(page, "address", "a@firma.example")
    stage.fill(page, "password", "falsch")
    stage.press("fold_advanced", wizard)
    stage.fill(page, "imap_host", "imap.firma.example")
    stage.press("wizard_next", wizard)
    assert isinstance(wizard.pages[wizard._number], LoginPage)
    assert "还没有登录成功" in wizard.told.text()
    assert stage.shops.connected == []


def test_a_proxy_of_its_own_goes_with_the_login(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    stage.press("fold_proxy", wizard)
    kind = page.findChild(QComboBox, "proxy.kind")
    assert kind is not None
    kind.setCurrentIndex(kind.findData("socks5"))
    for key, text in (("host", "127.0.0.1"), ("port", "1080"), ("user", "me"), ("password", "pw")):
        QTest.keyClicks(page.findChild(QWidget, f"proxy.{key}"), text)
    stage.press("wizard_next", wizard)
    proxy = stage.shops.checked[0].proxy
    assert proxy is not None
    assert (proxy.kind, proxy.host, proxy.port, proxy.username, proxy.password) == (
        ProxyKind.SOCKS5, "127.0.0.1", 1080, "me", "pw",
    )  # fmt: skip
    assert "pw" not in repr(stage.shops.checked[0])


def test_the_wheel_moves_the_page_and_changes_no_choice(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.press("fold_proxy", wizard)
    kind = page.findChild(QComboBox, "proxy.kind")
    assert kind is not None
    turn = QWheelEvent(
        QPointF(3, 3), kind.mapToGlobal(QPointF(3, 3)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    turn.accept()
    QApplication.sendEvent(kind, turn)
    assert kind.currentData() == ""
    assert not turn.isAccepted()


def test_the_consent_page_opens_with_what_was_entered(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    stage.fill(shown(wizard, LoginPage), "client_id", "app-1")
    stage.press("authorize", wizard)
    assert [url.toString() for url in stage.urls] == ["https://auth.example/?client=app-1"]


def test_the_way_to_the_consent_page_stands_where_its_answer_is_pasted(stage: Stage) -> None:
    page = shown(stage.wizard("ebay"), LoginPage)
    tops = [
        page.findChild(QWidget, name).mapTo(page, QPoint()).y()  # type: ignore[union-attr]  # they are there
        for name in ("field.client_id", "authorize", "field.pasted", "fold_proxy")
    ]
    assert tops == sorted(tops)


def test_a_password_is_wanted_unless_the_mailbox_is_opened_by_consent(qtbot: QtBot, theme: Theme) -> None:
    fields = LoginFields(theme, MAILBOX, QPushButton())
    qtbot.addWidget(fields)
    fields.fill({"address": "a@b.example", "imap_host": "i.example", "smtp_host": "s.example"})
    assert fields.missing() == ["密码或授权码"]
    fields.fill({"auth": "xoauth2"})
    assert fields.missing() == []


def test_of_two_logins_of_a_channel_each_is_signed_into_by_its_own_form(
    qtbot: QtBot, theme: Theme, stage: Stage
) -> None:
    forms = [replace(API, role=role, explanation=f"explain_lazada_{role}") for role in ("orders", "chat")]
    stage.shops.offers = lambda: (ChannelOffer("ebay", "eBay", tuple(forms)),)  # type: ignore[method-assign]
    login = LoginRow(LOGIN, "ebay", "eBay", Health.SIGN_IN, "", NOW, NOW, 0, 0, {"role": "chat"})
    dialog = SignInDialog(stage.desk, stage.shops, theme, stage.page, login, stage.urls.append)
    qtbot.addWidget(dialog)
    stage.settle()
    assert dialog.fields is not None
    assert dialog.fields.form.role == "chat"


def test_the_same_shop_twice_is_refused_calmly(stage: Stage) -> None:
    stage.shops.refuse = "shop_twice"
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    stage.press("wizard_next", wizard)
    stage.press("wizard_next", wizard)
    assert wizard.isVisible()
    assert wizard.told.text()


def test_going_back_keeps_what_was_typed(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    stage.press("wizard_next", wizard)
    stage.press("wizard_back", wizard)
    assert isinstance(page, LoginPage)
    assert page.fields.values()["client_id"] == "app"


def test_a_mailbox_that_is_known_can_serve_another_shop(stage: Stage) -> None:
    wizard = stage.wizard("email")
    page = shown(wizard, LoginPage)
    assert isinstance(page, LoginPage)
    page.existing.setCurrentIndex(page.existing.findData(LOGIN))
    stage.press("wizard_next", wizard)
    stage.press("wizard_next", wizard)
    assert stage.shops.connected[0][2][0].existing == LOGIN
    assert [entry.existing for entry in stage.shops.checked] == [LOGIN]


SITES = (
    Site("D", "Markt.de", "DE"),
    Site("F", "Markt.fr", "FR"),
    Site("S", "Markt.es", "ES", taken=True),
    Site("T", "Test place", "GB", usual=False),
)


def at_the_sites(stage: Stage) -> ConnectWizard:
    stage.shops.report = CheckReport(True, "A1", "Firma", (("orders", True, ""),), SITES)
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    stage.press("wizard_next", wizard)
    return wizard


def tick(wizard: ConnectWizard, site: str) -> QCheckBox:
    box = wizard.findChild(QCheckBox, f"site.{site}")
    assert box is not None
    return box


def test_each_ticked_site_of_a_login_becomes_a_shop_of_its_own(stage: Stage) -> None:
    wizard = at_the_sites(stage)
    assert [tick(wizard, key).isChecked() for key in "DFST"] == [True, True, False, False]
    assert not tick(wizard, "S").isEnabled()
    assert not shown(wizard, FinishPage).title.isVisible()  # type: ignore[attr-defined]
    name = wizard.findChild(QLineEdit, "site_name.F")
    assert name is not None
    name.selectAll()
    QTest.keyClicks(name, "France")
    stage.press("wizard_next", wizard)
    wanted = (NewShop("Markt.de", "D", country="DE"), NewShop("France", "F", country="FR"))
    assert stage.shops.connected[0][1] == wanted


def test_without_a_ticked_site_nothing_is_connected(stage: Stage) -> None:
    wizard = at_the_sites(stage)
    for key in "DF":
        tick(wizard, key).click()
    stage.press("wizard_next", wizard)
    assert stage.shops.connected == []
    assert "勾选" in wizard.told.text()


def test_going_back_and_on_keeps_what_was_ticked(stage: Stage) -> None:
    wizard = at_the_sites(stage)
    tick(wizard, "F").click()
    stage.press("wizard_back", wizard)
    stage.press("wizard_next", wizard)
    assert not tick(wizard, "F").isChecked()


def test_a_mail_of_a_site_without_a_shop_says_which_site(stage: Stage) -> None:
    assert reason_words("no_shop_for_site Amazon.es").startswith("Amazon.es · 这个站点还没有店铺")


# --- keeping --------------------------------------------------------------------------------------------------------


def test_a_shop_that_is_a_site_is_told_by_the_site_in_words(stage: Stage) -> None:
    (row,) = stage.reader.shop_rows
    amazon = replace(row, channel="amazon", remote_key="A2SELLER@A1PA6795UKMFR9", seller="A2SELLER",
                     sites=("Amazon.de",))  # fmt: skip
    card = ShopCard(stage.page.theme, amazon, NOW)
    stage.qtbot.addWidget(card)
    card.resize(1000, 160)
    card.show()
    shown = [words.text() for words in card.findChildren(QLabel)]
    assert {"Amazon.de", "A2SELLER"} <= set(shown)
    assert not any("A1PA6795UKMFR9" in words for words in shown)


def test_a_shop_is_paused(stage: Stage) -> None:
    stage.press("pause")
    assert [each.state for each in stage.writes.commands if isinstance(each, SetShopState)] == ["paused"]


def test_fetching_old_messages_can_be_stopped(stage: Stage) -> None:
    stage.press("stop_backfill")
    assert stage.shops.stopped == [LOGIN]


def test_signing_in_again_keeps_the_shop(stage: Stage) -> None:
    stage.page.sign_in(SHOP)
    stage.settle()
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, SignInDialog)
    assert dialog.fields is not None
    stage.fill(dialog, "password", "neu")
    stage.press("fold_advanced", dialog)
    stage.fill(dialog, "imap_host", "imap.firma.example")
    stage.press("go", dialog)
    ((login, values),) = stage.shops.signed_in
    assert login == LOGIN
    assert (values["address"], values["password"]) == ("service@firma.example", "neu")


def test_another_shops_login_is_refused(stage: Stage) -> None:
    stage.shops.report = CheckReport(False, "x", "Andere", (("owner", False, "other_shop"),))
    stage.page.sign_in(SHOP)
    stage.settle()
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, SignInDialog)
    stage.fill(dialog, "password", "neu")
    stage.press("fold_advanced", dialog)
    stage.fill(dialog, "imap_host", "imap.firma.example")
    stage.press("go", dialog)
    assert dialog.isVisible()


def test_a_shop_is_removed_only_after_its_name_was_typed(stage: Stage) -> None:
    stage.press("remove")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, RemoveShopDialog)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.typed, "Firm")
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.typed, "a")
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, RemoveShop)]
    assert not command.with_data


def test_our_own_promise_and_the_undo_are_settings_of_the_shop(stage: Stage) -> None:
    stage.press("edit")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, EditShopDialog)
    dialog.hours.setValue(4.5)
    dialog.seconds.setValue(20)
    dialog.colour.choose(6)
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, EditShop)]
    assert command.colour == 6
    assert command.settings == {"internal_target_hours": "4.5", "undo_seconds": "20", "assignee": ""}


def test_whether_a_platform_hears_of_reading_is_asked_only_where_it_can(stage: Stage) -> None:
    stage.press("edit")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, EditShopDialog)
    assert dialog.marks_read.isHidden()
    dialog.reject()
    stage.floor.able = frozenset({MARKS_READ})
    stage.press("edit")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, EditShopDialog)
    assert dialog.marks_read.isVisible()
    assert dialog.marks_read.isChecked()
    dialog.marks_read.setChecked(False)
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, EditShop)]
    assert command.settings[MARKS_READ] == "no"


def test_a_login_gets_another_proxy_where_the_old_one_fails(stage: Stage) -> None:
    stage.page.shops.sign_in_login(stage.reader.shop_rows[0].logins["mail"], proxy=True)
    stage.settle()
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, SignInDialog)
    assert dialog.fields is not None
    assert dialog.fields.proxy.isVisible()
    dialog.fields.proxy.kind.setCurrentIndex(dialog.fields.proxy.kind.findData("socks5"))
    dialog.fields.proxy.host.setText("127.0.0.1")
    stage.fill(dialog, "password", "neu")
    stage.press("fold_advanced", dialog)
    stage.fill(dialog, "imap_host", "imap.firma.example")
    stage.press("go", dialog)
    assert stage.shops.ways == [Proxy(ProxyKind.SOCKS5, "127.0.0.1", 1080, "", "")]


def test_the_present_proxy_is_shown_and_can_be_taken_away(stage: Stage) -> None:
    login = stage.reader.shop_rows[0].logins["mail"]
    way = Proxy(ProxyKind.HTTP, "proxy.firma.example", 3128, "lin")
    stage.page.shops.sign_in_login(replace(login, proxy=way))
    stage.settle()
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, SignInDialog)
    assert dialog.fields is not None
    proxy = dialog.fields.proxy
    assert proxy.isVisible()
    assert proxy.proxy() == way
    proxy.kind.setCurrentIndex(proxy.kind.findData(""))
    stage.fill(dialog, "password", "neu")
    stage.press("fold_advanced", dialog)
    stage.fill(dialog, "imap_host", "imap.firma.example")
    stage.press("go", dialog)
    assert stage.shops.ways == [None]


def with_row(stage: Stage, **changes: object) -> None:
    """The shop as a test wants it."""
    stage.reader.shop_rows = (replace(stage.reader.shop_rows[0], **changes),)  # type: ignore[arg-type]  # as named
    stage.page.shops.ask()
    stage.settle()


def test_folders_are_ticked_as_the_server_lists_them(stage: Stage) -> None:
    login = replace(stage.reader.shop_rows[0].logins["mail"], has_folders=True)
    with_row(stage, logins={"mail": login})
    stage.press("folders")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, FoldersDialog)
    assert list(dialog.ticks) == ["Spam", "Amazon"]
    assert "3 封未读" in dialog.ticks["Spam"].text()
    dialog.ticks["Spam"].click()
    stage.press("go", dialog)
    assert stage.shops.fetched == [(LOGIN, ("Spam", "Amazon"))]


def test_where_the_server_does_not_answer_no_folder_is_changed(stage: Stage) -> None:
    login = replace(stage.reader.shop_rows[0].logins["mail"], has_folders=True)
    with_row(stage, logins={"mail": login})
    stage.shops.refuse = "no_line"
    stage.press("folders")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, FoldersDialog)
    assert not dialog.told.text().startswith("正在")
    assert dialog.ticks == {}


def test_a_login_without_folders_offers_none(stage: Stage) -> None:
    assert not [made for made in stage.page.findChildren(QPushButton, "folders") if made.isVisible()]


def test_a_shop_gets_the_login_it_was_connected_without(stage: Stage) -> None:
    with_row(stage, channel="ebay")
    stage.press("add_login.api")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, AddLoginDialog)
    assert not dialog.existing.isVisible()
    stage.press("go", dialog)
    assert stage.shops.added == []
    stage.fill(dialog, "client_id", "app")
    stage.fill(dialog, "pasted", "https://x.example/?code=1")
    stage.press("go", dialog)
    ((shop, entry),) = stage.shops.added
    assert (shop, entry.role, entry.values["client_id"]) == (SHOP, "api", "app")
    assert stage.page.shops.dialog is None


def test_a_login_of_another_shop_can_be_shared(stage: Stage) -> None:
    (row,) = stage.reader.shop_rows
    other = replace(row.logins["mail"], id=LoginId(an_id("other")), channel="ebay", label="seller-1")
    twin = replace(row, id=ShopId(an_id("twin")), channel="ebay", logins={"api": other})
    stage.reader.shop_rows = (replace(row, channel="ebay"), twin)
    stage.page.shops.ask()
    stage.settle()
    stage.press("add_login.api")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, AddLoginDialog)
    dialog.existing.setCurrentIndex(1)
    assert not dialog.area.isVisible()
    stage.press("go", dialog)
    assert [entry.existing for _, entry in stage.shops.added] == [other.id]


def test_a_shop_with_all_its_logins_offers_none_to_add(stage: Stage) -> None:
    assert not [
        made for made in stage.page.findChildren(QPushButton) if made.objectName().startswith("add_login")
    ]


def test_more_of_the_past_can_be_fetched_once_it_stands_still(stage: Stage) -> None:
    assert not stage.page.findChildren(QPushButton, "fetch_past")  # it is being fetched
    login = replace(
        stage.reader.shop_rows[0].logins["mail"], past_ended=True, settings={"backfill_days": "30"}
    )
    with_row(stage, logins={"mail": login})
    assert not stage.page.findChildren(QPushButton, "stop_backfill")
    stage.press("fetch_past")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, PastDialog)
    assert dialog.period.currentData() == 90
    dialog.period.setCurrentIndex(dialog.period.findData(365))
    stage.press("go", dialog)
    assert stage.shops.further == [(LOGIN, 365)]


def test_who_gets_new_conversations_and_which_addresses_are_the_shops_own(stage: Stage) -> None:
    with_row(stage, own_addresses=True)
    stage.press("edit")
    dialog = stage.page.shops.dialog
    assert isinstance(dialog, EditShopDialog)
    assert [dialog.assignee.itemText(n) for n in range(dialog.assignee.count())] == [
        "先不分配",
        "王晓",
        "李娜",
    ]
    dialog.assignee.setCurrentIndex(2)
    dialog.address.setText("Laden@Firma.example ")
    dialog.aliases.setText("a@firma.example，b@firma.example; c@firma.example")
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, EditShop)]
    assert command.settings["assignee"] == str(LI_NA)
    assert command.settings["address"] == "laden@firma.example"
    assert command.settings["aliases"] == "a@firma.example b@firma.example c@firma.example"


def test_a_second_shop_of_a_mailbox_names_its_own_address(stage: Stage) -> None:
    wizard = stage.wizard("email")
    page = shown(wizard, LoginPage)
    stage.fill(page, "address", "service@firma.example")
    stage.fill(page, "password", "x")
    assert isinstance(page, LoginPage)
    stage.qtbot.waitUntil(lambda: page.fields.values()["imap_host"] != "")
    stage.press("wizard_next", wizard)
    finish = shown(wizard, FinishPage)
    assert isinstance(finish, FinishPage)
    assert finish.address.text() == "service@firma.example"
    finish.address.setText("Laden@firma.example")
    stage.press("wizard_next", wizard)
    assert stage.shops.connected[0][1] == (NewShop("Firma", address="laden@firma.example"),)


# --- practice -------------------------------------------------------------------------------------------------------


def test_a_channel_can_be_looked_at_before_there_is_an_account(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    joined: list[object] = []
    wizard.connected.connect(joined.append)
    stage.press("practise", wizard)
    assert stage.floor.practised == [("ebay", "练习 · eBay")]
    assert joined == [ShopId(an_id("practice"))]


def test_where_there_is_nothing_to_practise_with_nothing_is_offered(stage: Stage) -> None:
    wizard = stage.wizard("email")
    assert wizard.findChild(QPushButton, "practise") is None


def test_a_practice_shop_says_that_it_is_one(stage: Stage) -> None:
    row = stage.reader.shop_rows[0]
    stage.reader.shop_rows = (replace(row, settings={"practice": "yes"}),)
    stage.page.shops.ask()
    stage.settle()
    boxes = [box for box in stage.page.shops.cards[0].findChildren(BoxText) if box.accessibleName() == "练习"]
    assert len(boxes) == 1


# --- the rest of the page -------------------------------------------------------------------------------------------


def test_what_could_not_be_read_is_shown_raw_and_tried_again(stage: Stage) -> None:
    assert stage.page.tabs.tabText(QUARANTINE).endswith("1")
    stage.page.tabs.setCurrentIndex(QUARANTINE)
    stage.settle()
    stage.press("show_raw")
    dialog = stage.page.quarantine.dialog
    assert dialog is not None
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert text.toPlainText().startswith("Broken: ")
    dialog.close()
    stage.press("try_again")
    assert stage.shops.tried == [7]
    assert stage.page.quarantine.told.isVisible()


def test_what_only_the_platform_can_offer_again_is_not_promised_here_and_can_be_put_away(
    stage: Stage,
) -> None:
    stage.reader.quarantine_rows = (
        QuarantineRow(8, LOGIN, "messages", "m-8", "broken_answer", NOW, 1, "k", 20),
    )
    stage.page.tabs.setCurrentIndex(QUARANTINE)
    stage.page.quarantine.ask()
    stage.settle()
    assert [one.objectName() for one in stage.page.quarantine.findChildren(QPushButton)] == [
        "show_raw",
        "dismiss",
    ]
    stage.press("dismiss")
    assert stage.shops.dismissed == [8]


def test_an_agent_is_added_and_the_pin_leaves_only_as_a_digest(stage: Stage) -> None:
    stage.page.tabs.setCurrentIndex(AGENTS)
    stage.settle()
    stage.press("add_agent")
    dialog = stage.page.agents.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Chen")
    QTest.keyClicks(dialog.pin, "12")
    stage.press("go", dialog)
    assert "4" in dialog.told.text()
    QTest.keyClicks(dialog.pin, "34")
    dialog.role.setCurrentIndex(dialog.role.findData(Role.SENIOR))
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, SaveAgent)]
    assert (command.name, command.role, command.active) == ("Chen", Role.SENIOR, True)
    assert command.pin_hash is not None
    assert "1234" not in command.pin_hash
    assert pin_fits("1234", command.pin_hash)


def test_editing_without_a_pin_leaves_the_pin_alone(stage: Stage) -> None:
    stage.page.tabs.setCurrentIndex(AGENTS)
    stage.settle()
    stage.press("edit_agent")
    dialog = stage.page.agents.dialog
    assert dialog is not None
    stage.press("go", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, SaveAgent)]
    assert command.pin_hash is None


def test_diagnostics_are_read_before_they_are_copied(stage: Stage) -> None:
    stage.page.tabs.setCurrentIndex(ABOUT)
    stage.settle()
    stage.press("about_copy")
    assert stage.page.about.shown.isVisible()
    assert QGuiApplication.clipboard().text() == "quayside 0.1.0"
    stage.press("about_logs")
    assert stage.urls[-1].toLocalFile() == "/somewhere/logs"


def test_a_new_recovery_code_is_in_force_once_it_was_written_down(stage: Stage) -> None:
    stage.page.tabs.setCurrentIndex(ABOUT)
    stage.settle()
    stage.press("about_code")
    dialog = stage.page.about.dialog
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # the old one still opens: this may be left
    assert not dialog.isVisible()
    assert stage.support.codes == []
    stage.press("about_code")
    dialog = stage.page.about.dialog
    assert dialog is not None
    click(dialog, "recovery_written")
    QTest.keyClicks(dialog.fields[0], "efgh")
    click(dialog, "recovery_done")
    stage.settle()
    assert stage.support.codes == ["AB0D-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789"]
    assert "旧的作废" in stage.page.about.told.text()


# --- the recovery code ----------------------------------------------------------------------------------------------

GROUPS = ("AB0D", "EFGH", "JKMN", "PQRS", "TVWX", "YZ01", "2345", "6789")


@pytest.fixture
def recovery(qtbot: QtBot, theme: Theme) -> RecoveryDialog:
    dialog = RecoveryDialog(theme, GROUPS, (0, 4, 5))
    qtbot.addWidget(dialog, before_close_func=lambda made: made.hide())
    dialog.show()
    return dialog


def click(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_three_groups_are_asked_back(recovery: RecoveryDialog, qtbot: QtBot) -> None:
    click(recovery, "recovery_written")
    for field, typed in zip(recovery.fields, ("abod", "tvwx", "yzOl"), strict=True):
        QTest.keyClicks(field, typed)
    with qtbot.waitSignal(recovery.accepted):
        click(recovery, "recovery_done")


def test_a_slip_of_the_pen_is_pointed_out(recovery: RecoveryDialog) -> None:
    click(recovery, "recovery_written")
    for field, typed in zip(recovery.fields, ("AB0D", "TVWY", "YZ01"), strict=True):
        QTest.keyClicks(field, typed)
    click(recovery, "recovery_done")
    assert recovery.isVisible()
    assert "第 5 组" in recovery.told.text()


def test_the_code_cannot_be_passed_by_accident(
    recovery: RecoveryDialog, capsys: pytest.CaptureFixture[str]
) -> None:
    QTest.keyClick(recovery, Qt.Key.Key_Escape)
    recovery.close()
    assert recovery.isVisible()
    out = capsys.readouterr()
    assert not any(group in out.out + out.err for group in GROUPS)


def test_what_a_login_was_refused_for_is_said_in_words(stage: Stage) -> None:
    stage.shops.refuse = "wrong_password"
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    stage.press("wizard_next", wizard)
    stage.press("wizard_next", wizard)
    assert wizard.told.text() == "密码或授权码不对"


def test_cancelling_while_a_login_is_tried_leaves_nothing_behind(stage: Stage) -> None:
    wizard = stage.wizard("ebay")
    page = shown(wizard, LoginPage)
    stage.fill(page, "client_id", "app")
    stage.fill(page, "pasted", "https://x.example/?code=1")
    QTest.mouseClick(wizard.next, Qt.MouseButton.LeftButton)
    wizard.reject()
    stage.settle()
    assert stage.shops.connected == []
    assert stage.page.shops.dialog is None
