"""What can be done with one message: copy, look at its original, send on, split off, move where it belongs."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.bridge.desk import Desk
from app.domain.commands import (
    DeleteNote,
    MergeConversations,
    MoveMessage,
    SplitConversation,
)
from app.domain.conversations import Direction
from app.domain.readmodels import (
    ContextView,
    ConversationView,
    InboxRow,
    MessageItem,
    NoteItem,
    SortOrder,
    View,
    ViewKind,
)
from app.domain.values import ActivityId, CommandId, ConversationId
from app.views.conversation.alive import while_alive
from app.views.conversation.forwarding import ForwardDialog
from app.views.moments import short_moment
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.theme import Theme
from app.views.words import say

if TYPE_CHECKING:
    from app.views.conversation.pane import ConversationPane

OFFERED = 20
"""conversations offered for what was typed"""

Act = tuple[str, Callable[[], object]]


class MessageActs:
    """Issues the commands of the message menu."""

    def __init__(self, desk: Desk, theme: Theme, pane: "ConversationPane") -> None:
        self._desk, self._theme, self._pane = desk, theme, pane
        self.popup: ChoicePopup | None = None
        self.dialog: ForwardDialog | None = None

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
        """Into another conversation of this customer, or of anybody in the shop: mails are misfiled under strangers."""

        def moved(target: object) -> None:
            assert isinstance(target, InboxRow)
            self._desk.do(
                MoveMessage(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, message=item.id, to=target.id,
                    activity=ActivityId(self._desk.new_id()),
                )
            )  # fmt: skip

        self._pick_conversation(view, say("message.move_where"), moved, anybody=True)

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

    def _pick_conversation(
        self, view: ConversationView, title: str, taken: Callable[[object], None], *, anybody: bool = False
    ) -> None:
        """Those of this customer stand there; with `anybody`, what is typed is looked for in the whole shop."""

        def show(context: ContextView | None) -> None:
            rows = context.customer.conversations if context else ()
            popup = ChoicePopup(
                self._theme, title, self._choices(view, rows), taken, width=420, parent=self._pane,
                nothing=say("message.move_search" if anybody else "message.move_nowhere"),
                seek=(lambda typed: self._seek(view, popup, typed)) if anybody else None,
            )  # fmt: skip
            self.popup = popup
            popup.open_at(self._pane.mapToGlobal(self._pane.timeline.geometry().topLeft()))

        agent = self._desk.agent
        self._desk.ask(
            lambda reader: reader.context(view.row.id, agent),
            while_alive(self._pane, show),
            slot="message.conversations",
        )

    def _seek(self, view: ConversationView, popup: ChoicePopup, typed: str) -> None:
        shop = View(ViewKind.SHOP, self._desk.agent, SortOrder.NEWEST, view.row.shop, typed)
        now = self._desk.now()
        self._desk.ask(
            lambda reader: reader.inbox_page(shop, 0, OFFERED, now).rows,
            while_alive(popup, lambda rows: popup.offer(typed, self._choices(view, rows, named=True))),
            slot="message.seek",
            failed=lambda error: None,  # half an operator: the next letters make it whole
        )

    def _choices(
        self, view: ConversationView, rows: Iterable[InboxRow], *, named: bool = False
    ) -> list[Choice]:
        return [
            Choice(
                f"{row.customer_name + ' · ' if named else ''}{row.order_key or row.preview[:30]} · {row.shop_title}",
                row, short_moment(row.last_at, self._desk.now()), "inbox", row.preview,
            )
            for row in rows
            if row.shop == view.row.shop and row.id != view.row.id
        ]  # fmt: skip

    def forward(self, item: MessageItem, view: ConversationView) -> None:
        """Asks to whom, and a few words on top."""
        dialog = ForwardDialog(self._desk, self._theme, self._pane, item, view)
        dialog.queued.connect(lambda to: self._pane.told.emit(say("forward.done", to=to)))
        self.dialog = dialog
        dialog.open()
