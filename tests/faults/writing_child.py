"""A program that writes as ours does, until it is killed; each acknowledged action is said on standard output first.

Run as `python -m tests.faults.writing_child FOLDER SEED`.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from app.domain.commands import KeepDraft
from app.domain.values import CommandId, ConversationId
from app.store import schema
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said


def acknowledge(kind: str, key: str) -> None:
    """Unbuffered: what was said was said, whatever happens next."""
    os.write(1, f"{kind} {key}\n".encode())


def main(folder: Path, seed: int) -> None:
    """Ingests, queues replies and keeps drafts for ever."""
    random, clock = Random(seed), FakeClock()
    clock.advance(timedelta(seconds=seed))
    desk = Desk.opened(folder, clock, SeededIds(seed, clock))
    number = 0
    while True:
        number += 1
        clock.advance(timedelta(seconds=1))
        dice = random.random()
        if dice < 0.4:
            keys = [f"m{seed}-{number}-{n}" for n in range(random.randint(1, 30))]
            desk.ingest([said(key, clock.now(), keys=(f"t{random.randrange(40)}",)) for key in keys])
            for key in keys:
                acknowledge("message", key)
            continue
        talk = desk.work(
            lambda work: work.connection.execute(select(schema.conversation.c.id).limit(1)).scalar()
        )
        if talk is None:
            continue
        if dice < 0.7:
            acknowledge("reply", desk.reply(f"Answer {seed} {number}", talk).hex)
        else:
            words = f"Draft {seed} {number}"
            desk.do(
                KeepDraft(
                    id=CommandId(desk.ids.new()),
                    agent=desk.agent,
                    conversation=ConversationId(talk),
                    text=words,
                )
            )
            acknowledge("draft", f"{seed}:{number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
