"""What the database's own complaints mean to a person: no space, a damaged file, a wrong key."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.domain.errors import Bug, Problem

_MEANINGS = (
    ("database or disk is full", "disk_full"),
    ("disk i/o error", "disk_error"),
    ("database disk image is malformed", "database_damaged"),
    ("file is not a database", "database_key_wrong"),
    ("attempt to write a readonly database", "disk_readonly"),
)


def meaning_of(error: BaseException) -> str:
    """Key of the sentence for a person, '' where it is no matter for a person."""
    said = str(error).lower()
    return next((key for words, key in _MEANINGS if words in said), "")


@contextmanager
def named_failures() -> Iterator[None]:
    """Turns what a person can act on into a Problem; everything else goes on as it is."""
    try:
        yield
    except DBAPIError as error:
        if key := meaning_of(error.orig or error):
            raise Problem(key) from error
        raise


@contextmanager
def every_failure_named() -> Iterator[None]:
    """Like `named_failures`, and what nobody foresaw (a row that is there already) becomes a Bug of ours."""
    try:
        with named_failures():
            yield
    except DBAPIError as error:
        raise Bug("database_refused", kind=type(error).__name__) from error
