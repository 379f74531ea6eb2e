"""The PC's clock is ten minutes wrong, either way: nothing is missed, nothing comes twice, nobody is shut out."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.outbox import ReceiptKind
from app.net.lines import Lines
from app.services.clock_check import ClockCheck
from tests.contract.bench import Bench, fresh_tools
from tests.fakes import FakeClock

OVERLAP = timedelta(minutes=15)
"""no look goes further back than this, on a clock that is right"""


class WrongClock(FakeClock):
    """Another clock that somebody set wrong."""

    def __init__(self, right: FakeClock, wrong_by: timedelta) -> None:
        super().__init__()
        self._right, self._wrong_by = right, wrong_by

    def now(self) -> datetime:
        return self._right.now() + self._wrong_by

    def monotonic(self) -> float:
        return self._right.monotonic()


@pytest.fixture(params=[-10, 10], ids=["slow", "fast"])
def wrong(request: pytest.FixtureRequest, bench: Bench) -> Bench:
    """The channel's shop on a PC whose clock is wrong."""
    clock = WrongClock(bench.clock, timedelta(minutes=request.param))
    bench.tools = fresh_tools(clock, bench.keeper)
    return bench


def test_every_login_opens_and_every_stream_answers(wrong: Bench) -> None:
    for role in wrong.logins:
        source = wrong.source(role)
        assert source.check().remote_key
        for stream in source.streams():
            assert source.pull(stream, None).next_cursor


def test_a_new_message_arrives_once_with_its_own_time(wrong: Bench) -> None:
    message = wrong.inbound()
    assert abs(message.sent_at - wrong.clock.now()) < timedelta(minutes=1)
    source = wrong.source()
    stream = wrong.live(source)
    _, cursor = wrong.drain(source, stream, None)
    for text in ("one", "two"):
        wrong.say(text)
    items, _ = wrong.drain(source, stream, cursor)
    messages = wrong.messages(tuple(items))
    keys = [one.remote_key for one in messages]
    assert len(keys) == len(set(keys))
    assert {"one", "two"} <= {text for text in ("one", "two") for one in messages if text in one.text}


def test_the_first_look_brings_nothing_that_was_there_before_the_shop(wrong: Bench) -> None:
    wrong.say("An older question")
    wrong.clock.advance(OVERLAP)
    source = wrong.source()
    items, cursor = wrong.drain(source, wrong.live(source), None)
    assert not [one for one in wrong.messages(tuple(items)) if "An older question" in one.text]
    wrong.say("A new question")
    items, _ = wrong.drain(source, wrong.live(source), cursor)
    assert [one for one in wrong.messages(tuple(items)) if "A new question" in one.text]


def test_it_is_told_by_every_login_whose_platform_says_the_time(wrong: Bench) -> None:
    told: list[tuple[bool, dict[str, object]]] = []
    check = ClockCheck(lambda _, on, /, **values: told.append((on, values)), lambda wrong_by: ())
    lines = Lines(wrong.tools.clock, loopback_only=True, hear_time=check.hear)
    wrong.tools = replace(wrong.tools, lines=lines)
    for role in wrong.logins:
        wrong.source(role).check()
        wrong.source(role).check()
    ahead = wrong.clock.now() - wrong.tools.clock.now()
    expected = [(True, {"ahead": ahead, "refusing": ()})] if "api" in wrong.logins else []
    assert told == expected  # a mailbox says what time it is only when it files something


def test_a_mailbox_tells_it_by_the_copies_of_what_was_sent(wrong: Bench) -> None:
    if not wrong.facts.by_mail:
        return
    told: list[tuple[bool, dict[str, object]]] = []
    check = ClockCheck(lambda _, on, /, **values: told.append((on, values)), lambda wrong_by: ())
    lines = Lines(wrong.tools.clock, loopback_only=True, hear_time=check.hear)
    wrong.tools = replace(wrong.tools, lines=lines)
    message, sender = wrong.inbound(), wrong.sender()
    for number in (1, 2):
        reply = replace(
            wrong.reply(message, f"It left today ({number}).", number), queued_at=wrong.tools.clock.now()
        )
        sender.send(reply)
        wrong.clock.advance(timedelta(seconds=20))
        sender.settle(reply)
    assert told == [(True, {"ahead": wrong.clock.now() - wrong.tools.clock.now(), "refusing": ()})]


def test_a_reply_reaches_the_customer_once(wrong: Bench) -> None:
    message = wrong.inbound()
    assert wrong.sender().send(wrong.reply(message, "It left today.")).kind is ReceiptKind.SENT
    assert len(wrong.received()) == 1
