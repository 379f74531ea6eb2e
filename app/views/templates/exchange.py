"""Templates from files and into files, below the list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.commands import SaveTemplate
from app.domain.errors import QuaysideError
from app.domain.readmodels import TemplateRow
from app.domain.values import CommandId, TemplateId
from app.services.template_files import FoundTemplate, read_templates, write_templates
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import explain, say


def saving(desk: Desk, template: TemplateId, found: FoundTemplate) -> SaveTemplate:
    """The command that stores a template."""
    return SaveTemplate(
        id=CommandId(desk.new_id()), agent=desk.agent, template=template, title=found.title, body=found.body,
        language=found.language, channel=found.channel, category=found.category,
    )  # fmt: skip


class TemplateExchange(QWidget):
    """Import and export; says what became of it."""

    def __init__(self, desk: Desk, theme: Theme, rows: Callable[[], tuple[TemplateRow, ...]]) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.told = label(tone="text2", face="meta")
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        line = QHBoxLayout()
        for name, save in (("import", False), ("export", True)):
            made = button(say(f"templates.{name}"), small=True)
            made.setObjectName(f"{name}_templates")
            made.clicked.connect(partial(self._pick, save=save))
            line.addWidget(made)
        line.addStretch(1)
        column.addLayout(line)

    def bring_in(self, path: Path) -> None:
        """Reads a file off the UI thread and saves what is new, one command each."""
        self._desk.task(
            lambda: read_templates(path),
            while_alive(self, self._take_in),
            failed=while_alive(self, self._trouble),
        )

    def _take_in(self, found: tuple[FoundTemplate, ...]) -> None:
        here = {(row.title, row.body) for row in self._rows()}
        fresh = [each for each in found if (each.title, each.body) not in here]
        left, bad = [len(fresh)], [len(found) - len(fresh)]

        def one(skipped: int) -> None:
            left[0] -= 1
            bad[0] += skipped
            if left[0] <= 0:
                self._taken_in(len(fresh) - (bad[0] - (len(found) - len(fresh))), bad[0])

        if not fresh:
            self._taken_in(0, bad[0])
        for each in fresh:
            command = saving(self._desk, TemplateId(self._desk.new_id()), each)
            self._desk.do(command, lambda outcome: one(0), failed=lambda error: one(1))

    def _taken_in(self, n: int, skipped: int) -> None:
        key = "templates.import_skipped" if skipped else "templates.imported"
        self.told.setText(say(key, n=n, skipped=skipped))

    def give_out(self, path: Path) -> None:
        """Writes all templates on the list to a file."""
        rows = self._rows()
        self._desk.task(
            lambda: write_templates(path, rows),
            lambda n: self.told.setText(say("templates.exported", n=n)),
            failed=while_alive(self, self._trouble),
        )

    def _trouble(self, error: QuaysideError) -> None:
        self.told.setText(explain(error))

    def _pick(self, *, save: bool) -> None:
        dialog = QFileDialog(self, say("templates.export" if save else "templates.import"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(
            "CSV (*.csv);;JSON (*.json)" if save else "CSV, JSON, TXT (*.csv *.tsv *.json *.txt)"
        )
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("csv")
        act = self.give_out if save else self.bring_in
        dialog.fileSelected.connect(lambda name: act(Path(name)))
        dialog.open()
