"""What the store knows of how the shops are doing: when each stream was heard, what lies aside."""

from uuid import UUID

from app.domain.channel_facts import Channels
from app.domain.health import StoredHealth, StreamRow
from app.domain.values import LoginId
from app.store.inbox_rows import moment
from app.store.queries_lists import read_shops
from app.store.reading import ReadConnection


def read_stored_health(connection: ReadConnection, channels: Channels) -> StoredHealth:
    """Shops, streams and what could not be read."""
    rows = connection.execute(
        "SELECT login_id, stream, ok_at, reason, finished FROM cursor ORDER BY login_id, stream"
    ).fetchall()
    aside = connection.execute("SELECT login_id, count(*) FROM quarantine GROUP BY login_id").fetchall()
    return StoredHealth(
        read_shops(connection, channels),
        tuple(StreamRow(_login(row[0]), row[1], moment(row[2]), row[3], bool(row[4])) for row in rows),
        {_login(owner): count for owner, count in aside},
    )


def _login(cell: bytes) -> LoginId:
    return LoginId(UUID(bytes=cell))
