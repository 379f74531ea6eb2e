"""Signed calls: where money moves, eBay wants to know that the application itself asked, and nobody on the way.

An HTTP message signature (RFC 9421) over the body's digest (RFC 9530), the key's name, the method and the place, with
an Ed25519 key that eBay hands out. European and British sellers must sign; for others eBay ignores it, so every call
that may need it is signed. The libraries that were looked at write a `keyid` that eBay's form does not have, or name a
digest that a call without a body cannot carry; the signing itself is `cryptography`'s.
"""

import base64
import hashlib
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.domain.errors import Surprise

KEY, DIGEST = "x-ebay-signature-key", "content-digest"
DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of the application: its public half sealed by eBay, its private half for nobody else."""

    jwe: str = field(repr=False)
    private: str = field(repr=False)
    """PKCS 8 in base64, with or without the lines of a PEM file"""


def signed(key: SigningKey, method: str, url: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers that sign a call. `at` is eBay's time; the same bytes must be sent that were signed."""
    covered = {KEY: key.jwe, "@method": method, "@path": urlsplit(url).path, "@authority": authority(url)}
    if body:
        covered = {DIGEST: digest(body), **covered}
    names = " ".join(f'"{name}"' for name in covered)
    parameters = f"({names});created={int(at.timestamp())}"
    base = base_of(covered, parameters)
    signature = base64.b64encode(opened(key.private).sign(base.encode())).decode()
    headers = {KEY: key.jwe, "signature-input": f"sig1={parameters}", "signature": f"sig1=:{signature}:"}
    if body:
        headers[DIGEST] = covered[DIGEST]
    return headers


def base_of(covered: dict[str, str], parameters: str) -> str:
    """What is signed: each part on its line, then what was said about them."""
    lines = [f'"{name}": {value}' for name, value in covered.items()]
    return "\n".join([*lines, f'"@signature-params": {parameters}'])


def digest(body: bytes) -> str:
    """The body's digest as its header says it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def authority(url: str) -> str:
    """Host, and port where it is not the usual one."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    return host if port is None or port == DEFAULT_PORTS.get(parts.scheme) else f"{host}:{port}"


def opened(private: str) -> Ed25519PrivateKey:
    """The key ready to sign. Raises Surprise where it is none."""
    lines = [line.strip() for line in private.splitlines() if not line.startswith("-----")]
    try:
        key = load_der_private_key(base64.b64decode("".join(lines), validate=True), None)
    except (NotBase64, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Surprise("signing_key_unreadable") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Surprise("signing_key_unreadable")
    return key
