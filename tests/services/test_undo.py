"""Every command: taken back and done again it leaves the same rows; failing anywhere it leaves none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.domain import commands as c
from app.domain.command_codec import COMMANDS, decode, encode
from app.domain.errors import Problem
from app.domain.restoring import Restore
from app.domain.values import CommandId
from app.services.handlers import HANDLERS, carry_out, handle
from app.store.command_log import forget_old
from tests.builders import Story, channels, dump
from tests.services.scenes import SCENES, Stage

EXACT = sorted(set(SCENES) - {"QueueReply", "StartConversation", "ForwardMessage"})
"""taking these back leaves no trace at all; a reply taken back stays on record as cancelled"""


def rows(story: Story) -> dict[str, Any]:
    with story.work() as work:
        return dump(work, without=("command_log",))


def test_every_command_has_a_handler_and_a_scene() -> None:
    assert set(HANDLERS) | {c.Undo} == set(COMMANDS.values())
    assert set(SCENES) == set(COMMANDS) - {"Undo", "Restore"}


@pytest.mark.parametrize("name", sorted(SCENES))
def test_done_taken_back_and_done_again_leaves_the_same_rows(story: Story, name: str) -> None:
    stage = Stage(story)
    command = SCENES[name](stage)
    before = rows(story)
    handled = stage.do(command)
    done = rows(story)
    if handled.inverse is None:
        assert name in NOT_UNDOABLE
        return
    again = stage.do(decode(encode(handled.inverse)))
    if name in EXACT:
        assert rows(story) == before
    if again.inverse is not None:
        stage.do(again.inverse)
        assert rows(story) == done
        stage.do(handled.inverse)
    stage.do(command)
    assert rows(story) == done


NOT_UNDOABLE = frozenset(
    "CancelReply ReleaseReply SettleUnknown RetryFailed WakeSnoozed MarkRead KeepDraft KeepFirstDraft"
    " RemoveShop".split()
)


def test_what_cannot_be_undone_is_listed(desk: Engine) -> None:
    for name in NOT_UNDOABLE:
        assert name in SCENES


class Injected(Exception):
    """A failure in the n-th statement."""


@pytest.mark.parametrize("name", sorted(SCENES))
def test_failing_at_any_statement_leaves_nothing_half_done(story: Story, name: str) -> None:
    stage = Stage(story)
    command = SCENES[name](stage)
    before = rows(story)
    countdown = [0]

    def trip(*_: object) -> None:
        countdown[0] -= 1
        if countdown[0] == 0:
            raise Injected

    every = (
        1 if story.engine.dialect.name == "sqlite" else 4
    )  # the same code: a sample shows the other engine
    for nth in range(1, 2000, every):
        countdown[0] = nth + 1  # the first statement begins the transaction
        event.listen(story.engine, "before_cursor_execute", trip)
        try:
            stage.do(command)
            break
        except Injected:
            pass
        finally:
            event.remove(story.engine, "before_cursor_execute", trip)
        assert rows(story) == before, nth
    else:
        pytest.fail("never came to its end")
    assert nth > 1 or name in ("KeepDraft", "KeepFirstDraft", "MarkRead")  # a hub keeps none of these


def test_a_command_counts_once_and_answers_the_same(desk: Engine) -> None:
    stage = Stage(Story(desk))
    now = stage.story.clock.now()
    command = stage.named(c.AddTag, conversations=(stage.talk,), activities=(stage.new(),), tag="退款")
    first = carry_out(desk, command, now, channels)
    done = rows(stage.story)
    second = carry_out(desk, command, now, channels)
    assert (first.undoable, second.undoable, second.notices) == (True, True, first.notices)
    assert stage.talk in first.changes.conversations
    assert not second.changes
    assert rows(stage.story) == done


def test_undo_runs_the_inverse_once(desk: Engine) -> None:
    stage = Stage(Story(desk))
    now = stage.story.clock.now()
    before = rows(stage.story)
    command = SCENES["SetStatus"](stage)
    carry_out(desk, command, now, channels)
    undo = c.Undo(id=CommandId(stage.new()), agent=stage.agent, undone=command.id)
    outcome = carry_out(desk, undo, now, channels)
    assert rows(stage.story) == before
    assert outcome.undoable
    with pytest.raises(Problem) as refused:
        carry_out(desk, replace(undo, id=CommandId(stage.new())), now, channels)
    assert refused.value.key == "nothing_to_undo"
    redo = c.Undo(id=CommandId(stage.new()), agent=stage.agent, undone=undo.id)
    carry_out(desk, redo, now, channels)
    with stage.story.work() as work:
        statuses = {row[4] for row in dump(work)["conversation"]}
    assert statuses == {"resolved"}


def test_undo_is_refused_where_somebody_changed_the_same_thing_since(story: Story) -> None:
    stage = Stage(story)
    handled = stage.do(stage.many(c.Assign, assignee=stage.other, base_assignees=(None, None)))
    stage.do(
        stage.named(
            c.Assign, conversations=(stage.talk,), activities=(stage.new(),), assignee=stage.agent,
            base_assignees=(stage.other,),
        )
    )  # fmt: skip
    before = rows(story)
    with pytest.raises(Problem) as refused:
        stage.do(handled.inverse)
    assert refused.value.key == "changed_since"
    assert rows(story) == before


def test_a_split_is_not_taken_back_over_news_in_the_new_conversation(story: Story) -> None:
    stage = Stage(story)
    command = SCENES["SplitConversation"](stage)
    handled = stage.do(command)
    story.clock.advance(story.clock.now() - story.clock.now())
    story.a_message(command.new_conversation, "Neu hier")
    before = rows(story)
    with pytest.raises(Problem):
        stage.do(handled.inverse)
    assert rows(story) == before


def test_an_unknown_command_is_our_mistake(story: Story) -> None:
    class Strange(c.Command):
        pass

    stage = Stage(story)
    with pytest.raises(Exception, match="command_unknown"), story.work() as work:
        handle(work, stage.named(Strange), story.clock.now())


def test_restoring_twice_is_refused(story: Story) -> None:
    stage = Stage(story)
    handled = stage.do(SCENES["AddNote"](stage))
    assert isinstance(handled.inverse, Restore)
    stage.do(handled.inverse)
    with pytest.raises(Problem):
        stage.do(handled.inverse)


def test_old_commands_are_forgotten_after_ninety_days(desk: Engine) -> None:
    stage = Stage(Story(desk))
    now = stage.story.clock.now()
    command = SCENES["AddTag"](stage)
    carry_out(desk, command, now, channels)
    with stage.story.work() as work:
        assert forget_old(work, now + timedelta(days=89)) == 0
        assert forget_old(work, now + timedelta(days=91)) == 1
    undo = c.Undo(id=CommandId(stage.new()), agent=stage.agent, undone=command.id)
    with pytest.raises(Problem) as refused:
        carry_out(desk, undo, now, channels)
    assert refused.value.key == "nothing_to_undo"
