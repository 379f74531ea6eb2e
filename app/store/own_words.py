"""What we have said in some conversations around a time, and a platform's copy that gives way to the letter itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, Connection, bindparam, func, select, update

from app.domain.conversations import Direction
from app.domain.outbox import SendState
from app.domain.values import number_at
from app.store.schema import message, outbound

_TALKS: BindParameter[object] = bindparam("talks", expanding=True)
_SAID = (
    select(
        message.c.id,
        message.c.conversation_id,
        func.coalesce(message.c.remote_key, ""),
        message.c.sent_at,
        message.c.text,
        message.c.quoted_from,
    )
    .outerjoin(outbound, outbound.c.message_id == message.c.id)
    .where(
        message.c.conversation_id.in_(_TALKS),
        message.c.n.between(bindparam("first"), bindparam("last")),
        message.c.direction == Direction.OUTBOUND.value,
        outbound.c.id.is_(None) | (outbound.c.state == SendState.SENT.value),
    )
)


@dataclass(slots=True)
class SaidByUs:
    """A message of ours that has left, written here or elsewhere."""

    id: UUID
    conversation_id: UUID
    remote_key: str
    sent_at: datetime
    words: str


def said_by_us(
    connection: Connection, conversations: Collection[UUID], since: datetime, until: datetime
) -> list[SaidByUs]:
    """Our messages of some conversations between two moments; what still waits to be sent is not among them."""
    if not conversations:
        return []
    names = {"talks": list(conversations), "first": number_at(since), "last": number_at(until)}
    return [
        SaidByUs(one, talk, key, at, text[:quoted])
        for one, talk, key, at, text, quoted in connection.execute(_SAID, names)
    ]


def become_letters(connection: Connection, letters: Sequence[tuple[UUID, str, str]]) -> None:
    """(message, key, raw mail): copies are known by the letter's own name from now on."""
    if letters:
        connection.execute(
            update(message)
            .where(message.c.id == bindparam("own_id"))
            .values(remote_key=bindparam("its_key"), raw_key=bindparam("its_raw"), low_confidence=False),
            [{"own_id": one, "its_key": key, "its_raw": raw} for one, key, raw in letters],
        )
