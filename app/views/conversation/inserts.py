"""Templates and filled blanks for a text: a list at the cursor, and what is taken from it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.bridge.desk import Desk
from app.domain.readmodels import TemplateRow
from app.domain.templates import VARIABLES, blanks, render
from app.views.conversation.alive import while_alive
from app.views.conversation.reply_edit import ReplyEdit
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.theme import Theme
from app.views.words import say, say_or


class Inserts(QObject):
    """Serves whichever box is on screen; `audience` says for which channel and language templates are wanted."""

    taken = Signal(object)
    """TemplateId"""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        parent: QWidget,
        edit: Callable[[], ReplyEdit],
        values: Callable[[], dict[str, str]],
        audience: Callable[[], tuple[str, str] | None],
    ) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._parent = desk, theme, parent
        self._edit, self._values, self._audience = edit, values, audience
        self.popup: ChoicePopup | None = None

    def insert(self, row: TemplateRow) -> None:
        """Puts a template at the cursor with its blanks filled as far as they are known."""
        if self._audience() is None or self._edit().isReadOnly():
            return
        made = render(row.body, self._values())
        self.taken.emit(row.id)
        self._edit().put_words(made.text)
        if made.missing:
            self.select_first_blank()

    def open_templates(self, typed: str = "") -> None:
        """The list at the cursor, those for this channel and language first."""
        audience = self._audience()
        if audience is None:
            return
        channel, language = audience

        def show(found: tuple[TemplateRow, ...]) -> None:
            choices = [
                Choice(each.title, each, say_language(each.language), "templates", each.body)
                for each in found
            ]
            self._choose(say("composer.find_template"), choices, self.insert, typed, say("templates.none"))

        self._desk.ask(
            lambda reader: reader.templates(channel, language),
            while_alive(self._parent, show),
            slot="composer.templates",
        )

    def offer_variables(self) -> None:
        """After `{{`: the blanks that can be filled, with what they would become here."""
        values = self._values()
        choices = [
            Choice(say(f"variable.{name}"), name, values.get(name, "") or say("variable.unknown"), "", name)
            for name in VARIABLES
        ]
        self._choose(say("composer.find_variable"), choices, self._put_variable, "", "")

    def select_first_blank(self) -> None:
        """Marks what must be filled first."""
        edit = self._edit()
        text = edit.toPlainText()
        start, end, _ = blanks(text)[0]
        cursor = edit.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), cursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)

    def _put_variable(self, name: object) -> None:
        value = self._values().get(str(name), "")
        self._edit().put_words(value or "{{" + str(name) + "}}", replacing=2)

    def _choose(
        self, title: str, choices: list[Choice], taken: Callable[..., None], typed: str, nothing: str
    ) -> None:
        took: list[object] = []

        def take(value: object) -> None:
            took.append(value)
            taken(value)

        popup = ChoicePopup(
            self._theme, title, choices, take, nothing=nothing, width=420, parent=self._parent
        )
        popup.destroyed.connect(lambda: self._closed(typed, took))
        self.popup = popup
        popup.adjustSize()
        edit = self._edit()
        corner = edit.viewport().mapToGlobal(edit.cursorRect().topLeft())
        corner.setY(corner.y() - popup.height() - self._theme.px(4))
        popup.open_at(corner)

    def _closed(self, typed: str, took: list[object]) -> None:
        """Left without choosing: the key that opened the list is typed after all."""
        if not isValid(self._parent):
            return
        self.popup = None
        edit = self._edit()
        if typed and not took:
            edit.put_words(typed)
        edit.setFocus()


def say_language(language: str) -> str:
    """`德语`; '' for a template in no particular language."""
    return say_or(f"language.{language.split('-')[0]}", language) if language else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
