"""One attempt to send over HTTP, and what its outcome proves.

Measured with httpx 0.28.1 against servers that fail in every way: only a connection that never came to be
proves that nothing was accepted. A server that took the message and died looks exactly like one that never
read it, so everything else is `unknown` until the conversation itself shows the truth.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

import httpx

from app.domain.errors import AuthExpired, QuaysideError, Unreachable
from app.domain.outbox import Receipt
from app.domain.shops import Proxy
from app.net.http import Answer, new_client, read
from app.net.lines import Lines

Headers = Mapping[str, str]
Judge = Callable[[Answer], Receipt]
"""The connector's reading of a complete answer: it must *prove* a yes or a no, else say unknown."""

SOON = timedelta(seconds=30)
PROXY_WANTS_PASSWORD = 407
"""only a proxy says this, and it says it before it forwards anything"""
ANSWER_LIMIT = 2 * 1024 * 1024


def post_once(
    lines: Lines,
    proxy: Proxy | None,
    url: str,
    headers: Mapping[str, str],
    content: bytes,
    judge: Judge,
    method: str = "POST",
) -> Receipt:
    """Posts over a fresh connection: no redirect is followed, nothing is repeated, nothing is raised. Some platforms
    want another method even for what changes something."""
    try:
        lines.allow(urlsplit(url).hostname or "", proxy)
    except Unreachable as error:
        return Receipt.later(SOON, reason=error.key, evidence=error.key)
    try:
        with (
            new_client(lines, proxy, keep=0) as client,
            client.stream(method, url, headers=dict(headers), content=content or None) as response,
        ):
            answer = read(response, lines, ANSWER_LIMIT)
        if answer.status == PROXY_WANTS_PASSWORD:
            return Receipt.later(SOON, reason="proxy_refused", evidence="407", needs_sign_in=True)
        return judge(answer)
    except httpx.HTTPError as error:
        return verdict(error)
    except QuaysideError as error:
        # The answer came too slowly, was too large or was no JSON: whatever it meant, the request was
        # written.
        return Receipt.unknown(evidence=error.key)


def verdict(error: httpx.HTTPError) -> Receipt:
    """What a transport failure proves."""
    name = type(error).__name__
    if isinstance(error, httpx.ProxyError):
        # Raised while the way through the proxy is being made, before a byte of the message.
        return Receipt.later(SOON, reason="proxy_failed", evidence=name)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return Receipt.later(SOON, reason="no_line", evidence=name)
    return Receipt.unknown(evidence=name)


def not_started(error: QuaysideError) -> Receipt:
    """The receipt for trouble before the message was posted, such as a token that could not be renewed."""
    after = getattr(error, "retry_after", None) or SOON
    return Receipt.later(
        after, reason=error.told, evidence=error.key, needs_sign_in=isinstance(error, AuthExpired)
    )
