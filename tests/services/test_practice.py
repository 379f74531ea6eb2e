"""The practice town's shops come with templates to practise with, and with news that waits until history is in."""

import json
from pathlib import Path

from app.domain.values import AgentId
from app.net.lines import Lines
from app.services.practice import practice_templates, release_news
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from app.store import schema
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk


def test_practice_brings_templates_in_several_languages(
    tmp_path: Path, clock: FakeClock, ids: SeededIds
) -> None:
    desk = Desk(tmp_path, clock, ids)
    for command in practice_templates(AgentId(desk.agent), ids):
        desk.do(command)
    rows = desk.rows(schema.template, "title", "body", "language")
    desk.close()
    assert len({language for _, _, language in rows}) > 3
    assert all(title and body for title, body, _ in rows)


def test_what_waits_for_an_answer_is_delivered_when_it_is_asked_for(clock: FakeClock) -> None:
    with RunningTown(Setting(7, clock.now(), "demo", hold=True), clock.now) as town:
        world = town.service.town.world
        waiting = town.inside(lambda: len(world.held))
        release_news(Lines(clock, loopback_only=True), json.loads(json.dumps(town.line)))
        assert waiting > 10
        assert town.inside(lambda: len(world.held)) == 0
