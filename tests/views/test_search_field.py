"""Searching: operators are offered, completed and kept; filters are the same words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.views.inbox.search_field import SearchField
from app.views.inbox.terms import completed, has_term, suggestions, term, terms, toggled
from app.views.theme import Theme

KNOWN = {"shop:": ("Amazon DE", "eBay UK"), "tag:": ("物流", "退货")}


def test_terms_stay_whole_with_their_quotes() -> None:
    assert terms('shop:"Amazon DE" tag:物流 "wo ist" paket') == [
        'shop:"Amazon DE"',
        "tag:物流",
        '"wo ist"',
        "paket",
    ]
    assert term("shop:", "Amazon DE") == 'shop:"Amazon DE"'
    assert term("tag:", "物流") == "tag:物流"


def test_a_filter_is_put_in_and_taken_out() -> None:
    assert toggled("", "is:unread") == "is:unread"
    assert toggled("paket", "is:unread") == "paket is:unread"
    assert toggled("paket IS:unread", "is:unread") == "paket"
    assert has_term("a is:unread", "is:unread")
    assert not has_term("a", "is:unread")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("is:un", ["is:unread", "is:unassigned"]), ("ta", ["tag:"]), ("tag:退", ["tag:退货"]),
        ("paket shop:a", ['shop:"Amazon DE"', 'shop:"eBay UK"']),
        ("paket", []), ("is:unread", []),
        ("tag：物", ["tag:物流"]),
    ],
)  # fmt: skip
def test_what_is_begun_is_offered(typed: str, offered: list[str]) -> None:
    assert suggestions(typed, KNOWN) == offered


def test_an_empty_field_offers_every_operator() -> None:
    assert len(suggestions("", KNOWN)) == 9


def test_a_taken_suggestion_replaces_what_was_begun() -> None:
    assert completed("paket ta", "tag:") == "paket tag:"
    assert completed("paket tag:", "tag:物流") == "paket tag:物流 "
    assert completed("paket ", "is:") == "paket is:"


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, request: pytest.FixtureRequest) -> SearchField:
    window = QWidget()
    qtbot.addWidget(window)
    request.node.window = window  # a widget without an owner would go with this function
    window.resize(400, 400)
    made = SearchField(theme, window)
    made.known = KNOWN
    made.setGeometry(0, 0, 300, 32)
    window.show()
    made.setFocus()
    return made


def test_an_operator_is_completed_with_the_keyboard_alone(qtbot: QtBot, field: SearchField) -> None:
    qtbot.keyClicks(field, "ta")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "tag:"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.searched) as heard:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["tag:退货"]


def test_a_search_starts_when_the_typing_pauses_and_only_once(qtbot: QtBot, field: SearchField) -> None:
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "maria")
    qtbot.waitUntil(lambda: heard == ["maria"])
    field.set_query("maria")
    assert heard == ["maria"]


def test_escape_closes_the_offers_then_clears_then_leaves(qtbot: QtBot, field: SearchField) -> None:
    left: list[bool] = []
    field.left_down.connect(lambda: left.append(True))
    qtbot.keyClicks(field, "is:")
    assert field._offers.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field._offers.isVisible()
    assert field.text() == "is:"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert left == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert left == [True]


def test_suggestions_say_what_they_mean(qtbot: QtBot, field: SearchField) -> None:
    qtbot.keyClicks(field, "is:unr")
    assert field._offers.item(0).text() == "is:unread   未读"
    field._offers.offer(["order:"])
    assert "物流号" in field._offers.item(0).text()


def test_a_click_takes_a_suggestion_and_the_cross_clears(qtbot: QtBot, field: SearchField) -> None:
    qtbot.keyClicks(field, "has:dr")
    field._offers.itemClicked.emit(field._offers.item(0))
    assert field.text() == "has:draft "
    field._clear.click()
    assert field.text() == ""
    assert not field._clear.isVisible()
