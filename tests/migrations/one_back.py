"""How today's file is made into one of the version before; another migration brings another way back."""

from app.store.version import SCHEMA_VERSION

BEFORE = SCHEMA_VERSION - 1
ONE_VERSION_BACK = (
    "DROP TABLE draft",
    """CREATE TABLE draft (
         agent_id BLOB NOT NULL, conversation_id BLOB NOT NULL, text TEXT NOT NULL, files JSON NOT NULL,
         as_note BOOLEAN NOT NULL, saved_at INTEGER NOT NULL, PRIMARY KEY (agent_id, conversation_id))""",
    f"UPDATE fact SET value = '{BEFORE}' WHERE key = 'schema_version'",
)
"""statements for a file without drafts"""
