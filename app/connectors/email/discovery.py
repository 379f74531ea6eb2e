"""Where a mailbox's servers may be, when its provider is not known by name: what the address's own domain publishes,
then the names most hosters use. Nobody but that domain is asked, and the address itself is not sent along.

The published form is Mozilla's autoconfiguration (`config-v1.1.xml`). SRV records (RFC 6186) are not asked for,
since their answers are not signed (NOTES.md).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from xml.etree import ElementTree

from app.connectors.manifests import Tools
from app.domain.errors import QuaysideError
from app.domain.shops import Proxy
from app.net.http import HttpLine

Fetch = Callable[[str], bytes | None]
LARGEST = 64 * 1024
AT_MOST = 8
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SECURITY = {"SSL": "tls", "STARTTLS": "starttls"}
"""plain text is never accepted"""
_PASSWORDS = frozenset({"password-cleartext", "plain", "password-encrypted", "secure"})


def candidates(values: Mapping[str, str], proxy: Proxy | None, tools: Tools) -> Iterator[dict[str, str]]:
    """Settings to try, the likeliest first; a page is fetched only when its turn comes."""
    typed = {"username": values["username"]} if values.get("username") else {}
    line = HttpLine(tools.lines, proxy)
    try:
        for found in settings_for(values.get("address", ""), lambda url: page(line, url)):
            yield found | typed
    finally:
        line.close()


def page(line: HttpLine, url: str) -> bytes | None:
    """A published page; None where there is none."""
    try:
        answer = line.ask("GET", url, limit=LARGEST)
    except QuaysideError:
        return None
    return answer.body if answer.status == 200 else None


def settings_for(address: str, fetch: Fetch) -> Iterator[dict[str, str]]:
    """Published settings first, then guesses."""
    _, at, domain = address.strip().lower().rpartition("@")
    if not at or not _HOST.fullmatch(domain):
        return
    for url in (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    ):
        published = fetch(url)
        found = read_published(published, address) if published else []
        if found:
            yield from found
            break
    for imap, smtp in ((f"imap.{domain}", f"smtp.{domain}"), (f"mail.{domain}", f"mail.{domain}")):
        for port, security in (("465", "tls"), ("587", "starttls")):
            yield _settings(("imap", imap, "993", "tls", ""), ("smtp", smtp, port, security, ""))


Server = tuple[str, str, str, str, str]
"""(kind, host, port, security, user name)"""


def read_published(content: bytes, address: str) -> list[dict[str, str]]:
    """Every pair of an encrypted IMAP and an encrypted SMTP server of an autoconfiguration file."""
    if len(content) > LARGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return []
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return []
    imap = [found for one in root.iter("incomingServer") if (found := _server(one, "imap", address))]
    smtp = [found for one in root.iter("outgoingServer") if (found := _server(one, "smtp", address))]
    return [_settings(reading, sending) for reading, sending in product(imap, smtp)][:AT_MOST]


def _server(node: ElementTree.Element, kind: str, address: str) -> Server | None:
    local, _, domain = address.strip().lower().rpartition("@")
    places = {"%EMAILADDRESS%": f"{local}@{domain}", "%EMAILLOCALPART%": local, "%EMAILDOMAIN%": domain}

    def said(name: str) -> str:
        text = (node.findtext(name) or "").strip()
        for place, value in places.items():
            text = text.replace(place, value)
        return text

    host, port = said("hostname").lower(), said("port")
    security = _SECURITY.get(said("socketType").upper(), "")
    asked = {(one.text or "").strip().lower() for one in node.iter("authentication")}
    fits = node.get("type") == kind and security and (not asked or asked & _PASSWORDS)
    if not fits or not _HOST.fullmatch(host) or not re.fullmatch(r"[1-9]\d{0,4}", port):
        return None
    return kind, host, port, security, said("username")


def _settings(*servers: Server) -> dict[str, str]:
    found = {"auth": "password"}
    for kind, host, port, security, user in servers:
        found |= {f"{kind}_host": host, f"{kind}_port": port, f"{kind}_security": security}
        if kind == "imap" and user:
            found["username"] = user
    return found
