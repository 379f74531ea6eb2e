"""How every connection to the local file is set up. Reasons and measurements: docs/decisions."""

OLDEST_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a write-ahead log that two connections reset at once."""


LONGEST_LOG = 4000
"""pages after which a commit copies the log itself; before that, it is done beside the writer (store/checkpoint.py)"""

QUIET_PRAGMA = "PRAGMA cipher_log_level = NONE"
"""The cipher would otherwise write its complaints to the console; the errors themselves still come."""


def key_pragma(key: bytes) -> str:
    """A raw 256-bit key: no derivation, so a connection opens in under a millisecond."""
    if len(key) != 32:
        raise ValueError("the database key is 32 bytes")
    return f"PRAGMA key = \"x'{key.hex()}'\""


def writer_pragmas() -> tuple[str, ...]:
    """FULL, because a commit the agent was told of must survive a power cut."""
    return (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA fullfsync = ON",
        "PRAGMA checkpoint_fullfsync = ON",
        "PRAGMA foreign_keys = ON",
        "PRAGMA busy_timeout = 5000",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA mmap_size = 0",
        f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}",
        "PRAGMA journal_size_limit = 67108864",
        "PRAGMA secure_delete = FAST",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -65536",
    )


def reader_pragmas() -> tuple[str, ...]:
    """A reader can neither write nor checkpoint."""
    return (
        "PRAGMA query_only = ON",
        "PRAGMA busy_timeout = 5000",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA mmap_size = 0",
        "PRAGMA wal_autocheckpoint = 0",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -32768",
    )
