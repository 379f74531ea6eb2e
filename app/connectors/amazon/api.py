"""The Selling Partner API: who asks, how often, and what its refusals mean.

A 403 can be an expired token, a missing role or the wrong region: the token is renewed once, after that it is
a missing permission. The platform sends no Retry-After; the wait comes from the bucket that its rate header
feeds.
"""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta

from app.connectors.amazon.paces import PACES
from app.connectors.amazon.sites import REGIONS, TOKEN_URL
from app.connectors.contract import AuthExpired, RateLimited, Receipt, Rejected, Surprise, Unreachable
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.domain.shops import Login
from app.net.http import Answer, HttpLine, with_query
from app.net.oauth import ask_token
from app.net.sending import post_once
from app.net.tokens import Granted

PATIENT = 3
"""so many times in a row a fresh token may be refused before a person is asked"""
RENEWED = timedelta(seconds=1)
"""how long an attempt waits whose token turned out to be too old"""
DONE = (200, 201, 202)

Judge = Callable[[Answer, str, str], Receipt]
"""reads a complete answer: (answer, code of its first error, evidence)"""


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
        return self._call("GET", operation, path, query)

    def post(
        self,
        operation: str,
        path: str,
        body: Mapping[str, object] | None,
        query: Mapping[str, str] | None = None,
    ) -> Fields:
        """The same for what is posted and may be posted twice: a place for a file, a report."""
        return self._call(
            "POST", operation, path, query or {}, b"" if body is None else json.dumps(body).encode()
        )

    def once(
        self,
        operation: str,
        path: str,
        body: Mapping[str, object] | None,
        query: Mapping[str, str],
        judge: Judge,
    ) -> Receipt:
        """One attempt at what must not happen twice. May raise before anything leaves, never afterwards."""
        self.buckets.take(operation)
        token = self._token()
        return post_once(
            self._tools.lines,
            proxy_of(self._login, self._tools),
            with_query(self._base + path, query),
            self._headers(token),
            b"" if body is None else json.dumps(body, ensure_ascii=False).encode(),
            lambda answer: self._judged(operation, answer, token, judge),
        )

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

    # --- asking ---

    def _call(
        self, method: str, operation: str, path: str, query: Mapping[str, str], content: bytes | None = None
    ) -> Fields:
        url = with_query(self._base + path, query)
        self.buckets.take(operation)
        answer, token = self._ask(method, operation, url, content)
        if answer.status in (401, 403):
            self._tools.tokens.spoiled(self._login, token)
            self.buckets.take(operation)
            answer, _ = self._ask(method, operation, url, content)
        return self._read(operation, answer)

    def _ask(self, method: str, operation: str, url: str, content: bytes | None) -> tuple[Answer, str]:
        token = self._token()
        answer = self.line.ask(method, url, headers=self._headers(token), content=content)
        self._hear_rate(operation, answer)
        return answer, token

    def _token(self) -> str:
        return self._tools.tokens.token(self._login, self.renew)

    def _headers(self, token: str) -> dict[str, str]:
        return {
            "x-amz-access-token": token, "accept": "application/json", "content-type": "application/json"
        }  # fmt: skip

    def _hear_rate(self, operation: str, answer: Answer) -> None:
        self.buckets.announced(operation, answer.headers.get("x-amzn-ratelimit-limit", ""))

    # --- what answers mean ---

    def _judged(self, operation: str, answer: Answer, token: str, judge: Judge) -> Receipt:
        """What every single attempt has in common; the rest is the judge's."""
        self._hear_rate(operation, answer)
        code, details = first_error(answer)
        evidence = f"{answer.status}/{code}" if code else str(answer.status)
        if answer.status == 429 and code:
            wait = max(answer.retry_after or timedelta(0), self.buckets.refused(operation))
            return Receipt.later(wait, "rate_limited", evidence)
        if answer.status in (401, 403) and "expired" in details.lower():
            self._tools.tokens.spoiled(self._login, token)
            return Receipt.later(RENEWED, "", evidence)
        return judge(answer, code, evidence[:80])

    def _read(self, operation: str, answer: Answer) -> Fields:
        if answer.status == 429:
            wait = max(answer.retry_after or timedelta(0), self.buckets.refused(operation))
            raise RateLimited("rate_limited", retry_after=wait)
        if answer.status >= 500:
            raise Unreachable("server_trouble", status=answer.status)
        value = answer.object()
        if answer.status in DONE:
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


def first_error(answer: Answer) -> tuple[str, str]:
    """(code, details) of an answer's first error; empty where the answer names none."""
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "", ""
    first = next(iter(rows(value, "errors")), {}) if isinstance(value, dict) else {}
    return text(first, "code"), text(first, "details")
