"""Commands travel as JSON and come back the same; what does not fit is refused."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.domain import commands as c
from app.domain.channel_facts import ChannelFacts, no_facts
from app.domain.command_codec import decode, encode
from app.domain.conversations import Status
from app.domain.errors import Bug
from app.domain.restoring import Restore, RowChange, turned_round
from app.domain.team import Role
from app.domain.values import ActivityId, AgentId, CommandId, ConversationId, MessageId, ShopId

ID, AGENT, TALK = CommandId(UUID(int=1)), AgentId(UUID(int=2)), ConversationId(UUID(int=3))
CHANGE = RowChange(
    "conversation", {"id": "03"}, {"status": "pending", "due": None}, {"status": "resolved", "due": 5}
)
EXAMPLES = [
    c.SetStatus(
        id=ID, agent=AGENT, conversations=(TALK,), status=Status.RESOLVED, activities=(ActivityId(UUID(int=4)),),
        base_last_messages=(None, MessageId(UUID(int=5))),
    ),
    c.Snooze(id=ID, agent=AGENT, conversations=(), until=datetime(2026, 3, 2, tzinfo=UTC), activities=()),
    c.SaveAgent(id=ID, agent=AGENT, subject=AGENT, name="林小码", role=Role.ADMIN),
    c.CountImported(id=ID, agent=AGENT, shops=(ShopId(UUID(int=6)),)),
    c.EditShop(id=ID, agent=AGENT, shop=ShopId(UUID(int=6)), title="T", settings={"undo_seconds": "5"}),
    Restore(id=ID, agent=AGENT, rows=(CHANGE, CHANGE.turned(), RowChange("note", {"n": 1}, None, {"x": {"y": [1]}}))),
]  # fmt: skip


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: type(command).__name__)
def test_a_command_comes_back_the_same(command: c.Command) -> None:
    assert decode(json.loads(json.dumps(encode(command)))) == command


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "Nonsense"},
        {"kind": None},
        {"surplus": 1},
        {"id": 5},
        {"id": "zz"},
        {"version": "1"},
        {"version": True},
        {"status": "unheard"},
        {"conversations": "03"},
        {"conversations": None},
        {"agent": None},
    ],
    ids=str,
)
def test_what_no_version_of_ours_wrote_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Bug, match="command_unreadable"):
        decode({**encode(EXAMPLES[0]), **change})


def test_a_moment_without_zone_and_a_missing_field_are_refused() -> None:
    with pytest.raises(Bug):
        decode({**encode(EXAMPLES[1]), "until": "2026-03-02T00:00:00"})
    short = encode(EXAMPLES[0])
    del short["status"]
    with pytest.raises(Bug):
        decode(short)
    with pytest.raises(Bug):
        decode({**encode(EXAMPLES[3]), "settings": {"a": 5}})


def test_turning_round_twice_is_nothing() -> None:
    rows = (CHANGE, replace(CHANGE, table="note"))
    assert turned_round(turned_round(rows)) == rows
    assert turned_round(rows)[0] == rows[1].turned()


def test_platforms_count_length_in_their_own_way() -> None:
    facts = ChannelFacts("x", reply_limit=3, reply_unit="utf16")
    assert not facts.too_long("a😀")
    assert facts.too_long("ab😀")
    assert replace(facts, reply_unit="bytes").too_long("äö")
    assert not no_facts("x").too_long("x" * 100_000)
