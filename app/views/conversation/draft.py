"""Unsent words: saved on every pause, and never mixed up with what the store still holds from a moment ago."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.bridge.desk import Desk
from app.domain.commands import KeepDraft
from app.domain.outcome import Outcome
from app.domain.values import AttachmentId, CommandId, ConversationId

PAUSE = 400
"""milliseconds without a key"""

Words = tuple[str, tuple[AttachmentId, ...], bool]
"""text, files, whether it is a note"""


class DraftKeeper(QObject):
    """Keeps the draft of one conversation at a time."""

    def __init__(
        self, desk: Desk, read: Callable[[], Words], saved: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._read, self._saved = desk, read, saved
        self.conversation: ConversationId | None = None
        self._writer = desk.agent
        """whose words these are: another agent may sit down before they are saved"""
        self._kept: Words = ("", (), False)
        self._leaving = False
        self._ours: list[str] = [""]
        """texts that this screen itself has saved: seeing one of them again is no news"""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep_now)

    def begin(self, conversation: ConversationId | None, words: Words) -> None:
        """Another conversation; its stored draft is on screen."""
        self._timer.stop()
        self._leaving = False
        self._writer = self._desk.agent
        self.conversation, self._kept, self._ours = conversation, words, ["", words[0]]

    def touched(self) -> None:
        """A key was pressed: save at the next pause."""
        self._leaving = False
        if self.conversation is not None:
            self._timer.start()

    def keep_now(self) -> None:
        """Saves if anything differs from what was saved last."""
        self._timer.stop()
        words = self._read()
        if self.conversation is None or words == self._kept or self._leaving:
            return
        self._kept = words
        self._ours = [*self._ours[-50:], words[0]]
        conversation = self.conversation
        text, files, as_note = words
        command = KeepDraft(
            id=CommandId(self._desk.new_id()), agent=self._writer, conversation=conversation, text=text,
            files=files, as_note=as_note,
        )  # fmt: skip

        def done(outcome: Outcome) -> None:
            if self.conversation == conversation:
                self._saved()

        self._desk.do(command, done)

    def pause(self) -> None:
        """The words are leaving as a reply: nothing is saved until the next key."""
        self._timer.stop()
        self._leaving = True

    def gone(self) -> None:
        """The words have left; the store holds no draft any more."""
        self._kept, self._leaving = ("", (), False), False
        self._ours.append("")

    def news(self, stored: str, shown: str) -> str | None:
        """What to show when the store holds words that came from elsewhere: a reply that was taken back."""
        if stored in self._ours or stored == shown:
            return None
        before, self._ours = self._kept[0], [*self._ours, stored]
        self._kept = (stored, self._kept[1], self._kept[2])
        if not shown.strip() or shown == before:
            return stored
        if before and before in stored:
            return stored.replace(before, shown, 1)
        return f"{shown}\n\n{stored}"
