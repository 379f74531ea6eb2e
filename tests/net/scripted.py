"""A server on loopback that does exactly what its script says to each connection, and remembers what it read."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Script = Callable[[socket.socket, "Heard"], None]


@dataclass
class Heard:
    """What clients sent."""

    connections: int = 0
    requests: list[bytes] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)


@contextmanager
def a_server(script: Script) -> Iterator[tuple[int, Heard]]:
    """Runs until the block ends; every open connection is then cut."""
    heard = Heard()
    open_lines: list[socket.socket] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            heard.connections += 1
            open_lines.append(self.request)
            with suppress(OSError):
                script(self.request, heard)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = False
        block_on_close = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="scripted server")
    thread.start()
    try:
        yield int(server.server_address[1]), heard
    finally:
        server.shutdown()
        for line in open_lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        server.server_close()
        thread.join(5)


def read_request(line: socket.socket, heard: Heard) -> bytes:
    """One whole HTTP request."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [
        int(row.split(b":")[1]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")
    ]
    while lengths and len(body) < lengths[0]:
        body += line.recv(65536)
    whole = head + b"\r\n\r\n" + body
    heard.requests.append(whole)
    return whole


def answering(
    body: bytes, status: str = "200 OK", kind: str = "application/json", *headers: str, cut: int | None = None
) -> Script:
    """Answers every request with the same bytes; `cut` ends the connection after so many of them."""

    def script(line: socket.socket, heard: Heard) -> None:
        while read_request(line, heard):
            rows = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
            whole = "\r\n".join([*rows, "", ""]).encode() + body
            line.sendall(whole if cut is None else whole[: len(whole) - len(body) + cut])
            if cut is not None:
                return

    return script


def smtp(replies: dict[str, str | None], after: Sequence[bytes] = ()) -> Script:
    """An SMTP server with its own answers: by command, `dot` for the end of the mail; None cuts the connection."""
    usual = {
        "hello": "220 ready",
        "EHLO": "250-here\r\n250-SIZE 1000000\r\n250 8BITMIME",
        "HELO": "250 here",
        "MAIL": "250 ok",
        "RCPT": "250 ok",
        "DATA": "354 go on",
        "dot": "250 accepted",
        "QUIT": "221 bye",
        "AUTH": "235 welcome",
        "STARTTLS": "454 not now",
    }
    table: dict[str, str | None] = {**usual, **replies}

    def script(line: socket.socket, heard: Heard) -> None:
        def say(what: str) -> bool:
            reply = table.get(what, "500 what?")
            if reply is None:
                return False
            line.sendall(reply.encode() + b"\r\n")
            return True

        if not say("hello"):
            return
        file = line.makefile("rb")
        for row in file:
            heard.lines.append(row)
            word = row.decode("latin-1").strip().split(" ")[0].upper()
            address = row.decode("latin-1").strip()
            key = address if address in table else word
            if not say(key):
                return
            if word == "DATA" and str(table["DATA"]).startswith("354"):
                body = b""
                for part in file:
                    if part == b".\r\n":
                        break
                    body += part
                else:
                    return
                heard.requests.append(body)
                if not say("dot"):
                    return

    return script
