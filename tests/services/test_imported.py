"""Customers who wrote before the shop was connected: nothing runs until a person says so, then everything does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.commands import CountImported, Undo
from app.domain.conversations import Status
from app.domain.readmodels import ImportedWaiting
from app.domain.shops import PRACTICE
from app.domain.values import CommandId
from app.store import schema
from app.store.cursors import Place, keep_place
from app.store.queries import LocalReader
from app.store.reading import open_reader
from tests.services.desks import KEY, Desk, said

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    one.close()


def waiting(desk: Desk) -> tuple[ImportedWaiting, ...]:
    """Who is offered."""
    reader = LocalReader(open_reader(desk.path, KEY))
    try:
        return reader.imported_waiting()
    finally:
        reader.close()


def count(desk: Desk) -> CommandId:
    """A person says yes."""
    number = CommandId(desk.ids.new())
    desk.do(CountImported(id=number, agent=desk.agent, shops=(desk.shop.id,)))
    return number


def past(desk: Desk, *, finished: bool) -> None:
    place = Place("c", 1, 2, finished)
    desk.work(lambda work: keep_place(work, desk.login, "backfill:INBOX", place, desk.clock.now()))


def test_who_waits_is_offered_once_the_past_is_here(desk: Desk) -> None:
    now = desk.clock.now()
    past(desk, finished=False)
    desk.ingest([said("a", now - 20 * HOUR)], imported=True)
    assert waiting(desk) == ()
    past(desk, finished=True)
    (offer,) = waiting(desk)
    assert (offer.shop, offer.count, offer.newest) == (desk.shop.id, 1, desk.talk()["last_n"])


def test_nobody_is_offered_who_was_answered_or_is_long_gone_or_wrote_now(desk: Desk) -> None:
    now = desk.clock.now()
    desk.ingest(
        [
            said("a", now - 20 * HOUR, keys=("t:a",)),
            said("b", now - 19 * HOUR, keys=("t:a",), ours=True),
            said("c", now - 8 * 24 * HOUR, keys=("t:c",)),
        ],
        imported=True,
    )
    desk.ingest([said("d", now, keys=("t:d",))])
    assert waiting(desk) == ()


def test_yes_runs_both_clocks_from_the_oldest_unanswered_word_and_announces_nothing(desk: Desk) -> None:
    now = desk.clock.now()
    desk.ingest(
        [
            said("a", now - 30 * HOUR),
            said("b", now - 26 * HOUR, ours=True),
            said("c", now - 20 * HOUR),
            said("d", now - 5 * HOUR),
        ],
        imported=True,
    )
    assert desk.talk()["waiting_since"] is None
    number = CommandId(desk.ids.new())
    outcome = desk.do(CountImported(id=number, agent=desk.agent, shops=(desk.shop.id,)))
    talk = desk.talk()
    assert talk["waiting_since"] == now - 20 * HOUR
    assert talk["due"] == now - 12 * HOUR
    assert talk["news_n"] == talk["last_n"]
    assert outcome.changes.arrived == ()
    assert outcome.undoable
    assert waiting(desk) == ()


def test_words_older_than_the_open_history_stay_history(desk: Desk) -> None:
    now = desk.clock.now()
    desk.ingest([said("a", now - 300 * 24 * HOUR), said("b", now - 3 * HOUR)], imported=True)
    count(desk)
    assert desk.talk()["waiting_since"] == now - 3 * HOUR


def test_whose_words_are_all_too_old_gets_no_clock_though_the_conversation_was_opened_again(
    desk: Desk,
) -> None:
    desk.ingest([said("a", desk.clock.now() - 300 * 24 * HOUR)], imported=True)
    desk.work(
        lambda work: work.connection.execute(schema.conversation.update().values(status=Status.PENDING.value))
    )
    before = desk.talk()
    count(desk)
    assert desk.talk() == before


def test_a_yes_can_be_taken_back_and_is_offered_again(desk: Desk) -> None:
    desk.ingest([said("a", desk.clock.now() - 3 * HOUR)], imported=True)
    before, offer = desk.talk(), waiting(desk)
    number = count(desk)
    desk.do(Undo(id=CommandId(desk.ids.new()), agent=desk.agent, undone=number))
    assert desk.talk() == before
    assert waiting(desk) == offer


def test_after_a_yes_an_answer_stops_the_clock_as_ever(desk: Desk) -> None:
    desk.ingest([said("a", desk.clock.now() - 3 * HOUR)], imported=True)
    count(desk)
    desk.reply("It left today.")
    assert (desk.talk()["status"], desk.talk()["waiting_since"]) == ("waiting", None)


def test_a_paused_shop_offers_nobody(desk: Desk) -> None:
    desk.ingest([said("a", desk.clock.now() - 3 * HOUR)], imported=True)
    desk.work(lambda work: work.connection.execute(schema.shop.update().values(state="paused")))
    assert waiting(desk) == ()


def test_in_a_practice_shop_whoever_waits_counts_and_nobody_is_asked(desk: Desk) -> None:
    now = desk.clock.now()
    desk.shop = replace(desk.shop, settings={PRACTICE: "yes"})
    desk.ingest([said("a", now - 20 * HOUR)], imported=True)
    assert (desk.talk()["waiting_since"], desk.talk()["news_n"]) == (now - 20 * HOUR, desk.talk()["last_n"])
    assert waiting(desk) == ()
    desk.ingest(
        [said("b", now - 19 * HOUR, ours=True)], imported=True
    )  # an older page still brings our answer
    assert (desk.talk()["waiting_since"], desk.talk()["due"]) == (None, None)
