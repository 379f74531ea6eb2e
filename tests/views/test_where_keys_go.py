"""The keys never fall to a stranger: when a banner, a card or the list goes, its neighbour takes them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from app.domain.outbox import SendState
from app.domain.readmodels import ViewKind
from app.views import words
from app.views.context.ladder import Ladder
from app.views.conversation.timeline import Entry, Timeline
from app.views.inbox.empty import EmptyList
from app.views.inbox.list_head import RARE, ListHead
from app.views.inbox.list_view import InboxList
from app.views.outbox.page import OutboxPage
from app.views.theme import Theme
from app.views.words import say
from tests.views.fakes import a_context, a_row
from tests.views.test_outbox_page import Stage, a_reply
from tests.views.test_window import Scene, scene

__all__ = ["scene"]


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    words.install(qapp, "en")
    yield
    words.install(qapp, "zh")


def keys_are_in(kind: type[QWidget]) -> bool:
    return isinstance(QApplication.focusWidget(), kind)


def _offline_press(scene: Scene) -> list[QPushButton]:
    found = scene.window.banners.findChildren(QPushButton)
    return [made for made in found if made.text() == say("banner.offline_button") and made.isVisible()]


def test_a_banner_that_goes_gives_the_keys_to_the_list(scene: Scene) -> None:
    scene.window.offline.toggle()
    scene.qtbot.waitUntil(lambda: bool(_offline_press(scene)))
    (press,) = _offline_press(scene)
    press.setFocus()
    press.click()
    scene.qtbot.waitUntil(lambda: not _offline_press(scene))
    assert keys_are_in(InboxList)


def test_a_card_that_goes_does_not_lend_its_keys_to_the_next_card(qtbot: QtBot, theme: Theme) -> None:
    held = [a_reply(name, SendState.NEEDS_REVIEW, news="Stop!") for name in ("one", "two")]
    stage = Stage(qtbot, theme, *held)
    first = next(card for card in stage.page.cards() if card.row.id == held[0].id)
    release = first.findChild(QPushButton, "release")
    assert release is not None
    release.setFocus()
    stage.change(held[1])
    assert keys_are_in(OutboxPage)


def test_a_held_reply_stands_beside_what_the_customer_wrote(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("one", SendState.NEEDS_REVIEW, news="Stop!", text="We send it."))
    (card,) = stage.page.cards()
    spots = {
        made.accessibleName() or made.toPlainText(): made.mapTo(card, QPoint())  # type: ignore[attr-defined]
        for made in card.findChildren(QWidget) if type(made).__name__ == "TextBody"
    }  # fmt: skip
    (news, reply) = sorted(spots.values(), key=lambda spot: spot.x())
    assert news.y() == reply.y()
    assert news.x() < reply.x()
    stage.press("edit")
    assert card.editor is not None
    assert card.editor.isVisible()


def test_a_search_that_finds_nothing_keeps_the_keys_and_leads_to_everything(scene: Scene) -> None:
    resolved = replace(a_row(1), customer_name="Zacharias", assignee=None)
    scene.reader.rows.append(resolved)
    scene.press("/")
    field = QApplication.focusWidget()
    assert field is not None
    scene.qtbot.keyClicks(field, "Zacharias")
    scene.filled(lambda: scene.hit(Qt.Key.Key_Return))
    scene.qtbot.waitUntil(lambda: keys_are_in(EmptyList))
    everywhere = next(
        made for made in scene.window.page.list_pane.findChildren(QPushButton)
        if made.text() == say("search.everywhere")
    )  # fmt: skip
    everywhere.setFocus()
    scene.filled(everywhere.click)
    view = scene.window.page.list_pane.view()
    assert view is not None
    assert (view.kind, view.query) == (ViewKind.SEARCH, "Zacharias")
    assert scene.window.page.list_pane.list.rows.total == 1
    scene.qtbot.waitUntil(lambda: keys_are_in(InboxList))


@pytest.mark.usefixtures("english")
def test_what_can_be_done_about_nothing_found_is_readable_in_a_narrow_list(
    qtbot: QtBot, theme: Theme
) -> None:
    empty = EmptyList(theme)
    qtbot.addWidget(empty)
    empty.resize(300, 600)
    empty.show_nothing(searching=True, elsewhere=True)
    empty.show()
    shown = [made for made in empty.findChildren(QPushButton) if made.isVisible()]
    assert len(shown) == 2
    assert all(made.width() >= made.sizeHint().width() for made in shown)


def test_escape_leaves_a_search(scene: Scene) -> None:
    before = scene.window.page.list_pane.list.rows.total
    scene.press("/")
    field = QApplication.focusWidget()
    assert field is not None
    scene.qtbot.keyClicks(field, "Maria")
    scene.filled(lambda: scene.hit(Qt.Key.Key_Return))
    assert scene.window.page.list_pane.list.rows.total < before
    scene.qtbot.waitUntil(lambda: keys_are_in(InboxList))
    scene.filled(lambda: scene.hit(Qt.Key.Key_Escape))
    assert scene.window.page.list_pane.list.rows.total == before


def test_what_was_done_is_told_beside_the_composer_not_over_it(scene: Scene) -> None:
    bar, pane = scene.window.undo_bar, scene.window.page.list_pane
    left = pane.mapTo(scene.window, QPoint()).x()
    heights = []
    for told in ("已完成", "先用 X 勾选同一店铺、同一客户的两条会话。" * 3, "已完成"):
        scene.window.undo.tell(told)
        assert left < bar.x() < bar.x() + bar.width() < left + pane.width()
        heights.append(bar.height())
    assert heights[0] == heights[2] < heights[1]


@pytest.mark.usefixtures("english")
def test_the_ladder_names_every_rung_in_english(qtbot: QtBot, theme: Theme) -> None:
    context = a_context(a_row(3))
    for status in ("paid", "in_transit", "delivered"):
        card = replace(context.orders[0], status=type(context.orders[0].status)(status))
        ladder = Ladder(theme, card.status)
        qtbot.addWidget(ladder)
        ladder.resize(257, 44)
        assert ladder.names_shown() == [0, 1, 2, 3, 4], status


def test_a_bar_with_nothing_to_scroll_is_not_drawn(qtbot: QtBot, theme: Theme) -> None:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(400, 300)
    timeline.show()
    bar: QScrollBar = timeline.verticalScrollBar()
    timeline.show_entries([Entry(1, 1, lambda: _block(90), 900)], to_end=True)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert not bar.property("idle")
    timeline.show_entries([Entry(2, 2, lambda: _block(2), 40)], to_end=False)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert bar.property("idle") == "true"


def _block(lines: int) -> QWidget:
    return QLabel("\n".join(["words"] * lines))


def test_a_narrow_list_says_how_many_are_ticked_in_full(scene: Scene) -> None:
    head: ListHead = scene.window.page.list_pane.head
    scene.press("j")
    scene.press("x")
    assert all(head._bulk[name].isVisible() for name in RARE)
    head.resize(300, head.height())
    assert not any(head._bulk[name].isVisible() for name in RARE)
