"""Reading a mailbox: new mail first, the past afterwards and in pieces, nothing skipped when the server
renumbers.

The order of things, per folder: STATUS tells whether anything changed; new UIDs are taken ascending, at most
fifty at a time; the cursor that is stored with them is the highest of them. The first look only notes where
the folder ends, so that new mail flows at once; older mail comes by the backfill stream, newest first.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from threading import Event, Lock

from app.connectors.contract import (
    Page,
    ShopIdentity,
    Stream,
    StreamMode,
    Unreachable,
)
from app.connectors.email.cursors import BackCursor, LiveCursor
from app.connectors.email.fetching import Place, Sizes
from app.connectors.email.folders import offered
from app.connectors.email.old_mail import marks_due, news_of_old
from app.connectors.mail_letters import sent_folder
from app.connectors.mail_logins import mail_login
from app.connectors.manifests import Tools
from app.connectors.paging import days_back
from app.domain.errors import QuaysideError
from app.domain.folders import MailFolder
from app.domain.shops import Login
from app.net.mail_imap import FolderState, ImapLine
from app.net.mail_smtp import SmtpLine

CHUNK = 50
PAST_CHUNK = 200
"""of the past, where every page begins with a search of the folder"""
PERIOD = timedelta(seconds=60)
IDLE_AT_MOST = timedelta(minutes=14)


class MailSource:
    """One mailbox."""

    def __init__(self, login: Login, tools: Tools, sizes: Sizes | None = None) -> None:
        self._sizes = sizes or Sizes()
        self._login = login
        self._tools = tools
        self._line: ImapLine | None = None
        self._sent: str | None = None
        self._ends: dict[str, int] = {}
        """where each folder ended when its live stream began: the backfill stays below"""
        self._next: dict[str, int] = {}
        """UIDNEXT of each folder as the last pull saw it"""
        self._closing = Event()
        self._busy = Lock()

    # --- the contract ---

    def check(self) -> ShopIdentity:
        """Opens both halves of the mailbox; what fails says in `step` which half."""
        with self._one_at_a_time():
            folders = self._folders(self._open())
            smtp = SmtpLine(self._tools.lines, mail_login(self._login, self._tools, "smtp"))
            limit = smtp.size_limit
            smtp.close()
        address = self._login.settings.get("address", "").strip().lower()
        return ShopIdentity(
            remote_key=address,
            title=address,
            report=(("imap", True, ""), ("smtp", True, "")),
            facts={"sent_folder": folders[1] if self._sent else "", "size_limit": str(limit or "")},
        )

    def streams(self) -> tuple[Stream, ...]:
        """Live streams first: the backfill of a folder begins where its live stream began."""
        with self._one_at_a_time():
            folders = self._folders(self._open())
        live = tuple(Stream(f"folder:{name}", StreamMode.LIVE, PERIOD) for name in folders)
        back = tuple(Stream(f"backfill:{name}", StreamMode.BACKFILL, timedelta(hours=6)) for name in folders)
        return live + back

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One step."""
        kind, _, folder = stream.name.partition(":")
        with self._one_at_a_time():
            line = self._open()
            self._folders(line)
            if kind == "backfill":
                return self._back(line, folder, cursor)
            return self._live(line, folder, cursor)

    def further_back(self, cursor: str) -> str | None:
        """A folder's past goes on below the oldest mail that was fetched."""
        place = BackCursor.read(cursor)
        return place.reopened().write() if place is not None and place.low > 1 else None

    def folders(self) -> tuple[MailFolder, ...]:
        """Every folder that mail may lie in."""
        with self._one_at_a_time():
            line = self._open()
            fetched = self._folders(line)
            return offered(line, self._sent or "", fetched)

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """IDLE on the inbox, for at most 14 minutes at a time; at once where something came since the last
        pull."""
        folder = stream.name.partition(":")[2]
        if stream.mode is not StreamMode.LIVE or folder.upper() != "INBOX" or self._closing.is_set():
            return False
        with self._busy:
            try:
                line = self._open()
                if not line.can_idle:
                    return False
                if line.open(folder).uidnext != self._next.get(folder):
                    return True
                return line.idle(min(at_most, IDLE_AT_MOST))
            except QuaysideError:
                self._drop()
                if self._closing.is_set():
                    return False
                raise

    def close(self) -> None:
        """Ends the source for good. May be called from another thread: whoever waits in IDLE comes back
        first."""
        self._closing.set()
        line = self._line
        if line is not None:
            line.interrupt()
        with self._busy:
            self._drop()

    # --- forwards ---

    def _live(self, line: ImapLine, folder: str, cursor: str | None) -> Page:
        place, state = LiveCursor.read(cursor), line.state(folder)
        self._next[folder] = state.uidnext
        if place is None:
            self._ends[folder] = state.uidnext
            start = LiveCursor(
                state.uidvalidity, state.uidnext - 1, state.modseq, state.messages, self._tools.clock.now()
            )
            return Page((), start.write(), more=False)
        if place.uidvalidity != state.uidvalidity:
            place = self._renumbered(line, folder, place, state)
        if place.rescan_from:
            return self._rescan(line, folder, place)
        if _unchanged(place, state) and not marks_due(place, line, self._tools.clock.now()):
            return Page((), place.write(), more=False)
        return self._new_mail(line, folder, place, state)

    def _new_mail(self, line: ImapLine, folder: str, place: LiveCursor, state: FolderState) -> Page:
        line.open(folder)
        uids = line.uids(place.last_uid + 1)
        got = self._at(line, folder, place.uidvalidity).fetch(uids[:CHUNK])
        known = place.messages + len(got.taken) if place.messages >= 0 else -1
        moved = replace(
            place,
            last_uid=max([place.last_uid, *got.taken]),
            newest=max(place.newest, got.newest),
            messages=known,
        )
        if len(uids) > len(got.taken):
            return Page(got.items, moved.write(), more=True)
        news, after = news_of_old(line, folder, place, moved, state, self._tools.clock.now())
        return Page((*got.items, *news), after.write(), more=False)

    def _renumbered(self, line: ImapLine, folder: str, place: LiveCursor, state: FolderState) -> LiveCursor:
        """The server gave every mail a new number: what lies in the backfill's window is looked at again."""
        line.open(folder)
        day = (self._tools.clock.now() - timedelta(days=days_back(self._login) + 1)).date()
        window = line.uids(1, max(state.uidnext - 1, 1), day)
        return LiveCursor(
            uidvalidity=state.uidvalidity,
            last_uid=state.uidnext - 1,
            newest=place.newest,
            rescan_from=window[0] if window else 0,
            rescan_to=state.uidnext - 1,
        )

    def _rescan(self, line: ImapLine, folder: str, place: LiveCursor) -> Page:
        line.open(folder)
        uids = line.uids(place.rescan_from, place.rescan_to)
        got = self._at(line, folder, place.uidvalidity).fetch(uids[:CHUNK], known_until=place.newest)
        rest = [uid for uid in uids if not got.taken or uid > got.taken[-1]]
        after = replace(place, rescan_from=rest[0] if rest and got.taken else 0)
        if not after.rescan_from:
            after = replace(after, rescan_to=0, newest=max(place.newest, got.newest))
        return Page(got.items, after.write(), more=True)

    # --- backwards ---

    def _back(self, line: ImapLine, folder: str, cursor: str | None) -> Page:
        place = BackCursor.read(cursor)
        days = days_back(self._login)
        if place is not None and place.finished:
            return Page((), place.write(), more=False, progress=(place.done, place.total))
        if days <= 0:
            done = BackCursor(0, 0, self._tools.clock.now(), 0, 0, finished=True)
            return Page((), done.write(), more=False, progress=(0, 0))
        validity = line.open(folder).uidvalidity
        if place is None or place.uidvalidity != validity:
            place = self._start_back(line, folder, validity, days, self._ends.get(folder))
        elif place.reopens:
            place = self._start_back(line, folder, validity, days, place.low)
        # Days are whole and in the server's zone: one more on the far side.
        day = (place.since - timedelta(days=1)).date()
        uids = line.uids(1, place.low - 1, day) if place.low > 1 else []
        return self._back_step(line, folder, place, uids)

    def _start_back(
        self, line: ImapLine, folder: str, validity: int, days: int, below: int | None
    ) -> BackCursor:
        since = self._tools.clock.now() - timedelta(days=days)
        end = below or line.state(folder).uidnext
        day: date = (since - timedelta(days=1)).date()
        total = len(line.uids(1, end - 1, day)) if end > 1 else 0
        return BackCursor(validity, end, since, total, 0)

    def _back_step(self, line: ImapLine, folder: str, place: BackCursor, uids: Sequence[int]) -> Page:
        newest_first = list(reversed(uids))[:PAST_CHUNK]
        got = self._at(line, folder, place.uidvalidity).fetch(newest_first)
        low = min(got.taken, default=1 if newest_first else place.low)
        finished = len(got.taken) >= len(uids)
        done = min(place.done + len(got.taken), place.total) if not finished else place.total
        after = replace(place, low=low, done=done, finished=finished)
        return Page(got.items, after.write(), more=not finished, progress=(done, place.total))

    # --- the line ---

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """A broken line is dropped, whatever it broke at, and opened anew next time."""
        with self._busy:
            try:
                yield
            except QuaysideError:
                self._drop()
                raise

    def _at(self, line: ImapLine, folder: str, uidvalidity: int) -> Place:
        return Place(line, folder, uidvalidity, folder == self._sent, self._sizes)

    def _open(self) -> ImapLine:
        if self._closing.is_set():
            raise Unreachable("closed")
        if self._line is None:
            self._line = ImapLine(self._tools.lines, mail_login(self._login, self._tools, "imap"))
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _folders(self, line: ImapLine) -> list[str]:
        """The inbox, the sent folder, and whatever the agent picked."""
        if self._sent is None:
            self._sent = sent_folder(line)
        picked = self._login.settings.get("folders", "").split("\n")
        return [name for name in dict.fromkeys(["INBOX", self._sent, *picked]) if name]


def _unchanged(place: LiveCursor, state: FolderState) -> bool:
    """Whether STATUS alone proves that nothing happened: cheaper than opening the folder."""
    counted = (place.last_uid + 1 >= state.uidnext) and place.messages == state.messages
    return counted and place.modseq == state.modseq
