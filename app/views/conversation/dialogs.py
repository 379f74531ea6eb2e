"""Questions asked before something leaves the program or comes in: links, files, the original of a mail."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.domain.ports import Files
from app.domain.values import MessageId
from app.views.conversation.links import Link, inspect
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say


class AskDialog(QDialog):
    """A heading, a few sentences, and buttons; the harmless one is the default."""

    def __init__(
        self, theme: Theme, parent: QWidget, title: str, sentences: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(24),) * 4)
        self.column.setSpacing(theme.px(12))
        self.column.addWidget(label(title, face="title"))
        for text, tone in sentences:
            line = label(text, tone=tone)
            line.setWordWrap(True)
            line.setMinimumWidth(theme.px(420))
            self.column.addWidget(line)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self.column.addLayout(self._row)

    def add_button(
        self, name: str, text: str, act: Callable[[], object], look: str = "plain", *, stays: bool = False
    ) -> None:
        """A button that acts and closes, or stays until the act says that it is done."""
        made = button(text, look)
        made.setObjectName(name)

        def pressed() -> None:
            if not stays:
                self.accept()
            act()

        made.clicked.connect(pressed)
        self._row.addWidget(made)

    def add_cancel(self, text: str = "") -> None:
        """The way back; Escape means the same."""
        made = button(text or say("button.cancel"))
        made.setObjectName("cancel")
        made.setDefault(True)
        made.clicked.connect(self.reject)
        self._row.addWidget(made)
        made.setFocus()


def link_dialog(theme: Theme, parent: QWidget, link: Link, open_url: Callable[[QUrl], object]) -> AskDialog:
    """Shows where a link really leads before it is opened; only https can be opened."""
    sentences = [(say("link.leads_to"), "text2"), (link.shown_host, "")]
    if link.host != link.shown_host:
        sentences.append((say("link.real_host", host=link.host), "text2"))
    sentences.extend((say(key), "amber") for key in link.warnings)
    if not link.secure:
        sentences.append((say("link.not_secure"), "amber"))
    shown = link.url if len(link.url) <= 300 else link.url[:300] + "…"
    sentences.append((shown, "text3"))
    dialog = AskDialog(theme, parent, say("link.title"), tuple(sentences))
    dialog.add_button(
        "copy_link", say("text.copy_link"), lambda: QGuiApplication.clipboard().setText(link.url)
    )
    if link.secure:
        dialog.add_button("open_link", say("link.open"), lambda: open_url(QUrl(link.url)))
    dialog.add_cancel()
    return dialog


class SafeBrowser(QTextBrowser):
    """Shows sanitised HTML. Every fetch is denied except pictures that came inside the mail itself."""

    def __init__(self, files: Files, message: MessageId, link: Callable[[Link], object]) -> None:
        super().__init__()
        self._files, self._message = files, message
        self._answers: dict[str, bytes | None] = {}
        self.asked: list[str] = []
        """every address the document wanted, for the tests"""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(lambda url: self._clicked(url, link))

    def give_pictures(self, pictures: dict[str, bytes | None]) -> None:
        """Pictures that have been loaded; what is not among them is not shown."""
        self._answers |= pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = name.toString() if isinstance(name, QUrl) else str(name)
        self.asked.append(address)
        if (
            kind != QTextDocument.ResourceType.ImageResource.value
            and kind != QTextDocument.ResourceType.ImageResource
        ):
            return None
        if not address.startswith("cid:"):
            return None
        return self._answers.get(address.removeprefix("cid:"))

    @staticmethod
    def _clicked(url: QUrl, link: Callable[[Link], object]) -> None:
        found = inspect(url.toString())
        if found is not None:
            link(found)


class OriginalDialog(QDialog):
    """The mail as it came: formatted, and letter by letter."""

    def __init__(self, theme: Theme, parent: QWidget, browser: SafeBrowser) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("original.title"))
        self.resize(theme.px(720), theme.px(560))
        self.browser = browser
        self.raw = QPlainTextEdit()
        self.raw.setReadOnly(True)
        self.raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.raw.setPlainText(say("list.loading"))
        browser.setPlainText(say("list.loading"))
        self.tabs = QTabWidget()
        self.tabs.addTab(browser, say("original.formatted"))
        self.tabs.addTab(self.raw, say("original.raw"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        note = label(say("original.note"), tone="text3", face="meta")
        note.setWordWrap(True)
        column.addWidget(note)
        column.addWidget(self.tabs, 1)
        close = button(say("button.close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
