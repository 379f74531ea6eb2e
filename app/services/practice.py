"""The practice shops: connected through the same doors as real ones, with the town's throw-away credentials."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.commands import SaveTemplate
from app.domain.moments import IdSource
from app.domain.ports import LoginEntry, Shops
from app.domain.values import AgentId, CommandId, LoginId, ShopId, TemplateId
from app.net.http import HttpLine
from app.net.lines import Lines
from app.services.template_files import read_templates

BACKFILL_DAYS = 90
LoginsOfShop = Callable[[ShopId], Mapping[str, LoginId]]
"""asks the store for a shop's logins by role"""
CHANNEL = {"mail": "email"}
"""what the town calls a channel, where we call it otherwise"""


MINE = ("amazon", "mail")
"""shops that the practising agent answers alone; a colleague joins before the others are connected"""


def connect_practice(
    shops: Shops, town: Mapping[str, Any], known: "KnownLogins", colleague_joins: Callable[[], None]
) -> Sequence[ShopId]:
    """Connects every shop of the town. Shops of one seller share logins, as they do in life."""
    mine = [shop for shop in town["shops"] if shop["channel"] in MINE]
    others = [shop for shop in town["shops"] if shop["channel"] not in MINE]
    connected = [_connect(shops, town, shop, known) for shop in mine]
    colleague_joins()
    return connected + [_connect(shops, town, shop, known) for shop in others]


class KnownLogins:
    """Which logins were made already, by what they open. `of_shop` is asked of the store after each connection."""

    def __init__(self, of_shop: LoginsOfShop) -> None:
        self._of_shop = of_shop
        self._by_door: dict[str, LoginId] = {}

    def use(self, door: str, entry: LoginEntry) -> LoginEntry:
        """The entry, or the existing login behind the same door."""
        found = self._by_door.get(door)
        return replace(entry, existing=found) if found else entry

    def learn(self, shop: ShopId, doors: Mapping[str, str]) -> None:
        """Remembers the logins that a new shop uses."""
        for role, login in self._of_shop(shop).items():
            self._by_door.setdefault(doors[role], login)


TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "practice_templates.json"


def practice_templates(agent: AgentId, ids: IdSource) -> Iterator[SaveTemplate]:
    """A few replies to practise with; a real profile begins without any."""
    for found in read_templates(TEMPLATES):
        yield SaveTemplate(
            id=CommandId(ids.new()), agent=agent, template=TemplateId(ids.new()), title=found.title, body=found.body,
            language=found.language, channel=found.channel, category=found.category,
        )  # fmt: skip


def release_news(lines: Lines, town: Mapping[str, Any]) -> None:
    """Lets the town deliver what waits for an answer, now that history is in: it arrives as news, clocks and all."""
    line = HttpLine(lines, None)
    try:
        line.ask(
            "POST", f"{town['oracle']}/release", headers={"content-type": "application/json"}, content=b"{}"
        )
    finally:
        line.close()


def _connect(shops: Shops, town: Mapping[str, Any], shop: Mapping[str, Any], known: KnownLogins) -> ShopId:
    channel = CHANNEL.get(shop["channel"], shop["channel"])
    doors: dict[str, str] = {}
    entries: list[LoginEntry] = []
    if shop.get("mailbox"):
        doors["mail"] = f"mail {shop['mailbox']}"
        entries.append(known.use(doors["mail"], _mail_entry(town["mailboxes"][shop["mailbox"]], shop)))
    if channel == "amazon":
        doors["api"] = f"amazon {shop['seller']}"
        entries.append(known.use(doors["api"], _amazon_entry(town["amazon"], shop)))
    elif channel == "ebay":
        doors["api"] = f"ebay {shop['seller']}"
        entries.append(known.use(doors["api"], _ebay_entry(town["ebay"], shop)))
    site = shop["marketplace"] if channel == "amazon" else ""
    connected = shops.connect(channel, shop["title"], tuple(entries), BACKFILL_DAYS, site)
    known.learn(connected, doors)
    return connected


def _mail_entry(box: Mapping[str, Any], shop: Mapping[str, Any]) -> LoginEntry:
    values = {
        "address": box["address"], "password": box["password"], "username": box["user"], "auth": "password",
        "sender_name": "Northshore", "files_copies": "no",
    }  # fmt: skip
    for half in ("imap", "smtp"):
        values |= {f"{half}_{name}": str(box[half][name]) for name in ("host", "port", "security")}
    return LoginEntry("mail", "email", values)


def _amazon_entry(door: Mapping[str, Any], shop: Mapping[str, Any]) -> LoginEntry:
    values = {
        "region": shop["region"], "seller_id": shop["seller"], "client_id": door["client_id"],
        "client_secret": door["client_secret"], "refresh_token": shop["refresh_token"],
        "api_url": door["endpoints"][shop["region"]], "token_url": door["token_url"],
    }  # fmt: skip
    return LoginEntry("api", "amazon", values)


def _ebay_entry(door: Mapping[str, Any], shop: Mapping[str, Any]) -> LoginEntry:
    values = {
        "client_id": door["client_id"], "client_secret": door["client_secret"], "ru_name": door["ru_name"],
        "refresh_token": shop["refresh_token"], "api_url": door["api"], "apiz_url": door["apiz"],
        "auth_url": door["authorize_url"],
    }  # fmt: skip
    return LoginEntry("api", "ebay", values)
