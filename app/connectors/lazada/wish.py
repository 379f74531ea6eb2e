"""What one wish of a person brings from chat: one page of conversations, and the messages of what changed on it.

The first wish shows the newest conversations as they stand, as history. Later ones bring what is new. Where more
changed than a page holds, every second wish goes a page further back, until the gap is closed.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import AuthExpired, Item, Rejected
from app.connectors.lazada.api import LazadaApi
from app.connectors.lazada.envelope import at, count, inner, millis, truth
from app.connectors.lazada.guard import MESSAGES, SESSIONS, Permit
from app.connectors.lazada.messages import items_of
from app.connectors.reading import Fields, rows, sub, text
from app.domain.errors import QuaysideError
from app.domain.values import EPOCH
from app.net.http import Json

PAGE = 20
SEEN_MAX = 400
OVERLAP = timedelta(minutes=10)
STRANGER = timedelta(hours=1)
"""how far before our last look a message of an unknown conversation still counts as new"""
LONGEST_PAST = 30
"""days; Lazada prepares about a month"""


@dataclass(slots=True)
class Look:
    """What is known of one country's chat, kept in the cursor."""

    looked: datetime | None = None
    since: datetime | None = None
    """the newest message at our last look"""
    floor: datetime | None = None
    """older conversations are of no interest"""
    seen: dict[str, list[object]] = field(default_factory=dict)
    """the last message of each conversation: number and milliseconds"""
    gap: dict[str, Json] = field(default_factory=dict)
    """where the page before this one begins, if that one was full of news"""
    turn: bool = False
    """the next wish goes into the gap"""
    pending: list[list[str]] = field(default_factory=list)
    """conversations whose messages did not fit into a wish"""


def look_of(raw: object) -> Look:
    """A look as the cursor keeps it; what cannot be read begins anew."""
    fields = raw if isinstance(raw, dict) else {}
    seen, pending, gap = fields.get("seen"), fields.get("pending"), fields.get("gap")
    return Look(
        paging.moment(fields.get("looked")),
        paging.moment(fields.get("since")),
        paging.moment(fields.get("floor")),
        {str(k): v for k, v in seen.items() if _is_last(v)} if isinstance(seen, dict) else {},
        dict(gap) if isinstance(gap, dict) else {},
        fields.get("turn") is True,
        [row for row in pending if _is_pending(row)] if isinstance(pending, list) else [],
    )


def _is_last(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], str)
        and type(value[1]) is int
        and 0 <= value[1] < 10**14
    )


def _is_pending(value: object) -> bool:
    return isinstance(value, list) and len(value) == 5 and all(isinstance(one, str) for one in value)


def kept(look: Look) -> dict[str, object]:
    """A look for the cursor."""
    stamps = {"looked": look.looked, "since": look.since, "floor": look.floor}
    return {
        **{name: paging.stamp(moment) for name, moment in stamps.items() if moment is not None},
        "seen": dict(list(look.seen.items())[-SEEN_MAX:]),
        **({"gap": look.gap} if look.gap else {}),
        "turn": look.turn,
        **({"pending": look.pending[:SEEN_MAX]} if look.pending else {}),
    }


@dataclass(slots=True)
class Wish:
    """One wish on its way."""

    api: LazadaApi
    site: str
    permit: Permit
    look: Look
    now: datetime
    days: int
    items: list[Item] = field(default_factory=list)

    def grant(self) -> None:
        """One page of conversations, then messages as far as the wish reaches. Raises only where nothing came."""
        look = self.look
        look.floor = look.floor or self.now - timedelta(days=min(self.days, LONGEST_PAST))
        back = bool(look.gap) and look.turn
        start = text(look.gap, "start") if back else str(millis(self.now))
        listed = self._sessions(start, text(look.gap, "last") if back else "")
        fresh = count(look.gap, "fresh") if back else self._fresh()
        changed = [row for row in listed.rows if self._has_news(row)]
        waiting = look.pending + [self._ticket(row, fresh) for row in changed]
        self._note(listed, changed, fresh, back=back)
        self._messages(waiting)

    def _fresh(self) -> int:
        """From when on the words of an unknown conversation are news: at the first wish all of them are history."""
        since = self.look.since
        return millis(self.now + timedelta(days=1) if since is None else since - STRANGER)

    # --- conversations ---

    def _sessions(self, start: str, last: str) -> "Listed":
        query = {"start_time": start, "page_size": str(PAGE), "last_session_id": last}
        data = sub(self.api.get(self.site, SESSIONS, query, permit=self.permit), "data")
        found = [row for row in rows(data, "session_list") if text(row, "session_id")]
        more = truth(data, "has_more") is True and bool(found)
        return Listed(found, more, text(data, "next_start_time"), text(data, "last_session_id"))

    def _has_news(self, row: Fields) -> bool:
        known, moment = self.look.seen.get(text(row, "session_id")), at(row, "last_message_time")
        if moment is None or (self.look.floor is not None and moment < self.look.floor):
            return False
        return known is None or known[0] != text(row, "last_message_id")

    def _ticket(self, row: Fields, fresh: int) -> list[str]:
        """Whose messages are wanted, down to where, and from when on they are new."""
        known = self.look.seen.get(text(row, "session_id"))
        floor = millis(self.look.floor or self.now)
        if known is not None:
            floor = fresh = int(str(known[1])) - OVERLAP // timedelta(milliseconds=1)
        kept_of = {name: text(row, name) for name in ("session_id", "title", "buyer_id")}
        about = paging.dump({**kept_of, "known": str(known[0]) if known is not None else ""})
        return [about, str(floor), str(fresh), str(millis(self.now)), ""]

    def _note(self, listed: "Listed", changed: list[Fields], fresh: int, *, back: bool) -> None:
        """What this page taught: the last message of each conversation, and whether a page before it is wanted."""
        look, newest = self.look, EPOCH
        for row in reversed(listed.rows):
            moment = at(row, "last_message_time") or EPOCH
            newest = max(newest, moment)
            look.seen.pop(text(row, "session_id"), None)
            look.seen[text(row, "session_id")] = [text(row, "last_message_id"), millis(moment)]
        oldest = min((at(row, "last_message_time") or self.now for row in listed.rows), default=self.now)
        full = len(changed) == len(listed.rows) and listed.more and oldest >= (look.floor or oldest)
        if back or full:
            look.gap = {"start": listed.start, "last": listed.last, "fresh": str(fresh)} if full else {}
        look.turn = bool(look.gap) and not back
        look.looked = self.now
        look.since = (
            max(look.since or EPOCH, min(newest, self.now)) if listed.rows else look.since or self.now
        )

    # --- messages ---

    def _messages(self, waiting: list[list[str]]) -> None:
        """Pages of messages until all are read or the wish is used up; what is left waits for the next one."""
        while waiting and self.permit.messages > 0:
            ticket, waiting = waiting[0], waiting[1:]
            try:
                rest = self._page(ticket)
            except Rejected:
                continue  # a conversation that Lazada no longer shows
            except AuthExpired:
                raise
            except QuaysideError:
                # The line broke, or the answer made no sense: what was read is kept, the rest waits for the next wish.
                waiting = [*waiting, ticket]
                break
            waiting = ([rest] if rest else []) + waiting
        self.look.pending = waiting

    def _page(self, ticket: list[str]) -> list[str] | None:
        """One page of one conversation; the ticket for its next page, if that is wanted."""
        about, floor, fresh, start, last = ticket
        session = inner(about)
        query = {
            "session_id": text(session, "session_id"),
            "start_time": start,
            "page_size": str(PAGE),
            "last_message_id": last,
        }
        data = sub(self.api.get(self.site, MESSAGES, query, permit=self.permit), "data")
        listed = rows(data, "message_list")
        oldest = int(start)
        for row in listed:
            sent = count(row, "send_time", int(start))
            oldest = min(oldest, sent)
            if sent >= int(floor) and text(row, "message_id") != text(session, "known"):
                self.items += items_of(row, session, self.site, old=sent < int(fresh))
        following = text(data, "next_start_time")
        if (
            not listed
            or truth(data, "has_more") is not True
            or oldest < int(floor)
            or not following.isdigit()
        ):
            return None
        following_last = text(data, "last_message_id")
        if (following, following_last) == (start, last):
            return None  # a page whose next page is itself
        return [about, floor, fresh, following, following_last]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of conversations, and where the one before it begins."""

    rows: list[Fields]
    more: bool
    start: str
    last: str
