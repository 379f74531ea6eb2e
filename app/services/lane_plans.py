"""Which lanes a desk needs: one that receives for every login, one that sends for every shop, and what they hold."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.connectors.contract import Sender
from app.connectors.manifests import Tools
from app.connectors.registry import PROFILES
from app.domain.errors import Problem
from app.domain.shops import SITES, Login, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.host.blobs import BlobStore, Shelf
from app.services.ingest import MailReader, Sorter
from app.services.outbox import Files, SendDesk, SendFacts
from app.services.pace import Pace
from app.services.send_round import SendRound
from app.services.shop_doors import manifest_of
from app.services.sync import SyncDesk
from app.services.sync_round import SyncRound
from app.services.writing import Writer
from app.store.cursors import read_for
from app.store.shops import all_shops, load_login
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class BlobShelves:
    """Where ingest keeps raw bytes."""

    blobs: BlobStore

    def keep_raw(self, contents: Sequence[bytes]) -> list[str]:
        """Mails as they came; returns their keys."""
        return self.blobs.put_all(Shelf.RAW, contents)

    def keep_unread(self, content: bytes) -> str:
        """What could not be read; returns its key."""
        return self.blobs.put(Shelf.QUARANTINE, content)


SPEAKS = ("mail", "chat", "api")
"""the roles of logins that send, the likeliest first: whose health suffers when sending needs a sign-in"""


@dataclass(frozen=True, slots=True)
class Roster:
    """Shops that work, with the logins they use."""

    shops: tuple[Shop, ...]
    logins: Mapping[LoginId, Login]

    def shops_of(self, login: LoginId) -> tuple[Shop, ...]:
        """Every working shop that uses a login."""
        return tuple(shop for shop in self.shops if login in shop.logins.values())

    def logins_of(self, shop: Shop) -> dict[str, Login]:
        """A shop's logins by role."""
        return {role: self.logins[login] for role, login in shop.logins.items()}


def roster(work: Work) -> Roster:
    """Who works now."""
    shops = tuple(shop for shop in all_shops(work) if shop.state is ShopState.ACTIVE)
    ids = {login for shop in shops for login in shop.logins.values()}
    return Roster(shops, {login: load_login(work, login) for login in ids})


@dataclass(frozen=True, slots=True)
class ShopNews:
    """What the receive lanes of a shop's logins have seen; orders may lag, messages may not."""

    sync: Mapping[LoginId, SyncDesk]
    logins: tuple[LoginId, ...]

    def seen_since(self, moment: datetime) -> bool:
        """Whether every login's live streams were pulled after `moment`."""
        return all(desk.seen_since(moment) for desk in self._desks())

    def look(self) -> None:
        """Has them pulled as soon as their lanes wake."""
        for desk in self._desks():
            desk.hurry()

    def _desks(self) -> list[SyncDesk]:
        return [self.sync[login] for login in self.logins if login in self.sync]


@dataclass(slots=True)
class LaneDesks:
    """Opens the doors that lanes hold, and remembers which are open."""

    tools: Tools
    writer: Writer
    reader: MailReader
    blobs: BlobStore
    files: Files
    allowed: Callable[[], bool]
    may_send: Callable[[], bool] = lambda: True
    pace: Pace | None = None
    sync: dict[LoginId, SyncDesk] = field(default_factory=dict)
    send: dict[ShopId, SendDesk] = field(default_factory=dict)

    def receive(self, login: Login, who: Roster) -> SyncRound:
        """The round of a login's receive lane."""
        shops = who.shops_of(login.id)
        self.writer.run(lambda work: read_for(work, login.id, [shop.id for shop in shops]))
        tools = self.tools
        source = manifest_of(login.channel).open_source(narrowed(login, shops), tools)
        desk = SyncDesk(
            login.id,
            source,
            self._sorter(login, who),
            self.writer,
            tools.clock,
            tools.ids,
            self.pace,
            self.allowed,
            spare=lambda: (
                not any(budget.daily and budget.left < budget.most / 2 for budget in tools.budgets(login.id))
            ),
        )
        self.sync[login.id] = desk
        return SyncRound(desk, tools.clock)

    def past_is_in(self, shops: Collection[ShopId]) -> bool:
        """Whether every login of some shops has fetched its past to the end."""
        who = self.writer.run(roster)
        logins = {login for shop in who.shops if shop.id in shops for login in shop.logins.values()}
        desks = [self.sync.get(login) for login in logins]
        return all(desk is not None and desk.pulse().past_is_in() for desk in desks)

    def sorter_of(self, login: LoginId) -> Sorter | None:
        """Finds the shops of a login's items, as they are now; None while none of them works."""
        who = self.writer.run(roster)
        return self._sorter(who.logins[login], who) if login in who.logins else None

    def _sorter(self, login: Login, who: Roster) -> Sorter:
        shelves = BlobShelves(self.blobs)
        return Sorter(login.channel, who.shops_of(login.id), self.reader, shelves, PROFILES)

    def sending(self, shop: Shop, who: Roster) -> tuple[SendRound, Callable[[], None]]:
        """The round of a shop's send lane, and what interrupts it: nothing, an attempt is never cut off."""
        manifest = manifest_of(shop.channel)
        facts = SendFacts(
            manifest.first_look,
            manifest.sends_per_minute,
            manifest.reply_window,
            manifest.silence,
            manifest.shutting,
        )
        login = next((shop.logins[role] for role in SPEAKS if role in shop.logins), None)
        tools = self.tools
        desk = SendDesk(
            shop.id,
            login,
            self.open_sender(shop, who),
            self.writer,
            tools.clock,
            tools.ids,
            facts,
            self.files,
            news=ShopNews(self.sync, tuple(shop.logins.values())),
        )
        self.send[shop.id] = desk
        return SendRound(desk, tools.clock, self.may_send), lambda: None

    def open_sender(self, shop: Shop, who: Roster) -> Sender:
        """A shop's way out."""
        return manifest_of(shop.channel).open_sender(shop, who.logins_of(shop), self.tools)

    def fetch(self, shop_id: ShopId, url: str) -> bytes:
        """Bytes of a file or picture that a shop's channel named by address."""
        opened = self.way_out(shop_id)
        if opened is None:
            raise Problem("shop_paused")
        _, sender = opened
        try:
            return sender.fetch_file(url)
        finally:
            sender.close()

    def way_out(self, shop_id: ShopId) -> tuple[Shop, Sender] | None:
        """A shop and a sender of one's own, to be closed afterwards; None while the shop does not work."""
        who = self.writer.run(roster)
        shop = next((one for one in who.shops if one.id == shop_id), None)
        return None if shop is None else (shop, self.open_sender(shop, who))


def narrowed(login: Login, shops: Sequence[Shop]) -> Login:
    """The login, asked only for the sites that are shops of ours; all it opens where a shop takes everything."""
    own = [shop for shop in shops if shop.channel == login.channel]
    if not own or not all(shop.sites for shop in own):
        return login
    sites = sorted({site for shop in own for site in shop.sites})
    return replace(login, settings={**login.settings, SITES: " ".join(sites)})


def stamp_of(login: Login, generation: int) -> str:
    """Changes when a login's lane must be started anew."""
    return f"{sorted(login.settings.items())} {login.proxy} {generation}"
