"""The tables as first shipped; files of this version need nothing."""

revision = "0001"
down_revision: str | None = None
CHANGED_COUNTS: frozenset[str] = frozenset()
"""tables in which this migration may change how many rows there are"""


def upgrade() -> None:
    """Nothing to do."""
