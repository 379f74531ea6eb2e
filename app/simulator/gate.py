"""The door of the mail host in bad weather: connections that end after so many bytes, or never begin."""

from __future__ import annotations

import asyncio
from typing import cast

from app.simulator.weather import Fault

STALL = 90.0
"""Seconds a stalled connection is held; nothing lasts for ever."""


class CutWriter:
    """A writer that breaks the connection after `budget` bytes; otherwise the real one."""

    def __init__(self, writer: asyncio.StreamWriter, budget: int) -> None:
        self._writer = writer
        self._budget = budget

    def __getattr__(self, name: str) -> object:
        return getattr(self._writer, name)

    def write(self, data: bytes) -> None:
        """Writes what the budget allows."""
        self._writer.write(data[: max(0, self._budget)])
        self._budget -= len(data)
        if self._budget <= 0:
            self._writer.transport.abort()


def cut_after(writer: asyncio.StreamWriter, budget: int) -> asyncio.StreamWriter:
    """The same writer, with a budget."""
    return cast(asyncio.StreamWriter, CutWriter(writer, budget))


async def refuse(fault: Fault, writer: asyncio.StreamWriter) -> bool:
    """Ends a connection that must not even begin; False where the fault lets it in."""
    if fault in (Fault.STALL_BEFORE, Fault.STALL_AFTER):
        await asyncio.sleep(STALL)
    elif fault in (Fault.UNAVAILABLE, Fault.BUSY, Fault.BUSY_UNTIL, Fault.ERROR_BEFORE):
        writer.write(b"* BYE [UNAVAILABLE] Too many simultaneous connections.\r\n")
        await writer.drain()
        writer.close()
        return True
    elif fault not in (Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.GATEWAY):
        return False
    writer.transport.abort()
    return True
