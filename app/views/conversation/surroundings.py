"""What the parts of the timeline need from the pane around them: what is on screen, the desk, the acts on a message."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.ports import Files
from app.domain.readmodels import AttachmentRow, ConversationView, MessageItem
from app.views.conversation.links import Link
from app.views.outbox.acts import ReplyActs
from app.views.theme import Theme


class Surroundings(Protocol):
    """Given to every row of the timeline."""

    theme: Theme
    desk: Desk
    files: Files
    view: ConversationView
    replies: ReplyActs

    def now(self) -> datetime: ...

    def own_name(self, item: MessageItem) -> str:
        """`我` for the agent at the desk, else a colleague's name."""
        ...

    def full_moment(self, moment: datetime) -> str:
        """Day and time here, and where the customer lives."""
        ...

    def shows_subject(self, item: MessageItem) -> bool:
        """Whether the subject differs from that of the conversation."""
        ...

    def message_acts(self, item: MessageItem) -> list[tuple[str, Callable[[], object]]]:
        """(key of the words, what to do) for the menu of a message."""
        ...

    def take_back(self, item: MessageItem) -> None:
        """Undoes a reply that has not left, or gives up a refused one; its words return to the composer."""
        ...

    def open_link(self, link: Link) -> None: ...

    def open_page(self) -> None:
        """The platform's own page of the order, in the browser."""
        ...

    def open_file(self, file: AttachmentRow) -> None: ...

    def save_file(self, file: AttachmentRow) -> None: ...

    def show_original(self, item: MessageItem) -> None: ...

    def resized(self, row: QWidget) -> None:
        """A row has become higher or lower."""
        ...
