"""eBay's REST interfaces: who asks, and what the refusals mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.ebay.hosts import Hosts, hosts_of
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, sub, text, whole
from app.domain.shops import Login
from app.net.http import Answer, HttpLine, with_query
from app.net.oauth import ask_token
from app.net.tokens import Granted

APP_SCOPE = "https://api.ebay.com/oauth/api_scope"
THROTTLED = timedelta(minutes=5)
PATIENT = 3
"""so many times in a row a fresh token may be refused before a person is asked"""
JSON = "application/json"


class EbayApi:
    """One seller's way into eBay."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._tools = tools
        self.hosts: Hosts = hosts_of(login.settings)
        self._line: HttpLine | None = None
        self._me: tuple[str, str] | None = None
        self._fresh_refused = 0

    # --- asking ---

    def get(self, url: str, query: Mapping[str, str], *, scheme: str = "Bearer", app: bool = False) -> Fields:
        """Reads; renews a refused token once."""
        return self.call("GET", with_query(url, query), scheme=scheme, app=app)

    def call(
        self,
        method: str,
        url: str,
        *,
        scheme: str = "Bearer",
        app: bool = False,
        content: bytes | None = None,
        kind: str = JSON,
    ) -> Fields:
        """One call whose repetition harms nobody; `kind` is the content's type."""
        answer, token = self._ask(method, url, scheme, app, content, kind)
        if answer.status == 401:
            self.spoiled(token, app=app)
            answer, _ = self._ask(method, url, scheme, app, content, kind)
        self._fresh_refused = self._fresh_refused + 1 if answer.status == 401 else 0
        if 0 < self._fresh_refused < PATIENT:
            # A consent taken back shows when a token is renewed; this is the platform's hiccup.
            raise Unreachable("server_trouble", status=401)
        return read(answer)

    def _ask(
        self, method: str, url: str, scheme: str, app: bool, content: bytes | None, kind: str
    ) -> tuple[Answer, str]:
        token = self.token(app=app)
        headers = {"authorization": f"{scheme} {token}", "accept": JSON}
        if content is not None:
            headers["content-type"] = kind
        return self.line.ask(method, url, headers=headers, content=content), token

    # --- who we are ---

    def me(self) -> tuple[str, str]:
        """Our user name and our immutable id, both lower case: either may stand in a message."""
        if self._me is None:
            user = self.user()
            self._me = (text(user, "username").lower(), text(user, "userId").lower())
        return self._me

    def user(self) -> Fields:
        """The seller as eBay knows him."""
        return self.get(f"{self.hosts.apiz}/commerce/identity/v1/user/", {})

    # --- tokens ---

    def token(self, *, app: bool = False) -> str:
        """The seller's token, or the application's own for public data."""
        if app:
            return self._tools.tokens.token(self._login, self._renew_app, purpose="app")
        return self._tools.tokens.token(self._login, self._renew)

    def spoiled(self, token: str, *, app: bool = False) -> None:
        """eBay refused this token."""
        self._tools.tokens.spoiled(self._login, token, purpose="app" if app else "")

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        if not secrets.get("refresh_token"):
            raise AuthExpired("sign_in_again")
        # Without a scope the token may do what the seller once consented to: who signed in before we asked for more
        # would be turned away for asking.
        form = {"grant_type": "refresh_token", "refresh_token": secrets["refresh_token"]}
        return ask_token(self.line, self.hosts.token_url, form, basic=self._client(secrets))

    def _renew_app(self, secrets: Mapping[str, str]) -> Granted:
        form = {"grant_type": "client_credentials", "scope": APP_SCOPE}
        return ask_token(self.line, self.hosts.token_url, form, basic=self._client(secrets))

    def _client(self, secrets: Mapping[str, str]) -> tuple[str, str]:
        return self._login.settings.get("client_id", ""), secrets.get("client_secret", "")

    # --- the line ---

    @property
    def line(self) -> HttpLine:
        """The login's HTTP line, opened at first use."""
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._login, self._tools))
        return self._line

    def now(self) -> datetime:
        """eBay's time."""
        return self._tools.clock.now() + self.offset()

    def offset(self) -> timedelta:
        """How far eBay's clock is ahead of ours. Where it has not told us yet, it is asked who we are, which every
        reading wants to know."""
        if not self.line.clock_known:
            self.me()
        return self.line.clock_offset

    def close(self) -> None:
        """Drops the line."""
        if self._line is not None:
            self._line.close()
            self._line = self._me = None


def read(answer: Answer) -> Fields:
    """A successful answer's fields, or the error it means."""
    if answer.status == 204:
        return {}
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or THROTTLED)
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    value = answer.object()
    if answer.status in (200, 201):
        return value
    number = error_id(value)
    if answer.status == 401:
        raise AuthExpired("sign_in_again", code=number)
    if answer.status == 403:
        raise AuthExpired("ebay_scope_missing", code=number)
    if answer.status in (400, 404, 409, 413, 415):
        raise Rejected("ebay_rejected", code=number, status=answer.status)
    raise Surprise("unknown_status", content=answer.body, status=answer.status)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What eBay says is wrong."""

    number: int = 0
    sentence: str = ""


def complaint_of(value: Fields) -> Complaint:
    """The first error; the older interface writes `error`, wrapped or not, the newer ones `errors`."""
    wrapped = sub(value, "errorMessage")
    found = rows(value, "errors") or rows(value, "error") or rows(wrapped, "error")
    if not found:
        return Complaint()
    return Complaint(whole(found[0], "errorId"), text(found[0], "longMessage") or text(found[0], "message"))


def error_id(value: Fields) -> int:
    """The first error's number; 0 where there is none."""
    return complaint_of(value).number
