"""When practice is over nothing of it stays beside real work: no shop, no colleague, no template as it came."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import commands as c
from app.domain.shops import PRACTICE
from app.domain.team import PRACTICE_COLLEAGUE, Role
from app.domain.values import ActivityId, NoteId
from app.services.practice import practice_templates, take_practice_away
from app.store import schema
from app.store.agents import find_agent, only_agent
from app.store.conversations import load_conversation
from app.store.templates import all_templates
from tests.builders import Story
from tests.services.scenes import Stage


@pytest.fixture
def stage(story: Story) -> Stage:
    """A real desk beside which somebody practises."""
    stage = Stage(story)
    stage.do(stage.named(c.SaveAgent, subject=PRACTICE_COLLEAGUE, name="李娜", role=Role.SENIOR))
    for template in practice_templates(stage.agent, story.ids):
        stage.do(template)
    return stage


def tidied(stage: Stage) -> None:
    with stage.story.work() as work:
        take_practice_away(work)


def seen(stage: Stage, look: Any) -> Any:
    with stage.story.work() as work:
        return look(work)


def given_to_her(stage: Stage) -> None:
    stage.do(
        stage.named(
            c.Assign, conversations=(stage.talk,), activities=(ActivityId(stage.new()),), assignee=PRACTICE_COLLEAGUE,
            base_assignees=(None,),
        )
    )  # fmt: skip


def test_the_colleague_leaves_and_what_she_had_is_nobodys_again(stage: Stage) -> None:
    given_to_her(stage)
    tidied(stage)
    assert seen(stage, lambda work: find_agent(work, PRACTICE_COLLEAGUE)) is None
    assert seen(stage, lambda work: load_conversation(work, stage.talk)).assignee_id is None


def test_whoever_is_left_alone_answers_the_next_real_shop(stage: Stage) -> None:
    left = stage.named(c.SaveAgent, subject=stage.other, name="Bea Kahn", role=Role.AGENT, active=False)
    stage.do(left)
    assert seen(stage, only_agent) is None
    assert seen(stage, lambda work: only_agent(work, but=PRACTICE_COLLEAGUE)) == stage.agent
    tidied(stage)
    assert seen(stage, only_agent) == stage.agent


def test_where_she_wrote_something_that_stays_so_does_her_name(stage: Stage) -> None:
    note = c.AddNote(
        id=stage.new(), agent=PRACTICE_COLLEAGUE, conversation=stage.talk, note=NoteId(stage.new()), text="Ruft an"
    )  # fmt: skip
    stage.do(note)
    tidied(stage)
    colleague = seen(stage, lambda work: find_agent(work, PRACTICE_COLLEAGUE))
    assert (colleague.name, colleague.active) == ("李娜", False)


def test_templates_go_but_those_that_an_agent_has_changed(stage: Stage) -> None:
    own = stage.named(c.SaveTemplate, template=stage.new(), title="Danke", body="Vielen Dank!")
    stage.do(own)
    changed = next(practice_templates(stage.agent, stage.story.ids))
    stage.do(replace(changed, id=stage.new(), body=f"{changed.body}\nP.S."))
    tidied(stage)
    kept = {row.id: row.body for row in seen(stage, all_templates)}
    assert kept == {own.template: "Vielen Dank!", changed.template: f"{changed.body}\nP.S."}


def test_practice_shops_go_and_real_ones_stay(stage: Stage) -> None:
    practice = stage.story.a_shop("练习", "market", **{PRACTICE: "yes"})
    tidied(stage)
    tidied(stage)  # and once more, where nothing is left of it
    shops = seen(stage, lambda work: {one for (one,) in work.connection.execute(select(schema.shop.c.id))})
    assert shops == {stage.shop, stage.mail}
    assert practice not in shops
