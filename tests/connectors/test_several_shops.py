"""One consent, several shops: each has streams of its own, one token serves them, and nothing gets to the wrong one."""

from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from app.connectors.contract import (
    Item,
    OrderSnapshot,
    Outbound,
    Page,
    RemoteMessage,
    Source,
    Stream,
    StreamMode,
    Unreadable,
)
from app.connectors.registry import CHANNELS
from app.connectors.several import SeveralShops
from app.domain.customers import Party
from app.domain.errors import AuthExpired, Rejected
from app.domain.orders import OrderStatus
from app.domain.outbox import ReceiptKind
from app.domain.shops import Login, Shop
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Keeper, a_shop, fresh_tools, table
from tests.fakes import FakeClock

SELLERS = {
    "tiktok": ("7494049642642441621", "7495338812901226457"),
    "shopee": ("601208831", "601208840"),
}


@dataclass
class Seller:
    """Somebody with two shops behind one login, as the wizard's check leaves it."""

    town: RunningTown
    clock: FakeClock
    keeper: Keeper
    login: Login
    numbers: tuple[str, ...]

    def __post_init__(self) -> None:
        self.tools = fresh_tools(self.clock, self.keeper)

    def source(self, *numbers: str) -> Source:
        login = replace(self.login, settings={**self.login.settings, "marketplaces": " ".join(numbers)})
        return CHANNELS[self.login.channel].open_source(login, self.tools)

    def shop(self, number: str) -> Shop:
        row = next(one for one in rows(self.town) if one["seller"] == number)
        settings = {"marketplaces": number, "country": str(row["country"])}
        return a_shop(row, self.login.channel, {"api": self.login}, settings)


def rows(town: RunningTown) -> list[dict[str, object]]:
    listed = town.line["shops"]
    assert isinstance(listed, list)
    return [table(row) for row in listed]


@pytest.fixture(params=sorted(SELLERS))
def seller(request: pytest.FixtureRequest, town: RunningTown, clock: FakeClock) -> Seller:
    """The practice seller of a channel, with the login that a practice shop is connected by."""
    channel = str(request.param)
    row = next(one for one in rows(town) if one["channel"] == channel)
    (door,) = CHANNELS[channel].practice(town.line, row).doors
    keeper = Keeper()
    tools = fresh_tools(clock, keeper)
    login = Login(API_LOGIN, channel, channel, dict(door.entry.values))
    keeper.secrets[login.id] = dict(CHANNELS[channel].sign_in(door.entry.values, None, tools, print))
    return Seller(town, clock, keeper, login, SELLERS[channel])


def drained(source: Source, stream: Stream, cursor: str | None = None) -> tuple[list[object], str]:
    items: list[object] = []
    for _ in range(200):
        page: Page = source.pull(stream, cursor)
        items += page.items
        cursor = page.next_cursor
        if not page.more:
            return items, cursor
    raise AssertionError("the stream has no end")


def test_the_check_names_every_shop_with_its_market(seller: Seller) -> None:
    source = CHANNELS[seller.login.channel].open_source(seller.login, seller.tools)
    found = source.check()
    source.close()
    assert tuple(site.key for site in found.sites) == seller.numbers
    assert all(site.title and len(site.country) == 2 for site in found.sites)
    assert len({site.country for site in found.sites}) == 2
    assert found.keys == set(seller.numbers)
    assert found.facts["marketplaces"] == " ".join(seller.numbers)
    assert "country" not in found.facts


def test_a_login_whose_seller_has_one_shop_here_has_only_its_streams(seller: Seller) -> None:
    one, both = seller.source(seller.numbers[1]), seller.source(*seller.numbers)
    names = {stream.name for stream in one.streams()}
    assert names
    assert all(name.endswith(f":{seller.numbers[1]}") for name in names)
    assert names < {stream.name for stream in both.streams()}
    modes = [stream.mode for stream in both.streams()]
    assert modes == sorted(modes, key=lambda mode: mode is StreamMode.BACKFILL)
    for source in (one, both):
        source.close()


def test_everything_of_a_shops_streams_is_that_shops(seller: Seller) -> None:
    source = seller.source(*seller.numbers)
    seen: dict[str, set[str]] = {}
    for stream in source.streams():
        number = stream.name.rpartition(":")[2]
        for item in drained(source, stream)[0]:
            if isinstance(item, RemoteMessage | OrderSnapshot):
                assert item.site == number
                seen.setdefault(number, set()).add(item.remote_key)
    source.close()
    first, second = (seen[number] for number in seller.numbers)
    assert first.isdisjoint(second)


def test_a_customer_of_each_shop_is_heard_there_and_answered_from_there(seller: Seller) -> None:
    source = seller.source(*seller.numbers)
    talks = {
        str(row["shop"]): str(row["conversation"])
        for row in map(table, listed(seller.town.ask("written")))
        if row["kind"] not in ("newsletter", "auto_reply")
    }
    keys = {str(row["seller"]): str(row["key"]) for row in rows(seller.town)}
    streams = [one for one in source.streams() if one.name.startswith("messages:")]
    cursors = {one.name: drained(source, one)[1] for one in streams}
    seller.clock.advance(timedelta(seconds=5))
    for number in seller.numbers:
        seller.town.tell("say", conversation=talks[keys[number]], text=f"Question for {keys[number]}")
    for stream in streams:
        number = stream.name.rpartition(":")[2]
        heard = [
            one for one in drained(source, stream, cursors[stream.name])[0] if isinstance(one, RemoteMessage)
        ]
        (message,) = [one for one in heard if one.text.startswith("Question for")]
        assert message.text == f"Question for {keys[number]}"
        answer(seller, number, message)
    source.close()


def answer(seller: Seller, number: str, message: RemoteMessage) -> None:
    """Answers from the shop of a number; where a market cannot be written to by programs, that is said."""
    sender = CHANNELS[seller.login.channel].open_sender(
        seller.shop(number), {"api": seller.login}, seller.tools
    )
    reply = Outbound(
        "1" * 32, f"Answer of {number}", Party(message.customer.key, message.customer.name), message.thread_keys[0],
        "", message.reply_refs, seller.clock.now(),
    )  # fmt: skip
    receipt = sender.send(reply)
    sender.close()
    key = next(str(row["key"]) for row in rows(seller.town) if row["seller"] == number)
    received = [str(table(row)["text"]) for row in listed(seller.town.ask("received", shop=key))]
    refused = receipt.kind is ReceiptKind.REFUSED
    assert refused == ("no_reply" in message.reply_refs)
    assert (f"Answer of {number}" in received) is not refused


def listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_a_shop_that_the_consent_no_longer_opens_stops_alone(seller: Seller) -> None:
    """What the platform answers about one shop says nothing about the login's others."""
    source = seller.source(*seller.numbers)
    orders = [one for one in source.streams() if one.name.startswith("orders:")]
    for stream in orders:
        assert source.pull(stream, None).next_cursor
    source.close()
    stranger = seller.source("999")
    with pytest.raises((Rejected, AuthExpired)):
        stranger.pull(stranger.streams()[0], None)
    stranger.close()


def test_lanes_that_start_together_renew_each_token_once(seller: Seller) -> None:
    """All streams at once, from several threads: a refresh token that is good once must be spent once."""
    sources = [seller.source(*seller.numbers) for _ in range(4)]
    start, troubles = Barrier(len(sources)), list[Exception]()

    def look(source: Source) -> None:
        start.wait(10)
        try:
            for stream in source.streams():
                if stream.name.startswith("orders:"):
                    source.pull(stream, None)
        except AuthExpired as error:
            troubles.append(error)

    threads = [Thread(target=look, args=(source,), name="a lane") for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for source in sources:
        source.close()
    assert troubles == []
    renewed = [
        kept for kept in seller.keeper.stored if any(name.startswith("refresh_token") for name in kept)
    ]
    assert len(renewed) == {"tiktok": 1, "shopee": 2}[seller.login.channel]


class OnlyOrders:
    """A shop with one stream."""

    def __init__(self, number: str, closed: list[str]) -> None:
        self._number, self._closed = number, closed

    def streams(self) -> tuple[Stream, ...]:
        return (Stream("orders", StreamMode.LIVE, timedelta(minutes=5)),)

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        assert stream.name == "orders"
        return Page((), f"{self._number} after {cursor}", more=False)

    def close(self) -> None:
        self._closed.append(self._number)


def test_a_login_that_names_no_shop_keeps_the_plain_names() -> None:
    closed: list[str] = []
    shops = SeveralShops((), lambda number: OnlyOrders(number, closed))
    (stream,) = shops.streams()
    assert stream.name == "orders"
    assert shops.pull(stream, "c").next_cursor == " after c"
    shops.close()
    assert closed == [""]
    both = SeveralShops(("1", "2"), lambda number: OnlyOrders(number, closed))
    assert [both.pull(one, None).next_cursor for one in both.streams()] == ["1 after None", "2 after None"]


# --- one order by its number ---


class Finds(OnlyOrders):
    """A shop that may be asked for single orders."""

    def __init__(self, number: str, answer: tuple[Item, ...] | Rejected | None, asked: list[str]) -> None:
        super().__init__(number, [])
        self._answer, self._asked = answer, asked

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        self._asked.append(self._number)
        if isinstance(self._answer, Rejected):
            raise self._answer
        return self._answer


def finding(asked: list[str], **answers: tuple[Item, ...] | Rejected | None) -> SeveralShops:
    """A login with a shop for each answer."""
    return SeveralShops(tuple(answers), lambda number: Finds(number, answers[number], asked))


def an_order(number: str) -> OrderSnapshot:
    at = FakeClock().now()
    return OrderSnapshot(number, OrderStatus.PAID, "Paid", at, at, "Bea", ("bea",), None)


NO = Rejected("no_such_order")


def test_the_shop_that_knows_an_order_is_named_and_no_further_one_is_asked() -> None:
    asked: list[str] = []
    unread = Unreadable("order:8", "no_date", b"{}")
    shops = finding(asked, first=NO, second=(an_order("7"), unread), third=(an_order("8"),))
    assert shops.find_order("7") == (replace(an_order("7"), site="second"), unread)
    assert asked == ["first", "second"]


def test_an_order_is_unknown_only_where_a_shop_could_answer() -> None:
    asked: list[str] = []
    assert finding(asked, first=(), second=None).find_order("7") == ()
    assert finding(asked, first=NO, second=()).find_order("7") == ()
    assert finding(asked, first=None, second=None).find_order("7") is None
    for refused in (finding(asked, first=NO, second=None), finding(asked, first=NO, second=NO)):
        with pytest.raises(Rejected, match="no_such_order"):
            refused.find_order("7")
    assert asked == ["first", "second"] * 5


def test_a_login_that_names_no_shop_asks_the_one_it_opens() -> None:
    asked: list[str] = []
    shops = SeveralShops((), lambda number: Finds(number, (an_order("7"),), asked))
    assert shops.find_order("7") == (an_order("7"),)
    assert asked == [""]
