"""Where mails lie on their server, and what became of them there; a mail that went is marked, never dropped."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from app.domain.values import ConversationId, LoginId
from app.store.ingest import Row, add_or_replace
from app.store.schema import mail_place, message
from app.store.unit_of_work import Work

MANY = 500


def keep_places(work: Work, rows: Collection[Row]) -> None:
    """Where some messages lie now; one that was thought gone is back."""
    add_or_replace(work.connection, mail_place, list(rows))


def miss(work: Work, login: LoginId, folder: str, epoch: int, present: frozenset[int], now: datetime) -> None:
    """Marks what the folder does not hold any more, and takes the mark from what is there again."""
    known = select(mail_place.c.uid, mail_place.c.gone_at.is_(None)).where(*_in(login, folder, epoch))
    rows = list(work.connection.execute(known))
    gone = [uid for uid, here in rows if here and uid not in present]
    back = [uid for uid, here in rows if not here and uid in present]
    _change(work, login, (folder, epoch), gone, {"gone_at": now})
    _change(work, login, (folder, epoch), back, {"gone_at": None})


def note_answered(work: Work, login: LoginId, folder: str, epoch: int, answered: Mapping[int, bool]) -> None:
    """Keeps the mark that says whether somebody answered, in whichever mail program."""
    known = select(mail_place.c.uid, mail_place.c.answered).where(*_in(login, folder, epoch))
    changed: dict[bool, list[int]] = {True: [], False: []}
    for uid, before in work.connection.execute(
        known.where(mail_place.c.uid.between(min(answered), max(answered)))
    ):
        if answered.get(uid, before) != before:
            changed[not before].append(uid)
    for mark, uids in changed.items():
        _change(work, login, (folder, epoch), uids, {"answered": mark})


def _in(login: LoginId, folder: str, epoch: int) -> tuple[ColumnElement[bool], ...]:
    return (mail_place.c.login_id == login, mail_place.c.folder == folder, mail_place.c.epoch == epoch)


def _change(work: Work, login: LoginId, where: tuple[str, int], uids: list[int], values: Row) -> None:
    for start in range(0, len(uids), MANY):
        chosen = (*_in(login, *where), mail_place.c.uid.in_(uids[start : start + MANY]))
        work.connection.execute(update(mail_place).where(*chosen).values(values))
        talks = (
            select(message.c.conversation_id)
            .join(
                mail_place,
                (mail_place.c.shop_id == message.c.shop_id)
                & (mail_place.c.remote_key == message.c.remote_key),
            )
            .where(*chosen)
        )
        work.log.conversations.update(ConversationId(one) for one in work.connection.execute(talks).scalars())
