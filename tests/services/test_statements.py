"""Statements that are handed to the driver bind and read every value as SQLAlchemy would, on both engines."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, bindparam, insert, select, union_all, update
from sqlalchemy.exc import StatementError

from app.store.schema import agent, login
from app.store.statements import ask, write

BORN = datetime(2026, 3, 2, 9, 30, 0, 250, UTC)
IDS = [UUID(int=number) for number in range(1, 6)]
NAMED = (
    select(agent.c.id, agent.c.name, agent.c.active, agent.c.created_at, agent.c.name.is_not(None))
    .where(agent.c.id.in_(bindparam("ids", expanding=True)) | (agent.c.name == bindparam("name")))
    .where(agent.c.role.in_(["agent", "admin"]))
    .order_by(agent.c.name)
)
EITHER = union_all(
    select(agent.c.id).where(agent.c.id.in_(bindparam("ids", expanding=True))),
    select(login.c.id).where(login.c.id.in_(bindparam("ids", expanding=True))),
)
ADD = insert(agent)
RENAME = update(agent).where(agent.c.id == bindparam("key_id")).values(name=bindparam("name"))


@pytest.fixture
def five(engine: Engine) -> Engine:
    """Five people, the last of them a senior."""
    people: list[dict[str, Any]] = [
        {"id": one, "name": name, "role": "agent", "active": name != "Bo", "pin_hash": "", "created_at": BORN}
        for one, name in zip(IDS, ("Ada", "Bo", "Cy", "Di", "Eve"), strict=True)
    ]
    people[-1]["role"] = "senior"
    with engine.begin() as connection:
        write(connection, ADD, people)
    return engine


def test_values_come_back_as_they_were_written(five: Engine) -> None:
    with five.begin() as connection:
        assert ask(connection, NAMED, ids=IDS[:2], name="") == [
            (IDS[0], "Ada", True, BORN, True),
            (IDS[1], "Bo", False, BORN, True),
        ]


@pytest.mark.parametrize("many", [0, 1, 2, 3, 5])
def test_a_list_may_have_any_length(five: Engine, many: int) -> None:
    with five.begin() as connection:
        found = ask(connection, NAMED, ids=IDS[:many], name="Di")
        assert [row[1] for row in found] == sorted(
            {"Ada", "Bo", "Cy"} & set("Ada Bo Cy".split()[:many]) | {"Di"}
        )


def test_one_list_may_stand_in_two_places(five: Engine) -> None:
    with five.begin() as connection:
        assert set(ask(connection, EITHER, ids=IDS[:3])) == {(one,) for one in IDS[:3]}


def test_a_row_is_changed_by_its_key(five: Engine) -> None:
    with five.begin() as connection:
        write(connection, RENAME, [{"key_id": IDS[0], "name": "Zoe"}, {"key_id": IDS[2], "name": "Yan"}])
        assert [row[1] for row in ask(connection, NAMED, ids=IDS, name="")] == ["Bo", "Di", "Yan", "Zoe"]


def test_no_rows_are_no_statement(five: Engine) -> None:
    with five.begin() as connection:
        write(connection, ADD, [])
        assert len(ask(connection, EITHER, ids=IDS)) == len(IDS)


def test_a_time_without_a_zone_is_refused(five: Engine) -> None:
    change = update(agent).where(agent.c.id == bindparam("key_id")).values(created_at=bindparam("at"))
    row = {"key_id": IDS[0], "at": BORN.replace(tzinfo=None)}
    with pytest.raises((ValueError, StatementError), match="time zone"), five.begin() as connection:
        write(connection, change, [row])
