"""What every sender promises: one attempt, one truth. What is not a proven yes or no is unknown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.connectors.contract import Ability, Found, FoundSent, Outbound
from app.domain.outbox import ReceiptKind
from app.services.outbox import SendDesk, SendFacts
from app.services.shop_doors import facts_of
from tests.contract.bench import Bench
from tests.faults.outbox_schedule import DirectWriter
from tests.services.desks import Desk

BEFORE = timedelta(minutes=1)


def test_the_shop_and_its_channel_agree_on_who_may_be_written_to_first(bench: Bench) -> None:
    able, why = bench.sender().capabilities(), facts_of(bench.channel).no_first_message
    assert (Ability.STARTS_CONVERSATIONS in able.can) == (not why)
    assert able.cannot.get(Ability.STARTS_CONVERSATIONS, "") == why


def _words(bench: Bench) -> list[str]:
    return [" ".join(str(row["text"]).split()) for row in bench.received()]


def test_a_reply_reaches_the_customer_exactly_once(bench: Bench) -> None:
    receipt = bench.sender().send(bench.reply(bench.inbound(), "It left this morning.\n\nKind regards"))
    assert receipt.kind is ReceiptKind.SENT
    assert receipt.remote_key
    assert _words(bench) == ["It left this morning. Kind regards"]


def test_a_text_in_any_script_arrives_as_it_was_written(bench: Bench) -> None:
    text = "您好！订单已发出 😀 — ขอบคุณค่ะ, مرحبا، ça va? “ok” " + "字" * 400
    bench.sender().send(bench.reply(bench.inbound(), text))
    assert _words(bench) == [" ".join(text.split())]


def test_lines_that_look_like_commands_are_only_text(bench: Bench) -> None:
    text = "first\n.\nRCPT TO:<someone@example.com>\n..two dots\nFrom here\n.last"
    bench.sender().send(bench.reply(bench.inbound(), text))
    assert _words(bench) == [" ".join(text.split())]


@pytest.mark.parametrize("fault", ["reset_after", "error_after", "reset_midway"])
def test_an_answer_that_got_lost_leaves_the_outcome_unknown(bench: Bench, fault: str) -> None:
    reply = bench.reply(bench.inbound(), "Sent, but nobody told us.")
    bench.force(fault)
    receipt = bench.sender().send(reply)
    assert receipt.kind in (ReceiptKind.UNKNOWN, ReceiptKind.SENT)
    assert _words(bench) == ["Sent, but nobody told us."]


@pytest.mark.parametrize(
    "fault", ["reset_before", "error_before", "gateway", "unavailable", "portal", "garbage"]
)
def test_nothing_is_called_sent_that_did_not_arrive(bench: Bench, fault: str) -> None:
    reply = bench.reply(bench.inbound(), "Did this arrive?")
    bench.force(fault)
    receipt = bench.sender().send(reply)
    if receipt.kind is ReceiptKind.SENT:
        assert _words(bench) == ["Did this arrive?"]
    if receipt.kind in (ReceiptKind.LATER, ReceiptKind.REFUSED):
        assert _words(bench) == []


@pytest.mark.assumes(by_mail=False)
def test_a_busy_platform_is_asked_later(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "Later then")
    bench.force("busy_until")
    receipt = bench.sender().send(reply)
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.retry_after
    assert _words(bench) == []


def test_no_line_at_all_proves_that_nothing_left(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "Nobody there")
    for role, login in bench.logins.items():
        dead = {"smtp_port": "9", "api_url": "http://127.0.0.1:9"}
        bench.logins[role] = replace(
            login, settings={**login.settings, **{k: v for k, v in dead.items() if k in login.settings}}
        )
    receipt = bench.sender().send(reply)
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.retry_after
    assert not receipt.needs_sign_in


def test_a_wrong_secret_holds_the_reply_until_somebody_signs_in(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "Who am I?")
    for login in bench.logins.values():
        known = bench.keeper.secrets[login.id]
        bench.keeper.secrets[login.id] = {name: f"wrong{value[:3]}" for name, value in known.items()}
    bench.forget_tokens()
    receipt = bench.sender().send(reply)
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.needs_sign_in
    assert _words(bench) == []


def test_a_reply_to_nobody_is_refused_before_anything_leaves(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "To whom?")
    lost = replace(reply, reply_refs={}, customer=replace(reply.customer, key="", name=""))
    receipt = bench.sender().send(lost)
    assert receipt.kind is ReceiptKind.REFUSED
    assert receipt.reason
    assert _words(bench) == []


@pytest.mark.assumes(by_mail=True)
@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example", "<x>@y", "a b@c.d"]
)
def test_an_address_cannot_smuggle_another(bench: Bench, address: str) -> None:
    reply = bench.reply(bench.inbound(), "Smuggled")
    receipt = bench.sender().send(replace(reply, reply_refs={**reply.reply_refs, "to": address}))
    assert receipt.kind is ReceiptKind.REFUSED


@pytest.mark.assumes(finds_sent=True)
def test_an_unknown_send_is_found_where_it_arrived(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "Did you get this?")
    sender, began = bench.sender(), bench.clock.now()
    receipt = sender.send(reply)
    bench.clock.advance(timedelta(seconds=10))
    sender.settle(reply)
    found = sender.find_sent(reply, began)
    assert found.found is Found.YES
    assert found.remote_key == receipt.remote_key
    assert found.at is not None


def test_a_copy_is_filed_once_however_often_it_is_settled(bench: Bench) -> None:
    reply, sender = bench.reply(bench.inbound(), "One copy"), bench.sender()
    sender.send(reply)
    sender.settle(reply)
    sender.settle(reply)
    assert _words(bench) == ["One copy"]


def test_a_reply_that_never_left_is_not_found(bench: Bench) -> None:
    reply = bench.reply(bench.inbound(), "Never sent")
    found = bench.sender().find_sent(reply, bench.clock.now())
    assert found.found is not Found.YES


@pytest.mark.assumes(by_mail=False, finds_sent=True)
def test_what_another_reply_owns_is_not_ours(bench: Bench) -> None:
    reply, sender, began = bench.reply(bench.inbound(), "Thanks!"), bench.sender(), bench.clock.now()
    receipt = sender.send(reply)
    found = sender.find_sent(replace(reply, key=f"{2:032x}"), began, frozenset({receipt.remote_key}))
    assert found.found is Found.NO


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, bench.clock)
    yield made
    made.close()


def _lane(bench: Bench, desk: Desk) -> SendDesk:
    return SendDesk(
        desk.shop.id, desk.login, bench.sender(), DirectWriter(desk), bench.clock, desk.ids,
        SendFacts(timedelta(minutes=2), 60), lambda ids: (),
    )  # fmt: skip


@pytest.mark.assumes(finds_sent=False)
def test_where_nothing_may_be_looked_for_a_person_is_asked_and_his_look_settles_it(
    bench: Bench, desk: Desk
) -> None:
    """Neither a yes nor a no is made up; our own message comes back with what the person asks for."""
    abilities = bench.sender().capabilities()
    assert abilities.cannot[Ability.FINDS_SENT]
    desk.ingest([bench.inbound()])
    lane, source = _lane(bench, desk), bench.source()
    stream = bench.live(source)
    _, cursor = bench.drain(source, stream, None)
    reply = desk.reply("Did you get this?")
    bench.clock.advance(timedelta(seconds=11))
    bench.force("reset_after")
    while lane.step():
        bench.clock.advance(bench.facts.between_looks)
    assert desk.outbound(reply)["state"] == "ask_human"
    assert _words(bench) == ["Did you get this?"]
    items, _ = bench.drain(source, stream, cursor)
    desk.ingest(items)
    (written,) = bench.received()
    row = desk.outbound(reply)
    assert (row["state"], row["remote_key"]) == ("sent", bench.facts.key_of(written))


@pytest.mark.assumes(finds_sent=False)
def test_where_nothing_may_be_looked_for_no_answer_is_made_up(bench: Bench) -> None:
    reply, sender, began = bench.reply(bench.inbound(), "Thanks!"), bench.sender(), bench.clock.now()
    receipt = sender.send(reply)
    for owned in (frozenset[str](), frozenset({receipt.remote_key})):
        assert sender.find_sent(reply, began, owned) == FoundSent(Found.UNSURE)
    never = bench.reply(bench.inbound(), "Never sent", 2)
    assert sender.find_sent(never, began) == FoundSent(Found.UNSURE)


@pytest.mark.assumes(by_mail=False, finds_sent=True)
def test_of_two_alike_the_one_that_nobody_owns_is_ours(bench: Bench, desk: Desk) -> None:
    desk.ingest([bench.inbound()])
    lane = _lane(bench, desk)
    replies = []
    for faults in (0, 1):
        replies.append(desk.reply("Thank you!"))
        bench.clock.advance(timedelta(seconds=11))
        bench.force("reset_after", faults)
        assert lane.step()
    assert desk.outbound(replies[1])["state"] == "unknown"
    bench.clock.advance(timedelta(minutes=5))
    assert lane.step()
    rows = [desk.outbound(one) for one in replies]
    assert [row["state"] for row in rows] == ["sent", "sent"]
    assert [row["remote_key"] for row in rows] == [bench.facts.key_of(one) for one in bench.received()]


@pytest.mark.assumes(by_mail=False)
def test_two_alike_prove_nothing(bench: Bench) -> None:
    message, sender, began = bench.inbound(), bench.sender(), bench.clock.now()
    sender.send(bench.reply(message, "Thanks!", 1))
    sender.send(bench.reply(message, "Thanks!", 2))
    assert sender.find_sent(bench.reply(message, "Thanks!", 3), began).found is Found.UNSURE


def test_an_earlier_reply_with_the_same_words_is_not_taken_for_this_one(bench: Bench) -> None:
    message, sender = bench.inbound(), bench.sender()
    sender.send(bench.reply(message, "Thank you!", 1))
    bench.clock.advance(timedelta(hours=2))
    assert sender.find_sent(bench.reply(message, "Thank you!", 2), bench.clock.now()).found is not Found.YES


def test_our_reply_comes_back_as_ours(bench: Bench) -> None:
    source = bench.source()
    streams = [stream for stream in source.streams() if stream.name.split(":")[0] in ("folder", "messages")]
    cursors = {stream.name: bench.drain(source, stream, None)[1] for stream in streams}
    message, sender = bench.inbound(), bench.sender()
    reply = bench.reply(message, "Seen from the other side")
    sender.send(reply)
    bench.clock.advance(timedelta(minutes=2))
    sender.settle(reply)
    items = [item for s in streams for item in bench.drain(source, s, cursors[s.name])[0]]
    ours = [one for one in bench.messages(tuple(items)) if "other side" in one.text]
    assert ours
    for one in ours:
        assert one.direction.value == "outbound"
        assert one.kind.value == "agent"
    joined = {key for one in ours for key in one.thread_keys}
    assert joined & {*message.thread_keys, *message.also_keys, f"own:{reply.key}"}


def test_abilities_that_are_missing_say_why(bench: Bench) -> None:
    abilities = bench.sender().capabilities()
    assert not abilities.can & set(abilities.cannot)
    assert all(abilities.cannot.values())


def test_marking_read_never_hurts(bench: Bench) -> None:
    message = bench.inbound()
    bench.sender().mark_read(message.thread_keys[0])
    bench.sender().mark_read("nonsense")


def _twice(bench: Bench) -> tuple[Outbound, Outbound]:
    message = bench.inbound()
    return bench.reply(message, "one"), bench.reply(message, "two", 2)


def test_one_sender_sends_many(bench: Bench) -> None:
    sender = bench.sender()
    for reply in _twice(bench):
        assert sender.send(reply).kind is ReceiptKind.SENT
    assert _words(bench) == ["one", "two"]
