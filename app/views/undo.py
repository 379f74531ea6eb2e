"""What can be taken back: remembers commands, shows the newest for a moment with its button, and takes it back on Z."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.bridge.desk import Desk
from app.domain.commands import (
    AddFile,
    AddNote,
    AddTag,
    Assign,
    AttachOrder,
    CloseWithoutReply,
    Command,
    CountImported,
    DeleteNote,
    DetachOrder,
    KeepDraft,
    KeepFirstDraft,
    MarkRead,
    MergeConversations,
    MoveMessage,
    QueueReply,
    RemoveTag,
    SetStatus,
    Snooze,
    SplitConversation,
    StartConversation,
    Undo,
    WakeSnoozed,
)
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.readmodels import OutboxRow
from app.domain.values import CommandId, ConversationId, OutboundId
from app.views.moments import short_moment
from app.views.theme import Theme
from app.views.words import explain, say, tag_words

SHOWN = timedelta(seconds=8)
"""how long the bar stands for what is not sent"""
REPLY_UNDO = timedelta(seconds=10)
"""until the outbox says how long a reply can be taken back"""
REMEMBERED = 30
SENDING = (QueueReply, StartConversation)
UNTOLD = (KeepDraft, KeepFirstDraft, MarkRead, AddFile, AddNote, WakeSnoozed)
"""done by the way, or seen at once where it was done"""


@dataclass(slots=True)
class Done:
    """A command that can be undone."""

    command: Command
    until: datetime | None
    """for replies: when it leaves"""


class UndoStack(QObject):
    """Listens to what was done and undoes it on demand, newest first."""

    shown = Signal(str, bool)
    """a sentence, and whether it can be undone"""
    hidden = Signal()
    undone = Signal(object)
    """the Command that was taken back"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._done: list[Done] = []
        self._newest: Done | None = None
        self._ends: datetime = desk.now()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._turn)
        desk.acted.connect(self._acted)
        desk.agent_changed.connect(self._done.clear)

    def undo(self) -> None:
        """Takes the newest undoable command back."""
        if not self._done:
            self.shown.emit(say("undo.nothing"), False)
            self._ends = self._desk.now() + SHOWN
            self._tick.start()
            return
        done = self._done.pop()
        command = Undo(id=CommandId(self._desk.new_id()), agent=self._desk.agent, undone=done.command.id)
        self._desk.do(command, lambda _: self._taken_back(done.command), failed=self._failed)

    def can_undo(self) -> bool:
        return bool(self._done)

    def tell(self, sentence: str) -> None:
        """Shows a sentence in the same place."""
        self._show(None, sentence)

    def _acted(self, command: Command, outcome: Outcome) -> None:
        if isinstance(command, Undo) or not outcome.undoable or not _worth_telling(command):
            return
        sending = isinstance(command, SENDING)
        done = Done(command, self._desk.now() + REPLY_UNDO if sending else None)
        self._done = [*self._done, done][-REMEMBERED:]
        self._show(done, sentence(command, self._desk.now(), REPLY_UNDO.seconds))
        if isinstance(command, QueueReply | StartConversation):
            self._learn_deadline(done, command.outbound)

    def _learn_deadline(self, done: Done, outbound: OutboundId) -> None:
        def learn(found: tuple[OutboxRow, ...]) -> None:
            until = found[0].undo_until if found else self._desk.now()  # what is not there any more has left
            if until is not None:
                done.until = until
                if done is self._newest:
                    self._ends = until
                    self._turn()
                elif not found and done in self._done:
                    self._done.remove(done)

        self._desk.ask(
            lambda reader: tuple(row for row in reader.outbox() if row.id == outbound),
            learn,
            slot="undo.deadline",
        )

    def _show(self, done: Done | None, words: str) -> None:
        self._newest = done
        self._ends = done.until if done and done.until else self._desk.now() + SHOWN
        self.shown.emit(words, done is not None)
        self._tick.start()

    def _turn(self) -> None:
        now = self._desk.now()
        done = self._newest
        if now >= self._ends:
            self._tick.stop()
            if done is not None and done.until is not None and done in self._done:
                self._done.remove(done)
            self._newest = None
            self.hidden.emit()
        elif done is not None and done.until is not None:
            self.shown.emit(sentence(done.command, now, ceil((done.until - now).total_seconds())), True)

    def _taken_back(self, command: Command) -> None:
        self._show(None, say("undo.done"))
        self.undone.emit(command)

    def _failed(self, error: QuaysideError) -> None:
        self._show(None, explain(error))


def _worth_telling(command: Command) -> bool:
    return not isinstance(command, UNTOLD)


_SENTENCES: dict[type[Command], str] = {
    QueueReply: "undo.reply", StartConversation: "undo.reply", Assign: "undo.assign", SetStatus: "undo.status",
    Snooze: "undo.snooze", CloseWithoutReply: "undo.closed", AddTag: "undo.tag", RemoveTag: "undo.untag",
    MergeConversations: "undo.merge", SplitConversation: "undo.split", MoveMessage: "undo.move",
    AttachOrder: "undo.order", DetachOrder: "undo.order", DeleteNote: "undo.note",
    CountImported: "undo.counted",
}  # fmt: skip


def sentence(command: Command, now: datetime, seconds: int) -> str:
    """What was done, for the bar."""
    key = _SENTENCES.get(type(command), "undo.other")
    if isinstance(command, QueueReply) and command.resolve:
        key = "undo.reply_resolved"
    if isinstance(command, Assign) and command.assignee is None:
        key = "undo.unassign"
    values: dict[str, object] = {"seconds": seconds, "n": len(getattr(command, "conversations", ()))}
    if isinstance(command, SetStatus):
        values["status"] = say(f"status.{command.status}")
    if isinstance(command, Snooze):
        values["time"] = short_moment(command.until, now)
    if isinstance(command, AddTag | RemoveTag):
        values["tag"] = tag_words(command.tag)
    return say(key, **values)


def conversation_of(command: Command) -> ConversationId | None:
    """The one conversation a command was about."""
    one = getattr(command, "conversation", None)
    if one is not None:
        return ConversationId(one)
    several: tuple[ConversationId, ...] = getattr(command, "conversations", ())
    return several[0] if len(several) == 1 else None


class UndoBar(QFrame):
    """A dark strip above the status bar, at the foot of the list where there is one; it takes no focus."""

    def __init__(self, theme: Theme, stack: UndoStack, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._over, self._parent = theme, over, parent
        self.setProperty("box", "toast")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(f"{say('undo.button')}  Z")
        self._button.setProperty("size", "small")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(stack.undo)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(6))
        self._row.setSpacing(theme.px(16))
        self._row.addWidget(self._words)
        self._row.addWidget(self._button)
        stack.shown.connect(self._show)
        stack.hidden.connect(self.hide)
        self.hide()

    def _show(self, words: str, undoable: bool) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setVisible(undoable)
        self.settle()
        self.show()
        self.raise_()

    def settle(self) -> None:
        """Never over the box where the next reply is written: words that are too long for the list take two lines."""
        parent, px = self._parent, self._theme.px
        there = self._over.isVisible()
        room = (self._over.width() if there else parent.width()) - 2 * px(12)
        self._words.setWordWrap(False)
        width = min(self._row.sizeHint().width(), room)
        self._words.setWordWrap(width == room)
        self._row.activate()
        wraps = self._row.hasHeightForWidth()
        self.resize(width, self._row.heightForWidth(width) if wraps else self._row.sizeHint().height())
        left = self._over.mapTo(parent, QPoint(px(12), 0)).x() if there else (parent.width() - width) // 2
        self.move(left, parent.height() - self.height() - self._theme.px(28 + 16))
