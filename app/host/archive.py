"""Unpacks zip files from strangers (language packs, imports, backups), trusting no name and no number in them."""

import hashlib
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.domain.errors import Problem

BLOCK = 1 << 16
RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)})
"""Names that mean devices on Windows, with any extension."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold."""

    files: int = 5_000
    total: int = 2_000_000_000
    ratio: int = 50
    ratio_floor: int = 10_000_000
    """small archives may be as dense as they like up to this size"""


def unpack(
    archive: Path, target: Path, limits: Limits | None = None, expected: Mapping[str, str] | None = None
) -> None:
    """Unpacks into `target`, which must not exist: everything or nothing.

    `expected` maps each file to its sha256; with it the archive must hold exactly those files. Problem with the reason
    otherwise.
    """
    limits = limits or Limits()
    if target.exists():
        raise Problem("archive_target_exists")
    target.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(dir=target.parent, prefix=".unpacking-"))
    try:
        with zipfile.ZipFile(archive) as content:
            hashes = _extract(content, workplace, _allowed_bytes(archive, limits), limits)
        if expected is not None and hashes != dict(expected):
            raise Problem("archive_not_the_expected_one")
        workplace.replace(target)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Problem("archive_damaged") from error
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _allowed_bytes(archive: Path, limits: Limits) -> int:
    return min(limits.total, max(archive.stat().st_size * limits.ratio, limits.ratio_floor))


def _extract(content: zipfile.ZipFile, workplace: Path, allowed: int, limits: Limits) -> dict[str, str]:
    entries = [entry for entry in content.infolist() if not entry.is_dir()]
    if len(content.infolist()) > limits.files:
        raise Problem("archive_too_many_files")
    names = [_safe_name(entry) for entry in entries]
    folded = {unicodedata.normalize("NFC", name).casefold() for name in names}
    if len(folded) != len(names):
        raise Problem("archive_unsafe_name")
    hashes: dict[str, str] = {}
    for entry, name in zip(entries, names, strict=True):
        path = workplace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with content.open(entry) as source, path.open("xb") as sink:
            hashes[name], written = _copy(source, sink, allowed)
        allowed -= written
    return hashes


def _copy(source: IO[bytes], sink: IO[bytes], allowed: int) -> tuple[str, int]:
    """Counts what really comes out: sizes written in the archive are claims."""
    digest, written = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        written += len(block)
        if written > allowed:
            raise Problem("archive_too_large")
        digest.update(block)
        sink.write(block)
    return digest.hexdigest(), written


def _safe_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    unix_type = entry.external_attr >> 28
    parts = name.split("/")
    bad = (
        unix_type not in (0, 8)  # neither unsaid nor a plain file: a link or a device
        or "\\" in name
        or ":" in name
        or any(ord(letter) < 32 for letter in name)
        or any(part in ("", ".", "..") or part.endswith((" ", ".")) for part in parts)
        or any(part.split(".")[0].strip().casefold() in RESERVED for part in parts)
    )
    if bad:
        raise Problem("archive_unsafe_name")
    return name
