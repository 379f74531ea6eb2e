"""The health page: calm where all is well, and where it is not, the one thing that helps."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.budgets import Budget
from app.domain.changes import Changes
from app.domain.health import LoginPulse, StreamPulse, StreamRow, Way
from app.domain.readmodels import LoginRow, QuarantineRow, ShopRow
from app.domain.shops import Health, ShopState
from app.domain.values import LoginId, ShopId
from app.views.admin.health import HealthList
from app.views.admin.health_words import stream_words
from app.views.theme import Theme
from tests.views.fakes import NOW, FakeFloor, FakeReader, StillClock, an_id, fake_desk

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


class Stage:
    """The page over two shops that are well."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.reader, self.floor, self.clock = FakeReader(), FakeFloor(), StillClock()
        self.beats: dict[str, LoginPulse] = {}
        self.logins: dict[str, LoginRow] = {}
        for name in ("eBay UK", "Lazada"):
            self.add(name)
        self.desk = fake_desk(self.reader, clock=self.clock)
        self.page = HealthList(self.desk, self.floor, theme)
        self.signed_in: list[object] = []
        self.page.sign_in_wanted.connect(self.signed_in.append)
        self.page.proxy_wanted.connect(lambda login: self.signed_in.append(("proxy", login)))
        self.page.quarantine_wanted.connect(lambda: self.signed_in.append("quarantine"))
        self.page.resize(880, 600)
        qtbot.addWidget(self.page)
        self.show()
        self.page.show()
        self.settle()

    def add(self, name: str) -> None:
        login = LoginId(an_id(name))
        self.logins[name] = LoginRow(login, "ebay", name, Health.OK, "", NOW, NOW, 0, 0)
        live = StreamPulse("messages", Way.LIVE, NOW - 20 * SECOND, NOW + 40 * SECOND)
        self.beats[name] = LoginPulse(login, (live,))

    def show(self) -> None:
        """What store and lanes say now."""
        self.reader.shop_rows = tuple(
            ShopRow(
                ShopId(an_id(f"shop {name}")), "ebay", name, "me", 0, ShopState.ACTIVE, {}, {"api": login}, 3
            )
            for name, login in self.logins.items()
        )
        self.floor.beats = tuple(self.beats.values())

    def now(self, name: str, health: Health = Health.OK, reason: str = "", **pulse: object) -> None:
        """A shop is like this from now on."""
        self.logins[name] = replace(self.logins[name], health=health, reason=reason)
        self.beats[name] = replace(self.beats[name], **pulse)  # type: ignore[arg-type]  # the fields a test names
        self.look()

    def look(self) -> None:
        self.show()
        self.page.ask()
        self.settle()

    def settle(self) -> None:
        for _ in range(8):
            QApplication.processEvents()

    def card(self, name: str) -> QWidget:
        return self.page.cards[ShopId(an_id(f"shop {name}"))]

    def words(self, name: str) -> str:
        """Everything a card says."""
        labels = self.card(name).findChildren(QLabel)
        return " | ".join(shown.text() for shown in labels if shown.isVisible() and shown.text())

    def press(self, name: str, button: str) -> None:
        found = [
            made
            for kind in (QPushButton, QToolButton)
            for made in self.card(name).findChildren(kind, button)
            if made.isVisible()
        ]
        assert found, f"no visible button {button}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def order(self) -> list[str]:
        cards = sorted(self.page.cards.values(), key=lambda card: card.y())
        return [card.health.title for card in cards]


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def test_when_all_is_well_there_is_one_calm_line_for_each_shop(stage: Stage) -> None:
    assert stage.page.summary.text() == "2 家店铺都在正常收信，没有要处理的。"
    assert stage.words("eBay UK") == "eBay UK | 正常 | 20 秒前看过"
    stage.press("eBay UK", "fold")
    assert "消息 | 20 秒前" in stage.words("eBay UK")


def test_what_needs_a_person_stands_first_and_open_with_the_button_that_helps(stage: Stage) -> None:
    stage.now("Lazada", Health.SIGN_IN, "sign_in_again")
    assert stage.order() == ["Lazada", "eBay UK"]
    assert stage.page.summary.text() == "1 家店铺要看一下，其余正常。"
    assert "登录已失效" in stage.words("Lazada")
    stage.press("Lazada", "sign_in.api.")
    assert stage.signed_in == [stage.logins["Lazada"]]


def test_a_proxy_that_fails_leads_to_the_proxy(stage: Stage) -> None:
    stage.now("Lazada", Health.SIGN_IN, "proxy_refused")
    stage.press("Lazada", "check_proxy.api.")
    assert stage.signed_in == [("proxy", stage.logins["Lazada"])]


def test_a_shop_that_does_not_answer_can_be_tried_at_once(stage: Stage) -> None:
    stage.now("eBay UK", Health.SLOW, "no_answer", rests_until=NOW + 2 * MINUTE)
    assert "服务器没有回应" in stage.words("eBay UK")
    assert "自动继续" in stage.words("eBay UK")
    stage.press("eBay UK", "try_now.api.")
    assert stage.floor.looks == [(stage.logins["eBay UK"].id, "")]


def test_a_platform_that_wants_patience_gets_it_without_an_alarm(stage: Stage) -> None:
    stage.now("eBay UK", error="rate_limited", rests_until=NOW + 5 * MINUTE)
    assert stage.page.summary.text().startswith("2 家店铺都在正常收信")
    stage.press("eBay UK", "fold")
    assert "平台要求放慢" in stage.words("eBay UK")


def test_a_stream_that_only_a_person_may_look_at_says_so_and_when(stage: Stage) -> None:
    asked = StreamPulse("sessions", Way.BY_HAND, None, None)
    login = stage.logins["Lazada"].id
    stage.reader.stream_rows = (StreamRow(login, "sessions", NOW - timedelta(hours=3), "", False),)
    stage.now("Lazada", streams=(asked,))
    assert stage.words("Lazada") == "Lazada | 正常 | 3 小时前看过"  # nobody is alarmed
    stage.press("Lazada", "fold")
    assert "只由你手动查看" in stage.words("Lazada")
    stage.press("Lazada", "ask.api.sessions")
    assert stage.floor.looks == [(login, "sessions")]


def test_what_platforms_still_allow_is_shown_and_what_runs_out_is_said(stage: Stage) -> None:
    rate = Budget("orders", 5, 30, 0.5)
    stage.now("eBay UK", budgets=(rate, Budget("", 8_400, 10_000, begins_anew=NOW + timedelta(hours=9))))
    stage.press("eBay UK", "fold")
    assert "查订单列表 | 现在可连用 5 / 30，每 2 秒恢复 1 次" in stage.words("eBay UK")
    assert "今天还剩 8,400 / 10,000" in stage.words("eBay UK")
    stage.now("eBay UK", budgets=(rate, Budget("", 1_900, 10_000, begins_anew=NOW + timedelta(hours=9))))
    assert "今天的额度快用完了" in stage.words("eBay UK")


def test_a_login_that_ends_soon_can_be_renewed_before(stage: Stage) -> None:
    stage.logins["eBay UK"] = replace(stage.logins["eBay UK"], good_until=NOW + 12 * DAY)
    stage.look()
    assert "还有 12 天" in stage.words("eBay UK")
    stage.press("eBay UK", "sign_in.api.")
    assert stage.signed_in == [stage.logins["eBay UK"]]


def test_what_lies_aside_leads_to_where_it_lies(stage: Stage) -> None:
    login = stage.logins["Lazada"].id
    stage.reader.quarantine_rows = (QuarantineRow(7, login, "orders", "42", "broken_answer", NOW, 1, "k", 9),)
    stage.look()
    assert "1 条没能放进收件箱" in stage.words("Lazada")
    stage.press("Lazada", "see")
    assert stage.signed_in == ["quarantine"]


def test_one_stream_that_rests_says_why_while_the_others_go_on(stage: Stage) -> None:
    (live,) = stage.beats["eBay UK"].streams
    orders = StreamPulse("orders", Way.LIVE, None, NOW + 15 * MINUTE, "ebay_scope_missing")
    stage.now("eBay UK", streams=(live, orders))
    assert "授权范围不够" in stage.words("eBay UK")
    assert "还没看过" in stage.words("eBay UK")


def test_a_paused_shop_only_says_that_it_is(stage: Stage) -> None:
    stage.reader.shop_rows = (replace(stage.reader.shop_rows[0], state=ShopState.PAUSED),)
    stage.page.ask()
    stage.settle()
    assert "已暂停" in stage.words("eBay UK")
    assert len(stage.page.cards) == 1


def test_the_keys_stay_where_they_are_while_the_page_keeps_itself_fresh(stage: Stage) -> None:
    stage.now("eBay UK", Health.SLOW, "no_answer")
    card = stage.card("eBay UK")
    before = card.findChild(QPushButton, "try_now.api.")
    assert before is not None
    before.setFocus()
    stage.clock.pass_(MINUTE)
    stage.look()
    after = QApplication.focusWidget()
    assert after is not None
    assert (after is not before, after.objectName()) == (True, "try_now.api.")
    assert "1 分钟前" in stage.words("eBay UK")


def test_a_shop_that_was_asked_for_is_open_and_the_fold_is_kept(stage: Stage) -> None:
    stage.page.show_shop(ShopId(an_id("shop Lazada")))
    stage.settle()
    assert "上次看" in stage.words("Lazada")
    assert "上次看" not in stage.words("eBay UK")
    stage.press("Lazada", "fold")
    stage.look()
    assert "上次看" not in stage.words("Lazada")
    QTest.mouseClick(stage.page.all, Qt.MouseButton.LeftButton)
    stage.settle()
    assert "上次看" in stage.words("Lazada")
    assert stage.page.all.text() == "全部收起"


def test_news_of_a_login_is_read_at_once_and_only_while_somebody_looks(stage: Stage, qtbot: QtBot) -> None:
    stage.page.hide()
    stage.desk.announce(Changes(subjects=frozenset({"logins"})))
    stage.settle()
    assert not stage.page._pause.isActive()
    stage.page.show()
    stage.desk.announce(Changes(subjects=frozenset({"logins"})))
    stage.settle()
    assert stage.page._pause.isActive()
    stage.page._pause.stop()


def test_a_look_that_cannot_be_had_is_explained(stage: Stage) -> None:
    stage.floor.refuse = "shop_paused"
    stage.now("eBay UK", Health.SLOW, "no_answer")
    stage.press("eBay UK", "try_now.api.")
    assert "已暂停" in stage.page.told.text()


def test_every_stream_has_a_name(stage: Stage) -> None:
    assert stream_words("messages") == "消息"
    assert stream_words("folder:INBOX") == "邮箱「INBOX」"
    assert stream_words("backfill:orders") == "旧订单"
    assert stream_words("orders:SG") == "订单 · SG"
    assert stream_words("backfill:orders:SG") == "旧订单 · SG"
    assert stream_words("backfill:Sent") == "旧邮箱「Sent」"
    assert stream_words("something_new") == "something_new"
