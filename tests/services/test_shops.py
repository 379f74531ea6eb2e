"""Shops are connected through real calls, sealed, shared between sites, and never handed to somebody else."""

import imaplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Row, select, update

from app.connectors.contract import OrderSnapshot, RawMail, StreamMode
from app.connectors.email.cursors import BackCursor
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyQuotas
from app.connectors.registry import CHANNELS
from app.domain.errors import AuthExpired, Problem, Rejected
from app.domain.folders import FolderKind
from app.domain.mail import Failure, ParsedMail
from app.domain.ports import FirstWord, FoundSettings, LoginEntry, NewShop
from app.domain.shops import SITES, STRIPES, ProxyKind, Shop
from app.domain.sla import DailyRound
from app.domain.values import MessageId
from app.host.blobs import BlobStore
from app.host.vault import Vault
from app.net.http import HttpLine
from app.net.lines import Lines
from app.net.tokens import TokenDesk
from app.services.desk_lanes import Lanes
from app.services.lane_plans import BlobShelves, LaneDesks, narrowed, roster, stamp_of
from app.services.practice import connect_one, connect_practice, take_practice_away
from app.services.raw_mail import fetch_again
from app.services.secrets import SealedSecrets
from app.services.shop_doors import Doorman, facts_of, manifest_of
from app.services.shop_floor import FloorDesk
from app.services.shops import ShopDesk
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from app.store import schema
from app.store.create import open_or_create
from app.store.cursors import Place, keep_place
from app.store.files import Whereabouts
from app.store.shops import all_shops, load_login, sealed_secrets
from tests.builders import Story
from tests.fakes import FakeClock, SeededIds
from tests.net.proxies import a_proxy
from tests.services.inline import InlineWriter
from tests.worker.letters import letter

KEY = bytes(range(32))


@dataclass
class Bench:
    """A shop desk over a real file and a running practice town."""

    town: dict[str, Any]
    writer: InlineWriter
    shops: ShopDesk
    secrets: SealedSecrets
    lanes: list[str] = field(default_factory=list)
    hushed: list[str] = field(default_factory=list)
    """what the log was told never to show"""

    def all(self) -> tuple[Shop, ...]:
        return self.writer.run(all_shops)

    def mail_entry(self, password: str | None = None) -> LoginEntry:
        box = self.town["mailboxes"]["care@northshore.example"]
        values = {"address": box["address"], "password": password or box["password"], "username": box["user"]}
        for half in ("imap", "smtp"):
            values |= {f"{half}_{name}": str(box[half][name]) for name in ("host", "port", "security")}
        return LoginEntry("mail", "email", values)

    def amazon_mailbox(self) -> LoginEntry:
        """A mailbox in which no practice shop but Amazon's lives."""
        box = self.town["mailboxes"]["amazon@northshore.example"]
        entry = self.mail_entry(box["password"])
        return replace(entry, values={**entry.values, "address": box["address"], "username": box["user"]})

    def rows(self, *columns: Column[Any]) -> Sequence[Row[Any]]:
        return self.writer.run(lambda work: work.connection.execute(select(*columns)).all())

    def amazon_entry(self, seller_id: bool = True) -> LoginEntry:
        door, shop = self.town["amazon"], next(one for one in self.town["shops"] if one["key"] == "amazon-de")
        values = {
            "region": "eu", "client_id": door["client_id"], "client_secret": door["client_secret"],
            "refresh_token": shop["refresh_token"], "api_url": door["endpoints"]["eu"], "token_url": door["token_url"],
        }  # fmt: skip
        return LoginEntry("api", "amazon", values | ({"seller_id": shop["seller"]} if seller_id else {}))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock, ids = FakeClock(), SeededIds()
    with RunningTown(Setting(7, clock.now(), "demo"), clock.now) as town:
        engine = open_or_create(tmp_path / "desk.db", KEY)
        writer = InlineWriter(engine)
        hushed: list[str] = []
        secrets = SealedSecrets(Vault({1: KEY}, ids, hushed.append), writer)
        tools = Tools(
            clock, ids, Lines(clock, loopback_only=True), TokenDesk(clock, secrets), DailyQuotas(clock)
        )
        heard: list[str] = []
        lanes = Lanes(
            lambda _: heard.append("changed"), lambda: heard.append("sync"), lambda _: None, lambda _: True,
            lambda _: b"raw", lambda _: None, lambda login: heard.append(f"joined {login}"),
        )  # fmt: skip
        doorman = Doorman(tools, secrets, lambda _: None)
        desk = ShopDesk(writer, Vault({1: KEY}, ids), secrets, tools, clock, ids, doorman, lanes)
        yield Bench(dict(town.line), writer, desk, secrets, heard, hushed)
        engine.dispose()


def test_every_practice_shop_connects_and_sites_of_one_seller_share_their_logins(bench: Bench) -> None:
    connect_practice(bench.shops, bench.town, lambda: None)
    by_title = {shop.title: shop for shop in bench.all()}
    assert set(by_title) == {shop["title"] for shop in bench.town["shops"]}
    assert by_title["Amazon DE"].logins == by_title["Amazon ES"].logins
    assert by_title["Amazon DE"].logins != by_title["Amazon JP"].logins
    assert by_title["Amazon DE"].settings["marketplaces"] == "A1PA6795UKMFR9"
    assert len({shop.colour for shop in by_title.values()}) == min(len(by_title), STRIPES)
    for one, other in SEVERAL.values():
        assert by_title[one].logins == by_title[other].logins
    assert bench.lanes.count("changed") == len({tuple(shop.logins.values()) for shop in by_title.values()})


def test_two_logins_of_one_channel_know_their_parts_and_keep_them(bench: Bench) -> None:
    row = next(shop for shop in bench.town["shops"] if shop["key"] == "lazada-sg")
    doors = manifest_of("lazada").practice(bench.town, row).doors
    bench.shops.connect("lazada", (NewShop("Lazada SG", "SG"),), tuple(door.entry for door in doors), 30)
    (shop,) = bench.all()
    logins = {
        role: bench.writer.run(lambda work, one=number: load_login(work, one))  # type: ignore[misc]
        for role, number in shop.logins.items()
    }
    assert {role: login.settings["role"] for role, login in logins.items()} == {"api": "api", "chat": "chat"}
    again = doors[0].entry
    values = {name: again.values[name] for name in ("client_secret", "refresh_token")}
    assert bench.shops.sign_in_again(shop.logins["chat"], values).ok
    kept = bench.writer.run(lambda work: load_login(work, shop.logins["chat"]))
    assert kept.settings["role"] == "chat"


def test_a_mailbox_is_proven_before_it_is_stored(bench: Bench) -> None:
    report = bench.shops.check(bench.mail_entry())
    assert report.ok
    assert {step for step, _, _ in report.steps} >= {"imap", "smtp"}
    assert bench.all() == ()


def looked_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, *offered: dict[str, str], password: str | None = None
) -> FoundSettings:
    """What the wizard finds where these settings may be right, the likeliest first."""
    fake = replace(CHANNELS["email"], find_settings=lambda values, proxy, tools: iter(offered))
    monkeypatch.setitem(CHANNELS, "email", fake)
    return bench.shops.find_settings(bench.mail_entry(password))


NOBODY = {"imap_port": "9"}
"""nobody listens there"""
NO_WAY_OUT = {"smtp_port": "9"}
RIGHT: dict[str, str] = {"folder": "INBOX"}
"""what was entered is right already"""


def test_settings_are_tried_until_a_server_opens_both_ways(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = looked_for(bench, monkeypatch, NOBODY, NO_WAY_OUT, RIGHT)
    assert (found.values, found.report.ok) == (RIGHT, True)


def test_a_server_that_knows_the_name_and_refuses_the_password_is_the_right_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = looked_for(bench, monkeypatch, NOBODY, RIGHT, NOBODY, password="wrong")
    assert (found.values, found.report.ok) == (RIGHT, False)
    assert found.report.steps[0][2] == "wrong_password"


@pytest.mark.parametrize(
    ("offered", "step", "reason"),
    [((), "sign_in", "settings_not_found"), ((NOBODY,), "sign_in", "settings_not_found"),
     ((NO_WAY_OUT, NOBODY), "smtp", "no_line")],
)  # fmt: skip
def test_where_nothing_opens_the_reason_that_came_nearest_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, offered: tuple[dict[str, str], ...], step: str, reason: str
) -> None:
    found = looked_for(bench, monkeypatch, *offered)
    assert (found.values, found.report.steps) == ({}, ((step, False, reason),))


def test_a_channel_with_nothing_to_find_says_so(bench: Bench) -> None:
    with pytest.raises(Problem, match="nothing_to_find"):
        bench.shops.find_settings(bench.amazon_entry())


def test_a_wrong_password_is_a_report_and_stores_nothing(bench: Bench) -> None:
    report = bench.shops.check(bench.mail_entry("wrong"))
    assert not report.ok
    assert "wrong" in bench.hushed
    assert any(not worked for _, worked, _ in report.steps)
    with pytest.raises(AuthExpired):
        bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry("wrong"),), 30)
    assert bench.all() == ()


def test_the_same_shop_is_not_connected_twice(bench: Bench) -> None:
    bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry(),), 30)
    with pytest.raises(Problem, match="shop_twice"):
        bench.shops.connect("email", (NewShop("邮箱二"),), (bench.mail_entry(),), 30)
    assert [shop.title for shop in bench.all()] == ["邮箱"]


def test_passwords_lie_sealed_and_open_only_for_their_login(bench: Bench) -> None:
    entry = bench.mail_entry()
    bench.shops.connect("email", (NewShop("邮箱"),), (entry,), 30)
    login_id = next(iter(bench.all()[0].logins.values()))
    sealed = bench.writer.run(lambda work: sealed_secrets(work, login_id))
    assert entry.values["password"].encode() not in sealed["password"][1]
    login = bench.writer.run(lambda work: load_login(work, login_id))
    assert "password" not in login.settings
    bench.hushed.clear()
    assert bench.secrets.load(login)["password"] == entry.values["password"]
    assert entry.values["password"] in bench.hushed


def test_signing_in_again_keeps_the_shop_and_refuses_another_ones_door(bench: Bench) -> None:
    (shop,) = bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry(),), 30)
    login = next(iter(bench.all()[0].logins.values()))
    right = bench.town["mailboxes"]["care@northshore.example"]["password"]
    assert bench.shops.sign_in_again(login, {"password": right}).ok
    other = bench.town["mailboxes"]["amazon@northshore.example"]
    values = {"address": other["address"], "username": other["user"], "password": other["password"]}
    refused = bench.shops.sign_in_again(login, values)
    assert refused.steps[-1] == ("owner", False, "other_shop")
    assert not bench.shops.sign_in_again(login, {"password": "wrong"}).ok
    assert [found.id for found in bench.all()] == [shop]


def test_a_login_keeps_its_proxy_when_somebody_signs_in_again_and_may_get_another(bench: Bench) -> None:
    with a_proxy(ProxyKind.SOCKS5) as (proxy, _), a_proxy(ProxyKind.HTTP) as (other, ledger):
        bench.shops.connect("email", (NewShop("邮箱"),), (replace(bench.mail_entry(), proxy=proxy),), 30)
        login = next(iter(bench.all()[0].logins.values()))
        right = bench.town["mailboxes"]["care@northshore.example"]["password"]
        shown = replace(proxy, password="")  # as the form knows it
        assert bench.shops.sign_in_again(login, {"password": right}, shown).ok
        known = bench.writer.run(lambda work: load_login(work, login))
        assert known.proxy is not None
        assert (known.proxy.port, bench.secrets.load(known)["proxy_password"]) == (proxy.port, proxy.password)
        assert ledger.reached == []
        assert bench.shops.sign_in_again(login, {"password": right}, other).ok
        known = bench.writer.run(lambda work: load_login(work, login))
        assert known.proxy is not None
        assert known.proxy.port == other.port
        assert ledger.reached
        assert bench.shops.sign_in_again(login, {"password": right}).ok  # none any more
        known = bench.writer.run(lambda work: load_login(work, login))
        assert known.proxy is None
        assert "proxy_password" not in bench.secrets.load(known)


def test_a_proxys_password_goes_to_no_other_proxy(bench: Bench) -> None:
    with a_proxy(ProxyKind.SOCKS5) as (proxy, _), a_proxy(ProxyKind.SOCKS5) as (other, ledger):
        bench.shops.connect("email", (NewShop("邮箱"),), (replace(bench.mail_entry(), proxy=proxy),), 30)
        login = next(iter(bench.all()[0].logins.values()))
        right = bench.town["mailboxes"]["care@northshore.example"]["password"]
        refused = bench.shops.sign_in_again(login, {"password": right}, replace(other, password=""))
        assert not refused.ok
        assert ledger.reached == []


# --- what changes about a shop that is connected --------------------------------------------------------------------


def past_of(bench: Bench) -> list[tuple[str, str | None, bool]]:
    columns = (schema.cursor.c.stream, schema.cursor.c.cursor, schema.cursor.c.finished)
    return [tuple(row) for row in bench.rows(*columns)]  # type: ignore[misc]  # three columns


def test_a_shop_that_lived_by_mail_gets_its_platforms_api(bench: Bench) -> None:
    (shop_id,) = bench.shops.connect("amazon", (NewShop("亚马逊"),), (bench.amazon_mailbox(),), 30)
    bench.lanes.clear()
    assert bench.shops.add_login(shop_id, bench.amazon_entry()).ok
    (shop,) = bench.all()
    assert (shop.id, shop.title, sorted(shop.logins)) == (shop_id, "亚马逊", ["api", "mail"])
    assert shop.remote_key == bench.amazon_entry().values["seller_id"]
    assert not shop.sites  # it goes on to take whatever comes
    known = bench.writer.run(lambda work: load_login(work, shop.logins["api"]))
    assert known.settings["backfill_days"] == "30"
    assert bench.secrets.load(known)["refresh_token"] == bench.amazon_entry().values["refresh_token"]
    assert bench.lanes == ["changed"]
    with pytest.raises(Problem, match="login_there"):
        bench.shops.add_login(shop_id, bench.amazon_entry())


def test_a_login_that_does_not_open_is_a_report_and_changes_nothing(bench: Bench) -> None:
    (shop_id,) = bench.shops.connect("amazon", (NewShop("亚马逊"),), (bench.amazon_mailbox(),), 30)
    wrong = bench.amazon_entry()
    wrong = replace(wrong, values={**wrong.values, "refresh_token": "wrong"})
    assert not bench.shops.add_login(shop_id, wrong).ok
    assert sorted(bench.all()[0].logins) == ["mail"]


def test_a_login_that_another_shop_uses_is_shared_and_its_lane_told(bench: Bench) -> None:
    (first,) = bench.shops.connect("amazon", (NewShop("亚马逊"),), (bench.amazon_mailbox(),), 30)
    assert bench.shops.add_login(first, bench.amazon_entry()).ok
    api = bench.all()[0].logins["api"]
    (second,) = bench.shops.connect("amazon", (NewShop("另一家"),), (bench.mail_entry(),), 30)
    assert bench.shops.add_login(second, LoginEntry("api", "amazon", {}, existing=api)).ok
    shops = {shop.id: shop for shop in bench.all()}
    assert shops[second].logins["api"] == api
    assert shops[second].remote_key != shops[first].remote_key
    assert bench.lanes[-1] == f"joined {api}"


def test_folders_of_a_mailbox_are_listed_and_chosen(bench: Bench) -> None:
    bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry(),), 30)
    login = bench.all()[0].logins["mail"]
    folders = bench.shops.folders(login)
    assert [folder.kind for folder in folders[:2]] == [FolderKind.INBOX, FolderKind.SENT]
    assert all(folder.fetched == folder.always for folder in folders)
    bench.lanes.clear()
    bench.shops.fetch_folders(login, ("Kunden", "Spam"))
    assert bench.lanes == ["changed"]
    known = bench.writer.run(lambda work: load_login(work, login))
    assert known.settings["folders"] == "Kunden\nSpam"
    bench.shops.fetch_folders(login, ())
    assert "folders" not in bench.writer.run(lambda work: load_login(work, login)).settings


def test_several_shops_of_one_mailbox_have_addresses_of_their_own(bench: Bench) -> None:
    bench.shops.connect("email", (NewShop("一店"),), (bench.mail_entry(),), 30)
    known = LoginEntry("mail", "email", {}, existing=bench.all()[0].logins["mail"])
    bench.shops.connect("email", (NewShop("二店", address="two@northshore.example"),), (known,), 30)
    one, two = bench.all()
    assert two.logins == one.logins
    assert (two.remote_key, two.settings["address"]) == ("two@northshore.example",) * 2
    with pytest.raises(Problem, match="shop_twice"):
        bench.shops.connect("email", (NewShop("三店", address="two@northshore.example"),), (known,), 30)
    with pytest.raises(Problem, match="not_an_address"):
        bench.shops.connect("email", (NewShop("四店", address="nobody"),), (known,), 30)


def test_more_of_the_past_goes_on_from_where_a_mailbox_stopped(bench: Bench) -> None:
    bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry(),), 7)
    login = bench.all()[0].logins["mail"]
    source = manifest_of("email").open_source(
        bench.writer.run(lambda work: load_login(work, login)), bench.shops.tools
    )
    streams = [stream for stream in source.streams() if stream.mode is StreamMode.BACKFILL]
    first = {}
    for stream in streams:
        page = source.pull(stream, None)
        while page.more:
            page = source.pull(stream, page.next_cursor)
        first[stream.name] = page.next_cursor
        place = Place(page.next_cursor, finished=True)
        bench.writer.run(
            lambda work, s=stream, p=place: keep_place(work, login, s.name, p, bench.shops.clock.now())
        )  # type: ignore[misc]
    source.close()
    bench.shops.fetch_past(login, 365)
    known = bench.writer.run(lambda work: load_login(work, login))
    assert known.settings["backfill_days"] == "365"
    again = manifest_of("email").open_source(known, bench.shops.tools)
    uids: list[int] = []
    for name, cursor, finished in past_of(bench):
        assert not finished
        stream = next(one for one in streams if one.name == name)
        low = BackCursor.read(first[name])
        page = again.pull(stream, cursor)
        assert low is not None
        got = [item.uid for item in page.items if isinstance(item, RawMail)]
        assert all(uid < low.low for uid in got) or low.low <= 1
        uids += got
    again.close()
    assert uids


def test_the_past_of_a_platform_begins_anew(bench: Bench) -> None:
    bench.shops.connect("amazon", (NewShop("亚马逊"),), (bench.amazon_mailbox(), bench.amazon_entry()), 7)
    login = bench.all()[0].logins["api"]
    place = Place('{"finished":true}', 5, 5, finished=True)
    for stream in ("backfill:orders", "orders"):
        bench.writer.run(lambda work, s=stream: keep_place(work, login, s, place, bench.shops.clock.now()))  # type: ignore[misc]
    bench.lanes.clear()
    bench.shops.fetch_past(login, 90)
    assert sorted(past_of(bench)) == [("backfill:orders", None, False), ("orders", '{"finished":true}', True)]
    assert bench.lanes == ["changed"]


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_the_practice_shop_of_one_channel_is_marked_and_leaves_nothing_behind(
    bench: Bench, channel: str
) -> None:
    real = bench.shops.connect("email", (NewShop("邮箱"),), (bench.amazon_mailbox(),), 30)
    shop = connect_one(bench.shops, bench.town, channel, "练习")
    practice = next(one for one in bench.all() if one.id == shop)
    assert (practice.channel, practice.title, practice.practice) == (channel, "练习", True)
    bench.writer.run(take_practice_away)
    assert [(one.id, one.practice) for one in bench.all()] == [(real[0], False)]
    used = set(bench.all()[0].logins.values())
    assert {login for (login,) in bench.rows(schema.login.c.id)} == used
    assert {login for (login,) in bench.rows(schema.secret.c.login_id)} == used


def test_a_channel_without_a_practice_shop_says_so(bench: Bench) -> None:
    with pytest.raises(Problem, match="no_practice_shop"):
        connect_one(bench.shops, bench.town, "carrier-pigeon", "练习")


def test_practice_is_offered_beside_real_shops_only(bench: Bench) -> None:
    assert all(offer.practice for offer in bench.shops.offers())
    bench.shops.practises = True
    assert not any(offer.practice for offer in bench.shops.offers())


GERMANY, SPAIN = "A1PA6795UKMFR9", "A1RKKUPIHCS9HS"


def test_one_login_shows_its_sites_and_opens_a_shop_for_each(bench: Bench) -> None:
    report = bench.shops.check(bench.amazon_entry())
    assert [(site.key, site.title, site.country, site.taken) for site in report.sites] == [
        (GERMANY, "Amazon.de", "DE", False),
        (SPAIN, "Amazon.es", "ES", False),
    ]
    wanted = tuple(NewShop(site.title, site.key) for site in report.sites)
    opened = bench.shops.connect("amazon", wanted, (bench.amazon_entry(),), 30)
    german, spanish = bench.all()
    assert opened == (german.id, spanish.id)
    assert german.logins == spanish.logins
    assert (german.sites, spanish.sites) == ({GERMANY}, {SPAIN})
    with pytest.raises(Problem, match="shop_twice"):
        bench.shops.connect("amazon", wanted[:1], (bench.amazon_entry(),), 30)


@pytest.mark.parametrize("seller_id", [True, False])
def test_a_site_is_added_to_a_login_later(bench: Bench, seller_id: bool) -> None:
    bench.shops.connect("amazon", (NewShop("DE", GERMANY),), (bench.amazon_entry(seller_id),), 30)
    login = bench.all()[0].logins["api"]
    again = LoginEntry("api", "amazon", {}, existing=login)
    report = bench.shops.check(again)
    assert [(site.key, site.taken) for site in report.sites] == [(GERMANY, True), (SPAIN, False)]
    bench.shops.connect("amazon", (NewShop("ES", SPAIN),), (again,), 30)
    german, spanish = bench.all()
    assert spanish.logins == {"api": login}
    assert german.remote_key.rpartition("@")[0] == spanish.remote_key.rpartition("@")[0]
    assert bench.lanes[-1] == f"joined {login}"
    assert bench.shops.sign_in_again(login, bench.amazon_entry(seller_id).values).ok


def test_a_login_is_asked_only_for_sites_that_are_shops(bench: Bench) -> None:
    bench.shops.connect("amazon", (NewShop("DE", GERMANY),), (bench.amazon_entry(),), 30)
    (german,) = bench.all()
    login = bench.writer.run(lambda work: load_login(work, german.logins["api"]))
    assert login.settings[SITES] == f"{GERMANY} {SPAIN}"
    assert narrowed(login, (german,)).settings[SITES] == GERMANY
    everything = replace(german, settings={})
    assert narrowed(login, (german, everything)) is login


SEVERAL = {
    "tiktok": ("TikTok UK", "TikTok US"),
    "shopee": ("Shopee MY", "Shopee TW"),
    "lazada": ("Lazada SG", "Lazada MY"),
}


def consents(bench: Bench, channel: str) -> tuple[LoginEntry, ...]:
    """The logins of a channel's practice seller, who has two shops, as he consents now: a code is good once."""
    row = next(shop for shop in bench.town["shops"] if shop["channel"] == channel)
    entries = []
    line = HttpLine(bench.shops.tools.lines)
    for door in manifest_of(channel).practice(bench.town, row).doors:
        values = {
            name: one for name, one in door.entry.values.items() if name not in ("refresh_token", "shops")
        }
        entry = replace(door.entry, values=values)
        account = bench.town[channel].get("main_account_id")
        page = bench.shops.authorize_url(entry) + (f"&main_account_id={account}" if account else "")
        landed = line.ask("GET", page).headers["location"]
        entries.append(replace(entry, values={**values, "pasted": landed}))
    line.close()
    return tuple(entries)


@pytest.mark.parametrize("channel", sorted(SEVERAL))
def test_one_consent_brings_every_shop_and_they_share_the_login(bench: Bench, channel: str) -> None:
    entries = consents(bench, channel)
    report = bench.shops.check(entries[-1])
    assert report.ok
    assert len(report.sites) == 2
    assert not any(site.taken for site in report.sites)
    wanted = tuple(NewShop(site.title, site.key, country=site.country) for site in report.sites)
    bench.shops.connect(channel, wanted, entries, 30)
    first, second = bench.all()
    assert first.logins == second.logins
    assert first.sites.isdisjoint(second.sites)
    assert [shop.country for shop in (first, second)] == [site.country for site in report.sites]
    assert first.remote_key != second.remote_key
    with pytest.raises(Problem, match="shop_twice"):
        bench.shops.connect(channel, wanted[1:], consents(bench, channel), 30)


@pytest.mark.parametrize("channel", sorted(SEVERAL))
def test_the_seller_s_other_shop_joins_the_login_later(bench: Bench, channel: str) -> None:
    entries = consents(bench, channel)
    mine, other = bench.shops.check(entries[-1]).sites
    bench.shops.connect(channel, (NewShop("A", mine.key, country=mine.country),), entries, 30)
    (shop,) = bench.all()
    again = tuple(LoginEntry(role, channel, {}, existing=login) for role, login in shop.logins.items())
    report = bench.shops.check(next(one for one in again if one.role == "api"))
    assert [(site.key, site.taken) for site in report.sites] == [(mine.key, True), (other.key, False)]
    bench.shops.connect(channel, (NewShop("B", other.key, country=other.country),), again, 30)
    first, second = bench.all()
    assert first.logins == second.logins
    assert second.sites == {other.key}
    login = bench.writer.run(lambda work: load_login(work, first.logins["api"]))
    assert set(narrowed(login, (first,)).settings[SITES].split()) == {mine.key}
    assert set(narrowed(login, (first, second)).settings[SITES].split()) == {mine.key, other.key}


@pytest.mark.parametrize("channel", sorted(SEVERAL))
def test_a_consent_given_anew_is_known_by_any_of_its_shops(bench: Bench, channel: str) -> None:
    entries = consents(bench, channel)
    _, other = bench.shops.check(entries[-1]).sites
    bench.shops.connect(channel, (NewShop("B", other.key, country=other.country),), entries, 30)
    (shop,) = bench.all()
    api = next(one for one in consents(bench, channel) if one.role == "api")
    assert bench.shops.sign_in_again(shop.logins["api"], api.values).ok


def test_what_handlers_may_know_of_a_channel_comes_from_its_manifest() -> None:
    assert facts_of("amazon").platform_target is not None
    assert facts_of("ebay").reply_limit == 1980
    assert facts_of("email").can_copy
    tiktok, lazada = facts_of("tiktok"), facts_of("lazada")
    assert [tiktok.target_in(market) for market in ("MY", "US", "GB", "")] == [
        timedelta(hours=hours) for hours in (12, 24, 24, 12)
    ]
    assert lazada.target_in("TH") == DailyRound(time(18), time(19), timezone(timedelta(hours=7)))
    assert lazada.target_in("") is None
    assert facts_of("nowhere").title == "nowhere"


def shopee_entry(bench: Bench, **changed: str) -> LoginEntry:
    door, shop = bench.town["shopee"], next(one for one in bench.town["shops"] if one["key"] == "shopee-my")
    values = {
        "client_id": door["client_id"], "client_secret": door["client_secret"], "shop_id": shop["shop_id"],
        "redirect_url": door["redirect_url"], "refresh_token": shop["refresh_token"], "api_url": door["api"],
    }  # fmt: skip
    return LoginEntry("api", "shopee", values | changed)


def test_a_token_that_is_good_once_survives_every_try_of_the_wizard(bench: Bench) -> None:
    entry = shopee_entry(bench)
    for _ in range(3):
        assert bench.shops.check(entry).ok
    bench.shops.tools.clock.advance(timedelta(hours=5))  # type: ignore[attr-defined]
    assert bench.shops.check(entry).ok
    bench.shops.connect("shopee", (NewShop("Shopee MY"),), (entry,), 30)
    assert [shop.title for shop in bench.all()] == ["Shopee MY"]


def test_signing_in_again_refuses_another_shop_of_the_same_application(bench: Bench) -> None:
    bench.shops.connect("shopee", (NewShop("Shopee MY"),), (shopee_entry(bench),), 30)
    login = bench.all()[0].logins["api"]
    other = next(one for one in bench.town["shops"] if one["key"] == "shopee-tw")
    values = {
        "client_secret": bench.town["shopee"]["client_secret"],
        "shop_id": other["shop_id"],
        "refresh_token": other["refresh_token"],
    }
    assert bench.shops.sign_in_again(login, values).steps[-1] == ("owner", False, "other_shop")
    assert bench.writer.run(lambda work: load_login(work, login)).settings["shop_id"] == "601208831"


def test_a_consent_page_that_must_be_signed_is_signed_for_this_moment(bench: Bench) -> None:
    page = bench.shops.authorize_url(shopee_entry(bench))
    assert f"timestamp={int(bench.shops.clock.now().timestamp())}&sign=" in page
    with pytest.raises(Rejected, match="fill_client_first"):
        bench.shops.authorize_url(shopee_entry(bench, redirect_url=""))


# --- the lanes of a connected shop ----------------------------------------------------------------------------------


class NobodyReads:
    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        return [Failure("crashed") for _ in raws]


@pytest.fixture
def lanes(bench: Bench, tmp_path: Path) -> Iterator[LaneDesks]:
    tools = bench.shops.tools
    blobs = BlobStore(tmp_path / "blobs", KEY, tools.clock, tools.ids)
    desks = LaneDesks(tools, bench.writer, NobodyReads(), blobs, lambda ids: (), lambda: True)
    yield desks
    for desk in desks.sync.values():
        desk.source.close()


def _mailbox(bench: Bench) -> Shop:
    bench.shops.connect("email", (NewShop("邮箱"),), (bench.mail_entry(),), 30)
    return bench.all()[0]


def test_a_working_shop_receives_and_sends_only_after_its_news_was_read(
    bench: Bench, lanes: LaneDesks
) -> None:
    shop = _mailbox(bench)
    who = bench.writer.run(roster)
    (login,) = who.logins.values()
    began = bench.shops.clock.now()
    lanes.sending(shop, who)
    news = lanes.send[shop.id].news
    assert news.seen_since(began)  # nobody receives yet: nothing to wait for
    lanes.receive(login, who)
    assert not news.seen_since(began)
    news.look()
    desk = lanes.sync[login.id]
    while not news.seen_since(began):
        assert desk.step()


def test_a_paused_shop_has_no_lane_and_fetches_no_file(bench: Bench, lanes: LaneDesks) -> None:
    shop = _mailbox(bench)
    with pytest.raises(Rejected, match="nothing_to_fetch"):
        lanes.fetch(shop.id, "https://files.example/a")  # a mail carries its files with it
    bench.writer.run(lambda work: work.connection.execute(update(schema.shop).values(state="paused")))
    assert bench.writer.run(roster).logins == {}
    with pytest.raises(Problem, match="shop_paused"):
        lanes.fetch(shop.id, "https://files.example/a")


def test_what_ingest_keeps_lies_on_the_right_shelf(lanes: LaneDesks) -> None:
    shelves = BlobShelves(lanes.blobs)
    assert [key.partition("/")[0] for key in shelves.keep_raw([b"mail"])] == ["raw"]
    assert shelves.keep_unread(b"noise").startswith("quarantine/")


def test_a_lane_starts_anew_when_its_login_changed(bench: Bench) -> None:
    shop = _mailbox(bench)
    login = bench.writer.run(lambda work: load_login(work, shop.logins["mail"]))
    assert stamp_of(login, 1) != stamp_of(login, 2)
    assert stamp_of(login, 1) != stamp_of(replace(login, settings={}), 1)


def test_an_old_mail_is_fetched_again_from_its_mailbox_or_is_gone(bench: Bench, lanes: LaneDesks) -> None:
    shop = _mailbox(bench)
    known = bench.shops.tools
    place = Whereabouts(
        MessageId(known.ids.new()), shop.id, "email", shop.logins["mail"], "", "mid:nobody@x", "", "", {}
    )
    for odd in (replace(place, mail_login=None), replace(place, remote_key="ebay:1"), place):
        with pytest.raises(Problem, match="raw_gone"):
            fetch_again(odd, known, bench.writer)
    box = bench.town["mailboxes"]["care@northshore.example"]
    with imaplib.IMAP4(box["imap"]["host"], box["imap"]["port"]) as hand:
        hand.login(box["user"], box["password"])
        written = letter("Where is it?", Message_ID="<old@buyer.example>")
        hand.append("INBOX", "", imaplib.Time2Internaldate(0.0), written)
    found = fetch_again(replace(place, remote_key="mid:old@buyer.example"), known, bench.writer)
    assert found.strip() == written.strip()


# --- what a person is told ------------------------------------------------------------------------------------------


def test_a_channel_of_a_later_version_is_named_and_knows_nothing(bench: Bench) -> None:
    with pytest.raises(Problem, match="channel_unknown"):
        manifest_of("carrier-pigeon")
    assert facts_of("carrier-pigeon").reply_limit is None
    with pytest.raises(Problem, match="no_consent_page"):
        bench.shops.authorize_url(LoginEntry("api", "amazon", {}))


def test_a_secret_that_is_renewed_keeps_the_others_and_one_on_trial_stays_in_memory(bench: Bench) -> None:
    shop = _mailbox(bench)
    login = bench.writer.run(lambda work: load_login(work, shop.logins["mail"]))
    before = dict(bench.secrets.load(login))
    bench.secrets.store(login, {"password": "second", "refresh_token": "first"})
    assert bench.secrets.load(login) == {**before, "password": "second", "refresh_token": "first"}
    bench.secrets.try_out(login.id, {"password": "third"})
    bench.secrets.store(login, {"refresh_token": "tried"})
    assert bench.secrets.load(login) == {"password": "third", "refresh_token": "tried"}
    assert bench.secrets.end_trial(login.id) == {"password": "third", "refresh_token": "tried"}
    assert bench.secrets.load(login)["password"] == "second"


# --- what lanes know ------------------------------------------------------------------------------------------------


@pytest.fixture
def floor(bench: Bench, lanes: LaneDesks) -> tuple[FloorDesk, list[str]]:
    poked: list[str] = []
    return FloorDesk(bench.writer, lanes, poked.append, lambda channel, title: _mailbox(bench).id), poked


def test_the_lanes_say_how_they_are_and_look_when_asked(
    bench: Bench, lanes: LaneDesks, floor: tuple[FloorDesk, list[str]]
) -> None:
    desk, poked = floor
    shop = _mailbox(bench)
    who = bench.writer.run(roster)
    (login,) = who.logins.values()
    with pytest.raises(Problem, match="shop_paused"):
        desk.look_at(login.id)
    lanes.receive(login, who)
    while lanes.sync[login.id].step():
        pass
    (pulse,) = desk.pulses()
    assert pulse.login == login.id
    assert "folder:INBOX" in {stream.name for stream in pulse.streams}
    desk.look_at(login.id, "folder:INBOX")
    assert poked == [f"receive:{login.id}"]
    assert lanes.sync[login.id].step()
    assert "sends_copies" in desk.abilities(shop.id)
    assert desk.first_word(shop.id) == FirstWord("", letters=True)
    bench.writer.run(lambda work: work.connection.execute(update(schema.shop).values(state="paused")))
    assert desk.abilities(shop.id) == frozenset()
    assert desk.first_word(shop.id) == FirstWord("shop_paused")


def test_an_order_is_offered_its_platforms_own_messages_while_its_shop_works(
    bench: Bench, floor: tuple[FloorDesk, list[str]]
) -> None:
    (shop_id,) = bench.shops.connect("amazon", (NewShop("亚马逊"),), (bench.amazon_mailbox(),), 30)
    assert bench.shops.add_login(shop_id, bench.amazon_entry()).ok
    desk, story = floor[0], Story(bench.writer.engine, facts=facts_of)
    talk = story.a_conversation(shop_id, story.a_customer(shop_id))
    assert desk.forms(talk) == ()  # about no order
    order = newest_order(bench)
    bench.writer.run(
        lambda work: work.connection.execute(update(schema.conversation).values(order_key=order))
    )
    offered = {form.key for form in desk.forms(talk)}
    assert "productReviewAndSellerFeedback" in offered
    bench.writer.run(lambda work: work.connection.execute(update(schema.shop).values(state="paused")))
    assert desk.forms(talk) == ()


def newest_order(bench: Bench) -> str:
    """The number of an order that the shop's platform knows."""
    who = bench.writer.run(roster)
    login = next(one for one in who.logins.values() if "api_url" in one.settings)
    source = CHANNELS["amazon"].open_source(login, bench.shops.tools)
    past = next(stream for stream in source.streams() if stream.name == "backfill:orders")
    page = source.pull(past, None)
    source.close()
    return next(item.remote_key for item in page.items if isinstance(item, OrderSnapshot))


def test_practising_goes_to_the_town(bench: Bench, floor: tuple[FloorDesk, list[str]]) -> None:
    shop = floor[0].practise("email", "练习")
    assert [one.id for one in bench.all()] == [shop]
