"""Strips above the panes for what a person must know until it is over: sign-in, full disk, offline, a second desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.views.moments import spoken
from app.views.shared.widgets import IconMark, button, label
from app.views.theme import Theme
from app.views.words import listed, say

MOST = 2
"""banners on screen at once; the gravest first"""


class Condition(StrEnum):
    """What can be wrong with the whole desk, the gravest first."""

    DAMAGED = "damaged"
    DISK_FULL = "disk_full"
    TWO_DESKS = "two_desks"
    HELD = "held"
    SIGN_IN = "sign_in"
    ASIDE = "aside"
    CLOCK = "clock"
    ENDING = "ending"
    OFFLINE = "offline"
    DISK_LOW = "disk_low"
    NO_RESPONSE = "no_response"
    IMPORTED = "imported"
    CHECKING = "checking"


GRAVE = {"disk_full": Condition.DISK_FULL, "database_damaged": Condition.DAMAGED}
"""errors that are a condition of the whole desk until somebody acts"""
ICONS = {
    Condition.DAMAGED: "warning", Condition.DISK_FULL: "disk", Condition.TWO_DESKS: "users",
    Condition.HELD: "eye", Condition.SIGN_IN: "key", Condition.OFFLINE: "offline", Condition.CHECKING: "hourglass",
    Condition.ASIDE: "quarantine", Condition.DISK_LOW: "disk", Condition.IMPORTED: "clock",
    Condition.ENDING: "hourglass", Condition.CLOCK: "clock", Condition.NO_RESPONSE: "hourglass",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a banner."""

    key: str
    action: Callable[[], None]
    primary: bool = False
    n: int = 0

    def words(self) -> str:
        return say(self.key, n=self.n)


@dataclass(frozen=True, slots=True)
class Banner:
    """One strip: `subject` tells two of a kind apart (which shop)."""

    condition: Condition
    values: tuple[tuple[str, object], ...] = ()
    presses: tuple[Press, ...] = ()
    subject: str = ""
    words: str = ""
    """what it says below its title, where that is more than one sentence for all"""
    kind: str = ""
    """whose words it has, where a condition has several"""

    def title(self) -> str:
        return say(f"banner.{self.kind or self.condition}", **dict(self.values))

    def text(self) -> str:
        return self.words or say(f"banner.{self.kind or self.condition}_text", **dict(self.values))

    def outline(self) -> tuple[str, ...]:
        """What must be drawn anew when it changes; its text is only written anew."""
        return (self.title(), *(press.words() for press in self.presses))


def condition_banner(condition: Condition, values: dict[str, object], again: Callable[[], None]) -> Banner:
    """The banner of a condition, with the one button that helps."""
    presses: tuple[Press, ...] = ()
    if condition is Condition.CLOCK:
        return clock_banner(**values)  # type: ignore[arg-type]  # as app/services/clock_check.py tells them
    if condition in (Condition.DISK_FULL, Condition.TWO_DESKS):
        presses = (Press("banner.retry", again),)
    elif condition is Condition.DAMAGED:
        presses = (Press("banner.damaged_button", again, primary=True),)
    return Banner(condition, tuple(values.items()), presses)


def clock_banner(ahead: timedelta, refusing: tuple[str, ...]) -> Banner:
    """The PC's clock is wrong: the platforms' clocks are `ahead` of it, and some of them turn us away for that."""
    kind = "clock_slow" if ahead > timedelta() else "clock_fast"
    platforms = listed(say(f"channel.{channel}") for channel in refusing)
    means = say(f"banner.{kind}_text", much=spoken(ahead))
    refused = f"\n{say('banner.clock_refused', platforms=platforms)}" if refusing else ""
    return Banner(Condition.CLOCK, (("much", spoken(ahead)),), words=means + refused, kind=kind)


class BannerArea(QWidget):
    """Shows the gravest banners; the others wait."""

    left = Signal()
    """a banner went while it had the keys"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._banners: dict[tuple[Condition, str], Banner] = {}
        self._texts: dict[tuple[Condition, str], QLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def put(self, banner: Banner) -> None:
        """Shows or renews a banner."""
        key = (banner.condition, banner.subject)
        before = self._banners.get(key)
        self._banners[key] = banner
        if before is None or before.outline() != banner.outline():
            self._draw()
        elif before.text() != banner.text() and key in self._texts:
            self._texts[key].setText(banner.text())

    def drop(self, condition: Condition, subject: str = "") -> None:
        """What it said is over."""
        if self._banners.pop((condition, subject), None) is not None:
            self._draw()

    def drop_all(self, condition: Condition, but: frozenset[str] = frozenset()) -> None:
        """Every banner of a kind is over, except those of some subjects."""
        for kind, subject in list(self._banners):
            if kind is condition and subject not in but:
                self.drop(kind, subject)

    def on_screen(self) -> tuple[Banner, ...]:
        """What is shown, the gravest first."""
        order = list(Condition)
        return tuple(sorted(self._banners.values(), key=lambda banner: order.index(banner.condition)))[:MOST]

    def _draw(self) -> None:
        focus = QApplication.focusWidget()
        had_keys = focus is not None and self.isAncestorOf(focus)
        while (entry := self._layout.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._texts = {}
        for banner in self.on_screen():
            self._layout.addWidget(self._strip(banner))
        self.setVisible(bool(self._banners))
        if had_keys:
            self.left.emit()

    def _strip(self, banner: Banner) -> QFrame:
        theme = self._theme
        strip = QFrame()
        strip.setProperty("box", "banner")
        strip.setAccessibleName(f"{banner.title()}. {banner.text()}")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(
            IconMark(theme, ICONS[banner.condition], "amber", 20), alignment=Qt.AlignmentFlag.AlignTop
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(banner.title(), strong=True))
        text = label(banner.text(), tone="text2", face="meta")
        text.setWordWrap(True)
        self._texts[banner.condition, banner.subject] = text
        words.addWidget(text)
        row.addLayout(words, 1)
        for press in banner.presses:
            made = button(press.words(), "primary" if press.primary else "plain", small=True)
            made.clicked.connect(lambda _=False, press=press: press.action())
            row.addWidget(made)
        return strip
