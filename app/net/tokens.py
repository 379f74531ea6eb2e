"""Access tokens: fetched once, shared by a login's lanes, renewed in good time, never written to a log.

A platform may hand out a new refresh token with every renewal and forget the old one at once. It is therefore
sealed and committed through the `TokenKeeper` before anything uses it: a crash in between must not cost the
agent a new sign-in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from app.domain.moments import Clock
from app.domain.shops import Login
from app.domain.values import LoginId

REFRESH_UNTIL, GRANTED_AT = "refresh_until", "granted_at"
"""the secrets that say how long a refresh token lives, and since when"""
THE_SAME = timedelta(hours=1)
"""an end that moved by less is the same token's, told again"""


def lasting(now: datetime, lifetime: timedelta | None) -> dict[str, str]:
    """What is kept of a refresh token's life; nothing where the platform names no end."""
    if lifetime is None:
        return {}
    return {REFRESH_UNTIL: (now + lifetime).isoformat(), GRANTED_AT: now.isoformat()}


class TokenKeeper(Protocol):
    """Keeps what a door must store before it uses it, such as a rotated token."""

    def load(self, login: Login) -> Mapping[str, str]:
        """The newest secrets of the login."""
        ...

    def store(self, login: Login, secrets: Mapping[str, str]) -> None:
        """Seals and commits before it returns; keeps the secrets it is not given."""
        ...


@dataclass(frozen=True, slots=True)
class Granted:
    """What a token endpoint gave."""

    access: str = field(repr=False)
    lifetime: timedelta
    refresh: str = field(default="", repr=False)
    """a new refresh token; '' where the old one stays good"""
    refresh_lifetime: timedelta | None = None
    beside: Mapping[str, str] = field(default_factory=dict, repr=False)
    """what else came and is worth keeping, such as the rights that the seller granted"""


Renew = Callable[[Mapping[str, str]], Granted]
"""Asks the platform for a new access token with the login's newest secrets."""


@dataclass(slots=True)
class _Held:
    lock: Lock = field(default_factory=Lock)
    access: str = field(default="", repr=False)
    good_until: datetime | None = None


class TokenDesk:
    """All access tokens of this process, by login."""

    def __init__(
        self, clock: Clock, keeper: TokenKeeper, hush: Callable[[str], None] = lambda _: None
    ) -> None:
        """`hush` hears every token before it is used: the log must never show it."""
        self._clock = clock
        self._hush = hush
        self._keeper = keeper
        self._held: dict[tuple[LoginId, str], _Held] = {}
        self._lock = Lock()

    def token(self, login: Login, renew: Renew, purpose: str = "") -> str:
        """A token that is good for at least a fifth of its life; one renewal at a time for each login."""
        held = self._of(login, purpose)
        with held.lock:
            if held.access and held.good_until is not None and self._clock.now() < held.good_until:
                return held.access
            granted = renew(self._keeper.load(login))
            self._hush(granted.access)
            self.keep(login, granted)
            held.access = granted.access
            held.good_until = self._clock.now() + granted.lifetime * 0.8
            return held.access

    def keep(self, login: Login, granted: Granted) -> None:
        """Stores a rotated refresh token, and since and until when it lives, before it is used."""
        fresh: dict[str, str] = dict(granted.beside)
        if granted.refresh:
            fresh["refresh_token"] = granted.refresh
        life = lasting(self._clock.now(), granted.refresh_lifetime)
        if life and told_again(self._keeper.load(login).get(REFRESH_UNTIL, ""), life[REFRESH_UNTIL]):
            del life[GRANTED_AT]  # the token that we had lives on
        fresh |= life
        if fresh:
            self._keeper.store(login, fresh)

    def spoiled(self, login: Login, access: str, purpose: str = "") -> None:
        """The platform refused this token: the next caller renews, unless somebody already has."""
        held = self._of(login, purpose)
        with held.lock:
            if held.access == access:
                held.access = ""

    def secrets(self, login: Login) -> Mapping[str, str]:
        """The newest secrets of the login."""
        return self._keeper.load(login)

    def _of(self, login: Login, purpose: str) -> _Held:
        with self._lock:
            return self._held.setdefault((login.id, purpose), _Held())


def told_again(known: str, until: str) -> bool:
    """Whether a platform named the end that we knew, and not a later one."""
    try:
        return datetime.fromisoformat(until) - datetime.fromisoformat(known) < THE_SAME
    except (ValueError, TypeError):
        return False
