"""A tunnel through an HTTP proxy (CONNECT), read so carefully that the server's first words are not lost.

Mail servers speak first. A library that reads the proxy's answer in one gulp swallows a greeting that arrives with it,
and the mail program waits for ever; here the answer is read to its last byte and not one further.
"""

import base64
import socket

from app.domain.errors import AuthExpired, Unreachable
from app.domain.shops import Proxy

LONGEST_ANSWER = 16 * 1024


def ask_for_tunnel(line: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Sends CONNECT over an open line to the proxy and waits for its yes."""
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if proxy.username:
        pair = base64.b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {pair}")
    line.sendall("\r\n".join([*lines, "", ""]).encode())
    words = _head(line).split(b"\r\n", 1)[0].split(b" ", 2)
    status = words[1] if len(words) > 1 and words[0].startswith(b"HTTP/1.") else b""
    if status == b"407":
        raise AuthExpired("proxy_refused")
    if not status.startswith(b"2"):
        raise Unreachable("proxy_failed", status=int(status) if status.isdigit() else 0)


def _head(line: socket.socket) -> bytes:
    head = bytearray()
    while not head.endswith(b"\r\n\r\n"):
        byte = line.recv(1)
        if not byte or len(head) > LONGEST_ANSWER:
            raise Unreachable("proxy_failed")
        head += byte
    return bytes(head)
