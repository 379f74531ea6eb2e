"""A whole day of looking for news, with customers who never rest: TikTok's ten thousand calls are never exceeded."""

from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.tiktok.api import DAY
from app.domain.outbox import ReceiptKind
from app.services.sync_turns import Turn, next_of
from app.simulator.running import RunningTown
from app.simulator.tiktok_platform import TikTokDoor
from app.store.cursors import Place
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

REPLIES = timedelta(minutes=20)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("every", "least"), [(timedelta(minutes=4), 0.4), (timedelta(seconds=30), 0.8)], ids=["lively", "rush"]
)
def test_a_day_of_polling_writing_and_reading_the_past_stays_within_the_allowance(
    town: RunningTown, clock: FakeClock, every: timedelta, least: float
) -> None:
    """Somebody writes day and night, so the stream is never idle."""
    clock.advance(timedelta(days=1) - (clock.now() - midnight(clock.now())))
    bench = open_bench("tiktok", town, clock)
    source, sender, message = bench.source(), bench.sender(), bench.inbound()
    door = town.service.town.doors["tiktok"]
    assert isinstance(door, TikTokDoor)
    today = clock.now().date()
    turns = [Turn.of(stream, Place(None), clock.now()) for stream in source.streams()]
    spoken = written = clock.now()
    talk = str(bench.written()[0]["conversation"])
    sent = heard = said = 0
    while clock.now().date() == today:
        if clock.now() - spoken >= every:
            town.tell("say", conversation=talk, text=f"Question {said}")
            spoken, said = clock.now(), said + 1
        if clock.now() - written >= REPLIES:
            kind = sender.send(bench.reply(message, f"Answer {sent}", sent + 1)).kind
            assert kind is ReceiptKind.SENT, "a person found no call left"
            written, sent = clock.now(), sent + 1
        turn = next_of(turns, clock.now())
        if turn is None:
            clock.advance(timedelta(seconds=20))
            continue
        page = source.pull(turn.stream, turn.place.cursor)
        finished = turn.past and not page.more
        turn.place = Place(page.next_cursor, finished=finished)
        heard += len(page.items) if turn.stream.name == "messages" else 0
        turn.after(page, clock.now())
    (calls,) = [number for key, number in door.api.used.items() if key[2] == f"{today:%Y-%m-%d}"]
    assert DAY.calls * least < calls <= DAY.calls
    assert sent >= 60
    assert heard >= said
    bench.close()


def midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date(), datetime.min.time(), UTC)
