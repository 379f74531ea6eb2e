"""Pictures in a message: eBay takes addresses only, so a picture is first laid up at eBay's own picture service.

A message may point at documents as well, but only at a public address, and a shop's desk has none.
"""

from collections.abc import Sequence

from app.connectors.contract import OutboundFile, Rejected
from app.connectors.ebay.api import EbayApi
from app.connectors.file_forms import multipart
from app.connectors.limits import Pace
from app.connectors.manifests import FileLimits
from app.connectors.reading import Fields, text
from app.domain.errors import AuthExpired

EACH = 12 * 1024 * 1024
FILES = FileLimits(
    5,
    EACH,
    5 * EACH,
    tuple(f"image/{kind}" for kind in ("jpeg", "png", "gif", "webp", "bmp", "tiff", "heic", "avif")),
)
UPLOADS = "uploads"
PACES = {UPLOADS: Pace(10.0, 50)}
"""50 uploads in 5 seconds for each seller"""


def objection(files: Sequence[OutboundFile]) -> str:
    """Why these files cannot leave; '' where they can."""
    if len(files) > FILES.count:
        return "too_many_files"
    if any(file.content_type not in FILES.types for file in files):
        return "ebay_pictures_only"
    if any(not 0 < len(file.content) <= FILES.each_bytes for file in files):
        return "ebay_picture_refused"
    return ""


def laid_up(api: EbayApi, file: OutboundFile) -> str:
    """The address of a picture at eBay's picture service. Nobody sees it before a message names it, so laying it up
    once more harms nobody. Raises Rejected where eBay does not take it."""
    content, kind = multipart("image", file)
    try:
        value = api.call("POST", api.hosts.pictures, content=content, kind=kind)
    except AuthExpired as error:
        if error.key == "ebay_scope_missing":
            raise Rejected("ebay_no_picture_scope") from error
        raise
    except Rejected as error:
        raise Rejected("ebay_picture_refused", **error.values) from error
    url = text(value, "imageUrl")
    if not url:
        raise Rejected("ebay_picture_refused")
    return url


def media_of(file: OutboundFile, url: str) -> Fields:
    """How a message points at a picture."""
    return {"mediaName": file.name, "mediaType": "IMAGE", "mediaUrl": url}
