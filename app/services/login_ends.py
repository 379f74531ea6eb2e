"""Finds out when logins end, so that a person is told in good time and not on the day nothing comes in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors.manifests import GoodUntil, never_ends
from app.connectors.registry import CHANNELS
from app.domain.errors import QuaysideError
from app.domain.moments import Clock
from app.domain.shops import Login
from app.host.log import EventLog
from app.services.lane_plans import roster
from app.services.secrets import SealedSecrets
from app.services.writing import Writer
from app.store.login_ends import note_end

_log = EventLog("login_ends")
EVERY = timedelta(hours=6)
"""a renewed token may end another day"""


@dataclass(slots=True)
class LoginEnds:
    """One step per waking of whichever lane has time for it."""

    writer: Writer
    secrets: SealedSecrets
    clock: Clock
    _next_at: datetime | None = None

    def look_soon(self) -> None:
        """A login is new, or somebody signed in again."""
        self._next_at = None

    def step(self) -> None:
        """Looks at every login, four times a day."""
        now = self.clock.now()
        if self._next_at is not None and now < self._next_at:
            return
        self._next_at = now + EVERY
        for login in self.writer.run(roster).logins.values():
            manifest = CHANNELS.get(login.channel)
            if manifest is not None and manifest.good_until is not never_ends:
                self._note(login, manifest.good_until)

    def _note(self, login: Login, good_until: GoodUntil) -> None:
        try:
            term = good_until(login, self.secrets.load(login))
        except QuaysideError as error:
            _log.event("end_unknown", login=login.id, error=error.key)
            return
        self.writer.run(lambda work: note_end(work, login.id, term))
