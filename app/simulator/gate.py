"""The door of the mail host in bad weather: connections that end after so many bytes, or never begin."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import cast

from app.simulator.weather import Fault

STALL = 90.0
"""Seconds a stalled connection is held; nothing lasts for ever."""


class LineWriter:
    """The real writer, but whole answers leave at once, and only `budget` bytes in all.

    Clients in IDLE read line by line without waiting; half a line makes some of them give up.
    """

    def __init__(self, writer: asyncio.StreamWriter, budget: int | None) -> None:
        self._writer = writer
        self._budget = budget
        self._held = bytearray()

    def __getattr__(self, name: str) -> object:
        return getattr(self._writer, name)

    def write(self, data: bytes) -> None:
        """Keeps the bytes until the answer is complete."""
        self._held += data

    def writelines(self, lines: Iterable[bytes]) -> None:
        """The same for several pieces."""
        self._held += b"".join(lines)

    async def drain(self) -> None:
        """The answer is complete: sends it, or what the budget allows."""
        data, self._held = bytes(self._held), bytearray()
        if self._writer.transport.is_closing():
            raise ConnectionResetError
        if self._budget is None:
            self._writer.write(data)
        else:
            self._writer.write(data[: max(0, self._budget)])
            self._budget -= len(data)
            if self._budget <= 0:
                self._writer.transport.abort()
        await self._writer.drain()


def whole_lines(writer: asyncio.StreamWriter, budget: int | None = None) -> asyncio.StreamWriter:
    """The same writer, with whole answers and perhaps a budget."""
    return cast(asyncio.StreamWriter, LineWriter(writer, budget))


async def refuse(fault: Fault, writer: asyncio.StreamWriter, stall: float) -> bool:
    """Ends a connection that must not even begin; False where the fault lets it in."""
    if fault in (Fault.STALL_BEFORE, Fault.STALL_AFTER):
        await asyncio.sleep(stall)
    elif fault in (Fault.UNAVAILABLE, Fault.BUSY, Fault.BUSY_UNTIL, Fault.ERROR_BEFORE):
        writer.write(b"* BYE [UNAVAILABLE] Too many simultaneous connections.\r\n")
        await writer.drain()
        writer.close()
        return True
    elif fault not in (Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.GATEWAY):
        return False
    writer.transport.abort()
    return True
