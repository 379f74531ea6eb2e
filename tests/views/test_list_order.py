"""The order of the list: filters keep the due moments in front, words bring the newest hits, the menu says which."""

import pytest
from PySide6.QtWidgets import QMenu

from app.domain.readmodels import SortOrder
from app.views.inbox.list_pane import ListPane
from app.views.words import say
from tests.views.test_window import Scene, scene  # noqa: F401  # a fixture


@pytest.fixture
def pane(scene: Scene) -> ListPane:  # noqa: F811
    return scene.window.page.list_pane


def offered(pane: ListPane) -> list[str]:
    """What the menu of orders offers, the chosen one marked."""
    menu = QMenu()
    pane.head._fill_sort(menu)
    return [action.text() + " ✓" * action.isChecked() for action in menu.actions()]


def search(scene: Scene, pane: ListPane, typed: str) -> SortOrder:  # noqa: F811
    scene.filled(lambda: pane.head.field.set_query(typed))
    view = pane.view()
    assert view is not None
    return view.sort


def test_a_filter_alone_keeps_the_nearest_due_moment_first(scene: Scene, pane: ListPane) -> None:  # noqa: F811
    assert search(scene, pane, "lang:de") is SortOrder.DUE_FIRST
    due = [row.due for row in pane.list.rows.at_hand()]
    assert due == sorted(moment for moment in due if moment is not None)
    assert len(due) > 1
    assert offered(pane) == [f"{say('sort.due_first')} ✓", say("sort.newest"), say("sort.oldest")]


def test_words_bring_the_newest_first_and_only_what_they_can_do_is_offered(
    scene: Scene, pane: ListPane  # noqa: F811
) -> None:  # fmt: skip
    assert search(scene, pane, "paket lang:de") is SortOrder.NEWEST
    assert offered(pane) == [f"{say('sort.newest')} ✓", say("sort.best")]
    pane.head.sort_chosen.emit(SortOrder.NEWEST, True)
    view = pane.view()
    assert view is not None
    assert view.best_match
    assert search(scene, pane, "lang:de") is SortOrder.DUE_FIRST
    assert pane.view() is not None
    assert not pane.view().best_match  # type: ignore[union-attr]


def test_an_order_that_was_chosen_stays_while_filters_come_and_go(scene: Scene, pane: ListPane) -> None:  # noqa: F811
    scene.filled(lambda: pane.head.sort_chosen.emit(SortOrder.OLDEST, False))
    assert search(scene, pane, "lang:de") is SortOrder.OLDEST
    assert search(scene, pane, "") is SortOrder.OLDEST
