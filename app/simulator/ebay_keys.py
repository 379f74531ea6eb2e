"""Key Management API v1 (developer_key_management_v1) and the signatures that its keys make (RFC 9421, RFC 9530)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.simulator.wire import Json, Request

THREE_YEARS = timedelta(days=3 * 365)
WINDOW = timedelta(minutes=5)
"""how far a signature's time may be from the platform's"""
DOMICILED = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
"""where sellers must sign"""
_INPUT = re.compile(r'sig1=(\(("[a-z@-]+"(?: "[a-z@-]+")*)\);created=(\d+))')
NEEDED = {"x-ebay-signature-key", "@method", "@path", "@authority"}


@dataclass(frozen=True, slots=True)
class Key:
    """A pair; the private half is given out once and not kept."""

    id: str
    client: str
    jwe: str
    public: Ed25519PublicKey
    made: datetime

    def described(self, private: str = "") -> dict[str, Json]:
        """SigningKey."""
        raw = self.public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        until = self.made + THREE_YEARS
        return {
            "signingKeyId": self.id,
            "signingKeyCipher": "ED25519",
            "publicKey": base64.b64encode(raw).decode(),
            "jwe": self.jwe,
            "creationTime": int(self.made.timestamp()),
            "expirationTime": int(until.timestamp()),
            **({"privateKey": private} if private else {}),
        }


@dataclass(slots=True)
class KeyBook:
    """All keys that were given out; they outlive a world."""

    rng: Random
    by_jwe: dict[str, Key] = field(default_factory=dict)

    def make(self, client: str, now: datetime) -> dict[str, Json]:
        """A new pair, and its private half for this once."""
        private = Ed25519PrivateKey.from_private_bytes(self.rng.randbytes(32))
        parts = [
            base64.urlsafe_b64encode(self.rng.randbytes(size)).decode().rstrip("=") for size in (96, 32, 12)
        ]
        key = Key(self.rng.randbytes(16).hex(), client, "eyJ" + ".".join(parts), private.public_key(), now)
        self.by_jwe[key.jwe] = key
        raw = private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return key.described(base64.b64encode(raw).decode())

    def of(self, client: str) -> list[Key]:
        """One application's keys."""
        return [key for key in self.by_jwe.values() if key.client == client]

    def take_back(self) -> int:
        """No key is known any more; how many there were."""
        count = len(self.by_jwe)
        self.by_jwe.clear()
        return count

    def objection(
        self, request: Request, paths: tuple[str, ...], client: str, now: datetime
    ) -> tuple[int, str]:
        """What is wrong with a request's signature, as an error's number and sentence; (0, '') where nothing is."""
        key = self.by_jwe.get(request.header("x-ebay-signature-key"))
        if key is None or key.client != client or now > key.made + THREE_YEARS:
            return 215001, "Missing or unknown x-ebay-signature-key header"
        found = _INPUT.fullmatch(request.header("signature-input"))
        if found is None:
            return 215002, "Missing or malformed Signature-Input header"
        names = json.loads("[" + found[2].replace(" ", ",") + "]")
        if not NEEDED <= set(names) or (request.body and "content-digest" not in names):
            return 215104, "A required component is not signed"
        if abs(now.timestamp() - int(found[3])) > WINDOW.total_seconds():
            return 215113, "Invalid timestamp in signature parameters"
        if request.body and request.header("content-digest") != digest(request.body):
            return 215118, "Content digest does not match the payload"
        if any(verified(key, request, path, names, found[1]) for path in paths):
            return 0, ""
        return 215120, "Signature validation failed"


def digest(body: bytes) -> str:
    """A body's digest as RFC 9530 writes it."""
    return "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode("ascii") + ":"


def verified(key: Key, request: Request, path: str, names: list[str], parameters: str) -> bool:
    """Whether the signature is this key's, over what the request really is."""
    real = {"@method": request.method, "@path": path, "@authority": request.header("host").lower()}
    base = "".join(f'"{name}": {real.get(name, request.header(name))}\n' for name in names)
    base += f'"@signature-params": {parameters}'
    raw = request.header("signature").removeprefix("sig1=:").removesuffix(":")
    try:
        key.public.verify(base64.b64decode(raw, validate=True), base.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
