"""Redraws a stranger's picture, so that only pixels reach the screen: small for the list, larger for looking at.

Size is checked before anything is unpacked: a file of a few kilobytes may claim to be a billion pixels.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from app.domain.mail import Picture

MAX_PIXELS = 50_000_000
MAX_BYTES = 40 * 1024 * 1024
THUMBNAIL_EDGE = 320
DISPLAY_EDGE = 2000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


class UnreadablePicture(Exception):
    """Not a picture we open: another format, broken, or too many pixels."""


_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What Pillow's readers are known to raise on broken files."""


def redraw(content: bytes) -> Picture:
    """The first frame, turned upright, without anything but its pixels."""
    if len(content) > MAX_BYTES:
        raise UnreadablePicture
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            return _redrawn(opened)
    except _BROKEN as error:
        raise UnreadablePicture from error


def _redrawn(opened: Image.Image) -> Picture:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise UnreadablePicture
    opened.draft("RGB", (DISPLAY_EDGE, DISPLAY_EDGE))  # JPEG only: unpacks no more than is needed
    upright = ImageOps.exif_transpose(opened)
    turned = (upright.width > upright.height) != (width > height) and width != height
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((DISPLAY_EDGE, DISPLAY_EDGE))
    display, display_type = _display(plain)
    plain.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
    return Picture(
        width=height if turned else width,
        height=width if turned else height,
        thumbnail=_encoded(plain, "PNG"),
        display=display,
        display_type=display_type,
    )


def _display(picture: Image.Image) -> tuple[bytes, str]:
    """Photos stay JPEG, because as PNG they would be ten times as large; what is see-through stays PNG."""
    if picture.mode == "RGBA":
        return _encoded(picture, "PNG"), "image/png"
    return _encoded(picture, "JPEG"), "image/jpeg"


def _encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, quality=88) if form == "JPEG" else picture.save(out, form)
    return out.getvalue()
