"""After a loss: what comes back, what stays taken back, and whose words are shown because they found no place."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bridge.journal_sealer import JournalSealer
from app.domain import commands as c
from app.domain.conversations import Status
from app.domain.values import ConversationId, OutboundId
from app.host.vault import KEY_SIZE
from app.services.handlers import carry_out
from app.services.replaying import Replayed, replay
from app.store.conversations import load_conversation
from app.store.journal import Journal
from app.store.outbound import is_there, load_outbound
from tests.builders import Story, channels, dump
from tests.fakes import SeededIds
from tests.services.scenes import Stage


@pytest.fixture
def stage(story: Story) -> Stage:
    return Stage(story)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.ndjson", JournalSealer(bytes(KEY_SIZE), SeededIds()))


def after_loss(stage: Stage, journal: Journal, *commands: c.Command) -> Replayed:
    now = stage.story.clock.now()
    for command in commands:
        journal.write(command, now)
    return replay(stage.story.engine, journal.read()[0], channels, now)


def test_a_reply_that_was_taken_back_stays_away_though_its_row_was_lost(
    stage: Stage, journal: Journal
) -> None:
    engine, reply, now = stage.story.engine, stage.a_reply(), stage.story.clock.now()
    carry_out(engine, reply, now, channels)
    carry_out(engine, stage.named(c.Undo, undone=reply.id), now, channels)
    with stage.story.work() as work:
        for table, key in (("outbound", reply.outbound), ("message", reply.message)):
            work.connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (key.bytes,))
    assert after_loss(stage, journal, reply) == Replayed(1, 0, ())
    with stage.story.work() as work:
        assert not is_there(work, reply.outbound)


def test_words_that_cannot_be_queued_never_write_over_a_draft(stage: Stage, journal: Journal) -> None:
    draft = stage.named(c.KeepDraft, conversation=stage.talk, text="Halb")
    carry_out(stage.story.engine, draft, stage.story.clock.now(), channels)
    result = after_loss(stage, journal, stage.a_reply(text="{{leer}}"))
    assert result.homeless == ((stage.talk, "{{leer}}"),)
    with stage.story.work() as work:
        assert [row[3] for row in dump(work)["draft"]] == ["Halb"]


def test_a_new_wording_of_a_reply_that_is_gone_is_shown(stage: Stage, journal: Journal) -> None:
    gone = OutboundId(stage.new())
    result = after_loss(stage, journal, stage.named(c.EditQueuedReply, outbound=gone, text="Neu."))
    assert result.homeless == ((gone, "Neu."),)


def test_what_has_no_words_and_no_place_any_more_is_let_go(stage: Stage, journal: Journal) -> None:
    status = stage.many(c.SetStatus, status=Status.RESOLVED, base_last_messages=stage.bases)
    lost = replace(status, conversations=tuple(ConversationId(stage.new()) for _ in range(2)))
    assert after_loss(stage, journal, lost).homeless == ()


def test_a_forward_that_waits_is_held_and_starts_no_clock(stage: Stage, journal: Journal) -> None:
    waiting = stage.queued()
    with stage.story.work() as work:
        work.connection.exec_driver_sql("UPDATE outbound SET kind = 'forward'")
        before = load_conversation(work, stage.talk).clocks
    assert after_loss(stage, journal).to_decide == 1
    with stage.story.work() as work:
        assert load_outbound(work, waiting).state == "needs_review"
        assert load_conversation(work, stage.talk).clocks == before
