"""What a person can do with one unsent reply; each act is one command."""

from app.bridge.desk import Desk, Show
from app.domain.commands import (
    CancelReply,
    EditQueuedReply,
    ReleaseReply,
    RetryFailed,
    SettleUnknown,
)
from app.domain.errors import Problem
from app.domain.outcome import Outcome
from app.domain.reader import Reader
from app.domain.readmodels import InboxRow, OutboxRow
from app.domain.values import CommandId, MessageId, OutboundId


class ReplyActs:
    """Issues the commands of the outbox; the desk announces what changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cancel(self, outbound: OutboundId, done: Show[Outcome] | None = None) -> None:
        """Takes a reply back; its text returns to the composer."""
        self._desk.do(CancelReply(id=self._id(), agent=self._desk.agent, outbound=outbound), done)

    def edit(self, outbound: OutboundId, text: str) -> None:
        """Changes the words of a reply that has not left."""
        self._desk.do(EditQueuedReply(id=self._id(), agent=self._desk.agent, outbound=outbound, text=text))

    def release(self, outbound: OutboundId, text: str, seen: MessageId | None) -> None:
        """Sends a held reply after all; `seen` is the last message the agent had on screen."""
        self._desk.do(
            ReleaseReply(
                id=self._id(), agent=self._desk.agent, outbound=outbound, text=text, base_last_message=seen
            )
        )

    def release_seen(self, row: OutboxRow) -> None:
        """Releases from the outbox page, unless something newer came in than what the page shows as news."""

        def look(reader: Reader) -> tuple[InboxRow, ...]:
            now = next((each for each in reader.outbox() if each.id == row.id), None)
            same = now is not None and (now.news, now.text) == (row.news, row.text)
            return reader.inbox_rows((row.conversation,), agent) if same else ()

        def release(rows: tuple[InboxRow, ...]) -> None:
            if rows:
                self.release(row.id, row.text, rows[0].last_message)
            else:
                self._desk.troubled.emit(Problem("new_message"))

        agent = self._desk.agent
        self._desk.ask(look, release)

    def settle(self, outbound: OutboundId, decision: str) -> None:
        """A person decides about a send nobody could prove: arrived, send_again or discard."""
        self._desk.do(
            SettleUnknown(id=self._id(), agent=self._desk.agent, outbound=outbound, decision=decision)
        )

    def retry(self, outbound: OutboundId, text: str) -> None:
        """Sends a refused reply again, as the same row."""
        self._desk.do(RetryFailed(id=self._id(), agent=self._desk.agent, outbound=outbound, text=text))

    def _id(self) -> CommandId:
        return CommandId(self._desk.new_id())
