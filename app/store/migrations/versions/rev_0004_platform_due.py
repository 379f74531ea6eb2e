"""An index along which the platform's due moments are walked; indexes of lists are made anew by every migration."""

revision = "0004"
down_revision: str | None = "0003"
CHANGED_COUNTS: frozenset[str] = frozenset()
"""tables in which this migration may change how many rows there are"""


def upgrade() -> None:
    """Nothing beyond that."""
