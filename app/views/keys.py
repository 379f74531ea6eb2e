"""Keys as words, and chords such as `G I`: what was pressed, what it may become, and when it is forgotten."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

FULL_WIDTH = {"、": "/", "／": "/", "？": "?", "＊": "*", "｛": "{"}
"""what Chinese and Japanese input methods type for keys of ours"""
NAMED = {
    Qt.Key.Key_Return: "Enter", Qt.Key.Key_Enter: "Enter", Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Delete: "Del", Qt.Key.Key_Backspace: "Backspace", Qt.Key.Key_F1: "F1", Qt.Key.Key_F5: "F5",
    Qt.Key.Key_Home: "Home", Qt.Key.Key_End: "End", Qt.Key.Key_Tab: "Tab",
}  # fmt: skip
_LONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
    }
)
CHORD_SECONDS = 1.5


def key_words(event: QKeyEvent) -> str:
    """`J`, `Shift+X`, `Ctrl+K`, `?`, `Enter`; '' for a lone modifier or a key without a name."""
    key = Qt.Key(event.key())
    if key in _LONE:
        return ""
    held = event.modifiers()
    control, alt = (
        bool(held & Qt.KeyboardModifier.ControlModifier),
        bool(held & Qt.KeyboardModifier.AltModifier),
    )
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    name = _name(key, event.text())
    if not name:
        return ""
    spelled = (name.isalnum() and len(name) == 1) or len(name) > 1
    prefix = [word for word, on in (("Ctrl", control), ("Alt", alt), ("Shift", shift and spelled)) if on]
    return "+".join((*prefix, name))


def _name(key: Qt.Key, text: str) -> str:
    if key in NAMED:
        return NAMED[key]
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    typed = FULL_WIDTH.get(text, text)
    if len(typed) == 1 and typed.isprintable():
        return typed.upper()
    known = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    return known if known.isascii() and known.isprintable() else ""


def has_modifier(words: str) -> bool:
    """Whether a key may be a command while somebody is typing."""
    return words.startswith(("Ctrl+", "Alt+")) or words in ("F1", "F5")


@dataclass(slots=True)
class Chords:
    """Remembers the first key of a chord for a moment and a half."""

    first: str = ""
    since: float = 0.0

    def feed(self, key: str, now: float, known: frozenset[str]) -> str:
        """The chord or key that is complete now; '' while more may follow or nothing is meant."""
        before = self.first if now - self.since <= CHORD_SECONDS else ""
        self.first = ""
        if before and f"{before} {key}" in known:
            return f"{before} {key}"
        if any(chord.startswith(key + " ") for chord in known):
            self.first, self.since = key, now
            return ""
        return key if key in known else ""

    def forget(self) -> None:
        self.first = ""
