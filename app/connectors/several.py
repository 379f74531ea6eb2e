"""One consent that opens several shops of a seller: each has streams of its own, and what it brings says whose it is.

A platform that gives each shop a number of its own (`Manifest.sites_are_shops`) is read shop by shop. The login
names the shops that are ours in its setting `SITES`; one without it opens whatever single shop there is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from app.connectors.contract import (
    AfterSale,
    DeliveryNews,
    Item,
    OrderSnapshot,
    Page,
    Rejected,
    RemoteMessage,
    Stream,
    StreamMode,
)
from app.domain.shops import SITES, Shop

WHICHEVER = ""
"""the shop of a login that opens one and does not name it"""


class OneShop(Protocol):
    """What is pulled of one shop; its streams have the plain names."""

    def streams(self) -> tuple[Stream, ...]:
        """What can be pulled."""
        ...

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream."""
        ...

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        """One order by its number."""
        ...

    def close(self) -> None:
        """Drops the line."""
        ...


def shops_in(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers of the shops that a login is read for."""
    return tuple(settings.get(SITES, "").split())


def shop_number(shop: Shop) -> str:
    """Which of its login's shops a shop of ours is."""
    return next(iter(sorted(shop.sites)), WHICHEVER)


class SeveralShops:
    """The shops of one login, each opened once; with a `check` it is a source."""

    def __init__(self, numbers: tuple[str, ...], open_one: Callable[[str], OneShop]) -> None:
        self.numbers = numbers
        self._open_one = open_one
        self._open: dict[str, OneShop] = {}

    def streams(self) -> tuple[Stream, ...]:
        """Those of every shop, `orders:<number>`; what is live stands first."""
        listed = [
            replace(stream, name=f"{stream.name}:{number}" if number else stream.name)
            for number in self.numbers or (WHICHEVER,)
            for stream in self._shop(number).streams()
        ]
        return tuple(sorted(listed, key=lambda stream: stream.mode is StreamMode.BACKFILL))

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one shop's stream."""
        name, _, number = stream.name.rpartition(":")
        if number not in self.numbers:
            return self._shop(WHICHEVER).pull(stream, cursor)
        page = self._shop(number).pull(replace(stream, name=name), cursor)
        return replace(page, items=tuple(_of_shop(item, number) for item in page.items))

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        """One order by its number, which does not say whose it is: each shop is asked in turn."""
        asked, refusal = False, None
        for shop in self.numbers or (WHICHEVER,):
            try:
                found = self._shop(shop).find_order(number)
            except Rejected as error:
                refusal = error
                continue
            if found:
                return tuple(_of_shop(item, shop) for item in found) if shop else found
            asked = asked or found is not None
        if refusal is not None and not asked:
            raise refusal
        return () if asked else None

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """Such platforms tell only servers with a public address."""
        return False

    def close(self) -> None:
        """Drops the lines."""
        for shop in self._open.values():
            shop.close()

    def _shop(self, number: str) -> OneShop:
        if number not in self._open:
            self._open[number] = self._open_one(number)
        return self._open[number]


def _of_shop(item: Item, number: str) -> Item:
    """The item under its shop's number, as far as it belongs to one."""
    if isinstance(item, RemoteMessage | OrderSnapshot | AfterSale | DeliveryNews):
        return replace(item, site=number)
    return item
