"""A picture pasted into a reply becomes a file in a private folder, which goes away with the program."""

from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QImage

from app.domain.errors import Problem


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def store_picture(image: QImage, now: datetime) -> Path:
    """Writes the picture as PNG; runs off the UI thread."""
    path = Path(_folder().path()) / now.astimezone().strftime("picture-%Y%m%d-%H%M%S-%f.png")
    if image.isNull() or not image.save(str(path), b"PNG"):
        raise Problem("picture_unreadable")
    return path
