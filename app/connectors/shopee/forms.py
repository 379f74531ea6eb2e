"""A file on its way to Shopee: a form of one part."""

import hashlib
from collections.abc import Mapping

from app.connectors.contract import OutboundFile


def multipart(name: str, file: OutboundFile, fields: Mapping[str, str] | None = None) -> tuple[bytes, str]:
    """The form's bytes and its content type. The mark between its parts is the file's digest: nobody can have written
    it into the file."""
    mark = hashlib.sha256(file.content).hexdigest()
    ending = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}.get(file.content_type, "bin")
    body = bytearray()
    for field, value in (fields or {}).items():
        body += f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="photo.{ending}"\r\n'
    body += f"{head}Content-Type: {file.content_type}\r\n\r\n".encode() + file.content
    body += f"\r\n--{mark}--\r\n".encode()
    return bytes(body), f"multipart/form-data; boundary={mark}"
