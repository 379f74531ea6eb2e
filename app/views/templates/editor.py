"""One template being written: title, words, where it fits, the blanks it may use, and how it will read."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.readmodels import TemplateRow
from app.domain.templates import VARIABLES, blanks, render
from app.views.context.parts import selectable
from app.views.conversation.flow import FlowLayout
from app.views.conversation.reply_edit import ReplyEdit
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.widgets import box, button, label
from app.views.theme import Theme
from app.views.words import WORDS, listed, say

CHANNELS = (
    "",
    *(key.removeprefix("channel.") for key in WORDS if key.startswith("channel.") and key.count(".") == 1),
)
LANGUAGES = ("", *(key.removeprefix("language.") for key in WORDS if key.startswith("language.")))


class TemplateEditor(QWidget):
    """Knows nothing of the store; the page saves what it holds."""

    edited = Signal()
    save_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._row: TemplateRow | None = None
        self._build()
        self.show_template(None)

    # --- what it holds ----------------------------------------------------------------------------------------------

    def show_template(self, row: TemplateRow | None) -> None:
        """Fills the blanks of the form; None is a new template."""
        self._row = row
        self.title.setText(row.title if row else "")
        self.body.set_words(row.body if row else "")
        self.category.setText(row.category if row else "")
        self.channel.setCurrentIndex(max(0, self.channel.findData(row.channel if row else "")))
        self.language.setCurrentIndex(max(0, self.language.findData(row.language if row else "")))
        self.tell("")
        self._preview()

    def values(self) -> tuple[str, str, str, str, str]:
        """title, body, language, channel, category"""
        return (
            self.title.text().strip(), self.body.toPlainText(), str(self.language.currentData() or ""),
            str(self.channel.currentData() or ""), self.category.text().strip(),
        )  # fmt: skip

    def changed(self) -> bool:
        """Whether anything differs from what was shown."""
        row = self._row
        if row is None:
            return any(self.values()[:2])
        return self.values() != (row.title, row.body, row.language, row.channel, row.category)

    def tell(self, text: str, tone: str = "amber") -> None:
        """A sentence beside the buttons."""
        self.told.setText(text)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    # --- construction -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        px = self.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(10))
        self.title, self.category = QLineEdit(), QLineEdit()
        self.channel, self.language = ChoiceBox(self.theme), ChoiceBox(self.theme)
        for combo, values, prefix in (
            (self.channel, CHANNELS, "channel"),
            (self.language, LANGUAGES, "language"),
        ):
            for value in values:
                combo.addItem(say(f"{prefix}.{value}") if value else say("templates.any"), value)
        self.body = ReplyEdit(self.theme)
        self.body.setProperty("look", "")
        self.body.setMinimumHeight(px(140))
        form = QFormLayout()
        form.setSpacing(px(8))
        for key, field in (("name", self.title), ("language", self.language), ("channel", self.channel),
                           ("category", self.category)):  # fmt: skip
            words = label(say(f"templates.{key}"), tone="text2")
            field.setAccessibleName(say(f"templates.{key}"))
            form.addRow(words, field)
        column.addLayout(form)
        self.body.setAccessibleName(say("templates.body"))
        column.addWidget(self.body, 2)
        column.addWidget(label(say("templates.variables"), tone="text2", face="meta"))
        column.addWidget(self._variables())
        column.addWidget(label(say("templates.preview"), strong=True))
        column.addWidget(self._preview_box(), 1)
        column.addLayout(self._buttons())
        self.title.textChanged.connect(lambda: self.edited.emit())
        self.body.textChanged.connect(self._body_changed)
        self.body.send.connect(lambda resolve: self.save_wanted.emit())

    def _variables(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(self.theme.px(6), holder)
        for name in VARIABLES:
            chip = button(say(f"variable.{name}"), small=True)
            chip.setObjectName(f"variable.{name}")
            chip.setToolTip("{{" + name + "}}")
            chip.clicked.connect(partial(self._put, name))
            row.addWidget(chip)
        return holder

    def _put(self, name: str) -> None:
        self.body.put_words("{{" + name + "}}")

    def _preview_box(self) -> QWidget:
        frame = box("card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(self.theme.px(12),) * 4)
        self.preview = selectable("")
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._unknown = label(tone="red")
        self._unknown.setWordWrap(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.preview)
        area.setMinimumHeight(self.theme.px(60))
        for part in (area.viewport(), self.preview):
            part.setAutoFillBackground(False)
        column.addWidget(area, 1)
        column.addWidget(self._unknown)
        note = label(say("templates.preview_note"), tone="text3", face="meta")
        note.setWordWrap(True)
        column.addWidget(note)
        return frame

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.delete = button(say("templates.delete"), "danger")
        self.delete.setObjectName("delete_template")
        self.save = button(say("templates.save"), "primary")
        self.save.setObjectName("save_template")
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        line.addWidget(self.delete)
        line.addWidget(self.told, 1)
        line.addWidget(self.save)
        self.save.clicked.connect(self.save_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        return line

    def _body_changed(self) -> None:
        self._preview()
        self.edited.emit()

    def _preview(self) -> None:
        text = self.body.toPlainText()
        sample = {name: say(f"sample.{name}") for name in VARIABLES}
        self.preview.setText(render(text, sample).text)
        unknown = dict.fromkeys(name for _, _, name in blanks(text) if name not in VARIABLES)
        self._unknown.setText(say("templates.unknown", names=listed(unknown)) if unknown else "")
