"""Files beside the database, sealed: raw mails for 90 days, attachments, and what could not be read, kept for good.

A key says where a file lies: `raw/2026-03-02/<name>`, `files/ab/<name>`, `quarantine/ab/<name>`. The name is a keyed
hash of the content, so equal content is stored once and the disk does not tell what it is. A file is a salt followed
by sealed chunks; chunks cannot be changed, swapped, cut off or moved to another file unnoticed.

The raw mails of one page lie behind one another in one file, each sealed by itself, and their keys end in
`@<offset>+<length>`: the disk is waited for once, where fifty files would make it wait fifty times.
"""

import errno
import hashlib
import hmac
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Bug, Problem
from app.domain.moments import Clock, IdSource
from app.host.durable import sync_folder, write_durably, write_whole
from app.host.vault import derive

MAGIC = b"QSB1"
CHUNK = 1 << 20
AT_ONCE = 8
"""files written side by side: the disk makes many durable as fast as one"""
TAG = 16
SALT = 16
RAW_KEPT = timedelta(days=90)
KEY = re.compile(
    r"(?P<file>raw/\d{4}-\d\d-\d\d/[0-9a-f]{64}|(files|quarantine)/[0-9a-f]{2}/[0-9a-f]{64})"
    r"(@(?P<offset>\d{1,12})\+(?P<length>\d{1,12}))?"
)


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
        """The same for many at once: raw mails in one file, others side by side with one wait for each folder."""
        try:
            if shelf is Shelf.RAW and len(contents) > 1:
                return self._bundle(contents)
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

    def _bundle(self, contents: Sequence[bytes]) -> list[str]:
        """One file for all of them; the same page twice on one day is the same file."""
        with ThreadPoolExecutor(AT_ONCE) as hands:
            packed = list(hands.map(_packed, contents))
            ends = list(accumulate(_sealed_length(len(one)) for one in packed))
            file = self._bundle_name(contents, ends[-1])
            keys = [f"{file}@{begin}+{end - begin}" for begin, end in pairwise([0, *ends])]
            path = self._folder / file
            if not path.exists():
                write_durably(path, b"".join(hands.map(self._sealed, keys, packed)))
        return keys

    def _bundle_name(self, contents: Sequence[bytes], size: int) -> str:
        """A name that follows from the contents and from how large they are packed."""
        told = b"".join(hashlib.sha256(one).digest() for one in contents) + size.to_bytes(8, "big")
        name = hmac.new(self._naming, told, hashlib.sha256).hexdigest()
        return f"{Shelf.RAW}/{self._clock.now().date().isoformat()}/{name}"

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
            sealed = self._read(key)
        except FileNotFoundError as error:
            raise Problem("blob_gone") from error
        if sealed and not sealed.strip(b"\0"):
            raise Problem("blob_gone")
        try:
            return zlib.decompress(self._opened(key, sealed))
        except (InvalidTag, ValueError, zlib.error) as error:
            raise Problem("blob_damaged") from error

    def _read(self, key: str) -> bytes:
        """A whole file, or a mail's part of one."""
        part = _parts(key)
        with (self._folder / part["file"]).open("rb") as file:
            file.seek(int(part["offset"] or 0))
            return file.read(int(part["length"]) if part["length"] else -1)

    def has(self, key: str) -> bool:
        """Whether the bytes are still kept."""
        part = KEY.fullmatch(key)
        if part is None or not self._path(key).exists():
            return False
        return not part["length"] or self._read(key).startswith(MAGIC)

    def delete(self, key: str) -> None:
        """Forgets one file, or a mail's part of one; no complaint when it is gone."""
        part, path = _parts(key), self._path(key)
        if not part["length"]:
            path.unlink(missing_ok=True)
        elif path.exists():
            with path.open("r+b") as file:
                file.seek(int(part["offset"]))
                file.write(bytes(int(part["length"])))
                file.flush()
                os.fsync(file.fileno())

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
        return self._folder / _parts(key)["file"]

    def _write(self, path: Path, key: str, content: bytes) -> None:
        write_whole(path, self._sealed(key, _packed(content)))

    def _sealed(self, key: str, packed: bytes) -> bytes:
        salt = self._ids.token(SALT)
        cipher = self._cipher(salt)
        count = max(-(-len(packed) // CHUNK), 1)
        chunks = [
            cipher.encrypt(_nonce(i), packed[i * CHUNK : (i + 1) * CHUNK], _place(key, i, i == count - 1))
            for i in range(count)
        ]
        return MAGIC + salt + b"".join(chunks)

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


def _parts(key: str) -> dict[str, str]:
    """The file of a key and, of a bundle, where in it. Raises Bug `blob_key` for anything else."""
    found = KEY.fullmatch(key)
    if found is None:
        raise Bug("blob_key")
    return {name: value or "" for name, value in found.groupdict().items()}


def _packed(content: bytes) -> bytes:
    return zlib.compress(content, 6)


def _sealed_length(packed: int) -> int:
    return len(MAGIC) + SALT + packed + TAG * max(-(-packed // CHUNK), 1)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _place(key: str, number: int, last: bool) -> bytes:
    return f"{key}|{number}|{last}".encode()
