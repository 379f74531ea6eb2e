"""Leads from the standing window to the first rows; where key or file is in trouble, through the right screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.errors import Outage, Problem, QuaysideError
from app.domain.mending import Copy, Damage, Harm, Mended, Mending, Progress, Stage
from app.domain.opening import Opening, Preparing
from app.views.conversation.alive import while_alive
from app.views.opening.frame import OpeningFrame
from app.views.opening.key_dialogs import (
    Asking,
    CodeDialog,
    NewPassphraseDialog,
    PassphraseDialog,
    TroubleDialog,
)
from app.views.opening.mending_dialog import MendingDialog
from app.views.opening.preparing import PreparingScreen
from app.views.theme import Theme
from app.views.words import explain

HARMS = frozenset(harm.value for harm in Harm)


class Doorkeeper(QObject):
    """One screen at a time; every slow step runs off the UI thread."""

    opened = Signal(str)
    """the profile is open; the recovery code to show once, '' for a known profile"""
    given_up = Signal()
    """the person leaves the program"""
    _progressed = Signal(object, int)
    _prepared = Signal(object, object, object)
    """Preparing, bytes done, bytes in all: more than a C int holds"""

    def __init__(self, desk: Desk, opening: Opening, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._opening, self._theme, self._window = desk, opening, theme, window
        self.screen: OpeningFrame | None = None
        self._progressed.connect(self._show_progress)
        self._prepared.connect(self._show_preparing)
        opening.hear(self._prepared.emit)

    def open(self) -> None:
        """Begins; `opened` follows, whatever lies between."""
        self._try(self._opening.open)

    def _try(self, step: Callable[[], str]) -> None:
        self._desk.task(step, self._open, failed=self._stuck)

    def _open(self, code: str) -> None:
        self._show(None)
        self.opened.emit(code)

    def _stuck(self, error: QuaysideError) -> None:
        if isinstance(error, Outage) and error.key == "closing":
            return  # the person has left
        if isinstance(error, Problem) and error.key in HARMS:
            self._desk.task(lambda: self._opening.mending().look(), self._lead, failed=self._tell)
            return
        if error.key == "key_missing":
            self._ask(CodeDialog(self._theme, self._window), self._opening.recover)
        elif error.key == "passphrase_needed":
            self._ask(PassphraseDialog(self._theme, self._window), self._opening.use_passphrase)
        elif error.key == "passphrase_new":
            self._ask(NewPassphraseDialog(self._theme, self._window), self._opening.choose_passphrase)
        else:
            self._tell(error)

    def _tell(self, error: QuaysideError) -> None:
        """On the screen that asked, or on one of its own."""
        words = explain(error)
        if isinstance(self.screen, Asking):
            self.screen.wrong(words)
        elif isinstance(self.screen, MendingDialog):
            self.screen.show_choices(words)
        else:
            self._ask(TroubleDialog(self._theme, words, self._window), lambda _: self._opening.open())

    def _ask(self, screen: Asking, step: Callable[[str], str]) -> None:
        screen.given.connect(lambda text: self._try(lambda: step(text)))
        screen.other_way.connect(self._ask_code)
        self._show(screen)

    def _ask_code(self) -> None:
        self._ask(CodeDialog(self._theme, self._window), self._opening.recover)

    def _show_preparing(self, step: Preparing, done: int, whole: int) -> None:
        """An older file takes long to bring up to date: what happens, with numbers."""
        if not isinstance(self.screen, PreparingScreen):
            self._show(PreparingScreen(self._theme, self._window))
        if isinstance(self.screen, PreparingScreen):
            self.screen.show_step(step, done, whole)

    # --- a damaged file ---------------------------------------------------------------------------------------------

    def _lead(self, damage: Damage) -> None:
        screen = MendingDialog(self._theme, damage, self._window)
        screen.repair_wanted.connect(lambda: self._mend(screen, lambda way, told: way.repair(told)))
        screen.copy_wanted.connect(
            lambda copy: self._mend(screen, lambda way, told: _put_back(way, copy, told))
        )
        screen.anew_wanted.connect(lambda: self._mend(screen, lambda way, told: way.begin_anew(told)))
        screen.code_wanted.connect(self._ask_code)
        screen.read.connect(self._go_in)
        self._show(screen)

    def _mend(self, screen: MendingDialog, work: Callable[[Mending, Progress], Mended]) -> None:
        screen.show_work()
        self._desk.task(
            lambda: work(self._opening.mending(), self._hear),
            while_alive(screen, screen.show_result),
            failed=self._tell,
        )

    def _hear(self, stage: Stage, done: int) -> None:
        """On the working thread."""
        self._progressed.emit(stage, done)

    def _show_progress(self, stage: Stage, done: int) -> None:
        if isinstance(self.screen, MendingDialog):
            self.screen.show_progress(stage, done)

    def _go_in(self) -> None:
        self._show(None)
        self.open()

    def _show(self, screen: OpeningFrame | None) -> None:
        before, self.screen = self.screen, screen
        if before is not None:
            before.finish()
        if screen is not None:
            screen.left.connect(self.given_up)
            screen.open()


def _put_back(way: Mending, copy: Copy, told: Progress) -> Mended:
    return way.put_back(copy, told)
