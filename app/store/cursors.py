"""Where pulling stopped, per stream of a login; written in the same transaction as the items it follows."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from app.domain.values import LoginId, ShopId
from app.store.facts import note_fact, read_fact
from app.store.ingest import add_or_replace
from app.store.schema import cursor, login
from app.store.statements import ask
from app.store.unit_of_work import Work

PAST = "backfill:"
"""begins the names of streams that bring old messages"""


@dataclass(frozen=True, slots=True)
class Place:
    """A stream's cursor and how far a backfill has come."""

    cursor: str | None
    done: int = 0
    all: int = 0
    finished: bool = False


def places(work: Work, owner: LoginId) -> dict[str, Place]:
    """Every stream of a login that was ever pulled."""
    rows = work.connection.execute(
        select(cursor.c.stream, cursor.c.cursor, cursor.c.done, cursor.c.all, cursor.c.finished).where(
            cursor.c.login_id == owner
        )
    )
    return {name: Place(at, done, whole, finished) for name, at, done, whole, finished in rows}


_LOGIN = select(login.c.id).where(login.c.id == bindparam("login"))


def keep_place(work: Work, owner: LoginId, stream: str, place: Place, now: datetime) -> None:
    """Notes where a stream stands. A login that was removed meanwhile has no place to keep."""
    if not ask(work.connection, _LOGIN, login=owner):
        return
    row = {
        "login_id": owner,
        "stream": stream,
        "cursor": place.cursor,
        "pulled_at": now,
        "ok_at": now,
        "reason": "",
        "done": place.done,
        "all": place.all,
        "finished": place.finished,
    }
    add_or_replace(work.connection, cursor, [row])
    work.log.subjects.add("logins")


def end_backfill(work: Work, owner: LoginId, stream: str, now: datetime) -> None:
    """What is here stays; nothing older is fetched any more."""
    known = places(work, owner).get(stream, Place(None))
    keep_place(work, owner, stream, Place(known.cursor, known.done, known.all, True), now)


def begin_past_anew(work: Work, owner: LoginId, go_on: Callable[[str], str | None]) -> None:
    """More of the past is wanted: each of its streams goes on from the cursor that `go_on` makes of the one where it
    stopped, or from the beginning."""
    for name, place in places(work, owner).items():
        if name.startswith(PAST):
            work.connection.execute(
                update(cursor)
                .where(cursor.c.login_id == owner, cursor.c.stream == name)
                .values(cursor=go_on(place.cursor or ""), done=0, all=0, finished=False)
            )
    work.log.subjects.add("logins")


def read_for(work: Work, owner: LoginId, shops: Collection[ShopId]) -> None:
    """A shop that joins a login finds its history too: what was fetched before it came belonged to nobody."""
    key = f"history_of:{owner}"
    known = set(json.loads(read_fact(work, key, "[]")))
    wanted = {str(shop) for shop in shops}
    if wanted <= known:
        return
    if known:
        past = cursor.c.stream.startswith(PAST)
        work.connection.execute(delete(cursor).where(cursor.c.login_id == owner, past))
    note_fact(work, key, json.dumps(sorted(known | wanted)))


def note_trouble(work: Work, owner: LoginId, stream: str, reason: str, now: datetime) -> None:
    """The stream was tried and did not answer."""
    work.connection.execute(
        update(cursor)
        .where(cursor.c.login_id == owner, cursor.c.stream == stream)
        .values(pulled_at=now, reason=reason)
    )
