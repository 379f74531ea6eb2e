"""What taking in a page asks of the store, and the rows it adds: one statement per kind and page, never per message."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Connection,
    Insert,
    Table,
    bindparam,
    insert,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite

from app.store.schema import (
    conversation,
    conversation_tag,
    identity,
    message,
    note,
    outbound,
    thread_key,
)
from app.store.statements import Row as Row
from app.store.statements import ask, write

ADOPTABLE = ("sending", "unknown", "ask_human", "queued", "needs_review", "sent", "failed")


@dataclass(frozen=True, slots=True)
class Known:
    """A message that is stored already."""

    id: UUID
    conversation_id: UUID
    n: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Which conversation a thread key names, and when it was last used."""

    conversation_id: UUID
    seen_at: datetime


@dataclass(slots=True)
class Ours:
    """An outbound row that a message from outside may turn out to be."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    turn: int
    text_hash: str
    state: str
    attempts: int
    queued_at: datetime
    remote_key: str | None
    echoed: bool
    """its message already carries the channel's own key"""


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_KNOWN = select(message.c.remote_key, message.c.id, message.c.conversation_id, message.c.n).where(
    message.c.shop_id == bindparam("shop"), message.c.remote_key.in_(_KEYS)
)
_OWNERS = (
    select(thread_key.c.key, conversation.c.id, conversation.c.merged_into, thread_key.c.seen_at)
    .join(conversation, conversation.c.id == thread_key.c.conversation_id)
    .where(thread_key.c.shop_id == bindparam("shop"), thread_key.c.key.in_(_KEYS))
)
_IDENTITIES = select(identity.c.key, identity.c.customer_id).where(
    identity.c.shop_id == bindparam("shop"), identity.c.key.in_(_KEYS)
)
_OURS = (
    select(
        outbound.c.id,
        outbound.c.conversation_id,
        outbound.c.message_id,
        outbound.c.turn,
        outbound.c.text_hash,
        outbound.c.state,
        outbound.c.attempts,
        outbound.c.queued_at,
        outbound.c.remote_key,
        message.c.remote_key.is_not(None),
    )
    .join(message, message.c.id == outbound.c.message_id)
    .where(outbound.c.shop_id == bindparam("shop"), outbound.c.state.in_(ADOPTABLE))
    .order_by(outbound.c.turn)
)
_OURS_OF = _OURS.where(outbound.c.conversation_id.in_(_KEYS))
_OURS_NAMED = _OURS.where(
    outbound.c.id.in_(bindparam("ids", expanding=True)) | outbound.c.remote_key.in_(_KEYS)
)
_HELD = union_all(
    select(message.c.n).where(message.c.n.in_(_KEYS)), select(note.c.n).where(note.c.n.in_(_KEYS))
)


def known_messages(connection: Connection, shop: UUID, keys: Collection[str]) -> dict[str, Known]:
    """By remote key: what is stored already."""
    if not keys:
        return {}
    rows = ask(connection, _KNOWN, shop=shop, keys=list(keys))
    return {key: Known(one, owner, n) for key, one, owner, n in rows}


def owners(connection: Connection, shop: UUID, keys: Collection[str]) -> dict[str, Owner]:
    """By thread key: the conversation that owns it, merged ones followed to where they went."""
    if not keys:
        return {}
    rows = ask(connection, _OWNERS, shop=shop, keys=list(keys))
    return {key: Owner(merged or own, seen_at) for key, own, merged, seen_at in rows}


def identities(connection: Connection, shop: UUID, keys: Collection[str]) -> dict[str, UUID]:
    """By identity key: the customer."""
    if not keys:
        return {}
    return dict(ask(connection, _IDENTITIES, shop=shop, keys=list(keys)))


def ours_of(connection: Connection, shop: UUID, conversations: Collection[UUID]) -> list[Ours]:
    """Outbound rows of some conversations, in turn order."""
    if not conversations:
        return []
    return [Ours(*row) for row in ask(connection, _OURS_OF, shop=shop, keys=list(conversations))]


def ours_named(
    connection: Connection, shop: UUID, ids: Collection[UUID], remote_keys: Collection[str]
) -> list[Ours]:
    """Outbound rows by our own id or the channel's key."""
    rows = ask(connection, _OURS_NAMED, shop=shop, ids=list(ids), keys=list(remote_keys))
    return [Ours(*row) for row in rows]


def free_numbers(connection: Connection, wanted: Sequence[int]) -> list[int]:
    """The wanted numbers, each moved up to the next one that neither the store nor another of them holds."""
    taken: set[int] = set()
    given: list[int] = []
    asked: set[int] = set()
    for number in wanted:
        while True:
            if number not in asked:
                near = [n for n in (*wanted, number) if n not in asked]
                asked.update(near)
                taken.update(_held(connection, near))
            if number not in taken:
                break
            number += 1
        taken.add(number)
        given.append(number)
    return given


def _held(connection: Connection, numbers: Collection[int]) -> set[int]:
    return {n for (n,) in ask(connection, _HELD, keys=list(numbers))}


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Many rows in one statement."""
    write(connection, _adding(table), rows)


def add_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Many rows in one statement; those that are there already stay as they are."""
    write(connection, _adding_missing(table, connection.dialect.name), rows)


def add_or_replace(
    connection: Connection, table: Table, rows: Sequence[Row], keep: Iterable[str] = ()
) -> None:
    """Many rows in one statement; of those that are there already everything but the key and `keep` is replaced."""
    if rows:
        write(connection, _replacing(table, connection.dialect.name, tuple(rows[0]), tuple(keep)), rows)


@cache
def _adding(table: Table) -> Insert:
    return insert(table)


@cache
def _adding_missing(table: Table, dialect: str) -> Insert:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing()


@cache
def _replacing(table: Table, dialect: str, columns: tuple[str, ...], keep: tuple[str, ...]) -> Insert:
    statement = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    key = [column.name for column in table.primary_key]
    replaced = {name: statement.excluded[name] for name in columns if name not in {*key, *keep}}
    return statement.on_conflict_do_update(index_elements=key, set_=replaced)


def new_customer(one: UUID, name: str, country: str, language: str, seen: datetime) -> Row:
    """The row of somebody who writes for the first time."""
    return {
        "id": one,
        "name": name,
        "country": country,
        "language": language,
        "vip": False,
        "note": "",
        "first_seen": seen,
    }


def add_tags(connection: Connection, tags: Collection[tuple[UUID, str]]) -> None:
    """Topics that the platform named."""
    add_missing(
        connection,
        conversation_tag,
        [{"conversation_id": one, "tag": tag} for one, tag in sorted(tags, key=str)],
    )
