"""HTTP for reading: one client per login, strict limits, no redirects, no retries, no secrets in logs.

A hotel's or airport's sign-in page answers every request with status 200 and HTML; it is told from a
platform's answer here, once, as `captive_portal`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

import httpx

from app.domain.errors import AuthExpired, Surprise, Unreachable
from app.domain.shops import Proxy, ProxyKind
from app.net.lines import CONNECT, READ, Lines, mistrust

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Fields = Mapping[str, str] | Iterable[tuple[str, str]]

ANSWER_LIMIT = 20 * 1024 * 1024
PATIENCE = timedelta(seconds=90)
"""the longest one answer may take, however slowly it drips"""
TIMEOUT = httpx.Timeout(
    connect=CONNECT.total_seconds(), read=READ.total_seconds(), write=READ.total_seconds(), pool=5.0
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def looks_like_html(self) -> bool:
        """Whether a page for eyes came instead of data."""
        kind = self.headers.get("content-type", "")
        start = self.body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return "html" in kind or start.startswith((b"<!doctype", b"<html"))

    def json(self) -> Json:
        """The answer as JSON; Unreachable where the line ate or replaced it, Surprise where it makes no
        sense."""
        try:
            value: Json = json.loads(self.body)
        except (ValueError, RecursionError):
            if self.looks_like_html or 300 <= self.status < 400:
                raise Unreachable("captive_portal", status=self.status) from None
            if not self.body.rstrip().endswith((b"}", b"]")):
                raise Unreachable("truncated", status=self.status) from None
            raise Surprise("not_json", content=self.body, status=self.status) from None
        return value

    def object(self) -> dict[str, Json]:
        """The answer as a JSON object, which every documented answer is."""
        value = self.json()
        if not isinstance(value, dict):
            raise Surprise("not_an_object", content=self.body, status=self.status)
        return value

    @property
    def retry_after(self) -> timedelta | None:
        """The wait the server asked for in seconds, within reason."""
        value = self.headers.get("retry-after", "")
        return timedelta(seconds=min(int(value), 86400)) if value.isascii() and value.isdigit() else None


def proxy_for(proxy: Proxy | None) -> httpx.Proxy | None:
    """httpx's word for a proxy; the password travels beside the address, not in it."""
    if proxy is None:
        return None
    scheme = "socks5" if proxy.kind is ProxyKind.SOCKS5 else "http"
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    auth = (proxy.username, proxy.password) if proxy.username else None
    return httpx.Proxy(f"{scheme}://{host}:{proxy.port}", auth=auth)


def with_query(url: str, query: Fields) -> str:
    """An address with its query, everything encoded that may be (braces, bars and carets too)."""
    pairs = query.items() if isinstance(query, Mapping) else query
    text = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    return f"{url}?{text}" if text else url


def new_client(lines: Lines, proxy: Proxy | None, *, keep: int) -> httpx.Client:
    """A client that follows nothing and repeats nothing; `keep` idle connections stay open."""
    return httpx.Client(
        verify=lines.context,
        proxy=proxy_for(proxy),
        timeout=TIMEOUT,
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=4, max_keepalive_connections=keep),
        headers={"user-agent": "Quayside/0.1 (Language=Python)", "accept-encoding": "gzip"},
    )


class HttpLine:
    """One login's HTTP. `clock_offset` is how far the platform's clock is ahead of ours, as last seen; until
    `clock_known` nobody has answered."""

    def __init__(self, lines: Lines, proxy: Proxy | None = None) -> None:
        self.lines = lines
        self.proxy = proxy
        self.clock_offset, self.clock_known = timedelta(0), False
        self._client: httpx.Client | None = None

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        limit: int = ANSWER_LIMIT,
    ) -> Answer:
        """One request whose repetition harms nobody. Raises Unreachable, AuthExpired (proxy) or Surprise."""
        host = urlsplit(url).hostname or ""
        self.lines.allow(host, self.proxy)
        if self._client is None:
            self._client = new_client(self.lines, self.proxy, keep=2)
        try:
            with self._client.stream(method, url, headers=headers, content=content) as response:
                answer = read(response, self.lines, limit)
        except httpx.HTTPError as error:
            raise trouble(error) from error
        except httpx.InvalidURL as error:
            raise Surprise("invalid_url") from error
        if answer.status == 407:
            raise AuthExpired("proxy_refused")
        self._compare_clocks(host, answer)
        return answer

    def close(self) -> None:
        """Drops the line."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _compare_clocks(self, host: str, answer: Answer) -> None:
        moment = date_of(answer)
        if moment is not None:
            self.clock_offset, self.clock_known = moment - self.lines.clock.now(), True
            self.lines.hear_time(host, self.clock_offset)


def date_of(answer: Answer) -> datetime | None:
    """The server's own time."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def read(response: httpx.Response, lines: Lines, limit: int) -> Answer:
    """The whole body, unless it is too large or takes too long."""
    until = lines.clock.monotonic() + PATIENCE.total_seconds()
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > limit:
            raise Surprise("answer_too_large", status=response.status_code)
        if lines.clock.monotonic() > until:
            raise Unreachable("no_answer")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, bytes(body))


def trouble(error: httpx.HTTPError) -> Unreachable | AuthExpired:
    """What a failed exchange means for whoever only wanted to read."""
    if isinstance(error, httpx.ProxyError):
        refused = any(sign in str(error) for sign in ("407", "uthentication", "assword"))
        return AuthExpired("proxy_refused") if refused else Unreachable("proxy_failed")
    if isinstance(error, httpx.ConnectError):
        return Unreachable(mistrust(error) if "CERTIFICATE_VERIFY_FAILED" in str(error) else "no_line")
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return Unreachable("no_line")
    if isinstance(error, httpx.TimeoutException):
        return Unreachable("no_answer")
    return Unreachable("broken_answer")
