"""Connecting through the wizard as a person does: a login of two sites, one of them first, the other later."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.readmodels import QuarantineRow, ShopRow
from app.views.admin.page import ShopsPage
from app.views.admin.wizard import ConnectWizard
from app.views.admin.wizard_pages import FinishPage, LoginPage
from tests.flows.day import Day

pytestmark = pytest.mark.timeout(240)
GERMANY, SPAIN = "A1PA6795UKMFR9", "A1RKKUPIHCS9HS"


class Connecting:
    """The wizard, in the hands of somebody who types and clicks."""

    def __init__(self, day: Day) -> None:
        self.day = day
        day.program.window.places.connect_shop()
        (self.page,) = day.program.window.findChildren(ShopsPage)
        dialog = self.page.shops.dialog
        assert isinstance(dialog, ConnectWizard)
        self.wizard = dialog

    def press(self, name: str) -> None:
        def visible() -> list[QPushButton]:
            found = self.wizard.findChildren(QPushButton, name)
            return [one for one in found if one.isVisible() and one.isEnabled()]

        self.day.until(lambda: bool(visible()))
        QTest.mouseClick(visible()[0], Qt.MouseButton.LeftButton)

    def fill(self, values: dict[str, Any]) -> None:
        for key, value in values.items():
            field = self.wizard.findChild(QWidget, f"field.{key}")
            if isinstance(field, QLineEdit):
                field.clear()
                QTest.keyClicks(field, str(value))
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
                field.activated.emit(field.currentIndex())

    def on(self, page: int) -> QWidget:
        """Presses `next` and waits for the page with this number."""
        self.press("wizard_next")
        self.day.until(lambda: self.wizard._number == page)
        return self.wizard.pages[page]

    def use_known(self, page: QWidget) -> None:
        assert isinstance(page, LoginPage)
        page.existing.setCurrentIndex(page.existing.count() - 1)

    def tick(self, site: str) -> QCheckBox:
        found = self.wizard.findChild(QCheckBox, f"site.{site}")
        assert found is not None
        return found

    def connect(self) -> None:
        before = len(shops(self.day))
        self.press("wizard_next")
        self.day.until(lambda: len(shops(self.day)) > before)


def shops(day: Day) -> tuple[ShopRow, ...]:
    found: tuple[ShopRow, ...] = day.read(lambda reader: reader.shops())
    return found


def waiting(day: Day) -> tuple[QuarantineRow, ...]:
    found: tuple[QuarantineRow, ...] = day.read(lambda reader: reader.quarantine())
    return found


def mailbox(day: Day) -> dict[str, Any]:
    line: dict[str, Any] = dict(day.town.line)
    box = line["mailboxes"]["amazon@northshore.example"]
    values = {"address": box["address"], "password": box["password"], "username": box["user"]}
    for half in ("imap", "smtp"):
        values |= {f"{half}_{name}": str(box[half][name]) for name in ("host", "port", "security")}
    return values


def api(day: Day) -> dict[str, Any]:
    line: dict[str, Any] = dict(day.town.line)
    door, shop = line["amazon"], next(one for one in line["shops"] if one["key"] == "amazon-de")
    return {
        "region": "eu", "seller_id": shop["seller"], "client_id": door["client_id"],
        "client_secret": door["client_secret"], "refresh_token": shop["refresh_token"],
        "api_url": door["endpoints"]["eu"], "token_url": door["token_url"],
    }  # fmt: skip


def customer_of(day: Day, shop: str, text: str) -> None:
    written = day.town.ask("written", shop=shop)
    assert isinstance(written, list)
    assert isinstance(written[0], dict)
    day.town.tell("say", conversation=str(written[0]["conversation"]), text=text)


def orders_by_shop(day: Day) -> set[str]:
    question = "SELECT DISTINCT shop.title FROM orders JOIN shop ON shop.id = orders.shop_id"
    return day.program.room.writer.run(
        lambda work: set(work.connection.exec_driver_sql(question).scalars().all())
    )


def test_a_login_serves_two_sites_one_now_and_one_later(qtbot: QtBot, tmp_path: Path) -> None:
    with Day(qtbot, tmp_path) as day:
        first = Connecting(day)
        first.press("offer.amazon")
        first.fill(mailbox(day))
        first.on(1)
        first.fill(api(day))
        finish = first.on(2)
        assert isinstance(finish, FinishPage)
        assert first.tick(GERMANY).isChecked()
        first.tick(SPAIN).click()
        first.connect()
        assert [shop.title for shop in shops(day)] == ["Amazon.de"]
        day.until(day.listens)
        day.until(lambda: orders_by_shop(day) == {"Amazon.de"})

        customer_of(day, "amazon-es", "¿Sirve para el horno?")
        day.hurry()
        day.until(lambda: len(waiting(day)) == 1)
        assert waiting(day)[0].reason == "no_shop_for_site Amazon.es"

        later = Connecting(day)
        later.press("offer.amazon")
        later.use_known(later.wizard.pages[0])
        later.use_known(later.on(1))
        later.on(2)
        assert not later.tick(GERMANY).isEnabled()
        assert later.tick(SPAIN).isChecked()
        later.connect()
        row = day.row_about("¿Sirve para el horno?")
        assert row.waiting_since is not None
        assert waiting(day) == ()
        german, spanish = shops(day)
        assert row.shop == spanish.id
        assert {role: login.id for role, login in german.logins.items()} == {
            role: login.id for role, login in spanish.logins.items()
        }
        day.until(lambda: orders_by_shop(day) == {"Amazon.de", "Amazon.es"})
        day.answer(row, "Sí, hasta 220 grados.")
        day.until(lambda: day.states(row.id)[-1] == "sent")
        assert day.received("Sí, hasta 220 grados.", shop="amazon-es") == 1
