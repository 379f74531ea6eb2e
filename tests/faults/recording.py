"""Writes down every statement the program sends to its file, and where it told somebody that an action was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event, select

from app.domain.commands import KeepDraft
from app.domain.values import CommandId, ConversationId
from app.store import schema
from app.store.create import create_desk
from app.store.engine import open_local
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import KEY, Desk, said


@dataclass(frozen=True, slots=True)
class Ran:
    """One statement with its parameters; several rows of them where it ran many times."""

    sql: str
    rows: tuple[Any, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """From here on this must survive: a message's key, or a reply's id as 32 hex digits."""

    message: str = ""
    reply: bytes = b""


Step = Ran | Acknowledged


class Recorder:
    """Listens to one engine."""

    def __init__(self, engine: Engine) -> None:
        self.steps: list[Step] = []
        event.listen(engine, "before_cursor_execute", self._ran)
        event.listen(engine, "commit", lambda _: self.steps.append(Ran("COMMIT", (), False)))
        event.listen(engine, "rollback", lambda _: self.steps.append(Ran("ROLLBACK", (), False)))

    def _ran(
        self, connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
    ) -> None:
        rows: Sequence[Any] = parameters if executemany else (parameters or ())
        self.steps.append(Ran(statement, tuple(rows), executemany))


def record(seed: int, folder: Path, actions: int = 40) -> list[Step]:
    """A morning's work on a real desk, from the first table on."""
    random, clock = Random(seed), FakeClock()
    engine = open_local(folder / "desk.db", KEY)
    recorder = Recorder(engine)
    create_desk(engine)
    desk = Desk.on(engine, folder, clock, SeededIds(seed, clock))
    for number in range(actions):
        clock.advance(timedelta(seconds=1))
        dice = random.random()
        talk = desk.work(
            lambda work: work.connection.execute(select(schema.conversation.c.id).limit(1)).scalar()
        )
        if talk is None or dice < 0.4:
            keys = [f"m{number}-{n}" for n in range(random.randint(1, 12))]
            text = "Where is my parcel? " * random.randint(1, 40)
            desk.ingest([said(key, clock.now(), text, keys=(f"t{random.randrange(5)}",)) for key in keys])
            recorder.steps += [Acknowledged(message=key) for key in keys]
        elif dice < 0.75:
            recorder.steps.append(Acknowledged(reply=desk.reply(f"Answer {number}", talk).bytes))
        else:
            words = f"Draft {number}"
            desk.do(
                KeepDraft(
                    id=CommandId(desk.ids.new()),
                    agent=desk.agent,
                    conversation=ConversationId(talk),
                    text=words,
                )
            )
    engine.dispose()
    return recorder.steps
