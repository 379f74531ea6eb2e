"""The list under the hand: keys, mouse, ticks, headings, the minute, and what is painted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.conversations import Direction, Status
from app.domain.outbox import SendState
from app.domain.readmodels import View, ViewKind
from app.views.inbox.list_view import InboxList
from app.views.inbox.row_layout import lay_out, words_run_left
from app.views.shared.painting import urgency
from app.views.theme import Density, Mode, Theme
from tests.views.fakes import LI_NA, ME, NOW, FakeReader, StillClock, a_row, fake_desk

MINE = View(ViewKind.MINE, ME)


def a_list(
    qtbot: QtBot,
    theme: Theme,
    reader: FakeReader | None = None,
    clock: StillClock | None = None,
    height: int = 900,
) -> InboxList:
    made = InboxList(fake_desk(reader or FakeReader(), clock=clock), theme)
    qtbot.addWidget(made)
    made.resize(348, height)
    made.show()
    with qtbot.waitSignal(made.rows.filled):
        made.show_view(MINE)
    return made


def test_heights_are_those_of_the_drawing(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    heights = [shown.rowHeight(number) for number in range(5)]
    assert heights == [72 + 24, 72 + 24, 72, 72 + 24, 72]
    theme.set_density(Density.COMPACT)
    assert [shown.rowHeight(number) for number in range(3)] == [48 + 24, 48 + 24, 48]


def test_arrow_keys_move_and_the_end_holds(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.setFocus()
    for _ in range(3):
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert shown.currentIndex().row() == 2
    for _ in range(30):
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert shown.currentIndex().row() == 11
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    assert shown.currentIndex().row() == 10


def test_enter_opens_the_current_row(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.go_to(2)
    with qtbot.waitSignal(shown.opened) as heard:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert heard.args == [a_row(2).id]


def test_a_letter_never_searches_the_table_nor_starts_a_composition(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.go_to(0)
    qtbot.keyClick(shown, Qt.Key.Key_M)
    assert shown.currentIndex().row() == 0
    assert not shown.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not shown.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(shown, QInputMethodEvent("ni", []))
    assert shown.currentIndex().row() == 0


def test_a_click_on_a_heading_chooses_nothing(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert shown.current() is None
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    assert shown.current() == a_row(0).id


def test_ticking_by_keys_by_range_and_all(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.go_to(1)
    shown.tick_current()
    shown.go_to(4)
    shown.tick_range()
    assert shown.rows.ticked == {a_row(number).id for number in (1, 2, 3, 4)}
    assert shown.delegate.ticking
    shown.untick_all()
    assert not shown.delegate.ticking
    with qtbot.waitSignal(shown.rows.ticks_changed):
        shown.rows.tick_all()
    assert len(shown.targets()) == 12


def test_control_click_and_shift_click_tick(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    places = {
        number: shown.visualRect(shown.rows.index(number, 0)).bottomLeft() + QPoint(150, -20)
        for number in (1, 4)
    }
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, control, places[1])
    assert shown.rows.ticked == {a_row(1).id}
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, shift, places[4])
    assert shown.rows.ticked == {a_row(number).id for number in (1, 2, 3, 4)}


def test_a_click_on_the_check_box_ticks_while_ticking(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.go_to(0)
    shown.tick_current()
    box = shown.visualRect(shown.rows.index(2, 0)).topLeft() + QPoint(20, 20)
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert shown.rows.ticked == {a_row(0).id, a_row(2).id}


def test_the_chosen_conversation_stays_chosen_when_rows_move(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    shown = a_list(qtbot, theme, reader)
    shown.go_to(3)
    reader.rows[0] = replace(reader.rows[0], status=Status.RESOLVED)
    with qtbot.waitSignal(shown.rows.filled):
        shown.rows.refresh()
    assert shown.current() == a_row(3).id
    assert shown.currentIndex().row() == 2


def test_leaving_a_row_goes_to_the_one_below_and_at_the_end_to_the_one_above(
    qtbot: QtBot, theme: Theme
) -> None:
    shown = a_list(qtbot, theme)
    shown.go_to(3)
    shown.leave((a_row(3).id,))
    assert shown.current() == a_row(4).id
    shown.go_to(11)
    shown.leave((a_row(11).id,))
    assert shown.current() == a_row(10).id


def test_leaving_works_when_the_row_has_already_gone(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    shown = a_list(qtbot, theme, reader)
    shown.go_to(3)
    gone = reader.rows.pop(3)
    with qtbot.waitSignal(shown.rows.filled):
        shown.rows.refresh()
    shown.leave((gone.id,))
    assert shown.current() == a_row(4).id


def test_the_minute_repaints_only_the_chips(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme, clock=StillClock())
    rects = shown.chip_rects()
    assert len(rects) >= 10
    assert all(rect.width() <= 100 and rect.height() <= 32 for rect in rects)


def test_a_million_rows_can_be_jumped_through(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader(huge=1_000_000)
    shown = a_list(qtbot, theme, reader)
    bar = shown.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    shown.viewport().repaint()
    with qtbot.waitSignal(shown.rows.filled):
        pass
    middle = shown.rowAt(300)
    assert 490_000 < middle < 510_000
    assert shown.rows.row_at(middle) is not None
    assert len(reader.pages) < 6


def test_layouts_are_made_once_and_again_when_the_row_changes(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    row = a_row(2)
    first = shown.delegate._layout(row, 300)
    assert shown.delegate._layout(row, 300) is first
    assert shown.delegate._layout(replace(row, stamp=99), 300) is not first
    theme.set_scale(1.25)
    assert shown.delegate._layout(row, 300) is not first


# --- what is painted --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (400, "calm"),
        (239, "calm"),
        (200, "soon"),
        (100, "amber"),
        (30, "red"),
        (0, "breached"),
        (-80, "breached"),
    ],
)
def test_urgency_follows_the_share_of_time_that_is_left(minutes: int, level: str) -> None:
    chip = urgency(NOW + timedelta(minutes=minutes), NOW + timedelta(minutes=minutes - 460), NOW)
    assert chip is not None
    assert chip.level == level


def test_time_is_hours_and_minutes_up_to_a_day_and_a_plus_once_breached() -> None:
    def text(minutes: int) -> str:
        chip = urgency(NOW + timedelta(minutes=minutes), None, NOW)
        return chip.text if chip else ""

    assert [text(102), text(12), text(-80), text(1439), text(2 * 1440 + 5)] == [
        "1:42",
        "0:12",
        "+1:20",
        "23:59",
        "2 天",
    ]
    assert urgency(None, None, NOW) is None


def pixels(shown: InboxList, number: int) -> QImage:
    """One row as it stands on the screen."""
    return shown.grab(shown.visualRect(shown.rows.index(number, 0))).toImage()


def test_exactly_one_background_wins(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    edge = QPoint(200, 67)

    def ground(number: int) -> str:
        return pixels(shown, number).pixelColor(edge).name()

    assert ground(4) == theme.name("surface").lower()
    assert pixels(shown, 0).pixelColor(200, 90).name() == theme.name("late_row").lower()
    shown.rows.tick([a_row(4).id], True)
    assert ground(4) == theme.name("marked").lower()
    shown.go_to(4)
    assert ground(4) == theme.name("selected").lower()


def test_unread_has_a_dot_and_weight(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    assert pixels(shown, 4).pixelColor(24, 46).name() == theme.name("accent").lower()
    assert pixels(shown, 5).pixelColor(24, 46).name() == theme.name("surface").lower()


def test_the_stripe_has_the_shops_colour(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    assert pixels(shown, 4).pixelColor(1, 30) == theme.stripe(4)
    assert pixels(shown, 4).pixelColor(1, 3).name() == theme.name("surface").lower()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
@pytest.mark.parametrize("density", list(Density))
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_leaves_its_row(
    qtbot: QtBot, theme: Theme, mode: Mode, density: Density, scale: float
) -> None:
    theme.set_mode(mode)
    theme.set_density(density)
    theme.set_scale(scale)
    width = theme.px(348)
    for number in range(12):
        row = a_row(number, customer_name="Wolfeschlegelsteinhausenbergerdorff " * 3, has_draft=True)
        layout = lay_out(theme, row, width, theme.px(64), "李娜")
        for place, text, _, _ in layout.texts:
            assert place.x() >= theme.px(40)
            assert place.x() + text.size().width() <= width
            assert place.y() + text.size().height() <= theme.row_height() + 1
        for box, _, _ in layout.boxes:
            assert box.right() <= width
            assert box.bottom() <= theme.row_height()


def test_code_language_and_vip_are_never_cut_for_a_long_name(qtbot: QtBot, theme: Theme) -> None:
    row = a_row(3, customer_name="Maximiliane Freifrau von Droste zu Hülshoff-Schmidt")
    layout = lay_out(theme, row, 348, 64, "我")
    assert [(word, kind) for _, word, kind in layout.boxes[:2]] == [("DE", "code"), ("VIP", "vip")]
    texts = [text.text() for _, text, _, _ in layout.texts]
    assert "德语" in texts
    assert texts[0].endswith("…")


def test_an_order_number_is_cut_in_the_middle(qtbot: QtBot, theme: Theme) -> None:
    row = a_row(3, order_key="302-4471906-8825114-302-4471906-8825114-302-4471906", tags=("物流",))
    texts = [text.text() for _, text, _, _ in lay_out(theme, row, 300, 64, "我").texts]
    cut = next(text for text in texts if text.startswith("302"))
    assert "…" in cut
    assert cut.endswith("06")


def test_a_preview_that_runs_left_stands_at_the_right(qtbot: QtBot, theme: Theme) -> None:
    row = a_row(9)
    preview = next(piece for piece in lay_out(theme, row, 348, 64, "我").texts if piece[1].text()[:1] == "ه")
    assert preview[0].x() + preview[1].size().width() == pytest.approx(348 - 12, abs=1)
    assert preview[1].textOption().textDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("words", "left"),
    [("שלום", True), ("  123 مرحبا", True), ("Hello مرحبا", False), ("你好", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(words: str, left: bool) -> None:
    assert words_run_left(words) is left


def test_state_is_said_in_words(qtbot: QtBot, theme: Theme) -> None:
    def texts(**changes: object) -> list[str]:
        row = a_row(3, **changes)
        return [text.text() for _, text, _, _ in lay_out(theme, row, 348, 64, "我").texts]

    assert "等待客户" in texts(status=Status.WAITING)
    assert "草稿" in texts(has_draft=True)
    assert "不确定是否送达" in texts(send_state=SendState.ASK_HUMAN, order_key="")
    assert any(text.startswith("我们：") for text in texts(last_direction=Direction.OUTBOUND))


def test_who_answers_is_me_a_name_or_nobody(qtbot: QtBot, theme: Theme) -> None:
    shown = a_list(qtbot, theme)
    shown.delegate.names = {LI_NA: "李娜"}
    assert shown.delegate._who(a_row(1)) == "我"
    assert shown.delegate._who(a_row(1, assignee=LI_NA, assignee_initials="李")) == "李娜"
    assert shown.delegate._who(a_row(1, assignee=None)) == "未分配"


def test_every_state_of_a_row_can_be_painted(qtbot: QtBot, theme: Theme) -> None:
    rows = [
        a_row(0, status=Status.SNOOZED, snoozed_until=NOW + timedelta(days=2)),
        a_row(1, due=None, waiting_since=None),
        a_row(2, status=Status.RESOLVED),
        a_row(3, country="", language="", order_key="", tags=(), preview=""),
        a_row(4, tags=("一个很长很长的标签名字", "另一个很长的标签", "三"), item_ref="1234"),
    ]
    reader = FakeReader(rows)
    shown = InboxList(fake_desk(reader), theme)
    qtbot.addWidget(shown)
    shown.resize(348, 600)
    shown.show()
    with qtbot.waitSignal(shown.rows.filled):
        shown.show_view(View(ViewKind.SEARCH, ME))
    image = QImage(shown.size(), QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    shown.render(painter, QPoint(), QRect(QPoint(), shown.size()))
    painter.end()
    assert shown.rows.total == 5


def test_a_row_that_nobody_chose_gives_way_to_the_first_when_it_leaves(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader()
    shown = InboxList(fake_desk(reader), theme)
    qtbot.addWidget(shown)
    shown.show()
    with qtbot.waitSignal(shown.rows.filled):
        shown.show_view(MINE, first=True)
    assert shown.current() == a_row(0).id
    del reader.rows[0]
    with qtbot.waitSignal(shown.rows.filled):
        shown.rows.refresh()
    assert shown.current() == a_row(1).id
    shown.step(1)
    del reader.rows[1]
    with qtbot.waitSignal(shown.rows.filled):
        shown.rows.refresh()
    assert shown.current() == a_row(2).id, "what was chosen by hand stays, even after it left the list"
    assert shown.current_row() is None


def test_tags_of_a_channel_are_read_in_words(qtbot: QtBot, theme: Theme) -> None:
    boxes = [
        word
        for _, word, kind in lay_out(theme, a_row(3, tags=("topic:delivery", "加急")), 348, 64, "我").boxes
        if kind == "tag"
    ]
    assert boxes == ["物流", "加急"]
