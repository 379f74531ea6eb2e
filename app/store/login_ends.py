"""When each login ends, so that a person can be told in time. Kept beside the login: a new token is no new login."""

from app.domain.terms import Term
from app.domain.values import LoginId
from app.store.facts import forget_fact, note_fact, read_fact
from app.store.queries_lists import ENDS
from app.store.unit_of_work import Work


def note_end(work: Work, login: LoginId, term: Term | None) -> bool:
    """Notes when a person must sign in again, and from when on he is told; None: never. True where that is news."""
    key, value = f"{ENDS}{login}", f"{term.ends.isoformat()} {term.told_from.isoformat()}" if term else ""
    if read_fact(work, key) == value:
        return False
    if value:
        note_fact(work, key, value)
    else:
        forget_fact(work, key)
    work.log.subjects.add("logins")
    return True
