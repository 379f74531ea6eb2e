"""Pulls one login's streams into the desk: live ones first and on time, the past in slices between them.

One step is one page. Threads only call `step`; where pulling stopped is in the store, written with the items.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from app.connectors.contract import (
    AuthExpired,
    FindsOrders,
    Page,
    RateLimited,
    Rejected,
    Source,
    Stream,
    Surprise,
    Unreachable,
)
from app.domain.errors import Bug, QuaysideError
from app.domain.health import LoginPulse
from app.domain.moments import Clock, IdSource
from app.domain.shops import Health
from app.domain.values import LoginId
from app.host.log import EventLog
from app.services.ingest import Intake, Sorter
from app.services.pace import Pace
from app.services.sync_taking import Taking
from app.services.sync_turns import NEVER, Turn, next_of
from app.services.wanted_orders import WantedOrders
from app.services.wellbeing import Wellbeing
from app.services.writing import Writer
from app.store.cursors import Place, end_backfill, places

_log = EventLog("sync")
FIRST_BACKOFF = timedelta(seconds=5)
LONGEST_BACKOFF = timedelta(minutes=5)
REFUSED_REST = timedelta(minutes=15)
AFTER_SLEEP = 20.0
"""seconds over which the first round after a sleep is spread"""
LONGEST_REST = timedelta(hours=1)
SLOW_AFTER = 2
"""failures in a row before a login is called slow: one lost line is no news"""


@dataclass(slots=True)
class SyncDesk:
    """Receives for one login. One thread calls `step`."""

    login: LoginId
    source: Source
    sorter: Sorter
    writer: Writer
    clock: Clock
    ids: IdSource
    pace: Pace | None = None
    """how much a transaction may hold; full pages where nobody says"""
    allowed: Callable[[], bool] = lambda: True
    """False while this desk is offline or its disk is full: cursors stand still, so nothing is skipped"""
    spare: Callable[[], bool] = lambda: True
    """False while what is left of a day's calls is kept for lists and replies"""
    _wanted: WantedOrders | None = None
    _being: Wellbeing = field(init=False)
    _turns: list[Turn] | None = None
    _rest_until: datetime | None = None
    _asked: bool = False
    """a person asked before the streams were known"""
    _line_lost: bool = False
    """the rest is only because nobody answered"""
    _failures: int = 0
    _error: str = ""
    """why the last try failed"""

    def __post_init__(self) -> None:
        self._being = Wellbeing(self.login, self.writer, self.clock)
        if isinstance(self.source, FindsOrders):
            self._wanted = WantedOrders(
                self.login, self.source, self.sorter, self._intake, self.clock, self.spare
            )

    @property
    def _intake(self) -> Intake:
        return Intake(self.writer, self.pace or Pace(self.clock), self.clock, self.ids)

    def step(self) -> bool:
        """One page of whatever is most urgent; False when nothing is due."""
        if not self.allowed() or self._resting():
            return False
        turn = None
        try:
            turn = self._next_turn()
            if (turn is None or turn.past) and self._look_up():
                return True
            if turn is None:
                return False
            self._pull(turn)
        except QuaysideError as error:
            self._trouble(error, None)
            return False
        except Exception as error:  # noqa: BLE001  # a bug costs one stream a rest, and the agent is told
            _log.trouble(
                "pull_failed", error, login=self.login, stream=turn.stream.name if turn else "streams"
            )
            self._trouble(Bug("pull_failed"), turn)
            return turn is not None
        return True

    def wake_at(self) -> datetime:
        """When the next step may find something to do."""
        moments = [turn.next_at for turn in self._turns or () if not turn.place.finished]
        soonest = min(moments, default=self.clock.now())
        if self._wanted is not None and self._turns is not None:
            soonest = min(soonest, self._wanted.next_at)
        if soonest == NEVER:  # only a person's wish pulls here, and that wakes the lane
            soonest = self.clock.now() + LONGEST_REST
        return max(soonest, self._rest_until) if self._rest_until else soonest

    def waiting_stream(self) -> Stream | None:
        """The stream to listen to while nothing is due; None while the login rests or the past is being fetched."""
        if self._rest_until is not None or not self.allowed():
            return None
        turns = self._turns or []
        if any(turn.past and not turn.place.finished for turn in turns):
            return None
        return next((turn.stream for turn in turns if turn.live), None)

    def news(self, stream: Stream) -> None:
        """The channel said that something has come."""
        for turn in self._turns or ():
            if turn.stream.name == stream.name:
                turn.next_at = self.clock.now()

    def listen(self, stream: Stream, at_most: timedelta) -> bool:
        """Waits for news of a stream where the channel can tell; a lost line is noted like any other."""
        try:
            heard = self.source.wait(stream, at_most)
        except QuaysideError as error:
            self._trouble(error, None)
            return False
        if heard:
            self.news(stream)
        return heard

    def seen_since(self, moment: datetime) -> bool:
        """Whether every live stream was pulled to its end after `moment`; what only a person pulls is not awaited."""
        live = [turn for turn in self._turns or () if turn.live]
        asked = any(turn.asked for turn in self._turns or ())
        return bool(live or asked) and all(turn.seen_at and turn.seen_at >= moment for turn in live)

    def hurry(self) -> None:
        """Somebody waits for news: live streams are due now. A pause a platform asked for is still kept."""
        if self._line_lost:
            self._rest_until = None
        for turn in self._turns or ():
            if turn.live:
                turn.next_at = min(turn.next_at, self.clock.now())

    def sync_now(self) -> None:
        """A person asks: one round of every stream but the past, whatever it was waiting for except a sign-in."""
        if not self._being.shut:
            self._rest_until = None
        self._asked = self._turns is None
        if self._wanted is not None:
            self._wanted.next_at = min(self._wanted.next_at, self.clock.now())
        for turn in self._turns or ():
            if not turn.past:
                turn.next_at = self.clock.now()

    def look_at(self, stream: str) -> None:
        """A person asks for one stream, which may be one that nobody else may ask for; '' means every live one."""
        if not self._being.shut:
            self._rest_until = None
        for turn in self._turns or ():
            if turn.stream.name == stream or (not stream and turn.live):
                turn.next_at = self.clock.now()

    def pulse(self) -> LoginPulse:
        """How it is going, for whoever looks from another thread."""
        until = None if self._rest_until is None or self._being.shut else self._rest_until
        streams = tuple(turn.pulse() for turn in tuple(self._turns or ()))
        silent = self._line_lost and self._failures >= SLOW_AFTER
        return LoginPulse(self.login, streams, until, self._error, silent=silent)

    def after_sleep(self) -> None:
        """The machine slept: one round, spread a little so that not everybody knocks at once."""
        self._rest_until = None
        pause = timedelta(seconds=AFTER_SLEEP * self.ids.jitter())
        for turn in self._turns or ():
            turn.due_at(self.clock.now() + pause)

    def cancel_backfill(self) -> None:
        """What is here stays; nothing older is fetched any more."""
        for turn in self._turns or ():
            if turn.past and not turn.place.finished:
                step = partial(end_backfill, owner=self.login, stream=turn.stream.name, now=self.clock.now())
                self.writer.run(step)
                turn.place = Place(turn.place.cursor, turn.place.done, turn.place.all, finished=True)

    # --- whose turn it is ---------------------------------------------------------------------------------------

    def _resting(self) -> bool:
        if self._rest_until is not None and self.clock.now() >= self._rest_until:
            self._rest_until = None
        return self._rest_until is not None

    def _next_turn(self) -> Turn | None:
        now = self.clock.now()
        if self._turns is None:
            known = self.writer.run(lambda work: places(work, self.login))
            self._turns = [
                Turn.of(one, known.get(one.name, Place(None)), now) for one in self.source.streams()
            ]
            if self._asked:
                self.sync_now()
        return next_of(self._turns, now)

    def _look_up(self) -> bool:
        """Some orders that messages name and no list has brought; False where none is wanted now."""
        if self._wanted is None or not self._wanted.due():
            return False
        asked = self._wanted.look()
        if asked:
            self._well()
        return asked > 0

    # --- one page -----------------------------------------------------------------------------------------------

    def _pull(self, turn: Turn) -> None:
        try:
            page = self.source.pull(turn.stream, turn.place.cursor)
        except QuaysideError as error:
            turn.due_at(turn.next_at)  # a person's question is asked once, whatever became of it
            self._trouble(error, turn)
            return
        turn.error = ""
        self._keep(turn, page)
        self._well()

    def _keep(self, turn: Turn, page: Page) -> None:
        """Stores the page's items and its cursor; the cursor only with the last of them."""
        finished = turn.past and not page.more
        done, whole = page.progress or (turn.place.done + len(page.items), turn.place.all)
        place = Place(page.next_cursor, done, max(whole, done) if finished else whole, finished)
        # when a person last asked is worth keeping, and that a page is readable now
        if page.items or place != turn.place or turn.asked or turn.unread:
            self._taking(turn).take(turn, page.items, place)
        turn.place = place
        if turn.after(page, self.clock.now()):
            _log.event("cursor_circle", login=self.login, stream=turn.stream.name)

    def _taking(self, turn: Turn | None) -> Taking:
        return Taking(self.sorter, self._intake, self.login, turn.stream.name if turn else "streams")

    # --- trouble ------------------------------------------------------------------------------------------------

    def _trouble(self, error: QuaysideError, turn: Turn | None) -> None:
        """What went wrong decides who rests and how long, and what the agent is told."""
        now, self._error = self.clock.now(), error.key
        if isinstance(error, AuthExpired):
            self._rest_until, self._line_lost = datetime.max.replace(tzinfo=now.tzinfo), False
            self._being.tell(Health.SIGN_IN, error, turn)
        elif isinstance(error, Rejected):
            self._rest(turn, now + REFUSED_REST, error)
            self._being.tell(Health.BROKEN, error, turn)
        elif isinstance(error, RateLimited) and error.retry_after is not None:
            self._rest_until = now + error.retry_after + self._spread(error.retry_after)
            self._line_lost = False
        else:
            self._failures += 1
            if isinstance(error, Surprise) and error.content:
                self._taking(turn).put_aside(error, turn)
            self._back_off(error, turn, now)

    def _back_off(self, error: QuaysideError, turn: Turn | None, now: datetime) -> None:
        pause = min(FIRST_BACKOFF * 2 ** min(self._failures - 1, 10), LONGEST_BACKOFF)
        pause += self._spread(pause)
        if isinstance(error, Unreachable):
            self._rest_until, self._line_lost = now + pause, True
            if self._failures >= SLOW_AFTER:
                self._being.tell(Health.SLOW, error, turn)
        else:
            self._rest(turn, now + pause, error)
            self._being.tell(Health.BROKEN, error, turn)

    def _rest(self, turn: Turn | None, until: datetime, error: QuaysideError) -> None:
        if turn is None:
            self._rest_until = until
        else:
            turn.error = error.key
            turn.due_at(until)

    def _spread(self, pause: timedelta) -> timedelta:
        return pause * 0.25 * self.ids.jitter()

    def _well(self) -> None:
        self._failures, self._error = 0, ""
        self._being.well()
