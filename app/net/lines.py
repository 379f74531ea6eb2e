"""Where connections come from: one set of certificates, one rule about where the program may go, a proxy per
login."""

import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import python_socks
from python_socks.sync import Proxy as SocksProxy

from app.domain.errors import AuthExpired, QuaysideError, Unreachable
from app.domain.moments import Clock
from app.domain.shops import Proxy, ProxyKind
from app.net.tunnel import ask_for_tunnel

CONNECT = timedelta(seconds=15)
READ = timedelta(seconds=30)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, judged without asking a name server."""
    if host.lower().rstrip(".") == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return False


def mistrust(error: Exception) -> str:
    """Why a certificate was not trusted: most often one that is out of date only says that our clock is wrong."""
    said = str(error)
    dated = "certificate has expired" in said or "certificate is not yet valid" in said
    return "certificate_date" if dated else "certificate"


class Lines:
    """Opens every connection of the program.

    `loopback_only` is the demo's promise: any other address is refused before a packet leaves.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        loopback_only: bool = False,
        certificates: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        hear_time: Callable[[str, timedelta], None] = lambda server, ahead: None,
    ) -> None:
        """`hear_time` is told how far each answering server's clock is ahead of ours."""
        self.clock = clock
        self.loopback_only = loopback_only
        self.hear_time = hear_time
        self._certificates = certificates
        self._context: ssl.SSLContext | None = None
        for noisy in ("httpx", "httpcore", "imapclient", "hpack"):
            # Their own lines hold addresses and queries.
            logging.getLogger(noisy).setLevel(logging.WARNING)

    @property
    def context(self) -> ssl.SSLContext:
        """The TLS settings, built at first use: reading the certificates takes a tenth of a second."""
        if self._context is None:
            self._context = self._certificates()
        return self._context

    def allow(self, host: str, proxy: Proxy | None = None) -> None:
        """Raises Unreachable where this profile must not go."""
        if not self.loopback_only:
            return
        if not is_loopback(host) or (proxy is not None and not is_loopback(proxy.host)):
            raise Unreachable("loopback_only")

    def connect(
        self,
        host: str,
        port: int,
        proxy: Proxy | None = None,
        *,
        connect: timedelta = CONNECT,
        read: timedelta = READ,
    ) -> socket.socket:
        """A TCP connection, through the proxy where there is one; the proxy resolves the name."""
        self.allow(host, proxy)
        line = self._through(proxy, host, port, connect) if proxy else self._direct(host, port, connect)
        line.settimeout(read.total_seconds())
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        # A command sent in two pieces would else wait for the other side's late acknowledgement: 40 ms a search.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def encrypt(self, line: socket.socket, host: str) -> ssl.SSLSocket:
        """TLS over an open line; the certificate must be the host's."""
        try:
            return self.context.wrap_socket(line, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            line.close()
            raise Unreachable(mistrust(error)) from error
        except OSError as error:
            line.close()
            raise Unreachable("no_line") from error

    def _direct(self, host: str, port: int, patience: timedelta) -> socket.socket:
        try:
            return socket.create_connection((host, port), timeout=patience.total_seconds())
        except OSError as error:
            raise Unreachable("no_line") from error

    def _through(self, proxy: Proxy, host: str, port: int, patience: timedelta) -> socket.socket:
        if proxy.kind is ProxyKind.SOCKS5:
            return self._socks(proxy, host, port, patience)
        try:
            line = socket.create_connection((proxy.host, proxy.port), timeout=patience.total_seconds())
        except OSError as error:
            raise Unreachable("proxy_failed") from error
        try:
            ask_for_tunnel(line, proxy, host, port)
        except OSError as error:
            line.close()
            raise Unreachable("proxy_failed") from error
        except QuaysideError:
            line.close()
            raise
        return line

    def _socks(self, proxy: Proxy, host: str, port: int, patience: timedelta) -> socket.socket:
        door = SocksProxy(
            python_socks.ProxyType.SOCKS5,
            proxy.host,
            proxy.port,
            username=proxy.username or None,
            password=proxy.password or None,
            rdns=True,
        )
        try:
            line: socket.socket = door.connect(host, port, timeout=patience.total_seconds())
        except UnicodeError as error:
            # The protocol does not say how a password beyond ASCII is written.
            raise AuthExpired("proxy_refused") from error
        except python_socks.ProxyError as error:
            if "uthentication" in str(error):
                raise AuthExpired("proxy_refused") from error
            raise Unreachable("proxy_failed") from error
        except (python_socks.ProxyConnectionError, python_socks.ProxyTimeoutError, OSError) as error:
            raise Unreachable("proxy_failed") from error
        return line
