"""The list reads only what it shows, keeps hold of the chosen conversation, and costs the same for a million rows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from app.domain.errors import Problem
from app.domain.readmodels import InboxRow, SortOrder, View, ViewKind
from app.views.inbox.model import KEPT_PAGES, PAGE, InboxModel
from app.views.theme import Theme
from tests.views.fakes import ME, NOW, FakeReader, StillClock, a_row, fake_desk

MINE = View(ViewKind.MINE, ME)
SEARCH = View(ViewKind.SEARCH, ME, SortOrder.NEWEST, query="is:pending")


def a_model(qtbot: QtBot, reader: FakeReader) -> InboxModel:
    model = InboxModel(fake_desk(reader))
    with qtbot.waitSignal(model.filled):
        model.show_view(MINE)
    return model


def test_the_first_question_reads_one_page(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader(huge=1_000_000)
    model = a_model(qtbot, reader)
    assert reader.pages == [(0, PAGE)]
    assert model.rowCount() == 1_000_000


def test_a_row_far_down_costs_one_page_and_comes_later(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader(huge=1_000_000)
    model = a_model(qtbot, reader)
    model.look_at(777_777, 777_790)
    assert model.row_at(777_777) is None
    with qtbot.waitSignal(model.filled):
        pass
    row = model.row_at(777_777)
    assert row is not None
    assert row.id == a_row(777_777).id
    assert reader.pages[1:] == [(777_700, PAGE)]


def test_an_answer_about_the_row_that_was_left_meanwhile_pulls_nobody_back(
    qtbot: QtBot, theme: Theme
) -> None:
    model = a_model(qtbot, FakeReader())
    model.followed = model.row_at(2).id  # type: ignore[union-attr]
    model.refresh()
    model.followed = model.row_at(1).id  # type: ignore[union-attr]
    with qtbot.waitSignal(model.found) as heard:
        pass
    assert heard.args == [1]


def test_pages_seen_long_ago_are_forgotten(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader(huge=1_000_000))
    for page in range(KEPT_PAGES + 5):
        model.look_at(page * PAGE, page * PAGE + 10)
        if model.row_at(page * PAGE) is None:
            with qtbot.waitSignal(model.filled):
                pass
    assert len(list(model.at_hand())) <= KEPT_PAGES * PAGE


def test_a_missing_row_stays_blank_before_a_skeleton_stands_in(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    assert model.patient
    model._lose_patience()
    assert not model.patient
    with qtbot.waitSignal(model.filled):
        model.refresh()
    assert model.patient


def test_refreshing_follows_the_chosen_conversation(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    model = a_model(qtbot, reader)
    model.followed = reader.rows[3].id
    reader.rows[0] = replace(reader.rows[0], due=NOW + timedelta(days=9))
    with qtbot.waitSignal(model.found) as heard:
        model.refresh()
    assert heard.args == [2]


def test_rows_that_left_the_view_are_taken_off_the_end(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    model = a_model(qtbot, reader)
    del reader.rows[5:]
    with qtbot.waitSignal(model.filled):
        model.refresh()
    assert model.rowCount() == 5
    assert model.row_at(5) is None


def test_an_answer_for_a_view_already_left_is_dropped(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    model.refresh()
    with qtbot.waitSignal(model.filled):
        model.show_view(View(ViewKind.RESOLVED, ME))
    qtbot.wait(1)
    assert model.rowCount() == 0


def test_headings_stand_where_groups_begin(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    assert {first: (group.key, group.count) for first, group in model.groups.items()} == {
        0: ("breached", 1), 1: ("hour", 2), 3: ("day", 8), 11: ("later", 1),
    }  # fmt: skip


def test_ticks_survive_a_refresh_and_go_with_the_view(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    model = a_model(qtbot, reader)
    model.tick([reader.rows[1].id], True)
    with qtbot.waitSignal(model.filled):
        model.refresh()
    assert model.ticked == {reader.rows[1].id}
    model.show_view(View(ViewKind.OPEN, ME))
    assert model.ticked == set()


def test_a_screen_reader_hears_name_time_preview_order_and_status(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    said = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    for part in (
        "未读",
        "田中 美咲",
        "VIP",
        "日语",
        "已超时 1 小时 20 分",
        "届いたら",
        "订单 250-1183047-5520918",
        "待处理",
    ):
        assert part in said


def test_the_tooltip_names_both_clocks(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    tip = str(model.data(model.index(3, 0), Qt.ItemDataRole.ToolTipRole))
    assert "平台时限" in tip
    assert "内部时限" in tip
    assert "还剩 1 小时 42 分" in tip


def test_nothing_is_said_of_a_row_that_is_not_there(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader(rows=[]))
    assert model.data(model.index(0, 0)) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_search_that_means_nothing_is_refused_where_it_was_typed(qtbot: QtBot, theme: Theme) -> None:
    model = a_model(qtbot, FakeReader())
    with qtbot.waitSignal(model.refused) as heard:
        model.show_view(replace(MINE, query="is:nonsense"))
    error = heard.args[0] if heard.args else None
    assert isinstance(error, Problem)
    assert error.values["value"] == "nonsense"


@pytest.mark.parametrize("moved", [timedelta(minutes=1), timedelta(hours=2)])
def test_the_minute_turns_without_reading_anything(qtbot: QtBot, theme: Theme, moved: timedelta) -> None:
    clock, reader = StillClock(), FakeReader()
    model = InboxModel(fake_desk(reader, clock=clock))
    with qtbot.waitSignal(model.filled):
        model.show_view(MINE)
    read = len(reader.pages)
    clock.pass_(moved)
    model.turn_minute()
    assert model.now == NOW + moved
    assert len(reader.pages) == read


def a_search(qtbot: QtBot, reader: FakeReader) -> InboxModel:
    """A model whose search has shown its first page but has not been counted."""
    model = InboxModel(fake_desk(reader))
    with qtbot.waitSignal(model.filled):
        model.show_view(SEARCH)
    return model


def many() -> list[InboxRow]:
    return [a_row(number) for number in range(2 * PAGE + 30)]


def test_a_search_shows_its_first_page_and_counts_on_afterwards(qtbot: QtBot, theme: Theme) -> None:
    model = a_search(qtbot, FakeReader(many()))
    assert (model.total, model.more) == (PAGE, True)
    qtbot.waitUntil(lambda: not model.more)
    assert model.total == 2 * PAGE + 30


def test_the_followed_conversation_is_placed_by_the_count(qtbot: QtBot, theme: Theme) -> None:
    model = InboxModel(fake_desk(reader := FakeReader(many())))
    model.followed = reader.inbox_ids(SEARCH, NOW)[PAGE + 7]
    with qtbot.waitSignal(model.found) as heard:
        model.show_view(SEARCH)
    assert heard.args == [PAGE + 7]


def test_one_that_is_not_found_is_only_given_up_after_the_count(qtbot: QtBot, theme: Theme) -> None:
    model = InboxModel(fake_desk(FakeReader(many())))
    model.followed = a_row(4_000).id
    with qtbot.waitSignal(model.found) as heard:
        model.show_view(SEARCH)
    assert heard.args == [None]
    assert not model.more


def test_a_search_that_is_read_again_does_not_shrink_while_it_is_counted(qtbot: QtBot, theme: Theme) -> None:
    model = a_search(qtbot, FakeReader(many()))
    qtbot.waitUntil(lambda: not model.more)
    with qtbot.waitSignal(model.filled):
        model.refresh()
    assert (model.total, model.more) == (2 * PAGE + 30, True)
    qtbot.waitUntil(lambda: not model.more)
    assert model.total == 2 * PAGE + 30


def test_a_count_of_an_earlier_search_is_not_believed(qtbot: QtBot, theme: Theme) -> None:
    model = a_search(qtbot, FakeReader(many()))
    with qtbot.waitSignal(model.filled):
        model.show_view(MINE)
    shown = model.total
    with qtbot.assertNotEmitted(model.counted, wait=50):
        pass
    assert model.total == shown
