"""Files beside the database, sealed: raw mails for 90 days, attachments, and what could not be read, kept for good.

A key says where a file lies: `raw/2026-03-02/<name>`, `files/ab/<name>`, `quarantine/ab/<name>`. The name is a keyed
hash of the content, so equal content is stored once and the disk does not tell what it is. A file is a salt followed
by sealed chunks; chunks cannot be changed, swapped, cut off or moved to another file unnoticed.
"""

import errno
import hashlib
import hmac
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Bug, Problem
from app.domain.moments import Clock, IdSource
from app.host.durable import sync_folder, write_whole
from app.host.vault import derive

MAGIC = b"QSB1"
CHUNK = 1 << 20
AT_ONCE = 8
"""files written side by side: the disk makes many durable as fast as one"""
TAG = 16
SALT = 16
RAW_KEPT = timedelta(days=90)
KEY = re.compile(r"(raw/\d{4}-\d\d-\d\d|(files|quarantine)/[0-9a-f]{2})/[0-9a-f]{64}")


class Shelf(StrEnum):
    """How long something is kept."""

    RAW = "raw"
    """mails as they came; 90 days, then fetched again on demand"""
    FILES = "files"
    """attachments and pictures; as long as their message"""
    QUARANTINE = "quarantine"
    """what could not be read; until a person decides"""


class BlobStore:
    """All sealed files of one profile. Safe to use from several threads: a file appears whole or not at all."""

    def __init__(self, folder: Path, key: bytes, clock: Clock, ids: IdSource) -> None:
        self._folder = folder
        self._naming = derive(key, "blob names")
        self._sealing = derive(key, "blob content")
        self._clock = clock
        self._ids = ids

    def put(self, shelf: Shelf, content: bytes) -> str:
        """Stores the bytes durably and gives their key; twice costs nothing. Raises Problem `disk_full`."""
        return self.put_all(shelf, [content])[0]

    def put_all(self, shelf: Shelf, contents: Sequence[bytes]) -> list[str]:
        """The same for many at once: written side by side, and each folder made durable once, after the last."""
        try:
            with ThreadPoolExecutor(AT_ONCE) as hands:
                each = hands.map if len(contents) > 1 else map
                placed = list(each(partial(self._place_one, shelf), contents))
            for folder in {(self._folder / key).parent for key, new in placed if new}:
                sync_folder(folder)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Problem("disk_full") from error
            raise
        return [key for key, _ in placed]

    def _place_one(self, shelf: Shelf, content: bytes) -> tuple[str, bool]:
        """The key, and whether the file is new."""
        name = hmac.new(self._naming, content, hashlib.sha256).hexdigest()
        place = self._clock.now().date().isoformat() if shelf is Shelf.RAW else name[:2]
        key = f"{shelf}/{place}/{name}"
        path = self._folder / key
        if path.exists():
            return key, False
        self._write(path, key, content)
        return key, True

    def get(self, key: str) -> bytes:
        """The bytes. Problem `blob_gone` when they are no longer kept, `blob_damaged` when the disk changed them."""
        try:
            sealed = self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise Problem("blob_gone") from error
        try:
            return zlib.decompress(self._opened(key, sealed))
        except (InvalidTag, ValueError, zlib.error) as error:
            raise Problem("blob_damaged") from error

    def has(self, key: str) -> bool:
        return KEY.fullmatch(key) is not None and self._path(key).exists()

    def delete(self, key: str) -> None:
        """Forgets one file; no complaint when it is gone."""
        self._path(key).unlink(missing_ok=True)

    def prune(self, room: int) -> int:
        """Drops raw mails older than 90 days, then the oldest days until the rest fits into `room` bytes.

        Says how many days were dropped. Attachments and quarantine are never touched.
        """
        oldest_kept = self._clock.now().date() - RAW_KEPT
        days = sorted(self._raw_days())
        sizes = {day: folder_size(self._folder / Shelf.RAW / day) for day in days}
        total, dropped = sum(sizes.values()), 0
        for day in days:
            if date.fromisoformat(day) >= oldest_kept and total <= room:
                break
            shutil.rmtree(self._folder / Shelf.RAW / day)
            total -= sizes[day]
            dropped += 1
        return dropped

    def size(self) -> int:
        """Bytes on disk, all shelves."""
        return folder_size(self._folder)

    def _raw_days(self) -> Iterator[str]:
        folder = self._folder / Shelf.RAW
        yield from (entry.name for entry in folder.iterdir()) if folder.exists() else ()

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise Bug("blob_key")
        return self._folder / key

    def _write(self, path: Path, key: str, content: bytes) -> None:
        salt = self._ids.token(SALT)
        cipher = self._cipher(salt)
        packed = zlib.compress(content, 6)
        count = max(-(-len(packed) // CHUNK), 1)
        chunks = [
            cipher.encrypt(_nonce(i), packed[i * CHUNK : (i + 1) * CHUNK], _place(key, i, i == count - 1))
            for i in range(count)
        ]
        write_whole(path, MAGIC + salt + b"".join(chunks))

    def _opened(self, key: str, sealed: bytes) -> bytes:
        if sealed[: len(MAGIC)] != MAGIC:
            raise ValueError("not one of our files")
        start = len(MAGIC) + SALT
        cipher, body = self._cipher(sealed[len(MAGIC) : start]), sealed[start:]
        step = CHUNK + TAG
        count = max(-(-len(body) // step), 1)
        return b"".join(
            cipher.decrypt(_nonce(i), body[i * step : (i + 1) * step], _place(key, i, i == count - 1))
            for i in range(count)
        )

    def _cipher(self, salt: bytes) -> AESGCM:
        """A key per file, so that counting nonces are safe."""
        return AESGCM(derive(self._sealing + salt, "blob file"))


def folder_size(folder: Path) -> int:
    """Bytes of all files below; files that vanish meanwhile count as nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _place(key: str, number: int, last: bool) -> bytes:
    return f"{key}|{number}|{last}".encode()
