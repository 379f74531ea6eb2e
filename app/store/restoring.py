"""Puts rows back, and keeps the full-text index in step with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, func, select

from app.domain.errors import Problem
from app.domain.restoring import Columns, RowChange
from app.store.messages import index_messages
from app.store.notes import index_notes
from app.store.rows import restore_row, unpacked_key
from app.store.schema import activity, message, note, outbound, thread_key
from app.store.search_index import forget_documents
from app.store.unit_of_work import Work


def restore_rows(work: Work, rows: Sequence[RowChange]) -> None:
    """Takes every change in turn. Problem `changed_since` where a row does not stand as expected."""
    for change in rows:
        if change.table in _INDEXED and change.after is None:
            forget_documents(work, [_number(change.key)])
        if change.table == "conversation" and change.after is None:
            _check_bare(work, change)
        restore_row(work, change)
        if change.table in _INDEXED:
            _index(work, change)


_INDEXED = frozenset({"message", "note"})


def _index(work: Work, change: RowChange) -> None:
    n = _number(change.key)
    if change.before is None:
        (index_messages if change.table == "message" else index_notes)(work, [n])
    elif change.after is not None and work.is_desk:
        work.fresh.add(n)


def _number(key: Columns) -> int:
    n = key["n"]
    assert isinstance(n, int)
    return n


_CHILDREN: tuple[Table, ...] = (message, note, outbound, activity, thread_key)


def _check_bare(work: Work, change: RowChange) -> None:
    """A conversation may go only when nothing has come into it since: its rows would go with it."""
    owner: Any = unpacked_key(change)["id"]
    for table in _CHILDREN:
        count = select(func.count()).select_from(table).where(table.c.conversation_id == owner)
        if work.connection.execute(count).scalar_one():
            raise Problem("changed_since", table=table.name)
