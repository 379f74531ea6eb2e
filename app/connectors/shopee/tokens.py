"""Shopee's pairs of tokens: four hours to call, thirty days to renew, and each renewal ends the pair before it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.connectors.contract import Surprise
from app.connectors.reading import Fields, text, whole

REFRESH_LIFE = timedelta(days=30)
USUAL_LIFE = timedelta(hours=4)
ABSOLUTE = 10**8
"""`expire_in` above this is a moment, below it a length: both stand in the published samples"""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the token endpoint gave."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    lifetime: timedelta

    def kept(self, now: datetime) -> dict[str, str]:
        """What is sealed together with the new refresh token: the access token lives on over restarts."""
        return {
            "access_token": self.access,
            "access_until": (now + self.lifetime).isoformat(),
            "refresh_until": (now + REFRESH_LIFE).isoformat(),
        }


def pair_of(value: Fields, now: datetime, body: bytes) -> Pair:
    """Reads the answer of a token endpoint."""
    access, refresh = text(value, "access_token"), text(value, "refresh_token")
    if not access or not refresh:
        raise Surprise("no_token", content=body)
    return Pair(access, refresh, lifetime(whole(value, "expire_in"), now))


def lifetime(seconds: int, now: datetime) -> timedelta:
    """How long an access token lives."""
    left = seconds - int(now.timestamp()) if seconds > ABSOLUTE else seconds
    return timedelta(seconds=left) if 0 < left < ABSOLUTE else USUAL_LIFE


def as_number(value: str) -> int | str:
    """A platform number as its JSON wants it."""
    return int(value) if value.isascii() and value.isdigit() else value
