"""Questions about files: those beside messages, and some by name."""

from uuid import UUID

from app.domain.readmodels import AttachmentRow
from app.domain.values import AttachmentId
from app.store.reading import Cells, ReadConnection

_FILE = (
    "SELECT id, name, content_type, size, inline, content_id, blob_key, dangerous, message_id FROM attachment"
)


def files_beside(connection: ReadConnection, messages: list[bytes]) -> dict[bytes, tuple[AttachmentRow, ...]]:
    """By message, in the order in which they came."""
    found: dict[bytes, tuple[AttachmentRow, ...]] = {}
    marks = ",".join("?" * len(messages))
    rows = connection.execute(
        f"{_FILE} WHERE message_id IN ({marks}) ORDER BY message_id, position", messages
    )
    for row in rows:
        found[row[8]] = (*found.get(row[8], ()), _file(row))
    return found


def files_by_id(connection: ReadConnection, ids: list[bytes]) -> tuple[AttachmentRow, ...]:
    """Files in the given order; those that are gone are left out."""
    marks = ",".join("?" * len(ids))
    found = {row[0]: _file(row) for row in connection.execute(f"{_FILE} WHERE id IN ({marks})", ids)}
    return tuple(found[one] for one in ids if one in found)


def _file(row: Cells) -> AttachmentRow:
    return AttachmentRow(
        AttachmentId(UUID(bytes=row[0])), row[1], row[2], row[3], bool(row[4]), row[5], row[6], bool(row[7])
    )
