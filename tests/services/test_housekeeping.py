"""What support is given says how the desk is, and nothing about a customer, a shop or an address."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.customers import Party
from app.domain.errors import Problem
from app.domain.values import CustomerId
from app.host.paths import ProfilePaths
from app.services.housekeeping import facts_for_support
from app.store.customers import customer_of, load_customer, party_of
from app.store.pragmas import key_pragma
from tests.builders import Story
from tests.fakes import FakeClock
from tests.services.scenes import Stage


def test_diagnostics_count_everything_and_name_nobody(desk: Engine, clock: FakeClock, tmp_path: Path) -> None:
    stage = Stage(Story(desk, clock))
    stage.story.a_login()
    stage.queued()
    with stage.story.work() as work:
        facts = facts_for_support(work, ProfilePaths(tmp_path), ("receive:1", "send:1"), 3)
    assert (facts["lanes"], facts["worker_restarts"], facts["conversation"]) == (2, 3, 2)
    assert (facts["outbound"], facts["outbound.queued"], facts["login.email.ok"]) == (1, 1, 1)
    told = str(facts)
    for private in (
        "Maria",
        "maria@buyer",
        "码头一号",
        "post@shop",
        "302-8812345",
        "Kommt morgen",
        str(tmp_path),
    ):
        assert private not in told


def test_a_customer_is_addressed_by_a_name_the_shop_knows(desk: Engine, clock: FakeClock) -> None:
    story = Story(desk, clock)
    shop, other = story.a_shop(), story.a_shop("zwei")
    maria = story.a_customer(shop)
    with story.work() as work:
        again = customer_of(work, shop, Party("m2@buyer.example", "M."), maria, "DE", clock.now())
        assert again == maria
        assert customer_of(work, shop, Party("m2@buyer.example", "M."), maria, "DE", clock.now()) == maria
        assert party_of(work, shop, maria, "M2@buyer.example") == Party("m2@buyer.example", "M.")
        assert party_of(work, shop, maria, "gone@buyer.example").key == "m2@buyer.example"
        assert party_of(work, other, maria) == Party("", "Maria Schmidt")
        fresh = CustomerId(story.ids.new())
        assert customer_of(work, shop, Party("new@buyer.example", "Neu"), fresh, "AT", clock.now()) == fresh
        assert load_customer(work, fresh)["name"] == "Neu"
        with pytest.raises(Problem, match="customer_gone"):
            load_customer(work, CustomerId(story.ids.new()))


def test_a_key_of_another_length_never_reaches_the_database() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        key_pragma(b"short")
