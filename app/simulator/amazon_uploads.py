"""Uploads API 2020-11-01: a place for a file that a message will carry (uploads_2020-11-01.json)."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.simulator.amazon_documents import Documents
from app.simulator.amazon_search import error
from app.simulator.wire import Json, Request, Response, answer

LIVES = timedelta(minutes=15)


def destination(documents: Documents, owner: str, request: Request, resource: str, now: datetime) -> Response:
    """POST /uploads/2020-11-01/uploadDestinations/{resource}."""
    if len(request.listed("marketplaceIds")) != 1:
        return error("InvalidInput", "Exactly one marketplaceIds value is required.", 400)
    digest = request.one("contentMD5") or ""
    if not digest:
        return error("InvalidInput", "'contentMD5' is required.", 400)
    kind = request.one("contentType") or "application/octet-stream"
    made = documents.place(owner, f"/{resource}", kind, now, LIVES, digest)
    payload: dict[str, Json] = {
        "uploadDestinationId": made.id,
        "url": documents.url(made),
        "headers": {"Content-MD5": digest, "x-amz-server-side-encryption": "aws:kms"},
    }
    return answer({"payload": payload}, 201)
