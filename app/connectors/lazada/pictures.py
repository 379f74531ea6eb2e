"""What Lazada takes of a picture: PNG and JPEG, a megabyte at most."""

from app.connectors.outgoing import OutboundFile
from app.connectors.picture_size import size_of

MOST_BYTES = 1024 * 1024
"""the stricter of two documented limits (error 303)"""


def objection(file: OutboundFile) -> str:
    """Why Lazada would not take a file; '' where it does."""
    if len(file.content) > MOST_BYTES:
        return "lazada_image_too_large"
    return "" if size_of(file.content) else "file_type_refused"
