"""Shopee's pairs of tokens: four hours to call, thirty days to renew, and each renewal ends the pair before it.

A main account's consent gives one pair for all of its shops; from the first renewal on each shop has its own. A login
therefore keeps a pair for every shop, under names that end in its number.
"""

from collections.abc import Mapping
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

    def kept(self, shop: str, now: datetime) -> dict[str, str]:
        """What is sealed as a whole: the access token lives on over restarts."""
        whole = {
            REFRESH: self.refresh,
            ACCESS: self.access,
            ACCESS_UNTIL: (now + self.lifetime).isoformat(),
        }
        return {secret_name(name, shop): value for name, value in whole.items()}


REFRESH, ACCESS, ACCESS_UNTIL = "refresh_token", "access_token", "access_until"


def secret_name(name: str, shop: str) -> str:
    """Under which name a shop's token lies among the secrets of its login."""
    return f"{name} {shop}"


def secret_of(secrets: Mapping[str, str], name: str, shop: str) -> str:
    """A shop's own token; where none was renewed yet, the one that was entered for all."""
    return secrets.get(secret_name(name, shop)) or secrets.get(name, "")


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
