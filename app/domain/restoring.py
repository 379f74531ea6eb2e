"""How an action is taken back: the rows it touched, as they were before and after.

A handler notes what it changes row by row; the notes turned round are its inverse. Putting back is refused when
somebody has changed the same thing since.
"""

from dataclasses import dataclass

from app.domain.commands import Command

Columns = dict[str, object]
"""columns of one row by name, as JSON can say them"""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None where there was, or is, none. Of a changed row only what differs is kept."""

    table: str
    key: Columns
    before: Columns | None
    after: Columns | None

    def turned(self) -> "RowChange":
        """The same change the other way round."""
        return RowChange(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore(Command):
    """Puts rows from `before` to `after`, in this order, if all of them still stand as `before` says."""

    rows: tuple[RowChange, ...]


def turned_round(rows: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
    """What takes `rows` back."""
    return tuple(row.turned() for row in reversed(rows))
