"""A damaged file: what happened and what is safe, the ways to put it right, the work with its numbers, the result."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.mending import Copy, Damage, Harm, Mended, Stage
from app.views.amounts import size_words
from app.views.opening.frame import OpeningFrame
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.choice_card import ChoiceCard
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say

SAFE = ("mend.safe_file", "mend.safe_words", "mend.safe_sending")


class MendingDialog(OpeningFrame):
    """Only asks and tells; whoever opened it does the work."""

    repair_wanted = Signal()
    copy_wanted = Signal(object)
    """Copy: put this one back"""
    anew_wanted = Signal()
    code_wanted = Signal()
    read = Signal()
    """the person has read the result"""

    def __init__(self, theme: Theme, damage: Damage, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("mend.title"), say(f"mend.{damage.harm}"), parent)
        self._damage = damage
        self._working = False
        self._page: QWidget | None = None
        self.show_choices()

    # --- choosing ---------------------------------------------------------------------------------------------------

    def show_choices(self, trouble: str = "") -> None:
        """The ways to put it right; `trouble` says why the last one did not lead there."""
        self._begin(working=False)
        damage, column = self._damage, self._column
        for key in SAFE if damage.own_words else (SAFE[0], SAFE[2]):
            line = label("·  " + say(key, n=damage.own_words), tone="text2")
            line.setWordWrap(True)
            column.addWidget(line)
        column.addSpacing(self.theme.px(4))
        if damage.repairable:
            repair = self._choice("repair", "quarantine")
            repair.clicked.connect(self.repair_wanted)
        if damage.copies:
            back = self._choice("copy", "history")
            back.clicked.connect(lambda: self.copy_wanted.emit(self.chosen()))
            column.addWidget(self._copies())
        if not damage.repairable and not damage.copies:
            self._choice("anew", "plus").clicked.connect(self.anew_wanted)
        if damage.harm is Harm.UNREADABLE:
            code = button(say("mend.use_code"), "quiet", small=True)
            code.setObjectName("mend_code")
            code.clicked.connect(self.code_wanted)
            column.addWidget(code)
        self.tell(trouble)
        if self.isVisible() and self.first is not None:
            self.first.setFocus()

    def chosen(self) -> Copy:
        """The copy that is picked; the newest unless the person says otherwise."""
        return self._damage.copies[max(self.copies.currentIndex(), 0)]

    def _choice(self, key: str, icon: str) -> ChoiceCard:
        made = ChoiceCard(self.theme, icon, say(f"mend.{key}"), say(f"mend.{key}_help"))
        made.setObjectName(f"mend_{key}")
        self._column.addWidget(made)
        self.first = self.first or made
        return made

    def _copies(self) -> ChoiceBox:
        self.copies = ChoiceBox(self.theme)
        self.copies.setAccessibleName(say("mend.which_copy"))
        for copy in self._damage.copies:
            made = copy.made.astimezone().strftime("%Y-%m-%d %H:%M")
            self.copies.addItem(say("mend.copy_of", date=made, size=size_words(copy.size)))
        return self.copies

    # --- working ----------------------------------------------------------------------------------------------------

    def show_work(self) -> None:
        """The choice is made; numbers follow."""
        self._begin(working=True)
        self.title.setText(say("mend.working"))
        self.text.setText(say("mend.working_text"))
        self.stage = label(say("mend.stage.reading", n="0"), strong=True)
        self._column.addWidget(self.stage)
        self.fit()

    def show_progress(self, stage: Stage, done: int) -> None:
        """How far it is."""
        if self._working:
            self.stage.setText(say(f"mend.stage.{stage}", n=QLocale().toString(done)))

    # --- afterwards -------------------------------------------------------------------------------------------------

    def show_result(self, mended: Mended) -> None:
        """What came through, what a person must look at, where the damaged file lies."""
        self._begin(working=False)
        self.title.setText(say("mend.done"))
        self.text.setText(say("mend.done_text"))
        for line in _result_lines(mended):
            words = label("·  " + line)
            words.setWordWrap(True)
            self._column.addWidget(words)
        if mended.homeless:
            self._show_homeless(mended.homeless)
        self.leave.hide()
        go_on = self.add_button("mend_open", say("mend.open"), "primary")
        go_on.clicked.connect(self.read)
        self.fit()
        go_on.setFocus()

    def _show_homeless(self, words: tuple[str, ...]) -> None:
        head = label(say("mend.homeless", n=len(words)))
        head.setWordWrap(True)
        shown = QPlainTextEdit("\n\n".join(words))
        shown.setReadOnly(True)
        shown.setAccessibleName(say("mend.homeless", n=len(words)))
        shown.setFixedHeight(self.theme.px(120))
        copy = button(say("mend.copy_words"), small=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(shown.toPlainText()))
        for widget in (head, shown, copy):
            self._column.addWidget(widget)

    def _begin(self, *, working: bool) -> None:
        self._working, self.first = working, None
        self.leave.setEnabled(not working)
        self.title.setText(say("mend.title"))
        self.text.setText(say(f"mend.{self._damage.harm}"))
        self.tell("")
        if self._page is not None:
            self._page.hide()
            self.body.removeWidget(self._page)
            self._page.deleteLater()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(8))
        self.body.addWidget(self._page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not in the middle of the work; nothing would be lost, but the person would wonder."""
        if self._working:
            event.ignore()
        else:
            super().closeEvent(event)


def _result_lines(mended: Mended) -> list[str]:
    number = QLocale().toString
    lines = []
    if mended.rows:
        lines.append(say("mend.rows", n=number(mended.rows)))
        lines.append(say("mend.gaps", n=number(mended.gaps)) if mended.gaps else say("mend.no_gaps"))
    if mended.replayed:
        lines.append(say("mend.replayed", n=number(mended.replayed)))
    if mended.to_decide:
        lines.append(say("mend.to_decide", n=number(mended.to_decide)))
    if mended.aside:
        lines.append(say("mend.aside", name=mended.aside))
    return lines
