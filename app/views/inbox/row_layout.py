"""Where everything of a row stands: laid out once per row, width and font, then only painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from app.domain.conversations import Direction, Status
from app.domain.outbox import SendState
from app.domain.readmodels import InboxRow
from app.views.theme import Density, Theme
from app.views.typeface import Face, shape
from app.views.words import say, say_or, tag_words

WORRYING = frozenset({SendState.FAILED, SendState.ASK_HUMAN, SendState.NEEDS_REVIEW, SendState.UNKNOWN})
Piece = tuple[QPointF, QStaticText, QFont, str]
"""where, what, in which font, in which colour token"""
Box = tuple[QRectF, str, str]
"""where, what, and the kind of box (code, tag, vip)"""


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Everything of a row but its chip, relative to the row's upper left corner (below a heading)."""

    texts: tuple[Piece, ...]
    boxes: tuple[Box, ...]


def lay_out(theme: Theme, row: InboxRow, width: int, chip: int, who: str) -> RowLayout:
    """Lays a row out for a width. `chip` is the room reserved for the chip, `who` names the assignee."""
    layout = _Layout(theme, row, theme.px(44), width - theme.px(12))
    layout.first_line(chip)
    layout.preview()
    if theme.density is Density.COSY:
        layout.third_line(who)
    return RowLayout(tuple(layout.texts), tuple(layout.boxes))


class _Layout:
    def __init__(self, theme: Theme, row: InboxRow, left: int, right: int) -> None:
        self._theme, self._row, self._left, self._right = theme, row, left, right
        self._top = theme.px(8 if theme.density is Density.COSY else 4)
        self.texts: list[Piece] = []
        self.boxes: list[Box] = []

    def first_line(self, chip: int) -> None:
        """Chip room first, then code, language and VIP, which are never cut; the name takes what is left."""
        theme, row = self._theme, self._row
        font = theme.font(Face.BODY, strong=row.unread, language=row.language)
        language = (
            say_or(f"language.{row.language.split('-')[0].lower()}", row.language) if row.language else ""
        )
        gap = theme.px(6)
        fixed = [(word, kind, self._box_width(word)) for word, kind in self._marks()]
        language_width = theme.shaped(language).width if language else 0.0
        needed = sum(width + gap for _, _, width in fixed) + (language_width + gap if language else 0)
        room = self._right - self._left - chip - theme.px(8) - needed
        name = QFontMetricsF(font).elidedText(
            row.customer_name, Qt.TextElideMode.ElideRight, max(room, theme.px(24))
        )
        x = (
            self._left
            + self._text(self._left, self._top, 20, name, font, "text" if row.unread else "text2")
            + gap
        )
        for word, kind, width in fixed:
            if kind == "vip" and language:
                x += self._word(x, self._top, 20, language, "text2") + gap
                language = ""
            self.boxes.append((QRectF(x, self._top + theme.px(1), width, theme.px(18)), word, kind))
            x += width + gap
        if language:
            self._word(x, self._top, 20, language, "text2")

    def _marks(self) -> list[tuple[str, str]]:
        row = self._row
        code = [(row.country[:2].upper(), "code")] if row.country else []
        return code + ([(say("row.vip"), "vip")] if row.vip else [])

    def preview(self) -> None:
        """The newest words, in their own direction."""
        theme, row = self._theme, self._row
        font = theme.font(Face.BODY, language=row.language)
        words = " ".join(row.preview[:300].split()) or say("row.no_preview")
        if row.last_direction is Direction.OUTBOUND:
            words = say("row.us") + words
        rtl = words_run_left(words)
        room = self._right - self._left
        cut = _cut(words, QFontMetricsF(font), room)
        token = "text" if row.unread else "text2"
        made = shape(cut, font, rtl=rtl)
        x = self._right - made.width if rtl else float(self._left)
        y = self._middle(self._top + theme.px(20), 20, made.height)
        self.texts.append((QPointF(x, y), made.text, font, token))

    def third_line(self, who: str) -> None:
        """Order number, tags; at the right what became of it and who answers."""
        theme, row = self._theme, self._row
        meta, y = theme.font(Face.META), theme.px(49)
        metrics = QFontMetricsF(meta)
        x_right: float = self._right
        for words, token in self._right_words(who):
            x_right -= theme.shaped(words).width
            self._word(x_right, y, 16, words, token)
            x_right -= theme.px(8)
        tags = [(tag, self._box_width(tag)) for tag in map(tag_words, row.tags[:2])]
        first_tag = tags[0][1] + theme.px(8) if tags else 0
        order = row.order_key or row.item_ref
        room = max(x_right - self._left - first_tag, theme.px(40))
        cut = metrics.elidedText(order, Qt.TextElideMode.ElideMiddle, room)
        x = self._left + (self._text(self._left, y, 16, cut, meta, "text3") + theme.px(8) if cut else 0)
        self._tags(x, x_right, y, tags, len(row.tags))

    def _tags(self, x: float, x_right: float, y: int, tags: list[tuple[str, float]], count: int) -> None:
        theme, shown = self._theme, 0
        for tag, width in tags:
            if x + width > x_right:
                break
            self.boxes.append((QRectF(x, y - theme.px(1), width, theme.px(18)), tag, "tag"))
            x += width + theme.px(4)
            shown += 1
        if shown < count and x + theme.px(20) < x_right:
            self._word(x, y, 16, say("row.more_tags", n=count - shown), "text3")

    def _right_words(self, who: str) -> list[tuple[str, str]]:
        """From the right edge inwards."""
        row = self._row
        words = [(who, "text2" if row.assignee else "text3")]
        if row.status is not Status.PENDING:
            words.append((say(f"status.{row.status}"), "text2"))
        if row.send_state in WORRYING:
            words.append((say(f"send.{row.send_state}"), "amber"))
        elif row.has_draft:
            words.append((say("row.draft"), "accent"))
        return words

    def _box_width(self, word: str) -> float:
        return float(round(self._theme.shaped(word, strong=True).width)) + self._theme.px(8)

    def _word(self, x: float, y: int, line: int, word: str, token: str) -> float:
        """One of the words that many rows share."""
        made = self._theme.shaped(word)
        self.texts.append((QPointF(x, self._middle(y, line, made.height)), made.text, made.font, token))
        return made.width

    def _text(self, x: float, y: int, line: int, words: str, font: QFont, token: str) -> float:
        made = shape(words, font, rtl=words_run_left(words))
        self.texts.append((QPointF(x, self._middle(y, line, made.height)), made.text, font, token))
        return made.width

    def _middle(self, y: int, line: int, height: float) -> float:
        return y + (self._theme.px(line) - height) / 2


def _cut(words: str, metrics: QFontMetricsF, room: float) -> str:
    """As much as there is room for; hardly a letter is narrower than two points, so what lies far beyond can wait."""
    near = words[: int(room / 2)]
    cut = metrics.elidedText(near, Qt.TextElideMode.ElideRight, room)
    if cut == near and near != words:
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    return cut


def words_run_left(words: str) -> bool:
    """Whether a text is read from right to left: decided by its first letter that has a direction."""
    for letter in words[:80]:
        if "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc":
            return True
        if letter.isalpha():
            return False
    return False
