"""Where the platform's clock runs on until it is told that no answer is needed: its page for that, and our history."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.bridge.desk import Desk
from app.domain.commands import NoteNoResponse
from app.domain.conversations import ActivityKind, Direction
from app.domain.readmodels import ActivityItem, ConversationView, MessageItem
from app.domain.values import ActivityId, CommandId, ConversationId
from app.views.conversation.shortened import Shortened
from app.views.shared.widgets import IconMark, button
from app.views.theme import Theme
from app.views.words import say, say_or


def still_asked(view: ConversationView) -> bool:
    """Whether the platform waits: the customer spoke last, and it was not told since that nobody need answer."""
    if not view.no_response.startswith("https://") or view.row.last_direction is not Direction.INBOUND:
        return False
    for item in reversed(view.items):
        if isinstance(item, ActivityItem) and item.kind is ActivityKind.NO_RESPONSE_NEEDED:
            return False
        if isinstance(item, MessageItem):
            return True
    return True


def tell_platform(
    desk: Desk, open_url: Callable[[QUrl], object], conversation: ConversationId, address: str
) -> None:
    """Opens the platform's page and writes down that it was opened; no mail ever says that it was pressed there."""
    open_url(QUrl(address))
    desk.do(
        NoteNoResponse(
            id=CommandId(desk.new_id()), agent=desk.agent, conversation=conversation,
            activity=ActivityId(desk.new_id()),
        )
    )  # fmt: skip


class NoResponseBar(QFrame):
    """A quiet line above the reply."""

    def __init__(self, desk: Desk, theme: Theme, open_url: Callable[[QUrl], object]) -> None:
        super().__init__()
        self._desk, self._open = desk, open_url
        self._view: ConversationView | None = None
        self.setProperty("box", "sunken")
        self.setObjectName("no_response_bar")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4))
        line.setSpacing(theme.px(8))
        line.addWidget(IconMark(theme, "hourglass", "text3", 14))
        self._words = Shortened(tone="text2", face="meta")
        line.addWidget(self._words, 1)
        self.go = button(say("no_response.go"), "quiet", small=True)
        self.go.setObjectName("no_response")
        self.go.clicked.connect(self._tell)
        line.addWidget(self.go)
        self.hide()

    def show_view(self, view: ConversationView | None) -> None:
        """Only where the platform can be told."""
        there = view is not None and still_asked(view)
        if view is not None and there:
            channel = say_or(f"channel.{view.row.channel}", view.row.channel)
            self._words.set_text(say("no_response.words", channel=channel))
        self._view = view if there else None
        self.setVisible(there)

    def _tell(self) -> None:
        if self._view is not None:
            tell_platform(self._desk, self._open, self._view.row.id, self._view.no_response)
