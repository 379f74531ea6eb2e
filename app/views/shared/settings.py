"""What the screens remember between two days: keys, sizes, saved searches. Where it is kept is not their business."""

from typing import Protocol


class Settings(Protocol):
    """Small texts by name."""

    def text(self, key: str, default: str = "") -> str:
        """The remembered text, or `default`."""
        ...

    def put(self, key: str, value: str) -> None:
        """Remembers a text; it survives a restart."""
        ...
