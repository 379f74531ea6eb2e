"""One step at a time: what the send lane stores before, between and after, and what it never does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from app.connectors.contract import (
    AuthExpired,
    Found,
    FoundSent,
    Outbound,
    OutboundFile,
    Receipt,
    Surprise,
    Unreachable,
)
from app.domain.commands import CancelReply, ReleaseReply, SetShopState
from app.domain.contact import Silence
from app.domain.errors import Problem, QuaysideError
from app.domain.values import CommandId, OutboundId
from app.services.outbox import SendDesk, SendFacts
from app.services.send_policy import Prudent, Verdict
from app.store import schema
from app.store.outbox import find_reply
from app.store.outbox_moves import claim
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import FakeClock, SeededIds
from tests.faults.market import PROFILES, Market
from tests.services.desks import Desk, facts, said

T = TypeVar("T")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Script:
    """A sender that answers what the test says."""

    receipts: list[Receipt | QuaysideError] = field(default_factory=list)
    finds: list[FoundSent | QuaysideError] = field(default_factory=list)
    sent: list[Outbound] = field(default_factory=list)
    looked: list[datetime] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    settling: QuaysideError | None = None

    def send(self, outbound: Outbound) -> Receipt:
        self.sent.append(outbound)
        answer = self.receipts.pop(0)
        if isinstance(answer, QuaysideError):
            raise answer
        return answer

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        self.looked.append(since)
        answer = self.finds.pop(0)
        if isinstance(answer, QuaysideError):
            raise answer
        return answer

    def settle(self, outbound: Outbound) -> None:
        self.settled.append(outbound.key)
        if self.settling:
            raise self.settling


class Direct:
    """The writer without its thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, job: Callable[[Work], T]) -> T:
        with unit_of_work(self._desk.engine, facts) as work:
            return job(work)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    made.ingest([said("m1", clock.now() - HOUR)])
    yield made
    made.close()


def no_files(ids: Sequence[str]) -> tuple[OutboundFile, ...]:
    return ()


def lane(desk: Desk, script: Script | Market, **more: object) -> SendDesk:
    values: dict[str, object] = {"facts": SendFacts(120 * SECOND, 60), "files": no_files} | more
    return SendDesk(
        desk.shop.id, desk.login, script, Direct(desk), desk.clock, desk.ids, **values  # type: ignore[arg-type]
    )  # fmt: skip


def state(desk: Desk, one: OutboundId) -> str:
    return str(desk.outbound(one)["state"])


def after_undo(desk: Desk) -> None:
    desk.clock.advance(11 * SECOND)


def test_nothing_leaves_before_the_undo_window_is_over(desk: Desk) -> None:
    script = Script([Receipt.sent("r1")])
    one, send = desk.reply("It left today."), lane(desk, script)
    assert send.step() is False
    assert send.wake_at() == desk.clock.now() + 10 * SECOND
    after_undo(desk)
    assert send.step() is True
    row = desk.outbound(one)
    assert (row["state"], row["remote_key"], row["attempts"]) == ("sent", "r1", 1)
    assert script.sent[0].key == one.hex
    assert script.sent[0].customer.key == "bea@buyer.example"
    assert desk.rows(schema.send_attempt, "outcome") == [("sent",)]


def test_the_row_says_sending_while_the_socket_is_open(desk: Desk) -> None:
    one = desk.reply("It left today.")
    seen: list[str] = []

    class Watching(Script):
        def send(self, outbound: Outbound) -> Receipt:
            seen.append(state(desk, one))
            return Receipt.sent("r1")

    after_undo(desk)
    lane(desk, Watching()).step()
    assert seen == ["sending"]


def test_a_cancelled_reply_never_leaves_and_its_words_come_back(desk: Desk) -> None:
    one, script = desk.reply("It left today."), Script()
    desk.do(CancelReply(id=CommandId(desk.ids.new()), agent=desk.agent, outbound=one))
    after_undo(desk)
    assert lane(desk, script).step() is False
    assert desk.rows(schema.draft, "text") == [("It left today.",)]


def test_a_refusal_restarts_the_clock_and_keeps_the_words(desk: Desk) -> None:
    one = desk.reply("It left today.")
    assert desk.talk()["due"] is None
    after_undo(desk)
    lane(desk, Script([Receipt.refused("remote:No links.")])).step()
    assert (state(desk, one), desk.outbound(one)["reason"]) == ("failed", "remote:No links.")
    assert desk.talk()["waiting_since"] == desk.clock.now() - HOUR - 11 * SECOND
    assert desk.rows(schema.draft, "text") == [("It left today.",)]
    assert [kind for (kind,) in desk.rows(schema.activity, "kind")] == ["refused"]


def test_a_refusal_does_not_write_over_a_draft_in_progress(desk: Desk) -> None:
    desk.reply("It left today.")
    desk.work(
        lambda work: work.connection.execute(
            schema.draft.insert().values(
                agent_id=desk.agent, owner_id=desk_talk(work), kind="reply", text="Half a", files=[], cc=[], bcc=[],
                form="", card={}, subject="", saved_by=desk.ids.new(), saved_at=desk.clock.now(),
            )
        )
    )  # fmt: skip
    after_undo(desk)
    lane(desk, Script([Receipt.refused("no")])).step()
    assert desk.rows(schema.draft, "text") == [("Half a",)]


def desk_talk(work: Work) -> object:
    return work.connection.execute(schema.conversation.select()).mappings().one()["id"]


def test_what_was_provably_not_accepted_is_tried_again_after_the_wait_and_does_not_count(desk: Desk) -> None:
    one = desk.reply("It left today.")
    script = Script([Receipt.later(30 * SECOND, "no_line"), Receipt.sent("r1")])
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    assert (state(desk, one), desk.outbound(one)["attempts"]) == ("queued", 0)
    desk.clock.advance(29 * SECOND)
    assert send.step() is False
    desk.clock.advance(SECOND)
    send.step()
    assert state(desk, one) == "sent"


def test_a_later_without_a_wait_waits_a_minute(desk: Desk) -> None:
    one = desk.reply("It left today.")
    after_undo(desk)
    lane(desk, Script([Receipt(Receipt.later(SECOND).kind)])).step()
    assert desk.outbound(one)["not_before"] == desk.clock.now() + MINUTE


def test_a_closed_door_pauses_the_lane_until_somebody_signs_in(desk: Desk) -> None:
    one, two = desk.reply("One"), desk.reply("Two")
    script = Script([Receipt.later(SECOND, "wrong_password", needs_sign_in=True), Receipt.sent("r1")])
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    assert desk.rows(schema.login, "health", "health_reason") == [("sign_in", "wrong_password")]
    desk.clock.advance(MINUTE)
    assert send.step() is False
    send.resume()
    assert send.step() is True
    assert (state(desk, one), state(desk, two)) == ("sent", "queued")


def test_without_a_login_nobody_is_asked_to_sign_in(desk: Desk) -> None:
    desk.reply("One")
    after_undo(desk)
    send = lane(desk, Script([Receipt.later(SECOND, needs_sign_in=True)]))
    send.login = None
    send.step()
    assert desk.rows(schema.login, "health") == [("unknown",)]


@pytest.mark.parametrize("answer", [Receipt.unknown("timeout"), Surprise("odd")])
def test_whatever_proves_nothing_is_unknown_and_not_sent_again(
    desk: Desk, answer: Receipt | Surprise
) -> None:
    one, script = desk.reply("It left today."), Script([answer])
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    row = desk.outbound(one)
    assert (row["state"], row["next_look"]) == ("unknown", desk.clock.now() + 120 * SECOND)
    desk.clock.advance(119 * SECOND)
    assert send.step() is False
    assert len(script.sent) == 1
    assert send.wake_at() == desk.clock.now() + SECOND


def unknown(desk: Desk, script: Script) -> tuple[OutboundId, SendDesk]:
    one, send = desk.reply("It left today."), lane(desk, script)
    script.receipts.insert(0, Receipt.unknown("timeout"))
    after_undo(desk)
    send.step()
    desk.clock.advance(120 * SECOND)
    return one, send


def test_a_look_that_finds_it_settles_it(desk: Desk) -> None:
    script = Script(finds=[FoundSent(Found.YES, "r1", None)])
    one, send = unknown(desk, script)
    send.step()
    assert (state(desk, one), desk.outbound(one)["remote_key"]) == ("sent", "r1")
    assert script.looked == [desk.clock.now() - 120 * SECOND - 5 * MINUTE]


def test_a_look_that_finds_anothers_message_settles_nothing(desk: Desk) -> None:
    script = Script([Receipt.sent("r1")], [FoundSent(Found.YES, "r1")])
    desk.reply("First")
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    desk.clock.advance(MINUTE)
    one, send = unknown(desk, script)
    send.step()
    assert (state(desk, one), desk.outbound(one)["reason"]) == ("unknown", "not_sure_yet")


class Forgetful(Market):
    """A marketplace that lists all it took in, and whose second answer never comes."""

    def send(self, outbound: Outbound) -> Receipt:
        receipt = super().send(outbound)
        return receipt if len(self.accepted) == 1 else Receipt.unknown("answer lost")


def test_of_two_replies_with_the_same_words_the_second_is_found_beside_the_first(
    desk: Desk, clock: FakeClock
) -> None:
    market = Forgetful(clock, Random(1), PROFILES[0], calm=True)
    send = lane(desk, market)
    for _ in range(2):
        one = desk.reply("Thank you!")
        after_undo(desk)
        send.step()
    assert state(desk, one) == "unknown"
    desk.clock.advance(200 * SECOND)
    send.step()
    assert (state(desk, one), desk.outbound(one)["remote_key"]) == ("sent", market.accepted[1].key)
    assert market.attempts.total() == 2


@pytest.mark.parametrize(
    ("twin", "expected"),
    [
        ({"remote_key": None}, "unknown"),
        ({"attempts": 2}, "unknown"),
        ({"remote_key": None, "state": "cancelled"}, "unknown"),
        ({"remote_key": None, "state": "cancelled", "attempts": 0}, "sent"),
        ({"remote_key": None, "state": "failed"}, "sent"),
        ({"attempts": 1}, "sent"),
    ],
)
def test_what_may_be_a_twin_of_which_nobody_knows_the_key_proves_nothing(
    desk: Desk, twin: dict[str, object], expected: str
) -> None:
    script = Script([Receipt.sent("r1"), Receipt.unknown("timeout")], [FoundSent(Found.YES, "r2")])
    send = lane(desk, script)
    first = desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    changed = schema.outbound.update().where(schema.outbound.c.id == first).values(twin)
    desk.work(lambda work: work.connection.execute(changed))
    one = desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    desk.clock.advance(200 * SECOND)
    send.step()
    assert state(desk, one) == expected


def test_a_later_reply_with_the_same_words_that_may_have_left_makes_a_find_unsure(desk: Desk) -> None:
    script = Script([Receipt.unknown("timeout")], [FoundSent(Found.YES, "r2")])
    one, send = unknown(desk, script)
    other = desk.reply(str(desk.outbound(one)["text"]))
    tried = {"attempts": 1, "sending_since": desk.clock.now(), "not_before": desk.clock.now() + HOUR}
    changed = schema.outbound.update().where(schema.outbound.c.id == other).values(tried)
    desk.work(lambda work: work.connection.execute(changed))
    send.step()
    assert (state(desk, one), state(desk, other)) == ("unknown", "queued")


@pytest.mark.parametrize(("words", "expected"), [("Thank you!", "ask_human"), ("Thanks.", "queued")])
def test_absence_is_no_proof_where_the_same_words_lie_there_for_another_reply(
    desk: Desk, words: str, expected: str
) -> None:
    script = Script([Receipt.sent("r1"), Receipt.unknown("timeout")], [FoundSent(Found.NO)] * 3)
    send = lane(desk, script)
    desk.reply(words)
    after_undo(desk)
    send.step()
    one = desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    while state(desk, one) == "unknown":
        desk.clock.advance(10 * MINUTE)
        send.step()
    assert state(desk, one) == expected


def test_what_carries_our_own_mark_needs_no_words(desk: Desk) -> None:
    script = Script([Receipt.sent(""), Receipt.unknown("timeout")], [FoundSent(Found.YES, "r2", marked=True)])
    send = lane(desk, script)
    desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    one = desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    desk.clock.advance(200 * SECOND)
    send.step()
    assert state(desk, one) == "sent"


def test_a_twin_of_last_week_is_not_what_a_look_shows(desk: Desk) -> None:
    script = Script([Receipt.sent(""), Receipt.unknown("timeout")], [FoundSent(Found.YES, "r2")])
    send = lane(desk, script)
    desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    desk.clock.advance(168 * HOUR)
    one = desk.reply("Thank you!")
    after_undo(desk)
    send.step()
    desk.clock.advance(200 * SECOND)
    send.step()
    assert state(desk, one) == "sent"


def test_absence_is_believed_at_the_second_look_and_only_once(desk: Desk) -> None:
    absent = FoundSent(Found.NO)
    script = Script([Receipt.unknown("again")], [absent, absent, absent, absent])
    one, send = unknown(desk, script)
    send.step()
    assert (state(desk, one), desk.outbound(one)["looks"]) == ("unknown", 1)
    desk.clock.advance(120 * SECOND)
    send.step()
    assert state(desk, one) == "queued"
    send.step()
    assert (state(desk, one), len(script.sent)) == ("unknown", 2)
    for _ in range(2):
        desk.clock.advance(4 * MINUTE)
        send.step()
    assert (state(desk, one), len(script.sent)) == ("ask_human", 2)


def test_where_nothing_can_be_proven_a_person_is_asked_after_the_third_look(desk: Desk) -> None:
    script = Script(finds=[FoundSent(Found.UNSURE), Surprise("odd"), FoundSent(Found.UNSURE)])
    one, send = unknown(desk, script)
    for _ in range(3):
        assert send.step() is True
        desk.clock.advance(10 * MINUTE)
    assert state(desk, one) == "ask_human"
    assert send.wake_at() is None


@pytest.mark.parametrize(
    ("trouble", "reason", "health"),
    [(Unreachable("no_line"), "no_line", "unknown"), (AuthExpired("sign_in_again"), "sign_in", "sign_in")],
)
def test_a_look_that_could_not_be_taken_does_not_count(
    desk: Desk, trouble: QuaysideError, reason: str, health: str
) -> None:
    one, send = unknown(desk, Script(finds=[trouble]))
    send.step()
    row = desk.outbound(one)
    assert (row["state"], row["looks"], row["reason"]) == ("unknown", 0, reason)
    assert desk.rows(schema.login, "health") == [(health,)]


def test_what_a_dead_process_left_behind_is_unknown_not_queued(desk: Desk) -> None:
    one = desk.reply("It left today.")
    after_undo(desk)

    class Dies(Script):
        def send(self, outbound: Outbound) -> Receipt:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lane(desk, Dies()).step()
    desk.reopen()
    lane(desk, Script()).recover()
    assert state(desk, one) == "unknown"
    assert desk.rows(schema.send_attempt, "outcome") == [("interrupted",)]


def test_a_sending_row_without_an_attempt_is_recovered_as_well(desk: Desk) -> None:
    one = desk.reply("It left today.")
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(state="sending")))
    lane(desk, Script()).recover()
    assert state(desk, one) == "unknown"


def test_replies_of_one_conversation_leave_in_turn_and_wait_for_an_open_fate(desk: Desk) -> None:
    one, two = desk.reply("One"), desk.reply("Two")
    script = Script([Receipt.unknown("timeout")], [FoundSent(Found.YES, "r1")])
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    desk.clock.advance(MINUTE)
    assert send.step() is False, "the second reply overtook the first"
    desk.clock.advance(MINUTE)
    send.step()
    script.receipts = [Receipt.sent("r2")]
    send.step()
    assert (state(desk, one), state(desk, two)) == ("sent", "sent")


def test_something_new_holds_the_reply_and_the_customer_waits_again(desk: Desk) -> None:
    one, script = desk.reply("It left today."), Script([Receipt.sent("r1")])
    desk.clock.advance(SECOND)
    desk.ingest([said("m2", desk.clock.now(), "Forget it!")])
    after_undo(desk)
    send = lane(desk, script)
    assert send.step() is True
    assert (state(desk, one), desk.outbound(one)["reason"]) == ("needs_review", "new_message")
    assert script.sent == []
    assert desk.talk()["waiting_since"] == desk.clock.now() - HOUR - 12 * SECOND
    newest = desk.rows(schema.message, "id")[-1][0]
    desk.do(
        ReleaseReply(
            id=CommandId(desk.ids.new()), agent=desk.agent, outbound=one, text="It left.", base_last_message=newest,
        )  # type: ignore[arg-type]
    )  # fmt: skip
    after_undo(desk)
    send.step()
    assert (state(desk, one), script.sent[0].text) == ("sent", "It left.")


def test_a_late_message_with_an_older_date_is_new_as_well(desk: Desk) -> None:
    one = desk.reply("It left today.")
    desk.clock.advance(SECOND)
    desk.ingest([said("m0", desk.clock.now() - 2 * HOUR, "By the way")])
    after_undo(desk)
    send = lane(desk, Script([Receipt.sent("r1")]))
    send.step()
    assert state(desk, one) == "needs_review"
    newest = desk.rows(schema.message, "id")[-1][0]
    desk.do(
        ReleaseReply(
            id=CommandId(desk.ids.new()), agent=desk.agent, outbound=one, text="It left.", base_last_message=newest,
        )  # type: ignore[arg-type]
    )  # fmt: skip
    after_undo(desk)
    send.step()
    assert state(desk, one) == "sent", "what the person has seen does not hold the reply again"


def test_a_reply_is_claimed_once(desk: Desk) -> None:
    one = desk.reply("It left today.")
    row = desk.work(lambda work: find_reply(work, one))
    assert row is not None
    assert desk.work(lambda work: claim(work, row, desk.ids.new(), desk.clock.now()))
    assert not desk.work(lambda work: claim(work, row, desk.ids.new(), desk.clock.now()))


def test_an_answer_to_a_reply_finds_its_conversation(desk: Desk) -> None:
    one = desk.reply("It left today.")
    desk.work(lambda work: work.connection.execute(schema.thread_key.delete()))
    after_undo(desk)
    lane(desk, Script([Receipt.sent("r1")])).step()
    assert (f"own:{one.hex}",) in desk.rows(schema.thread_key, "key")


def test_a_receipt_without_a_key_or_with_anothers_is_still_a_receipt(desk: Desk) -> None:
    one, two, three = desk.reply("One"), desk.reply("Two"), desk.reply("Three")
    send = lane(desk, Script([Receipt.sent("r1"), Receipt.sent(""), Receipt.sent("r1")]))
    after_undo(desk)
    for _ in range(3):
        send.step()
        desk.clock.advance(SECOND)
    assert [desk.outbound(which)["remote_key"] for which in (one, two, three)] == ["r1", None, None]
    assert {state(desk, which) for which in (one, two, three)} == {"sent"}


def test_a_policy_may_decide_otherwise(desk: Desk) -> None:
    class Blind(Prudent):
        def after_unknown(self, attempts: int) -> Verdict:
            return Verdict.RETRY

    one = desk.reply("It left today.")
    after_undo(desk)
    lane(desk, Script([Receipt.unknown("timeout")]), policy=Blind()).step()
    assert state(desk, one) == "queued"


def test_a_forward_is_not_held_by_news_nor_by_a_reply_window(desk: Desk) -> None:
    one = desk.reply("See below")
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(kind="forward")))
    desk.ingest([said("m2", desk.clock.now() + SECOND, "And?")])
    after_undo(desk)
    lane(desk, Script([Receipt.sent("r1")]), facts=SendFacts(120 * SECOND, 60, HOUR)).step()
    assert state(desk, one) == "sent"


def test_a_forward_that_waited_too_long_changes_no_clock(desk: Desk) -> None:
    one = desk.reply("See below")
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(kind="forward")))
    desk.clock.advance(25 * HOUR)
    lane(desk, Script()).step()
    assert (state(desk, one), desk.talk()["waiting_since"]) == ("needs_review", None)


def test_a_window_without_any_customer_message_is_open(desk: Desk) -> None:
    desk.ingest([said("m9", desk.clock.now(), "From us", keys=("t:9",), ours=True)])
    ours = next(
        one for one, last in desk.rows(schema.conversation, "id", "last_direction") if last == "outbound"
    )
    one = desk.reply("It left today.", ours)  # type: ignore[arg-type]  # a column of ids
    after_undo(desk)
    lane(desk, Script([Receipt.sent("r")]), facts=SendFacts(120 * SECOND, 60, HOUR)).step()
    assert state(desk, one) == "sent"


def test_a_reply_that_waited_a_day_is_shown_to_a_person_first(desk: Desk) -> None:
    one, script = desk.reply("It left today."), Script()
    desk.clock.advance(25 * HOUR)
    lane(desk, script).step()
    assert (state(desk, one), desk.outbound(one)["reason"]) == ("needs_review", "too_old")


@pytest.mark.parametrize(("window", "expected"), [(HOUR, "needs_review"), (2 * HOUR, "sent")])
def test_a_closed_reply_window_holds_the_reply(desk: Desk, window: timedelta, expected: str) -> None:
    one = desk.reply("It left today.")
    after_undo(desk)
    lane(desk, Script([Receipt.sent("r")]), facts=SendFacts(120 * SECOND, 60, window)).step()
    assert state(desk, one) == expected


@pytest.mark.parametrize(("most", "expected"), [(1, "needs_review"), (2, "sent")])
def test_what_would_be_too_much_for_somebody_silent_is_held(desk: Desk, most: int, expected: str) -> None:
    facts = SendFacts(120 * SECOND, 60, silence=Silence(HOUR, most))
    desk.clock.advance(2 * HOUR)
    first = desk.reply("It left today.")
    after_undo(desk)
    send = lane(desk, Script([Receipt.sent("r1"), Receipt.sent("r2")]), facts=facts)
    send.step()
    assert state(desk, first) == "sent"
    second = desk.reply("And it is on its way.")
    after_undo(desk)
    send.step()
    assert state(desk, second) == expected
    assert desk.outbound(second)["reason"] == ("said_enough" if expected == "needs_review" else "")


def test_a_refusal_that_shuts_a_conversation_is_seen_before_the_next_reply(desk: Desk) -> None:
    facts = SendFacts(120 * SECOND, 60, shutting=frozenset({"buyer_closed"}))
    for reason, shut in (("too_rude", ""), ("buyer_closed", "buyer_closed")):
        one = desk.reply(f"Refused for {reason}")
        after_undo(desk)
        lane(desk, Script([Receipt.refused(reason)]), facts=facts).step()
        assert state(desk, one) == "failed"
        assert desk.talk()["can_reply"] == shut
    with pytest.raises(Problem, match="cannot_reply"):
        desk.reply("Once more")
    desk.clock.advance(HOUR)
    desk.ingest([said("m2", desk.clock.now(), "Hello?", reply_refs={"to": "bea"})])
    assert desk.talk()["can_reply"] == ""


def test_a_paused_shop_sends_nothing(desk: Desk) -> None:
    desk.reply("It left today.")
    desk.work(lambda work: work.connection.execute(schema.agent.update().values(role="admin")))
    desk.do(SetShopState(id=CommandId(desk.ids.new()), agent=desk.agent, shop=desk.shop.id, state="paused"))
    after_undo(desk)
    assert lane(desk, Script()).step() is False


@dataclass
class Unseen:
    """Receive lanes that have not looked yet."""

    seen: bool = False
    asked: int = 0

    def seen_since(self, moment: datetime) -> bool:
        return self.seen

    def look(self) -> None:
        self.asked += 1


def test_after_an_absence_nothing_leaves_before_the_news_is_read(desk: Desk) -> None:
    one, news = desk.reply("It left today."), Unseen()
    send = lane(desk, Script([Receipt.later(SECOND, "no_line"), Receipt.sent("r1")]), news=news)
    after_undo(desk)
    assert send.step() is False
    assert send.wake_at() == desk.clock.now() + SECOND
    news.seen = True
    assert send.step() is True
    news.seen = False
    desk.clock.advance(2 * SECOND)
    assert send.step() is False, "the line was lost: what came meanwhile is not known"
    desk.ingest([said("m2", desk.clock.now(), "Forget it!")])
    news.seen = True
    send.step()
    assert (state(desk, one), news.asked) == ("needs_review", 2)


def test_who_cannot_read_news_sends_after_a_minute_and_a_half(desk: Desk) -> None:
    one, send = desk.reply("It left today."), lane(desk, Script([Receipt.sent("r1")]), news=Unseen())
    after_undo(desk)
    assert send.step() is False
    desk.clock.advance(90 * SECOND)
    assert send.step() is True
    assert state(desk, one) == "sent"


def test_replies_leave_at_the_channels_pace(desk: Desk) -> None:
    desk.reply("One")
    desk.reply("Two")
    send = lane(desk, Script([Receipt.sent("r1"), Receipt.sent("r2")]), facts=SendFacts(120 * SECOND, 30))
    after_undo(desk)
    assert send.step() is True
    assert send.step() is False
    assert send.wake_at() == desk.clock.now() + 2 * SECOND
    desk.clock.advance(2 * SECOND)
    assert send.step() is True


def test_a_file_that_is_gone_stops_the_reply_before_any_socket(desk: Desk) -> None:
    one, script = desk.reply("It left today."), Script()
    after_undo(desk)

    def gone(ids: Sequence[str]) -> tuple[OutboundFile, ...]:
        raise Problem("file_gone")

    lane(desk, script, files=gone).step()
    assert (state(desk, one), script.sent) == ("failed", [])


def test_an_echo_that_was_quicker_than_the_answer_is_not_overruled(desk: Desk) -> None:
    one = desk.reply("It left today.")

    class Quick(Script):
        def send(self, outbound: Outbound) -> Receipt:
            desk.ingest([said("e1", desk.clock.now(), "It left today.", ours=True)])
            return Receipt.refused("lost the answer")

    after_undo(desk)
    lane(desk, Quick()).step()
    assert (state(desk, one), desk.outbound(one)["remote_key"]) == ("sent", "e1")
    assert desk.rows(schema.draft, "text") == []


def test_a_copy_stored_before_anyone_knew_it_for_ours_is_absorbed(desk: Desk) -> None:
    script = Script(finds=[FoundSent(Found.YES, "e1")])
    one, send = unknown(desk, script)
    desk.ingest([said("e1", desk.clock.now(), "rewritten beyond recognition", ours=True)])
    assert len(desk.rows(schema.message, "id")) == 3
    send.step()
    assert state(desk, one) == "sent"
    assert len(desk.rows(schema.message, "id")) == 2


def test_a_copy_is_filed_by_the_next_lane_where_the_first_one_ended_before(desk: Desk) -> None:
    one = desk.reply("It left today.")
    send = lane(desk, Script([Receipt.sent("r1")]))
    after_undo(desk)
    send.step()
    desk.clock.advance(HOUR)  # offline, or the program was closed
    script = Script()
    later = lane(desk, script)
    assert later.wake_at() == desk.clock.now() + SECOND
    assert later.step() is True
    assert (script.settled, later.step(), later.wake_at()) == ([one.hex], False, None)
    assert lane(desk, Script()).wake_at() is None


@pytest.mark.parametrize(
    ("trouble", "rest"), [(Unreachable("no_line"), MINUTE), (AuthExpired("wrong_password"), HOUR)]
)
def test_a_copy_that_could_not_be_filed_is_tried_again_for_a_day(
    desk: Desk, trouble: QuaysideError, rest: timedelta
) -> None:
    desk.reply("It left today.")
    script = Script([Receipt.sent("r1")], settling=trouble)
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    desk.clock.advance(10 * SECOND)
    assert send.step() is True
    assert send.wake_at() == desk.clock.now() + rest
    desk.clock.advance(24 * HOUR)
    assert send.step() is True
    assert (len(script.settled), send.wake_at()) == (2, None)


@pytest.mark.parametrize("trouble", [None, Unreachable("no_line")])
def test_ten_seconds_after_it_was_sent_the_copy_is_filed_once(
    desk: Desk, trouble: QuaysideError | None
) -> None:
    one, script = desk.reply("It left today."), Script([Receipt.sent("r1")], settling=trouble)
    send = lane(desk, script)
    after_undo(desk)
    send.step()
    assert send.step() is False
    desk.clock.advance(10 * SECOND)
    assert send.step() is True
    assert send.step() is False
    assert script.settled == [one.hex]
