"""The middle and right panes, the outbox and the pages of settings show what is stored, and nothing that is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, update

from app.domain import commands as c
from app.domain.cards import Card, CardKind
from app.domain.channel_facts import ChannelFacts
from app.domain.contact import Silence
from app.domain.conversations import ActivityKind, Status
from app.domain.drafts import Draft, FirstDraft
from app.domain.health import StreamRow
from app.domain.orders import OrderStatus
from app.domain.outbox import SendState
from app.domain.readmodels import (
    ActivityItem,
    ConversationView,
    KeptDraft,
    MessageItem,
    MissingOrder,
    NoteItem,
    Standstill,
    View,
    ViewKind,
)
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.domain.values import AgentId, ConversationId, Money, OrderId
from app.services.handlers import handle
from app.store import schema
from app.store.conversations import change_conversation
from app.store.cursors import Place, keep_place
from app.store.facts import note_fact
from app.store.messages import bind_files
from app.store.quarantine import Unread, put_aside
from app.store.queries import LocalReader
from app.store.queries_conversation import read_conversation
from app.store.queries_lists import read_shops
from app.store.shops import set_health
from tests.builders import Story
from tests.services.scenes import SCENES, Stage


@pytest.fixture
def stage(story: Story) -> Stage:
    return Stage(story)


def write(stage: Stage, table: Any, **values: Any) -> None:
    with stage.story.work() as work:
        work.connection.execute(insert(table).values(**values))


# --- the conversation -----------------------------------------------------------------------------------------------


def test_cards_stand_under_their_own_message_in_the_order_they_were_sent(
    stage: Stage, reader: LocalReader
) -> None:
    first, second = stage.story.newest(stage.talk), stage.story.a_message(stage.talk, "Und das?")
    later = {"ref": "305-1", "title": "Flask", "shade": "of a later version"}
    rows = ((first, 1, "sticker", {}), (second, 0, "item", later), (first, 0, "unknown", {"name": "coupon"}))
    for message, position, kind, fields in rows:
        write(stage, schema.card, message_id=message, position=position, kind=kind, fields=fields)
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    assert [item.cards for item in view.items if isinstance(item, MessageItem)] == [
        (Card(CardKind.UNKNOWN, name="coupon"), Card(CardKind.STICKER)),
        (Card(CardKind.ITEM, "305-1", "Flask"),),
    ]


def test_messages_notes_and_history_stand_in_one_stream(stage: Stage, reader: LocalReader) -> None:
    stage.with_note()
    stage.story.clock.advance(timedelta(minutes=1))
    stage.with_tag()
    stage.story.clock.advance(timedelta(minutes=1))
    stage.queued()
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    kinds = [type(item) for item in view.items]
    assert kinds == [MessageItem, NoteItem, ActivityItem, MessageItem]
    _, note, history, reply = view.items
    assert isinstance(note, NoteItem)
    assert (note.author, note.text) == ("林小码", "Kennt Chef")
    assert isinstance(history, ActivityItem)
    assert (history.kind, history.detail, history.who) == (ActivityKind.TAGGED, {"tag": "物流"}, "林小码")
    assert isinstance(reply, MessageItem)
    assert (reply.send_state, reply.agent_name) == (SendState.QUEUED, "林小码")
    assert reply.undo_until == stage.story.clock.now() + timedelta(seconds=10)
    assert (view.customer, view.participants) == (stage.customer, ("Maria Schmidt", "林小码"))
    assert (view.reply_limit, view.can_copy, view.can_attach, view.cannot_reply) == (2000, False, True, "")


def test_the_newest_come_first_and_earlier_ones_can_be_asked_for(stage: Stage, reader: LocalReader) -> None:
    for n in range(10):
        stage.story.clock.advance(timedelta(seconds=1))
        stage.story.a_message(stage.talk, f"Zeile {n}")
    view = reader.conversation(stage.talk, stage.agent, newest=4)
    assert view is not None
    assert [item.text for item in view.items if isinstance(item, MessageItem)] == [
        f"Zeile {n}" for n in (6, 7, 8, 9)
    ]
    assert view.earlier
    whole = reader.conversation(stage.talk, stage.agent, newest=11)
    assert whole is not None
    assert not whole.earlier


def test_files_lie_beside_their_message_or_in_the_draft(stage: Stage, reader: LocalReader) -> None:
    sent, kept = stage.story.a_file(stage.talk, "sent.pdf"), stage.story.a_file(stage.talk, "kept.pdf")
    stage.do(stage.a_reply(files=(sent,)))
    stage.do(
        stage.named(c.KeepDraft, conversation=stage.talk, text="Halb", files=(kept,), cc=("a@b.example",))
    )
    note = stage.named(c.KeepDraft, conversation=stage.talk, text="Nur für uns", as_note=True)
    stage.do(note)
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    reply = view.items[-1]
    assert isinstance(reply, MessageItem)
    assert [file.name for file in reply.attachments] == ["sent.pdf"]
    assert [file.name for file in view.reply_draft.files] == ["kept.pdf"]
    assert view.reply_draft.words == Draft("Halb", (kept,), ("a@b.example",))
    assert (view.note_draft.words, view.note_draft.saved_by) == (Draft("Nur für uns"), note.id)
    assert view.row.has_draft
    other = reader.conversation(stage.talk, stage.other)
    assert other is not None
    assert (other.reply_draft, other.note_draft) == (KeptDraft(), KeptDraft())


def seen(stage: Stage, reader: LocalReader, facts: ChannelFacts) -> ConversationView:
    view = read_conversation(
        reader._connection, stage.talk, stage.agent, 60, lambda channel: facts, lambda *_: ""
    )
    assert view is not None
    return view


def test_what_a_silent_customer_was_told_is_counted_before_anybody_writes(
    stage: Stage, reader: LocalReader
) -> None:
    rule = ChannelFacts("market", silence=Silence(timedelta(days=1), 2))
    stage.do(stage.a_reply(text="Gleich nach der Frage"))
    stage.story.clock.advance(timedelta(days=2))
    stage.do(stage.a_reply(text="Eins"))
    assert seen(stage, reader, rule).cannot_reply == ""
    stage.do(stage.a_reply(text="Zwei"))
    assert seen(stage, reader, rule).cannot_reply == "said_enough"
    assert seen(stage, reader, ChannelFacts("market")).cannot_reply == ""
    with stage.story.work() as work:
        work.connection.execute(
            update(schema.outbound).where(schema.outbound.c.text == "Zwei").values(state="cancelled")
        )
    assert seen(stage, reader, rule).cannot_reply == ""
    stage.do(stage.a_reply(text="Zwei noch einmal"))
    stage.story.a_message(stage.talk, "Bin wieder da")
    assert seen(stage, reader, rule).cannot_reply == ""


def test_the_time_to_answer_is_over_at_a_moment_that_the_view_knows(
    stage: Stage, reader: LocalReader
) -> None:
    stage.story.clock.advance(timedelta(hours=1))
    stage.story.a_message(stage.talk, "Noch etwas")
    wrote = stage.story.clock.now()
    view = seen(stage, reader, ChannelFacts("market", reply_window=timedelta(days=7)))
    assert view.shut_at == wrote + timedelta(days=7)
    assert view.as_of(view.shut_at).cannot_reply == ""
    assert view.as_of(view.shut_at + timedelta(seconds=1)).cannot_reply == "reply_window_closed"
    assert seen(stage, reader, ChannelFacts("market")).shut_at is None


def test_what_was_begun_to_a_buyer_is_found_by_the_order_and_by_whoever_began_it(
    stage: Stage, reader: LocalReader
) -> None:
    label = stage.a_new_file()
    stage.do(stage.named(c.KeepFirstDraft, order=stage.order, subject="Paket", text="Guten", files=(label,)))
    assert reader.first_draft(stage.order, stage.agent) == FirstDraft("Paket", "Guten", (label,))
    assert reader.first_draft(stage.order, stage.other) == FirstDraft()


def test_a_merged_conversation_shows_where_it_went(stage: Stage, reader: LocalReader) -> None:
    stage.do(SCENES["MergeConversations"](stage))
    view, context = reader.conversation(stage.second, stage.agent), reader.context(stage.second, stage.agent)
    assert view is not None
    assert context is not None
    assert (view.row.id, context.conversation) == (stage.talk, stage.talk)


def test_what_does_not_exist_is_none(stage: Stage, reader: LocalReader) -> None:
    nowhere = ConversationId(UUID(int=5))
    assert reader.conversation(nowhere, stage.agent) is None
    assert reader.context(nowhere, stage.agent) is None
    assert reader.order(OrderId(UUID(int=5))) is None
    assert reader.inbox_rows([nowhere], stage.agent) == ()
    assert reader.inbox_rows([], stage.agent) == ()


def test_copies_and_forwards_say_who_else_reads(stage: Stage, reader: LocalReader) -> None:
    command = stage.a_forward()
    stage.do(command)
    view = reader.conversation(command.conversation, stage.agent)
    assert view is not None
    sent = [item for item in view.items if isinstance(item, MessageItem)][-1]
    assert sent.recipients == "lager@shop.example, chef@shop.example"
    with stage.story.work() as work:
        work.connection.execute(update(schema.message).values(reply_refs={"cc": "a@x.example b@x.example"}))
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    first = view.items[0]
    assert isinstance(first, MessageItem)
    assert first.recipients == "a@x.example, b@x.example"


def test_a_reply_says_what_kind_of_message_it_was(stage: Stage, reader: LocalReader) -> None:
    stage.queued(text="", form="review_request")
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    sent = [item for item in view.items if isinstance(item, MessageItem)][-1]
    assert (sent.form, sent.text) == ("review_request", "")


def test_the_store_says_what_it_knows_of_each_stream(stage: Stage, reader: LocalReader) -> None:
    login, now = stage.story.a_login(), stage.story.clock.now()
    with stage.story.work() as work:
        keep_place(work, login, "messages", Place("1"), now)
        keep_place(work, login, "backfill:messages", Place("2", finished=True), now)
        put_aside(work, login, "messages", [Unread("k", "broken_answer", "b", 9)], now)
    known = reader.stored_health()
    assert known.streams == (
        StreamRow(login, "backfill:messages", now, "", True), StreamRow(login, "messages", now, "", False),
    )  # fmt: skip
    assert known.quarantined == {login: 1}
    assert len(known.shops) == 2


def test_why_nothing_can_be_sent_is_told(stage: Stage, reader: LocalReader) -> None:
    with stage.story.work() as work:
        change_conversation(work, stage.talk, can_reply="amazon_notice")
    first = reader.conversation(stage.talk, stage.agent)
    stage.do(stage.named(c.RemoveShop, shop=stage.shop, with_data=False))
    second = reader.conversation(stage.talk, stage.agent)
    assert first is not None
    assert second is not None
    assert (first.cannot_reply, second.cannot_reply) == ("amazon_notice", "shop_removed")


def test_the_customers_clock_is_asked_for_by_country_and_region(stage: Stage, file: Any) -> None:
    from app.store.queries import open_local_reader
    from tests.store.conftest import KEY

    stage.with_link()
    reader = open_local_reader(
        file, KEY, stage.story.facts, zones=lambda country, region: f"{country}/{region}"
    )
    view = reader.conversation(stage.talk, stage.agent)
    reader.close()
    assert view is not None
    assert view.timezone == "DE/"


# --- the context ----------------------------------------------------------------------------------------------------


def test_the_platforms_page_of_the_order_is_known(stage: Stage, reader: LocalReader) -> None:
    assert reader.conversation(stage.talk, stage.agent).page == ""  # type: ignore[union-attr]
    stage.with_link()
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    assert view.page == "https://market.example/o"


def test_the_whole_history_is_counted_and_shown_as_far_as_it_is_asked_for(
    stage: Stage, reader: LocalReader
) -> None:
    for number in range(3):
        stage.story.an_order(stage.shop, stage.customer, f"302-0000000-111111{number}")
    few, all_ = (reader.context(stage.talk, stage.agent, history) for history in (1, 100))
    assert few is not None
    assert all_ is not None
    count = few.history_count
    assert count >= 3
    assert (len(few.history), len(all_.history), all_.history_count) == (1, count, count)
    others = few.customer.conversation_count
    assert (len(few.customer.conversations), len(all_.customer.conversations)) == (min(1, others), others)


def test_every_tag_in_use_is_named_once(stage: Stage, reader: LocalReader) -> None:
    assert reader.tags() == ()
    for conversation, tag in ((stage.talk, "b"), (stage.second, "b"), (stage.talk, "a")):
        write(stage, schema.conversation_tag, conversation_id=conversation, tag=tag)
    assert reader.tags() == ("a", "b")


def test_orders_stand_beside_the_conversation(stage: Stage, reader: LocalReader) -> None:
    second = stage.story.an_order(stage.shop, stage.customer, "302-0000000-1111111")
    stage.with_link()
    write(
        stage,
        schema.picture,
        shop_id=stage.shop,
        item_ref="ITEM7",
        url="https://x.example/p",
        blob_key="beef",
    )
    write(
        stage, schema.after_sale, shop_id=stage.shop, kind="return", remote_key="r1", state="OPEN", open=True,
        order_key="302-8812345-6677001", reason="zu klein", due=None, opened_at=None, amount_minor=4599, currency="EUR",
    )  # fmt: skip
    context = reader.context(stage.talk, stage.agent)
    assert context is not None
    (near,) = context.orders
    assert (near.id, near.attached_by_hand, near.total, near.pictures) == (
        stage.order, True, Money(4599, "EUR"), ("beef",),
    )  # fmt: skip
    assert near.recipient.lines == ("Hafenweg 3",)
    assert (near.lines[0].sku, near.lines[0].picture) == ("LAMP-07-BLK", "https://x.example/p")
    assert near.shipments[0].status is OrderStatus.IN_TRANSIT
    assert (near.after_sales[0].reason, near.after_sales[0].open) == ("zu klein", True)
    assert [card.id for card in context.history] == [second]
    assert context.history_count == 1
    assert reader.order(second) == context.history[0]
    customer = context.customer
    assert (customer.name, customer.order_count, customer.spent) == (
        "Maria Schmidt",
        2,
        (Money(9198, "EUR"),),
    )
    assert customer.identities == (("market", "maria@buyer.example"),)
    assert [row.id for row in customer.conversations] == [stage.second]


def test_a_matter_that_names_only_a_line_stands_at_its_order(stage: Stage, reader: LocalReader) -> None:
    stage.with_link()
    context = reader.context(stage.talk, stage.agent)
    assert context is not None
    line = context.orders[0].lines[0]
    for number, name in (("i1", f"{line.item_ref}-{line.line_id}"), ("i2", f"{line.item_ref}-0")):
        write(
            stage, schema.after_sale, shop_id=stage.shop, kind="inquiry", remote_key=number, state="OPEN", open=True,
            order_key=name, reason="", due=None, opened_at=None, amount_minor=None, currency="",
        )  # fmt: skip
    context = reader.context(stage.talk, stage.agent)
    assert context is not None
    assert [matter.remote_key for matter in context.orders[0].after_sales] == ["i1"]


@pytest.mark.parametrize(
    "typed", ["7001", "8812345-6677001", "302-8812345-6677001", "2557", "7-BLK", "lamp07blk"]
)
def test_an_order_is_found_by_the_end_of_any_of_its_numbers(
    stage: Stage, reader: LocalReader, typed: str
) -> None:
    assert [card.id for card in reader.find_orders(typed)] == [stage.order]


def test_too_little_finds_no_order(stage: Stage, reader: LocalReader) -> None:
    assert reader.find_orders("001") == ()
    assert reader.find_orders("99999") == ()


# --- the pages ------------------------------------------------------------------------------------------------------


def test_the_outbox_shows_held_replies_with_what_arrived(stage: Stage, reader: LocalReader) -> None:
    held = stage.held()
    (row,) = reader.outbox()
    assert (row.id, row.state, row.news, row.news_from) == (
        held,
        SendState.NEEDS_REVIEW,
        "Und?",
        "Maria Schmidt",
    )
    badges = reader.badges(stage.agent, stage.story.clock.now())
    assert (badges.outbox, badges.outbox_troubled) == (1, 1)


def test_the_outbox_shows_everything_that_leaves(stage: Stage, reader: LocalReader) -> None:
    photo = stage.story.a_file(stage.talk, "lid.jpg")
    outbound = stage.queued(files=(photo,), form="review_request", text="")
    (row,) = reader.outbox()
    assert (row.id, row.text, row.form, row.forwarded) == (outbound, "", "review_request", False)
    assert [file.name for file in row.files] == ["lid.jpg"]


def test_a_forward_in_the_outbox_names_who_gets_it_and_not_the_customer(
    stage: Stage, reader: LocalReader
) -> None:
    stage.do(stage.a_forward())
    (row,) = reader.outbox()
    assert (row.customer_name, row.forwarded, row.cc) == ("lager@shop.example, chef@shop.example", True, ())


def test_a_forward_shows_the_files_that_travel_with_it(stage: Stage, reader: LocalReader) -> None:
    command = stage.a_forward()
    photo = stage.story.a_file(command.conversation, "lid.jpg")
    with stage.story.work() as work:
        bind_files(work, (photo,), command.conversation, command.forwarded)
    stage.do(replace(command, files=(photo,)))
    view = reader.conversation(command.conversation, stage.agent)
    assert view is not None
    shown = [item.attachments for item in view.items if isinstance(item, MessageItem)]
    assert [[file.name for file in files] for files in shown] == [["lid.jpg"], ["lid.jpg"]]


def test_a_resting_shop_says_so_in_conversation_and_outbox(stage: Stage, reader: LocalReader) -> None:
    stage.queued()
    stage.do(stage.named(c.SetShopState, shop=stage.shop, state="paused"))
    (row,) = reader.outbox()
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    assert (row.paused, view.paused) == (True, True)


def test_a_forward_counts_neither_as_an_answer_nor_as_a_reply_of_the_day(
    stage: Stage, reader: LocalReader
) -> None:
    command = stage.a_forward()
    stage.do(command)
    now = stage.story.clock.now()
    with stage.story.work() as work:
        work.connection.execute(update(schema.outbound).values(state="sent", sent_at=now))
    assert reader.sync_state(now).replied_today == 0


def test_an_arrival_is_told_in_the_customers_words_though_our_reply_is_newer(
    stage: Stage, reader: LocalReader
) -> None:
    stage.queued()
    (row,) = reader.inbox_rows((stage.talk,), stage.agent)
    assert row.preview == "Kommt morgen."
    assert reader.customer_words((stage.talk, stage.second)) == {
        stage.talk: "Wo ist mein Paket?", stage.second: "Nochmal ich",
    }  # fmt: skip


def test_an_arrival_without_words_is_told_by_its_picture(stage: Stage, reader: LocalReader) -> None:
    photo = stage.story.a_file(stage.talk, "broken.jpg")
    message = stage.story.a_message(stage.talk, "")
    with stage.story.work() as work:
        bind_files(work, [photo], stage.talk, message)
    assert reader.customer_words((stage.talk,)) == {stage.talk: "broken.jpg"}


def test_a_shop_that_needs_a_sign_in_says_what_stands_still(stage: Stage, reader: LocalReader) -> None:
    login = stage.story.a_login()
    write(stage, schema.shop_login, shop_id=stage.shop, role="mail", login_id=login)
    since = stage.story.clock.now()
    stage.queued()
    with stage.story.work() as work:
        assert set_health(work, login, Health.SIGN_IN, "wrong_password", since)
        assert not set_health(work, login, Health.SIGN_IN, "wrong_password", since + timedelta(hours=1))
    badges = reader.badges(stage.agent, since).shops
    first = reader.sync_state(since).next_due
    assert [badge.standstill for badge in badges] == [Standstill(since, 1, first, "Maria Schmidt"), None]
    stage.do(stage.many(c.SetStatus, status=Status.RESOLVED, base_last_messages=stage.bases))
    (still, _) = (badge.standstill for badge in reader.badges(stage.agent, since).shops)
    assert still == Standstill(since, 1, None, "")


def test_a_refused_reply_stays_in_the_outbox_but_is_not_unsent(stage: Stage, reader: LocalReader) -> None:
    stage.queued(SendState.SENDING, SendState.FAILED)
    now = stage.story.clock.now()
    assert [row.state for row in reader.outbox()] == [SendState.FAILED]
    assert (reader.badges(stage.agent, now).outbox, reader.badges(stage.agent, now).outbox_troubled) == (0, 1)
    assert reader.sync_state(now).unsent == 0


def test_templates_that_fit_come_first(stage: Stage, reader: LocalReader) -> None:
    made = {}
    for title, language, channel in [
        ("Alles", "", ""),
        ("Deutsch", "de", "market"),
        ("English", "en", "email"),
    ]:
        command = stage.named(c.SaveTemplate, template=stage.new(), title=title, body=f"{title} Rückgabe",
                              language=language, channel=channel)  # fmt: skip
        stage.do(command)
        made[title] = command.template
    assert [row.title for row in reader.templates("market", "de")] == ["Deutsch", "Alles", "English"]
    assert [row.title for row in reader.templates(text="RÜCKGABE engl")] == ["English"]
    stage.do(stage.a_reply(template=made["English"]))
    assert reader.templates()[0].title == "English"
    assert reader.templates(text="nichts davon") == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("6677001", True), ("order:6677001", True), ("094042557", True), ("LAMP-07-BLK", False), ("Maria 6677001", False),
     ("01", False), ("Lampe", False), ("is:nonsense", False), ("order:999999", False)],
)  # fmt: skip
def test_an_order_nobody_wrote_about_is_found_by_its_numbers(
    stage: Stage, reader: LocalReader, typed: str, found: bool
) -> None:
    cards = reader.silent_orders(typed, stage.story.clock.now())
    assert [card.id for card in cards] == ([stage.order] if found else [])


def test_an_order_that_a_conversation_is_about_is_found_with_the_conversation(
    stage: Stage, reader: LocalReader
) -> None:
    now = stage.story.clock.now()
    with stage.story.work() as work:
        change_conversation(work, stage.talk, order_key="302-8812345-6677001")
    assert reader.silent_orders("6677001", now) == ()
    with stage.story.work() as work:
        change_conversation(work, stage.talk, order_key="")
    write(stage, schema.conversation_order, conversation_id=stage.talk, order_id=stage.order, by_hand=True)
    assert reader.silent_orders("6677001", now) == ()


def test_the_page_that_stops_the_platforms_clock_is_read_with_the_conversation(
    stage: Stage, reader: LocalReader
) -> None:
    with stage.story.work() as work:
        change_conversation(work, stage.talk, reply_refs={"no_response_url": "https://market.example/none"})
    view = reader.conversation(stage.talk, stage.agent)
    assert view is not None
    assert view.no_response == "https://market.example/none"


def test_where_no_order_stands_beside_a_conversation_it_is_said_what_is_known_of_it(
    stage: Stage, reader: LocalReader
) -> None:
    def missing() -> MissingOrder | None:
        view = reader.context(stage.talk, stage.agent)
        assert view is not None
        return view.missing

    assert missing() == MissingOrder("", "market", "", ())
    with stage.story.work() as work:
        refs = {"order_url": "https://market.example/o/1"}
        change_conversation(work, stage.talk, order_key="302-1", reply_refs=refs)
    assert missing() == MissingOrder("302-1", "market", "https://market.example/o/1", ())
    write(stage, schema.conversation_order, conversation_id=stage.talk, order_id=stage.order, by_hand=True)
    assert missing() is None


def test_shops_are_shown_with_their_logins_and_how_they_do(stage: Stage, reader: LocalReader) -> None:
    login = stage.story.a_login()
    write(stage, schema.shop_login, shop_id=stage.shop, role="mail", login_id=login)
    now = stage.story.clock.now()
    for stream, done in (("live", 0), ("backfill", 40)):
        write(
            stage, schema.cursor, login_id=login, stream=stream, cursor="1", pulled_at=now, ok_at=now, reason="",
            done=done, all=done * 2, finished=False,
        )  # fmt: skip
    first, second = reader.shops()
    assert (first.id, first.conversations, second.id) == (stage.shop, 2, stage.mail)
    row = first.logins["mail"]
    assert (row.health, row.last_pull_at, row.backfill_done, row.backfill_all) == (Health.OK, now, 40, 80)
    badges = reader.badges(stage.agent, now).shops
    assert [(badge.health, badge.open_count, badge.state) for badge in badges] == [
        (Health.OK, 2, ShopState.ACTIVE), (Health.UNKNOWN, 0, ShopState.ACTIVE),
    ]  # fmt: skip
    stage.do(stage.named(c.RemoveShop, shop=stage.mail, with_data=False))
    assert [row.id for row in reader.shops()] == [stage.shop]


def test_a_shop_that_is_a_site_says_its_site_as_people_call_it(stage: Stage, reader: LocalReader) -> None:
    settings = {"marketplaces": "A1PA6795UKMFR9 XX"}
    with stage.story.work() as work:
        work.connection.execute(
            update(schema.shop)
            .where(schema.shop.c.id == stage.shop)
            .values(remote_key="A2SELLER@A1PA6795UKMFR9", settings=settings)
        )

    def facts(channel: str) -> ChannelFacts:
        return ChannelFacts(channel, site_names={"A1PA6795UKMFR9": "Amazon.de"})

    first, second = read_shops(reader._connection, facts)
    assert (first.seller, first.sites) == ("A2SELLER", ("Amazon.de", "XX"))
    assert (second.seller, second.sites) == (second.remote_key, ())


def test_a_shop_with_a_number_of_its_own_does_not_say_it_twice(stage: Stage, reader: LocalReader) -> None:
    with stage.story.work() as work:
        work.connection.execute(
            update(schema.shop)
            .where(schema.shop.c.id == stage.shop)
            .values(remote_key="7494049642642441621", settings={"marketplaces": "7494049642642441621"})
        )
    row = next(one for one in reader.shops() if one.id == stage.shop)
    assert (row.seller, row.sites) == ("7494049642642441621", ())


def test_the_status_bar_tells_the_day(stage: Stage, reader: LocalReader, file: Any) -> None:
    now = stage.story.clock.now()
    state = reader.sync_state(now)
    assert (state.next_due_customer, state.replied_today, state.last_sync) == ("Maria Schmidt", 0, None)
    assert state.next_due == now - timedelta(hours=1) + timedelta(hours=8)
    reply = stage.queued(SendState.SENDING, SendState.SENT)
    with stage.story.work() as work:
        work.connection.execute(
            update(schema.outbound)
            .where(schema.outbound.c.id == reply)
            .values(sent_at=now - timedelta(hours=10))
        )
    assert reader.sync_state(now).replied_today == 0
    from app.store.queries import open_local_reader
    from tests.store.conftest import KEY

    eastern = open_local_reader(file, KEY, zone=timezone(timedelta(hours=-8)))
    assert eastern.sync_state(datetime(2026, 3, 2, 6, 0, tzinfo=UTC)).replied_today == 1
    eastern.close()
    stage.do(stage.many(c.SetStatus, status=Status.RESOLVED, base_last_messages=stage.bases))
    assert reader.sync_state(now).next_due is None


def test_agents_and_quarantine_are_listed(stage: Stage, reader: LocalReader) -> None:
    stage.do(
        stage.named(
            c.SaveAgent, subject=stage.other, name="Bea Kahn", role=Role.AGENT, active=False, pin_hash="x"
        )
    )
    assert [(row.name, row.initials, row.active, row.has_pin) for row in reader.agents()] == [
        ("林小码", "林", True, False), ("Bea Kahn", "BK", False, True),
    ]  # fmt: skip
    assert reader.quarantine() == ()
    now = stage.story.clock.now()
    write(
        stage, schema.quarantine, login_id=stage.new(), stream="messages", remote_key="k", reason="mail_broken", at=now,
        tries=2, blob_key="cafe", size=9,
    )  # fmt: skip
    (row,) = reader.quarantine()
    assert (row.reason, row.at, row.tries, row.size) == ("mail_broken", now, 2, 9)
    assert reader.badges(stage.agent, now).quarantine == 1


def test_an_index_that_does_not_reach_back_says_so(stage: Stage, reader: LocalReader) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with stage.story.work() as work:
        note_fact(work, "index_from", since.isoformat())
    view = View(ViewKind.SEARCH, stage.agent, query="paket")
    assert reader.inbox_page(view, 0, 10, stage.story.clock.now()).coverage == (since, False)


def test_a_reader_cannot_write(reader: LocalReader) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    with pytest.raises(sqlcipher.DatabaseError):
        reader._connection.execute("DELETE FROM agent")


def test_a_snoozed_talk_is_not_shown_as_due(stage: Stage, reader: LocalReader) -> None:
    now = stage.story.clock.now()
    with stage.story.work() as work:
        handle(work, stage.many(c.Snooze, until=now + timedelta(hours=1)), now)
    assert reader.badges(AgentId(stage.agent), now).counts[ViewKind.SNOOZED] == 2
    assert reader.badges(stage.agent, now + timedelta(days=9)).counts[ViewKind.DUE_SOON] == 0
