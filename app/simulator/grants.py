"""Who may call: the clients, refresh tokens and access tokens the practice platforms have given out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random


@dataclass(slots=True)
class Grant:
    """A seller's consent to one client; `owner` names the seller, `scopes` what was allowed."""

    owner: str
    client: str
    refresh: str
    scopes: frozenset[str] = frozenset()
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """A short-lived key: whose it is, until when, and what it may do. `owner` empty: the client itself."""

    token: str
    owner: str
    client: str
    until: datetime
    scopes: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    """For a restricted data token: the only paths it opens."""


@dataclass(slots=True)
class Code:
    """A one-time code from the consent page."""

    grant: Grant
    until: datetime
    redirect: str = ""


@dataclass(slots=True)
class Grants:
    """One platform's book of keys. `prefix` gives tokens their platform's look."""

    rng: Random
    life: timedelta
    access_prefix: str
    refresh_prefix: str
    clients: dict[str, str] = field(default_factory=dict)
    by_refresh: dict[str, Grant] = field(default_factory=dict)
    by_access: dict[str, Access] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)

    def secret(self, length: int = 40) -> str:
        """Letters and digits nobody can guess."""
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
        return "".join(self.rng.choice(letters) for _ in range(length))

    def register(self, prefix: str = "") -> tuple[str, str]:
        """A new client: its id and secret."""
        client, password = prefix + self.secret(28), self.secret(48)
        self.clients[client] = password
        return client, password

    def consent(self, owner: str, client: str, scopes: frozenset[str] = frozenset()) -> Grant:
        """The seller agrees: a refresh token that lives until it is revoked."""
        grant = Grant(owner, client, self.refresh_prefix + self.secret(80), scopes)
        self.by_refresh[grant.refresh] = grant
        return grant

    def code(self, grant: Grant, now: datetime, life: timedelta, redirect: str = "") -> str:
        """A code that can be exchanged once, soon."""
        value = self.access_prefix + self.secret(30)
        self.codes[value] = Code(grant, now + life, redirect)
        return value

    def spend(self, code: str, client: str, now: datetime) -> Code | None:
        """Exchanges a code; None where it is unknown, used, late or another client's."""
        found = self.codes.pop(code, None)
        if found is None or found.until < now or found.grant.client != client:
            return None
        return found

    def issue(
        self,
        owner: str,
        client: str,
        now: datetime,
        scopes: frozenset[str] = frozenset(),
        paths: tuple[str, ...] = (),
        prefix: str = "",
    ) -> Access:
        """A fresh access token; older ones stay good until their own end."""
        token = (prefix or self.access_prefix) + self.secret(120)
        access = Access(token, owner, client, now + self.life, scopes, paths)
        for old in [key for key, value in self.by_access.items() if value.until <= now]:
            del self.by_access[old]
        self.by_access[token] = access
        return access

    def refreshable(self, token: str, client: str) -> Grant | None:
        """The consent behind a refresh token, unless it was revoked."""
        grant = self.by_refresh.get(token)
        return grant if grant and not grant.revoked and grant.client == client else None

    def valid(self, token: str, now: datetime) -> Access | None:
        """The access token, while it lives."""
        access = self.by_access.get(token)
        return access if access and now < access.until else None

    def revoke(self, owner: str) -> int:
        """The seller takes the consent back: refresh and access tokens die."""
        hit = [grant for grant in self.by_refresh.values() if grant.owner == owner]
        for grant in hit:
            grant.revoked = True
        self.expire(owner)
        return len(hit)

    def expire(self, owner: str) -> int:
        """Ends a seller's access tokens early; refreshing still works."""
        dead = [token for token, access in self.by_access.items() if owner in ("", access.owner)]
        for token in dead:
            del self.by_access[token]
        return len(dead)
