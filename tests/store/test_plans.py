"""What runs again and again on a large desk walks along an index, never through everything."""

import pytest
from sqlalchemy import event

from app.store.sla import crossed, due_for_waking, next_moment
from app.store.unit_of_work import Work
from tests.builders import Story


@pytest.mark.parametrize("question", ["waking", "next", "crossed"])
def test_the_clocks_look_only_at_what_is_due(story: Story, question: str) -> None:
    now, asked = story.clock.now(), list[tuple[str, tuple[object, ...]]]()

    def note(
        _connection: object, _cursor: object, sql: str, parameters: tuple[object, ...], *_: object
    ) -> None:
        asked.append((sql, parameters))

    def ask(work: Work) -> object:
        if question == "waking":
            return due_for_waking(work, now)
        return next_moment(work, now) if question == "next" else crossed(work, now, now)

    with story.work() as work:
        event.listen(story.engine, "before_cursor_execute", note)
        ask(work)
        event.remove(story.engine, "before_cursor_execute", note)
        plans = [
            row[3]
            for sql, parameters in asked
            for row in work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        ]
    assert plans
    about = [plan for plan in plans if "conversation" in plan]
    wanted = {
        "waking": {"list_snoozed"},
        "next": {"list_due", "list_snoozed"},
        "crossed": {"list_due", "list_platform", "list_status_new"},
    }
    assert {index for index in wanted[question] if any(index in plan for plan in about)} == wanted[question]
    assert all(any(index in plan for index in wanted[question]) for plan in about), plans
    assert not any("TEMP B-TREE" in plan for plan in plans if question == "next"), plans
