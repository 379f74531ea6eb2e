"""When a login ends is known in time, from whatever its channel says about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.readmodels import LoginRow
from app.domain.shops import Login, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.host.vault import Vault
from app.net.tokens import lasting
from app.services.login_ends import EVERY, LoginEnds
from app.services.secrets import SealedSecrets
from app.store.create import open_or_create
from app.store.queries import open_local_reader
from app.store.shops import add_login, add_shop
from tests.fakes import FakeClock, SeededIds
from tests.services.inline import InlineWriter

KEY = bytes(range(32))
LOGIN = Login(LoginId(UUID(int=1)), "ebay", "eBay UK", {})
MAIL = Login(LoginId(UUID(int=2)), "email", "post@shop.example", {})


class Stage:
    """An eBay shop and a mailbox in a real file."""

    def __init__(self, folder: Path, clock: FakeClock, ids: SeededIds) -> None:
        self.path, self.clock = folder / "desk.db", clock
        self.engine = open_or_create(self.path, KEY)
        self.writer = InlineWriter(self.engine)
        self.secrets = SealedSecrets(Vault({1: KEY}, ids), self.writer)
        for login in (LOGIN, MAIL):
            shop = Shop(ShopId(ids.new()), login.channel, "S", "me", ShopState.ACTIVE, 0, {"api": login.id})
            self.writer.run(lambda work, login=login: add_login(work, login, clock.now()))
            self.writer.run(lambda work, shop=shop: add_shop(work, shop, clock.now()))
        self.ends = LoginEnds(self.writer, self.secrets, clock)

    def until(self, days: int) -> None:
        self.secrets.store(LOGIN, {"refresh_until": (self.clock.now() + timedelta(days=days)).isoformat()})

    def shown(self) -> dict[str, timedelta | None]:
        """How long each login is good for, as the screen reads it."""
        now = self.clock.now()
        return {one.channel: one.good_until - now if one.good_until else None for one in self.logins()}

    def told(self) -> datetime | None:
        """From when on the eBay login's end is told."""
        return next(one.told_from for one in self.logins() if one.channel == "ebay")

    def logins(self) -> list[LoginRow]:
        reader = open_local_reader(self.path, KEY)
        try:
            return [login for shop in reader.shops() for login in shop.logins.values()]
        finally:
            reader.close()


@pytest.fixture
def stage(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Stage]:
    made = Stage(tmp_path, clock, ids)
    yield made
    made.engine.dispose()


def test_the_end_that_the_platform_named_is_shown_and_a_password_never_ends(stage: Stage) -> None:
    stage.until(20)
    stage.ends.step()
    assert stage.shown() == {"ebay": timedelta(days=20), "email": None}


def test_a_new_sign_in_is_seen_at_once_and_a_renewed_token_within_hours(stage: Stage) -> None:
    stage.until(20)
    stage.ends.step()
    stage.until(540)
    stage.ends.step()
    assert stage.shown()["ebay"] == timedelta(days=20)  # looked a moment ago
    stage.ends.look_soon()
    stage.ends.step()
    assert stage.shown()["ebay"] == timedelta(days=540)
    stage.until(100)
    stage.clock.advance(EVERY)
    stage.ends.step()
    assert stage.shown()["ebay"] == timedelta(days=100) - EVERY


def test_what_lives_a_month_is_not_called_ending_on_its_first_day(stage: Stage) -> None:
    given = stage.clock.now()
    stage.secrets.store(LOGIN, lasting(given, timedelta(days=30)))
    stage.ends.step()
    assert stage.told() == given + timedelta(days=24)
    stage.until(540)
    stage.ends.look_soon()
    stage.ends.step()
    assert stage.told() == given + timedelta(days=510)


def test_an_end_that_is_no_longer_known_is_no_longer_shown(stage: Stage) -> None:
    stage.until(20)
    stage.ends.step()
    stage.secrets.store(LOGIN, {"refresh_until": ""})
    stage.ends.look_soon()
    stage.ends.step()
    assert stage.shown()["ebay"] is None


def test_a_login_whose_secrets_cannot_be_opened_holds_up_nobody(stage: Stage, ids: SeededIds) -> None:
    other = SealedSecrets(Vault({1: bytes(32)}, ids), stage.writer)
    stage.until(20)
    LoginEnds(stage.writer, other, stage.clock).step()
    assert stage.shown() == {"ebay": None, "email": None}
