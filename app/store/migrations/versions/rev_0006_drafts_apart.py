"""A draft for the reply and another for the note, with copies, kind of message and card; also of a first message."""

from alembic import op

revision = "0006"
down_revision: str | None = "0005"
CHANGED_COUNTS: frozenset[str] = frozenset({"draft"})
"""tables in which this migration may change how many rows there are"""

NOBODY = "zeroblob(16)"
"""saved by no command that any screen would take for its own"""


def upgrade() -> None:
    """Words go where they were meant for; files that lay beside a note go to the reply, since a note has none."""
    op.execute("ALTER TABLE draft RENAME TO draft_before")
    op.execute(
        """CREATE TABLE draft (
             agent_id BLOB NOT NULL, owner_id BLOB NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
             files JSON NOT NULL, cc JSON NOT NULL, bcc JSON NOT NULL, form TEXT NOT NULL, card JSON NOT NULL,
             subject TEXT NOT NULL, saved_by BLOB NOT NULL, saved_at INTEGER NOT NULL,
             PRIMARY KEY (agent_id, owner_id, kind),
             CONSTRAINT kind_known CHECK (kind IN ('reply', 'note', 'first')))"""
    )
    op.execute(
        f"""INSERT INTO draft SELECT agent_id, conversation_id, CASE WHEN as_note THEN 'note' ELSE 'reply' END, text,
              CASE WHEN as_note THEN '[]' ELSE files END, '[]', '[]', '', '{{}}', '', {NOBODY}, saved_at
            FROM draft_before WHERE text <> '' OR NOT as_note"""
    )
    op.execute(
        f"""INSERT INTO draft SELECT agent_id, conversation_id, 'reply', '', files, '[]', '[]', '', '{{}}', '',
              {NOBODY}, saved_at
            FROM draft_before WHERE as_note AND files <> '[]'"""
    )
    op.execute("DROP TABLE draft_before")
