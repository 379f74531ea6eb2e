"""Icons: outlines of one icon font, tinted by token.

The font is found beside its package and read alone: importing the package takes a third of a second.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from app.views.theme import Theme

NAMES = {
    "inbox": "tray", "templates": "file-text", "settings": "gear-six", "shops": "storefront",
    "mine": "user", "unassigned": "tray", "due_soon": "clock", "open": "envelope-simple",
    "waiting": "hourglass-medium", "snoozed": "moon", "transferred": "swap", "outbox": "paper-plane-tilt",
    "resolved": "check-circle", "filter": "funnel", "plus": "plus", "search": "magnifying-glass",
    "sort": "sort-ascending", "down": "caret-down", "up": "caret-up", "right": "caret-right",
    "left": "caret-left", "key": "key", "warning": "warning", "alert": "warning-circle",
    "offline": "cloud-slash", "online": "cloud-check", "bell": "bell", "close": "x", "check": "check",
    "checks": "checks", "undo": "arrow-u-up-left", "tag": "tag", "assign": "user-plus",
    "more": "dots-three", "copy": "copy", "link": "arrow-square-out", "reply": "arrow-bend-up-left",
    "note": "note-pencil", "forward": "arrow-bend-up-right", "merge": "git-merge", "split": "git-branch",
    "move": "folder-simple", "image": "image-square", "file": "file", "attach": "paperclip",
    "clock": "clock", "translate": "translate", "shield": "shield-check", "question": "question",
    "trash": "trash", "edit": "pencil-simple", "download": "download-simple", "upload": "upload-simple",
    "refresh": "arrows-clockwise", "pause": "pause", "play": "play", "practice": "graduation-cap",
    "user": "user", "users": "users", "package": "package", "truck": "truck", "eye": "eye",
    "hourglass": "hourglass", "lock": "lock-simple", "keyboard": "keyboard",
    "list": "list", "info": "info", "bookmark": "bookmark-simple",
    "disk": "hard-drives", "moon": "moon", "star": "star", "quarantine": "first-aid-kit",
    "mail": "envelope-simple", "original": "code", "print": "printer", "calendar": "calendar-blank",
    "sign_in": "sign-in", "sun": "sun", "globe": "globe", "folder": "folder-simple",
    "send": "paper-plane-tilt", "drag": "dots-six-vertical", "stop": "stop-circle",
    "person": "user-circle", "return": "key-return", "history": "clock-counter-clockwise",
}  # fmt: skip
"""our word → the glyph's name in the font"""


PICTURES = Path(__file__).resolve().parents[2] / "resources" / "icons"


@cache
def _font() -> tuple[str, dict[str, str]]:
    """The family of the icon font and its glyphs; empty where it is missing (self-check says so)."""
    spec = find_spec("qtawesome")
    folder = Path(spec.origin).parent / "fonts" if spec and spec.origin else Path()
    font = next(folder.glob("phosphor-[0-9]*.ttf"), None)
    table = next(folder.glob("phosphor-charmap-*.json"), None)
    if font is None or table is None:
        return "", {}
    number = QFontDatabase.addApplicationFont(str(font))
    names = QFontDatabase.applicationFontFamilies(number)
    return (names[0] if names else ""), json.loads(table.read_text("utf-8"))


@cache
def glyph(name: str) -> str:
    """The character that draws an icon; '' where the font has none."""
    code = _font()[1].get(NAMES[name])
    return chr(int(code, 16)) if code else ""


def icons_present() -> bool:
    """Whether the icon font could be loaded."""
    return bool(_font()[0])


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Draws an icon so that it fills `rect`."""
    box = QRectF(rect)
    font = QFont(_font()[0])
    font.setPixelSize(max(1, round(box.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, glyph(name))
    painter.restore()


class _Engine(QIconEngine):
    """Draws the icon at the size asked for, in the theme's present colours."""

    def __init__(self, theme: Theme, name: str, token: str, active: str) -> None:
        super().__init__()
        self._theme, self._name, self._token, self._active = theme, name, token, active

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._active if state is QIcon.State.On else self._token
        if mode is QIcon.Mode.Disabled:
            token = "control"
        paint_icon(painter, rect, self._name, self._theme.colour(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._theme, self._name, self._token, self._active)


def app_icon() -> QIcon:
    """The program's own mark, in all sizes that systems ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addFile(str(PICTURES / f"quayside-{size}.png"), QSize(size, size))
    return made


def icon(theme: Theme, name: str, token: str = "text2", active: str = "accent") -> QIcon:
    """An icon for buttons and menus that keeps up with the theme."""
    return QIcon(_Engine(theme, name, token, active))
