"""What can be put into a reply besides typing: templates, filled blanks, files, a pasted picture."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.likely_language import likely_language
from app.domain.ports import Files, ShopFloor
from app.domain.readmodels import AttachmentRow, ContextView, ConversationView, TemplateRow
from app.domain.templates import VARIABLES, blanks, render
from app.domain.values import ConversationId, TemplateId
from app.views.conversation.alive import while_alive
from app.views.conversation.composer_layout import ComposerParts
from app.views.conversation.pasted import store_picture
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.templates.values import template_values
from app.views.theme import Theme
from app.views.words import explain, say, say_or


class ComposerInserts(ComposerParts):
    """The composer as far as things are put into it; `Composer` adds drafts and sending."""

    def __init__(self, desk: Desk, files: Files, theme: Theme, floor: ShopFloor | None = None) -> None:
        super().__init__(theme, desk, floor)
        self._desk, self._files = desk, files
        self.view: ConversationView | None = None
        self.context: ContextView | None = None
        self.agent_name = ""
        self.template: TemplateId | None = None
        self._popup: ChoicePopup | None = None

    def tell(self, text: str, press: str = "") -> None:
        """Says what stands in the way."""
        self.trouble.tell(text, press)

    def insert_template(self, row: TemplateRow) -> None:
        """Puts a template at the cursor with its blanks filled as far as they are known."""
        if self.view is None or self.edit.isReadOnly():
            return
        made = render(row.body, self.values())
        if not self.is_note():
            self.template = row.id
        self.edit.put_words(made.text)
        if made.missing:
            self._select_first_blank()

    def values(self) -> dict[str, str]:
        """What fills blanks in this conversation."""
        return template_values(self.view.row, self.context, self.agent_name) if self.view else {}

    def add_files(self, paths: list[Path]) -> None:
        """Takes files into the draft; each is checked against the channel's limits before anything is sent."""
        if self.view is None or not self._takes_files(self.view):
            return
        conversation = self.view.row.id
        for path in paths:
            self._add(conversation, partial(Path, path))

    def add_picture(self, image: QImage) -> None:
        """A picture from the clipboard becomes a file."""
        if self.view is not None and self._takes_files(self.view):
            self._add(self.view.row.id, lambda: store_picture(image, self._desk.now()))

    def _takes_files(self, view: ConversationView) -> bool:
        """Whether files can go into the box on screen; says why not."""
        if self.is_note() or not view.can_attach:
            self.tell(say("composer.no_note_files" if self.is_note() else "composer.no_files"))
            return False
        return True

    def _add(self, conversation: ConversationId, path: Callable[[], Path]) -> None:
        def added(file: AttachmentRow) -> None:
            if self.view is not None and self.view.row.id == conversation:
                self.files.add(file)

        self._desk.task(
            lambda: self._files.add(path(), conversation),
            while_alive(self, added),
            failed=lambda error: self._refused(error),
        )

    def _refused(self, error: QuaysideError) -> None:
        self.tell(explain(error))

    def open_templates(self, typed: str = "") -> None:
        """The list at the cursor, those for this channel and language first."""
        if self.view is None:
            return
        row = self.view.row
        language = likely_language(row.language, row.country)

        def show(found: tuple[TemplateRow, ...]) -> None:
            choices = [
                Choice(each.title, each, say_language(each.language), "templates", each.body)
                for each in found
            ]
            self._choose(
                say("composer.find_template"), choices, self.insert_template, typed, say("templates.none")
            )

        self._desk.ask(
            lambda reader: reader.templates(row.channel, language),
            while_alive(self, show),
            slot="composer.templates",
        )

    def offer_variables(self) -> None:
        """After `{{`: the blanks that can be filled, with what they would become here."""
        values = self.values()
        choices = [
            Choice(say(f"variable.{name}"), name, values.get(name, "") or say("variable.unknown"), "", name)
            for name in VARIABLES
        ]
        self._choose(say("composer.find_variable"), choices, self._put_variable, "", "")

    def _put_variable(self, name: object) -> None:
        value = self.values().get(str(name), "")
        self.edit.put_words(value or "{{" + str(name) + "}}", replacing=2)

    def _choose(
        self, title: str, choices: list[Choice], taken: Callable[..., None], typed: str, nothing: str
    ) -> None:
        took: list[object] = []

        def take(value: object) -> None:
            took.append(value)
            taken(value)

        popup = ChoicePopup(self.theme, title, choices, take, nothing=nothing, width=420, parent=self)
        popup.destroyed.connect(lambda: self._popup_closed(typed, took))
        self._popup = popup
        popup.adjustSize()
        corner = self.edit.viewport().mapToGlobal(self.edit.cursorRect().topLeft())
        corner.setY(corner.y() - popup.height() - self.theme.px(4))
        popup.open_at(corner)

    def _popup_closed(self, typed: str, took: list[object]) -> None:
        """Left without choosing: the key that opened the list is typed after all."""
        if not isValid(self.edit):
            return
        self._popup = None
        if typed and not took:
            self.edit.put_words(typed)
        self.edit.setFocus()

    def _select_first_blank(self) -> None:
        text = self.edit.toPlainText()
        start, end, _ = blanks(text)[0]
        cursor = self.edit.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), cursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)

    def _pick_files(self) -> None:
        dialog = QFileDialog(self, say("composer.pick_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()


def say_language(language: str) -> str:
    """`德语`; '' for a template in no particular language."""
    return say_or(f"language.{language.split('-')[0]}", language) if language else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
