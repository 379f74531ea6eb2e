"""Questions of the right pane: the orders beside a conversation, the customer, and orders to attach by hand."""

import json
from datetime import datetime
from uuid import UUID

from app.domain.channel_facts import ChannelFacts, Channels
from app.domain.errors import Problem
from app.domain.query import parse_query
from app.domain.readmodels import SHOWN_HISTORY, ContextView, CustomerCard, MissingOrder, OrderCard
from app.domain.segment import SHORTEST_SUFFIX, identifier_key
from app.domain.values import AgentId, ConversationId, CustomerId, Money, OrderId, ShopId
from app.store.inbox_rows import moment, rows_of
from app.store.order_cards import cards
from app.store.reading import ReadConnection
from app.store.search_filters import identifier_range


def read_context(
    connection: ReadConnection,
    wanted: ConversationId,
    agent: AgentId,
    channels: Channels,
    history: int = SHOWN_HISTORY,
) -> ContextView | None:
    """The right pane; of a merged conversation, that of the one it went into."""
    row = connection.execute(
        """SELECT COALESCE(c.merged_into, c.id), c.customer_id, c.order_key, s.channel, c.shop_id, c.reply_refs
           FROM conversation c JOIN shop s ON s.id = c.shop_id WHERE c.id = ?""",
        (wanted.bytes,),
    ).fetchone()
    if row is None:
        return None
    if row[0] != wanted.bytes:
        return read_context(connection, ConversationId(UUID(bytes=row[0])), agent, channels, history)
    linked = connection.execute(
        """SELECT l.order_id, l.by_hand FROM conversation_order l JOIN orders o ON o.id = l.order_id
           WHERE l.conversation_id = ?
           ORDER BY l.by_hand DESC, o.remote_key = ? DESC, o.placed_at DESC, o.id""",
        (wanted.bytes, row[2]),
    ).fetchall()
    near = [(order, bool(by_hand)) for order, by_hand in linked]
    known = {order for order, _ in near}
    others = connection.execute(
        "SELECT id FROM orders WHERE customer_id = ? ORDER BY placed_at DESC, id LIMIT ?",
        (row[1], history + len(near)),
    ).fetchall()
    earlier = [(order, False) for (order,) in others if order not in known][:history]
    count = connection.execute(
        f"SELECT count(*) FROM orders WHERE customer_id = ? AND id NOT IN ({','.join('?' * len(known))})",
        (row[1], *known),
    ).fetchone()[0]
    customer = _customer(connection, row[1], wanted, agent, history)
    shown, past = cards(connection, near), cards(connection, earlier)
    shop = ShopId(UUID(bytes=row[4]))
    facts = channels(row[3])
    missing = None if near else _missing(connection, row[4], row[2], json.loads(row[5]), facts)
    return ContextView(wanted, shop, shown, past, customer, facts.sends_cards, count, missing)


def _missing(
    connection: ReadConnection, shop: bytes, number: str, refs: dict[str, str], facts: ChannelFacts
) -> MissingOrder:
    roles = connection.execute("SELECT role FROM shop_login WHERE shop_id = ?", (shop,)).fetchall()
    without = tuple(role for role in facts.optional_logins if (role,) not in roles)
    return MissingOrder(number, facts.channel, str(refs.get("order_url", "")) if number else "", without)


def _customer(
    connection: ReadConnection, raw: bytes, besides: ConversationId, agent: AgentId, history: int
) -> CustomerCard:
    name, vip, note, country, language, first_seen = connection.execute(
        "SELECT name, vip, note, country, language, first_seen FROM customer WHERE id = ?", (raw,)
    ).fetchone()
    identities = connection.execute(
        """SELECT s.channel, i.key FROM identity i JOIN shop s ON s.id = i.shop_id WHERE i.customer_id = ?
           ORDER BY s.channel, i.key""",
        (raw,),
    ).fetchall()
    spent = connection.execute(
        """SELECT currency, sum(total_minor), count(*) FROM orders WHERE customer_id = ? AND status <> 'cancelled'
           GROUP BY currency ORDER BY currency""",
        (raw,),
    ).fetchall()
    others = connection.execute(
        """SELECT id FROM conversation WHERE customer_id = ? AND id <> ? AND merged_into IS NULL
           ORDER BY last_n DESC LIMIT ?""",
        (raw, besides.bytes, history),
    ).fetchall()
    count = connection.execute(
        "SELECT count(*) FROM conversation WHERE customer_id = ? AND id <> ? AND merged_into IS NULL",
        (raw, besides.bytes),
    ).fetchone()[0]
    return CustomerCard(
        id=CustomerId(UUID(bytes=raw)), name=name, vip=bool(vip), note=note, country=country, language=language,
        identities=tuple((channel, key) for channel, key in identities), order_count=sum(row[2] for row in spent),
        spent=tuple(Money(minor, currency) for currency, minor, _ in spent if minor is not None),
        first_seen=moment(first_seen),
        conversations=rows_of(connection, [ConversationId(UUID(bytes=one)) for (one,) in others], agent),
        conversation_count=count,
    )  # fmt: skip


def find_orders(connection: ReadConnection, text: str, limit: int) -> tuple[OrderCard, ...]:
    """Orders whose number, tracking number or SKU ends in `text`, newest first."""
    if len(identifier_key(text)) < SHORTEST_SUFFIX:
        return ()
    rows = connection.execute(
        """SELECT o.id FROM orders o WHERE o.id IN (
             SELECT i.order_id FROM identifier i WHERE i.reversed >= ? AND i.reversed < ? AND i.kind <> 'conversation')
           ORDER BY o.placed_at DESC, o.id LIMIT ?""",
        (*identifier_range(text), limit),
    ).fetchall()
    return cards(connection, [(order, False) for (order,) in rows])


def silent_orders(connection: ReadConnection, typed: str, now: datetime, limit: int) -> tuple[OrderCard, ...]:
    """Orders whose number or tracking number is searched for, and that no conversation is about, newest first."""
    rows: list[tuple[bytes]] = []
    for number in _numbers_in(typed, now):
        rows += connection.execute(
            """SELECT o.id FROM orders o JOIN shop s ON s.id = o.shop_id AND s.state <> 'removed' WHERE o.id IN (
                 SELECT i.order_id FROM identifier i
                 WHERE i.reversed >= ? AND i.reversed < ? AND i.kind IN ('order', 'tracking'))
               AND NOT EXISTS (SELECT 1 FROM conversation_order l WHERE l.order_id = o.id)
               AND NOT EXISTS (
                 SELECT 1 FROM conversation c WHERE c.shop_id = o.shop_id AND c.order_key = o.remote_key)
               ORDER BY o.placed_at DESC, o.id LIMIT ?""",
            (*identifier_range(number), limit),
        ).fetchall()
    found = list(dict.fromkeys(order for (order,) in rows))[:limit]
    return cards(connection, [(order, False) for order in found])


def _numbers_in(typed: str, now: datetime) -> list[str]:
    """What of a search may be a number: whatever follows `order:`, or the only word."""
    try:
        query = parse_query(typed, now)
    except Problem:
        return []
    words = [*query.orders, *([query.text] if " " not in query.text else [])]
    keys = [(word, identifier_key(word)) for word in words]
    return [word for word, key in keys if len(key) >= SHORTEST_SUFFIX and any(c.isdigit() for c in key)]


def read_order(connection: ReadConnection, wanted: OrderId) -> OrderCard | None:
    """One order."""
    return next(iter(cards(connection, [(wanted.bytes, False)])), None)
