"""Between the window and the first rows: every trouble leads to a screen on which a person can go on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bridge.desk import Desk
from app.domain.errors import Problem
from app.domain.mending import Copy, Damage, Harm, Mended, Progress, Stage
from app.domain.opening import Heard, Preparing
from app.domain.values import AgentId
from app.views.opening.doorkeeper import Doorkeeper
from app.views.opening.key_dialogs import CodeDialog, NewPassphraseDialog, PassphraseDialog, TroubleDialog
from app.views.opening.mending_dialog import MendingDialog
from app.views.opening.preparing import PreparingScreen
from app.views.theme import Theme
from app.views.words import say
from tests.views.fakes import (
    NOW,
    FakeReader,
    InlineReads,
    InlineTasks,
    RecordingWrites,
    SeededIds,
    StillClock,
    an_id,
)

COPIES = (
    Copy(Path("quayside-20260513T060000Z.db"), NOW - timedelta(hours=1), 12_000_000),
    Copy(Path("quayside-20260512T060000Z.db"), NOW - timedelta(hours=25), 11_000_000),
)
DAMAGE = Damage(Harm.DAMAGED, 13_000_000, True, COPIES, 17)
MENDED = Mended(12_345, 2, 17, 2, ("Danke für Ihre Geduld.",), "quayside-damaged-20260513T063300Z.db")


class Profile:
    """A profile that is opened by what the test says, and the mending of its file."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.steps: list[str] = []
        self.damage = DAMAGE
        self.broken = ""
        self.long_work: tuple[tuple[Preparing, int, int], ...] = ()

    def hear(self, heard: Heard) -> None:
        self._heard = heard

    def _step(self, name: str) -> str:
        self.steps.append(name)
        for told in self.long_work:
            self._heard(*told)
        if self.troubles:
            raise Problem(self.troubles.pop(0))
        return "CODE" if name == "open" else ""

    def open(self) -> str:
        return self._step("open")

    def recover(self, code: str) -> str:
        return self._step(f"code {code}")

    def use_passphrase(self, phrase: str) -> str:
        return self._step(f"phrase {phrase}")

    def choose_passphrase(self, phrase: str) -> str:
        return self._step(f"new {phrase}")

    def mending(self) -> "Profile":
        return self

    def look(self) -> Damage:
        return self.damage

    def repair(self, progress: Progress) -> Mended:
        return self._mend("repair", progress)

    def put_back(self, copy: Copy, progress: Progress) -> Mended:
        return self._mend(f"put back {copy.file.name}", progress)

    def begin_anew(self, progress: Progress) -> Mended:
        return self._mend("anew", progress)

    def _mend(self, name: str, progress: Progress) -> Mended:
        self.steps.append(name)
        progress(Stage.READING, 12_345)
        if self.broken:
            raise Problem(self.broken)
        return MENDED


@pytest.fixture
def profile() -> Profile:
    return Profile()


@pytest.fixture
def door(
    qtbot: QtBot,
    theme: Theme,
    reader: FakeReader,
    writes: RecordingWrites,
    still: StillClock,
    profile: Profile,
) -> Iterator[Doorkeeper]:
    desk = Desk(InlineReads(reader), writes, InlineTasks(), still, SeededIds(still), AgentId(an_id("me")))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Doorkeeper(desk, profile, theme, window)
    made.codes = []  # type: ignore[attr-defined]
    made.opened.connect(made.codes.append)  # type: ignore[attr-defined]
    yield made
    if made.screen is not None:
        made.screen.finish()


def shown(door: Doorkeeper, qtbot: QtBot, kind: type) -> object:
    qtbot.waitUntil(lambda: isinstance(door.screen, kind), timeout=5000)
    return door.screen


def opened(door: Doorkeeper, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: bool(door.codes), timeout=5000)  # type: ignore[attr-defined]
    assert door.screen is None
    return door.codes  # type: ignore[attr-defined, no-any-return]


def press(screen: QWidget, name: str, qtbot: QtBot) -> None:
    found = screen.findChild(QPushButton, name)
    assert found is not None, name
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_profile_in_order_opens_without_a_screen(door: Doorkeeper, qtbot: QtBot) -> None:
    door.open()
    assert opened(door, qtbot) == ["CODE"]


def test_the_recovery_code_is_typed_and_a_wrong_one_gets_a_sentence(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.troubles = ["key_missing", "recovery_code_mistyped"]
    door.open()
    screen = shown(door, qtbot, CodeDialog)
    assert isinstance(screen, CodeDialog)
    qtbot.keyClicks(screen.fields[0], "abcd efgh")
    assert screen.counted.text() == say("code.count", n=2, all=8)
    qtbot.keyClick(screen.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.told.text() == say("error.recovery_code_mistyped"), timeout=5000)
    assert screen.fields[0].isEnabled()
    press(screen, "opening_go_on", qtbot)
    opened(door, qtbot)
    assert profile.steps == ["open", "code abcd efgh", "code abcd efgh"]


def test_a_passphrase_is_asked_or_the_code_used_instead(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.troubles = ["passphrase_needed", "passphrase_wrong"]
    door.open()
    screen = shown(door, qtbot, PassphraseDialog)
    assert isinstance(screen, PassphraseDialog)
    qtbot.keyClicks(screen.fields[0], "falsch falsch")
    press(screen, "opening_go_on", qtbot)
    qtbot.waitUntil(lambda: screen.told.text() == say("error.passphrase_wrong"), timeout=5000)
    press(screen, "passphrase_code", qtbot)
    shown(door, qtbot, CodeDialog)


def test_a_new_passphrase_is_typed_twice_the_same(door: Doorkeeper, profile: Profile, qtbot: QtBot) -> None:
    profile.troubles = ["passphrase_new"]
    door.open()
    screen = shown(door, qtbot, NewPassphraseDialog)
    assert isinstance(screen, NewPassphraseDialog)
    first, again = screen.fields
    qtbot.keyClicks(first, "vier kleine Boote")
    qtbot.keyClicks(again, "vier kleine")
    press(screen, "opening_go_on", qtbot)
    assert screen.told.text() == say("passphrase.differ")
    qtbot.keyClicks(again, " Boote")
    press(screen, "opening_go_on", qtbot)
    opened(door, qtbot)
    assert profile.steps[-1] == "new vier kleine Boote"


def test_a_locked_keyring_is_tried_again(door: Doorkeeper, profile: Profile, qtbot: QtBot) -> None:
    profile.troubles = ["keyring_locked", "keyring_locked"]
    door.open()
    screen = shown(door, qtbot, TroubleDialog)
    assert isinstance(screen, TroubleDialog)
    assert screen.text.text() == say("error.keyring_locked")
    press(screen, "opening_go_on", qtbot)
    qtbot.waitUntil(lambda: screen.told.text() == say("opening.still"), timeout=5000)
    press(screen, "opening_go_on", qtbot)
    opened(door, qtbot)


def test_leaving_a_screen_ends_the_program_and_escape_does_not(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.troubles = ["keyring_locked"]
    door.open()
    screen = shown(door, qtbot, TroubleDialog)
    assert isinstance(screen, TroubleDialog)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.isVisible()
    with qtbot.waitSignal(door.given_up):
        press(screen, "opening_leave", qtbot)


MB = 1024 * 1024


def preparing(door: Doorkeeper, qtbot: QtBot) -> PreparingScreen:
    screen = shown(door, qtbot, PreparingScreen)
    assert isinstance(screen, PreparingScreen)
    return screen


def test_an_old_file_is_brought_up_to_date_with_numbers(door: Doorkeeper, qtbot: QtBot) -> None:
    door._prepared.emit(Preparing.COPYING, 1_234 * MB, 4_400 * MB)
    screen = preparing(door, qtbot)
    assert screen.step.text() == "正在复制旧文件：1,234.0 MB / 4,400.0 MB"
    assert screen.bar.value() == 280
    door._prepared.emit(Preparing.CHANGING, 0, 0)
    assert door.screen is screen, "one screen, whatever is done"
    assert (screen.step.text(), screen.bar.maximum()) == ("正在更新格式", 0)
    door.open()
    opened(door, qtbot)


def test_what_went_wrong_with_an_old_file_is_told_instead(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.long_work, profile.troubles = ((Preparing.CHECKING, 0, 0),), ["migration_failed"]
    door.open()
    screen = shown(door, qtbot, TroubleDialog)
    assert isinstance(screen, TroubleDialog)
    profile.long_work = ()
    press(screen, "opening_go_on", qtbot)
    opened(door, qtbot)


def test_the_program_may_be_left_while_an_old_file_is_copied(door: Doorkeeper, qtbot: QtBot) -> None:
    door._prepared.emit(Preparing.COPYING, 1, 4_400 * MB)
    screen = preparing(door, qtbot)
    with qtbot.waitSignal(door.given_up):
        press(screen, "opening_leave", qtbot)


def test_a_damaged_file_is_repaired_with_numbers_and_a_result(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.troubles = [Harm.DAMAGED.value]
    door.open()
    screen = shown(door, qtbot, MendingDialog)
    assert isinstance(screen, MendingDialog)
    press(screen, "mend_repair", qtbot)
    assert screen.stage.text() == say("mend.stage.reading", n="12,345")
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "mend_open") is not None, timeout=5000)
    words = screen.findChild(QPlainTextEdit)
    assert words is not None
    assert words.toPlainText() == MENDED.homeless[0]
    press(screen, "mend_open", qtbot)
    opened(door, qtbot)
    assert profile.steps == ["open", "repair", "open"]


def test_an_older_copy_may_be_picked(door: Doorkeeper, profile: Profile, qtbot: QtBot) -> None:
    profile.troubles = [Harm.DAMAGED.value]
    door.open()
    screen = shown(door, qtbot, MendingDialog)
    assert isinstance(screen, MendingDialog)
    assert [screen.copies.itemText(n)[-7:] for n in range(2)] == ["11.4 MB", "10.5 MB"]
    assert screen.chosen() is COPIES[0]
    screen.copies.setCurrentIndex(1)
    press(screen, "mend_copy", qtbot)
    qtbot.waitUntil(lambda: profile.steps[-1] == f"put back {COPIES[1].file.name}", timeout=5000)


def test_what_does_not_work_leads_back_to_the_choices(
    door: Doorkeeper, profile: Profile, qtbot: QtBot
) -> None:
    profile.troubles, profile.broken = [Harm.DAMAGED.value], "copy_damaged"
    door.open()
    screen = shown(door, qtbot, MendingDialog)
    assert isinstance(screen, MendingDialog)
    press(screen, "mend_copy", qtbot)
    qtbot.waitUntil(lambda: screen.told.text() == say("error.copy_damaged"), timeout=5000)
    assert screen.leave.isEnabled()
    press(screen, "mend_repair", qtbot)


def test_in_the_middle_of_the_work_the_screen_cannot_be_closed(qtbot: QtBot, theme: Theme) -> None:
    screen = MendingDialog(theme, DAMAGE)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_work()
    screen.show_progress(Stage.REPLAYING, 5)
    assert screen.stage.text() == say("mend.stage.replaying", n="5")
    screen.close()
    assert screen.isVisible()


def test_only_what_can_help_is_offered(qtbot: QtBot, theme: Theme) -> None:
    def offers(damage: Damage) -> set[str]:
        screen = MendingDialog(theme, damage)
        qtbot.addWidget(screen)
        names = {made.objectName() for made in screen.findChildren(QPushButton)}
        return {name for name in names if name.startswith("mend_")}

    assert offers(DAMAGE) == {"mend_repair", "mend_copy"}
    assert offers(Damage(Harm.UNREADABLE, 9, False, COPIES, 0)) == {"mend_copy", "mend_code"}
    assert offers(Damage(Harm.UNREADABLE, 9, False, (), 0)) == {"mend_anew", "mend_code"}
    assert offers(Damage(Harm.MISSING, 0, False, COPIES, 3)) == {"mend_copy"}
