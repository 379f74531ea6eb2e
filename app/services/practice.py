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
from app.services.shop_doors import manifest_of
from app.services.template_files import read_templates

BACKFILL_DAYS = 90
LoginsOfShop = Callable[[ShopId], Mapping[str, LoginId]]
"""asks the store for a shop's logins by role"""
CHANNEL = {"mail": "email"}
"""what the town calls a channel, where we call it otherwise"""


def connect_practice(
    shops: Shops, town: Mapping[str, Any], known: "KnownLogins", colleague_joins: Callable[[], None]
) -> Sequence[ShopId]:
    """Connects every shop of the town; those that live by mail before a colleague joins, who shares the others."""
    mine = [shop for shop in town["shops"] if shop["mailbox"]]
    others = [shop for shop in town["shops"] if not shop["mailbox"]]
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
    found = manifest_of(channel).practice(town, shop)
    entries = tuple(known.use(door.opens, door.entry) for door in found.doors)
    connected = shops.connect(channel, shop["title"], entries, BACKFILL_DAYS, found.site)
    known.learn(connected, {door.entry.role: door.opens for door in found.doors})
    return connected
