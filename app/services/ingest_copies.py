"""A reply that comes back twice, from the Sent folder and as the platform's own copy of it, is one message."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from app.connectors.contract import COPY, RemoteMessage
from app.domain.canonical import canonical_hash
from app.store.engine import Connection
from app.store.own_words import SaidByUs, said_by_us

NEAR = timedelta(minutes=15)
"""a platform copies a reply within minutes; the same words on another day are another reply"""


@dataclass(slots=True)
class Copies:
    """What we said lately in the conversations of a batch, and which letters turned out to be copied already."""

    spoken: list[SaidByUs] = field(default_factory=list)
    letters: list[tuple[UUID, UUID, RemoteMessage]] = field(default_factory=list)
    """(conversation, copy, the letter it is a copy of)"""

    @staticmethod
    def among(connection: Connection, conversations: set[UUID], messages: list[RemoteMessage]) -> "Copies":
        """The stored words of ours that some messages of ours may repeat."""
        if not messages:
            return Copies()
        moments = [message.sent_at for message in messages]
        found = said_by_us(connection, conversations, min(moments) - NEAR, max(moments) + NEAR)
        return Copies(found)

    def add(self, own: UUID, conversation: UUID, message: RemoteMessage) -> None:
        """A message of ours that is new in this batch."""
        words = message.text[: message.quoted_from]
        self.spoken.append(SaidByUs(own, conversation, message.remote_key, message.sent_at, words))

    def repeats(self, message: RemoteMessage, conversation: UUID) -> bool:
        """Whether a message of ours stands there already; a letter then takes the place of its copy."""
        copied = message.remote_key.startswith(COPY)
        words = ""
        for one in self.spoken:
            near = one.conversation_id == conversation and abs(one.sent_at - message.sent_at) <= NEAR
            if not near or one.remote_key.startswith(COPY) == copied:
                continue
            words = words or canonical_hash(message.text[: message.quoted_from])
            if canonical_hash(one.words) != words:
                continue
            if not copied:
                one.remote_key = message.remote_key
                self.letters.append((conversation, one.id, message))
            return True
        return False
