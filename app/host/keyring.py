"""The operating system's keyring, and only a real one: a place that keeps keys in plain files is refused."""

from typing import TYPE_CHECKING, Protocol

from app.domain.errors import Problem
from app.domain.identity import KEYRING_SERVICE

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SAFE_BACKENDS = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
"""Everything else may be plain text on a disk, whatever it calls itself."""


class KeyStore(Protocol):
    """Keeps one short secret per name. Windows limits an entry to 1,280 characters: keys only, never tokens."""

    def get(self, name: str) -> str | None:
        """The secret; None when there is none. Problem when the store is locked or absent."""
        ...

    def set(self, name: str, secret: str) -> None: ...

    def delete(self, name: str) -> None:
        """Forgets it; no complaint when there was none."""
        ...


class SystemKeyStore:
    """The keyring of the person who is signed in to this computer."""

    def __init__(self, backend: "KeyringBackend | None" = None) -> None:
        self._backend = backend

    def name(self) -> str:
        """Which keyring it is, for diagnostics."""
        return _full_name(self._safe_backend())

    def get(self, name: str) -> str | None:
        from keyring.errors import KeyringError

        try:
            return self._safe_backend().get_password(KEYRING_SERVICE, name)
        except (KeyringError, OSError) as error:
            raise Problem("keyring_locked") from error

    def set(self, name: str, secret: str) -> None:
        from keyring.errors import KeyringError

        try:
            self._safe_backend().set_password(KEYRING_SERVICE, name, secret)
        except (KeyringError, OSError) as error:
            raise Problem("keyring_locked") from error

    def delete(self, name: str) -> None:
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            self._safe_backend().delete_password(KEYRING_SERVICE, name)
        except PasswordDeleteError:
            return
        except (KeyringError, OSError) as error:
            raise Problem("keyring_locked") from error

    def _safe_backend(self) -> "KeyringBackend":
        if self._backend is None:
            import keyring

            self._backend = keyring.get_keyring()
        for candidate in [self._backend, *getattr(self._backend, "backends", [])]:
            if _full_name(candidate) in SAFE_BACKENDS:
                return candidate  # type: ignore[no-any-return]  # `backends` of a chain has no type
        raise Problem("keyring_absent")


class MemoryKeyStore:
    """Forgets everything at the end: the demo's throw-away key, and tests."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        self._secrets.pop(name, None)


def _full_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
