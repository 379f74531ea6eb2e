"""A page on its way into the store: whole, or item by item where one of its items is what stops the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.connectors.contract import Item, RawMail, RemoteMessage, Surprise, Unreadable
from app.domain.errors import QuaysideError
from app.domain.values import LoginId
from app.host.log import EventLog
from app.services.ingest import Intake, Prepared, Sorter
from app.services.sync_turns import Turn
from app.store.cursors import Place
from app.store.quarantine import put_aside

_log = EventLog("sync")


@dataclass(frozen=True, slots=True)
class Taking:
    """Takes pages of one stream in."""

    sorter: Sorter
    intake: Intake
    login: LoginId
    stream: str

    def take(self, turn: Turn, items: Sequence[Item], place: Place) -> None:
        """Everything at once; where that failed the last time, item by item. The cursor goes with the last one."""
        if turn.stumbled:
            self._one_by_one(turn, items, place)
        else:
            turn.stumbled = True
            self.intake.take(self.login, self.stream, self.sorter.prepare(items, turn.stream.mode), place)
        turn.stumbled = turn.unread = False

    def _one_by_one(self, turn: Turn, items: Sequence[Item], place: Place) -> None:
        """What can be stored is; an item that cannot goes to quarantine whole, so that the stream goes on."""
        aside = Prepared()
        for item in items:
            try:
                self.intake.take(
                    self.login, self.stream, self.sorter.prepare((item,), turn.stream.mode), None
                )
            except QuaysideError:
                raise  # a full disk or a lost line is nobody's fault among the items
            except Exception as error:  # noqa: BLE001  # whatever it is, its neighbours must not wait for it
                _log.trouble("item_failed", error, login=self.login, stream=self.stream)
                aside.unread.append(self.sorter.set_aside(as_unreadable(item)))
        self.intake.take(self.login, self.stream, aside, place)

    def put_aside(self, answer: Surprise, turn: Turn | None) -> None:
        """An answer nobody understands is kept whole until its stream goes on."""
        if turn is not None:
            turn.unread = True
        unread = self.sorter.set_aside_page(Unreadable("", answer.key, answer.content))
        now = self.intake.clock.now()
        self.intake.writer.run(lambda work: put_aside(work, self.login, self.stream, [unread], now))


def as_unreadable(item: Item) -> Unreadable:
    """An item as the quarantine keeps it: a mail in its own bytes, anything else as we had understood it."""
    if isinstance(item, RawMail):
        return Unreadable(item.name, "item_failed", item.content)
    name = item.remote_key if isinstance(item, RemoteMessage) else ""
    return Unreadable(name, "item_failed", repr(item).encode())
