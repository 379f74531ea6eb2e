"""Where a stream stands is kept with what came; a login that was removed has no place any more."""

from datetime import timedelta

from app.domain.values import LoginId
from app.store import schema
from app.store.cursors import Place, keep_place, note_trouble, places
from tests.builders import Story


def test_a_page_of_a_login_that_was_removed_meanwhile_is_forgotten(story: Story) -> None:
    gone = LoginId(story.ids.new())
    with story.work() as work:
        keep_place(work, gone, "messages", Place("c1"), story.clock.now())
        assert places(work, gone) == {}


def test_trouble_is_noted_and_leaves_the_place_alone_and_the_next_good_page_clears_it(story: Story) -> None:
    login = story.a_login()
    with story.work() as work:
        keep_place(work, login, "messages", Place("c1", 3, 9), story.clock.now())
        note_trouble(work, login, "messages", "timeout", story.clock.advance(timedelta(minutes=1)))
        assert places(work, login) == {"messages": Place("c1", 3, 9)}
        cursor = schema.cursor.c
        reason = schema.cursor.select().with_only_columns(cursor.reason)
        assert work.connection.execute(reason).scalar_one() == "timeout"
        keep_place(work, login, "messages", Place("c2", 4, 9), story.clock.now())
        assert work.connection.execute(reason).scalar_one() == ""
