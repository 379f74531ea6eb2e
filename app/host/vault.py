"""Seals logins and tokens for the database, so that a sealed value can be opened only in the row it was made for."""

from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Bug, Problem
from app.domain.moments import IdSource

KEY_SIZE = 32
_FORMAT = b"\x01"
_NONCE = 12


def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that one never opens what another closed."""
    return HKDF(SHA256(), KEY_SIZE, salt=None, info=b"quayside/" + purpose.encode()).derive(key)


class Vault:
    """AES-256-GCM. A sealed value is: format, number of the key, nonce, ciphertext.

    `keys` maps numbers (0-255) to keys; the highest seals, all of them open. After a rotation a value is sealed again
    when it is next written (`is_stale` says which).
    """

    def __init__(
        self, keys: Mapping[int, bytes], ids: IdSource, hush: Callable[[str], None] = lambda _: None
    ) -> None:
        """`hush` hears every text that is closed or opened here: the log must never show it."""
        if not keys or any(len(key) != KEY_SIZE for key in keys.values()):
            raise Bug("vault_keys")
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self._current = max(keys)
        self._ids = ids
        self.hush = hush

    def seal(self, owner: str, kind: str, version: int, secret: bytes) -> bytes:
        """Closes `secret` for one row: owner, kind and version must be the same when it is opened."""
        self._keep_quiet(secret)
        nonce = self._ids.token(_NONCE)
        sealed = self._ciphers[self._current].encrypt(nonce, secret, _place(owner, kind, version))
        return _FORMAT + bytes([self._current]) + nonce + sealed

    def open(self, owner: str, kind: str, version: int, sealed: bytes) -> bytes:
        """Opens what `seal` closed. Problem when it belongs to another row, was changed, or has a key we lack."""
        number, nonce, body = sealed[1:2], sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :]
        cipher = self._ciphers.get(number[0]) if sealed[:1] == _FORMAT and number else None
        if cipher is None:
            raise Problem("secret_unreadable", kind=kind)
        try:
            secret = cipher.decrypt(nonce, body, _place(owner, kind, version))
        except (InvalidTag, ValueError) as error:
            raise Problem("secret_unreadable", kind=kind) from error
        self._keep_quiet(secret)
        return secret

    def _keep_quiet(self, secret: bytes) -> None:
        self.hush(secret.decode(errors="ignore"))

    def is_stale(self, sealed: bytes) -> bool:
        """Whether an older key closed it."""
        return sealed[1:2] != bytes([self._current])


def _place(owner: str, kind: str, version: int) -> bytes:
    return f"{owner}|{kind}|{version}".encode()
