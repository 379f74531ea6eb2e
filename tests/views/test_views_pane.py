"""The views pane and the rail: counts, health, the agent's own filters, who sits at the desk."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.readmodels import View, ViewKind
from app.domain.shops import Health, ShopState
from app.domain.values import ShopId
from app.views.rail import Rail
from app.views.saved_searches import SavedSearches
from app.views.shared.pane_item import FILTERS, PaneItem
from app.views.shared.pane_item import SHOPS as AMONG_SHOPS
from app.views.shop_order import ShopOrder
from app.views.status_bar import StatusBar
from app.views.theme import Theme
from app.views.views_pane import ViewsPane
from tests.views.fakes import AGENTS, ME, NOW, SHOPS, FakeReader, MemorySettings, an_id


@pytest.fixture
def saved() -> SavedSearches:
    made = SavedSearches(MemorySettings())
    made.add("VIP 未回复", "is:vip is:unread")
    made.add("德语 · 物流", "lang:de tag:物流")
    return made


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, saved: SavedSearches) -> ViewsPane:
    made = ViewsPane(theme, saved, ShopOrder(saved.settings))
    qtbot.addWidget(made)
    made.resize(176, 800)
    made.show()
    made.show_badges(FakeReader().badges(ME, NOW))
    return made


def test_counts_stand_beside_the_views_and_lateness_is_amber(pane: ViewsPane) -> None:
    assert pane._views[ViewKind.MINE]._count == 12
    assert (pane._views[ViewKind.DUE_SOON]._count, pane._views[ViewKind.DUE_SOON]._tone) == (3, "amber")
    assert pane._views[ViewKind.MINE].accessibleName() == "我的待办，12 条"


def test_a_shop_in_trouble_shows_a_mark_and_says_why(pane: ViewsPane) -> None:
    item = pane._shops[SHOPS[5].id]
    assert item._trouble == "key"
    assert "需要重新登录" in item.accessibleName()
    badges = FakeReader().badges(ME, NOW)
    paused = tuple(replace(shop, state=ShopState.PAUSED, health=Health.OK) for shop in badges.shops)
    pane.show_badges(replace(badges, shops=paused))
    assert item._trouble == "pause"


def test_lines_lead_to_their_views(qtbot: QtBot, pane: ViewsPane) -> None:
    with qtbot.waitSignal(pane.view_wanted) as heard:
        qtbot.mouseClick(pane._views[ViewKind.SNOOZED], Qt.MouseButton.LeftButton)
    assert heard.args == [ViewKind.SNOOZED]
    with qtbot.waitSignal(pane.shop_wanted) as heard:
        qtbot.keyClick(pane._shops[SHOPS[1].id], Qt.Key.Key_Return)
    assert heard.args == [SHOPS[1]]
    with qtbot.waitSignal(pane.search_wanted) as heard:
        pane._searches[0].click()
    assert heard.args is not None
    assert heard.args[0].query == "is:vip is:unread"


def test_the_line_on_screen_is_marked(pane: ViewsPane) -> None:
    pane.show_current(View(ViewKind.SHOP, ME, shop=SHOPS[2].id))
    assert [shop for shop, item in pane._shops.items() if item.isChecked()] == [SHOPS[2].id]
    pane.show_current(View(ViewKind.SEARCH, ME, query="lang:de tag:物流"))
    assert [item.isChecked() for item in pane._searches] == [False, True]
    pane.show_current(None, outbox=True)
    assert [name for name, item in pane._views.items() if item.isChecked()] == ["outbox"]


def drag(target: PaneItem, kind: str, place: int) -> bool:
    """Holds a line over another and lets it go; whether it may be dropped there."""
    data = QMimeData()
    data.setData(kind, str(place).encode())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.MoveAction, data, buttons, keys)
    enter.ignore()
    target.dragEnterEvent(enter)
    if enter.isAccepted():
        target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, buttons, keys))
    return enter.isAccepted()


def test_a_filter_is_dragged_to_another_place(pane: ViewsPane, saved: SavedSearches) -> None:
    assert drag(pane._searches[1], FILTERS, 0)
    assert [search.name for search in saved.all()] == ["德语 · 物流", "VIP 未回复"]


def test_a_shop_is_dragged_to_another_place_and_stays_there(pane: ViewsPane, saved: SavedSearches) -> None:
    pane.show_current(View(ViewKind.SHOP, ME, shop=SHOPS[2].id))
    assert drag(pane._shops[SHOPS[0].id], AMONG_SHOPS, 2)
    assert list(pane._shops)[:3] == [SHOPS[2].id, SHOPS[0].id, SHOPS[1].id]
    assert pane._shops[SHOPS[2].id].isChecked()
    again = ShopOrder(saved.settings)
    newcomer = replace(SHOPS[0], id=ShopId(an_id("newcomer")))
    shown = [shop.id for shop in again.sorted((newcomer, *SHOPS))]
    assert shown == [SHOPS[2].id, *(shop.id for shop in SHOPS if shop is not SHOPS[2]), newcomer.id]


def test_a_shop_is_not_dropped_among_filters(pane: ViewsPane) -> None:
    assert not drag(pane._searches[0], AMONG_SHOPS, 1)
    assert not drag(pane._shops[SHOPS[0].id], FILTERS, 1)


def test_a_filter_is_renamed_changed_and_deleted(qtbot: QtBot, pane: ViewsPane, saved: SavedSearches) -> None:
    def type_in(text: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(text)
        dialog.accept()

    QTimer.singleShot(30, lambda: type_in("要紧的"))
    pane._rename(0)
    QTimer.singleShot(30, lambda: type_in("is:overdue"))
    pane._requery(0)
    assert (saved.all()[0].name, saved.all()[0].query) == ("要紧的", "is:overdue")
    pane._remove(0)
    assert [search.name for search in saved.all()] == ["德语 · 物流"]


def test_filters_survive_a_restart_and_damage_is_forgiven() -> None:
    settings = MemorySettings()
    SavedSearches(settings).add("x", "tag:x")
    assert [search.query for search in SavedSearches(settings).all()] == ["tag:x"]
    for damage in ("{", "[1]", "null", '[["a"]]'):
        assert SavedSearches(MemorySettings(saved_searches=damage)).all() == ()


def test_a_line_without_a_place_takes_no_drop(qtbot: QtBot, theme: Theme) -> None:
    item = PaneItem(theme, "x")
    qtbot.addWidget(item)
    assert not item.acceptDrops()


def test_the_rail_says_who_sits_here(qtbot: QtBot, theme: Theme) -> None:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.show_agents(AGENTS, ME)
    assert rail._mark.text() == "王"
    assert rail._mark.accessibleName() == "王晓，管理员。切换客服"
    with qtbot.waitSignal(rail.agent_wanted) as heard:
        rail.agent_menu().actions()[1].trigger()
    assert heard.args == [AGENTS[1]]


def test_the_bar_tells_how_the_shops_are(qtbot: QtBot, theme: Theme) -> None:
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    state = FakeReader().sync_state(NOW)
    bar.show_state(state, NOW)
    assert bar._synced.text() == " 5 家店铺已同步（20 秒前）"
    assert bar._sign_in.text() == " 1 家需要登录"
    assert bar._slow.isHidden()
    bar.show_state(replace(state, last_sync=None), NOW)
    assert "还没收过信" in bar._synced.text()
    bar.show_state(replace(state, shops_ok=0, shops_sign_in=0), NOW)
    assert "还没有连接店铺" in bar._synced.text()
    with qtbot.waitSignal(bar.offline_wanted) as heard:
        bar._line.click()
    assert heard.args == [True]
