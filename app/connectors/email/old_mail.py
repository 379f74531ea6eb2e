"""What became of mails that were read before: which were taken out of their folder, which were answered elsewhere.

Counting is enough to see that mails went: STATUS tells how many there are, and we know how many came. Only when the
numbers differ is the folder asked which ones it still holds. With CONDSTORE the server names the mails whose marks
changed; servers without it are asked every ten minutes about their newest mails.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from app.connectors.contract import FolderNews
from app.connectors.email.cursors import LiveCursor
from app.net.mail_imap import ANSWERED, FolderState, ImapLine

MARKS_EVERY = timedelta(minutes=10)
NEWEST = 500
"""UIDs whose marks a server without CONDSTORE is asked for"""


def marks_due(place: LiveCursor, line: ImapLine, now: datetime) -> bool:
    """Whether it is time to ask a server for marks that does not count their changes."""
    return not line.condstore and place.last_uid > 0 and now - place.marked_at >= MARKS_EVERY


def news_of_old(
    line: ImapLine, folder: str, before: LiveCursor, now_at: LiveCursor, state: FolderState, now: datetime
) -> tuple[tuple[FolderNews, ...], LiveCursor]:
    """News about the open folder's older mails, and the cursor that has seen them."""
    present = None if now_at.messages == state.messages else frozenset(line.uids(1))
    after = replace(now_at, modseq=state.modseq, messages=state.messages)
    answered: dict[int, bool] = {}
    if line.condstore and 0 < before.modseq < state.modseq:
        answered = _changed_marks(line, before)
    elif marks_due(before, line, now):
        answered, after = _newest_marks(line, before), replace(after, marked_at=now)
    if present is None and not answered:
        return (), after
    return (FolderNews(folder, before.uidvalidity, present, answered),), after


def _changed_marks(line: ImapLine, before: LiveCursor) -> dict[int, bool]:
    rows = line.listed(line.changed_since(before.modseq, before.last_uid))
    return {uid: ANSWERED.decode() in row.flags for uid, row in rows.items()}


def _newest_marks(line: ImapLine, before: LiveCursor) -> dict[int, bool]:
    first = max(1, before.last_uid - NEWEST + 1)
    answered = set(line.answered(first, before.last_uid))
    return {uid: uid in answered for uid in range(first, before.last_uid + 1)}
