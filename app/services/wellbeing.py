"""How a login is doing, as the agent is told: once when it gets bad, once when it is good again."""

from dataclasses import dataclass

from app.domain.errors import QuaysideError
from app.domain.moments import Clock
from app.domain.shops import Health
from app.domain.values import LoginId
from app.host.log import EventLog
from app.services.sync_turns import Turn
from app.services.writing import Writer
from app.store.cursors import note_trouble
from app.store.shops import set_health
from app.store.unit_of_work import Work

_log = EventLog("sync")


@dataclass(slots=True)
class Wellbeing:
    """Of one login; nothing is known before its first try."""

    login: LoginId
    writer: Writer
    clock: Clock
    health: Health | None = None

    @property
    def shut(self) -> bool:
        """Whether a person must sign in first."""
        return self.health is Health.SIGN_IN

    def tell(self, health: Health, error: QuaysideError, turn: Turn | None) -> None:
        """Once when it gets bad; the log says so once as well."""
        now = self.clock.now()

        def note(work: Work) -> None:
            set_health(work, self.login, health, error.told, now)
            if turn is not None:
                note_trouble(work, self.login, turn.stream.name, error.told, now)

        if self.health is not health:
            self.health = health
            _log.event("login_troubled", login=self.login, state=health, error=error.key)
            self.writer.run(note)

    def well(self) -> None:
        """Once when it is good again."""
        if self.health is not Health.OK:
            self.health = Health.OK
            _log.event("login_well", login=self.login)
            self.writer.run(lambda work: set_health(work, self.login, Health.OK, "", self.clock.now()))
