"""Every table. `shared` tables live on both engines and are what a team shares; `local` ones belong to one desk.

Rules (docs/decisions): ids are UUIDv7 made by the client; no server defaults with meaning; enums are text with a
CHECK; money is minor units; JSON is opaque; pages go by key. Column names repeat the words of `app/domain`.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from app.domain.cards import CardKind
from app.domain.conversations import ActivityKind, Direction, MessageKind, Status
from app.domain.drafts import DraftKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.outbox import UNSENT, SendState
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.store.types import Id, Json, Moment, Number

shared = MetaData()
local = MetaData()


def _one_of(column: str, values: type) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]  # a StrEnum class
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


# --- people, shops --------------------------------------------------------------------------------------------------

agent = Table(
    "agent",
    shared,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    _one_of("role", Role),
)

login = Table(
    "login",
    shared,
    Column("id", Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("settings", Json, nullable=False),
    Column("proxy", Json),
    Column("health", Text, nullable=False),
    Column("health_reason", Text, nullable=False),
    Column("checked_at", Moment),
    Column("created_at", Moment, nullable=False),
    _one_of("health", Health),
)

secret = Table(
    "secret",
    shared,
    Column("login_id", Id, ForeignKey("login.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

shop = Table(
    "shop",
    shared,
    Column("id", Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("remote_key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("colour", Integer, nullable=False),
    Column("settings", Json, nullable=False),
    Column("added_at", Moment, nullable=False),
    _one_of("state", ShopState),
)
Index("shop_once", shop.c.channel, shop.c.remote_key, unique=True, sqlite_where=shop.c.state != "removed",
      postgresql_where=shop.c.state != "removed")  # fmt: skip

shop_login = Table(
    "shop_login",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("login_id", Id, ForeignKey("login.id"), nullable=False),
)

cursor = Table(
    "cursor",
    shared,
    Column("login_id", Id, ForeignKey("login.id", ondelete="CASCADE"), primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("cursor", Text),
    Column("pulled_at", Moment),
    Column("ok_at", Moment),
    Column("reason", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("all", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
)

# --- customers, orders ----------------------------------------------------------------------------------------------

customer = Table(
    "customer",
    shared,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("vip", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

identity = Table(
    "identity",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Index("identity_customer", "customer_id"),
)

orders = Table(
    "orders",
    shared,
    Column("id", Id, primary_key=True),
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), nullable=False),
    Column("remote_key", Text, nullable=False),
    Column("customer_id", Id, ForeignKey("customer.id", ondelete="SET NULL")),
    Column("status", Text, nullable=False),
    Column("remote_status", Text, nullable=False),
    Column("placed_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("buyer_name", Text, nullable=False),
    Column("buyer_keys", Json, nullable=False),
    Column("total_minor", Number),
    Column("currency", Text, nullable=False),
    Column("recipient", Json, nullable=False),
    Column("ship_by", Moment),
    Column("deliver_by", Moment),
    Column("country", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("buyer_note", Text, nullable=False),
    UniqueConstraint("shop_id", "remote_key", name="order_once"),
    Index("orders_customer", "customer_id", "placed_at"),
    _one_of("status", OrderStatus),
)

order_line = Table(
    "order_line",
    shared,
    Column("order_id", Id, ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("line_key", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("item_ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price_minor", Number),
    Column("currency", Text, nullable=False),
    Column("picture", Text, nullable=False),
    Index("order_line_item", "item_ref"),
)

shipment = Table(
    "shipment",
    shared,
    Column("order_id", Id, ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("remote_key", Text, primary_key=True),
    Column("carrier", Text, nullable=False),
    Column("tracking", Text, nullable=False),
    Column("tracking_url", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("shipped_at", Moment),
    Column("last_event", Text, nullable=False),
    Column("last_event_at", Moment),
    _one_of("status", OrderStatus),
)

wanted_order = Table(
    "wanted_order",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("order_key", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("next_at", Moment),
)
"""Order numbers that messages name and no list has brought. `next_at`: from when on the platform is asked for it; NULL
where it was asked often enough."""

after_sale = Table(
    "after_sale",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("remote_key", Text, primary_key=True),
    Column("order_key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due", Moment),
    Column("opened_at", Moment),
    Column("amount_minor", Number),
    Column("currency", Text, nullable=False),
    Index("after_sale_order", "shop_id", "order_key"),
    _one_of("kind", AfterSaleKind),
)

picture = Table(
    "picture",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("item_ref", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("blob_key", Text, nullable=False),
)

# --- conversations --------------------------------------------------------------------------------------------------

conversation = Table(
    "conversation",
    shared,
    Column("id", Id, primary_key=True),
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), nullable=False),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("assignee_id", Id, ForeignKey("agent.id")),
    Column("snoozed_until", Moment),
    Column("country", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("item_ref", Text, nullable=False),
    Column("preview", Text, nullable=False),
    Column("last_n", Number, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("last_direction", Text, nullable=False),
    Column("last_message_id", Id),
    Column("news_n", Number, nullable=False),
    Column("message_count", Integer, nullable=False),
    Column("waiting_since", Moment),
    Column("platform_due", Moment),
    Column("internal_due", Moment),
    Column("due", Moment),
    Column("reply_refs", Json, nullable=False),
    Column("can_reply", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("merged_into", Id),
    _one_of("status", Status),
    _one_of("last_direction", Direction),
    Index("conversation_customer", "customer_id", "last_n"),
    Index("conversation_about", "shop_id", "order_key"),
)
"""`news_n`: number of the newest customer message that counts as news (never a backfilled one), 0 without one; an
agent has not read the conversation while it lies beyond his read mark.
`reply_refs`: what a reply must carry, from the newest message that has some. `can_reply`: '' or the key of the
reason why not. `due`: the nearer of both clocks, only while pending. `last_n`: number of the newest message."""

thread_key = Table(
    "thread_key",
    shared,
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("thread_key_conversation", "conversation_id"),
)
"""Names under which messages find their conversation; keys that begin with `weak:` count for seven days."""

message = Table(
    "message",
    shared,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False, unique=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), nullable=False),
    Column("remote_key", Text),
    Column("direction", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("agent_id", Id, ForeignKey("agent.id")),
    Column("sent_at", Moment, nullable=False),
    Column("stored_at", Moment, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("quoted_from", Integer),
    Column("language", Text, nullable=False),
    Column("imported", Boolean, nullable=False),
    Column("low_confidence", Boolean, nullable=False),
    Column("raw_key", Text, nullable=False),
    Column("reply_refs", Json, nullable=False),
    UniqueConstraint("shop_id", "remote_key", name="message_once"),
    Index("message_conversation", "conversation_id", "n"),
    _one_of("direction", Direction),
    _one_of("kind", MessageKind),
)
"""`n` is the row id in time order (domain.values.message_number). `remote_key` is NULL until a channel names it."""

mail_place = Table(
    "mail_place",
    shared,
    Column("login_id", Id, ForeignKey("login.id", ondelete="CASCADE"), primary_key=True),
    Column("folder", Text, primary_key=True),
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
    Column("remote_key", Text, primary_key=True),
    Column("epoch", Number, nullable=False),
    Column("uid", Number, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("gone_at", Moment),
    Index("mail_place_message", "shop_id", "remote_key"),
)
"""Where a mail lies on its server; `remote_key` is the message's. `gone_at`: when it was missed there."""

attachment = Table(
    "attachment",
    shared,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", Id),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("inline", Boolean, nullable=False),
    Column("content_id", Text, nullable=False),
    Column("blob_key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("mail_part", Text, nullable=False),
    Column("dangerous", Boolean, nullable=False),
    Index("attachment_message", "message_id", "position"),
)
"""`message_id` is NULL while the file belongs to a draft."""

card = Table(
    "card",
    shared,
    Column("message_id", Id, ForeignKey("message.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("fields", Json, nullable=False),
    _one_of("kind", CardKind),
)
"""`fields`: what of a card (app/domain/cards.py) is not empty."""

note = Table(
    "note",
    shared,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False, unique=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("agent_id", Id, ForeignKey("agent.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Index("note_conversation", "conversation_id", "n"),
)
"""Numbered in the same space as messages, so that one index finds both."""

activity = Table(
    "activity",
    shared,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("agent_id", Id, ForeignKey("agent.id")),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Json, nullable=False),
    Index("activity_conversation", "conversation_id", "at"),
    _one_of("kind", ActivityKind),
)

conversation_tag = Table(
    "conversation_tag",
    shared,
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", Text, primary_key=True),
    Index("conversation_tag_tag", "tag"),
)

conversation_order = Table(
    "conversation_order",
    shared,
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("order_id", Id, ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
    Column("by_hand", Boolean, nullable=False),
    Index("conversation_order_order", "order_id"),
)

# --- sending --------------------------------------------------------------------------------------------------------

outbound = Table(
    "outbound",
    shared,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("shop_id", Id, ForeignKey("shop.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", Id, nullable=False, unique=True),
    Column("agent_id", Id, ForeignKey("agent.id"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("base_last_message_id", Id),
    Column("recipient_key", Text, nullable=False),
    Column("recipient_name", Text, nullable=False),
    Column("thread_key", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("reply_refs", Json, nullable=False),
    Column("files", Json, nullable=False),
    Column("cc", Json, nullable=False),
    Column("bcc", Json, nullable=False),
    Column("order_key", Text, nullable=False),
    Column("item_ref", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("resolve", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("undo_until", Moment),
    Column("not_before", Moment),
    Column("attempts", Integer, nullable=False),
    Column("attempt_id", Id),
    Column("sending_since", Moment),
    Column("unknown_since", Moment),
    Column("looks", Integer, nullable=False),
    Column("next_look", Moment),
    Column("remote_key", Text),
    Column("sent_at", Moment),
    Column("clock_before", Json, nullable=False),
    UniqueConstraint("conversation_id", "turn", name="turn_once"),
    UniqueConstraint("shop_id", "remote_key", name="outbound_once"),
    _one_of("state", SendState),
    CheckConstraint("kind IN ('reply', 'first', 'forward')", name="kind_known"),
)
_UNSENT = outbound.c.state.in_(sorted(UNSENT))
Index("outbound_unsent", outbound.c.shop_id, outbound.c.state, outbound.c.turn, sqlite_where=_UNSENT,
      postgresql_where=_UNSENT)  # fmt: skip
Index("outbound_conversation", outbound.c.conversation_id, outbound.c.turn)
"""`form`: the platform's own kind of message, '' for plain words. `clock_before`: the conversation's clocks as they
stood, so that a refusal or an undo restores them."""

send_attempt = Table(
    "send_attempt",
    shared,
    Column("id", Id, primary_key=True),
    Column("outbound_id", Id, ForeignKey("outbound.id", ondelete="CASCADE"), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("outcome", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("send_attempt_outbound", "outbound_id"),
)
"""Append-only evidence: status codes and exception names, never text."""

template = Table(
    "template",
    shared,
    Column("id", Id, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# --- this desk only -------------------------------------------------------------------------------------------------

read_mark = Table(
    "read_mark",
    local,
    Column("agent_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("last_n", Number, nullable=False),
)
"""Absent: never opened by this agent. Unread while `conversation.news_n` lies beyond `last_n`."""

draft = Table(
    "draft",
    local,
    Column("agent_id", Id, primary_key=True),
    Column("owner_id", Id, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("files", Json, nullable=False),
    Column("cc", Json, nullable=False),
    Column("bcc", Json, nullable=False),
    Column("form", Text, nullable=False),
    Column("card", Json, nullable=False),
    Column("subject", Text, nullable=False),
    Column("saved_by", Id, nullable=False),
    Column("saved_at", Moment, nullable=False),
    _one_of("kind", DraftKind),
)
"""`owner_id`: the conversation, or the order of a first message. `card`: {} where there is none. `saved_by`: the
command that kept these words, by which a screen knows its own from those that came back."""

command_log = Table(
    "command_log",
    local,
    Column("n", Number, primary_key=True, autoincrement=True),
    Column("id", Id, nullable=False, unique=True),
    Column("agent_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("arguments", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("inverse", Json),
    Column("notices", Json, nullable=False),
    Column("undone", Boolean, nullable=False),
)

quarantine = Table(
    "quarantine",
    local,
    Column("n", Number, primary_key=True, autoincrement=True),
    Column("login_id", Id, nullable=False),
    Column("stream", Text, nullable=False),
    Column("remote_key", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("blob_key", Text, nullable=False),
    Column("size", Integer, nullable=False),
    UniqueConstraint("login_id", "remote_key", name="quarantine_once"),
)

counter = Table(
    "counter",
    local,
    Column("kind", Text, primary_key=True),
    Column("key", LargeBinary, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""Badge counts kept by triggers (store/local_objects.py): always equal to a recount."""

identifier = Table(
    "identifier",
    local,
    Column("reversed", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("order_id", Id, primary_key=True),
)
"""Order numbers, tracking numbers and SKUs, folded and written backwards: a suffix becomes a prefix."""

quota = Table(
    "quota",
    local,
    Column("key", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("used", Integer, nullable=False),
)
"""Calls that this desk has made, or set aside, of an application's day (app/connectors/quotas.py)."""

fact = Table(
    "fact",
    local,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Single facts of this file: schema version, clean exit, owner of the profile, search coverage."""
