"""A reply is accepted, held, taken back, reworded, released and settled as the rules of sending say."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import commands as c
from app.domain.channel_facts import ChannelFacts
from app.domain.conversations import Status
from app.domain.drafts import NOTHING, Draft, DraftKind, FirstDraft
from app.domain.errors import Problem
from app.domain.files import NewFile
from app.domain.outbox import SendState
from app.domain.values import AgentId, AttachmentId, ConversationId, MessageId, OutboundId, ShopId
from app.services.handlers import handle
from app.services.refusals import reply_refused
from app.store import schema
from app.store.conversations import load_conversation
from app.store.drafts import find_draft
from app.store.files import load_file
from app.store.messages import bind_files
from app.store.outbound import load_outbound, move_outbound
from tests.builders import Story


@dataclass
class Talk:
    story: Story
    agent: AgentId
    shop: ShopId
    id: ConversationId

    def do(self, command: c.Command) -> Any:
        with self.story.work() as work:
            return handle(work, command, self.story.clock.now())

    def reply(self, text: str = "Kommt morgen.", **more: Any) -> c.QueueReply:
        base = more.pop("base_last_message", self.story.newest(self.id))
        return self.named(
            c.QueueReply,
            conversation=self.id,
            outbound=OutboundId(self.story.ids.new()),
            message=MessageId(self.story.ids.new()),
            text=text,
            base_last_message=base,
            **more,
        )

    def named(self, kind: Any, **fields: Any) -> Any:
        return kind(id=self.story.ids.new(), agent=self.agent, **fields)

    @property
    def record(self) -> Any:
        with self.story.work() as work:
            return load_conversation(work, self.id)

    def outbound(self, wanted: OutboundId) -> Any:
        with self.story.work() as work:
            return load_outbound(work, wanted)

    def force(self, wanted: OutboundId, *states: SendState) -> None:
        """What the send lane would have done."""
        for state in states:
            with self.story.work() as work:
                record = load_outbound(work, wanted)
                move_outbound(work, record, (record.state,), state)


@pytest.fixture
def talk(story: Story) -> Talk:
    agent, shop = story.an_agent(), story.a_shop()
    return Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))


def test_a_reply_is_queued_and_stops_the_clock(talk: Talk) -> None:
    before = talk.record
    assert before.due is not None
    command = talk.reply()
    talk.do(command)
    record = talk.record
    assert (record.status, record.waiting_since, record.due) == (Status.WAITING, None, None)
    assert record.last_message_id == command.message
    assert talk.outbound(command.outbound).state is SendState.QUEUED


def test_the_recipient_is_bound_to_the_conversation(talk: Talk) -> None:
    command = talk.reply()
    talk.do(command)
    with talk.story.work() as work:
        row = work.connection.execute(select(schema.outbound)).one()
    assert row.recipient_key == "maria@buyer.example"
    assert row.thread_key == f"talk:{talk.id.hex}"
    assert row.undo_until == talk.story.clock.now() + timedelta(seconds=10)


def test_send_and_resolve_resolves(talk: Talk) -> None:
    talk.do(talk.reply(resolve=True))
    assert talk.record.status is Status.RESOLVED


def test_a_reply_over_a_newer_message_is_held_and_the_customer_still_waits(talk: Talk) -> None:
    command = talk.reply()
    talk.story.clock.advance(timedelta(seconds=5))
    talk.story.a_message(talk.id, "Schon gut, danke!")
    handled = talk.do(command)
    assert [notice.key for notice in handled.notices] == ["held_for_review"]
    assert talk.outbound(command.outbound).state is SendState.NEEDS_REVIEW
    assert talk.record.status is Status.PENDING
    assert talk.record.due is not None


def test_ones_own_earlier_reply_does_not_hold_the_next(talk: Talk) -> None:
    base = talk.story.newest(talk.id)
    talk.do(talk.reply())
    talk.story.clock.advance(timedelta(seconds=5))
    second = talk.reply("Noch etwas.", base_last_message=base)
    talk.do(second)
    assert talk.outbound(second.outbound).state is SendState.QUEUED


@pytest.mark.parametrize(
    ("text", "key"),
    [("  ", "text_empty"), ("Hallo {{customer_name}}", "unfilled_variable"), ("x" * 2001, "text_too_long")],
)
def test_words_that_must_not_leave_are_refused(talk: Talk, text: str, key: str) -> None:
    with pytest.raises(Problem) as refused:
        talk.do(talk.reply(text))
    assert refused.value.key == key


def test_the_same_words_within_ten_minutes_ask_first(talk: Talk) -> None:
    talk.do(talk.reply("Kommt  morgen."))
    talk.story.clock.advance(timedelta(minutes=9))
    with pytest.raises(Problem) as refused:
        talk.do(talk.reply("kommt morgen."))
    assert refused.value.key == "same_text_recently"
    talk.do(talk.reply("kommt morgen.", repeat_confirmed=True))
    talk.story.clock.advance(timedelta(minutes=11))
    talk.do(talk.reply("kommt morgen."))


def test_copies_need_a_channel_that_knows_them(talk: Talk) -> None:
    with pytest.raises(Problem) as refused:
        talk.do(talk.reply(cc=("boss@shop.example",)))
    assert refused.value.key == "no_copies_here"


def test_taking_back_restores_clock_list_and_draft(talk: Talk) -> None:
    before = talk.record
    command = talk.reply()
    handled = talk.do(command)
    talk.do(handled.inverse)
    assert talk.record == before
    assert talk.outbound(command.outbound).state is SendState.CANCELLED
    with talk.story.work() as work:
        assert find_draft(work, talk.agent, talk.id).text == ("Kommt morgen." if work.is_desk else "")


def test_what_has_been_claimed_cannot_be_taken_back(talk: Talk) -> None:
    command = talk.reply()
    handled = talk.do(command)
    talk.force(command.outbound, SendState.SENDING)
    with pytest.raises(Problem) as refused:
        talk.do(handled.inverse)
    assert (refused.value.key, refused.value.values["state"]) == ("reply_moved_on", "sending")
    assert talk.record.status is Status.WAITING


def test_taking_back_keeps_the_older_claim_when_the_customer_wrote_meanwhile(talk: Talk) -> None:
    waiting = talk.record.waiting_since
    handled = talk.do(talk.reply())
    talk.story.clock.advance(timedelta(minutes=1))
    talk.story.a_message(talk.id, "Hallo?")
    talk.do(handled.inverse)
    assert talk.record.waiting_since == waiting
    assert talk.record.status is Status.PENDING


def test_a_queued_reply_can_be_reworded_and_the_words_put_back(talk: Talk) -> None:
    command = talk.reply()
    talk.do(command)
    handled = talk.do(talk.named(c.EditQueuedReply, outbound=command.outbound, text="Übermorgen."))
    assert talk.outbound(command.outbound).text == "Übermorgen."
    assert talk.record.preview == "Übermorgen."
    talk.do(handled.inverse)
    assert talk.record.preview == "Kommt morgen."


def test_a_reply_without_words_is_listed_by_its_picture(story: Story) -> None:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    talk.do(talk.reply("", files=(story.a_file(talk.id, "lamp.png"),)))
    assert talk.record.preview == "lamp.png"


def test_a_held_reply_is_released_as_seen(talk: Talk) -> None:
    command = talk.reply()
    talk.story.clock.advance(timedelta(seconds=5))
    newer = talk.story.a_message(talk.id, "Und?")
    talk.do(command)
    with pytest.raises(Problem) as refused:
        talk.do(
            talk.named(
                c.ReleaseReply,
                outbound=command.outbound,
                text="Ja.",
                base_last_message=command.base_last_message,
            )
        )
    assert refused.value.key == "new_message"
    talk.do(talk.named(c.ReleaseReply, outbound=command.outbound, text="Ja.", base_last_message=newer))
    assert talk.outbound(command.outbound).state is SendState.QUEUED
    assert talk.outbound(command.outbound).text == "Ja."
    assert talk.record.status is Status.WAITING


@pytest.mark.parametrize(
    ("decision", "state"),
    [("arrived", SendState.SENT), ("send_again", SendState.QUEUED), ("discard", SendState.CANCELLED)],
)
def test_a_person_settles_what_nobody_could_prove(talk: Talk, decision: str, state: SendState) -> None:
    command = talk.reply()
    talk.do(command)
    talk.force(command.outbound, SendState.SENDING, SendState.UNKNOWN, SendState.ASK_HUMAN)
    talk.do(talk.named(c.SettleUnknown, outbound=command.outbound, decision=decision))
    assert talk.outbound(command.outbound).state is state
    assert (talk.record.status is Status.PENDING) == (decision == "discard")


def test_an_unheard_of_decision_is_refused(talk: Talk) -> None:
    command = talk.reply()
    talk.do(command)
    with pytest.raises(Problem) as refused:
        talk.do(talk.named(c.SettleUnknown, outbound=command.outbound, decision="maybe"))
    assert refused.value.key == "decision_unknown"


def test_a_refused_reply_goes_again_as_the_same_row(talk: Talk) -> None:
    command = talk.reply()
    talk.do(command)
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    talk.do(talk.named(c.RetryFailed, outbound=command.outbound, text="Anders gesagt."))
    assert talk.outbound(command.outbound).state is SendState.QUEUED
    assert talk.record.status is Status.WAITING


def test_a_forward_stops_no_clock(story: Story) -> None:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    due = talk.record.due
    forwarded = story.newest(talk.id)
    handled = talk.do(
        talk.named(c.ForwardMessage, conversation=talk.id, outbound=OutboundId(story.ids.new()), text="Bitte prüfen",
                   message=MessageId(story.ids.new()), forwarded=forwarded, to=("lager@shop.example",))
    )  # fmt: skip
    assert talk.record.due == due
    assert talk.record.status is Status.PENDING
    talk.do(handled.inverse)
    assert talk.record.message_count == 1


def test_a_first_message_about_an_order_opens_a_conversation(talk: Talk) -> None:
    story = talk.story
    order = story.an_order(talk.shop)
    new = ConversationId(story.ids.new())
    command = talk.named(
        c.StartConversation, conversation=new, outbound=OutboundId(story.ids.new()), shop=talk.shop, order=order,
        message=MessageId(story.ids.new()), subject="Ihre Bestellung", text="Guten Tag",
    )  # fmt: skip
    handled = talk.do(command)
    with story.work() as work:
        record = load_conversation(work, new)
    assert (record.status, record.order_key, record.message_count) == (
        Status.WAITING,
        "302-8812345-6677001",
        1,
    )
    talk.do(handled.inverse)
    with story.work() as work:
        assert load_conversation(work, new).status is Status.RESOLVED


def _a_forward(story: Story) -> tuple[Talk, Any]:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    command = talk.named(
        c.ForwardMessage, conversation=talk.id, outbound=OutboundId(story.ids.new()), text="Nur für euch",
        message=MessageId(story.ids.new()), forwarded=story.newest(talk.id), to=("lager@shop.example",),
    )  # fmt: skip
    talk.do(command)
    return talk, command


def test_words_for_a_colleague_never_turn_up_in_the_answer(story: Story) -> None:
    talk, command = _a_forward(story)
    talk.force(command.outbound, SendState.SENDING, SendState.UNKNOWN, SendState.ASK_HUMAN)
    talk.do(talk.named(c.SettleUnknown, outbound=command.outbound, decision="discard"))
    with story.work() as work:
        assert find_draft(work, talk.agent, talk.id) == NOTHING
    assert talk.record.status is Status.PENDING


def test_a_refused_forward_goes_again_and_the_customer_still_waits(story: Story) -> None:
    talk, command = _a_forward(story)
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    words = talk.outbound(command.outbound).text
    talk.do(talk.named(c.RetryFailed, outbound=command.outbound, text=words))
    assert talk.outbound(command.outbound).state is SendState.QUEUED
    assert talk.record.status is Status.PENDING


def test_a_kind_of_message_may_have_all_its_words_already(talk: Talk) -> None:
    command = talk.reply("", form="review_request")
    talk.do(command)
    with talk.story.work() as work:
        stored = work.connection.execute(select(schema.outbound.c.form, schema.outbound.c.text)).one()
    assert tuple(stored) == ("review_request", "")
    with pytest.raises(Problem, match="text_empty"):
        talk.do(talk.reply(""))


def test_a_draft_begun_meanwhile_keeps_its_words_beside_those_taken_back(story: Story, talk: Talk) -> None:
    handled = talk.do(talk.reply())
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Neu begonnen"))
    talk.do(handled.inverse)
    with story.work() as work:
        kept = find_draft(work, talk.agent, talk.id).text
        assert kept == ("Kommt morgen.\n\nNeu begonnen" if work.is_desk else "")


# --- a note is a note, a reply is a reply ---------------------------------------------------------------------------


def drafts(talk: Talk) -> tuple[Draft, Draft]:
    """What waits in the box of the reply, and in that of the note."""
    with talk.story.work() as work:
        return (
            find_draft(work, talk.agent, talk.id),
            find_draft(work, talk.agent, talk.id, DraftKind.NOTE),
        )


def kept(talk: Talk, reply: Draft, note: Draft) -> tuple[Draft, Draft]:
    """What a desk remembers; a hub keeps nobody's drafts."""
    with talk.story.work() as work:
        return (reply, note) if work.is_desk else (NOTHING, NOTHING)


def test_a_note_begun_meanwhile_never_joins_a_reply_that_is_taken_back(talk: Talk) -> None:
    handled = talk.do(talk.reply())
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Der Kunde lügt", as_note=True))
    talk.do(handled.inverse)
    assert drafts(talk) == kept(talk, Draft("Kommt morgen."), Draft("Der Kunde lügt"))


def test_half_a_note_and_half_a_reply_stand_side_by_side_and_leave_by_themselves(talk: Talk) -> None:
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Der Kunde lügt", as_note=True))
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Kommt"))
    assert drafts(talk) == kept(talk, Draft("Kommt"), Draft("Der Kunde lügt"))
    talk.do(talk.reply())
    assert drafts(talk) == kept(talk, NOTHING, Draft("Der Kunde lügt"))
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Noch etwas"))
    talk.do(talk.named(c.AddNote, conversation=talk.id, note=talk.story.ids.new(), text="Der Kunde lügt"))
    assert drafts(talk) == kept(talk, Draft("Noch etwas"), NOTHING)


def test_everything_that_would_have_left_is_given_back(story: Story) -> None:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    file = story.a_file(talk.id)
    copies = {"cc": ("lager@shop.example",), "bcc": ("chef@shop.example",)}
    whole = Draft("Kommt morgen.", (file,), form="review_request", **copies)
    handled = talk.do(talk.reply(files=(file,), form="review_request", **copies))
    assert drafts(talk)[0] == NOTHING
    talk.do(handled.inverse)
    assert drafts(talk) == kept(talk, whole, NOTHING)


def test_a_message_that_the_platform_words_leaves_the_written_words_in_their_box(talk: Talk) -> None:
    talk.do(talk.named(c.KeepDraft, conversation=talk.id, text="Halb", form="review_request"))
    handled = talk.do(talk.reply("", form="review_request"))
    assert drafts(talk) == kept(talk, Draft("Halb"), NOTHING)
    talk.do(handled.inverse)
    assert drafts(talk) == kept(talk, Draft("Halb", form="review_request"), NOTHING)


def test_a_refused_reply_comes_back_with_its_copies(story: Story) -> None:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop)))
    command = talk.reply(cc=("lager@shop.example",))
    talk.do(command)
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    with story.work() as work:
        reply_refused(work, command.outbound, "no", story.clock.now(), story.ids)
    assert drafts(talk) == kept(talk, Draft("Kommt morgen.", cc=("lager@shop.example",)), NOTHING)


def test_words_of_a_refused_forward_never_turn_up_in_the_answer(story: Story) -> None:
    talk, command = _a_forward(story)
    before = talk.record
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    with story.work() as work:
        reply_refused(work, command.outbound, "address_invalid", story.clock.now(), story.ids)
    assert drafts(talk) == (NOTHING, NOTHING)
    assert (talk.record.status, talk.record.waiting_since) == (before.status, before.waiting_since)


# --- what travels with a forward ------------------------------------------------------------------------------------


def _with_photo(story: Story, text: str = "Der Deckel ist gebrochen") -> tuple[Talk, MessageId, AttachmentId]:
    agent, shop = story.an_agent(), story.a_shop(channel="email")
    talk = Talk(story, agent, shop, story.a_conversation(shop, story.a_customer(shop), text))
    asked, photo = story.newest(talk.id), story.a_file(talk.id, "lid.jpg")
    with story.work() as work:
        bind_files(work, (photo,), talk.id, asked)
    return talk, asked, photo


def _sent_on(talk: Talk, forwarded: MessageId, **more: Any) -> Any:
    fields = {"text": "Bitte prüfen", "to": ("lager@shop.example",), **more}
    return talk.named(
        c.ForwardMessage, conversation=talk.id, outbound=OutboundId(talk.story.ids.new()),
        message=MessageId(talk.story.ids.new()), forwarded=forwarded, **fields,
    )  # fmt: skip


def _owner_of(talk: Talk, file: AttachmentId) -> Any:
    with talk.story.work() as work:
        return load_file(work, file).message


def test_a_forward_carries_heading_words_and_files_and_the_files_stay_where_they_are(story: Story) -> None:
    talk, asked, photo = _with_photo(story)
    command = _sent_on(talk, asked, heading="Von: Maria\nAm: 13. Mai", files=(photo,))
    handled = talk.do(command)
    row = talk.outbound(command.outbound)
    assert row.text == "Bitte prüfen\n\nVon: Maria\nAm: 13. Mai\n\nDer Deckel ist gebrochen"
    assert row.files == (photo.hex,)
    assert _owner_of(talk, photo) == asked
    talk.do(handled.inverse)
    assert _owner_of(talk, photo) == asked
    assert drafts(talk) == (NOTHING, NOTHING)


def test_what_a_forward_quotes_may_hold_blanks_and_what_the_agent_writes_may_not(story: Story) -> None:
    talk, asked, _ = _with_photo(story, "Your mail says {{order.number}}!")
    command = _sent_on(talk, asked)
    talk.do(command)
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    talk.do(talk.named(c.RetryFailed, outbound=command.outbound, text=talk.outbound(command.outbound).text))
    assert talk.outbound(command.outbound).state is SendState.QUEUED
    with pytest.raises(Problem, match="unfilled_variable"):
        talk.do(_sent_on(talk, asked, text="Bitte {{order.number}} prüfen"))


def test_only_the_originals_own_files_travel(story: Story) -> None:
    talk, asked, _ = _with_photo(story)
    with pytest.raises(Problem, match="file_gone"):
        talk.do(_sent_on(talk, asked, files=(story.a_file(talk.id, "secret.pdf"),)))


def test_a_refused_card_or_kind_of_message_goes_again_without_words(talk: Talk) -> None:
    command = talk.reply("", form="review_request")
    talk.do(command)
    talk.force(command.outbound, SendState.SENDING, SendState.FAILED)
    talk.do(talk.named(c.RetryFailed, outbound=command.outbound, text=""))
    assert talk.outbound(command.outbound).state is SendState.QUEUED


# --- a first message that was begun ---------------------------------------------------------------------------------


def _begun(talk: Talk, order: Any) -> FirstDraft:
    with talk.story.work() as work:
        if not work.is_desk:
            return FirstDraft()
        row = work.connection.execute(
            select(schema.draft).where(schema.draft.c.owner_id == order)
        ).one_or_none()
    return (
        FirstDraft()
        if row is None
        else FirstDraft(row.subject, row.text, tuple(file["name"] for file in row.files))
    )


def test_what_was_begun_to_a_buyer_is_kept_until_it_leaves_with_its_files(talk: Talk) -> None:
    story = talk.story
    order, new = story.an_order(talk.shop), ConversationId(story.ids.new())
    label = NewFile(AttachmentId(story.ids.new()), "label.pdf", "application/pdf", 1200, "ab12")
    talk.do(talk.named(c.KeepFirstDraft, order=order, subject="Ihr Paket", text="Guten", files=(label,)))
    with story.work() as work:
        kept = FirstDraft("Ihr Paket", "Guten", ("label.pdf",)) if work.is_desk else FirstDraft()  # type: ignore[arg-type]
    assert _begun(talk, order) == kept
    story.facts = lambda channel: ChannelFacts(channel, letters=True, can_attach=True, no_first_message="")
    command = talk.named(
        c.StartConversation, conversation=new, outbound=OutboundId(story.ids.new()), shop=talk.shop, order=order,
        message=MessageId(story.ids.new()), subject="Ihr Paket", text="Guten Tag", files=(label,),
    )  # fmt: skip
    talk.do(command)
    assert _begun(talk, order) == FirstDraft()
    assert talk.outbound(command.outbound).files == (label.id.hex,)
    assert _owner_of(talk, label.id) == command.message


def test_nothing_begun_keeps_nothing_and_an_order_that_is_gone_refuses(talk: Talk) -> None:
    order = talk.story.an_order(talk.shop)
    talk.do(talk.named(c.KeepFirstDraft, order=order, subject="", text="Guten"))
    talk.do(talk.named(c.KeepFirstDraft, order=order, subject="", text=""))
    assert _begun(talk, order) == FirstDraft()
    with pytest.raises(Problem, match="order_gone"):
        talk.do(talk.named(c.KeepFirstDraft, order=talk.story.ids.new(), subject="", text="Guten"))
