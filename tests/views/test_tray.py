"""Telling somebody who looks elsewhere, with a tray and without one."""

from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from app.domain.values import ConversationId
from app.views.icons import app_icon
from app.views.theme import Theme
from app.views.tray import SilentAnnouncer, TrayAnnouncer
from tests.views.fakes import an_id


def test_a_machine_without_a_tray_is_served_in_silence(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    opened: list[ConversationId | None] = []
    tray = TrayAnnouncer(window, app_icon(), opened.append, window.close)
    tray.tell("新消息", "Maria：…", ConversationId(an_id("x")))
    tray.count(3)
    assert tray._tray.toolTip() == "码头客服 · 待办 3"
    assert tray.can_stay() is QSystemTrayIcon.isSystemTrayAvailable()
    tray.close()
    assert not tray.can_stay()


def test_a_click_on_the_message_leads_to_the_conversation(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    opened: list[ConversationId | None] = []
    tray = TrayAnnouncer(window, app_icon(), opened.append, window.close)
    conversation = ConversationId(an_id("x"))
    tray.tell("新消息", "Maria：…", conversation)
    tray._tray.messageClicked.emit()
    tray._tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray._tray.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert opened == [conversation, None]
    tray.close()


def test_the_silent_one_remembers_what_it_would_have_said() -> None:
    silent = SilentAnnouncer()
    silent.tell("a", "b", None)
    silent.count(2)
    assert (silent.said, silent.waiting, silent.can_stay()) == ([("a", "b", None)], 2, False)
