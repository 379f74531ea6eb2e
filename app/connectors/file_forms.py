"""A file on its way to a platform that takes files as forms: a form of one part, with fields beside it."""

import hashlib
from collections.abc import Mapping

from app.connectors.outgoing import OutboundFile

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def multipart(
    name: str, file: OutboundFile, fields: Mapping[str, str] | None = None, *, called: str = "photo"
) -> tuple[bytes, str]:
    """The form's bytes and its content type; the file is `called` so, not by its own name. The mark between the parts
    is the file's digest: nobody can have written it into the file."""
    mark = digest_of(file)
    ending = ENDINGS.get(file.content_type, "bin")
    body = bytearray()
    for field, value in (fields or {}).items():
        body += f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}.{ending}"\r\n'
    body += f"{head}Content-Type: {file.content_type}\r\n\r\n".encode() + file.content
    body += f"\r\n--{mark}--\r\n".encode()
    return bytes(body), f"multipart/form-data; boundary={mark}"


def digest_of(file: OutboundFile) -> str:
    """A name for the bytes of a file."""
    return hashlib.sha256(file.content).hexdigest()
