"""Cards beside words, the platform's own kinds of messages, and what was used of a day's calls."""

from alembic import op

revision = "0003"
down_revision: str | None = "0002"
CHANGED_COUNTS: frozenset[str] = frozenset()
"""tables in which this migration may change how many rows there are"""


def upgrade() -> None:
    """Two new tables and a column."""
    op.execute(
        """CREATE TABLE card (
             message_id BLOB NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, fields JSON NOT NULL,
             PRIMARY KEY (message_id, position),
             CONSTRAINT kind_known CHECK (kind IN ('item', 'order', 'refund', 'voucher', 'sticker', 'video', 'follow',
               'arrival', 'unknown')),
             FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE)"""
    )
    op.execute(
        "CREATE TABLE quota (key TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (key))"
    )
    op.execute("ALTER TABLE outbound ADD COLUMN form TEXT NOT NULL DEFAULT ''")
