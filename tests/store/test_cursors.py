"""Where a stream stands is kept with what came; a login that was removed has no place any more."""

from datetime import timedelta

from app.domain.values import LoginId
from app.store import schema
from app.store.cursors import Place, end_backfill, history_is_in, keep_place, note_trouble, places
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


def test_history_is_in_when_every_mailbox_and_every_shop_has_been_read_to_its_end(story: Story) -> None:
    one, other = story.a_login(), story.a_login()
    market = story.a_login("market")
    with story.work() as work:
        assert not history_is_in(work)
        now = story.clock.now()
        for login in (one, other):
            keep_place(work, login, "live:INBOX", Place("c"), now)
            assert not history_is_in(work)
            keep_place(work, login, "backfill:INBOX", Place("c", 3, 9), now)
        end_backfill(work, one, "backfill:INBOX", now)
        assert not history_is_in(work)
        end_backfill(work, other, "backfill:INBOX", now)
        assert places(work, other)["backfill:INBOX"] == Place("c", 3, 9, True)
        assert history_is_in(work)
        keep_place(work, market, "backfill:orders", Place("c", 3, 9), now)
        assert history_is_in(work)
        keep_place(work, market, "backfill:messages", Place("c", 3, 9), now)
        assert not history_is_in(work)
        end_backfill(work, market, "backfill:messages", now)
        assert history_is_in(work)
