"""The words of one message: selectable, copyable, each paragraph in its own direction, links one can look at first."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.views.conversation.links import Link, find_links
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say


class TextBody(QWidget):
    """One QTextDocument painted directly: far lighter than a text edit, and a long conversation needs many."""

    link_clicked = Signal(object)
    """Link"""

    def __init__(self, theme: Theme, text: str, *, ink: str = "text", language: str = "") -> None:
        super().__init__()
        self._theme, self._ink = theme, ink
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._cursor = QTextCursor(self._document)
        self._links: tuple[Link, ...] = ()
        self._pressed = QPointF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.set_text(text, language)

    def set_text(self, text: str, language: str = "") -> None:
        """Shows other words; the selection is dropped."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._document.setDefaultTextOption(option)
        self._document.setDefaultFont(self._theme.font(Face.BODY, language=language))
        self._document.setPlainText(text)
        self._space_lines()
        self._links = find_links(text)
        self._mark_links(text)
        self._cursor = QTextCursor(self._document)
        self.setAccessibleName(text[:400])
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """All words."""
        return self._document.toPlainText()

    def selected_text(self) -> str:
        """The marked words, with ordinary line breaks."""
        return self._cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def natural_width(self) -> int:
        """How wide the text would be without wrapping."""
        self._document.setTextWidth(-1)
        return int(self._document.idealWidth() + 1)

    def height_at(self, width: int) -> int:
        """How high the text is at a width."""
        if int(self._document.textWidth()) != width:
            self._document.setTextWidth(width)
        return int(self._document.size().height() + 0.99)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_at(width)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.height_at(max(40, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.height_at(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour(self._ink))
        context.palette = palette
        context.clip = QRectF(event.rect())
        if self._cursor.hasSelection():
            context.selections = [self._selection()]
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._document.documentLayout().draw(painter, context)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
            self._cursor.setPosition(self._place(event), mode)
            self.update()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._cursor.setPosition(self._place(event), QTextCursor.MoveMode.KeepAnchor)
            self.update()
            return
        link = self._link_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor)
        self.setToolTip(link.host if link else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved = (event.position() - self._pressed).manhattanLength() > 4
        clicked = (
            event.button() == Qt.MouseButton.LeftButton and not moved and not self._cursor.hasSelection()
        )
        if clicked and (link := self._link_at(event.position())) is not None:
            self.link_clicked.emit(link)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._cursor.setPosition(self._place(event))
        self._cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._cursor.clearSelection()
            self.update()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(say("text.copy"), self.copy).setEnabled(self._cursor.hasSelection())
        menu.addAction(say("text.copy_all"), self._copy_all)
        link = self._link_at(QPointF(event.pos()))
        if link is not None:
            menu.addAction(say("text.copy_link"), lambda: QGuiApplication.clipboard().setText(link.url))
        menu.exec(event.globalPos())

    def copy(self) -> None:
        """Puts the marked words on the clipboard."""
        if self._cursor.hasSelection():
            QGuiApplication.clipboard().setText(self.selected_text())

    def select_all(self) -> None:
        """Marks everything."""
        self._cursor.select(QTextCursor.SelectionType.Document)
        self.update()

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _selection(self) -> QAbstractTextDocumentLayout.Selection:
        selection = QAbstractTextDocumentLayout.Selection()
        selection.cursor = self._cursor
        colours = QTextCharFormat()
        colours.setBackground(self._theme.colour("accent_fill"))
        colours.setForeground(self._theme.colour("on_accent"))
        selection.format = colours
        return selection

    def _space_lines(self) -> None:
        """13 px text stands on 20 px lines, whatever the face's own idea is."""
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        block = cursor.blockFormat()
        block.setLineHeight(float(self._theme.px(20)), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(block)

    def _mark_links(self, text: str) -> None:
        """Addresses are underlined; positions count UTF-16 units, as Qt does."""
        wide = not text.isascii() and any(ord(letter) > 0xFFFF for letter in text)
        look = QTextCharFormat()
        look.setForeground(self._theme.colour("accent"))
        look.setFontUnderline(True)
        look.setAnchor(True)
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for link in self._links:
            start, end = (
                (_units(text, link.start), _units(text, link.end)) if wide else (link.start, link.end)
            )
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            look.setAnchorHref(link.url)
            cursor.mergeCharFormat(look)
        cursor.endEditBlock()

    def _link_at(self, point: QPointF) -> Link | None:
        url = self._document.documentLayout().anchorAt(point)
        return next((link for link in self._links if link.url == url), None) if url else None

    def _place(self, event: QMouseEvent) -> int:
        return max(0, self._document.documentLayout().hitTest(event.position(), Qt.HitTestAccuracy.FuzzyHit))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(20))


def _units(text: str, position: int) -> int:
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
