"""Builds one running program out of real parts: the only file that knows everyone.

The window stands first, empty; then the key is fetched and the readers answer; then the writer, the shops' doors and
the lanes come up behind it. Nothing here works on the UI thread but putting things together.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from app.bridge.desk import Desk
from app.bridge.doorbell import Doorbell, ring
from app.bridge.engine_room import EngineRoom
from app.bridge.opener import Opener
from app.bridge.reader_pool import ReaderPool
from app.bridge.task_pool import TaskPool
from app.domain import identity
from app.domain.errors import Problem, QuaysideError
from app.domain.mending import Harm
from app.domain.values import AgentId
from app.host.clock import RandomIds, SystemClock
from app.host.instance import InstanceLock
from app.host.interpreter import tune
from app.host.keyring import KeyStore, MemoryKeyStore, SystemKeyStore
from app.host.log import start_logging, stop_logging
from app.host.options import RunOptions
from app.host.paths import ProfilePaths, profile_paths
from app.host.redaction import Redactor
from app.host.settings import Setting, Settings
from app.views.admin.recovery_dialog import RecoveryDialog
from app.views.banners import Condition
from app.views.icons import app_icon
from app.views.look import Look, theme_from
from app.views.main_window import MainWindow
from app.views.opening.doorkeeper import Doorkeeper
from app.views.panes import RealPanes
from app.views.shot import Shot
from app.views.theme import Mode
from app.views.tray import TrayAnnouncer
from app.views.words import explain

AGENT = Setting("agent", "")
"""who sat at this desk last"""
MODES = {"light": Mode.LIGHT.value, "dark": Mode.DARK.value, "high": Mode.CONTRAST.value}
NEWS_MS = 4000
"""until the first practice mails have come: then the list begins at its top, with the most urgent one"""
MEND = 75
"""how a program ends that is to begin again with a damaged file"""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """What the screens remember, kept among the profile's settings."""

    settings: Settings

    def text(self, key: str, default: str = "") -> str:
        """The remembered text, or `default`."""
        return self.settings.get(Setting(f"screen.{key}", default))

    def put(self, key: str, value: str) -> None:
        """Remembers a text; it survives a restart."""
        self.settings.set(Setting(f"screen.{key}", ""), value)


class Program(QObject):
    """Everything that runs, from the window to the lanes."""

    mend_wanted = Signal()
    """the file is damaged, and the person wants it put right now"""

    practised = Signal()
    """the practice shops are connected and their news has begun to arrive"""

    def __init__(
        self, options: RunOptions, paths: ProfilePaths, store: KeyStore, redactor: Redactor | None = None,
        harm: Harm | None = None,
    ) -> None:  # fmt: skip
        """`harm`: what an earlier program of this run found in the file; it is put right first."""
        super().__init__()
        self._options = options
        self._clock = SystemClock()
        self._ids = RandomIds(self._clock)
        self._settings = Settings(paths.settings)
        self.tasks = TaskPool()
        self.room = EngineRoom(
            paths, self._clock, self._ids, self.tasks, redactor or Redactor(), practice=options.demo
        )
        self.readers = ReaderPool(self.room.open_reader, self.room.note_damage)
        self.desk = Desk(
            self.readers, self.room.writer, self.tasks, self._clock, self._ids, self._last_agent()
        )
        self.room.attach(self.desk)
        self.window = self._window()
        opener = Opener(paths, store, self._clock, self._ids, self.room, harm)
        self.doorkeeper = Doorkeeper(self.desk, opener, self._theme, self.window)
        self.doorkeeper.opened.connect(self._go_on)
        self.doorkeeper.given_up.connect(QApplication.quit)

    def start(self) -> None:
        """Shows the window and fetches the key behind it."""
        self.window.show()
        self.doorkeeper.open()
        self.practised.connect(self._begin_at_top)

    def _begin_at_top(self) -> None:
        """Practice begins at the most urgent one, unless the agent has begun somewhere else meanwhile."""
        page = self.window.page
        before = page.current()

        def begin() -> None:
            pane = self.window.page.conversation
            if before in (None, self.window.page.current()) and not (pane is not None and pane.writing()):
                self.window.start()

        QTimer.singleShot(NEWS_MS, self.window, begin)

    def close(self) -> None:
        """Ends in order: lanes, tasks, writer, readers."""
        self.room.close()
        self.tasks.stop()
        self.readers.stop()

    def _window(self) -> MainWindow:
        screen = ScreenSettings(self._settings)
        for key, value in self._asked_for().items():
            screen.put(key, value)
        theme = self._theme = theme_from(screen)
        look = Look(theme, screen)
        look.speak(self._options.language or theme.language)
        panes = RealPanes(self.desk, self.room.files, self.room.shops, self.room.floor, self.room, theme)
        window = MainWindow(self.desk, self.room.shops, self.room, screen, theme, panes)
        window.practice_wanted.connect(
            lambda: self.tasks.submit(self.room.open_practice, lambda _: self.practised.emit(), self._stuck)
        )
        window.quit_wanted.connect(QApplication.quit)
        if QSystemTrayIcon.isSystemTrayAvailable():
            window.watch.announcer = TrayAnnouncer(window, app_icon(), window.open_conversation, window.quit)
        window.retry_wanted.connect(self._act_on)
        self.desk.agent_changed.connect(lambda agent: self._settings.set(AGENT, str(agent)))
        self.desk.condition.connect(
            lambda name, on, values: window.conditions.show(Condition(name), on, **values)
        )
        self._look = look
        return window

    def _asked_for(self) -> dict[str, str]:
        """What the command line says about the screen; it is remembered like any other choice."""
        scale = self._options.scale
        asked = {
            "look.mode": MODES.get(self._options.theme, ""),
            "look.scale": str(scale / 100) if scale else "",
            "first_run": "never" if self._options.demo else "",
        }
        return {key: value for key, value in asked.items() if value}

    def _last_agent(self) -> AgentId:
        known = self._settings.get(AGENT)
        agent = AgentId(UUID(known)) if known else AgentId(self._ids.new())
        if not known:
            self._settings.set(AGENT, str(agent))
        return agent

    def _act_on(self, condition: Condition) -> None:
        if condition is Condition.DAMAGED:
            self.window.save()
            self.mend_wanted.emit()
        else:
            self.room.look_again()

    def _go_on(self, code: str) -> None:
        if code and not self._options.demo:
            self._show_recovery(code)
        self.readers.start()
        self.room.start()
        self.window.start()
        if self._options.demo:
            self.tasks.submit(self.room.open_practice, lambda _: self.practised.emit(), self._stuck)

    def _show_recovery(self, code: str) -> None:
        """Until somebody has proved that he holds it: the code is shown, and some of its groups are asked back."""
        shown = self.room.offer_code(code)
        if RecoveryDialog(self._theme, shown.groups, shown.asked, self.window).exec():
            self.tasks.submit(lambda: self.room.keep_code(shown.code), lambda _: None, self._stuck)

    def _stuck(self, error: QuaysideError) -> None:
        QTimer.singleShot(
            0, self, lambda: QMessageBox.warning(self.window, self.window.windowTitle(), explain(error))
        )


def run_app(options: RunOptions) -> int:
    """Opens the window and stays until the agent leaves; the exit code."""
    _name_process()
    tune()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(identity.DISPLAY_NAME_EN)
    application.setDesktopFileName(identity.APPLICATION_ID)
    application.setQuitOnLastWindowClosed(False)
    with ExitStack() as stack:
        try:
            paths = _profile(options, stack)
            lock = InstanceLock(paths.lock)
            if not lock.acquire():
                if ring(paths.folder):
                    return 0
                raise Problem("already_running")
            stack.callback(lock.release)
        except Problem as error:
            QMessageBox.warning(None, identity.DISPLAY_NAME_ZH, explain(error))
            return 1
        redactor = Redactor()
        handler = start_logging(paths.logs, redactor)
        stack.callback(stop_logging, handler)
        store: KeyStore = MemoryKeyStore() if options.demo else SystemKeyStore()
        bell = Doorbell(paths.folder)
        stack.callback(bell.take_down)
        code, harm = MEND, None
        while code == MEND:
            code = _run_once(Program(options, paths, store, redactor, harm), bell, options, application)
            harm = Harm.DAMAGED
    return code


def _run_once(program: Program, bell: Doorbell, options: RunOptions, application: QApplication) -> int:
    """One program from its window to its end; MEND where the next one is to put the file right first."""
    program.mend_wanted.connect(lambda: application.exit(MEND))
    forward = bell.rung.connect(lambda: program.window.open_conversation(None))
    try:
        program.start()
        shot = Shot(program.window, options.screenshot) if options.screenshot else None
        code = application.exec()
        del shot
    finally:
        bell.rung.disconnect(forward)
        program.window.put_away()
        program.close()
        program.window.deleteLater()
    return code


def _profile(options: RunOptions, stack: ExitStack) -> ProfilePaths:
    if options.demo:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="quayside-demo-"))
        paths = ProfilePaths(Path(folder) / "demo")
    else:
        paths = profile_paths(options.profile, os.environ, Path.home())
    paths.create()
    return paths


def _name_process() -> None:
    """Windows groups windows and notifications by this name."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(identity.APP_USER_MODEL_ID)
