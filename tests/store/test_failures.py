"""What the database itself complains of reaches a person in words, and what nobody foresaw is called ours."""

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Bug, Problem
from app.store.failures import every_failure_named, named_failures
from app.store.schema import fact

AGAIN = insert(fact).values(key="told", value="twice")


def test_a_full_disk_is_a_matter_for_a_person(engine: Engine) -> None:
    def fill() -> None:
        with named_failures(), engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.execute(insert(fact).values(key="long", value="x" * 10_000_000))

    with pytest.raises(Problem, match="disk_full"):
        fill()


def test_a_row_that_is_there_already_is_our_own_mistake_where_nobody_waits_for_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(AGAIN)
        with pytest.raises(IntegrityError), named_failures():
            connection.execute(AGAIN)
        with pytest.raises(Bug, match="database_refused"), every_failure_named():
            connection.execute(AGAIN)
