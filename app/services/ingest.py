"""Takes pages in: mails are read and routed first, outside any transaction; then batches are stored with the cursor."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from app.connectors.contract import (
    AfterSale,
    DeliveryNews,
    FolderNews,
    Item,
    ItemPicture,
    MailPlace,
    MailProfile,
    NoResponseNeeded,
    OrderSnapshot,
    RawMail,
    RemoteMessage,
    StreamMode,
    Unreadable,
    Unserved,
)
from app.connectors.mailprofiles import route
from app.domain.mail import Failure, ParsedMail
from app.domain.moments import Clock, IdSource
from app.domain.shops import Shop, serving
from app.domain.values import LoginId
from app.host.log import EventLog
from app.services.imported import count_waiting
from app.services.ingest_mailbox import take_folder_news, take_places
from app.services.ingest_messages import MessageIntake
from app.services.ingest_news import take_delivery_news, take_no_response
from app.services.ingest_orders import take_after_sales, take_orders, take_pictures
from app.services.ingest_placed import Arrival
from app.services.pace import MOST, Pace
from app.services.writing import Writer
from app.store.agents import responsible
from app.store.conversations import promises_of
from app.store.cursors import Place, keep_place
from app.store.quarantine import NO_SHOP_FOR_SITE, PAGE, Unread, came_after_all, page_came_again, put_aside
from app.store.unit_of_work import Work

_log = EventLog("ingest")
SITED = OrderSnapshot | AfterSale | RemoteMessage | DeliveryNews
"""what says which of a login's sites it belongs to"""
T = TypeVar("T")
ANSWERED = "\\Answered"


class MailReader(Protocol):
    """The worker process."""

    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        """One result per mail, in order."""
        ...


class Shelves(Protocol):
    """Where raw bytes are kept outside the database."""

    def keep_raw(self, contents: Sequence[bytes]) -> list[str]:
        """Mails as they came; returns their keys."""
        ...

    def keep_unread(self, content: bytes) -> str:
        """What could not be read; returns its key."""
        ...


@dataclass(frozen=True, slots=True)
class Sorted:
    """An item that has found its shop."""

    shop: Shop
    item: Item
    imported: bool


@dataclass(slots=True)
class Prepared:
    """A page that was read: every item with its shop, and what could not be read."""

    items: list[Sorted] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    letters: dict[int, bytes] = field(default_factory=dict)
    """the raw mail behind an item, by its place among the items"""


@dataclass(frozen=True, slots=True)
class Sorter:
    """Finds the shop of every item of one login."""

    channel: str
    shops: tuple[Shop, ...]
    """every shop that uses the login"""
    reader: MailReader
    shelves: Shelves
    profiles: tuple[MailProfile, ...]

    def prepare(self, items: Sequence[Item], mode: StreamMode) -> Prepared:
        """Reads and routes; slow work happens here, not in the transaction."""
        prepared = Prepared()
        history = mode is StreamMode.BACKFILL
        mails = [item for item in items if isinstance(item, RawMail)]
        parsed = iter(self.reader.parse_mails([mail.content for mail in mails]) if mails else ())
        for item in items:
            if isinstance(item, RawMail):
                self._mail(item, next(parsed), history, prepared)
            elif isinstance(item, Unreadable):
                prepared.unread.append(self.set_aside(item))
            else:
                old = history or (isinstance(item, RemoteMessage) and item.old)
                prepared.items += [Sorted(shop, item, old) for shop in self._shops_of(item)]
        self._keep_letters(prepared)
        return prepared

    def _shops_of(self, item: Item) -> tuple[Shop, ...]:
        """The shop of the item's site. A product's picture serves all of them; an order of a site that nobody
        wanted is left where it is: it comes with the past once the site becomes a shop."""
        own = tuple(shop for shop in self.shops if shop.channel == self.channel) or self.shops
        if isinstance(item, ItemPicture):
            return own
        site = item.site if isinstance(item, SITED) else ""
        shop = serving(own, site)
        return (shop,) if shop is not None else ()

    def _mail(self, raw: RawMail, parsed: ParsedMail | Failure, history: bool, prepared: Prepared) -> None:
        if isinstance(parsed, Failure):
            prepared.unread.append(self.set_aside(Unreadable(raw.name, parsed.reason, raw.content)))
            return
        routed = route(parsed, self.shops, self.profiles)
        if routed is None or isinstance(routed, Unserved):
            self._homeless(raw, routed, history, prepared)
            return
        place = MailPlace(raw.folder, raw.epoch, raw.uid, ANSWERED in raw.flags)
        for item in routed.profile.map(parsed, raw, routed.shop):
            if isinstance(item, RemoteMessage):
                prepared.letters[len(prepared.items)] = raw.content
                item = replace(item, lies_at=place)
            prepared.items.append(Sorted(routed.shop, item, history or raw.resync))

    def _homeless(self, raw: RawMail, site: Unserved | None, history: bool, prepared: Prepared) -> None:
        """News for a site that is no shop yet waits where a person sees it; the past comes again with the shop."""
        if site is None or history or raw.resync or raw.sent_folder:
            _log.event("mail_without_shop", kind="sent" if raw.sent_folder else "received")
            return
        reason = f"{NO_SHOP_FOR_SITE} {site.site}"
        prepared.unread.append(self.set_aside(Unreadable(raw.name, reason, raw.content)))

    def _keep_letters(self, prepared: Prepared) -> None:
        """Puts the raw mails of a page on their shelf, all at once."""
        contents = list(dict.fromkeys(prepared.letters.values()))
        keys = dict(zip(contents, self.shelves.keep_raw(contents), strict=True)) if contents else {}
        for place, content in prepared.letters.items():
            one = prepared.items[place]
            if isinstance(one.item, RemoteMessage):
                prepared.items[place] = replace(one, item=replace(one.item, raw_key=keys[content]))

    def set_aside(self, item: Unreadable) -> Unread:
        """Keeps the bytes of what could not be read."""
        key = item.remote_key or hashlib.sha256(item.content).hexdigest()
        return Unread(key, item.reason, self.shelves.keep_unread(item.content), len(item.content))

    def set_aside_page(self, page: Unreadable) -> Unread:
        """Keeps a whole answer: its stream stands still, so what is in it comes again."""
        kept = self.set_aside(page)
        return replace(kept, remote_key=f"{PAGE}{kept.remote_key}")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction takes in; the last one of a page carries the cursor."""

    login: LoginId
    stream: str
    items: Sequence[Sorted]
    unread: Sequence[Unread] = ()
    place: Place | None = None


def batches(
    login: LoginId,
    stream: str,
    prepared: Prepared,
    place: Place | None,
    size: Callable[[], int] = lambda: MOST,
) -> Iterator[Batch]:
    """Cuts a page into transactions, each as large as `size` says when its turn comes.

    A crash between two of them only means that known items come again.
    """
    ordered = sorted(prepared.items, key=lambda one: 0 if isinstance(one.item, OrderSnapshot) else 1)
    at = 0
    while len(ordered) - at > (room := size()):
        yield Batch(login, stream, ordered[at : at + room])
        at += room
    yield Batch(login, stream, ordered[at:], prepared.unread, place)


@dataclass(frozen=True, slots=True)
class Intake:
    """Hands pages to the writer, a transaction at a time, none larger than the moment allows."""

    writer: Writer
    pace: Pace
    clock: Clock
    ids: IdSource

    def take(self, login: LoginId, stream: str, prepared: Prepared, place: Place | None) -> None:
        """Returns when the last item and the cursor are committed."""
        for batch in batches(login, stream, prepared, place, self.pace.size):
            lasted = self.writer.run(partial(self._store, batch=batch))
            self.pace.took(len(batch.items), lasted)

    def _store(self, work: Work, batch: Batch) -> float:
        """Seconds that it took by itself: neither waiting for the writer nor the disk's part grows with the batch."""
        begun = self.clock.monotonic()
        take_in(work, batch, self.clock.now(), self.ids)
        return self.clock.monotonic() - begun


def take_in(work: Work, batch: Batch, now: datetime, ids: IdSource) -> None:
    """Stores a batch: orders first, so that messages find them; news last, so that it finds its message."""
    for shop, mine in _by_shop(batch.items):
        _take_shop(work, shop, mine, now, ids)
        take_places(work, batch.login, shop.id, _of(RemoteMessage, mine))
    take_folder_news(work, batch.login, _of(FolderNews, batch.items), now)
    came_after_all(work, batch.login, [one.remote_key for one in _of(RemoteMessage, batch.items)])
    put_aside(work, batch.login, batch.stream, batch.unread, now)
    if batch.place is not None:
        page_came_again(work, batch.login, batch.stream)
        keep_place(work, batch.login, batch.stream, batch.place, now)


def _by_shop(items: Iterable[Sorted]) -> Iterable[tuple[Shop, list[Sorted]]]:
    groups: dict[object, tuple[Shop, list[Sorted]]] = {}
    for one in items:
        groups.setdefault(one.shop.id, (one.shop, []))[1].append(one)
    return groups.values()


def _take_shop(work: Work, shop: Shop, items: Sequence[Sorted], now: datetime, ids: IdSource) -> None:
    take_orders(work, shop.id, _of(OrderSnapshot, items), now, ids)
    take_after_sales(work, shop.id, _of(AfterSale, items), now)
    take_pictures(work, shop.id, _of(ItemPicture, items))
    arrivals = [Arrival(one.item, one.imported) for one in items if isinstance(one.item, RemoteMessage)]
    if arrivals:
        promises, assignee = promises_of(work, shop.id), responsible(work, shop)
        MessageIntake(work, shop.id, now, ids, promises, assignee).take(arrivals)
    if news := _of(DeliveryNews, items):
        take_delivery_news(work, shop.id, news, now, ids)
    if notes := _of(NoResponseNeeded, items):
        take_no_response(work, shop.id, notes, now, ids)
    if shop.practice and any(one.imported for one in arrivals):
        count_waiting(work, shop.id, now)  # nobody can have answered there by telephone, so nobody is asked


def _of(kind: type[T], items: Iterable[Sorted]) -> list[T]:
    return [one.item for one in items if isinstance(one.item, kind)]
