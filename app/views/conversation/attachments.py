"""Files beside a message: a chip with name and size, a small picture where there is one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.ports import Files
from app.domain.readmodels import AttachmentRow
from app.views.amounts import size_words
from app.views.conversation.flow import FlowLayout
from app.views.icons import icon
from app.views.shared.widgets import button
from app.views.theme import Theme
from app.views.words import say

NAME_LENGTH = 36


def elided(name: str, length: int = NAME_LENGTH) -> str:
    """A long name, shortened in the middle so that its ending stays readable."""
    if len(name) <= length:
        return name
    tail = length // 3
    return f"{name[: length - tail - 1]}…{name[-tail:]}"


class FileChip(QPushButton):
    """A received file: click opens a safe copy, the menu saves it."""

    save_wanted = Signal()

    def __init__(self, theme: Theme, file: AttachmentRow) -> None:
        super().__init__(f"{elided(file.name)}  {size_words(file.size)}")
        self.file = file
        token = "amber" if file.dangerous else "text2"
        picture = file.content_type.startswith("image/")
        self.setIcon(icon(theme, "warning" if file.dangerous else "image" if picture else "file", token))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setProperty("size", "small")
        self.setAutoDefault(False)
        self.setToolTip(say("file.dangerous_tip" if file.dangerous else "file.tip", name=file.name))
        self.setAccessibleName(say("file.name", name=file.name, size=size_words(file.size)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self._menu().exec(self.mapToGlobal(at)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(say("file.open"), self.click)
        menu.addAction(say("file.save_as"), self.save_wanted.emit)
        return menu


class Thumbnail(QToolButton):
    """A small picture of a received photo; the chip stays until it is there."""

    def __init__(self, theme: Theme, file: AttachmentRow, content: bytes) -> None:
        super().__init__()
        picture = QPixmap()
        self.readable = picture.loadFromData(content)
        side = theme.px(120)
        fit, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = picture if picture.isNull() else picture.scaled(side, side, fit, smooth)
        self.setIcon(small)
        self.setIconSize(small.size())
        self.setProperty("look", "quiet")
        self.setToolTip(f"{file.name} · {size_words(file.size)}")
        self.setAccessibleName(say("file.picture", name=file.name))


def load_thumbnail(desk: Desk, files: Files, theme: Theme, chip: FileChip) -> None:
    """Asks for the small picture and, when it comes, puts it in place of the chip."""
    file = chip.file
    if not file.content_type.startswith("image/") or file.dangerous:
        return
    alive = [True]
    chip.destroyed.connect(lambda: alive.clear())

    def show(content: bytes | None) -> None:
        if alive and content:
            _replace(theme, chip, content)

    desk.task(lambda: files.thumbnail(file.id), show, failed=_leave_chip)


def _leave_chip(error: QuaysideError) -> None:
    """A picture that cannot be made small stays a chip, which says everything needed."""


def _replace(theme: Theme, chip: FileChip, content: bytes) -> None:
    thumb = Thumbnail(theme, chip.file, content)
    parent = chip.parentWidget()
    layout = parent.layout() if isinstance(parent, QWidget) else None
    if not thumb.readable or not isinstance(layout, FlowLayout):
        return
    layout.put_in_place_of(chip, thumb)
    thumb.clicked.connect(chip.click)
    thumb.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    thumb.customContextMenuRequested.connect(lambda at: chip.customContextMenuRequested.emit(at))
    thumb.show()


def remove_button(theme: Theme, name: str) -> QPushButton:
    """The cross beside a file of a draft."""
    made = button("", "quiet", small=True)
    made.setIcon(icon(theme, "close", "text2"))
    made.setToolTip(say("file.remove"))
    made.setAccessibleName(say("file.remove_name", name=name))
    return made
