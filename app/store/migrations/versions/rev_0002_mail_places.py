"""Where each mail lies on its server, so that one that was taken away there is marked here."""

import sqlalchemy as sa
from alembic import op

from app.store.types import Id, Moment, Number

revision = "0002"
down_revision = "0001"
CHANGED_COUNTS: frozenset[str] = frozenset()


def upgrade() -> None:
    """A new table; what was read before has no place until it is met again."""
    op.create_table(
        "mail_place",
        sa.Column("login_id", Id, sa.ForeignKey("login.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("folder", sa.Text, primary_key=True),
        sa.Column("shop_id", Id, sa.ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("remote_key", sa.Text, primary_key=True),
        sa.Column("epoch", Number, nullable=False),
        sa.Column("uid", Number, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("gone_at", Moment),
    )
    op.create_index("mail_place_message", "mail_place", ["shop_id", "remote_key"])
