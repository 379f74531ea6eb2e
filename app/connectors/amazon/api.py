"""The Selling Partner API: who asks, how often, and what its refusals mean.

A 403 can be an expired token, a missing role or the wrong region: the token is renewed once, after that it is
a missing permission. The platform sends no Retry-After; the wait comes from the bucket that its rate header
feeds.
"""

from collections.abc import Mapping
from datetime import timedelta

from app.connectors.amazon.sites import REGIONS, TOKEN_URL
from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.limits import Pace
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.domain.shops import Login
from app.net.http import Answer, HttpLine, with_query
from app.net.oauth import ask_token
from app.net.tokens import Granted

PACES: Mapping[str, Pace] = {
    "participations": Pace(0.016, 15),
    "orders": Pace(0.0056, 20),
    "order": Pace(0.5, 30),
    "catalogue": Pace(2.0, 2),
}

PATIENT = 3
"""so many times in a row a fresh token may be refused before a person is asked"""


class AmazonApi:
    """One seller's way into the API."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._tools = tools
        settings = login.settings
        self._base = (settings.get("api_url") or REGIONS.get(settings.get("region", "na"), "")).rstrip("/")
        self._token_url = settings.get("token_url") or TOKEN_URL
        self.buckets = tools.pace(login, PACES)
        self._line: HttpLine | None = None
        self._fresh_refused = 0

    def get(self, operation: str, path: str, query: Mapping[str, str]) -> Fields:
        """One call, within the allowance; renews a refused token once."""
        self.buckets.take(operation)
        answer, token = self._ask(operation, path, query)
        if answer.status in (401, 403):
            self._tools.tokens.spoiled(self._login, token)
            self.buckets.take(operation)
            answer, _ = self._ask(operation, path, query)
        return self._read(operation, answer)

    def renew(self, secrets: Mapping[str, str]) -> Granted:
        """Login with Amazon: a new access token for an hour."""
        form = {
            "grant_type": "refresh_token",
            "refresh_token": secrets.get("refresh_token", ""),
            "client_id": self._login.settings.get("client_id", ""),
            "client_secret": secrets.get("client_secret", ""),
        }
        return ask_token(self.line, self._token_url, form)

    @property
    def line(self) -> HttpLine:
        """The login's HTTP line, opened at first use."""
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._login, self._tools))
        return self._line

    @property
    def clock_offset(self) -> timedelta:
        """How far Amazon's clock is ahead of ours."""
        return self._line.clock_offset if self._line is not None else timedelta(0)

    def close(self) -> None:
        """Drops the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, operation: str, path: str, query: Mapping[str, str]) -> tuple[Answer, str]:
        token = self._tools.tokens.token(self._login, self.renew)
        headers = {"x-amz-access-token": token, "accept": "application/json"}
        answer = self.line.ask("GET", with_query(self._base + path, query), headers=headers)
        self.buckets.announced(operation, answer.headers.get("x-amzn-ratelimit-limit", ""))
        return answer, token

    def _read(self, operation: str, answer: Answer) -> Fields:
        if answer.status == 429:
            wait = max(answer.retry_after or timedelta(0), self.buckets.refused(operation))
            raise RateLimited("rate_limited", retry_after=wait)
        if answer.status >= 500:
            raise Unreachable("server_trouble", status=answer.status)
        value = answer.object()
        if answer.status == 200:
            self._fresh_refused = 0
            return value
        first = next(iter(rows(value, "errors")), {})
        code = text(first, "code")
        if answer.status in (401, 403):
            raise self._denied(operation, text(first, "details"))
        if answer.status in (400, 404, 413, 415):
            raise Rejected("amazon_rejected", code=code, status=answer.status)
        raise Surprise("unknown_status", content=answer.body, status=answer.status)

    def _denied(self, operation: str, details: str) -> Unreachable | AuthExpired:
        """A fresh token called expired is the platform's hiccup, unless it goes on; all else is a person's matter."""
        self._fresh_refused += 1
        if "expired" in details.lower() and self._fresh_refused < PATIENT:
            return Unreachable("server_trouble", status=403)
        return AuthExpired("amazon_role_or_region", step=operation)
