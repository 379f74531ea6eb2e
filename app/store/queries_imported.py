"""Who wrote before a shop was connected and still waits: asked once its past is fetched, and shown until decided."""

from uuid import UUID

from app.domain.readmodels import ImportedWaiting
from app.domain.values import ShopId
from app.store.reading import ReadConnection

MOST = 2000
"""pending conversations without a clock that are looked at"""

_WAITING = f"""
    SELECT c.shop_id, c.last_n
    FROM (SELECT shop_id, last_n, waiting_since, news_n FROM conversation INDEXED BY list_due
          WHERE status = 'pending' AND merged_into IS NULL AND due IS NULL ORDER BY last_n DESC LIMIT {MOST}) c
    JOIN message m ON m.n = c.last_n
    WHERE c.waiting_since IS NULL AND c.news_n = 0 AND m.imported AND m.direction = 'inbound' AND m.kind = 'customer'
"""
_STILL_FETCHING = """
    SELECT 1 FROM shop_login x JOIN cursor k ON k.login_id = x.login_id
    WHERE x.shop_id = s.id AND k.stream LIKE 'backfill:%' AND NOT k.finished AND k.stream NOT LIKE '%:orders'
"""


def read_imported_waiting(connection: ReadConnection) -> tuple[ImportedWaiting, ...]:
    """One entry a shop whose past messages are all here, the oldest shop first."""
    rows = connection.execute(
        f"""SELECT s.id, s.title, count(*), max(w.last_n) FROM ({_WAITING}) w JOIN shop s ON s.id = w.shop_id
            WHERE s.state = 'active' AND NOT EXISTS ({_STILL_FETCHING})
            GROUP BY s.id ORDER BY s.added_at, s.id"""
    )
    return tuple(
        ImportedWaiting(ShopId(UUID(bytes=raw)), title, count, newest) for raw, title, count, newest in rows
    )
