"""A platform's own kinds of messages: sent like replies, and never a second one while the first is unsettled."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.domain import commands as c
from app.domain.drafts import Draft
from app.domain.errors import Problem
from app.domain.forms import Form
from app.domain.outbox import SendState
from app.services.shop_floor import _past
from app.store import schema
from app.store.drafts import find_draft, keep_draft
from app.store.outbound import forms_under_way
from tests.services.test_replies import Talk, talk  # noqa: F401  # a fixture

REVIEW, INVOICE, QUESTION = "productReviewAndSellerFeedback", "invoice", "confirmOrderDetails"


@pytest.fixture
def about(talk: Talk) -> Talk:  # noqa: F811
    """A conversation about an order."""
    with talk.story.work() as work:
        work.connection.execute(update(schema.conversation).values(order_key="250-1"))
    return talk


def refused(about: Talk, **more: object) -> str:
    with pytest.raises(Problem) as caught:
        about.do(about.reply(**more))
    return caught.value.key


def under_way(about: Talk) -> frozenset[str]:
    with about.story.work() as work:
        return forms_under_way(work, about.shop, "250-1")


def test_a_kind_without_words_is_queued_with_its_name_and_leaves_the_draft_alone(about: Talk) -> None:
    with about.story.work() as work:
        kept, saved_by = Draft("Noch nicht fertig"), about.story.ids.new()
        keep_draft(work, about.agent, about.id, kept, saved_by, about.story.clock.now())
        before = find_draft(work, about.agent, about.id)  # the hub keeps none
    reply = about.reply("", form=REVIEW)
    about.do(reply)
    stored = about.outbound(reply.outbound)
    assert (stored.state, stored.text) == (SendState.QUEUED, "")
    with about.story.work() as work:
        assert find_draft(work, about.agent, about.id) == before


@pytest.mark.parametrize("state", [(), (SendState.SENDING,), (SendState.SENDING, SendState.UNKNOWN)])
def test_while_nobody_knows_what_became_of_one_there_is_no_second(
    about: Talk, state: tuple[SendState, ...]
) -> None:
    first = about.reply("", form=REVIEW)
    about.do(first)
    about.force(first.outbound, *state)
    assert under_way(about) == {REVIEW}
    assert refused(about, text="", form=REVIEW) == "form_under_way"
    assert refused(about, text="", form=REVIEW, repeat_confirmed=True) == "form_under_way"
    about.do(about.reply("", form=INVOICE))
    about.do(about.reply("Plain words"))


def test_a_kind_on_its_way_is_not_offered_and_one_that_was_sent_says_so(about: Talk) -> None:
    first = about.reply("", form=REVIEW)
    about.do(first)

    def told(reason: str) -> str:
        with about.story.work() as work:
            return _past(work, about.id).told(Form(REVIEW, reason=reason)).reason

    assert told("") == told("amazon_review_window") == "form_under_way"
    about.force(first.outbound, SendState.SENDING, SendState.SENT)
    assert told("amazon_review_window") == "form_sent_already"
    assert told("") == ""


def test_the_same_kind_again_within_minutes_asks_first(about: Talk) -> None:
    first = about.reply("", form=INVOICE)
    about.do(first)
    about.force(first.outbound, SendState.SENDING, SendState.SENT)
    assert under_way(about) == frozenset()
    assert refused(about, text="", form=INVOICE) == "same_text_recently"
    about.do(about.reply("", form=INVOICE, repeat_confirmed=True))


def test_other_words_of_the_same_kind_are_another_message(about: Talk) -> None:
    first = about.reply("Farbe?", form=QUESTION)
    about.do(first)
    about.force(first.outbound, SendState.SENDING, SendState.SENT)
    about.do(about.reply("Größe?", form=QUESTION))


def test_a_refused_or_old_one_stands_in_nobodys_way(about: Talk) -> None:
    first = about.reply("", form=REVIEW)
    about.do(first)
    about.force(first.outbound, SendState.SENDING, SendState.FAILED)
    second = about.reply("", form=REVIEW)
    about.do(second)
    about.force(second.outbound, SendState.SENDING, SendState.SENT)
    about.story.clock.advance(timedelta(minutes=11))
    about.do(about.reply("", form=REVIEW))


def test_a_refused_one_is_sent_again_as_it_was_and_not_beside_another(about: Talk) -> None:
    first = about.reply("", form=REVIEW)
    about.do(first)
    about.force(first.outbound, SendState.SENDING, SendState.FAILED)
    second = about.reply("", form=REVIEW)
    about.do(second)
    again = about.named(c.RetryFailed, outbound=first.outbound, text="")
    with pytest.raises(Problem, match="form_under_way"):
        about.do(again)
    about.force(second.outbound, SendState.SENDING, SendState.FAILED)
    about.do(again)
    assert about.outbound(first.outbound).state is SendState.QUEUED


def test_a_message_that_the_platform_words_gets_no_words_of_ours(about: Talk) -> None:
    reply = about.reply("", form=REVIEW)
    about.do(reply)
    with pytest.raises(Problem, match="form_has_no_words"):
        about.do(about.named(c.EditQueuedReply, outbound=reply.outbound, text="Bitte 5 Sterne"))
    worded = about.reply("Farbe?", form=QUESTION)
    about.do(worded)
    about.do(about.named(c.EditQueuedReply, outbound=worded.outbound, text="Welche Farbe?"))
    assert about.outbound(worded.outbound).text == "Welche Farbe?"


def test_a_held_one_is_released_without_words(about: Talk) -> None:
    reply = about.reply("", form=REVIEW)
    about.do(reply)
    about.force(reply.outbound, SendState.NEEDS_REVIEW)
    seen = about.story.newest(about.id)
    about.do(about.named(c.ReleaseReply, outbound=reply.outbound, text="", base_last_message=seen))
    assert about.outbound(reply.outbound).state is SendState.QUEUED


def test_conversations_without_an_order_do_not_stand_in_each_others_way(talk: Talk) -> None:  # noqa: F811
    talk.do(talk.reply("", form=REVIEW))
    with talk.story.work() as work:
        assert forms_under_way(work, talk.shop, "") == frozenset()
