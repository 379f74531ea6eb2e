"""The Marketplace API: who asks, how often, and what its refusals mean.

The token goes into a header of its own and lives for fifteen minutes; there is nothing to renew it with but the keys. A
list without entries may come as 404. Too many calls are told with the moment at which asking makes sense again.
"""

import base64
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.limits import Pace
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.paging import LONGEST
from app.connectors.reading import Fields, rows, sub, text
from app.domain.shops import Login
from app.net.http import Answer, HttpLine, with_query
from app.net.oauth import ask_token
from app.net.tokens import Granted

HOSTS = {
    "production": "https://marketplace.walmartapis.com",
    "sandbox": "https://sandbox.walmartapis.com",
}
SERVICE = "Walmart Marketplace"
PACES: Mapping[str, Pace] = {
    "orders": Pace(50, 120),
    "returns": Pace(5, 30),
    "acts": Pace(1, 10),
}
"""hearsay of 2026-11: 5,000, 300 and 60 calls a minute; no table of today's was found"""
LOCKED = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
REPLENISH = ("x-next-replenish-time", "x-next-replenishment-time")
"""the one header in two spellings"""
PATIENT = 3
"""so many times in a row a fresh token may be refused before a person is asked"""


class WalmartApi:
    """One seller's way into the API."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._tools = tools
        settings = login.settings
        usual = HOSTS.get(settings.get("environment", ""), HOSTS["production"])
        self.base = (settings.get("api_url") or usual).rstrip("/")
        self.buckets = tools.pace(login, PACES)
        self._line: HttpLine | None = None
        self._fresh_refused = 0

    # --- asking ---

    def get(self, operation: str, path: str, query: Mapping[str, str] | None = None) -> Fields:
        """One call within the allowance; `{}` where there is nothing of the kind. Renews a refused token once."""
        url = with_query(self.base + path, query or {})
        answer, token = self._ask(operation, url)
        if answer.status == 401:
            self.spoiled(token)
            answer, _ = self._ask(operation, url)
        self._fresh_refused = self._fresh_refused + 1 if answer.status == 401 else 0
        if 0 < self._fresh_refused < PATIENT:
            # Keys taken back show when a token is asked for; this is the platform's hiccup.
            raise Unreachable("server_trouble", status=401)
        return self._read(operation, answer)

    def pages(self, operation: str, path: str, query: Mapping[str, str], meta: str = "") -> Iterator[Fields]:
        """Every page of a list. A next page is a ready query with its question mark, taken as it stands."""
        answer = self.get(operation, path, query)
        seen: set[str] = set()
        while True:
            yield answer
            onward = text(sub(answer, *filter(None, (meta, "meta"))), "nextCursor")
            if not onward.startswith("?"):
                return
            if onward in seen or len(seen) > LONGEST:
                raise Surprise("cursor_loops")
            seen.add(onward)
            answer = self.get(operation, path + onward)

    def _ask(self, operation: str, url: str) -> tuple[Answer, str]:
        self.buckets.take(operation)
        token = self.token()
        answer = self.line.ask("GET", url, headers=self.headers(token))
        if answer.headers.get("x-current-token-count", "") == "0":
            self.buckets.refused(operation)
        return answer, token

    def _read(self, operation: str, answer: Answer) -> Fields:
        if answer.status == 429:
            raise RateLimited(
                "rate_limited", retry_after=max(self.wait(answer), self.buckets.refused(operation))
            )
        if answer.status == 423:
            raise Unreachable("server_trouble", status=423, retry_after=LOCKED)
        if answer.status >= 500:
            raise Unreachable("server_trouble", status=answer.status)
        value = answer.object()
        if answer.status in (200, 206):
            return value
        code = code_of(value)
        if answer.status == 404 and "CONTENT_NOT_FOUND" in code:
            return {}
        if answer.status == 401:
            raise AuthExpired("client_refused")
        if answer.status == 403:
            raise AuthExpired("walmart_scope_missing", code=code)
        if answer.status in (400, 404, 405, 409, 415):
            raise Rejected("walmart_rejected", code=code, status=answer.status)
        raise Surprise("unknown_status", content=answer.body, status=answer.status)

    def wait(self, answer: Answer) -> timedelta:
        """How long the platform wants us to rest: until a moment in milliseconds, by its own clock."""
        stated = next((answer.headers[name] for name in REPLENISH if name in answer.headers), "")
        now = self._tools.clock.now() + self.clock_offset
        if stated.isascii() and stated.isdigit() and len(stated) < 16:
            number = int(stated) / (1000 if len(stated) > 11 else 1)
            until = datetime.fromtimestamp(number, UTC)
            return min(max(until - now, timedelta(seconds=1)), LONGEST_WAIT)
        return answer.retry_after or MINUTE

    # --- tokens and headers ---

    def headers(self, token: str) -> dict[str, str]:
        """What every call carries. The description of 2023 wants the keys beside the token; both do no harm."""
        pair = base64.b64encode(":".join(self._client()).encode()).decode()
        return {
            "WM_SEC.ACCESS_TOKEN": token,
            "Authorization": f"Basic {pair}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            **self._named(),
        }

    def token(self) -> str:
        """A token that is good for some minutes more."""
        return self._tools.tokens.token(self._login, self._renew)

    def spoiled(self, token: str) -> None:
        """The platform refused this token."""
        self._tools.tokens.spoiled(self._login, token)

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        form = {"grant_type": "client_credentials"}
        client = (self._login.settings.get("client_id", ""), secrets.get("client_secret", ""))
        return ask_token(self.line, f"{self.base}/v3/token", form, basic=client, headers=self._named())

    def _client(self) -> tuple[str, str]:
        secrets = self._tools.tokens.secrets(self._login)
        return self._login.settings.get("client_id", ""), secrets.get("client_secret", "")

    def _named(self) -> dict[str, str]:
        """A fresh number for each call, by which the platform's support finds it again."""
        call = UUID(bytes=self._tools.ids.token(16), version=4)
        return {"WM_QOS.CORRELATION_ID": str(call), "WM_SVC.NAME": SERVICE}

    # --- the line ---

    @property
    def line(self) -> HttpLine:
        """The login's HTTP line, opened at first use."""
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._login, self._tools))
        return self._line

    @property
    def clock_offset(self) -> timedelta:
        """How far Walmart's clock is ahead of ours."""
        return self._line.clock_offset if self._line is not None else timedelta(0)

    def close(self) -> None:
        """Drops the line."""
        if self._line is not None:
            self._line.close()
            self._line = None


def code_of(value: Fields) -> str:
    """The first error's code. Older calls wrap the list once more, and gateways write `error`."""
    found = rows(value, "errors") or rows(sub(value, "errors"), "error") or rows(value, "error")
    return text(found[0], "code") if found else ""
