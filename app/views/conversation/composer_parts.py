"""Parts around the text of a reply: the frame, files on their way out, Cc and Bcc, what stands in the way."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.domain.readmodels import AttachmentRow
from app.domain.values import AttachmentId
from app.views.amounts import size_words
from app.views.conversation.attachments import elided, remove_button
from app.views.conversation.flow import FlowLayout
from app.views.shared.widgets import IconMark, button, label
from app.views.theme import Theme
from app.views.words import say


class Frame(QFrame):
    """The rounded edge of the composer: stronger while the agent types, yellow for a note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._active = False
        self._note = False

    def show_state(self, *, active: bool | None = None, note: bool | None = None) -> None:
        """Repaints for another state."""
        self._active = self._active if active is None else active
        self._note = self._note if note is None else note
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("note" if self._note else "surface"))
        edge = "focus" if self._active else "note_line" if self._note else "control"
        width = 2 if self._active else 1
        painter.setPen(QPen(self._theme.colour(edge), width))
        inset = width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, self._theme.px(6), self._theme.px(6))


class DraftFiles(QWidget):
    """Files that will leave with the reply; each can be taken away again."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = FlowLayout(theme.px(8), self)
        self._offered = True
        self.files: tuple[AttachmentRow, ...] = ()
        self.hide()

    def ids(self) -> tuple[AttachmentId, ...]:
        return tuple(file.id for file in self.files)

    def show_files(self, files: tuple[AttachmentRow, ...]) -> None:
        """Shows exactly these files."""
        self.files = files
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for file in files:
            self._row.addWidget(self._chip(file))
        self.offer(self._offered)
        self.updateGeometry()

    def offer(self, there: bool) -> None:
        """Whether the box on screen may have files."""
        self._offered = there
        self.setVisible(there and bool(self.files))

    def add(self, file: AttachmentRow) -> None:
        """One more."""
        self.show_files((*self.files, file))
        self.changed.emit()

    def _chip(self, file: AttachmentRow) -> QWidget:
        chip = QFrame()
        chip.setProperty("box", "card")
        line = QHBoxLayout(chip)
        line.setContentsMargins(self._theme.px(8), 0, self._theme.px(2), 0)
        line.setSpacing(self._theme.px(4))
        line.addWidget(IconMark(self._theme, "image" if file.content_type.startswith("image/") else "file"))
        line.addWidget(label(f"{elided(file.name, 28)}  {size_words(file.size)}", tone="text2", face="meta"))
        remove = remove_button(self._theme, file.name)
        remove.clicked.connect(lambda: self._remove(file))
        line.addWidget(remove)
        return chip

    def _remove(self, file: AttachmentRow) -> None:
        self.show_files(tuple(kept for kept in self.files if kept.id != file.id))
        self.changed.emit()


class CopyLines(QWidget):
    """Cc and Bcc of a mail."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        self.cc, self.bcc = QLineEdit(), QLineEdit()
        for row, (key, field) in enumerate((("composer.cc", self.cc), ("composer.bcc", self.bcc))):
            words = label(say(key), tone="text2", face="meta")
            words.setBuddy(field)
            field.setAccessibleName(say(key))
            field.setPlaceholderText(say("composer.addresses"))
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
            field.textChanged.connect(self.changed)
        self._open, self._offered = False, True
        self.hide()

    def toggle(self) -> None:
        """Opens the lines or folds them away."""
        self._open = not self._open
        self.offer(self._offered)

    def show_copies(self, cc: tuple[str, ...], bcc: tuple[str, ...]) -> None:
        """Exactly these addresses; the lines are open where there are any."""
        for field, wanted in ((self.cc, cc), (self.bcc, bcc)):
            if addresses(field.text()) != wanted:
                field.setText(", ".join(wanted))
        self._open = bool(cc or bcc)
        self.offer(self._offered)

    def offer(self, there: bool) -> None:
        """Whether the box on screen may have copies."""
        self._offered = there
        self.setVisible(there and self._open)


def addresses(text: str) -> tuple[str, ...]:
    """Addresses separated by commas, semicolons (also Chinese ones) or spaces."""
    for separator in ";，；、\n\t ":
        text = text.replace(separator, ",")
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)


def plausible(address: str) -> bool:
    """Whether something looks like a mail address at all."""
    name, at, host = address.partition("@")
    return bool(name and at and "." in host and "@" not in host and not host.endswith("."))


class Bar(QFrame):
    """A line with one sentence and one button: something stands in the way, or something is new."""

    pressed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(2), theme.px(8), theme.px(2))
        line.setSpacing(theme.px(8))
        self._mark = IconMark(theme, "warning", "amber")
        self.words = label(tone="amber")
        self.words.setWordWrap(True)
        self._button = button("", "plain", small=True)
        self._button.clicked.connect(self.pressed)
        line.addWidget(self._mark)
        line.addWidget(self.words, 1)
        line.addWidget(self._button)
        self.hide()

    def tell(self, text: str, press: str = "") -> None:
        """Shows a sentence; '' hides the bar."""
        self.words.setText(text)
        self._button.setText(press)
        self._button.setVisible(bool(press))
        self.setVisible(bool(text))
