"""How today's file is made into one of the version before; another migration brings another way back."""

from app.store.version import SCHEMA_VERSION

BEFORE = SCHEMA_VERSION - 1
ONE_VERSION_BACK = (
    "DROP TABLE wanted_order",
    f"UPDATE fact SET value = '{BEFORE}' WHERE key = 'schema_version'",
)
"""statements for a file in which no order is wanted"""
