"""What can be done with one message: copy, look at its original, send on, split off, move where it belongs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.bridge.desk import Desk
from app.domain.commands import (
    DeleteNote,
    ForwardMessage,
    MergeConversations,
    MoveMessage,
    SplitConversation,
)
from app.domain.conversations import Direction
from app.domain.outcome import Outcome
from app.domain.readmodels import ContextView, ConversationView, InboxRow, MessageItem, NoteItem
from app.domain.values import ActivityId, CommandId, ConversationId, MessageId, OutboundId
from app.views.conversation.alive import while_alive
from app.views.conversation.composer_parts import addresses, plausible
from app.views.conversation.dialogs import AskDialog
from app.views.moments import short_moment
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say

if TYPE_CHECKING:
    from app.views.conversation.pane import ConversationPane

Act = tuple[str, Callable[[], object]]


class MessageActs:
    """Issues the commands of the message menu."""

    def __init__(self, desk: Desk, theme: Theme, pane: "ConversationPane") -> None:
        self._desk, self._theme, self._pane = desk, theme, pane
        self.popup: ChoicePopup | None = None
        self.dialog: AskDialog | None = None

    def offered(self, item: MessageItem, view: ConversationView) -> list[Act]:
        """Only what makes sense for this message."""
        acts: list[Act] = [("message.copy", lambda: QGuiApplication.clipboard().setText(item.text))]
        if item.has_raw:
            acts.append(("message.original", lambda: self._pane.show_original(item)))
        if len(item.attachments) > 1:
            acts.append(("message.save_files", lambda: self._pane.save_files(item.attachments)))
        if view.can_copy:
            acts.append(("message.forward", lambda: self.forward(item, view)))
        if item.direction is Direction.INBOUND:
            acts.append(("message.split", lambda: self.split(item, view)))
            acts.append(("message.move", lambda: self.move(item, view)))
        return acts

    def delete_note(self, note: NoteItem) -> None:
        """Takes a note of the conversation on screen away; it can be undone."""
        conversation = self._pane.conversation
        if conversation is not None:
            self._desk.do(
                DeleteNote(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=conversation, note=note.id
                )
            )  # fmt: skip

    def split(self, item: MessageItem, view: ConversationView) -> None:
        """This message and everything after it become a conversation of their own."""
        after = tuple(each.id for each in view.items if isinstance(each, MessageItem) and each.n >= item.n)
        fresh = ConversationId(self._desk.new_id())
        command = SplitConversation(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=view.row.id, messages=after,
            new_conversation=fresh, activity=ActivityId(self._desk.new_id()),
        )  # fmt: skip
        self._desk.do(command)

    def move(self, item: MessageItem, view: ConversationView) -> None:
        """Into another conversation of this customer."""

        def moved(target: object) -> None:
            assert isinstance(target, InboxRow)
            self._desk.do(
                MoveMessage(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, message=item.id, to=target.id,
                    activity=ActivityId(self._desk.new_id()),
                )
            )  # fmt: skip

        self._pick_conversation(view, say("message.move_where"), moved)

    def merge(self, view: ConversationView) -> None:
        """Another conversation of this customer is swallowed by the one on screen."""

        def merged(other: object) -> None:
            assert isinstance(other, InboxRow)
            self._desk.do(
                MergeConversations(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, into=view.row.id, merged=other.id,
                    activity=ActivityId(self._desk.new_id()),
                )
            )  # fmt: skip

        self._pick_conversation(view, say("head.merge_which"), merged)

    def _pick_conversation(self, view: ConversationView, title: str, taken: Callable[[object], None]) -> None:
        def show(context: ContextView | None) -> None:
            rows = context.customer.conversations if context else ()
            choices = [
                Choice(
                    f"{row.order_key or row.preview[:30]} · {row.shop_title}", row,
                    short_moment(row.last_at, self._desk.now()), "inbox", row.preview,
                )
                for row in rows
                if row.shop == view.row.shop and row.id != view.row.id
            ]  # fmt: skip
            self.popup = ChoicePopup(
                self._theme,
                title,
                choices,
                taken,
                nothing=say("message.move_nowhere"),
                width=420,
                parent=self._pane,
            )
            self.popup.open_at(self._pane.mapToGlobal(self._pane.timeline.geometry().topLeft()))

        agent = self._desk.agent
        self._desk.ask(
            lambda reader: reader.context(view.row.id, agent),
            while_alive(self._pane, show),
            slot="message.conversations",
        )

    def forward(self, item: MessageItem, view: ConversationView) -> None:
        """Asks to whom, and a few words on top."""
        dialog = AskDialog(self._theme, self._pane, say("forward.title"), ((say("forward.text"), "text2"),))
        to, words, wrong = QLineEdit(), QPlainTextEdit(), label(tone="amber")
        to.setObjectName("forward_to")
        to.setPlaceholderText(say("composer.addresses"))
        to.setAccessibleName(say("forward.to"))
        words.setPlaceholderText(say("forward.words"))
        words.setMaximumHeight(self._theme.px(90))
        for place, widget in enumerate((to, words, wrong), start=2):
            dialog.column.insertWidget(place, widget)

        def send() -> None:
            self._forward(item, view, addresses(to.text()), words.toPlainText())

        def check(text: str) -> None:
            bad = next((each for each in addresses(text) if not plausible(each)), "")
            wrong.setText(say("composer.bad_address", address=bad) if bad else "")

        to.textChanged.connect(check)
        dialog.add_button("forward_send", say("forward.send"), send, "primary")
        dialog.add_cancel()
        to.setFocus()
        self.dialog = dialog
        dialog.open()

    def _forward(self, item: MessageItem, view: ConversationView, to: tuple[str, ...], words: str) -> None:
        if not to or not all(plausible(each) for each in to):
            self._pane.told.emit(say("forward.no_address"))
            return

        def done(outcome: Outcome) -> None:
            self._pane.told.emit(say("forward.done", to=", ".join(to)))

        command = ForwardMessage(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=view.row.id,
            outbound=OutboundId(self._desk.new_id()), message=MessageId(self._desk.new_id()), forwarded=item.id,
            to=to, text=words,
        )  # fmt: skip
        self._desk.do(command, done)
