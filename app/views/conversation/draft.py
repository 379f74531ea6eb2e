"""Unsent words: saved on every pause, and never mixed up with what the store still holds from a moment ago."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.bridge.desk import Desk
from app.domain.commands import KeepDraft
from app.domain.drafts import NOTHING, Draft, DraftKind, woven
from app.domain.outcome import Outcome
from app.domain.readmodels import KeptDraft
from app.domain.values import CommandId, ConversationId

PAUSE = 400
"""milliseconds without a key"""


class DraftKeeper(QObject):
    """Keeps the words of one box, reply or note, of one conversation at a time."""

    def __init__(
        self,
        desk: Desk,
        kind: DraftKind,
        read: Callable[[], Draft],
        saved: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._read, self._saved = desk, kind, read, saved
        self.conversation: ConversationId | None = None
        self._writer = desk.agent
        """whose words these are: another agent may sit down before they are saved"""
        self._kept = NOTHING
        self._leaving = False
        self._known: list[UUID | None] = [None]
        """who saved what this screen has had already: seeing it again is no news"""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep_now)

    def begin(self, conversation: ConversationId | None, stored: KeptDraft) -> None:
        """Another conversation; its stored draft is on screen."""
        self._timer.stop()
        self._leaving = False
        self._writer = self._desk.agent
        self.conversation, self._kept = conversation, stored.words
        self._known = [None, stored.saved_by]

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
        conversation, command = self.conversation, CommandId(self._desk.new_id())
        self._known = [None, *self._known[-50:], command]

        def done(outcome: Outcome) -> None:
            if self.conversation == conversation:
                self._saved()

        self._desk.do(
            KeepDraft(
                id=command, agent=self._writer, conversation=conversation, text=words.text, files=words.files,
                as_note=self._kind is DraftKind.NOTE, cc=words.cc, bcc=words.bcc, form=words.form, card=words.card,
            ),
            done,
        )  # fmt: skip

    def pause(self) -> None:
        """The words are leaving: nothing is saved until the next key."""
        self._timer.stop()
        self._leaving = True

    def gone(self, left: Draft) -> None:
        """The words have left; the store holds no draft any more, or what was left behind."""
        self._timer.stop()
        self._kept, self._leaving = left, False

    def news(self, stored: KeptDraft, shown: Draft) -> Draft | None:
        """What to show when the store holds words that came from elsewhere: a reply that was taken back."""
        if stored.saved_by in self._known:
            return None
        before, self._kept = self._kept, stored.words
        self._known.append(stored.saved_by)
        return woven(before, shown, stored.words)
