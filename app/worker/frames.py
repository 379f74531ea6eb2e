"""How program and worker talk: frames of a small JSON head and byte strings, with their lengths in front.

    u32 length of the rest | u32 length of the head | head (JSON) | blob | blob | …

Nothing executable ever travels from the worker to the program: no pickle, only JSON and bytes.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

MAX_FRAME = 512 * 1024 * 1024

Json = dict[str, object]

_LENGTHS = struct.Struct(">II")


class BrokenFrame(Exception):
    """What came is no frame: the other side died while writing, or is not our worker."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    head: Json
    blobs: tuple[bytes, ...] = ()


def pack(head: Json, blobs: Sequence[bytes] = ()) -> bytes:
    """The bytes of one frame."""
    full = {**head, "blobs": [len(blob) for blob in blobs]}
    text = json.dumps(full, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    rest = 4 + len(text) + sum(map(len, blobs))
    return b"".join((_LENGTHS.pack(rest, len(text)), text, *blobs))


def read(stream: BinaryIO) -> Frame | None:
    """The next frame; None where the stream ends between two frames."""
    start = stream.read(_LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise BrokenFrame
    rest, head_length = _LENGTHS.unpack(start)
    if not 4 + head_length <= rest <= MAX_FRAME:
        raise BrokenFrame
    data = stream.read(rest - 4)
    if len(data) < rest - 4:
        raise BrokenFrame
    return _unpacked(data, head_length)


def _unpacked(data: bytes, head_length: int) -> Frame:
    try:
        head = json.loads(data[:head_length])
        lengths = head.pop("blobs")
        if any(length < 0 for length in lengths) or sum(lengths) != len(data) - head_length:
            raise BrokenFrame
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenFrame from error
    blobs: list[bytes] = []
    at = head_length
    for length in lengths:
        blobs.append(data[at : at + length])
        at += length
    return Frame(head, tuple(blobs))
