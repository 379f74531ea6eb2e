"""Single facts about this desk's file: which version wrote it, whether it was closed calmly, who has it open."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.store.schema import fact
from app.store.unit_of_work import Work


def read_fact(work: Work, key: str, default: str = "") -> str:
    """The value noted under `key`."""
    value = work.connection.execute(select(fact.c.value).where(fact.c.key == key)).scalar()
    return default if value is None else str(value)


def facts_named(work: Work, beginning: str) -> dict[str, str]:
    """Every fact whose key begins so."""
    rows = work.connection.execute(
        select(fact.c.key, fact.c.value).where(fact.c.key.startswith(beginning, autoescape=True))
    )
    return {row.key: row.value for row in rows}


def note_fact(work: Work, key: str, value: str) -> None:
    """Notes `value` under `key`, in place of what stood there."""
    statement = insert(fact).values(key=key, value=value)
    work.connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def forget_fact(work: Work, key: str) -> None:
    """Nothing is noted under `key` any more."""
    work.connection.execute(delete(fact).where(fact.c.key == key))
