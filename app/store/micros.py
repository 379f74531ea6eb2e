"""Moments as SQLite stores them: whole microseconds since 1970."""

from datetime import datetime

from app.domain.values import EPOCH, MICROSECOND


def to_micros(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """The aware UTC moment of so many microseconds since 1970."""
    return EPOCH + MICROSECOND * micros
