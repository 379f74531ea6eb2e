"""Logins of shops: what the wizard asked for, and what changes later: one comes, or more of the past is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from app.connectors.contract import ShopIdentity
from app.domain.errors import Problem
from app.domain.ports import NewShop
from app.domain.shops import SITES
from app.domain.values import LoginId, ShopId
from app.store import shops as rows
from app.store.cursors import begin_past_anew
from app.store.unit_of_work import Work

BACKFILL_DAYS = "backfill_days"
"""the setting of shops and logins that says how many days of the past are fetched"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the wizard asked for beside the logins."""

    channel: str
    shops: tuple[tuple[ShopId, NewShop], ...]
    backfill_days: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What the logins of new shops are, and what they say of themselves."""

    logins: dict[str, LoginId]
    owner: str
    facts: dict[str, str]


def join_login(work: Work, joined: ShopId, role: str, login: LoginId, identity: ShopIdentity) -> None:
    """A shop gets a login more, and is called from now on what the platform calls it. Which sites it serves stays."""
    shop = rows.load_shop(work, joined)
    if role in shop.logins:
        raise Problem("login_there")
    rows.add_shop_login(work, joined, role, login)
    facts = {name: value for name, value in identity.facts.items() if name != SITES}
    site = next(iter(shop.sites)) if len(shop.sites) == 1 else ""
    key = f"{identity.remote_key}@{site}" if site else identity.remote_key
    taken = {one.remote_key for one in rows.all_shops(work) if one.channel == shop.channel}
    kept = shop.remote_key if key in taken else key
    rows.change_shop(work, joined, settings={**facts, **shop.settings}, remote_key=kept)


def want_past(work: Work, login: LoginId, days: int, go_on: Callable[[str], str | None]) -> None:
    """Old messages of so many days: from where fetching stopped, as far as `go_on` can make a cursor go on."""
    begin_past_anew(work, login, go_on)
    rows.set_login(work, login, **{BACKFILL_DAYS: str(days)})
