"""Passwords and tokens of logins: sealed in the database, open only in memory and only while a door needs them."""

from collections.abc import Mapping
from threading import Lock

from app.domain.shops import Login
from app.domain.values import LoginId
from app.host.vault import Vault
from app.services.writing import Writer
from app.store.shops import put_secret, sealed_secrets
from app.store.unit_of_work import Work


def seal_all(vault: Vault, login: LoginId, secrets: Mapping[str, str], version: int = 1) -> dict[str, bytes]:
    """Every secret of a login, closed for its own row."""
    return {kind: vault.seal(str(login), kind, version, secret.encode()) for kind, secret in secrets.items()}


class SealedSecrets:
    """The connectors' token keeper. Logins that are only being tried keep their secrets in memory (`try_out`)."""

    def __init__(self, vault: Vault, writer: Writer) -> None:
        self._vault = vault
        self._writer = writer
        self._trial: dict[LoginId, dict[str, str]] = {}
        self._lock = Lock()

    def try_out(self, login: LoginId, secrets: Mapping[str, str]) -> None:
        """Holds secrets of a login that is not stored yet."""
        for secret in secrets.values():
            self._vault.hush(secret)
        with self._lock:
            self._trial[login] = dict(secrets)

    def end_trial(self, login: LoginId) -> dict[str, str]:
        """The newest secrets of a tried login; they are forgotten here."""
        with self._lock:
            return self._trial.pop(login, {})

    def load(self, login: Login) -> Mapping[str, str]:
        """The newest secrets of the login."""
        with self._lock:
            trial = self._trial.get(login.id)
            if trial is not None:
                return dict(trial)
        sealed = self._writer.run(lambda work: sealed_secrets(work, login.id))
        return {
            kind: self._vault.open(str(login.id), kind, version, content).decode()
            for kind, (version, content) in sealed.items()
        }

    def store(self, login: Login, secrets: Mapping[str, str]) -> None:
        """Seals and commits before it returns; secrets that are not given stay."""
        with self._lock:
            if login.id in self._trial:
                self._trial[login.id].update(secrets)
                return
        self._writer.run(lambda work: self._replace(work, login.id, secrets))

    def _replace(self, work: Work, login: LoginId, secrets: Mapping[str, str]) -> None:
        known = sealed_secrets(work, login)
        for kind, secret in secrets.items():
            version = known[kind][0] + 1 if kind in known else 1
            put_secret(
                work, login, kind, self._vault.seal(str(login), kind, version, secret.encode()), version
            )
