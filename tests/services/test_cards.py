"""What goes beside words: stored, shown, sent, and split where a platform takes one thing at a time."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain import commands as c
from app.domain.cards import Card, CardKind
from app.domain.channel_facts import ChannelFacts
from app.domain.drafts import NOTHING, Draft
from app.domain.errors import Problem
from app.domain.outbox import SendState
from app.domain.values import AttachmentId, MessageId, OutboundId
from app.services.replies import parts_of
from app.store.cards import card_of
from app.store.drafts import find_draft
from app.store.outbox import Reply, find_reply
from tests.builders import Story
from tests.services.test_replies import Talk, talk  # noqa: F401  # a fixture

ORDER = Card(CardKind.ORDER, "305-1", "Flask")
FILES = (AttachmentId(UUID(int=7)), AttachmentId(UUID(int=8)))


def a_reply(**more: object) -> c.QueueReply:
    blank = c.QueueReply(
        id=UUID(int=1), agent=UUID(int=2), conversation=UUID(int=3), outbound=OutboundId(UUID(int=4)),
        message=MessageId(UUID(int=5)), text="", base_last_message=None,
    )  # type: ignore[arg-type]  # fmt: skip
    return replace(blank, **more)  # type: ignore[arg-type]


def shapes(parts: list[c.QueueReply]) -> list[tuple[str, int, bool, bool]]:
    return [(part.text, len(part.files), part.card is not None, part.resolve) for part in parts]


def test_where_a_message_holds_everything_a_reply_is_one_message() -> None:
    whole = a_reply(text="Hi", files=FILES, card=ORDER)
    assert parts_of(whole, one_part=False) == [whole]


def test_where_a_message_is_one_thing_words_leave_first_then_files_then_the_card() -> None:
    parts = parts_of(a_reply(text="Hi", files=FILES, card=ORDER, resolve=True), one_part=True)
    assert shapes(parts) == [
        ("Hi", 0, False, False), ("", 1, False, False), ("", 1, False, False), ("", 0, True, True),
    ]  # fmt: skip
    assert len({part.outbound for part in parts}) == len({part.message for part in parts}) == 4
    assert parts[0].outbound == OutboundId(UUID(int=4))


@pytest.mark.parametrize("thing", [{"text": "Hi"}, {"files": FILES[:1]}, {"card": ORDER}])
def test_one_thing_is_one_message_anywhere(thing: dict[str, object]) -> None:
    only = a_reply(**thing)
    assert parts_of(only, one_part=True) == [only]


def test_the_parts_are_named_the_same_on_every_machine() -> None:
    wanted = a_reply(text="Hi", card=ORDER)
    assert parts_of(wanted, one_part=True) == parts_of(wanted, one_part=True)


def chatty(channel: str) -> ChannelFacts:
    return ChannelFacts(
        channel,
        channel,
        can_attach=True,
        one_part=True,
        sends_cards=frozenset({CardKind.ORDER, CardKind.ITEM}),
    )


@pytest.fixture
def chat(talk: Talk) -> Talk:  # noqa: F811
    """A conversation on a platform that takes one thing at a time."""
    talk.story.facts = chatty
    return talk


def test_words_and_a_card_leave_one_after_the_other_and_are_taken_back_together(chat: Talk) -> None:
    command = chat.reply("It is on its way.", card=ORDER)
    handled = chat.do(command)
    undo = handled.inverse
    assert isinstance(undo, c.CancelReply)
    rows = [_reply(chat.story, one) for one in (command.outbound, *undo.more)]
    assert [(row.text, row.card, row.state) for row in rows] == [
        ("It is on its way.", None, SendState.QUEUED), ("", ORDER, SendState.QUEUED),
    ]  # fmt: skip
    assert rows[0].turn < rows[1].turn
    chat.do(undo)
    assert {_reply(chat.story, one).state for one in (command.outbound, *undo.more)} == {SendState.CANCELLED}
    assert draft_of(chat) == ("It is on its way." if on_a_desk(chat) else "")


def test_a_card_alone_leaves_what_is_being_written_in_peace(chat: Talk) -> None:
    if on_a_desk(chat):
        chat.do(chat.named(c.KeepDraft, conversation=chat.id, text="half a sen", files=(), as_note=False))
    chat.do(chat.reply("", card=ORDER))
    assert draft_of(chat) == ("half a sen" if on_a_desk(chat) else "")


def test_a_card_taken_back_waits_in_the_box_until_it_is_sent_or_taken_out(chat: Talk) -> None:
    if not on_a_desk(chat):
        return
    chat.do(chat.named(c.KeepDraft, conversation=chat.id, text="half a sen"))
    chat.do(chat.do(chat.reply("", card=ORDER)).inverse)
    assert whole_draft(chat) == Draft("half a sen", card=ORDER)
    chat.do(chat.reply("", card=ORDER))
    assert whole_draft(chat) == Draft("half a sen")


def test_a_card_sent_out_of_an_otherwise_empty_box_leaves_it_empty(chat: Talk) -> None:
    chat.do(chat.do(chat.reply("", card=ORDER)).inverse)
    chat.do(chat.reply("", card=ORDER))
    assert whole_draft(chat) == NOTHING


def test_words_and_card_taken_back_lie_in_one_box(chat: Talk) -> None:
    chat.do(chat.do(chat.reply("It is on its way.", card=ORDER)).inverse)
    assert whole_draft(chat) == (Draft("It is on its way.", card=ORDER) if on_a_desk(chat) else NOTHING)


def test_a_card_that_the_platform_cannot_show_is_refused_before_anything_is_stored(chat: Talk) -> None:
    command = chat.reply("", card=Card(CardKind.VOUCHER, "v1"))
    with pytest.raises(Problem) as refused:
        chat.do(command)
    assert refused.value.key == "no_cards_here"


def test_a_reply_sent_anew_shows_its_card_again(chat: Talk) -> None:
    command = chat.reply("", card=ORDER)
    undo = chat.do(command).inverse
    chat.do(undo)
    chat.do(command)
    with chat.story.work() as work:
        assert card_of(work, command.message) == ORDER


def draft_of(chat: Talk) -> str:
    with chat.story.work() as work:
        return find_draft(work, chat.agent, chat.id).text


def whole_draft(chat: Talk) -> Draft:
    with chat.story.work() as work:
        return find_draft(work, chat.agent, chat.id)


def on_a_desk(chat: Talk) -> bool:
    with chat.story.work() as work:
        return work.is_desk


def _reply(story: Story, wanted: OutboundId) -> Reply:
    with story.work() as work:
        found = find_reply(work, wanted)
    assert found is not None
    return found
