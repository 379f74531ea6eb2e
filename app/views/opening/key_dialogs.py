"""The key is not where it should be: the recovery code is entered, a passphrase asked or chosen, or tried again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.views.opening.frame import OpeningFrame
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say

GROUPS, GROUP_SIZE = 8, 4


class Asking(OpeningFrame):
    """A screen with one press: while the answer is worked out, nothing can be pressed twice."""

    given = Signal(str)
    other_way = Signal()
    """the code instead of the passphrase"""

    go_on: QPushButton
    fields: tuple[QLineEdit, ...] = ()

    def wrong(self, words: str) -> None:
        """It was not right: the sentence says why, the field is ready again."""
        self._set_busy(False)
        self.tell(words)
        if self.fields:
            self.fields[0].setFocus()
            self.fields[0].selectAll()

    def _field(self, name: str, words: str, *, hidden: bool) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setFixedHeight(self.theme.px(32))
        if hidden:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.returnPressed.connect(self._give)
        self.first = self.first or field
        self.body.addWidget(field)
        return field

    def _give(self) -> None:
        raise NotImplementedError

    def _send(self, text: str) -> None:
        self._set_busy(True)
        self.tell("")
        self.given.emit(text)

    def _set_busy(self, busy: bool) -> None:
        for widget in (*self.fields, self.go_on):
            widget.setEnabled(not busy)
        self.go_on.setText(say("opening.working") if busy else self._go_on_words)

    def _press(self, words: str) -> None:
        self._go_on_words = words
        self.go_on = self.add_button("opening_go_on", words, "primary")
        self.go_on.clicked.connect(self._give)
        self.first = self.first or self.go_on


class CodeDialog(Asking):
    """Takes the printed recovery code: any case, with or without dashes and blanks, pasted or typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("code.title"), say("code.text"), parent)
        self.fields = (self._field("code_field", "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", hidden=False),)
        self.fields[0].setAccessibleName(say("code.field"))
        self.fields[0].textChanged.connect(self._count)
        self.counted = label(say("code.count", n=0, all=GROUPS), tone="text3", face="meta")
        self.body.addWidget(self.counted)
        self._press(say("code.open"))

    def _count(self, text: str) -> None:
        letters = sum(letter.isalnum() for letter in text)
        self.counted.setText(say("code.count", n=letters // GROUP_SIZE, all=GROUPS))

    def _give(self) -> None:
        if self.fields[0].text().strip():
            self._send(self.fields[0].text())


class PassphraseDialog(Asking):
    """Asks for the passphrase of a computer without a keyring."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("passphrase.title"), say("passphrase.text"), parent)
        self.fields = (self._field("passphrase_field", say("passphrase.field"), hidden=True),)
        instead = self.add_button("passphrase_code", say("passphrase.use_code"))
        instead.clicked.connect(self.other_way)
        self._press(say("passphrase.open"))

    def _give(self) -> None:
        if self.fields[0].text():
            self._send(self.fields[0].text())


class NewPassphraseDialog(Asking):
    """Where no keyring can be trusted: a passphrase is chosen, twice the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("passphrase.new_title"), say("passphrase.new_text"), parent)
        self.fields = (
            self._field("passphrase_field", say("passphrase.new_field"), hidden=True),
            self._field("passphrase_again", say("passphrase.again"), hidden=True),
        )
        self._press(say("passphrase.keep"))

    def _give(self) -> None:
        first, again = (field.text() for field in self.fields)
        if first and not again:
            self.fields[1].setFocus()
        elif first != again:
            self.wrong(say("passphrase.differ"))
        elif first:
            self._send(first)


class TroubleDialog(Asking):
    """Something else stands in the way: a sentence, and one more try."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("opening.trouble"), words, parent)
        self._press(say("opening.again"))

    def wrong(self, words: str) -> None:
        """Still: the sentence may be another one now."""
        self.text.setText(words)
        super().wrong(say("opening.still"))
        self.go_on.setFocus()

    def _give(self) -> None:
        self._send("")
