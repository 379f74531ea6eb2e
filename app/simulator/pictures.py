"""Draws the pictures of the practice goods: flat shapes on a soft ground, the same bytes every time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import cache

Shape = Callable[[float, float], float]
"""How much lighter or darker a point of the thing is; NaN-free, 0 outside, else a factor around 1."""


def _box(x: float, y: float, left: float, top: float, right: float, bottom: float, r: float = 0.0) -> bool:
    """Inside a rectangle with rounded corners?"""
    if not (left <= x <= right and top <= y <= bottom):
        return False
    dx = max(left + r - x, x - (right - r), 0.0)
    dy = max(top + r - y, y - (bottom - r), 0.0)
    return dx * dx + dy * dy <= r * r or r == 0.0


def _round(x: float, y: float, cx: float, cy: float, rx: float, ry: float) -> bool:
    """Inside an ellipse?"""
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1.0


def _bottle(x: float, y: float) -> float:
    if _box(x, y, 0.42, 0.10, 0.58, 0.20, 0.02):
        return 0.55
    if _box(x, y, 0.36, 0.22, 0.64, 0.90, 0.06):
        return 1.25 if 0.41 < x < 0.45 else 1.0
    return 0.0


def _lamp(x: float, y: float) -> float:
    if _box(x, y, 0.30, 0.84, 0.70, 0.90, 0.03):
        return 0.8
    if abs((y - 0.84) + (x - 0.5) * 2.2) < 0.05 and 0.28 < y < 0.84:
        return 0.9
    if _round(x, y, 0.72, 0.26, 0.17, 0.10) and y < 0.28:
        return 1.15
    return 2.6 if _round(x, y, 0.72, 0.29, 0.10, 0.03) else 0.0


def _rack(x: float, y: float) -> float:
    if any(_box(x, y, 0.14, top, 0.86, top + 0.05) for top in (0.22, 0.50, 0.78)):
        return 1.0
    posts = (0.16, 0.79)
    return 0.75 if any(_box(x, y, left, 0.14, left + 0.05, 0.92) for left in posts) else 0.0


def _kettle(x: float, y: float) -> float:
    if _round(x, y, 0.46, 0.60, 0.27, 0.28):
        return 1.15 if x < 0.34 else 1.0
    if _box(x, y, 0.36, 0.27, 0.56, 0.33, 0.02):
        return 0.6
    handle = _round(x, y, 0.74, 0.52, 0.14, 0.20) and not _round(x, y, 0.74, 0.52, 0.09, 0.15)
    return 0.55 if handle else 0.0


def _mug(x: float, y: float) -> float:
    if _box(x, y, 0.22, 0.28, 0.64, 0.82, 0.06):
        return 1.2 if y < 0.34 else 1.0
    ring = _round(x, y, 0.66, 0.52, 0.17, 0.17) and not _round(x, y, 0.66, 0.52, 0.11, 0.11)
    return 0.85 if ring else 0.0


def _basket(x: float, y: float) -> float:
    if not (_box(x, y, 0.18, 0.34, 0.82, 0.86, 0.12)):
        return 0.0
    return 1.15 if (int(x * 18) + int(y * 18)) % 2 else 0.9


def _cushion(x: float, y: float) -> float:
    if not _box(x, y, 0.16, 0.18, 0.84, 0.86, 0.10):
        return 0.0
    return 0.9 if abs(x - y + 0.02) < 0.012 or abs(x + y - 1.02) < 0.012 else 1.0


def _speaker(x: float, y: float) -> float:
    if _round(x, y, 0.5, 0.62, 0.15, 0.15):
        return 2.2 if _round(x, y, 0.5, 0.62, 0.06, 0.06) else 1.7
    if _round(x, y, 0.5, 0.32, 0.08, 0.08):
        return 1.9
    return 1.0 if _box(x, y, 0.26, 0.14, 0.74, 0.88, 0.08) else 0.0


def _pot(x: float, y: float) -> float:
    if _box(x, y, 0.26, 0.44, 0.74, 0.52, 0.02):
        return 1.15
    if 0.52 <= y <= 0.84 and abs(x - 0.5) <= 0.22 - (y - 0.52) * 0.22:
        return 1.0
    return 0.85 if _box(x, y, 0.28, 0.85, 0.72, 0.90, 0.02) else 0.0


SHAPES: dict[str, Shape] = {
    "bottle": _bottle,
    "lamp": _lamp,
    "rack": _rack,
    "kettle": _kettle,
    "mug": _mug,
    "basket": _basket,
    "cushion": _cushion,
    "speaker": _speaker,
    "pot": _pot,
}


def _zigzag(y: float) -> float:
    """Where a crack runs at a height."""
    return 0.47 + 0.06 * (abs((y * 9) % 2 - 1) * 2 - 1) + 0.04 * (abs((y * 23) % 2 - 1) * 2 - 1)


def _shade(colour: tuple[int, int, int], factor: float) -> bytes:
    return bytes(min(255, int(part * factor)) for part in colour)


def _ground(y: float) -> bytes:
    level = 246 - int(14 * y)
    return bytes((level, level, min(255, level + 3)))


@cache
def product_picture(shape: str, colour: str, size: int = 160, crack: bool = False) -> bytes:
    """A square PNG of a thing in a colour (six hex digits); `crack` breaks it, for complaints."""
    red, green, blue = bytes.fromhex(colour)
    draw = SHAPES[shape]
    shades: dict[float, bytes] = {}
    rows = bytearray()
    for row in range(size):
        y = (row + 0.5) / size
        shades[0.0], broken_at = _ground(y), _zigzag(y) if crack and 0.12 < y < 0.72 else -1.0
        rows.append(0)
        for column in range(size):
            x = (column + 0.5) / size
            factor = draw(x, y)
            if factor and abs(x - broken_at) < 0.011:
                factor = 0.15
            if factor not in shades:
                shades[factor] = _shade((red, green, blue), factor)
            rows += shades[factor]
    return png(size, size, bytes(rows))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG file (RGB, 8 bits) from filter-prefixed rows."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
