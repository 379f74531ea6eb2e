"""Pictures that TikTok keeps: laid down before they are sent, and fetched with our token where a market wants that."""

from urllib.parse import urlsplit

from app.connectors.contract import OutboundFile, Rejected, Unreachable
from app.connectors.file_forms import multipart
from app.connectors.reading import Fields, text
from app.connectors.tiktok.api import Call, TikTokApi
from app.connectors.tiktok.hosts import IMAGES, MEDIA
from app.net.http import with_query


def upload(api: TikTokApi, file: OutboundFile) -> Fields:
    """Lays a picture down; done twice it lies there twice and nobody sees it."""
    body, form = multipart("data", file, called="picture")
    found = api.ask(Call("POST", IMAGES, body=body, form=form, for_person=True))
    if not text(found, "url"):
        raise Rejected("file_refused")
    return found


def is_guarded(url: str) -> bool:
    """Whether an address is one of TikTok's own hosts: our token is shown to nobody else."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    return parts.scheme == "https" and any(host == one or host.endswith(f".{one}") for one in MEDIA)


def fetch_own(api: TikTokApi, url: str) -> bytes:
    """A picture that only the shop may see."""
    bare, _, query = url.partition("?")
    shown = with_query("", {"shop_cipher": text(api.shop(), "cipher")})[1:]
    address = f"{bare}?{query}&{shown}" if query else f"{bare}?{shown}"
    answer = api.line.ask("GET", address, headers={"x-tts-access-token": api.token()})
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    if answer.status != 200:
        raise Rejected("file_gone", status=answer.status)
    if answer.looks_like_html:
        raise Unreachable("captive_portal", status=answer.status)
    return answer.body
