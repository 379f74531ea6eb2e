"""The templates page: a list at the left, the chosen template at the right, files in and out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import DeleteTemplate
from app.domain.outcome import Outcome
from app.domain.readmodels import TemplateRow
from app.domain.values import CommandId, TemplateId
from app.services.template_files import FoundTemplate
from app.views.conversation.alive import while_alive
from app.views.conversation.dialogs import AskDialog
from app.views.shared.widgets import box, button, label
from app.views.templates.editor import TemplateEditor
from app.views.templates.exchange import TemplateExchange, saving
from app.views.theme import Theme
from app.views.words import explain, say, say_or


class TemplatesPage(QWidget):
    """Unsaved changes are asked about before another template is shown."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self._rows: tuple[TemplateRow, ...] = ()
        self._current: TemplateId | None = None
        self.asking: AskDialog | None = None
        self.setProperty("box", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        desk.changed.connect(self._changed)
        self._ask()

    # --- reading ----------------------------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if "templates" in changes.subjects:
            self._ask()

    def _ask(self) -> None:
        text = self.field.text().strip()
        self._desk.ask(
            lambda reader: reader.templates("", "", text),
            while_alive(self, self._show),
            slot="templates.page",
        )

    def _show(self, rows: tuple[TemplateRow, ...]) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: (row.category, row.title)))
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            detail = _detail(row)
            item = QListWidgetItem(f"{row.title}\n{detail}" if detail else row.title)
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.list.addItem(item)
            if row.id == self._current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        empty = not rows and not self.field.text()
        self._empty.setVisible(empty)
        self.list.setVisible(not empty)
        if self.editor.isHidden() and self._rows and not self.field.text():
            self._open(self._rows[0])
            self._select_current()
        fresh = next((row for row in self._rows if row.id == self._current), None)
        if fresh is not None and not self.editor.changed():
            self.editor.show_template(fresh)

    # --- acts -------------------------------------------------------------------------------------------------------

    def new(self) -> None:
        """An empty form."""
        self._leave(self._begin_new)

    def _begin_new(self) -> None:
        self._current = None
        self.list.setCurrentRow(-1)
        self._edit(None)
        self.editor.title.setFocus()

    def _choose(self, item: QListWidgetItem | None) -> None:
        row = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(row, TemplateRow) and row.id != self._current:
            self._leave(partial(self._open, row))

    def _open(self, row: TemplateRow) -> None:
        self._current = row.id
        self._edit(row)

    def _edit(self, row: TemplateRow | None) -> None:
        self.editor.show_template(row)
        self.editor.delete.setVisible(row is not None)
        self.editor.setVisible(True)

    def _leave(self, then: Callable[[], None]) -> None:
        """Goes on, after asking about changes that are not saved."""
        if self.editor.isHidden() or not self.editor.changed():
            then()
            return
        title = self.editor.title.text() or say("templates.new")
        dialog = AskDialog(
            self.theme, self, say("templates.discard"), ((say("templates.discard_text", title=title), ""),)
        )

        def keep() -> None:
            self._save(then)

        dialog.add_button("keep_changes", say("templates.save"), keep, "primary")
        dialog.add_button("drop_changes", say("templates.discard_no"), then)
        dialog.add_cancel()
        dialog.rejected.connect(self._select_current)
        self.asking = dialog
        dialog.open()

    def _select_current(self) -> None:
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            row = self.list.item(place).data(Qt.ItemDataRole.UserRole)
            if row.id == self._current:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _save(self, then: Callable[[], None] | None = None) -> None:
        title, body, language, channel, category = self.editor.values()
        if not title or not body.strip():
            self.editor.tell(say("error.template_empty"))
            return
        template = self._current or TemplateId(self._desk.new_id())

        def done(outcome: Outcome) -> None:
            self._current = template
            row = TemplateRow(template, title, body, language, channel, category, 0)
            self._edit(row)
            self.editor.tell(say("templates.saved"), "good")
            if then is not None:
                then()

        command = saving(self._desk, template, FoundTemplate(title, body, language, channel, category))
        self._desk.do(command, while_alive(self, done), failed=lambda error: self.editor.tell(explain(error)))

    def _delete(self) -> None:
        template = self._current
        if template is None:
            return
        title = self.editor.title.text()
        dialog = AskDialog(
            self.theme,
            self,
            say("templates.delete_ask", title=title),
            ((say("templates.delete_text"), "text2"),),
        )
        dialog.add_button("delete_yes", say("templates.delete"), lambda: self._delete_now(template), "danger")
        dialog.add_cancel()
        self.asking = dialog
        dialog.open()

    def _delete_now(self, template: TemplateId) -> None:
        command = DeleteTemplate(id=CommandId(self._desk.new_id()), agent=self._desk.agent, template=template)

        def done(outcome: Outcome) -> None:
            self._current = None
            self.editor.show_template(None)
            self.editor.hide()

        self._desk.do(command, done)

    # --- construction -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        px = self.theme.px
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        side = box("sunken", "right")
        side.setFixedWidth(px(348))
        column = QVBoxLayout(side)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(label(say("templates.title"), face="title"))
        head.addStretch(1)
        self.add = button(say("templates.new"), "primary", small=True)
        self.add.setObjectName("new_template")
        self.add.clicked.connect(self.new)
        head.addWidget(self.add)
        column.addLayout(head)
        self._make_list(column)
        self._empty = self._make_empty()
        column.addWidget(self._empty, 1)
        self.exchange = TemplateExchange(self._desk, self.theme, lambda: self._rows)
        column.addWidget(self.exchange)
        outer.addWidget(side)
        self.editor = TemplateEditor(self.theme)
        self.editor.save_wanted.connect(lambda: self._save())
        self.editor.delete_wanted.connect(self._delete)
        self.editor.edited.connect(lambda: self.editor.tell(""))
        self.editor.hide()
        outer.addWidget(self.editor, 1)
        outer.addStretch(0)

    def _make_list(self, column: QVBoxLayout) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("templates.search"))
        self.field.setAccessibleName(say("templates.search"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda: self._pause.start())
        column.addWidget(self.field)
        self.list = QListWidget()
        self.list.setProperty("look", "plain")
        self.list.setAccessibleName(say("templates.title"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda item: self._choose(item))
        column.addWidget(self.list, 1)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(label(say("templates.empty"), strong=True), 0, Qt.AlignmentFlag.AlignHCenter)
        text = label(say("templates.empty_help"), tone="text2")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        column.addStretch(1)
        return page


def _detail(row: TemplateRow) -> str:
    """Where a template fits and how often it was used."""
    channel = say_or(f"channel.{row.channel}", row.channel)
    language = say_or(f"language.{row.language}", row.language)
    used = say("templates.uses", n=row.uses) if row.uses else ""
    return " · ".join(part for part in (row.category, channel, language, used) if part)
