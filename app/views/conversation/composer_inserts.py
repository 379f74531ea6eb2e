"""What can be put into a reply besides typing: templates, filled blanks, files, a pasted picture."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.likely_language import likely_language
from app.domain.ports import Files, ShopFloor
from app.domain.readmodels import AttachmentRow, ContextView, ConversationView, TemplateRow
from app.domain.values import ConversationId, TemplateId
from app.views.conversation.alive import while_alive
from app.views.conversation.composer_layout import ComposerParts
from app.views.conversation.inserts import Inserts
from app.views.conversation.pasted import store_picture
from app.views.templates.values import template_values
from app.views.theme import Theme
from app.views.words import explain, say


class ComposerInserts(ComposerParts):
    """The composer as far as things are put into it; `Composer` adds drafts and sending."""

    def __init__(self, desk: Desk, files: Files, theme: Theme, floor: ShopFloor | None = None) -> None:
        super().__init__(theme, desk, floor)
        self._desk, self._files = desk, files
        self.view: ConversationView | None = None
        self.context: ContextView | None = None
        self.agent_name = ""
        self.template: TemplateId | None = None
        self.inserts = Inserts(desk, theme, self, lambda: self.edit, self.values, self._audience)
        self.inserts.taken.connect(self._template_taken)

    def tell(self, text: str, press: str = "") -> None:
        """Says what stands in the way."""
        self.trouble.tell(text, press)

    def insert_template(self, row: TemplateRow) -> None:
        """Puts a template at the cursor with its blanks filled as far as they are known."""
        self.inserts.insert(row)

    def _template_taken(self, template: TemplateId) -> None:
        if not self.is_note():
            self.template = template

    def _audience(self) -> tuple[str, str] | None:
        if self.view is None:
            return None
        row = self.view.row
        return row.channel, likely_language(row.language, row.country)

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

    def _pick_files(self) -> None:
        dialog = QFileDialog(self, say("composer.pick_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()
