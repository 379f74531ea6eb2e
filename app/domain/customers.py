"""Customers and the names channels know them by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody as one channel names him: `key` is what replies are addressed to, or '' where only a name is known."""

    key: str
    name: str
