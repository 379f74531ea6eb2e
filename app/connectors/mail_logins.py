"""A mailbox login's settings and secrets, read into what the mail doors need. Shared by every channel that
mails."""

from collections.abc import Mapping

from app.connectors.contract import AuthExpired, Rejected
from app.connectors.mail_letters import Route
from app.connectors.manifests import Tools
from app.domain.shops import Login, Proxy, Shop
from app.net.http import HttpLine
from app.net.mail_imap import MailLogin
from app.net.oauth import ask_token
from app.net.tokens import Granted


def proxy_of(login: Login, tools: Tools) -> Proxy | None:
    """The login's proxy with its password."""
    proxy = login.proxy
    if proxy is None or proxy.password or not proxy.username:
        return proxy
    password = tools.tokens.secrets(login).get("proxy_password", "")
    return Proxy(proxy.kind, proxy.host, proxy.port, proxy.username, password)


def mail_login(login: Login, tools: Tools, kind: str) -> MailLogin:
    """How to open one half of a mailbox; `kind` is `imap` or `smtp`. Renews a token where the mailbox wants
    one."""
    settings = login.settings
    host = settings.get(f"{kind}_host", "").strip()
    try:
        port = int(settings.get(f"{kind}_port", "993" if kind == "imap" else "465"))
    except ValueError:
        raise Rejected("bad_port", step=kind) from None
    if not host or not 0 < port < 65536:
        raise Rejected("bad_port" if host else "host_missing", step=kind)
    user = settings.get("username") or settings.get("address", "")
    oauth = settings.get("auth") == "xoauth2"
    return MailLogin(
        host=host,
        port=port,
        security=settings.get(f"{kind}_security", "tls"),
        username=user,
        password="" if oauth else tools.tokens.secrets(login).get("password", ""),
        token=access_token(login, tools) if oauth else "",
        proxy=proxy_of(login, tools),
    )


def access_token(login: Login, tools: Tools) -> str:
    """A token for XOAUTH2, through the login's own proxy."""

    def renew(secrets: Mapping[str, str]) -> Granted:
        if not secrets.get("refresh_token"):
            raise AuthExpired("sign_in_again")
        form = {
            "grant_type": "refresh_token",
            "client_id": login.settings.get("client_id", ""),
            "refresh_token": secrets["refresh_token"],
        }
        if secrets.get("client_secret"):
            form["client_secret"] = secrets["client_secret"]
        line = HttpLine(tools.lines, proxy_of(login, tools))
        try:
            return ask_token(line, login.settings.get("token_url", ""), form)
        finally:
            line.close()

    return tools.tokens.token(login, renew, purpose="mail")


def route_of(login: Login, shop: Shop | None, tools: Tools) -> Route:
    """The mailbox as a way out; a shop may send under an address of its own."""
    own = shop.settings if shop is not None else {}
    address = own.get("address") or login.settings.get("address", "")
    return Route(
        sender=address.strip().lower(),
        sender_name=own.get("sender_name", login.settings.get("sender_name", "")),
        smtp=lambda: mail_login(login, tools, "smtp"),
        imap=(lambda: mail_login(login, tools, "imap")) if login.settings.get("imap_host") else None,
        server_files_copies=login.settings.get("files_copies", "no") == "yes",
        folders=("INBOX", *filter(None, login.settings.get("folders", "").split("\n"))),
        marks_read=login.settings.get("marks_read", "no") == "yes",
    )
