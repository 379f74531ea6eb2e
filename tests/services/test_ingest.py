"""What arrives is stored once, in the right conversation, with clocks and marks as the facts demand."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from app.connectors.contract import (
    AfterSale,
    DeliveryNews,
    FolderNews,
    MailPlace,
    NoResponseNeeded,
    RemoteFile,
)
from app.domain.commands import ForwardMessage, SplitConversation
from app.domain.conversations import MessageKind
from app.domain.customers import Party
from app.domain.orders import AfterSaleKind, OrderLine, OrderSnapshot, OrderStatus, Shipment
from app.domain.readmodels import MessageItem
from app.domain.values import ActivityId, AgentId, CommandId, ConversationId, MessageId, Money, OutboundId
from app.store import schema
from app.store.queries import open_local_reader
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import KEY, Desk, facts, said

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def order(key: str, at: object, **more: object) -> OrderSnapshot:
    values: dict[str, object] = {
        "buyer_name": "Bea",
        "buyer_keys": ("bea@buyer.example",),
        "total": Money(1999, "EUR"),
        "lines": (OrderLine("1", "SKU-77", "ASIN1", "Cup", 1, Money(1999, "EUR")),),
        "shipments": (Shipment("p1", "DHL", "JD0140009", OrderStatus.SHIPPED),),
    }
    return OrderSnapshot(key, OrderStatus.PAID, "Unshipped", at, at, **(values | more))  # type: ignore[arg-type]


def test_a_customer_message_opens_a_pending_conversation_and_starts_both_clocks(desk: Desk) -> None:
    at = desk.clock.now()
    changes = desk.ingest([said("m1", at)])
    talk = desk.talk()
    assert (talk["status"], talk["waiting_since"], talk["preview"]) == ("pending", at, "Where is my parcel?")
    assert talk["platform_due"] == at + 24 * HOUR
    assert talk["due"] == talk["internal_due"] == at + 8 * HOUR
    assert talk["news_n"] == talk["last_n"] > 0
    assert changes.arrived == (talk["id"],)


def test_the_same_page_again_changes_nothing(desk: Desk) -> None:
    page = [said("m1", desk.clock.now()), said("m2", desk.clock.now() + MINUTE), said("m1", desk.clock.now())]
    desk.ingest(page)
    again = desk.ingest(page)
    assert len(desk.rows(schema.message, "remote_key")) == 2
    assert not again.conversations
    assert not again.arrived


def test_any_order_of_arrival_gives_the_same_conversation(desk: Desk, seed: int) -> None:
    start = desk.clock.now()
    story = [
        said("a", start, "One"),
        said("b", start + MINUTE, "Two"),
        said("c", start + 2 * MINUTE, "Answer", ours=True),
        said("d", start + 3 * MINUTE, "Three"),
        said("e", start + 4 * MINUTE, "Four"),
    ]
    Random(seed).shuffle(story)
    for message in story:
        desk.ingest([message])
    talk = desk.talk()
    assert (talk["waiting_since"], talk["status"]) == (start + 3 * MINUTE, "pending")
    assert (talk["message_count"], talk["preview"]) == (5, "Four")


def test_a_reply_made_elsewhere_stops_the_clock(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start)])
    desk.ingest([said("m2", start + HOUR, "It left today.", ours=True)])
    talk = desk.talk()
    assert (talk["status"], talk["waiting_since"], talk["due"]) == ("waiting", None, None)


def test_a_question_older_than_our_answer_starts_nothing(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m2", start + HOUR, "It left today.", ours=True)])
    desk.ingest([said("m1", start)])
    assert (desk.talk()["status"], desk.talk()["waiting_since"]) == ("waiting", None)


@pytest.mark.parametrize("status", ["resolved", "waiting", "snoozed"])
def test_new_words_bring_a_conversation_back_to_work(desk: Desk, status: str) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start), said("m2", start + MINUTE, "Done", ours=True)])
    desk.work(
        lambda work: work.connection.execute(
            schema.conversation.update().values(status=status, snoozed_until=start + 24 * HOUR)
        )
    )
    desk.ingest([said("m3", start + 2 * MINUTE, "Still nothing!")])
    talk = desk.talk()
    assert (talk["status"], talk["snoozed_until"]) == ("pending", None)
    woke = [kind for (kind,) in desk.rows(schema.activity, "kind")]
    assert woke == (["woke"] if status == "snoozed" else [])


def test_a_transferred_conversation_stays_with_its_desk_but_its_clock_runs(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start, ours=True)])
    desk.work(lambda work: work.connection.execute(schema.conversation.update().values(status="transferred")))
    desk.ingest([said("m2", start + MINUTE)])
    assert (desk.talk()["status"], desk.talk()["waiting_since"]) == ("transferred", start + MINUTE)
    assert desk.talk()["due"] is None


def test_a_platform_that_takes_no_answer_says_so_and_a_mere_notice_does_not(desk: Desk) -> None:
    at = desk.clock.now()
    way, shut, notice = {"to": "b"}, {"to": "b", "no_reply": "region"}, {"no_reply": "notice"}
    told = []
    for number, refs in enumerate((notice, way, notice, shut, notice, way, {})):
        desk.ingest([said(f"m{number}", at + number * HOUR, reply_refs=refs)])
        told.append((desk.talk()["can_reply"], desk.talk()["reply_refs"] == way))
    assert told == [
        ("notice", False),
        ("", True),
        ("", True),
        ("region", False),
        ("notice", False),
        ("", True),
        ("", True),
    ]


def test_history_starts_nothing(desk: Desk) -> None:
    start = desk.clock.now()
    changes = desk.ingest([said("m1", start - 40 * 24 * HOUR)], imported=True)
    talk = desk.talk()
    assert (talk["status"], talk["waiting_since"], talk["news_n"]) == ("resolved", None, 0)
    assert changes.arrived == ()


def test_a_fresh_unanswered_question_from_history_is_open_without_a_clock(desk: Desk) -> None:
    desk.ingest([said("m1", desk.clock.now() - 24 * HOUR)], imported=True)
    assert (desk.talk()["status"], desk.talk()["due"]) == ("pending", None)
    desk.ingest([said("m2", desk.clock.now() - 23 * HOUR, ours=True)], imported=True)
    assert desk.talk()["status"] == "waiting"


@pytest.mark.parametrize(
    ("kind", "status"), [(MessageKind.AUTO_REPLY, "resolved"), (MessageKind.SYSTEM, "pending")]
)
def test_machines_start_no_clock(desk: Desk, kind: MessageKind, status: str) -> None:
    changes = desk.ingest([said("m1", desk.clock.now(), kind=kind)])
    talk = desk.talk()
    assert (talk["waiting_since"], talk["news_n"], talk["status"]) == (None, 0, status)
    assert changes.arrived == ()


def test_a_robot_that_answers_under_our_name_leaves_the_question_open(desk: Desk) -> None:
    asked = desk.clock.now()
    robot = said("m2", asked + MINUTE, ours=True, kind=MessageKind.AUTO_REPLY)
    desk.ingest([said("m1", asked), robot])
    talk = desk.talk()
    assert (talk["waiting_since"], talk["status"]) == (asked, "pending")


def test_a_notice_after_a_question_from_history_leaves_it_open(desk: Desk) -> None:
    asked = desk.clock.now() - HOUR
    notice = said("m2", asked + MINUTE, "An agent joined", kind=MessageKind.SYSTEM)
    desk.ingest([said("m1", asked), notice], imported=True)
    assert desk.talk()["status"] == "pending"


def test_messages_join_by_any_key_and_weak_keys_only_for_a_week(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start, keys=("mid:1", "weak:bea|cup"))])
    desk.ingest([said("m2", start + 24 * HOUR, keys=("mid:2", "weak:bea|cup"))])
    desk.ingest([said("m3", start + 25 * HOUR, keys=("mid:3", "mid:1"))])
    desk.ingest([said("m4", start + 40 * 24 * HOUR, keys=("mid:4", "weak:bea|cup"))])
    owners = [owner for (owner,) in desk.rows(schema.message, "conversation_id")]
    assert owners[0] == owners[1] == owners[2] != owners[3]


def test_one_person_is_one_customer_over_conversations(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start, keys=("a",)), said("m2", start, keys=("b",))])
    desk.ingest([said("m3", start, keys=("c",)), said("m4", start, keys=("d",), customer=Party("", "Cy"))])
    assert len(desk.rows(schema.customer, "id")) == 2
    assert len(desk.rows(schema.conversation, "id")) == 4


def test_messages_of_one_millisecond_get_numbers_of_their_own(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ids = SameTail(1, desk.clock)
    desk.ingest([said(f"m{n}", at, keys=(f"k{n}",)) for n in range(50)])
    desk.ingest([said(f"n{n}", at, keys=(f"l{n}",)) for n in range(50)])
    numbers = [n for (n,) in desk.rows(schema.message, "n")]
    assert len(set(numbers)) == 100


class SameTail(SeededIds):
    """Ids whose lowest 20 bits are all the same."""

    def new(self) -> UUID:
        return UUID(int=super().new().int & ~((1 << 20) - 1))


# --- our own words coming back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["sending", "unknown", "ask_human"])
def test_an_echo_settles_a_reply_of_unknown_fate(desk: Desk, state: str) -> None:
    reply = _sent_into_the_dark(desk, state)
    desk.ingest([said("m2", desk.clock.now() + MINUTE, "it LEFT   today.", ours=True)])
    assert (desk.outbound(reply)["state"], desk.outbound(reply)["remote_key"]) == ("sent", "m2")
    assert len(desk.rows(schema.message, "id")) == 2


def test_our_marker_names_the_reply_even_when_words_differ(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "unknown")
    desk.ingest(
        [said("m2", desk.clock.now() + MINUTE, "rewritten by the platform", ours=True, own_key=reply.hex)]
    )
    assert desk.outbound(reply)["state"] == "sent"
    assert len(desk.rows(schema.message, "id")) == 2


def test_a_reply_that_was_never_tried_is_not_settled_by_the_same_words_from_elsewhere(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "queued", attempts=0)
    desk.ingest([said("m2", desk.clock.now() + MINUTE, "It left today.", ours=True)])
    assert desk.outbound(reply)["state"] == "queued"
    assert len(desk.rows(schema.message, "id")) == 3


def test_two_replies_with_the_same_words_take_one_echo_each(desk: Desk) -> None:
    first, second = _sent_into_the_dark(desk, "unknown"), desk.reply("It left today.")
    desk.work(
        lambda work: work.connection.execute(schema.outbound.update().values(state="unknown", attempts=1))
    )
    at = desk.clock.now() + MINUTE
    desk.ingest([said("e1", at, "It left today.", ours=True), said("e2", at, "It left today.", ours=True)])
    assert {desk.outbound(one)["remote_key"] for one in (first, second)} == {"e1", "e2"}
    assert len(desk.rows(schema.message, "id")) == 3


def test_an_echo_goes_to_the_reply_that_surely_arrived_before_one_that_may_have(desk: Desk) -> None:
    lost, sent = _sent_into_the_dark(desk, "unknown"), desk.reply("It left today.")
    _set(desk, sent, state="sent", attempts=1)
    at = desk.clock.now() + MINUTE
    desk.ingest([said("e1", at, "It left today.", ours=True)])
    assert (desk.outbound(lost)["state"], desk.outbound(sent)["remote_key"]) == ("unknown", "e1")
    desk.ingest([said("e2", at, "It left today.", ours=True)])
    assert (desk.outbound(lost)["state"], desk.outbound(lost)["remote_key"]) == ("sent", "e2")


def test_one_echo_settles_neither_of_two_replies_with_the_same_words(desk: Desk) -> None:
    first, second = _sent_into_the_dark(desk, "unknown"), desk.reply("It left today.")
    _set(desk, second, state="queued", attempts=1)
    desk.ingest([said("e1", desk.clock.now() + MINUTE, "It left today.", ours=True)])
    assert [desk.outbound(one)["state"] for one in (first, second)] == ["unknown", "queued"]


def _set(desk: Desk, one: OutboundId, **columns: object) -> None:
    change = schema.outbound.update().where(schema.outbound.c.id == one).values(columns)
    desk.work(lambda work: work.connection.execute(change))


def _sent_into_the_dark(desk: Desk, state: str, attempts: int = 1) -> OutboundId:
    desk.ingest([said("m1", desk.clock.now() - HOUR)])
    reply = desk.reply("It left today.")
    desk.work(
        lambda work: work.connection.execute(schema.outbound.update().values(state=state, attempts=attempts))
    )
    return reply


# --- news -------------------------------------------------------------------------------------------------------------


def test_a_late_refusal_brings_words_and_clock_back_once(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "sent")
    news = DeliveryNews("x", False, "bounced_for_good", desk.clock.now(), (f"own:{reply.hex}",), "bounce-1")
    desk.ingest([news])
    assert (desk.outbound(reply)["state"], desk.outbound(reply)["reason"]) == ("failed", "bounced_for_good")
    talk = desk.talk()
    assert (talk["status"], talk["waiting_since"]) == ("pending", desk.clock.now() - HOUR)
    assert desk.rows(schema.draft, "text") == [("It left today.",)]
    assert [kind for (kind,) in desk.rows(schema.activity, "kind")] == ["refused"]
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(state="sent")))
    desk.ingest([news])
    assert desk.outbound(reply)["state"] == "sent", "the same news counted twice"


def test_proof_of_delivery_settles_an_unknown_reply(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "unknown")
    desk.ingest([DeliveryNews("x", True, thread_keys=(f"own:{reply.hex}",), remote_key="d1")])
    assert desk.outbound(reply)["state"] == "sent"


def test_news_that_comes_too_late_changes_nothing_any_more(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "sent")
    marks = (f"own:{reply.hex}",)
    desk.ingest([DeliveryNews("x", True, thread_keys=marks)])
    assert desk.outbound(reply)["state"] == "sent"
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(state="cancelled")))
    desk.ingest([DeliveryNews("x", False, "bounced_for_good", thread_keys=marks)])
    assert desk.outbound(reply)["state"] == "cancelled"
    assert desk.rows(schema.draft, "text") == []


def test_a_refused_forward_restarts_nobodys_clock(desk: Desk) -> None:
    reply = _sent_into_the_dark(desk, "sent")
    desk.work(lambda work: work.connection.execute(schema.outbound.update().values(kind="forward")))
    clocks = desk.talk()["waiting_since"]
    desk.ingest([DeliveryNews("x", False, "bounced_for_good", thread_keys=(f"own:{reply.hex}",))])
    assert (desk.outbound(reply)["state"], desk.talk()["waiting_since"]) == ("failed", clocks)


def test_news_about_nobodys_message_is_no_news(desk: Desk) -> None:
    assert not desk.ingest([DeliveryNews("somebody-else", False)])


def test_no_response_needed_stops_the_clock_but_not_for_later_words(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start)])
    desk.ingest([NoResponseNeeded(("t:1",), start - MINUTE)])
    assert desk.talk()["status"] == "pending"
    desk.ingest([NoResponseNeeded(("t:1",), start + MINUTE), NoResponseNeeded(("t:none",), start)])
    assert (desk.talk()["status"], desk.talk()["waiting_since"]) == ("resolved", None)


def test_no_response_needed_twice_is_told_once_and_wakes_nothing_that_was_put_aside(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start)])
    desk.work(lambda work: work.connection.execute(schema.conversation.update().values(status="waiting")))
    for _ in range(2):
        desk.ingest([NoResponseNeeded(("t:1",), start + MINUTE)])
    assert desk.talk()["status"] == "waiting"
    assert [kind for (kind,) in desk.rows(schema.activity, "kind")] == ["no_response_needed"]


# --- orders -----------------------------------------------------------------------------------------------------------


def test_an_order_stands_beside_the_conversation_whichever_came_first(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start, keys=("a",), order_keys=("111-1",)), order("111-1", start)])
    desk.ingest([order("111-2", start)])
    desk.ingest([said("m2", start, keys=("b",), order_keys=("111-2",))])
    desk.ingest([said("m3", start, keys=("c",), order_keys=("111-3",))])
    desk.ingest([order("111-3", start)])
    assert len(desk.rows(schema.conversation_order, "order_id")) == 3


def test_item_and_buyer_point_to_the_order_where_nobody_names_it(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([order("111-1", start), order("111-2", start, lines=())])
    desk.ingest([said("m1", start, item_ref="ASIN1")])
    assert desk.talk()["order_key"] == "111-1"
    desk.ingest([said("m2", start, keys=("b",), item_ref="ASIN9")])
    desk.ingest([order("111-9", start, lines=(OrderLine("1", "S", "ASIN9", "Pot", 1, None),))])
    assert sorted(str(key) for (key,) in desk.rows(schema.conversation, "order_key")) == ["111-1", "111-9"]


def test_an_only_order_that_comes_late_finds_what_its_buyer_wrote_after_placing_it(desk: Desk) -> None:
    at = desk.clock.now()
    before, after = Party("ann@buyer.example", "Ann"), Party("bea@buyer.example", "Bea")
    desk.ingest(
        [said("m1", at - 2 * HOUR, keys=("a",), customer=before), said("m2", at, keys=("b",), customer=after)]
    )
    desk.ingest([order("111-1", at - HOUR, buyer_keys=(before.key,)), order("111-2", at - HOUR)])
    keys = sorted(str(key) for (key,) in desk.rows(schema.conversation, "order_key"))
    assert keys == ["", "111-2"]  # whoever wrote before he bought asked about something else
    desk.ingest([said("m3", at, keys=("c",), customer=Party("cal@buyer.example", "Cal"))])
    desk.ingest([order(key, at - HOUR, buyer_keys=("cal@buyer.example",)) for key in ("111-3", "111-4")])
    assert sorted(str(key) for (key,) in desk.rows(schema.conversation, "order_key")) == ["", "", "111-2"]


def test_who_was_known_by_an_address_alone_gets_the_name_that_his_order_tells(desk: Desk) -> None:
    start, nameless = desk.clock.now(), Party("bea@buyer.example", "")
    desk.ingest([said("m1", start, customer=nameless, author=nameless)])
    assert desk.rows(schema.customer, "name") == [("bea@buyer.example",)]
    changes = desk.ingest([order("1", start)])
    assert desk.rows(schema.customer, "name") == [("Bea",)]
    assert changes.conversations == {desk.talk()["id"]}
    desk.ingest([order("2", start, buyer_name="Beatrice"), order("3", start, buyer_name="")])
    assert desk.rows(schema.customer, "name") == [("Bea",)]


def test_only_a_newer_snapshot_replaces_an_order(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([order("1", start)])
    desk.ingest([order("1", start - HOUR, buyer_note="old")])
    desk.ingest([order("1", start + HOUR, buyer_note="new", shipments=())])
    assert desk.rows(schema.orders, "remote_key", "buyer_note") == [("1", "new")]
    assert desk.rows(schema.shipment, "tracking") == []
    assert {kind for (kind,) in desk.rows(schema.identifier, "kind")} == {"sku"}


def test_after_sales_follow_the_platforms_state(desk: Desk) -> None:
    case = AfterSale(AfterSaleKind.RETURN, "r1", "111-1", "opened", True)
    desk.ingest([case])
    desk.ingest([AfterSale(AfterSaleKind.RETURN, "r1", "111-1", "closed", False)])
    assert desk.rows(schema.after_sale, "state", "open") == [("closed", False)]


def test_a_case_that_names_only_a_line_is_news_of_its_order(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("m1", start), order("111-1", start)])
    (known,) = desk.rows(schema.orders, "id")
    changes = desk.ingest([AfterSale(AfterSaleKind.INQUIRY, "i1", "ASIN1-1", "OPEN", True)])
    assert changes.orders == {known[0]}
    assert not desk.ingest([AfterSale(AfterSaleKind.INQUIRY, "i2", "ASIN1-2", "OPEN", True)]).orders
    assert not desk.ingest([AfterSale(AfterSaleKind.INQUIRY, "i3", "nothing", "OPEN", True)]).orders


def test_the_cursor_is_stored_with_its_items(desk: Desk) -> None:
    desk.ingest([said("m1", desk.clock.now())], cursor="c-1")
    assert desk.rows(schema.cursor, "stream", "cursor") == [("messages", "c-1")]


@pytest.mark.parametrize("first", ["letter", "copy", "one page"])
def test_a_reply_from_the_sent_folder_and_its_copy_are_one_message(desk: Desk, first: str) -> None:
    start = desk.clock.now()
    photo = RemoteFile("cup.png", "image/png", 9, mail_part="1.2")
    letter = said("mid:l", start, "It left  today.", ours=True, files=(photo,), raw_key="raw-l", refs=("l",))
    copy = said("copy:mid:c", start + MINUTE, "it left today.", ours=True, raw_key="raw-c")
    story = {"letter": ([letter], [copy]), "copy": ([copy], [letter]), "one page": ([copy, letter], [])}[
        first
    ]
    desk.ingest([said("q", start - HOUR)], imported=True)
    for page in (*story, [copy, letter]):
        desk.ingest(page, imported=True)
    ours = desk.rows(schema.message, "remote_key", "raw_key", "direction")[1:]
    assert ours == [("mid:l", "raw-l", "outbound")]
    assert desk.rows(schema.attachment, "name") == [("cup.png",)]
    assert desk.talk()["message_count"] == 2


def test_the_same_words_on_another_day_or_still_unsent_are_another_message(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("q", start)])
    desk.ingest([said("mid:l", start + MINUTE, "Thanks!", ours=True)])
    desk.ingest([said("copy:mid:c", start + HOUR, "Thanks!", ours=True)])
    desk.ingest([said("copy:mid:d", start + MINUTE, "Thank you!", ours=True)])
    desk.reply("Gladly.")
    desk.ingest([said("copy:mid:e", desk.clock.now(), "Gladly.", ours=True)])
    keys = [key for (key,) in desk.rows(schema.message, "remote_key") if key]
    assert sorted(map(str, keys)) == ["copy:mid:c", "copy:mid:d", "copy:mid:e", "mid:l", "q"]


def marks(desk: Desk) -> list[str]:
    """What the timeline says of each message's mail."""
    with closing(open_local_reader(desk.path, KEY, facts)) as reader:
        talk = reader.conversation(ConversationId(desk.talk()["id"]), desk.agent)  # type: ignore[arg-type]  # a row
        return [str(one.mailbox) for one in talk.items if isinstance(one, MessageItem)]


def test_a_mail_that_went_from_its_folder_stays_here_and_is_marked(desk: Desk) -> None:
    start = desk.clock.now()
    for uid, key in ((1, "mid:a"), (2, "mid:b")):
        desk.ingest([said(key, start, key, lies_at=MailPlace("INBOX", 7, uid, answered=False))])
    assert marks(desk) == ["", ""]
    changes = desk.ingest([FolderNews("INBOX", 7, frozenset({2}))])
    assert marks(desk) == ["gone", ""]
    assert changes.conversations == {desk.talk()["id"]}
    desk.ingest([FolderNews("INBOX", 6, frozenset())])
    assert marks(desk) == ["gone", ""]  # numbers of another time say nothing
    desk.ingest([said("mid:a", start, "again", lies_at=MailPlace("Kept", 3, 9, answered=False))])
    assert marks(desk) == ["", ""]  # it was moved
    desk.ingest([FolderNews("Kept", 3, frozenset())])
    desk.ingest([FolderNews("INBOX", 7, frozenset({1, 2}))])
    assert marks(desk) == ["", ""]  # and put back
    assert desk.talk()["message_count"] == 2


def test_a_mail_answered_in_another_program_is_marked_until_an_answer_is_here(desk: Desk) -> None:
    start = desk.clock.now()
    desk.ingest([said("mid:a", start, lies_at=MailPlace("INBOX", 7, 1, answered=False))])
    desk.ingest([FolderNews("INBOX", 7, answered={1: True, 5: True})])
    assert marks(desk) == ["answered"]
    assert desk.talk()["waiting_since"] == start  # a mark proves no answer: the customer still waits
    desk.ingest([FolderNews("INBOX", 7, answered={1: True})])
    desk.ingest([said("mid:r", start + MINUTE, "It left.", ours=True)])
    assert marks(desk) == ["", ""]
    assert desk.talk()["waiting_since"] is None
    desk.ingest([FolderNews("INBOX", 7, answered={1: False})])
    assert desk.rows(schema.mail_place, "answered") == [(False,)]


def test_a_message_about_no_product_goes_beside_its_fitting_or_only_order_and_beside_none_of_several(
    desk: Desk,
) -> None:
    at = desk.clock.now()
    desk.ingest([order("111-1", at)])
    desk.ingest([said("m1", at, keys=("a",))])
    assert desk.talk()["order_key"] == "111-1"
    other = (OrderLine("1", "SKU-9", "ASIN9", "Jug", 1, Money(999, "EUR")),)
    desk.ingest([order("111-2", at, lines=other)])
    desk.ingest([said("m2", at, keys=("b",)), said("m3", at, keys=("c",), item_ref="ASIN9")])
    keys = sorted(str(key) for (key,) in desk.rows(schema.conversation, "order_key"))
    assert keys == ["", "111-1", "111-2"]


def test_an_order_whose_buyer_nobody_names_is_kept_without_one(desk: Desk) -> None:
    desk.ingest([order("111-1", desk.clock.now(), buyer_keys=())])
    assert desk.rows(schema.orders, "remote_key", "customer_id") == [("111-1", None)]
    assert desk.rows(schema.customer, "name") == []


# --- what was sent on to somebody else ------------------------------------------------------------------------------


def _sent_on(desk: Desk) -> ForwardMessage:
    talk = desk.talk()
    command = ForwardMessage(
        id=CommandId(desk.ids.new()), agent=desk.agent, conversation=ConversationId(talk["id"]),  # type: ignore[arg-type]
        outbound=OutboundId(desk.ids.new()), message=MessageId(desk.ids.new()),
        forwarded=MessageId(talk["last_message_id"]), to=("lager@shop.example",), text="Bitte prüfen",  # type: ignore[arg-type]
    )  # fmt: skip
    desk.do(command)
    return command


def test_a_customer_who_writes_again_after_a_forward_has_waited_since_his_first_words(desk: Desk) -> None:
    asked = desk.clock.now()
    desk.ingest([said("m1", asked)])
    before = desk.talk()
    desk.clock.advance(HOUR)
    _sent_on(desk)
    desk.clock.advance(HOUR)
    desk.ingest([said("m2", desk.clock.now(), "Hello?")])
    talk = desk.talk()
    assert talk["waiting_since"] == asked
    assert [talk[name] for name in ("status", "due", "platform_due", "internal_due")] == [
        before[name] for name in ("status", "due", "platform_due", "internal_due")
    ]


def test_an_older_message_that_arrives_late_is_not_answered_by_a_forward(desk: Desk) -> None:
    asked = desk.clock.now()
    desk.ingest([said("m1", asked + HOUR)])
    desk.clock.advance(2 * HOUR)
    _sent_on(desk)
    desk.clock.advance(HOUR)
    desk.ingest([said("m0", asked, "First of all: where is it?")])
    assert desk.talk()["waiting_since"] == asked


def test_splitting_and_moving_leave_a_forwards_customer_waiting(desk: Desk) -> None:
    asked = desk.clock.now()
    desk.ingest([said("m1", asked)])
    desk.clock.advance(HOUR)
    _sent_on(desk)
    desk.clock.advance(HOUR)
    desk.ingest([said("m2", desk.clock.now(), "And another thing")])
    talk, newest = desk.talk(), desk.talk()["last_message_id"]
    desk.do(
        SplitConversation(
            id=CommandId(desk.ids.new()), agent=desk.agent, conversation=talk["id"], messages=(newest,),  # type: ignore[arg-type]
            new_conversation=ConversationId(desk.ids.new()), activity=ActivityId(desk.ids.new()),
        )
    )  # fmt: skip
    kept = desk.load(talk["id"])  # type: ignore[arg-type]
    assert (kept["waiting_since"], kept["status"]) == (asked, "pending")


def test_a_colleagues_forward_holds_nobodys_reply(desk: Desk) -> None:
    desk.ingest([said("m1", desk.clock.now())])
    seen = desk.talk()["last_message_id"]
    other = AgentId(desk.ids.new())
    row = {
        "id": other,
        "name": "Bo",
        "role": "agent",
        "active": True,
        "pin_hash": "",
        "created_at": desk.clock.now(),
    }
    desk.work(lambda work: work.connection.execute(schema.agent.insert().values(**row)))
    mine, desk.agent = desk.agent, other
    _sent_on(desk)
    desk.agent = mine
    reply = desk.reply("It left today.", base=seen)  # type: ignore[arg-type]
    assert desk.outbound(reply)["state"] == "queued"
