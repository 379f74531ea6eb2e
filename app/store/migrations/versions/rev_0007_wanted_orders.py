"""Order numbers that messages name and no list has brought: looked up one by one from now on."""

import sqlalchemy as sa
from alembic import op

from app.store.types import Id, Moment

revision = "0007"
down_revision: str | None = "0006"
CHANGED_COUNTS: frozenset[str] = frozenset()
"""tables in which this migration may change how many rows there are"""


def upgrade() -> None:
    """A new table; what older conversations are missing is wanted at once, the newest of them first."""
    op.create_table(
        "wanted_order",
        sa.Column("shop_id", Id, sa.ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("order_key", sa.Text, primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", Moment),
    )
    op.execute(
        """INSERT INTO wanted_order (shop_id, order_key, tries, next_at)
           SELECT c.shop_id, c.order_key, 0, max(c.last_at) FROM conversation c
           WHERE c.order_key <> '' AND NOT EXISTS
             (SELECT 1 FROM orders o WHERE o.shop_id = c.shop_id AND o.remote_key = c.order_key)
           GROUP BY c.shop_id, c.order_key"""
    )
