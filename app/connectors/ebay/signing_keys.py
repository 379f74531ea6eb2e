"""The key that signs: made by eBay once, shown once, kept sealed like a password, renewed before it ends."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.signatures import SigningKey, opened
from app.connectors.manifests import Tools
from app.connectors.paging import moment
from app.connectors.reading import Fields, text, whole
from app.domain.shops import Login
from app.domain.values import EPOCH
from app.net.tokens import Granted

JWE, PRIVATE, UNTIL = "signing_jwe", "signing_key", "signing_until"
IN_GOOD_TIME = timedelta(days=30)
LIFE = timedelta(days=3 * 365)
"""where eBay does not say how long a key lives"""


class KeyRing:
    """The signing key of one login. A key belongs to the application; each login has one of its own, as it has its own
    consent: whoever loses one login loses one key."""

    def __init__(self, api: EbayApi, login: Login, tools: Tools) -> None:
        self._api, self._login, self._tools = api, login, tools

    def key(self) -> SigningKey:
        """The key, made at its first use. Raises the contract's errors: without a key nothing is posted."""
        known = self._tools.tokens.secrets(self._login)
        return self._known(known) or self._made()

    def forget(self) -> None:
        """eBay does not take this key: the next call makes another."""
        self._keep({JWE: "", PRIVATE: "", UNTIL: ""})

    def _known(self, secrets: Mapping[str, str]) -> SigningKey | None:
        until = moment(secrets.get(UNTIL))
        if not secrets.get(JWE) or not secrets.get(PRIVATE) or until is None:
            return None
        if self._tools.clock.now() > until - IN_GOOD_TIME:
            return None
        return SigningKey(secrets[JWE], secrets[PRIVATE])

    def _made(self) -> SigningKey:
        """Asks eBay for a key, proves that it signs, and keeps it before it is used: it is shown only now."""
        body = json.dumps({"signingKeyCipher": "ED25519"}).encode()
        value = self._api.call("POST", self._api.hosts.keys, app=True, content=body)
        key = SigningKey(text(value, "jwe"), text(value, "privateKey"))
        opened(key.private)
        self._keep({JWE: key.jwe, PRIVATE: key.private, UNTIL: self._until(value).isoformat()})
        return key

    def _until(self, value: Fields) -> datetime:
        """When the key ends."""
        end = whole(value, "expirationTime")
        return EPOCH + timedelta(seconds=end) if 0 < end < 10**11 else self._tools.clock.now() + LIFE

    def _keep(self, secrets: Mapping[str, str]) -> None:
        self._tools.tokens.keep(self._login, Granted("", timedelta(0), beside=secrets))
