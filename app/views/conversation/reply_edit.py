"""The box where words are typed: sends with Ctrl+Enter, opens templates with `/`, offers blanks with `{{`."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit

from app.views.theme import Theme

SLASHES = ("/", "、")
"""a Chinese input method types 、 where the key says /"""
BRACES = ("{{", "｛｛")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Blanks(QSyntaxHighlighter):
    """Marks what must still be filled before the text may leave."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._pattern = QRegularExpression(r"\{\{[^{}]*\}\}")

    def highlightBlock(self, text: str) -> None:
        found = self._pattern.globalMatch(text)
        while found.hasNext():
            match = found.next()
            look = QTextCharFormat()
            look.setBackground(self._theme.colour("amber_fill"))
            look.setForeground(self._theme.colour("amber"))
            self.setFormat(match.capturedStart(), match.capturedLength(), look)


class ReplyEdit(QPlainTextEdit):
    """Grows with its text, from three lines to ten."""

    send = Signal(bool)
    """True: send and resolve"""
    slash_typed = Signal(str)
    braces_typed = Signal()
    files_given = Signal(list)
    """Paths"""
    picture_given = Signal(QImage)
    left = Signal()
    entered = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._composing = False
        self.setProperty("look", "bare")
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._blanks = _Blanks(theme, self.document())
        self.textChanged.connect(self.updateGeometry)
        theme.changed.connect(self._blanks.rehighlight)

    def composing(self) -> bool:
        """Whether an input method holds letters that are not in the text yet."""
        return self._composing

    def set_words(self, text: str) -> None:
        """Another text, with the cursor behind it; the old one can be brought back with Ctrl+Z."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def put_words(self, text: str, replacing: int = 0) -> None:
        """Inserts at the cursor, taking away `replacing` characters before it."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, replacing)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self.setFocus()

    def words_before(self, count: int) -> str:
        """The last characters before the cursor, on its own line."""
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()][-count:]

    def sizeHint(self) -> QSize:
        line = self._theme.px(20)
        rows = 0
        block = self.document().begin()
        while block.isValid() and rows < 10:
            rows += max(1, block.lineCount())
            block = block.next()
        return QSize(self._theme.px(200), line * min(max(rows, 3), 10) + self._theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and control:
            event.accept()
            if not self._composing:
                self.send.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        if event.text() in SLASHES and not self.isReadOnly() and self._at_line_start():
            self.slash_typed.emit(event.text())
            return
        super().keyPressEvent(event)
        if event.text() in ("{", "｛"):
            self._look_for_braces()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        if event.commitString() in SLASHES and not self._composing and self._at_line_start():
            self.slash_typed.emit(event.commitString())
            return
        super().inputMethodEvent(event)
        if event.commitString().endswith(("{", "｛")):
            self._look_for_braces()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            self.picture_given.emit(QImage(source.imageData()))
        else:
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def _at_line_start(self) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and not cursor.block().text()[: cursor.positionInBlock()].strip()

    def _look_for_braces(self) -> None:
        if self.words_before(2) in BRACES:
            self.braces_typed.emit()
