"""One login's way to a platform: its HTTP line, opened at first use, and the platform's time as its answers tell it."""

from datetime import UTC, datetime, timedelta

from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.domain.errors import Unreachable
from app.domain.outbox import Receipt
from app.domain.shops import Login, Proxy
from app.net.http import Answer, HttpLine, date_of
from app.net.sending import Headers, Judge, post_once

PATIENT = 3
"""so many times in a row a fresh token may be refused before a person is asked"""


class Wire:
    """What every interface that signs its calls with the platform's time is built on."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self.login = login
        self.tools = tools
        self._line: HttpLine | None = None
        self._fresh_refused = 0

    # --- the line ---

    @property
    def proxy(self) -> Proxy | None:
        """The login's proxy with its password."""
        return proxy_of(self.login, self.tools)

    @property
    def line(self) -> HttpLine:
        """The login's HTTP line, opened at first use."""
        if self._line is None:
            self._line = HttpLine(self.tools.lines, self.proxy)
        return self._line

    def close(self) -> None:
        """Drops the line; what it taught us of the platform's clock stays."""
        if self._line is not None:
            self._line.close()

    # --- the platform's time ---

    @property
    def offset(self) -> timedelta:
        """How far the platform's clock is ahead of ours."""
        return self._line.clock_offset if self._line is not None else timedelta(0)

    def now(self) -> datetime:
        """The platform's time, as far as its last answer told."""
        return self.tools.clock.now().astimezone(UTC) + self.offset

    def learn_time(self, answer: Answer) -> None:
        """An answer that came over another line tells the time as well."""
        moment = date_of(answer)
        if moment is not None:
            self.line.clock_offset = moment - self.tools.clock.now()

    # --- what must not happen twice ---

    def post_once(
        self, url: str, headers: Headers, content: bytes, judge: Judge, method: str = "POST"
    ) -> Receipt:
        """One post over a fresh connection; a complete answer tells the time before it is judged."""

        def judged(answer: Answer) -> Receipt:
            self.learn_time(answer)
            return judge(answer)

        return post_once(self.tools.lines, self.proxy, url, headers, content, judged, method)

    # --- tokens ---

    def spoiled(self, token: str, purpose: str = "") -> None:
        """The platform refused this token."""
        self.tools.tokens.spoiled(self.login, token, purpose)

    def be_patient(self, *, refused: bool, about: str | int) -> None:
        """A consent taken back shows when a token is renewed; a fresh token refused is a hiccup, some times in a row.
        Raises Unreachable while it is one."""
        self._fresh_refused = self._fresh_refused + 1 if refused else 0
        if 0 < self._fresh_refused < PATIENT:
            raise Unreachable("server_trouble", code=about)
