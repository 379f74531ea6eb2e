"""AliExpress's keys: what its token calls answer, and which of them must be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.connectors.aliexpress.answers import count
from app.connectors.contract import AuthExpired, Surprise
from app.connectors.manifests import term_of
from app.connectors.paging import moment, stamp
from app.connectors.reading import Fields, text
from app.domain.shops import Login
from app.domain.terms import Term
from app.net.tokens import GRANTED_AT, REFRESH_UNTIL, Granted

A_MONTH = timedelta(days=30)
"""how long a token counts as good whose end nobody named; a refusal ends it earlier"""
FAR = 4_000_000_000_000


@dataclass(frozen=True, slots=True)
class Keys:
    """What a token call gave, and to whom."""

    access: str = field(repr=False)
    until: datetime
    given: datetime
    refresh: str = field(default="", repr=False)
    """'' where this application's tokens cannot be renewed: `refresh_expires_in` is 0"""
    refresh_until: datetime | None = None
    seller: str = ""
    name: str = ""

    def secrets(self) -> dict[str, str]:
        """What a login keeps. The access token too: where it cannot be renewed, it is all there is."""
        kept = {
            "refresh_token": self.refresh,
            REFRESH_UNTIL: stamp(self.refresh_until) if self.refresh_until else "",
            GRANTED_AT: stamp(self.given),
            "access_token": self.access,
            "access_until": stamp(self.until),
            "seller_id": self.seller,
            "seller_name": self.name,
        }
        return {name: value for name, value in kept.items() if value}

    def granted(self, now: datetime) -> Granted:
        """The same for the desk that hands tokens out."""
        life = self.refresh_until - now if self.refresh_until else None
        return Granted(self.access, max(self.until - now, timedelta(0)), self.refresh, life)


def keys_of(value: Fields, now: datetime, body: bytes) -> Keys:
    """Reads the flat answer of both token calls; ends are absolute where it names them."""
    access = text(value, "access_token")
    if not access:
        raise Surprise("no_token", content=body)
    renewable = text(value, "refresh_expires_in") != "0"
    return Keys(
        access=access,
        until=_end(value, "expire_time", "expires_in", now) or now + A_MONTH,
        given=now,
        refresh=text(value, "refresh_token") if renewable else "",
        refresh_until=_end(value, "refresh_token_valid_time", "refresh_expires_in", now)
        if renewable
        else None,
        seller=text(value, "seller_id") or text(value, "user_id") or text(value, "account_id"),
        name=text(value, "user_nick") or text(value, "account"),
    )


def kept(secrets: Mapping[str, str], now: datetime) -> Granted:
    """The access token that was kept at sign-in, for applications whose tokens cannot be renewed."""
    until = moment(secrets.get("access_until"))
    if not secrets.get("access_token") or until is None or until <= now:
        raise AuthExpired("sign_in_again")
    return Granted(secrets["access_token"], until - now)


def good_until(login: Login, secrets: Mapping[str, str]) -> Term | None:
    """When a person must sign in again: with the refresh token's end, or the access token's where there is none."""
    return term_of(secrets, REFRESH_UNTIL if secrets.get("refresh_token") else "access_until")


def _end(value: Fields, absolute: str, relative: str, now: datetime) -> datetime | None:
    stated = count(value, absolute)
    if 0 < stated < FAR:
        return datetime.fromtimestamp(stated / 1000, UTC)
    seconds = count(value, relative)
    return now + timedelta(seconds=seconds) if 0 < seconds < 10**9 else None
