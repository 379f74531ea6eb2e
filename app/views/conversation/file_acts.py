"""Opening what a customer sent: files as safe copies, links after a look, mails in their original form."""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.files import safe_name
from app.domain.ports import Files
from app.domain.readmodels import AttachmentRow, MessageItem
from app.domain.values import MessageId
from app.views.conversation.alive import while_alive
from app.views.conversation.dialogs import AskDialog, OriginalDialog, SafeBrowser, link_dialog
from app.views.conversation.links import Link
from app.views.theme import Theme
from app.views.words import explain, say

INLINE = re.compile(r"cid:([^\"'\s>)]{1,200})")
MOST_PICTURES = 40


class FileActs:
    """Dialogs stand over the pane; slow work runs as tasks."""

    def __init__(
        self, desk: Desk, files: Files, theme: Theme, parent: QWidget, open_url: Callable[[QUrl], object]
    ) -> None:
        self._desk, self._files, self._theme, self._parent, self._open = desk, files, theme, parent, open_url
        self.dialog: AskDialog | OriginalDialog | None = None

    def open_link(self, link: Link) -> None:
        """Asks first, showing the real host."""
        self._show(link_dialog(self._theme, self._parent, link, self._open))

    def open_page(self, address: str) -> None:
        """A platform's page, whose address came from the platform itself."""
        if address.startswith("https://"):
            self._open(QUrl(address))

    def open_file(self, file: AttachmentRow) -> None:
        """Opens a read-only copy; programs and scripts are only saved, never opened."""
        if not file.dangerous:
            self._open_copy(file)
            return
        dialog = AskDialog(
            self._theme, self._parent, say("file.dangerous"),
            ((file.name, ""), (say("file.dangerous_text"), "amber")),
        )  # fmt: skip
        dialog.add_button("save_file", say("file.save_as"), lambda: self.save_file(file))
        dialog.add_cancel()
        self._show(dialog)

    def save_file(self, file: AttachmentRow, target: Path | None = None) -> None:
        """Where the agent wants it; asks for the place unless it is given."""
        if target is not None:
            path = target
            self._desk.task(
                lambda: self._files.save_as(file.id, path),
                lambda done: None,
                failed=while_alive(self._parent, self._trouble),
            )
            return
        dialog = QFileDialog(self._parent, say("file.save_as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(safe_name(file.name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_file(file, Path(name)))
        dialog.open()

    def save_all(self, files: tuple[AttachmentRow, ...], folder: Path | None = None) -> None:
        """Every file of a message into one folder, none over another; asks for the folder unless it is given."""
        if folder is not None:
            self._desk.task(
                lambda: self._write_all(files, folder),
                lambda done: None,
                failed=while_alive(self._parent, self._trouble),
            )
            return
        dialog = QFileDialog(self._parent, say("message.save_files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_all(files, Path(name)))
        dialog.open()

    def _write_all(self, files: tuple[AttachmentRow, ...], folder: Path) -> None:
        for file in files:
            self._files.save_as(file.id, free_place(folder, safe_name(file.name)))

    def show_original(self, item: MessageItem) -> None:
        """The mail formatted and as it came, side by side in two tabs."""
        browser = SafeBrowser(self._files, item.id, self.open_link)
        dialog = OriginalDialog(self._theme, self._parent, browser)
        alive = [True]
        dialog.destroyed.connect(lambda: alive.clear())

        def formatted(answer: tuple[str, dict[str, bytes | None]]) -> None:
            if alive:
                browser.give_pictures(answer[1])
                browser.setHtml(answer[0])

        def failed(error: QuaysideError) -> None:
            if alive:
                browser.setPlainText(explain(error))

        def failed_raw(error: QuaysideError) -> None:
            if alive:
                dialog.raw.setPlainText(explain(error))

        def raw(text: str) -> None:
            if alive:
                dialog.raw.setPlainText(text)

        self._desk.task(
            lambda: self._formatted(item.id),
            while_alive(self._parent, formatted),
            failed=while_alive(self._parent, failed),
        )
        self._desk.task(
            lambda: self._files.original(item.id),
            while_alive(self._parent, raw),
            failed=while_alive(self._parent, failed_raw),
        )
        self._show(dialog)

    def _formatted(self, message: MessageId) -> tuple[str, dict[str, bytes | None]]:
        """HTML and the pictures it names; both off the UI thread, so that painting never fetches anything."""
        html = self._files.formatted(message)
        names = list(dict.fromkeys(INLINE.findall(html)))[:MOST_PICTURES]
        return html, {name: self._files.inline_picture(message, name) for name in names}

    def _open_copy(self, file: AttachmentRow) -> None:
        def opened(path: Path) -> None:
            self._open(QUrl.fromLocalFile(str(path)))

        self._desk.task(
            lambda: self._files.open_copy(file.id),
            while_alive(self._parent, opened),
            failed=while_alive(self._parent, self._trouble),
        )

    def _trouble(self, error: QuaysideError) -> None:
        self._desk.troubled.emit(error)

    def _show(self, dialog: AskDialog | OriginalDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def free_place(folder: Path, name: str) -> Path:
    """A path in the folder under which nothing lies yet: `photo (2).png` beside `photo.png`."""
    wanted = folder / name
    numbered = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
    return wanted if not wanted.exists() else next(path for path in numbered if not path.exists())
