"""A day's keys in the whole window: moving, acting, undoing, searching, going offline, switching, leaving."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import (
    AddNote,
    AddTag,
    Assign,
    CloseWithoutReply,
    Command,
    CountImported,
    MarkRead,
    MergeConversations,
    NoteNoResponse,
    QueueReply,
    RemoveTag,
    SaveAgent,
    SetStatus,
    Snooze,
    Undo,
)
from app.domain.conversations import ActivityKind, CloseReason, Direction, Status
from app.domain.errors import Problem
from app.domain.readmodels import (
    ActivityItem,
    AgentRow,
    ConversationView,
    ImportedWaiting,
    InboxRow,
    LoginRow,
    ShopRow,
    Standstill,
    ViewKind,
)
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.domain.values import (
    ActivityId,
    AgentId,
    CommandId,
    ConversationId,
    LoginId,
    MessageId,
    NoteId,
    OutboundId,
    ShopId,
)
from app.views.banners import Banner, Condition
from app.views.first_run import FirstRun
from app.views.key_help import KeyHelp
from app.views.main_window import MainWindow
from app.views.moments import clock_time
from app.views.shared.choice_popup import ChoicePopup
from app.views.shared.date_popup import DatePopup
from app.views.theme import Density, Mode, Theme
from app.views.toast import Toast
from app.views.tray import SilentAnnouncer
from app.views.words import say
from tests.views.fakes import (
    LI_NA,
    ME,
    NOW,
    FakeHousekeeping,
    FakeReader,
    FakeShops,
    MemorySettings,
    RecordingWrites,
    SimplePanes,
    StillClock,
    a_row,
    an_id,
    an_order_card,
    fake_desk,
)


@dataclass
class Scene:
    """The window and everything behind it."""

    window: MainWindow
    desk: Desk
    reader: FakeReader
    writes: RecordingWrites
    panes: SimplePanes
    settings: MemorySettings
    house: FakeHousekeeping
    announcer: SilentAnnouncer
    clock: StillClock
    shops: FakeShops
    qtbot: QtBot

    def press(self, *keys: str) -> None:
        """Keys as the window hears them, sent to whoever has the focus."""
        for key in keys:
            widget = QApplication.focusWidget() or self.window
            if key.isascii():
                self.qtbot.keyClicks(widget, key)
            else:  # what an input method types without composing
                typed = QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, key
                )
                QApplication.sendEvent(widget, typed)

    def hit(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def popup(self) -> ChoicePopup:
        """The box that asks, once it stands."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ChoicePopup))
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, ChoicePopup)
        return popup

    def take(self, title: str) -> None:
        """Types an answer into the box and takes it."""
        field = self.popup().findChild(QLineEdit)
        assert field is not None
        field.insert(title)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def done(self, kind: type[Command]) -> Command:
        """Waits for the command of a kind and gives it."""
        self.qtbot.waitUntil(lambda: any(isinstance(command, kind) for command in self.writes.commands))
        return next(command for command in reversed(self.writes.commands) if isinstance(command, kind))

    def current(self) -> ConversationId | None:
        return self.window.page.list_pane.list.current()

    def filled(self, act: Callable[[], None]) -> None:
        """Does something that makes the list read again."""
        with self.qtbot.waitSignal(self.window.page.list_pane.list.rows.filled):
            act()


def a_scene(qtbot: QtBot, theme: Theme, reader: FakeReader, **stored: str) -> Scene:
    clock, writes, panes, settings = StillClock(), RecordingWrites(), SimplePanes(), MemorySettings(**stored)
    desk, house, announcer, shops = (
        fake_desk(reader, writes, clock),
        FakeHousekeeping(),
        SilentAnnouncer(),
        FakeShops(),
    )
    window = MainWindow(desk, shops, house, settings, theme, panes, announcer)  # type: ignore[arg-type]
    qtbot.addWidget(window, before_close_func=lambda shown: shown.watch.stop())
    scene = Scene(window, desk, reader, writes, panes, settings, house, announcer, clock, shops, qtbot)
    window.resize(1440, 900)
    window.show()
    scene.filled(window.start)
    qtbot.waitUntil(lambda: window.page.conversation is not None)
    return scene


@pytest.fixture
def scene(qtbot: QtBot, theme: Theme) -> Iterator[Scene]:
    """Twelve conversations, nothing unsent."""
    reader = FakeReader()
    reader.outbox_rows = ()
    made = a_scene(qtbot, theme, reader)
    made.window.page.list_pane.list.setFocus()
    made.window.boxes.teller = lambda elsewhere: elsewhere  # type: ignore[method-assign]  # nobody looks at the window
    yield made
    made.reader.outbox_rows = ()
    made.window._state = None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def row(number: int) -> InboxRow:
    return a_row(number)


# --- moving -----------------------------------------------------------------------------------------------------------


def test_the_most_urgent_conversation_is_chosen_at_the_start(scene: Scene) -> None:
    assert scene.current() == row(0).id


def test_j_and_k_walk_and_the_conversation_follows_when_the_hand_rests(scene: Scene) -> None:
    scene.press("j", "j", "j", "k")
    assert scene.current() == row(2).id
    scene.qtbot.waitUntil(lambda: scene.panes.made["conversation"].shown[-1:] == [row(2).id])
    assert scene.panes.made["context"].shown[-1] == row(2).id
    assert row(1).id not in scene.panes.made["conversation"].shown


def test_enter_gives_the_keys_to_the_conversation_and_escape_brings_them_back(scene: Scene) -> None:
    scene.hit(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is scene.panes.made["conversation"]
    scene.press("j")
    assert scene.current() == row(1).id
    scene.hit(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is scene.window.page.list_pane.list


def test_after_a_note_the_keys_go_back_to_the_conversation(scene: Scene) -> None:
    note = AddNote(
        id=CommandId(an_id("command")), agent=scene.desk.agent, conversation=row(0).id, note=NoteId(an_id("note")),
        text="Fragt nach Rabatt",
    )  # fmt: skip
    scene.desk.do(note)
    scene.done(AddNote)
    scene.qtbot.waitUntil(lambda: QApplication.focusWidget() is scene.panes.made["conversation"])
    assert scene.current() == row(0).id
    scene.press("r")
    assert scene.panes.made["conversation"].begun[-1] == "reply"


def test_r_and_n_begin_a_reply_and_a_note_at_once(scene: Scene) -> None:
    scene.press("r", "n")
    assert scene.panes.made["conversation"].begun == ["reply", "note"]
    assert scene.panes.made["conversation"].shown[-1] == row(0).id


def test_chords_go_to_views(scene: Scene) -> None:
    scene.reader.rows[4] = replace(scene.reader.rows[4], assignee=None)
    scene.filled(lambda: scene.press("g", "u"))
    view = scene.window.page.list_pane.view()
    assert view is not None
    assert view.kind is ViewKind.UNASSIGNED
    assert scene.current() == row(4).id
    scene.press("g", "o")
    assert scene.panes.made["outbox"].isVisible()
    scene.filled(lambda: scene.press("g", "d"))
    assert scene.window.page.list_pane.view().kind is ViewKind.DUE_SOON  # type: ignore[union-attr]
    scene.filled(lambda: scene.press("g", "i"))
    assert scene.window.page.list_pane.view().kind is ViewKind.MINE  # type: ignore[union-attr]


def test_a_begun_chord_is_shown_and_escape_forgets_it(scene: Scene) -> None:
    scene.press("g")
    assert "G" in scene.window.bar._hint.text()
    assert "O" in scene.window.bar._hint.text()
    scene.hit(Qt.Key.Key_Escape)
    assert scene.window.bar._hint.text() == ""
    assert scene.current() == row(0).id


@pytest.mark.parametrize("slash", ["/", "、"])
def test_a_slash_of_any_width_leads_to_the_search(scene: Scene, slash: str) -> None:
    scene.press(slash)
    assert QApplication.focusWidget() is scene.window.page.list_pane.head.field
    assert scene.window.page.list_pane.head.field.text() == ""


def test_letters_typed_into_the_search_are_text(scene: Scene) -> None:
    scene.press("/", "jen")
    assert scene.window.page.list_pane.head.field.text() == "jen"
    assert scene.current() == row(0).id


def test_a_search_narrows_the_view_and_enter_returns_to_the_list(scene: Scene) -> None:
    scene.press("/", "maria")
    scene.filled(lambda: scene.hit(Qt.Key.Key_Return))
    rows = scene.window.page.list_pane.list.rows
    assert rows.total == 1
    assert rows.view is not None
    assert (rows.view.kind, rows.view.query) == (ViewKind.MINE, "maria")
    assert QApplication.focusWidget() is scene.window.page.list_pane.list


# --- acting -----------------------------------------------------------------------------------------------------------


def test_e_resolves_and_the_next_row_comes(scene: Scene) -> None:
    scene.press("j", "e")
    command = scene.done(SetStatus)
    assert isinstance(command, SetStatus)
    assert (command.status, command.conversations) == (Status.RESOLVED, (row(1).id,))
    assert command.base_last_messages == (row(1).last_message,)
    assert len(command.activities) == 1
    scene.qtbot.waitUntil(lambda: scene.current() == row(2).id)


def test_a_resolved_conversation_is_not_resolved_again(scene: Scene) -> None:
    scene.reader.rows[0] = replace(scene.reader.rows[0], status=Status.RESOLVED)
    scene.press("e")
    scene.qtbot.wait(30)
    assert not any(isinstance(command, SetStatus) for command in scene.writes.commands)


def test_i_assigns_to_me_and_a_asks_whom(scene: Scene) -> None:
    scene.press("i")
    mine = scene.done(Assign)
    assert isinstance(mine, Assign)
    assert (mine.assignee, mine.base_assignees) == (ME, (ME,))
    scene.writes.commands.clear()
    scene.press("a")
    scene.take("李")
    hers = scene.done(Assign)
    assert isinstance(hers, Assign)
    assert hers.assignee == LI_NA


def test_assigning_to_nobody(scene: Scene) -> None:
    scene.press("a")
    scene.take("不指派")
    command = scene.done(Assign)
    assert isinstance(command, Assign)
    assert command.assignee is None


def test_s_puts_aside_until_a_named_moment(scene: Scene) -> None:
    scene.press("s")
    scene.qtbot.keyClicks(scene.popup().findChild(QLineEdit), "1")
    command = scene.done(Snooze)
    assert isinstance(command, Snooze)
    assert command.until == NOW + timedelta(hours=1)
    scene.qtbot.waitUntil(lambda: scene.current() == row(1).id)


def test_a_moment_of_ones_own_can_be_chosen(scene: Scene) -> None:
    scene.press("s")
    scene.take("选时间")
    scene.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), DatePopup))
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, DatePopup)
    scene.qtbot.keyClick(picker, Qt.Key.Key_Return)
    command = scene.done(Snooze)
    assert isinstance(command, Snooze)
    assert abs(command.until - (NOW + timedelta(days=1))) < timedelta(minutes=1)


def test_t_adds_a_known_or_a_new_tag_and_shift_t_takes_one_away(scene: Scene) -> None:
    scene.press("t")
    scene.take("加急")
    command = scene.done(AddTag)
    assert isinstance(command, AddTag)
    assert command.tag == "加急"
    scene.hit(Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    scene.take("破")
    taken = scene.done(RemoveTag)
    assert isinstance(taken, RemoveTag)
    assert taken.tag == "破损"


def test_closing_without_a_reply_asks_why(scene: Scene) -> None:
    scene.hit(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    scene.take("道谢")
    command = scene.done(CloseWithoutReply)
    assert isinstance(command, CloseWithoutReply)
    assert command.reason is CloseReason.THANKS


def test_u_marks_as_unread(scene: Scene) -> None:
    scene.press("u")
    command = scene.done(MarkRead)
    assert isinstance(command, MarkRead)
    assert (command.conversations, command.read) == ((row(0).id,), False)


def test_status_is_chosen_from_a_list(scene: Scene) -> None:
    scene.press("b")
    scene.take("等待客户")
    command = scene.done(SetStatus)
    assert isinstance(command, SetStatus)
    assert command.status is Status.WAITING


def test_acting_on_ticked_rows_acts_on_all_of_them(scene: Scene) -> None:
    scene.press("x", "j", "j")
    scene.hit(Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    scene.press("e")
    command = scene.done(SetStatus)
    assert isinstance(command, SetStatus)
    assert set(command.conversations) == {row(number).id for number in (0, 1, 2)}
    scene.qtbot.waitUntil(lambda: scene.window.page.list_pane.list.rows.ticked == set())


def test_star_a_ticks_all_and_escape_unticks(scene: Scene) -> None:
    scene.press("*", "a")
    scene.qtbot.waitUntil(lambda: len(scene.window.page.list_pane.list.rows.ticked) == 12)
    scene.hit(Qt.Key.Key_Escape)
    assert scene.window.page.list_pane.list.rows.ticked == set()


def test_merging_needs_two_and_keeps_the_newer(scene: Scene) -> None:
    scene.press("m")
    assert scene.window.undo_bar.accessibleName() == say("done.merge_needs_two")
    scene.press("x", "j", "x", "m")
    command = scene.done(MergeConversations)
    assert isinstance(command, MergeConversations)
    older, newer = sorted((row(0), row(1)), key=lambda one: one.last_at)
    assert (command.into, command.merged) == (newer.id, older.id)


def test_an_action_without_anything_chosen_says_so(qtbot: QtBot, theme: Theme) -> None:
    reader = FakeReader(rows=[])
    scene = a_scene(qtbot, theme, reader)
    scene.window.acts.assign()
    assert scene.window.undo_bar.accessibleName() == say("done.nothing_selected")
    reader.outbox_rows = ()
    scene.window._state = None


# --- sending and undoing ----------------------------------------------------------------------------------------------


def a_reply(scene: Scene, number: int, *, resolve: bool = False, left: bool = False) -> QueueReply:
    """A reply that waits ten seconds in the outbox, or has left it before anybody looks."""
    command = QueueReply(
        id=CommandId(scene.desk.new_id()), agent=ME, conversation=row(number).id,
        outbound=OutboundId(an_id("out")), message=MessageId(an_id("msg")), text="Hallo",
        base_last_message=row(number).last_message, resolve=resolve,
    )  # fmt: skip
    if not left:
        until = scene.clock.now() + timedelta(seconds=10)
        waiting = replace(FakeReader().outbox_rows[0], id=command.outbound, undo_until=until)
        scene.reader.outbox_rows = (*scene.reader.outbox_rows, waiting)
    return command


def test_after_sending_the_next_row_comes_and_z_takes_the_reply_back(scene: Scene) -> None:
    command = a_reply(scene, 0)
    scene.desk.do(command)
    scene.qtbot.waitUntil(lambda: scene.current() == row(1).id)
    assert scene.window.undo_bar.isVisible()
    assert "10 秒内可撤销" in scene.window.undo_bar.accessibleName()
    scene.press("z")
    undo = scene.done(Undo)
    assert isinstance(undo, Undo)
    assert undo.undone == command.id
    scene.qtbot.waitUntil(lambda: scene.current() == row(0).id)
    assert scene.window.undo_bar.accessibleName() == say("undo.done")


def test_where_a_reply_leaves_at_once_nothing_is_promised(scene: Scene) -> None:
    scene.desk.do(a_reply(scene, 0, left=True))
    scene.qtbot.waitUntil(lambda: not scene.window.undo.can_undo())
    assert not scene.window.undo_bar.isVisible()


def test_a_reply_that_has_left_can_no_longer_be_undone(scene: Scene) -> None:
    scene.desk.do(a_reply(scene, 0))
    scene.qtbot.waitUntil(scene.window.undo.can_undo)
    scene.clock.pass_(timedelta(seconds=11))
    scene.window.undo._turn()
    assert not scene.window.undo.can_undo()
    assert not scene.window.undo_bar.isVisible()


def test_the_countdown_runs(scene: Scene) -> None:
    scene.desk.do(a_reply(scene, 0, resolve=True))
    scene.qtbot.waitUntil(scene.window.undo.can_undo)
    scene.clock.pass_(timedelta(seconds=4))
    scene.window.undo._turn()
    assert (
        "7 秒" in scene.window.undo_bar.accessibleName() or "6 秒" in scene.window.undo_bar.accessibleName()
    )


def test_several_acts_are_undone_newest_first(scene: Scene) -> None:
    scene.press("e")
    scene.qtbot.waitUntil(lambda: scene.current() == row(1).id)
    scene.press("i")
    scene.done(Assign)
    scene.qtbot.waitUntil(lambda: len(scene.window.undo._done) == 2)
    scene.press("z", "z")
    scene.qtbot.waitUntil(lambda: sum(isinstance(command, Undo) for command in scene.writes.commands) == 2)
    kinds = {command.id: type(command) for command in scene.writes.commands}
    undone = [kinds[command.undone] for command in scene.writes.commands if isinstance(command, Undo)]
    assert undone == [Assign, SetStatus]


def test_the_keys_of_sending_mean_nothing_outside_the_reply(scene: Scene) -> None:
    registry, pane = scene.window.registry, scene.panes.made["conversation"]
    scene.press("/")
    scene.hit(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pane.begun == []
    pane.setFocus()
    assert registry.run("send")
    assert registry.run("send_resolve")
    assert pane.begun == ["send", "send and resolve"]


def test_z_with_nothing_to_undo_says_so(scene: Scene) -> None:
    scene.press("z")
    assert scene.window.undo_bar.accessibleName() == say("undo.nothing")


def test_a_refused_undo_is_explained(scene: Scene) -> None:
    scene.press("i")
    scene.done(Assign)
    scene.qtbot.waitUntil(scene.window.undo.can_undo)
    scene.writes.refuse = Problem("disk_full")
    scene.press("z")
    scene.qtbot.waitUntil(lambda: "磁盘满了" in scene.window.undo_bar.accessibleName())


# --- the world --------------------------------------------------------------------------------------------------------


def test_a_command_that_failed_is_told_and_kept(scene: Scene) -> None:
    scene.writes.refuse = Problem("disk_full")
    scene.press("u")
    scene.qtbot.waitUntil(lambda: scene.window.notices.unread == 1)
    assert "磁盘满了" in scene.window.undo_bar.accessibleName()
    assert scene.window.banners.on_screen()[0].condition is Condition.DISK_FULL


def test_an_arrival_is_announced_counted_and_kept(scene: Scene) -> None:
    scene.desk.announce(Changes(conversations=frozenset({row(2).id}), arrived=(row(2).id,)))
    scene.qtbot.waitUntil(lambda: bool(scene.announcer.said))
    title, text, conversation = scene.announcer.said[0]
    assert (title, conversation) == ("新消息 · Amazon ES", row(2).id)
    assert text.startswith("Lucía Ferrer：")
    assert scene.window.notices.unread == 1


def test_while_the_agent_is_here_news_stand_in_a_corner_of_the_window(scene: Scene) -> None:
    del scene.window.boxes.teller  # type: ignore[method-assign]  # the window's own again
    scene.qtbot.waitUntil(scene.window.isActiveWindow)
    scene.desk.announce(Changes(arrived=(row(2).id,)))
    scene.qtbot.waitUntil(lambda: scene.window.boxes.toast is not None)
    toast = scene.window.boxes.toast
    assert toast is not None
    assert toast.isVisible()
    assert toast.accessibleName().startswith("新消息 · Amazon ES. Lucía Ferrer：")
    assert scene.announcer.said == []
    scene.qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    assert scene.current() == row(2).id


def test_news_never_stand_over_the_box_where_a_reply_is_written(qtbot: QtBot, theme: Theme) -> None:
    window, composer = QWidget(), QFrame()
    qtbot.addWidget(window)
    window.resize(900, 700)
    composer.setParent(window)
    composer.setObjectName("composer")
    window.show()
    toast = Toast(theme, lambda _: None, window)
    for left, over in ((400, False), (0, True)):
        composer.setGeometry(left, 480, 500, 200)
        toast.tell("Amazon DE", "Wo ist mein Paket?", None)
        assert toast.geometry().intersects(composer.geometry()) is False
        assert (toast.geometry().bottom() > composer.y()) is over
    composer.hide()
    composer.setGeometry(400, 480, 500, 200)
    toast.tell("Amazon DE", "Wo ist mein Paket? " * 8, None)
    assert not toast.geometry().intersects(composer.geometry())
    assert toast.words.height() >= toast.words.heightForWidth(toast.words.width())


def test_an_arrival_quotes_the_customer_though_our_own_reply_is_newer(scene: Scene) -> None:
    scene.reader.rows[2] = replace(row(2), preview="我们的回复", last_direction=Direction.OUTBOUND)
    scene.reader.said[row(2).id] = "¿Y mi paquete?"
    scene.desk.announce(Changes(arrived=(row(2).id,)))
    scene.qtbot.waitUntil(lambda: bool(scene.announcer.said))
    assert scene.announcer.said[0][1] == "Lucía Ferrer：¿Y mi paquete?"


def test_several_arrivals_are_announced_as_one(scene: Scene) -> None:
    scene.desk.announce(Changes(arrived=(row(1).id, row(2).id, row(1).id)))
    scene.qtbot.waitUntil(lambda: bool(scene.announcer.said))
    assert [said[1] for said in scene.announcer.said] == ["2 位客户发来新消息"]
    assert scene.window.notices.unread == 2


def offers(scene: Scene) -> tuple[Banner, ...]:
    """The strip about customers who wrote before their shop was connected."""
    shown = scene.window.banners.on_screen()
    return tuple(banner for banner in shown if banner.condition is Condition.IMPORTED)


def test_who_waited_before_the_shop_was_connected_is_offered_and_counted(scene: Scene) -> None:
    shop = ShopId(an_id("shop new"))
    scene.reader.imported = (ImportedWaiting(shop, "Amazon DE", 3, 77),)
    scene.window.start()
    scene.qtbot.waitUntil(lambda: bool(offers(scene)))
    (banner,) = offers(scene)
    assert banner.title() == "3 条连接店铺前的来信还没有回复"
    scene.reader.imported = ()
    banner.presses[0].action()
    command = scene.done(CountImported)
    assert isinstance(command, CountImported)
    assert command.shops == (shop,)
    assert offers(scene) == ()


def test_a_no_holds_until_somebody_newer_waits(scene: Scene) -> None:
    offer = ImportedWaiting(ShopId(an_id("shop new")), "Amazon DE", 3, 77)
    scene.reader.imported = (offer,)
    scene.window.start()
    scene.qtbot.waitUntil(lambda: bool(offers(scene)))
    offers(scene)[0].presses[1].action()
    assert offers(scene) == ()
    scene.window.start()
    late(scene)
    assert offers(scene) == ()
    scene.reader.imported = (replace(offer, count=4, newest=78),)
    scene.window.start()
    scene.qtbot.waitUntil(lambda: bool(offers(scene)))
    assert CountImported not in {type(each) for each in scene.writes.commands}


def late(scene: Scene, *rows: InboxRow) -> None:
    """These rows are told as late, and the answer is waited for."""
    scene.reader.rows = list(rows)
    scene.desk.tell_overdue(tuple(each.id for each in rows))
    for _ in range(2):  # what is late is asked for only when the first answer comes
        asked: list[object] = []
        scene.desk.ask(lambda reader: reader.agents(), asked.append)
        scene.qtbot.waitUntil(lambda asked=asked: bool(asked))


def test_a_passed_due_moment_is_told_once_for_each_moment(scene: Scene) -> None:
    own = replace(row(2), due=NOW - timedelta(seconds=1), platform_due=NOW + timedelta(hours=16))
    late(scene, own)
    late(scene, own)
    assert [said[:2] for said in scene.announcer.said] == [
        ("回复超时 · Amazon ES", "Lucía Ferrer：已超过店铺时限，还没有回复")
    ]
    late(scene, replace(own, platform_due=NOW))
    assert scene.announcer.said[-1] == (
        "回复超时 · Amazon ES", "Lucía Ferrer：已超过平台时限，还没有回复", own.id,
    )  # fmt: skip
    assert scene.window.notices.unread == 2


def test_what_was_answered_or_set_aside_meanwhile_is_not_told(scene: Scene) -> None:
    passed = NOW - timedelta(seconds=1)
    late(
        scene,
        replace(row(1), status=Status.SNOOZED, due=None, platform_due=None, internal_due=passed),
        replace(row(2), status=Status.RESOLVED, due=None),
        replace(row(3), due=NOW + timedelta(hours=1), platform_due=None),
    )
    assert scene.announcer.said == []
    assert scene.window.notices.unread == 0


def test_a_platforms_deadline_is_told_although_the_conversation_was_set_aside(scene: Scene) -> None:
    late(scene, replace(row(1), status=Status.SNOOZED, due=None, platform_due=NOW - timedelta(seconds=1)))
    assert len(scene.announcer.said) == 1


def test_many_late_ones_after_a_sleep_share_a_line_that_leads_to_their_list(scene: Scene) -> None:
    passed = NOW - timedelta(hours=2)
    late(scene, *(replace(row(number), due=passed, assignee=None) for number in range(5)))
    assert [said[1] for said in scene.announcer.said] == ["5 条会话已超过回复时限"]
    assert [notice.text for notice in scene.window.notices.all()] == ["5 条会话已超过回复时限"]
    scene.window.bar.notices_wanted.emit()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.list.itemClicked.emit(popup.list.item(0))  # type: ignore[attr-defined]
    view = scene.window.page.list_pane.view()
    assert view is not None
    assert view.kind is ViewKind.DUE_SOON


def test_a_colleagues_late_answer_is_kept_but_does_not_pop_up(scene: Scene) -> None:
    late(scene, replace(row(2), due=NOW - timedelta(seconds=1), assignee=AgentId(an_id("somebody"))))
    assert scene.announcer.said == []
    assert scene.window.notices.unread == 1


def test_a_snooze_that_ends_after_the_platforms_deadline_says_so(scene: Scene) -> None:
    current = scene.window.page.current()
    row = next(row for row in scene.reader.rows if row.id == current)
    place = scene.reader.rows.index(row)
    scene.reader.rows[place] = replace(row, platform_due=NOW + timedelta(hours=2))
    scene.window.acts.snooze()
    scene.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    hints = [choice.hint for choice in scene.popup().shown()[:2]]
    scene.popup().close()
    assert ["平台时限" in hint for hint in hints] == [False, True]


def test_what_comes_back_from_its_snooze_is_told(scene: Scene) -> None:
    scene.desk.tell_woken((row(2).id,))
    scene.qtbot.waitUntil(lambda: bool(scene.announcer.said))
    assert scene.announcer.said[0][0] == "提醒时间到 · Amazon ES"


def test_a_notification_leads_to_its_conversation(scene: Scene) -> None:
    scene.window.notices.add(NOW, "Lucía", row(2).id)
    scene.window.bar.notices_wanted.emit()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.list.itemClicked.emit(popup.list.item(0))  # type: ignore[attr-defined]
    assert scene.current() == row(2).id
    assert scene.window.notices.unread == 0


def test_the_title_counts_what_waits_for_me(scene: Scene) -> None:
    assert scene.window.windowTitle() == "(12) 码头客服"
    assert scene.announcer.waiting == 12


def test_how_the_shops_are_doing_is_one_step_away_from_everywhere(scene: Scene) -> None:
    shop = scene.reader.badge_shops[0].id
    scene.window.page.views.health_wanted.emit(shop)
    scene.window.bar.shops_wanted.emit()
    assert scene.window.registry.run("health")
    assert scene.panes.made["shops"].begun == [f"health {shop}", "health", "health"]


def test_a_login_that_ends_soon_has_a_banner_that_leads_to_the_sign_in(scene: Scene) -> None:
    end = scene.clock.now() + timedelta(days=9)
    login = LoginRow(LoginId(an_id("login")), "ebay", "eBay", Health.OK, "", None, None, 0, 0, {}, end)
    shop = ShopId(an_id("shop"))
    scene.reader.shop_rows = (
        ShopRow(shop, "ebay", "eBay UK", "me", 0, ShopState.ACTIVE, {}, {"api": login}, 3),
    )
    scene.window._ending.look()
    scene.qtbot.waitUntil(lambda: bool(scene.window.banners.on_screen()))
    scene.window.banners.on_screen()[0].presses[0].action()
    assert scene.panes.made["shops"].begun == ["sign_in"]


def test_messages_that_could_not_be_read_have_a_banner_until_later_and_again_with_the_next(
    scene: Scene,
) -> None:
    def aside(count: int) -> Banner | None:
        badges = replace(scene.reader.badges(ME, NOW), quarantine=count)
        scene.window._counted.show(badges, NOW)
        shown = scene.window.banners.on_screen()
        return next((banner for banner in shown if banner.condition is Condition.ASIDE), None)

    first = aside(2)
    assert first is not None
    assert first.title() == "2 条消息没能进收件箱"
    look, later = first.presses
    look.action()
    assert scene.panes.made["shops"].begun == ["quarantine"]
    later.action()
    assert aside(2) is None
    assert aside(3) is not None
    assert aside(0) is None


def test_a_pc_without_network_is_said_and_forgotten_when_somebody_answers_again(scene: Scene) -> None:
    def words() -> list[str]:
        scene.window.offline.count(3)
        return [banner.title() for banner in scene.window.banners.on_screen()]

    scene.house.lost = True
    assert "连不上网络" in words()
    scene.house.lost = False
    assert "连不上网络" not in words()


def test_a_shop_that_must_sign_in_has_a_banner_until_later(scene: Scene) -> None:
    banners = scene.window.banners.on_screen()
    assert [banner.condition for banner in banners] == [Condition.SIGN_IN]
    sign_in, affected, later = banners[0].presses
    sign_in.action()
    assert scene.panes.made["shops"].begun == ["sign_in"]
    assert affected.words() == "看受影响的会话 1"
    affected.action()
    view = scene.window.page.list_pane.view()
    assert view is not None
    assert view.shop == next(shop.id for shop in scene.reader.badge_shops if shop.title == "eBay US")
    assert scene.window.page.isVisible()
    later.action()
    scene.window.watch.count()
    scene.qtbot.wait(20)
    assert scene.window.banners.on_screen() == ()


def strip(scene: Scene) -> QLabel:
    """The words of the one banner that stands."""
    (words,) = [made for made in scene.window.banners.findChildren(QLabel) if made.wordWrap()]
    return words


def test_a_standing_shop_says_since_when_what_waits_and_who_is_due_first(scene: Scene) -> None:
    still = Standstill(NOW - timedelta(hours=1), 4, NOW + timedelta(minutes=52), "Noah Keller")
    shops = scene.reader.badge_shops
    scene.reader.badge_shops = tuple(
        replace(shop, standstill=still) if shop.title == "eBay US" else shop for shop in shops
    )
    scene.window.watch.count()
    said = f"{clock_time(NOW - timedelta(hours=1))} 起授权失效，收发暂停；客户的时限仍在走。"
    scene.qtbot.waitUntil(
        lambda: (
            strip(scene).text() == f"{said}4 封回复留在发件箱，不会丢失。最近的时限还剩 0:52：Noah Keller。"
        )
    )
    shown = strip(scene)
    scene.clock.moment = NOW + timedelta(hours=1)
    scene.window.watch.count()
    scene.qtbot.waitUntil(lambda: shown.text().endswith("Noah Keller 的时限已过 0:08。"))
    assert strip(scene) is shown


def test_offline_is_said_with_what_waits_and_can_be_ended(scene: Scene) -> None:
    scene.window.offline.toggle()
    scene.qtbot.waitUntil(lambda: scene.house.offline == [True])
    scene.qtbot.waitUntil(
        lambda: Condition.OFFLINE in [banner.condition for banner in scene.window.banners.on_screen()]
    )
    scene.window.offline.toggle()
    scene.qtbot.waitUntil(lambda: scene.house.offline == [True, False])
    scene.qtbot.waitUntil(
        lambda: Condition.OFFLINE not in [banner.condition for banner in scene.window.banners.on_screen()]
    )


def test_conditions_of_the_desk_come_and_go(scene: Scene) -> None:
    for condition in (Condition.CHECKING, Condition.TWO_DESKS, Condition.DAMAGED):
        scene.window.conditions.show(condition, True)
    shown = [banner.condition for banner in scene.window.banners.on_screen()]
    assert shown == [Condition.DAMAGED, Condition.TWO_DESKS]
    with scene.qtbot.waitSignal(scene.window.retry_wanted) as heard:
        scene.window.banners.on_screen()[1].presses[0].action()
    assert heard.args == [Condition.TWO_DESKS]
    scene.window.conditions.show(Condition.DAMAGED, False)
    assert scene.window.banners.on_screen()[0].condition is Condition.TWO_DESKS


@pytest.mark.parametrize(
    ("minutes", "word", "means"), [(10, "慢了 10 分钟", "多"), (-10, "快了 10 分钟", "少")]
)
def test_a_wrong_clock_is_told_with_what_it_means(scene: Scene, minutes: int, word: str, means: str) -> None:
    ahead = timedelta(minutes=minutes)
    scene.window.conditions.show(Condition.CLOCK, True, ahead=ahead, refusing=())
    banner = clock_banner(scene)
    assert banner is not None
    assert banner.title() == f"电脑时间{word}"
    assert f"剩余时限会{means}显示 10 分钟" in banner.text()
    scene.window.conditions.show(Condition.CLOCK, True, ahead=ahead, refusing=("amazon", "ebay"))
    assert "Amazon、eBay 可能拒收" in said(clock_banner(scene))
    scene.window.look.toggle_language()
    assert "Amazon, eBay may" in said(clock_banner(scene)), "a condition outlives the language it was told in"
    scene.window.look.toggle_language()
    scene.window.conditions.show(Condition.CLOCK, False)
    assert clock_banner(scene) is None


def clock_banner(scene: Scene) -> Banner | None:
    shown = scene.window.banners.on_screen()
    return next((banner for banner in shown if banner.condition is Condition.CLOCK), None)


def said(banner: Banner | None) -> str:
    return banner.text() if banner else ""


def test_an_empty_list_is_calm_and_says_what_is_due_next(scene: Scene) -> None:
    scene.reader.rows = [replace(a_row(4), assignee=None), replace(a_row(5), status=Status.SNOOZED)]
    scene.filled(lambda: scene.window.go(ViewKind.MINE))
    scene.window.watch.count()
    empty = scene.window.page.list_pane._empty
    scene.qtbot.waitUntil(lambda: empty.isVisible() and empty._unassigned.text() == "看未分配 1")
    assert empty._title.text() == "都回复完了"
    scene.filled(empty._unassigned.click)
    assert scene.window.page.list_pane.view().kind is ViewKind.UNASSIGNED  # type: ignore[union-attr]


def test_a_search_that_finds_nothing_offers_a_way_back(scene: Scene) -> None:
    scene.filled(lambda: scene.window.page.list_pane.head.field.set_query("zzzz"))
    empty = scene.window.page.list_pane._empty
    assert empty._title.text() == "没有找到"
    scene.filled(empty._clear.click)
    assert scene.window.page.list_pane.list.rows.total == 12


# --- people, look, help -----------------------------------------------------------------------------------------------


def answer_dialogs(*answers: str | None) -> None:
    """Types into the questions as they come; None: turns one away. A list is answered with its chosen line."""

    def one(left: tuple[str | None, ...]) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QInputDialog) and left:
            if left[0] is None:
                box.reject()
            else:
                box.setTextValue(left[0])
                box.accept()
            left = left[1:]
        if left:
            QTimer.singleShot(30, lambda: one(left))

    QTimer.singleShot(30, lambda: one(answers))


def started_with_pin(qtbot: QtBot, theme: Theme, *answers: str | None) -> Scene:
    """A program whose last agent has a PIN."""
    reader = FakeReader()
    reader.outbox_rows = ()
    reader.agent_rows = tuple(replace(agent, has_pin=agent.id == ME) for agent in reader.agent_rows)
    answer_dialogs(*answers)
    return a_scene(qtbot, theme, reader)


def test_after_the_start_a_pin_is_asked_until_it_fits(qtbot: QtBot, theme: Theme) -> None:
    scene = started_with_pin(qtbot, theme, "王晓", "0000", "王晓", "1234")
    qtbot.waitUntil(lambda: scene.house.tried == ["0000", "1234"])
    assert scene.desk.agent == ME
    assert scene.window.isVisible()


def test_a_colleague_without_a_pin_may_take_the_desk_after_the_start(qtbot: QtBot, theme: Theme) -> None:
    scene = started_with_pin(qtbot, theme, "李娜")
    qtbot.waitUntil(lambda: scene.desk.agent == LI_NA)
    assert scene.house.tried == []


def test_without_an_answer_the_program_ends(qtbot: QtBot, theme: Theme) -> None:
    scene = started_with_pin(qtbot, theme, "王晓", None)
    qtbot.waitUntil(scene.window.isHidden)


def test_another_agent_needs_the_right_pin(scene: Scene) -> None:
    menu = scene.window.rail.agent_menu()
    assert [action.text() for action in menu.actions()] == ["王晓（当前）", "李娜"]

    def type_pin(pin: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(pin)
        scene.qtbot.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(50, lambda: type_pin("0000"))
    menu.actions()[1].trigger()
    scene.qtbot.waitUntil(lambda: scene.window.undo_bar.accessibleName() == say("agent.pin_wrong"))
    assert scene.desk.agent == ME
    QTimer.singleShot(50, lambda: type_pin("1234"))
    menu.actions()[1].trigger()
    scene.qtbot.waitUntil(lambda: scene.desk.agent == LI_NA)
    view = scene.window.page.list_pane.view()
    assert view is not None
    assert view.agent == LI_NA


def test_the_palette_finds_commands_by_name(scene: Scene) -> None:
    scene.hit(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    scene.take("紧凑")
    assert scene.window._theme.density is Density.COMPACT
    assert scene.settings.stored["look.density"] == "compact"


def test_the_palette_opens_from_the_search_field_too(scene: Scene) -> None:
    scene.press("/")
    scene.hit(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    scene.popup().close()


def test_question_mark_shows_all_keys_and_a_key_can_be_changed(scene: Scene) -> None:
    scene.press("？")
    help_ = scene.window.boxes.keys
    assert isinstance(help_, KeyHelp)
    assert help_.rebind("next", "j") is True
    assert help_.rebind("next", "k") is False
    assert "上一条" in help_._note.text()
    assert help_.rebind("next", "y") is True
    help_.close()
    scene.window.page.list_pane.list.setFocus()
    scene.press("y")
    assert scene.current() == row(1).id
    scene.window.registry.rebind("next", None)


def test_look_is_changed_and_remembered(scene: Scene) -> None:
    scene.window.look.zoom(1)
    scene.window.look.next_mode()
    assert scene.settings.stored["look.scale"] == "1.125"
    assert scene.settings.stored["look.mode"] == Mode.DARK.value


def test_the_language_changes_without_a_restart(scene: Scene) -> None:
    scene.window.look.toggle_language()
    assert scene.window.windowTitle().endswith("Quayside")
    assert scene.settings.stored["look.language"] == "en"
    scene.qtbot.waitUntil(lambda: scene.window.page.list_pane.list.rows.total == 12)
    scene.window.look.toggle_language()
    assert scene.window.windowTitle().endswith("码头客服")


def test_diagnostics_go_to_the_clipboard(scene: Scene) -> None:
    scene.window.support.copy_diagnostics()
    scene.qtbot.waitUntil(lambda: QApplication.clipboard().text() == "quayside 0.1.0")


def test_places_are_made_when_first_wanted(scene: Scene) -> None:
    assert "templates" not in scene.panes.made
    scene.hit(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert scene.panes.made["templates"].isVisible()
    scene.hit(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert scene.window.page.isVisible()


def test_f5_fetches_now(scene: Scene) -> None:
    scene.hit(Qt.Key.Key_F5)
    scene.qtbot.waitUntil(lambda: scene.shops.rounds == 1)


def test_below_1180_the_context_is_a_drawer(scene: Scene) -> None:
    scene.window.resize(1024, 700)
    room = scene.window.page.room
    scene.qtbot.waitUntil(lambda: room.folded)
    assert not scene.panes.made["context"].isVisible()
    scene.hit(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert scene.panes.made["context"].isVisible()
    scene.hit(Qt.Key.Key_Escape)
    assert not scene.panes.made["context"].isVisible()
    scene.window.resize(1440, 900)
    scene.qtbot.waitUntil(lambda: scene.panes.made["context"].isVisible())


def test_where_there_is_room_for_one_part_list_and_conversation_take_turns(scene: Scene) -> None:
    scene.window._theme.set_scale(1.5)
    scene.window.resize(1024, 700)
    rows, pane = scene.window.page.list_pane.list, scene.panes.made["conversation"]
    scene.qtbot.waitUntil(lambda: rows.isVisible() and not pane.isVisible())
    place = rows.visualRect(rows.rows.index(1, 0)).bottomLeft() + QPoint(200, -20)
    scene.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.isVisible()
    assert not rows.isVisible()
    assert scene.current() == row(1).id
    scene.hit(Qt.Key.Key_Escape)
    assert rows.isVisible()


def test_everything_can_be_reached_with_tab(scene: Scene) -> None:
    seen = set()
    for _ in range(60):
        scene.hit(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        assert widget.window() is scene.window
        seen.add(widget)
    assert scene.window.page.list_pane.list in seen
    assert scene.window.page.list_pane.head.field in seen
    assert len(seen) > 20


def test_buttons_without_words_have_names(scene: Scene) -> None:
    nameless = [
        button
        for button in scene.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.text() or button.accessibleName())
    ]
    assert nameless == []


# --- what a platform must be told -------------------------------------------------------------------------------------

PAGE = "https://market.example/no-response"


def asking(scene: Scene, *told: ConversationId) -> None:
    """Every conversation has a page on which its platform is told; some were told already."""
    known = scene.reader.conversation

    def conversation(wanted: ConversationId, agent: AgentId, newest: int = 60) -> ConversationView | None:
        view = known(wanted, agent, newest)
        assert view is not None
        line = ActivityItem(NOW, "王晓", ActivityKind.NO_RESPONSE_NEEDED, {})
        seen = replace(view.row, status=Status.RESOLVED, last_direction=Direction.INBOUND)
        return replace(
            view, row=seen, no_response=PAGE, items=(*view.items, line) if wanted in told else view.items
        )

    scene.reader.conversation = conversation  # type: ignore[method-assign]  # the same, with a page


def closed(scene: Scene, *numbers: int, reason: CloseReason = CloseReason.NO_ANSWER_NEEDED) -> None:
    ids = tuple(row(number).id for number in numbers)
    bases, lines = tuple(None for _ in ids), tuple(ActivityId(an_id(f"line {one}")) for one in ids)
    scene.desk.do(
        CloseWithoutReply(
            id=CommandId(scene.desk.new_id()), agent=ME, conversations=ids, reason=reason, activities=lines,
            base_last_messages=bases,
        )
    )  # fmt: skip


def offered(scene: Scene) -> list[Banner]:
    return [
        banner
        for banner in scene.window.banners._banners.values()
        if banner.condition is Condition.NO_RESPONSE
    ]


def test_after_closing_the_page_that_stops_the_platforms_clock_is_offered_for_each(scene: Scene) -> None:
    asking(scene)
    opened: list[QUrl] = []
    scene.window._closed._open = opened.append
    closed(scene, 2, 3)
    scene.qtbot.waitUntil(lambda: bool(offered(scene)))
    assert dict(offered(scene)[0].values)["n"] == 2
    offered(scene)[0].presses[0].action()
    command = scene.done(NoteNoResponse)
    assert isinstance(command, NoteNoResponse)
    assert (command.conversation, [url.toString() for url in opened]) == (row(2).id, [PAGE])
    scene.qtbot.waitUntil(lambda: dict(offered(scene)[0].values)["n"] == 1)
    offered(scene)[0].presses[1].action()
    assert offered(scene) == []


def test_what_was_told_or_answered_elsewhere_is_not_offered(scene: Scene) -> None:
    asking(scene, row(2).id)
    closed(scene, 2)
    closed(scene, 3, reason=CloseReason.ANSWERED_ELSEWHERE)
    scene.qtbot.waitUntil(lambda: len(scene.writes.commands) >= 2)
    QCoreApplication.processEvents()
    assert offered(scene) == []


# --- orders nobody has written about ----------------------------------------------------------------------------------


def test_a_searched_order_nobody_wrote_about_stands_above_the_list_and_opens(scene: Scene) -> None:
    card = replace(an_order_card(row(0)), remote_key="305-0000001-7654321")
    scene.reader.silent = (card,)
    pane = scene.window.page.list_pane
    scene.window.focus_search()
    scene.filled(lambda: scene.press("7654321"))
    scene.qtbot.waitUntil(pane.orders.isVisible)
    (line,) = pane.orders.findChildren(QPushButton, "found_order")
    assert card.remote_key in line.accessibleName()
    titles = [words.text() for words in pane.findChildren(QLabel)]
    assert say("search.only_orders") in titles
    line.click()
    dialog = scene.panes.made[f"order {card.remote_key}"]
    begun = row(3).id
    dialog.wants_conversation.emit(begun)
    assert scene.window.page.current() == begun
    scene.filled(pane.head.field.clear_search)
    scene.qtbot.waitUntil(pane.orders.isHidden)


# --- first run and leaving --------------------------------------------------------------------------------------------


def the_first_run(qtbot: QtBot, theme: Theme, *agents: AgentRow) -> tuple[Scene, FirstRun]:
    """A program without a shop, and the screen with which it begins."""
    reader = FakeReader(rows=[])
    reader.badge_shops, reader.outbox_rows, reader.agent_rows = (), (), agents
    scene = a_scene(qtbot, theme, reader, first_run="")
    qtbot.waitUntil(lambda: scene.window.places.first_run is not None)
    first = scene.window.places.first_run
    assert first is not None
    return scene, first


@pytest.mark.parametrize(("key", "choice"), [("1", "practice"), ("2", "connect")])
def test_the_first_run_asks_a_name_and_offers_two_ways(
    qtbot: QtBot, theme: Theme, key: str, choice: str
) -> None:
    scene, first = the_first_run(qtbot, theme)
    practised = []
    scene.window.practice_wanted.connect(lambda: practised.append(True))
    scene.press("小陈")
    scene.hit(Qt.Key.Key_Return)
    scene.press(key)
    command = scene.done(SaveAgent)
    assert isinstance(command, SaveAgent)
    assert command.name == "小陈"
    assert command.role is Role.ADMIN
    assert scene.window.places.currentWidget() is not first
    if choice == "practice":
        assert practised == [True]
    else:
        assert scene.panes.made["shops"].begun == ["connect"]


def test_nothing_begins_without_a_name(qtbot: QtBot, theme: Theme) -> None:
    scene, first = the_first_run(qtbot, theme)
    first.choices[1].click()
    assert scene.window.places.currentWidget() is first
    assert first.told.text() == say("first.name_first")
    assert scene.writes.commands == []
    scene.press("2", "号")
    assert scene.window.places.currentWidget() is first  # a digit in a name chooses nothing
    scene.hit(Qt.Key.Key_Return)
    scene.press("2")
    assert scene.done(SaveAgent).name == "2号"  # type: ignore[attr-defined]  # as asked for


def test_who_is_known_only_chooses(qtbot: QtBot, theme: Theme) -> None:
    scene, first = the_first_run(qtbot, theme, AgentRow(ME, "小陈", "陈", Role.SENIOR, True, False))
    qtbot.waitUntil(lambda: first.name.text() == "小陈")
    scene.press("2")
    assert scene.panes.made["shops"].begun == ["connect"]
    assert scene.writes.commands == []


def test_the_first_run_comes_at_every_start_without_a_shop_and_once(qtbot: QtBot, theme: Theme) -> None:
    scene, first = the_first_run(qtbot, theme, AgentRow(ME, "小陈", "陈", Role.ADMIN, True, False))
    qtbot.waitUntil(lambda: first.name.text() == "小陈")
    scene.press("2")
    scene.window.show_place("inbox")
    scene.filled(scene.window.start)
    assert scene.window.places.currentWidget() is scene.window.page
    again = a_scene(qtbot, theme, scene.reader, **scene.settings.stored)
    qtbot.waitUntil(lambda: again.window.places.first_run is not None)


def started_as_nobody(qtbot: QtBot, theme: Theme, *agents: AgentRow) -> Scene:
    """A program whose desk no longer knows who sat at it."""
    reader = FakeReader()
    reader.outbox_rows, reader.agent_rows = (), agents
    return a_scene(qtbot, theme, reader)


def test_where_only_one_works_he_takes_the_desk_by_himself(qtbot: QtBot, theme: Theme) -> None:
    gone = AgentRow(ME, "王晓", "王", Role.ADMIN, False, False)
    scene = started_as_nobody(qtbot, theme, gone, AgentRow(LI_NA, "李娜", "李", Role.ADMIN, True, False))
    qtbot.waitUntil(lambda: scene.desk.agent == LI_NA)


def test_where_several_work_the_desk_asks_who_it_is(qtbot: QtBot, theme: Theme) -> None:
    chen = AgentRow(AgentId(an_id("chen")), "小陈", "陈", Role.ADMIN, True, False)
    answer_dialogs("小陈")
    scene = started_as_nobody(qtbot, theme, chen, AgentRow(LI_NA, "李娜", "李", Role.AGENT, True, False))
    qtbot.waitUntil(lambda: scene.desk.agent == chen.id)


def test_shops_without_anybody_who_answers_them_ask_for_a_name(qtbot: QtBot, theme: Theme) -> None:
    answer_dialogs("小陈")
    scene = started_as_nobody(qtbot, theme)
    command = scene.done(SaveAgent)
    assert isinstance(command, SaveAgent)
    assert (command.subject, command.name, command.role) == (ME, "小陈", Role.ADMIN)


def unsent(scene: Scene) -> None:
    scene.reader.outbox_rows = FakeReader().outbox_rows
    scene.window.watch.count()
    scene.qtbot.waitUntil(lambda: scene.window._state is not None and scene.window._state.unsent == 1)


def answer(scene: Scene, words: str) -> None:
    """Presses a button of the question when it comes."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(50, press)


def test_leaving_with_unsent_replies_asks(scene: Scene) -> None:
    unsent(scene)
    answer(scene, say("quit.stay"))
    scene.window.quit()
    assert scene.window.isVisible()
    answer(scene, say("quit.now"))
    with scene.qtbot.waitSignal(scene.window.quit_wanted):
        scene.window.quit()
    assert scene.panes.made["conversation"].begun.count("draft") == 2


def test_closing_hides_to_the_tray_where_there_is_one(scene: Scene) -> None:
    scene.announcer.stays = True
    scene.window.close()
    assert not scene.window.isVisible()
    scene.window.open_conversation(None)
    assert scene.window.isVisible()
    with scene.qtbot.waitSignal(scene.window.quit_wanted):
        scene.window.quit()


def test_a_right_click_offers_what_keys_offer(scene: Scene) -> None:
    titles: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        titles.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(50, look)
    scene.window.page.list_pane.list.menu_wanted.emit(QPoint(300, 300))
    assert "标为已处理\tE" in titles
