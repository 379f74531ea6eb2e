"""A thin HTTP shell on loopback: reads requests, asks the town, and lets the answer suffer its fate."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from app.simulator.wire import Fate, Request, Response

Answer = Callable[[Request], Response]
BODY_MAX = 64 * 1024 * 1024
HEAD_MAX = 64 * 1024
STALL = 90.0
"""Seconds after which even a stalled connection ends: nothing here lasts for ever."""


class BadRequestError(Exception):
    """What came in is no HTTP/1.1 request."""


@dataclass(slots=True)
class HttpServer:
    """Serves until closed; every open connection ends with it."""

    answer: Answer
    stall: float = STALL
    server: asyncio.Server | None = None
    _open: set[asyncio.Task[None]] | None = None

    async def start(self, port: int = 0) -> int:
        """Listens on loopback; returns the port."""
        self._open = set()
        self.server = await asyncio.start_server(self._connected, "127.0.0.1", port, limit=HEAD_MAX)
        name: tuple[str, int] = self.server.sockets[0].getsockname()
        return name[1]

    async def close(self) -> None:
        """Stops listening and drops what is open."""
        if self.server is None or self._open is None:
            return
        self.server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or self._open is None:
            return
        self._open.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, EOFError, BadRequestError, asyncio.LimitOverrunError, ValueError):
            pass
        except asyncio.CancelledError:
            pass  # we are closing; nobody waits for this task's end
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; True where the connection lives on."""
        request = await read_request(reader, writer)
        response = self.answer(request)
        if response.delay:
            await asyncio.sleep(response.delay.total_seconds())
        if response.fate is Fate.STALLED:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(reader.read(1), self.stall)
            return False
        data = written(response, head_only=request.method == "HEAD")
        if response.fate is Fate.RESET:
            head = data.index(b"\r\n\r\n") + 4
            writer.write(data[: head + response.cut_at] if response.cut_at else b"")
            await writer.drain()
            reset(writer)
            return False
        writer.write(data)
        await writer.drain()
        return request.header("connection").lower() != "close"


def reset(writer: asyncio.StreamWriter) -> None:
    """Breaks the connection with RST instead of a polite end."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request:
    """Reads one HTTP/1.1 request with a counted or chunked body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequestError(first[:20])
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = await chunked(reader)
    else:
        length = int(headers.get("content-length", "0"))
        if not 0 <= length <= BODY_MAX:
            raise BadRequestError("length")
        body = await reader.readexactly(length)
    target = words[1]
    if target.startswith("http://"):  # a client that speaks to a proxy
        target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
    return Request.of(words[0], target, headers, body)


async def chunked(reader: asyncio.StreamReader) -> bytes:
    """A chunked body."""
    body = bytearray()
    while True:
        size = int((await reader.readline()).split(b";")[0], 16)
        body += await reader.readexactly(size)
        await reader.readline()
        if size == 0:
            return bytes(body)
        if len(body) > BODY_MAX:
            raise BadRequestError("length")


def written(response: Response, *, head_only: bool = False) -> bytes:
    """The answer's bytes."""
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {response.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    if response.status not in (204, 304):
        lines.append(f"Content-Length: {len(response.body)}")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    return head if head_only or response.status in (204, 304) else head + response.body
