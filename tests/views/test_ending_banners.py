"""A login that ends is told of in time, and not every morning."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import Health, ShopState
from app.domain.values import LoginId, ShopId
from app.views.banners import Banner, BannerArea, Condition
from app.views.ending_banners import EndingBanners
from app.views.theme import Theme
from tests.views.fakes import NOW, FakeReader, MemorySettings, StillClock, an_id, fake_desk

DAY = timedelta(days=1)
LOGIN, SHOP = LoginId(an_id("login")), ShopId(an_id("shop"))


class Stage:
    """The banners over one shop whose login ends."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.reader, self.clock, self.settings = FakeReader(), StillClock(), MemorySettings()
        self.area = BannerArea(theme)
        qtbot.addWidget(self.area)
        self.banners = EndingBanners(fake_desk(self.reader, clock=self.clock), self.settings, self.area)
        self.wanted: list[object] = []
        self.banners.sign_in_wanted.connect(self.wanted.append)

    def ends(self, moment: datetime | None, health: Health = Health.OK) -> list[Banner]:
        """What stands on the screen when the login ends then."""
        login = LoginRow(LOGIN, "ebay", "eBay", health, "", NOW, NOW, 0, 0, {}, moment)
        self.reader.shop_rows = (
            ShopRow(SHOP, "ebay", "eBay UK", "me", 0, ShopState.ACTIVE, {}, {"api": login}, 3),
        )
        return self.look()

    def look(self) -> list[Banner]:
        self.banners.look()
        for _ in range(4):
            QApplication.processEvents()
        return [banner for banner in self.area.on_screen() if banner.condition is Condition.ENDING]


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def test_thirty_days_before_a_login_ends_it_is_said(stage: Stage) -> None:
    assert stage.ends(None) == []
    assert stage.ends(NOW + 31 * DAY) == []
    (banner,) = stage.ends(NOW + 30 * DAY)
    assert "eBay UK" in banner.title()
    assert "30 天" in banner.text()
    banner.presses[0].action()
    assert stage.wanted == [SHOP]


def test_a_login_that_has_ended_already_has_a_graver_banner(stage: Stage) -> None:
    assert stage.ends(NOW - DAY, Health.SIGN_IN) == []


def test_a_practice_shop_is_gone_before(stage: Stage) -> None:
    stage.ends(NOW + 5 * DAY)
    stage.reader.shop_rows = (replace(stage.reader.shop_rows[0], settings={"practice": "yes"}),)
    assert stage.look() == []


def test_later_means_a_week_and_on_the_last_days_one(stage: Stage) -> None:
    end = NOW + 30 * DAY
    (banner,) = stage.ends(end)
    banner.presses[1].action()
    assert stage.look() == []
    stage.clock.pass_(6 * DAY)
    assert stage.look() == []
    stage.clock.pass_(DAY)
    assert len(stage.look()) == 1
    stage.clock.pass_(13 * DAY)
    stage.look()[0].presses[1].action()
    assert stage.look() == []
    stage.clock.pass_(DAY)
    assert len(stage.look()) == 1


def test_after_signing_in_again_the_banner_is_gone(stage: Stage) -> None:
    assert len(stage.ends(NOW + 5 * DAY)) == 1
    assert stage.ends(NOW + 500 * DAY) == []
