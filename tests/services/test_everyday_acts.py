"""Assigning, statuses, snoozing, tagging, gathering, notes, agents and shops: what each act does and refuses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import commands as c
from app.domain.contact import Silence
from app.domain.conversations import CloseReason, Direction, MessageKind, Status
from app.domain.errors import Problem
from app.domain.shops import Health, Login, Proxy, ProxyKind, Shop, ShopState
from app.domain.team import Role
from app.domain.values import ActivityId, AgentId, ConversationId, LoginId, MessageId, OutboundId, ShopId
from app.services.agents import hash_pin, pin_fits
from app.store import schema
from app.store import shops as shop_rows
from app.store.agents import find_agent, pin_hash_of
from app.store.conversations import change_conversation, load_conversation
from app.store.history import keys_of, orders_of, tags_of
from app.store.messages import messages_of
from app.store.outbound import replies_of
from app.store.templates import all_templates
from tests.builders import MARKET, Story
from tests.services.scenes import SCENES, Stage

HOUR = timedelta(hours=1)


@pytest.fixture
def stage(story: Story) -> Stage:
    return Stage(story)


def record(stage: Stage, wanted: ConversationId | None = None) -> Any:
    with stage.story.work() as work:
        return load_conversation(work, wanted or stage.talk)


def refused(stage: Stage, command: c.Command) -> str:
    with pytest.raises(Problem) as problem:
        stage.do(command)
    return problem.value.key


def one(stage: Stage, kind: Any, **fields: Any) -> Any:
    return stage.named(kind, conversations=(stage.talk,), activities=(ActivityId(stage.new()),), **fields)


# --- assigning ------------------------------------------------------------------------------------------------------


def test_the_first_who_takes_a_conversation_keeps_it(stage: Stage) -> None:
    stage.do(one(stage, c.Assign, assignee=stage.other, base_assignees=(None,)))
    with pytest.raises(Problem) as problem:
        stage.do(one(stage, c.Assign, assignee=stage.agent, base_assignees=(None,)))
    assert (problem.value.key, problem.value.values["name"]) == ("assigned_meanwhile", "Bea Kahn")
    stage.do(one(stage, c.Assign, assignee=stage.other, base_assignees=(None,)))
    stage.do(one(stage, c.Assign, assignee=None, base_assignees=(stage.other,)))
    assert record(stage).assignee_id is None
    stage.do(one(stage, c.Assign, assignee=stage.agent, base_assignees=(None,)))
    assert (
        refused(stage, one(stage, c.Assign, assignee=stage.other, base_assignees=(None,)))
        == "assigned_meanwhile"
    )


def test_of_many_all_that_can_are_assigned_and_the_rest_is_told(stage: Stage) -> None:
    stage.do(one(stage, c.Assign, assignee=stage.other, base_assignees=(None,)))
    handled = stage.do(stage.many(c.Assign, assignee=stage.agent, base_assignees=(None, None)))
    assert [(notice.key, notice.values["count"]) for notice in handled.notices] == [("some_left_alone", 1)]
    assert record(stage, stage.second).assignee_id == stage.agent


def test_nobody_is_assigned_to_whoever_left(stage: Stage) -> None:
    stage.do(stage.named(c.SaveAgent, subject=stage.other, name="Bea Kahn", role=Role.AGENT, active=False))
    assert refused(stage, one(stage, c.Assign, assignee=stage.other, base_assignees=(None,))) == "agent_gone"


def test_lists_of_different_lengths_are_malformed(stage: Stage) -> None:
    assert (
        refused(stage, one(stage, c.Assign, assignee=stage.other, base_assignees=())) == "command_malformed"
    )
    assert (
        refused(stage, stage.named(c.AddTag, conversations=(stage.talk,), activities=(), tag="x"))
        == "command_malformed"
    )
    assert (
        refused(stage, one(stage, c.SetStatus, status=Status.WAITING, base_last_messages=()))
        == "command_malformed"
    )


# --- status ---------------------------------------------------------------------------------------------------------


def test_nothing_is_resolved_over_an_unseen_message(stage: Stage) -> None:
    bases = stage.bases
    stage.story.clock.advance(HOUR)
    stage.story.a_message(stage.talk, "Noch was!")
    assert (
        refused(stage, one(stage, c.SetStatus, status=Status.RESOLVED, base_last_messages=bases[:1]))
        == "new_message"
    )
    command = one(stage, c.CloseWithoutReply, reason=CloseReason.THANKS, base_last_messages=bases[:1])
    assert refused(stage, command) == "new_message"
    handled = stage.do(stage.many(c.SetStatus, status=Status.RESOLVED, base_last_messages=bases))
    assert handled.notices[0].values["reason"] == "new_message"
    assert record(stage, stage.second).status is Status.RESOLVED


def test_a_platforms_notice_does_not_keep_a_conversation_open(stage: Stage) -> None:
    base = stage.bases[:1]
    stage.story.clock.advance(HOUR)
    stage.story.a_message(stage.talk, "Versandt", kind=MessageKind.SYSTEM)
    stage.do(one(stage, c.SetStatus, status=Status.RESOLVED, base_last_messages=base))
    assert record(stage).status is Status.RESOLVED


def test_resolving_stops_the_clocks_and_reopening_does_not_invent_them(stage: Stage) -> None:
    assert record(stage).due is not None
    stage.do(one(stage, c.SetStatus, status=Status.RESOLVED, base_last_messages=stage.bases[:1]))
    assert record(stage).waiting_since is None
    assert refused(stage, one(stage, c.Snooze, until=stage.story.clock.now() + HOUR)) == "status_move"
    assert (
        refused(stage, one(stage, c.SetStatus, status=Status.WAITING, base_last_messages=(None,)))
        == "status_move"
    )
    stage.do(one(stage, c.SetStatus, status=Status.PENDING, base_last_messages=(None,)))
    assert record(stage).due is None


def test_standing_still_is_no_move(stage: Stage) -> None:
    handled = stage.do(one(stage, c.SetStatus, status=Status.PENDING, base_last_messages=(None,)))
    assert handled.inverse is None


def test_a_snoozed_conversation_comes_back_with_its_due_moment(stage: Stage) -> None:
    due = record(stage).due
    now = stage.story.clock.now()
    assert refused(stage, one(stage, c.Snooze, until=now)) == "moment_past"
    stage.do(one(stage, c.Snooze, until=now + HOUR))
    assert (record(stage).status, record(stage).due, record(stage).snoozed_until) == (
        Status.SNOOZED,
        None,
        now + HOUR,
    )
    stage.do(stage.named(c.WakeSnoozed, until=now + HOUR - timedelta(seconds=1)))
    assert record(stage).status is Status.SNOOZED
    stage.do(stage.named(c.WakeSnoozed, until=now + HOUR))
    assert (record(stage).status, record(stage).due, record(stage).snoozed_until) == (
        Status.PENDING,
        due,
        None,
    )


def test_what_another_desk_has_stays_due_by_the_platforms_clock(stage: Stage) -> None:
    before = record(stage)
    stage.do(one(stage, c.SetStatus, status=Status.TRANSFERRED, base_last_messages=(None,)))
    after = record(stage)
    assert (after.status, after.clocks) == (Status.TRANSFERRED, before.clocks)
    assert after.due == before.clocks.platform_due


def test_closing_twice_closes_once(stage: Stage) -> None:
    command = stage.many(c.CloseWithoutReply, reason=CloseReason.SPAM, base_last_messages=stage.bases)
    stage.do(command)
    again = stage.many(c.CloseWithoutReply, reason=CloseReason.SPAM, base_last_messages=stage.bases)
    assert stage.do(again).inverse is None


def test_tags_are_a_set(stage: Stage) -> None:
    stage.do(one(stage, c.AddTag, tag="  退款  急 "))
    assert stage.do(one(stage, c.AddTag, tag="退款 急")).inverse is None
    with stage.story.work() as work:
        assert tags_of(work, stage.talk) == ("退款 急",)
    assert refused(stage, one(stage, c.AddTag, tag="  ")) == "tag_empty"
    stage.do(one(stage, c.RemoveTag, tag="退款 急"))
    assert stage.do(one(stage, c.RemoveTag, tag="退款 急")).inverse is None


def test_a_conversation_that_does_not_exist_is_a_matter_for_a_person(stage: Stage) -> None:
    stage.talk = ConversationId(stage.new())
    assert refused(stage, one(stage, c.AddTag, tag="x")) == "conversation_gone"


# --- gathering ------------------------------------------------------------------------------------------------------


def test_merging_brings_everything_together(stage: Stage) -> None:
    waiting = record(stage).waiting_since
    stage.do(SCENES["MergeConversations"](stage))
    into = record(stage)
    assert (into.message_count, into.status, into.waiting_since) == (3, Status.PENDING, waiting)
    assert record(stage, stage.second).id == stage.talk
    with stage.story.work() as work:
        assert tags_of(work, stage.talk) == ("物流",)
        assert orders_of(work, stage.talk) == ((stage.order, True),)
        assert len(keys_of(work, stage.talk)) == 3
        assert [reply.conversation_id for reply in replies_of(work, stage.talk)] == [stage.talk]
    stage.do(stage.named(c.AddNote, conversation=stage.second, note=stage.new(), text="landet im Ziel"))


def test_only_one_customers_talks_on_one_shop_are_merged(stage: Stage) -> None:
    other = stage.story.a_conversation(
        stage.shop, stage.story.a_customer(stage.shop, "Jon", "jon@buyer.example")
    )
    line = ActivityId(stage.new())
    assert (
        refused(stage, stage.named(c.MergeConversations, into=stage.talk, merged=other, activity=line))
        == "merge_differs"
    )
    same = stage.named(c.MergeConversations, into=stage.talk, merged=stage.talk, activity=line)
    assert refused(stage, same) == "merge_same"


def test_splitting_gives_each_part_its_own_clock(stage: Stage) -> None:
    first = record(stage).waiting_since
    command = SCENES["SplitConversation"](stage)
    stage.do(command)
    assert record(stage).waiting_since == first
    assert record(stage, command.new_conversation).waiting_since == stage.story.clock.now()
    assert record(stage, command.new_conversation).message_count == 1


def test_a_split_takes_some_but_not_all(stage: Stage) -> None:
    new = ConversationId(stage.new())
    command = stage.named(
        c.SplitConversation,
        conversation=stage.talk,
        messages=stage.bases[:1],
        new_conversation=new,
        activity=stage.new(),
    )
    assert refused(stage, command) == "split_all"
    stranger = stage.named(
        c.SplitConversation, conversation=stage.talk, messages=(MessageId(stage.new()),), new_conversation=new,
        activity=stage.new(),
    )  # fmt: skip
    assert refused(stage, stranger) == "message_gone"
    twice = stage.named(
        c.SplitConversation, conversation=stage.talk, messages=(stage.with_two_messages(),),
        new_conversation=stage.second, activity=stage.new(),
    )  # fmt: skip
    assert refused(stage, twice) == "split_twice"


def test_moving_the_last_message_empties_the_conversation(stage: Stage) -> None:
    command = stage.named(c.MoveMessage, message=stage.bases[0], to=stage.second, activity=stage.new())
    stage.do(command)
    assert record(stage).id == stage.second
    with stage.story.work() as work:
        assert len(messages_of(work, stage.second)) == 2
    back = stage.named(c.MoveMessage, message=stage.bases[0], to=stage.second, activity=stage.new())
    assert stage.do(back).inverse is None


def test_a_message_stays_on_its_shop(stage: Stage) -> None:
    elsewhere = stage.story.a_conversation(stage.mail, stage.story.a_customer(stage.mail))
    command = stage.named(c.MoveMessage, message=stage.bases[0], to=elsewhere, activity=stage.new())
    assert refused(stage, command) == "move_between_shops"
    unknown = stage.named(
        c.MoveMessage, message=MessageId(stage.new()), to=stage.second, activity=stage.new()
    )
    assert refused(stage, unknown) == "message_gone"


def test_a_waiting_conversation_is_pending_again_when_an_unanswered_message_moves_in(stage: Stage) -> None:
    stage.queued()
    moved = stage.story.newest(stage.second)
    stage.story.clock.advance(HOUR)
    late = stage.story.a_message(stage.second, "Später", at=stage.story.clock.now())
    stage.do(stage.named(c.MoveMessage, message=late, to=stage.talk, activity=stage.new()))
    assert record(stage).status is Status.PENDING
    assert record(stage, stage.second).last_message_id == moved


def test_an_order_is_attached_once(stage: Stage) -> None:
    command = SCENES["AttachOrder"](stage)
    stage.do(command)
    assert record(stage).order_key == "302-8812345-6677001"
    assert stage.do(SCENES["AttachOrder"](stage)).inverse is None
    detach = stage.named(c.DetachOrder, conversation=stage.talk, order=stage.order, activity=stage.new())
    stage.do(detach)
    assert record(stage).order_key == ""
    again = stage.named(c.DetachOrder, conversation=stage.talk, order=stage.order, activity=stage.new())
    assert stage.do(again).inverse is None
    gone = stage.named(c.AttachOrder, conversation=stage.talk, order=stage.new(), activity=stage.new())
    assert refused(stage, gone) == "order_gone"


# --- notes, files, drafts -------------------------------------------------------------------------------------------


def test_a_note_needs_words_and_belongs_to_its_writer(stage: Stage) -> None:
    assert (
        refused(stage, stage.named(c.AddNote, conversation=stage.talk, note=stage.new(), text=" "))
        == "text_empty"
    )
    note = stage.with_note()
    stage.agent, admin = stage.other, stage.agent
    assert refused(stage, stage.named(c.DeleteNote, conversation=stage.talk, note=note)) == "role_missing"
    stage.agent = admin
    stage.do(stage.named(c.DeleteNote, conversation=stage.talk, note=note))
    assert refused(stage, stage.named(c.DeleteNote, conversation=stage.talk, note=note)) == "note_gone"


def test_a_file_travels_with_its_reply_and_comes_back(stage: Stage) -> None:
    file = stage.story.a_file(stage.talk)
    command = stage.a_reply(files=(file,))
    handled = stage.do(command)
    with stage.story.work() as work:
        assert work.connection.execute(select(schema.attachment.c.message_id)).scalar_one() == command.message
    stage.do(handled.inverse)
    with stage.story.work() as work:
        assert work.connection.execute(select(schema.attachment.c.message_id)).scalar_one() is None
    stranger = stage.story.a_file(stage.second)
    assert refused(stage, stage.a_reply(files=(stranger,))) == "file_gone"


# --- agents ---------------------------------------------------------------------------------------------------------


def test_there_is_always_an_administrator(stage: Stage) -> None:
    save = {"subject": stage.agent, "name": "林小码"}
    assert refused(stage, stage.named(c.SaveAgent, **save, role=Role.AGENT)) == "last_admin"
    assert refused(stage, stage.named(c.SaveAgent, **save, role=Role.ADMIN, active=False)) == "last_admin"
    stage.do(stage.named(c.SaveAgent, subject=stage.other, name="Bea", role=Role.ADMIN))
    stage.do(stage.named(c.SaveAgent, **save, role=Role.AGENT))
    assert refused(stage, stage.named(c.SaveAgent, **save, role=Role.ADMIN)) == "role_missing"


def test_everybody_may_change_the_own_name_and_pin(stage: Stage) -> None:
    stage.agent = stage.other
    pin = hash_pin("2468", bytes(16))
    stage.do(stage.named(c.SaveAgent, subject=stage.other, name=" Bea K. ", role=Role.AGENT, pin_hash=pin))
    with stage.story.work() as work:
        agent = find_agent(work, stage.other)
        assert agent is not None
        assert (agent.name, agent.has_pin, pin_hash_of(work, stage.other)) == ("Bea K.", True, pin)
        assert pin_hash_of(work, AgentId(stage.new())) == ""
    assert (
        refused(stage, stage.named(c.SaveAgent, subject=stage.other, name="Bea", role=Role.SENIOR))
        == "role_missing"
    )
    assert (
        refused(stage, stage.named(c.SaveAgent, subject=stage.other, name=" ", role=Role.AGENT))
        == "name_empty"
    )


def test_a_pin_fits_or_it_does_not() -> None:
    stored = hash_pin("2468", b"salt" * 4)
    assert pin_fits("2468", stored)
    assert not pin_fits("2469", stored)
    assert pin_fits("", "")


def test_the_first_agent_of_a_profile_is_an_administrator(story: Story) -> None:
    new = AgentId(story.ids.new())

    def first(role: Role) -> c.SaveAgent:
        return c.SaveAgent(id=story.ids.new(), agent=new, subject=new, name="Erste", role=role)

    from app.services.handlers import handle

    with pytest.raises(Problem), story.work() as work:
        handle(work, first(Role.AGENT), story.clock.now())
    with story.work() as work:
        handle(work, first(Role.ADMIN), story.clock.now())


# --- shops, logins --------------------------------------------------------------------------------------------------


def test_a_shop_is_paused_and_resumed_by_who_may(stage: Stage) -> None:
    stage.do(stage.named(c.SetShopState, shop=stage.shop, state="paused"))
    stage.do(stage.a_reply())
    assert (
        refused(stage, stage.named(c.SetShopState, shop=stage.shop, state="removed")) == "shop_state_unknown"
    )
    stage.agent = stage.other
    assert refused(stage, stage.named(c.SetShopState, shop=stage.shop, state="active")) == "role_missing"


@pytest.mark.parametrize(
    ("title", "settings", "key"),
    [
        (" ", {}, "name_empty"),
        ("T", {"undo_seconds": "61"}, "setting_value"),
        ("T", {"undo_seconds": "x"}, "setting_value"),
    ],
)
def test_a_shops_settings_are_checked(stage: Stage, title: str, settings: dict[str, str], key: str) -> None:
    assert refused(stage, stage.named(c.EditShop, shop=stage.shop, title=title, settings=settings)) == key


def test_a_colour_beyond_the_eight_is_refused(stage: Stage) -> None:
    command = stage.named(c.EditShop, shop=stage.shop, title="T", settings={}, colour=8)
    assert refused(stage, command) == "setting_value"


def test_a_new_promise_holds_for_customers_who_wait_already(stage: Stage) -> None:
    def due_after() -> timedelta:
        with stage.story.work() as work:
            record = load_conversation(work, stage.talk)
        assert record.waiting_since is not None
        assert record.due is not None
        assert record.platform_due == stage_due
        return record.due - record.waiting_since

    with stage.story.work() as work:
        stage_due = load_conversation(work, stage.talk).platform_due
    settings = {"internal_target_hours": "2"}
    stage.do(stage.named(c.EditShop, shop=stage.shop, title="T", settings=settings))
    assert due_after() == timedelta(hours=2)
    stage.do(stage.named(c.EditShop, shop=stage.shop, title="T", settings={}, colour=3))
    assert due_after() == timedelta(hours=2)


def test_a_shop_is_removed_with_all_it_brought_or_without(stage: Stage) -> None:
    stage.with_note()
    waiting = stage.queued()
    stage.do(stage.named(c.RemoveShop, shop=stage.shop, with_data=False))
    with stage.story.work() as work:
        assert replies_of(work, stage.talk)[0].state.value == "cancelled"
        assert [shop.id for shop in shop_rows.all_shops(work)] == [stage.mail]
    assert refused(stage, stage.a_reply()) == "shop_removed"
    stage.do(stage.named(c.RemoveShop, shop=stage.shop, with_data=True))
    with stage.story.work() as work:
        for table in (
            schema.conversation,
            schema.message,
            schema.note,
            schema.outbound,
            schema.customer,
            schema.orders,
        ):
            assert work.connection.execute(select(table)).first() is None, table.name
    assert refused(stage, stage.named(c.CancelReply, outbound=OutboundId(waiting))) == "reply_gone"


def test_logins_keep_sealed_secrets_until_no_shop_uses_them(stage: Stage) -> None:
    now = stage.story.clock.now()
    login = LoginId(stage.new())
    proxy = Proxy(ProxyKind.SOCKS5, "127.0.0.1", 1080, "u", "secret")
    first, second = ShopId(stage.new()), ShopId(stage.new())
    with stage.story.work() as work:
        shop_rows.add_login(work, Login(login, "email", "Post", {"host": "h"}, proxy), now)
        shop_rows.put_secrets(work, login, {"password": b"sealed", "token": b"old"}, 1)
        shop_rows.put_secret(work, login, "token", b"new", 2)
        assert shop_rows.sealed_secrets(work, login) == {"password": (1, b"sealed"), "token": (2, b"new")}
        for number, shop in enumerate((first, second)):
            made = Shop(shop, "email", f"S{number}", f"key{number}", ShopState.ACTIVE, 1, {"mail": login})
            shop_rows.add_shop(work, made, now)
            with pytest.raises(Problem):
                shop_rows.add_shop(work, made, now)
        kept = shop_rows.load_login(work, login)
        assert kept.proxy is not None
        assert (kept.settings, kept.proxy.host, kept.proxy.password) == ({"host": "h"}, "127.0.0.1", "")
        shop_rows.change_login(work, login, {"host": "i"}, None)
        assert shop_rows.load_login(work, login).proxy is None
        assert shop_rows.set_health(work, login, Health.SIGN_IN, "login_expired", now)
        assert not shop_rows.set_health(work, login, Health.SIGN_IN, "login_expired", now)
        assert not shop_rows.set_health(work, LoginId(stage.new()), Health.OK, "", now)
    stage.do(stage.named(c.RemoveShop, shop=first, with_data=True))
    with stage.story.work() as work:
        assert shop_rows.sealed_secrets(work, login) != {}
    stage.do(stage.named(c.RemoveShop, shop=second, with_data=True))
    with stage.story.work() as work:
        assert shop_rows.sealed_secrets(work, login) == {}
        with pytest.raises(Problem):
            shop_rows.load_login(work, login)
        with pytest.raises(Problem):
            shop_rows.load_shop(work, second)


# --- templates, what cannot be answered -----------------------------------------------------------------------------


def test_templates_are_kept_counted_and_deleted(stage: Stage) -> None:
    template = stage.with_template()
    stage.do(stage.a_reply(template=template))
    with stage.story.work() as work:
        assert [(row.title, row.uses) for row in all_templates(work)] == [("Hallo", 1)]
    stage.do(stage.named(c.DeleteTemplate, template=template))
    assert refused(stage, stage.named(c.DeleteTemplate, template=template)) == "template_gone"
    stage.do(stage.a_reply(text="Anders", template=template))
    assert (
        refused(stage, stage.named(c.SaveTemplate, template=template, title="", body="x")) == "template_empty"
    )
    long = stage.named(c.SaveTemplate, template=template, title="x", body="码" * 3000)
    assert refused(stage, long) == "template_too_long"


def test_a_talk_that_takes_no_answer_says_why(stage: Stage) -> None:
    with stage.story.work() as work:
        change_conversation(work, stage.talk, can_reply="amazon_notice")
    assert refused(stage, stage.a_reply()) == "cannot_reply"


def test_a_reply_window_closes(stage: Stage) -> None:
    stage.story.facts = lambda channel: replace(MARKET, reply_window=timedelta(days=7), can_attach=False)
    stage.do(stage.a_reply())
    file = stage.story.a_file(stage.talk)
    assert refused(stage, stage.a_reply(text="Mit Datei", files=(file,))) == "no_files_here"
    stage.story.clock.advance(timedelta(days=8))
    assert refused(stage, stage.a_reply(text="Zu spät")) == "reply_window_closed"
    only_us = stage.story.a_conversation(stage.shop, stage.customer)
    with stage.story.work() as work:
        work.connection.execute(
            schema.message.update().values(kind="agent", direction=Direction.OUTBOUND.value)
        )
    stage.talk = only_us
    assert refused(stage, stage.a_reply(text="Nie geschrieben")) == "reply_window_closed"


def test_where_the_platform_was_told_nobody_waits_here_either(stage: Stage) -> None:
    stage.do(SCENES["NoteNoResponse"](stage))
    assert (record(stage).status, record(stage).waiting_since, record(stage).due) == (
        Status.RESOLVED,
        None,
        None,
    )
    with stage.story.work() as work:
        change_conversation(
            work, stage.talk, status=Status.WAITING.value, waiting_since=stage.story.clock.now()
        )
    handled = stage.do(SCENES["NoteNoResponse"](stage))
    assert (record(stage).status, record(stage).waiting_since) == (Status.WAITING, None)
    stage.do(handled.inverse)
    assert record(stage).waiting_since == stage.story.clock.now()


def test_a_first_message_leaves_through_the_shop_of_its_order_only(stage: Stage) -> None:
    from dataclasses import replace

    command = SCENES["StartConversation"](stage)
    assert refused(stage, replace(command, shop=stage.mail)) == "order_other_shop"
    with stage.story.work() as work:
        shop_rows.remove_shop(work, stage.shop, with_data=False)
    assert refused(stage, command) == "shop_removed"


def test_a_first_message_needs_a_buyer_and_a_channel_for_it(stage: Stage) -> None:
    with stage.story.work() as work:
        work.connection.execute(schema.orders.update().values(buyer_keys=[]))
    assert refused(stage, SCENES["StartConversation"](stage)) == "order_without_buyer"
    from app.domain.channel_facts import no_facts

    stage.story.facts = no_facts
    assert refused(stage, SCENES["StartConversation"](stage)) == "no_first_message_here"


def test_where_a_buyer_has_one_conversation_with_a_shop_no_second_one_is_begun(stage: Stage) -> None:
    from dataclasses import replace

    from tests.builders import MARKET

    stage.story.facts = lambda channel: replace(MARKET, letters=False)
    command = SCENES["StartConversation"](stage)
    assert refused(stage, command) == "talk_is_here"
    with stage.story.work() as work:
        work.connection.execute(
            schema.orders.update().values(customer_id=None, buyer_keys=["jo@buyer.example"])
        )
    handled = stage.do(command)
    assert refused(stage, SCENES["StartConversation"](stage)) == "talk_is_here"
    stage.do(handled.inverse)
    stage.do(command)  # the same one again is no second one


def test_a_forward_needs_somebody_to_go_to(stage: Stage) -> None:
    from dataclasses import replace

    command = stage.a_forward()
    assert refused(stage, replace(command, to=())) == "recipient_missing"
    assert refused(stage, replace(command, conversation=stage.talk)) == "no_copies_here"


def test_somebody_who_is_silent_is_not_told_more_than_the_platform_allows(stage: Stage) -> None:
    rule = Silence(timedelta(days=1), 2)
    stage.story.facts = lambda channel: replace(MARKET, silence=rule)
    stage.do(stage.a_reply(text="Gleich nach der Frage"))  # before the silence is one
    stage.story.clock.advance(timedelta(days=2))
    stage.do(stage.a_reply(text="Eins"))
    stage.do(stage.a_reply(text="Zwei"))
    assert refused(stage, stage.a_reply(text="Drei")) == "said_enough"
    with stage.story.work() as work:
        work.connection.execute(
            schema.outbound.update().where(schema.outbound.c.text == "Zwei").values(state="failed")
        )
    stage.do(stage.a_reply(text="Zwei noch einmal"))  # what never left was never said
    assert refused(stage, stage.a_reply(text="Drei")) == "said_enough"
