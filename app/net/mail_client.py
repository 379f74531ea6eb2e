"""The IMAP library over a socket of ours, and its answer to a server that wants a token."""

import imaplib
import socket

from imapclient import IMAPClient


class _Imap4(imaplib.IMAP4):
    """imaplib over a socket that is already connected."""

    def __init__(self, line: socket.socket, host: str) -> None:
        self._line = line
        super().__init__(host, 0)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._line


class Client(IMAPClient):  # type: ignore[misc]  # the library ships no types
    """IMAPClient over a socket that is already connected."""

    def __init__(self, line: socket.socket, host: str) -> None:
        self._line = line
        super().__init__(host, ssl=False, use_uid=True)
        self.normalise_times = False  # else dates come naive, in this machine's zone

    def _create_IMAP4(self) -> imaplib.IMAP4:
        return _Imap4(self._line, self.host)


class Xoauth2:
    """Answers the first challenge with the token and the second, a refusal, with an empty line."""

    def __init__(self, username: str, token: str) -> None:
        self._answers = [f"user={username}\x01auth=Bearer {token}\x01\x01".encode()]

    def __call__(self, challenge: bytes) -> bytes:
        return self._answers.pop() if self._answers else b""
