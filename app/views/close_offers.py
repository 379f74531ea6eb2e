"""After conversations were closed without a reply: those whose platform must still be told, one press each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.bridge.desk import Desk
from app.domain.commands import CloseWithoutReply, Command, NoteNoResponse
from app.domain.conversations import CloseReason, Status
from app.domain.outcome import Outcome
from app.domain.reader import Reader
from app.domain.readmodels import ConversationView
from app.domain.values import ConversationId
from app.views.banners import Banner, BannerArea, Condition, Press
from app.views.conversation.no_response import still_asked, tell_platform
from app.views.words import say, say_or

LOOKED_AT = 12
"""newest items of a conversation that tell whether its platform was told"""


class CloseOffers(QObject):
    """One banner for all of them, the first closed first; what is put off is not asked again."""

    def __init__(
        self, desk: Desk, area: BannerArea, open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
    ) -> None:
        super().__init__(area)
        self._desk, self._area, self._open = desk, area, open_url
        self._waiting: dict[ConversationId, ConversationView] = {}
        desk.acted.connect(self._acted)

    def _acted(self, command: Command, outcome: Outcome) -> None:
        if isinstance(command, CloseWithoutReply) and command.reason is not CloseReason.ANSWERED_ELSEWHERE:
            self._look(command.conversations)
        elif isinstance(command, NoteNoResponse):
            self._waiting.pop(command.conversation, None)
            self._show()
        elif self._waiting:  # a close may have been taken back
            self._look(())

    def _look(self, closed: tuple[ConversationId, ...]) -> None:
        agent = self._desk.agent
        wanted = tuple(dict.fromkeys((*self._waiting, *closed)))

        def views(reader: Reader) -> list[ConversationView | None]:
            return [reader.conversation(one, agent, LOOKED_AT) for one in wanted]

        self._desk.ask(views, self._hear, slot="close.offers")

    def _hear(self, views: list[ConversationView | None]) -> None:
        self._waiting = {
            view.row.id: view
            for view in views
            if view is not None and view.row.status is Status.RESOLVED and still_asked(view)
        }
        self._show()

    def _show(self) -> None:
        first = next(iter(self._waiting.values()), None)
        if first is None:
            self._area.drop(Condition.NO_RESPONSE)
            return
        channel = say_or(f"channel.{first.row.channel}", first.row.channel)
        presses = (
            Press("banner.no_response_button", lambda: self._tell(first), primary=True),
            Press("banner.no_response_no", self._put_off),
        )
        words = say("banner.no_response_text", name=first.row.customer_name, channel=channel)
        values = (("n", len(self._waiting)), ("channel", channel))
        self._area.put(Banner(Condition.NO_RESPONSE, values, presses, words=words))

    def _tell(self, view: ConversationView) -> None:
        tell_platform(self._desk, self._open, view.row.id, view.no_response)

    def _put_off(self) -> None:
        self._waiting.clear()
        self._show()
