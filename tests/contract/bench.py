"""One shop of each channel against the practice town: what the shared tests need to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from ssl import SSLContext, create_default_context
from typing import Protocol
from uuid import UUID

from app.connectors.contract import (
    Item,
    Outbound,
    Page,
    RawMail,
    RemoteMessage,
    Sender,
    Source,
    Stream,
    StreamMode,
)
from app.connectors.mailprofiles import Routed, route
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyQuotas
from app.connectors.registry import CHANNELS, PROFILES
from app.domain.customers import Party
from app.domain.shops import Login, Proxy, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.net.lines import Lines
from app.net.tokens import TokenDesk
from app.simulator.running import RunningTown
from app.worker.mail import parse_mail
from tests.fakes import FakeClock, SeededIds

MAIL_LOGIN, API_LOGIN, SHOP = (LoginId(UUID(int=n)) for n in (1, 2, 3))


@dataclass
class Keeper:
    """Keeps secrets in memory, and in which order they were stored."""

    secrets: dict[LoginId, dict[str, str]] = field(default_factory=dict)
    stored: list[dict[str, str]] = field(default_factory=list)

    def load(self, login: Login) -> Mapping[str, str]:
        return self.secrets.get(login.id, {})

    def store(self, login: Login, secrets: Mapping[str, str]) -> None:
        self.secrets[login.id] = {**self.secrets.get(login.id, {}), **secrets}
        self.stored.append(dict(secrets))


@dataclass(frozen=True)
class Facts:
    """In what channels differ where a promise is the same."""

    town_channel: str
    """what the practice town calls the channel"""
    send_path: str
    """part of the path of the call that posts a message, for forced faults"""
    list_path: str = "conversation"
    """part of the path of a call that lists new messages, for forced faults"""
    by_mail: bool = False
    """replies leave as mails: with our own marker, to addresses, through a host that says busy in its own way"""
    taken_back: str = "sign_in_again"
    """what a login says whose consent was taken back: where keys are pasted, they are simply wrong"""
    between_looks: timedelta = timedelta(seconds=5)
    """so long a new look must wait for the one before it"""
    past_when_asked: bool = False
    """old messages come with what a person asks for, not in the background"""
    finds_sent: bool = True
    """the program itself may look whether a reply arrived; elsewhere a person does, by asking for news"""

    def key_of(self, written: Mapping[str, object]) -> str:
        """The remote key of a message that the oracle remembers."""
        if self.by_mail:
            return f"mid:{str(written['message_id']).strip('<>')}"
        return str(written["id"])


class Closes(Protocol):
    """Whatever must be shut before the town is."""

    def close(self) -> None: ...


@dataclass
class Bench:
    """A shop with its logins, opened in the practice town."""

    channel: str
    town: RunningTown
    clock: FakeClock
    keeper: Keeper
    tools: Tools
    shop: Shop
    logins: dict[str, Login]
    """by role"""
    listens: str
    """role of the login that brings messages"""
    stream: str
    """name of its live stream"""
    town_shop: str
    facts: Facts
    open_doors: list[Closes] = field(default_factory=list)

    # --- doors ---

    def source(self, role: str = "", **settings: str) -> Source:
        """A fresh door for one login, as after a restart."""
        login = self.logins[role or self.listens]
        login = replace(login, settings={**login.settings, **settings})
        door = CHANNELS[login.channel].open_source(login, self.tools)
        self.open_doors.append(door)
        return door

    def sender(self) -> Sender:
        """A fresh way out."""
        door = CHANNELS[self.channel].open_sender(self.shop, self.logins, self.tools)
        self.open_doors.append(door)
        return door

    def through(self, proxy: Proxy) -> None:
        """From now on every login goes through this proxy; its password is a secret of the login."""
        bare = Proxy(proxy.kind, proxy.host, proxy.port, proxy.username)
        for role, login in self.logins.items():
            self.logins[role] = replace(login, proxy=bare)
            self.keeper.store(login, {"proxy_password": proxy.password})

    def forget_tokens(self) -> None:
        """As after a restart: access tokens are not kept."""
        self.tools = fresh_tools(self.clock, self.keeper)

    def close(self) -> None:
        for door in self.open_doors:
            door.close()

    # --- reading ---

    def live(self, source: Source) -> Stream:
        return self.named(source, self.stream)

    @staticmethod
    def named(source: Source, name: str) -> Stream:
        """A stream by its name; where each shop has one of its own, by the name before the shop's number."""
        listed = source.streams()
        exact = (stream for stream in listed if stream.name == name)
        return next(exact, None) or next(one for one in listed if one.name.rpartition(":")[0] == name)

    def messages(self, items: tuple[Item, ...]) -> list[RemoteMessage]:
        """Items as new messages of our shop."""
        return [one for one in self.spoken(items) if not one.old]

    def spoken(self, items: tuple[Item, ...]) -> list[RemoteMessage]:
        """Items as messages of our shop, new and old; mails are parsed and routed as ingest does it."""
        found: list[RemoteMessage] = []
        for item in items:
            if isinstance(item, RawMail):
                found += [one for one in self.read(item) if isinstance(one, RemoteMessage)]
            elif isinstance(item, RemoteMessage):
                found.append(item)
        return found

    def past_streams(self, source: Source) -> list[Stream]:
        """The streams that bring old messages: those of the past, or the one that a person asks for."""
        mode = StreamMode.ASKED if self.facts.past_when_asked else StreamMode.BACKFILL
        return [stream for stream in source.streams() if stream.mode is mode]

    def walk_back(
        self, source: Source, stream: Stream, *, restarting: bool = False
    ) -> tuple[list[RemoteMessage], str]:
        """Reads a stream of the past to its end: to its last page, or until asking brings nothing more. `restarting`
        makes every step with a new program."""
        found: list[RemoteMessage] = []
        cursor: str | None = None
        for _ in range(500):
            if restarting:
                source = self.source()
            if stream.mode is StreamMode.ASKED:
                self.clock.advance(self.facts.between_looks)
            page = source.pull(stream, cursor)
            found += self.spoken(page.items)
            cursor = page.next_cursor
            if not (page.items if stream.mode is StreamMode.ASKED else page.more):
                return found, cursor
        raise AssertionError("the past has no end")

    def read(self, raw: RawMail) -> tuple[Item, ...]:
        """One mail, parsed and mapped."""
        mail = parse_mail(raw.content, ask_library=False)
        routed = route(mail, (self.shop,), PROFILES)
        return routed.profile.map(mail, raw, routed.shop) if isinstance(routed, Routed) else ()

    def drain(self, source: Source, stream: Stream, cursor: str | None) -> tuple[list[Item], str]:
        """Pulls to the end of the round."""
        items: list[Item] = []
        for _ in range(500):
            page: Page = source.pull(stream, cursor)
            items += page.items
            cursor = page.next_cursor
            if not page.more:
                return items, cursor
        raise AssertionError("the stream has no end")

    # --- the world ---

    def written(self) -> list[dict[str, object]]:
        """Every message customers of this shop wrote, as the oracle remembers."""
        rows = self.town.ask("written", shop=self.town_shop)
        assert isinstance(rows, list)
        return [dict(row) for row in rows if isinstance(row, dict)]

    def received(self) -> list[dict[str, object]]:
        """What customers of this shop really received from us since the world began."""
        rows = self.town.ask("received", shop=self.town_shop)
        assert isinstance(rows, list)
        return [dict(row) for row in rows if isinstance(row, dict) and not row["history"]]

    def say(self, text: str) -> None:
        """A customer of this shop writes, some seconds later: as late as the next look may be taken."""
        self.clock.advance(self.facts.between_looks)
        self.town.tell("say", conversation=str(self.written()[0]["conversation"]), text=text)

    def inbound(self) -> RemoteMessage:
        """A fresh message of a customer, as our own source reads it."""
        source = self.source()
        stream = self.live(source)
        _, cursor = self.drain(source, stream, None)
        self.say("Where is my parcel?")
        items, _ = self.drain(source, stream, cursor)
        return next(one for one in self.messages(tuple(items)) if "Where is my parcel?" in one.text)

    def reply(self, to: RemoteMessage, text: str, number: int = 1) -> Outbound:
        return Outbound(
            key=f"{number:032x}",
            text=text,
            customer=Party(to.customer.key, to.customer.name),
            thread_key=to.thread_keys[0],
            subject=to.subject,
            reply_refs=to.reply_refs,
            queued_at=self.clock.now(),
            item_ref=to.item_ref,
        )

    def force(self, fault: str, times: int = 1) -> None:
        """The next posts of a message suffer a fault."""
        self.town.tell("force", fault=fault, path=self.facts.send_path, times=times)


@cache
def certificates() -> SSLContext:
    """Read once for all restarts of all tests: the machine's certificates are the same to each."""
    return create_default_context()


def fresh_tools(clock: FakeClock, keeper: Keeper) -> Tools:
    lines = Lines(clock, loopback_only=True, certificates=certificates)
    tokens = TokenDesk(clock, keeper)
    return Tools(clock, SeededIds(1, clock), lines, tokens, DailyQuotas(clock))


def table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def town_shop(town: RunningTown, key: str) -> dict[str, object]:
    shops = town.line["shops"]
    assert isinstance(shops, list)
    return next(table(row) for row in shops if table(row)["key"] == key)


def a_shop(row: dict[str, object], channel: str, roles: dict[str, Login], settings: dict[str, str]) -> Shop:
    logins = {role: login.id for role, login in roles.items()}
    return Shop(
        ShopId(SHOP), channel, str(row["title"]), str(row["seller"]), ShopState.ACTIVE, 0, logins, settings
    )


def moments(items: list[RemoteMessage]) -> list[datetime]:
    return [item.sent_at for item in items]
