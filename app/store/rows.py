"""Adds, changes and removes single rows, noting each change so that it can be taken back.

Everything a handler does to shared tables goes through here. Bulk writers (ingest, the send lanes) do not: what they
write is never undone.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.types import TypeEngine

from app.domain.errors import Bug, Problem
from app.domain.restoring import Columns, RowChange
from app.domain.values import ConversationId, ShopId
from app.store.micros import from_micros, to_micros
from app.store.schema import shared
from app.store.statements import ask, write
from app.store.types import Id, Moment
from app.store.unit_of_work import Work

Cell = Any
"""the value of one column"""
Values = Mapping[str, Cell]


def add_row(work: Work, table: Table, **values: object) -> None:
    """Inserts one row."""
    write(work.connection, _adding(table), [values])
    _noted(work, table, _key_of(table, values), None, values)


def change_row(work: Work, table: Table, key: Values, **values: object) -> None:
    """Changes columns of one row; nothing is noted where nothing differs. A missing row is our mistake."""
    before = find_row(work, table, key)
    if before is None:
        raise Bug("row_missing", table=table.name)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        named = {f"key_{name}": value for name, value in key.items()}
        write(work.connection, _changing(table, tuple(key), tuple(changed)), [named | changed])
        _noted(work, table, key, {name: before[name] for name in changed}, changed, before)


def remove_row(work: Work, table: Table, key: Values) -> bool:
    """Deletes one row; False where there is none."""
    before = find_row(work, table, key)
    if before is None:
        return False
    work.connection.execute(delete(table).where(_is(table, key)))
    _noted(work, table, key, before, None)
    return True


def find_row(work: Work, table: Table, key: Values) -> dict[str, Any] | None:
    """One row by its key, locked until the transaction ends."""
    found = ask(work.connection, _finding(table, tuple(key)), **key)
    return dict(zip(table.columns.keys(), found[0], strict=True)) if found else None


@cache
def _adding(table: Table) -> Insert:
    return insert(table)


@cache
def _changing(table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Update:
    """The key's values are given under names of their own, since a key may itself be changed."""
    is_it = [table.c[name] == bindparam(f"key_{name}") for name in key]
    return update(table).where(*is_it).values({name: bindparam(name) for name in changed})


@cache
def _finding(table: Table, names: tuple[str, ...]) -> Select[Any]:
    return select(table).where(*(table.c[name] == bindparam(name) for name in names)).with_for_update()


def restore_row(work: Work, change: RowChange) -> None:
    """Puts one row from `before` to `after`; Problem `changed_since` where it does not stand as `before` says."""
    table = shared.tables[change.table]
    key = _unpacked(table, change.key)
    current = find_row(work, table, key)
    if not _stands(table, current, change):
        raise Problem("changed_since", table=table.name)
    if change.before is None:
        add_row(work, table, **_unpacked(table, change.after or {}))
    elif change.after is None:
        remove_row(work, table, key)
    else:
        change_row(work, table, key, **_unpacked(table, change.after))


def _stands(table: Table, current: dict[str, Any] | None, change: RowChange) -> bool:
    if change.before is None or current is None:
        return change.before is None and current is None
    packed = _packed(table, current)
    return all(packed[name] == value for name, value in change.before.items())


def _noted(
    work: Work,
    table: Table,
    key: Values,
    before: Values | None,
    after: Values | None,
    whole: Values | None = None,
) -> None:
    change = RowChange(
        str(table.name),
        _packed(table, key),
        None if before is None else _packed(table, before),
        None if after is None else _packed(table, after),
    )
    work.rows.append(change)
    touched(work, table, {**(whole or {}), **(before or {}), **key, **(after or {})})
    if before and "conversation_id" in before:
        work.log.conversations.add(ConversationId(before["conversation_id"]))


_SUBJECTS = {"template": "templates", "agent": "agents", "login": "logins", "outbound": "outbox"}


def touched(work: Work, table: Table, row: Values) -> None:
    """Tells the screens what shows this row."""
    if subject := _SUBJECTS.get(table.name):
        work.log.subjects.add(subject)
    if table.name == "conversation":
        work.log.conversations.add(ConversationId(row["id"]))
    elif table.name == "shop":
        work.log.shops.add(ShopId(row["id"]))
    elif owner := row.get("conversation_id"):
        work.log.conversations.add(ConversationId(owner))


def _is(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _key_of(table: Table, values: Values) -> dict[str, Any]:
    return {column.name: values[column.name] for column in table.primary_key}


def _packed(table: Table, values: Values) -> Columns:
    return {str(name): _pack(table.c[name], value) for name, value in values.items()}


def _unpacked(table: Table, columns: Columns) -> dict[str, Any]:
    return {name: _unpack(table.c[name], value) for name, value in columns.items()}


def _pack(column: Column[Any], value: Cell) -> object:
    kind: TypeEngine[Any] = column.type
    if value is None:
        return None
    if isinstance(kind, Id):
        return str(value.hex)
    if isinstance(kind, Moment):
        return to_micros(value)
    return value


def _unpack(column: Column[Any], value: Cell) -> Cell:
    if value is None:
        return None
    if isinstance(column.type, Id):
        return UUID(hex=value)
    return from_micros(value) if isinstance(column.type, Moment) else value


def unpacked_key(change: RowChange) -> dict[str, Any]:
    """The key of a noted change as the tables know it."""
    return _unpacked(shared.tables[change.table], change.key)
