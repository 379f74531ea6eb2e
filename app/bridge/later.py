"""A stand-in for a part that is still being built: whoever calls it waits until it is there."""

from collections.abc import Callable
from threading import Event


class Later:
    """Forwards every method call to the real part. Only tasks and lanes may call it, never the UI thread."""

    def __init__(self) -> None:
        self._there = Event()
        self._part: object = None

    def arrive(self, part: object) -> None:
        """The part is built; waiting callers go on."""
        self._part = part
        self._there.set()

    def wait(self) -> None:
        """Returns when the part is there."""
        self._there.wait()

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: object, **named: object) -> object:
            self._there.wait()
            part: Callable[..., object] = getattr(self._part, name)
            return part(*arguments, **named)

        return call
