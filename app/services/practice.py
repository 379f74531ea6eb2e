"""The practice shops: connected through the same doors as real ones, with the town's throw-away credentials."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import uuid5

from app.connectors.practice import Described
from app.domain.commands import SaveTemplate
from app.domain.errors import Problem
from app.domain.moments import IdSource
from app.domain.ports import LoginEntry, NewShop, Shops
from app.domain.team import PRACTICE_COLLEAGUE
from app.domain.values import AgentId, CommandId, ShopId, TemplateId
from app.net.http import HttpLine
from app.net.lines import Lines
from app.services.shop_doors import manifest_of
from app.services.template_files import FoundTemplate, read_templates
from app.store.agents import dismiss_colleague
from app.store.shops import all_shops, remove_shop
from app.store.templates import find_template, remove_template
from app.store.unit_of_work import Work

BACKFILL_DAYS = 90
CHANNEL = {"mail": "email"}
"""what the town calls a channel, where we call it otherwise"""


def connect_practice(shops: Shops, town: Described, colleague_joins: Callable[[], None]) -> Sequence[ShopId]:
    """Connects every shop of the town; those that live by mail before a colleague joins, who shares the others. The
    sites of one seller share their logins, as they do in life."""
    mine = [shop for shop in town["shops"] if shop["mailbox"]]
    others = [shop for shop in town["shops"] if not shop["mailbox"]]
    connected = _connect(shops, town, mine)
    colleague_joins()
    return connected + _connect(shops, town, others)


TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "practice_templates.json"


def practice_templates(agent: AgentId, ids: IdSource) -> Iterator[SaveTemplate]:
    """A few replies to practise with; a real profile begins without any."""
    for found in read_templates(TEMPLATES):
        yield SaveTemplate(
            id=CommandId(ids.new()), agent=agent, template=_id_of(found), title=found.title, body=found.body,
            language=found.language, channel=found.channel, category=found.category,
        )  # fmt: skip


def _id_of(found: FoundTemplate) -> TemplateId:
    """The same in every run, so that a practice template is known again when practice is over."""
    return TemplateId(uuid5(PRACTICE_COLLEAGUE, f"{found.language} {found.channel} {found.title}"))


def release_news(lines: Lines, town: Described) -> None:
    """Lets the town deliver what waits for an answer, now that history is in: it arrives as news, clocks and all."""
    line = HttpLine(lines, None)
    try:
        line.ask(
            "POST", f"{town['oracle']}/release", headers={"content-type": "application/json"}, content=b"{}"
        )
    finally:
        line.close()


def connect_one(shops: Shops, town: Described, channel: str, title: str) -> ShopId:
    """Connects the first practice shop of a channel. Raises Problem `no_practice_shop` where there is none."""
    named = (shop for shop in town["shops"] if _channel(shop) == channel)
    wanted = next(named, None)
    if wanted is None:
        raise Problem("no_practice_shop")
    return _connect(shops, town, [{**wanted, "title": title}])[0]


def take_practice_away(work: Work) -> None:
    """Practice stays no longer than the town it stands in: shops, the colleague, and templates nobody made his own."""
    for shop in all_shops(work):
        if shop.practice:
            remove_shop(work, shop.id, with_data=True)
    dismiss_colleague(work)
    for found in read_templates(TEMPLATES):
        kept = find_template(work, _id_of(found))
        if kept is not None and (kept["title"], kept["body"]) == (found.title, found.body):
            remove_template(work, _id_of(found))


def _channel(shop: Described) -> str:
    named = str(shop["channel"])
    return CHANNEL.get(named, named)


def _connect(shops: Shops, town: Described, wanted: Sequence[Described]) -> list[ShopId]:
    """Shops behind the same doors are connected together."""
    sellers: dict[tuple[str, ...], list[NewShop]] = {}
    doors: dict[tuple[str, ...], tuple[str, tuple[LoginEntry, ...]]] = {}
    for shop in wanted:
        channel = _channel(shop)
        found = manifest_of(channel).practice(town, shop)
        behind = tuple(door.opens for door in found.doors)
        doors.setdefault(behind, (channel, tuple(door.entry for door in found.doors)))
        sellers.setdefault(behind, []).append(
            NewShop(shop["title"], found.site, practice=True, country=found.country)
        )
    return [
        shop
        for behind, (channel, entries) in doors.items()
        for shop in shops.connect(channel, tuple(sellers[behind]), entries, BACKFILL_DAYS)
    ]
