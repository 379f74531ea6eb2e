"""The middle pane: head, timeline and composer of one conversation, kept fresh without disturbing anybody."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.cards import Card
from app.domain.changes import Changes
from app.domain.ports import Files, ShopFloor
from app.domain.readmodels import (
    AgentRow,
    AttachmentRow,
    ContextView,
    ConversationView,
    MessageItem,
    TemplateRow,
)
from app.domain.subjects import bare_subject
from app.domain.values import AgentId, ConversationId
from app.views.conversation.alive import while_alive
from app.views.conversation.composer import Composer
from app.views.conversation.entries import timeline_entries
from app.views.conversation.file_acts import FileActs
from app.views.conversation.header import Header
from app.views.conversation.links import Link
from app.views.conversation.message_acts import MessageActs
from app.views.conversation.no_response import NoResponseBar
from app.views.conversation.reading import Reading
from app.views.conversation.timeline import Timeline
from app.views.moments import clock_time, day_words, their_time
from app.views.outbox.acts import ReplyActs
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say

PAGE = 60


class ConversationPane(QWidget):
    """`show_conversation(id)` is all the window needs to call."""

    command_wanted = Signal(str)
    """name of a command of the register that a button of the head stands for"""
    wants_conversation = Signal(object)
    """another conversation should be opened, for instance after a split"""
    left = Signal()
    """Escape in the composer: the list wants the keys again"""
    told = Signal(str)
    """a sentence for the agent"""

    def __init__(
        self, desk: Desk, files: Files, theme: Theme,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl, floor: ShopFloor | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self.files, self.theme, self._floor = desk, files, theme, floor
        self.view: ConversationView = None  # type: ignore[assignment]  # no row asks before there is a view
        self.replies, self._open_url = ReplyActs(desk), open_url
        self.conversation: ConversationId | None = None
        self._newest = PAGE
        self._agents: dict[AgentId, AgentRow] = {}
        self._file_acts = FileActs(desk, files, theme, self, open_url)
        self._message_acts = MessageActs(desk, theme, self)
        self._reading = Reading(desk, self)
        self._build()
        self._minute = QTimer(self)
        self._minute.setInterval(20_000)
        self._minute.timeout.connect(self._tick)
        desk.changed.connect(self._changed)
        desk.agent_changed.connect(self._agent_changed)
        theme.changed.connect(self._dress)
        self._ask_agents()
        self.show_conversation(None)

    # --- which conversation -----------------------------------------------------------------------------------------

    def show_conversation(self, conversation: ConversationId | None) -> None:
        """Opens another conversation; what was being written in the last one is saved."""
        if conversation == self.conversation and conversation is not None:
            return
        self.composer.keep_now()
        self._reading.leave()
        self.conversation, self._newest = conversation, PAGE
        if conversation is None:
            self._minute.stop()
            self.composer.show_view(None)
            self._show_parts(False)
        else:
            self._minute.start()
            self._ask(fresh=True)

    def start_reply(self) -> None:
        """R: the cursor goes into the reply."""
        self.composer.focus()

    def start_note(self) -> None:
        """N: the cursor goes into a note."""
        self.composer.focus(note=True)

    def send_as(self) -> None:
        """Asks as which of the platform's kinds of messages the reply shall leave."""
        self.composer.send_as()

    def writing(self) -> bool:
        """Whether keys belong to the composer now."""
        return self.composer.edit.hasFocus()

    def send(self, resolve: bool) -> None:
        """The key of the register; letters that an input method still holds are never sent around."""
        if not self.composer.edit.composing():
            self.composer.edit.send.emit(resolve)

    def insert_template(self, row: TemplateRow) -> None:
        """A template chosen beside the conversation goes to the cursor of the reply."""
        self.composer.focus()
        self.composer.insert_template(row)

    def send_card(self, card: Card) -> None:
        """An order or an item chosen beside the conversation is shown to the customer."""
        self.composer.sending.send_card(card)

    def set_context(self, context: ContextView | None) -> None:
        """The order beside the conversation fills the blanks of templates."""
        if context is None or context.conversation == self.conversation:
            self.composer.context = context

    def save_draft(self) -> None:
        """Before the program quits."""
        self.composer.keep_now()

    # --- reading ----------------------------------------------------------------------------------------------------

    def _ask(self, *, fresh: bool) -> None:
        conversation, agent, newest = self.conversation, self.desk.agent, self._newest
        if conversation is None:
            return

        def show(view: ConversationView | None) -> None:
            if conversation == self.conversation:
                self._show(view.as_of(self.desk.now()) if view else None, fresh=fresh)

        slot = "conversation.open" if fresh else "conversation.refresh"
        self.desk.ask(
            lambda reader: reader.conversation(conversation, agent, newest),
            while_alive(self, show),
            slot=slot,
        )

    def _show(self, view: ConversationView | None, *, fresh: bool) -> None:
        if view is None:
            self.conversation = None
            self._show_parts(False, say("conversation.gone"))
            return
        other = self.view is None or self.view.row.id != view.row.id
        news = not other and self.view.row.last_message != view.row.last_message
        self.view = view
        self._show_parts(True)
        self.header.show_view(view, self._assignee(), self.desk.now())
        if fresh or other:
            self.composer.show_view(view)
        else:
            self.composer.refresh(view)
        self._reading.show(view, news=fresh or other or (news and self.isActiveWindow()))
        self.timeline.show_entries(
            timeline_entries(self, view.items, self._message_acts.delete_note), to_end=fresh or other
        )

    def _changed(self, changes: Changes) -> None:
        if "agents" in changes.subjects:
            self._ask_agents()
        if self.conversation is not None and (self.conversation in changes.conversations or changes.shops):
            self._ask(fresh=False)

    def _earlier(self) -> None:
        if self.conversation is not None and self.view is not None and self.view.earlier:
            if len(self.view.items) >= self._newest:
                self._newest = len(self.view.items)
            self._newest += PAGE
            self._ask(fresh=False)

    def _ask_agents(self) -> None:
        def show(agents: tuple[AgentRow, ...]) -> None:
            self._agents = {agent.id: agent for agent in agents}
            mine = self._agents.get(self.desk.agent)
            self.composer.agent_name = mine.name if mine else ""
            if self.view is not None:
                self.header.show_view(self.view, self._assignee(), self.desk.now())

        self.desk.ask(lambda reader: reader.agents(), while_alive(self, show), slot="conversation.agents")

    def _agent_changed(self, agent: object) -> None:
        self._ask_agents()
        conversation, self.conversation = self.conversation, None
        self.show_conversation(conversation)

    def _assignee(self) -> str:
        assignee = self.view.row.assignee
        if assignee is None:
            return ""
        return self._agents[assignee].name if assignee in self._agents else self.view.row.assignee_initials

    # --- what rows ask of us (Surroundings) -------------------------------------------------------------------------

    def now(self) -> datetime:
        return self.desk.now()

    def own_name(self, item: MessageItem) -> str:
        mine = self._agents.get(self.desk.agent)
        if mine is not None and item.agent_name == mine.name:
            return say("row.me")
        return item.agent_name or item.author or say("message.elsewhere")

    def full_moment(self, moment: datetime) -> str:
        there = their_time(moment, self.view.timezone)
        line = f"{day_words(moment, self.desk.now())} {clock_time(moment)}"
        return f"{line}\n{say('head.local', time=there)}" if there else line

    def shows_subject(self, item: MessageItem) -> bool:
        return bare_subject(item.subject) != bare_subject(self.view.subject)

    def message_acts(self, item: MessageItem) -> list[tuple[str, Callable[[], object]]]:
        return self._message_acts.offered(item, self.view)

    def take_back(self, item: MessageItem) -> None:
        if item.outbound is not None:
            self.replies.cancel(item.outbound, lambda outcome: self.composer.focus())

    def open_link(self, link: Link) -> None:
        self._file_acts.open_link(link)

    def open_page(self) -> None:
        self._file_acts.open_page(self.view.page)

    def open_file(self, file: AttachmentRow) -> None:
        self._file_acts.open_file(file)

    def save_file(self, file: AttachmentRow) -> None:
        self._file_acts.save_file(file)

    def save_files(self, files: tuple[AttachmentRow, ...]) -> None:
        self._file_acts.save_all(files)

    def show_original(self, item: MessageItem) -> None:
        self._file_acts.show_original(item)

    def resized(self, row: QWidget) -> None:
        self.timeline.measure_again(row)

    # --- construction -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("box", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header, self.timeline = Header(self.theme), Timeline(self.theme)
        self.composer = Composer(self.desk, self.files, self.theme, self._floor)
        self.no_response = NoResponseBar(self.desk, self.theme, self._open_url)
        self._nothing = label(tone="text3")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.timeline, self._nothing, self.no_response, self.composer):
            column.addWidget(part, 1 if part in (self.timeline, self._nothing) else 0)
        self.setMinimumWidth(self.theme.px(320))
        self.header.command_wanted.connect(self.command_wanted)
        self.header.menu_wanted.connect(self._open_menu)
        self.timeline.reached_top.connect(self._earlier)
        self.composer.news_seen.connect(self.timeline.to_end)
        self.composer.left.connect(self.left)

    def _show_parts(self, there: bool, words: str = "") -> None:
        for part in (self.header, self.timeline, self.composer):
            part.setVisible(there)
        self.no_response.show_view(self.view if there else None)
        self._nothing.setVisible(not there)
        self._nothing.setText(words or say("conversation.none"))

    def _open_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        for name in ("snooze", "resolve", "close_silent", "untag", "unread", "context"):
            menu.addAction(say(f"command.{name}"), partial(self.command_wanted.emit, name))
        menu.addSeparator()
        menu.addAction(say("head.merge"), lambda: self._message_acts.merge(self.view))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _tick(self) -> None:
        if self.view is not None and self.conversation is not None:
            self.header.tick(self.view, self.desk.now())
            self.composer.tick()

    def _dress(self) -> None:
        if self.view is not None:
            self.header.show_view(self.view, self._assignee(), self.desk.now())
            self.timeline.rebuild()
