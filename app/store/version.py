"""Which version of the tables this program writes, and whether a file has it; asked before SQLAlchemy is loaded."""

from pathlib import Path

from app.store.reading import open_reader

SCHEMA_VERSION = 7
"""one more with every migration (store/migrations)"""
VERSION_FACT = "schema_version"


def is_current(path: Path, key: bytes) -> bool:
    """Whether the file can be read as it is. A wrong key, an empty or an older file is not current."""
    try:
        connection = open_reader(path, key)
        try:
            row = connection.execute("SELECT value FROM fact WHERE key = ?", (VERSION_FACT,)).fetchone()
            return row is not None and int(row[0]) == SCHEMA_VERSION
        finally:
            connection.close()
    except Exception:  # noqa: BLE001  # the driver's own errors; whoever opens it for writing names the trouble
        return False
