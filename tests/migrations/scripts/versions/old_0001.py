"""A made-up step: templates get a category, conversations are copied into a new table, a stale table goes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
CHANGED_COUNTS = frozenset({"leftover"})


def upgrade() -> None:
    op.add_column("template", sa.Column("category", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("template", recreate="always") as batch:
        batch.alter_column("category", server_default=None)
    with op.batch_alter_table("conversation", recreate="always") as batch:
        batch.alter_column("subject", new_column_name="subject", existing_type=sa.Text())
    op.drop_table("leftover")
