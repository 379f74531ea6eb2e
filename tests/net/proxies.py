"""Tiny proxies with a password, on loopback: HTTP (CONNECT and forwarding) and SOCKS5. They keep a ledger."""

import base64
import select
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.domain.shops import Proxy, ProxyKind

USER, PASSWORD = "shop-1", "p@ss:w/o#rd%"


@dataclass
class Ledger:
    """What a proxy saw."""

    reached: list[tuple[str, int]] = field(default_factory=list)
    refused: int = 0


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = False
    block_on_close = True
    allow_reuse_address = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        self.ledger = Ledger()
        self.open: list[socket.socket] = []
        super().__init__(("127.0.0.1", 0), handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no news."""


def _pump(one: socket.socket, other: socket.socket) -> None:
    pair = [one, other]
    while True:
        try:
            ready, _, _ = select.select(pair, [], [], 30)
            for source in ready:
                data = source.recv(65536)
                if not data:
                    return
                (other if source is one else one).sendall(data)
        except (OSError, ValueError):
            return
        if not ready:
            return


class _Handler(socketserver.BaseRequestHandler):
    def _reach(self, host: str, port: int) -> socket.socket:
        server = self.server
        assert isinstance(server, _Server)
        server.ledger.reached.append((host, port))
        upstream = socket.create_connection((host, port), timeout=10)
        upstream.settimeout(None)
        server.open += [upstream, self.request]
        return upstream

    def _refused(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.ledger.refused += 1

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self.request.recv(count - len(data))
            if not piece:
                raise ConnectionError
            data += piece
        return data


class _Http(_Handler):
    def handle(self) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = self.request.recv(65536)
            if not piece:
                return
            head += piece
        head, _, rest = head.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, version = lines[0].split(" ")
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if not any(
            line.lower().startswith("proxy-authorization:") and line.endswith(wanted) for line in lines
        ):
            self._refused()
            self.request.sendall(
                b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n"
                b"Content-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
            with self._reach(host, int(port)) as upstream:
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _pump(self.request, upstream)
            return
        parts = urlsplit(target)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kept = [line for line in lines[1:] if not line.lower().startswith("proxy-")]
        length = [int(line.split(":")[1]) for line in kept if line.lower().startswith("content-length:")]
        while length and len(rest) < length[0]:
            rest += self.request.recv(65536)
        with self._reach(parts.hostname or "", parts.port or 80) as upstream:
            # One request a connection, so that every request shows in the ledger.
            upstream.sendall(
                "\r\n".join([f"{method} {path} {version}", *kept, "", ""]).encode("latin-1") + rest
            )
            head = b""
            while b"\r\n\r\n" not in head:
                head += upstream.recv(1)
            found = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            left = int(found[0].split(b":")[1]) if found else 0
            body = b""
            while len(body) < left:
                body += upstream.recv(left - len(body))
            self.request.sendall(head[:-2] + b"Connection: close\r\n\r\n" + body)


class _Socks(_Handler):
    def handle(self) -> None:
        _, count = self._exactly(2)
        methods = self._exactly(count)
        if 2 not in methods:
            self._refused()
            self.request.sendall(b"\x05\xff")
            return
        self.request.sendall(b"\x05\x02")
        _, length = self._exactly(2)
        user = self._exactly(length).decode()
        password = self._exactly(self._exactly(1)[0]).decode()
        if (user, password) != (USER, PASSWORD):
            self._refused()
            self.request.sendall(b"\x01\x01")
            return
        self.request.sendall(b"\x01\x00")
        _, _, _, kind = self._exactly(4)
        host = (
            socket.inet_ntoa(self._exactly(4)) if kind == 1 else self._exactly(self._exactly(1)[0]).decode()
        )
        (port,) = struct.unpack("!H", self._exactly(2))
        with self._reach(host, port) as upstream:
            self.request.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
            _pump(self.request, upstream)


@contextmanager
def a_proxy(kind: ProxyKind) -> Iterator[tuple[Proxy, Ledger]]:
    """A running proxy and what it saw."""
    server = _Server(_Http if kind is ProxyKind.HTTP else _Socks)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="proxy")
    thread.start()
    try:
        yield Proxy(kind, "127.0.0.1", int(server.server_address[1]), USER, PASSWORD), server.ledger
    finally:
        server.shutdown()
        for line in server.open:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        server.server_close()
        thread.join(5)
