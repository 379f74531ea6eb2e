"""TikTok Shop's tokens: asked for with the application's secret, and good until a moment it names itself."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.contract import AuthExpired, RateLimited, Surprise, Unreachable
from app.connectors.reading import Fields, sub, text, whole
from app.connectors.tiktok.messages import seconds
from app.net.http import Answer, HttpLine, date_of, with_query
from app.net.tokens import Granted

BUSY = 36009002
PASSING = (36009003, 36009007)
SOON = timedelta(minutes=1)
SHORTEST = timedelta(minutes=5)


def ask_for_tokens(line: HttpLine, url: str, query: Mapping[str, str]) -> Granted:
    """Asks the token host. The address holds the secret: it must never be logged."""
    answer = line.ask("GET", with_query(url, query))
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or SOON)
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    value = answer.object()
    code = whole(value, "code", -1)
    if code == BUSY:
        raise RateLimited("rate_limited", retry_after=SOON)
    if code in PASSING:
        raise Unreachable("server_trouble", code=code)
    if code > 0:
        raise AuthExpired("sign_in_again", code=code)
    return granted(sub(value, "data"), moment_of(answer, line), answer.body)


def moment_of(answer: Answer, line: HttpLine) -> datetime:
    """The platform's own time: its ends are moments, and our clock may be wrong."""
    return date_of(answer) or line.lines.clock.now()


def granted(value: Fields, now: datetime, body: bytes) -> Granted:
    """What was given, in spans of time; `…_expire_in` is a moment in spite of its name."""
    access = text(value, "access_token")
    if not access:
        raise Surprise("no_token", content=body)
    scopes = value.get("granted_scopes")
    rights = " ".join(one for one in scopes if isinstance(one, str)) if isinstance(scopes, list) else ""
    return Granted(
        access=access,
        lifetime=max(left(value, "access_token_expire_in", now) or timedelta(hours=1), SHORTEST),
        refresh=text(value, "refresh_token"),
        refresh_lifetime=left(value, "refresh_token_expire_in", now),
        beside={"granted_scopes": rights} if rights else {},
    )


def left(value: Fields, name: str, now: datetime) -> timedelta | None:
    """How long until a moment that is given in seconds since 1970."""
    moment = seconds(value, name)
    return max(moment - now, timedelta(0)) if moment is not None else None
