"""The one page this program ever serves: the browser comes back here after a consent, once, and is thanked.

Only 127.0.0.1, only a free port, only one request with the right state; three minutes, then the door is shut.
"""

import hmac
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from app.domain.errors import Rejected

PATIENCE = timedelta(minutes=3)
THANKS = (
    "<!doctype html><meta charset=utf-8><title>Quayside</title>"
    "<p>Quayside: OK. You can close this page. 可以关闭此页面。</p>"
)


class Landing:
    """Waits for one browser. Use as a context manager: the port is open from the first line to the last."""

    def __init__(self, state: str, patience: timedelta = PATIENCE) -> None:
        self._state = state
        self._patience = patience
        self._code = ""
        self._refused = ""
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def address(self) -> str:
        """The redirect address; an address literal, since `localhost` may be anybody's."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "Landing":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    def code(self) -> str:
        """Waits for the browser. Raises Rejected when the consent was refused or nobody came."""
        self._server.timeout = self._patience.total_seconds()
        for _ in range(5):  # a browser may ask for /favicon.ico first
            self._server.handle_request()
            if self._refused:
                raise Rejected("consent_refused")
            if self._code:
                return self._code
        raise Rejected("consent_timed_out")

    def _take(self, host: str, target: str) -> bool:
        """Whether a request is the one we wait for."""
        if host != f"127.0.0.1:{self._server.server_port}":
            return False
        query = parse_qs(urlsplit(target).query)
        state = query.get("state", [""])[0]
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            return False
        self._refused = query.get("error", [""])[0]
        self._code = query.get("code", [""])[0]
        return True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        landing = self

        class Handler(BaseHTTPRequestHandler):
            """Answers one GET and says nothing in any log."""

            timeout = 10

            def do_GET(self) -> None:
                good = landing._take(self.headers.get("Host", ""), self.path)
                body = THANKS.encode() if good else b""
                self.send_response(200 if good else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Referrer-Policy", "no-referrer")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
                """The query holds the code: nothing is logged."""

        return Handler
