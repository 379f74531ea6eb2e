"""Shopee's keys: consents of single shops, tokens of four hours, and refresh tokens that are good once."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

ACCESS_LIFE, CODE_LIFE = timedelta(hours=4), timedelta(minutes=10)
REFRESH_LIFE, CONSENT_LIFE = timedelta(days=30), timedelta(days=365)
OVERLAP = timedelta(minutes=5)
"""so long the old access token lives on after a renewal"""


@dataclass(slots=True)
class Consent:
    """One shop's consent and its present refresh token."""

    shop: str
    refresh: str
    revoked: bool = False


@dataclass(slots=True)
class Keys:
    """One application's book of keys."""

    rng: Random
    partner: str = ""
    key: str = ""
    consents: dict[str, Consent] = field(default_factory=dict)
    access: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """whose, until when"""
    codes: dict[str, tuple[tuple[str, ...], str, datetime]] = field(default_factory=dict)
    """the shops, the main account ('' where a shop signed in by itself), until when"""

    def open(self) -> None:
        """Registers the application."""
        self.partner = str(self.rng.randrange(2_000_000, 2_009_999))
        self.key = self.rng.randbytes(32).hex()

    def signature(self, path: str, at: str, token: str = "", owner: str = "") -> str:
        """What a right call is signed with."""
        base = self.partner + path + at + token + owner
        return hmac.new(self.key.encode(), base.encode(), hashlib.sha256).hexdigest()

    def agree(self, shop: str) -> Consent:
        """A shop agrees, or agrees anew: earlier tokens of it end."""
        consent = Consent(shop, self.rng.randbytes(16).hex())
        self.consents[shop] = consent
        return consent

    def agree_together(self, shops: tuple[str, ...]) -> str:
        """A main account agrees for its shops: each is handed the same refresh token, and spends it by itself."""
        refresh = self.rng.randbytes(16).hex()
        for shop in shops:
            self.agree(shop).refresh = refresh
        return refresh

    def code(self, shops: tuple[str, ...], account: str, now: datetime) -> str:
        """A code that can be changed once, soon."""
        value = self.rng.randbytes(16).hex()
        self.codes[value] = (shops, account, now + CODE_LIFE)
        return value

    def issue(self, shops: tuple[str, ...], now: datetime) -> tuple[str, str]:
        """A first pair; a main account's shops begin with the same one."""
        access, refresh = self.rng.randbytes(16).hex(), self.agree_together(shops)
        self.access[access] = (" ".join(shops), now + ACCESS_LIFE)
        return access, refresh

    def renew(self, consent: Consent, now: datetime) -> str:
        """A new pair; the refresh token that was shown is spent, the old access tokens have five minutes left."""
        for token, (owner, until) in list(self.access.items()):
            if consent.shop in owner.split():
                self.access[token] = (owner, min(until, now + OVERLAP))
        access = self.rng.randbytes(16).hex()
        consent.refresh = self.rng.randbytes(16).hex()
        self.access[access] = (consent.shop, now + ACCESS_LIFE)
        return access

    def opens(self, token: str, shop: str, now: datetime) -> bool:
        """Whether an access token is good for a shop now."""
        owner, until = self.access.get(token, ("", now))
        consent = self.consents.get(shop)
        return shop in owner.split() and until > now and consent is not None and not consent.revoked

    def expire(self, owner: str) -> int:
        """Ends access tokens early; renewing still works."""
        dead = [token for token, (whose, _) in self.access.items() if owner in ("", *whose.split())]
        for token in dead:
            del self.access[token]
        return len(dead)

    def revoke(self, owner: str) -> int:
        """A shop takes back its consent."""
        hit = [consent for consent in self.consents.values() if consent.shop == owner]
        for consent in hit:
            consent.revoked = True
        self.expire(owner)
        return len(hit)
