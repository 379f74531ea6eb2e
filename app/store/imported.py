"""Customers who wrote before their shop was connected and still wait: no clock runs for them until a person says so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain.conversations import Direction, MessageKind, Status
from app.domain.outbox import FORWARD
from app.domain.values import ConversationId, ShopId
from app.store.conversations import in_list
from app.store.rows import change_row
from app.store.schema import conversation, message, outbound
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A conversation's imported messages since our last answer: the oldest moment, and the newest number."""

    since: datetime
    newest: int


def imported_waiting(work: Work, shop: ShopId) -> tuple[ConversationId, ...]:
    """Pending conversations of a shop without a clock, whose last word is the customer's own and imported."""
    rows = work.connection.execute(
        select(conversation.c.id)
        .join(message, message.c.n == conversation.c.last_n)
        .where(
            *in_list(Status.PENDING),
            conversation.c.shop_id == shop,
            conversation.c.due.is_(None),
            conversation.c.waiting_since.is_(None),
            conversation.c.news_n == 0,
            message.c.imported.is_(True),
            message.c.direction == Direction.INBOUND.value,
            message.c.kind == MessageKind.CUSTOMER.value,
        )
        .order_by(conversation.c.id)
    )
    return tuple(ConversationId(found) for (found,) in rows)


def make_news(work: Work, talk: ConversationId, since: datetime) -> Unanswered | None:
    """The customer's unanswered messages after `since` count as news from now on; None where there are none."""
    rows = work.connection.execute(
        select(message.c.n, message.c.sent_at, message.c.direction, message.c.kind)
        .outerjoin(outbound, outbound.c.message_id == message.c.id)
        .where(
            message.c.conversation_id == talk,
            message.c.sent_at > since,
            func.coalesce(outbound.c.kind, "") != FORWARD,
        )
        .order_by(message.c.n.desc())
    ).all()
    waiting: list[tuple[int, datetime]] = []
    for n, sent_at, direction, kind in rows:
        if direction == Direction.OUTBOUND.value and kind == MessageKind.AGENT.value:
            break
        if direction == Direction.INBOUND.value and kind == MessageKind.CUSTOMER.value:
            waiting.append((n, sent_at))
    for n, _ in waiting:
        change_row(work, message, {"n": n}, imported=False)
    return Unanswered(waiting[-1][1], waiting[0][0]) if waiting else None
