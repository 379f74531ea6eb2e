"""What could not be read, kept whole outside the database until it can be, or a person has looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from app.domain.values import LoginId
from app.store.ingest import add_missing
from app.store.schema import quarantine
from app.store.unit_of_work import Work

NO_SHOP_FOR_SITE = "no_shop_for_site"
"""reason, followed by the site's name: readable, but the site is not one of our shops"""
PAGE = "page:"
"""begins the key of a whole answer that nobody understood"""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something on its way into quarantine; its bytes lie in the blob store already."""

    remote_key: str
    reason: str
    blob_key: str
    size: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of the quarantine list."""

    n: int
    login_id: LoginId
    stream: str
    remote_key: str
    reason: str
    blob_key: str
    at: datetime
    """when it was put aside: the nearest we know to its arrival"""


def put_aside(work: Work, owner: LoginId, stream: str, entries: Sequence[Unread], now: datetime) -> None:
    """Adds entries; what is there already is not added twice."""
    if not entries or not work.is_desk:
        return
    rows = [
        {
            "login_id": owner,
            "stream": stream,
            "remote_key": one.remote_key,
            "reason": one.reason,
            "at": now,
            "tries": 1,
            "blob_key": one.blob_key,
            "size": one.size,
        }
        for one in entries
    ]
    add_missing(work.connection, quarantine, rows)
    work.log.subjects.add("quarantine")


def find_kept(work: Work, n: int) -> Kept | None:
    """One entry."""
    row = work.connection.execute(
        select(
            quarantine.c.n,
            quarantine.c.login_id,
            quarantine.c.stream,
            quarantine.c.remote_key,
            quarantine.c.reason,
            quarantine.c.blob_key,
            quarantine.c.at,
        ).where(quarantine.c.n == n)
    ).first()
    return None if row is None else Kept(*row)


def waiting_for_shop(work: Work, owner: LoginId) -> list[int]:
    """Entries of a login that wait for the shop of their site, oldest first."""
    return list(
        work.connection.execute(
            select(quarantine.c.n)
            .where(quarantine.c.login_id == owner, quarantine.c.reason.startswith(NO_SHOP_FOR_SITE))
            .order_by(quarantine.c.n)
        ).scalars()
    )


def tried_again(work: Work, n: int, reason: str) -> None:
    """It still cannot be read."""
    work.connection.execute(
        update(quarantine).where(quarantine.c.n == n).values(tries=quarantine.c.tries + 1, reason=reason)
    )
    work.log.subjects.add("quarantine")


def let_go(work: Work, n: int) -> None:
    """It could be read now, or a person has seen to it."""
    work.connection.execute(delete(quarantine).where(quarantine.c.n == n))
    work.log.subjects.add("quarantine")


def came_after_all(work: Work, owner: LoginId, keys: Sequence[str]) -> None:
    """Messages that the channel offered once more, readable this time: their entries are done."""
    if keys and work.is_desk:
        _drop(work, quarantine.c.login_id == owner, quarantine.c.remote_key.in_(keys))


def page_came_again(work: Work, owner: LoginId, stream: str) -> None:
    """The stream goes on from where it stood: what was in an answer nobody understood has come."""
    if work.is_desk:
        _drop(
            work,
            quarantine.c.login_id == owner,
            quarantine.c.stream == stream,
            quarantine.c.remote_key.startswith(PAGE, autoescape=True),
        )


def _drop(work: Work, *conditions: ColumnElement[bool]) -> None:
    gone = work.connection.execute(delete(quarantine).where(*conditions))
    if gone.rowcount:
        work.log.subjects.add("quarantine")
