"""Fetches what a channel named by an address: a photo in a message, a product's picture."""

from urllib.parse import urlsplit

from app.domain.errors import Rejected, Unreachable
from app.net.http import HttpLine


def fetch_behind(line: HttpLine, url: str) -> bytes:
    """The bytes. Rejected `file_gone` where the other side has none; Unreachable where it may have them later."""
    if urlsplit(url).scheme not in ("https", "http"):
        raise Rejected("file_gone")
    answer = line.ask("GET", url)
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    if answer.status != 200:
        raise Rejected("file_gone", status=answer.status)
    if answer.looks_like_html:
        raise Unreachable("captive_portal", status=answer.status)
    return answer.body
