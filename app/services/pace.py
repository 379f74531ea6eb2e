"""How much one transaction takes in: a full page while nobody works here, only a moment's worth while somebody does."""

from dataclasses import dataclass

from app.domain.moments import Clock

MOST = 250
"""items in one transaction while nobody works here: half of a commit's price does not grow with what is in it"""
BRISK = 100
"""the most while somebody does"""
LEAST = 20
"""below this, a transaction costs more than what is in it"""
MOMENT = 0.01
"""seconds that the rows of one transaction may take while somebody works here; its commit comes on top"""
AT_WORK = 10.0
"""seconds after a command during which the next one is expected; a draft is kept at every pause of typing"""


@dataclass(slots=True)
class Pace:
    """One for all lanes: they share the writer. Safe from several threads: the worst race is one odd batch."""

    clock: Clock
    _fits: int = BRISK
    _acted: float | None = None

    def somebody_acts(self) -> None:
        """A command was given."""
        self._acted = self.clock.monotonic()

    def size(self) -> int:
        """How many items the next transaction may hold."""
        acted = self._acted
        hurried = acted is not None and self.clock.monotonic() - acted < AT_WORK
        return self._fits if hurried else MOST

    def took(self, items: int, seconds: float) -> None:
        """So long the rows of a transaction took; goes half of the way to what would have fitted."""
        if items and seconds > 0:
            fitting = items * MOMENT / seconds
            self._fits = round(min(max((self._fits + fitting) / 2, LEAST), BRISK))
