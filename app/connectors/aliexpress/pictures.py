"""Putting a picture where AliExpress's chat can show it: into the shop's own picture store, by its address there."""

from dataclasses import dataclass

from app.connectors.aliexpress.answers import complaint_in, count, fields_of, holding, result_of
from app.connectors.aliexpress.api import AliExpressApi
from app.connectors.contract import OutboundFile, Rejected
from app.connectors.file_forms import ENDINGS, digest_of, multipart
from app.connectors.picture_size import size_of
from app.connectors.reading import text

UPLOAD = "aliexpress.photobank.redefining.uploadimageforsdk"
EACH_MAX = 3 * 1024 * 1024
"""remembered, 2026-11"""
TYPES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that has an address now."""

    url: str
    width: int
    height: int


def place(api: AliExpressApi, file: OutboundFile) -> Placed:
    """Uploads a picture; a second upload harms nobody. Raises the contract's errors."""
    api.take()
    name = digest_of(file)[:16]
    parameters = {"file_name": f"{name}.{ENDINGS.get(file.content_type, 'bin')}", "group_id": "0"}
    call = api.signed(UPLOAD, api.token(), parameters)
    body, form = multipart("image_bytes", file, parameters, called=name)
    headers = {"content-type": form, "accept": "application/json"}
    answer = api.line.ask("POST", call.url, headers=headers, content=body)
    value = fields_of(answer)
    complaint = complaint_in(value)
    if complaint is not None:
        raise api.error(complaint)
    stored = holding(result_of(value), "photobank_url")
    url = text(stored, "photobank_url")
    if not url:
        raise Rejected("file_refused")
    width, height = size_of(file.content) or (0, 0)
    return Placed(url, count(stored, "width") or width, count(stored, "height") or height)
