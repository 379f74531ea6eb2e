"""Answers that come late: a screen that is gone by then is left in peace."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def while_alive(owner: QObject, act: Callable[[T], None]) -> Callable[[T], None]:
    """`act`, as long as Qt still has the owner; afterwards nothing."""

    def careful(value: T) -> None:
        if isValid(owner):
            act(value)

    return careful
