"""Signing in to Shopify in its three ways, and the signature of the address on which the browser lands."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.connectors.contract import AuthExpired, Rejected
from app.connectors.shopify.sign_in import SCOPES, authorize_url, proven_code, sign_in, signature
from tests.connectors.shopify_bench import door
from tests.contract.bench import Bench

SHOP = "northshore-home.myshopify.com"
CODE = "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com"
PUBLISHED = (
    (
        CODE + "&state=0.6784241404160823&timestamp=1337178173",
        "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf",
    ),
    (
        CODE + "&timestamp=1337178173",
        "4712bf92ffc2917d15a2f5a273e39f0116667419aa4b6ac0b3baaf26fa3c4d20",
    ),
)


def values(bench: Bench, **more: str) -> dict[str, str]:
    keys = door(bench.town).keys.clients[SHOP]
    settings = bench.logins["api"].settings
    return {
        "shop": SHOP,
        "client_id": keys[0],
        "client_secret": keys[1],
        "api_url": settings["api_url"],
        **more,
    }


def enter(bench: Bench, **more: str) -> dict[str, str]:
    return dict(sign_in(values(bench, **more), None, bench.tools, lambda _: None))


@pytest.mark.parametrize(("query", "expected"), PUBLISHED)
def test_the_published_examples_of_the_signature(query: str, expected: str) -> None:
    assert signature(parse_qsl(query), "hush") == expected
    shuffled = list(reversed(parse_qsl(query)))
    assert signature([*shuffled, ("hmac", "x"), ("signature", "y")], "hush") == expected


@pytest.mark.parametrize(("query", "expected"), PUBLISHED)
def test_a_genuine_address_gives_its_code(query: str, expected: str) -> None:
    landed = f"https://app.example/back?{query}&hmac={expected}"
    assert proven_code(landed, "some-shop.myshopify.com", "hush") == "0907a61c0c8d55e99db179b68161bc00"
    for forged in (landed.replace("some-shop", "other-shop"), landed[:-1], landed.replace("1337", "1338")):
        with pytest.raises(Rejected, match="shopify_address_not_genuine"):
            proven_code(forged, "some-shop.myshopify.com", "hush")
    with pytest.raises(Rejected, match="shopify_other_shop"):
        proven_code(landed, "mine.myshopify.com", "hush")


def test_the_keys_of_an_own_application_give_a_token_for_a_day(shopify: Bench) -> None:
    assert set(enter(shopify)) == {"client_secret"}
    source = shopify.source("api")
    source.check()
    stream = source.streams()[0]
    cursor = source.pull(stream, None).next_cursor
    for _ in range(30):  # beyond a day: renewed in good time, never refused
        shopify.clock.advance(timedelta(hours=1))
        cursor = source.pull(stream, cursor).next_cursor
    assert len(door(shopify.town).keys.grants.by_access) >= 1


def test_a_token_that_never_ends_needs_no_keys(shopify: Bench) -> None:
    token = door(shopify.town).keys.forever(SHOP, shopify.clock.now())
    assert enter(shopify, client_id="", client_secret="", access_token=token) == {"access_token": token}
    login = shopify.logins["api"]
    shopify.keeper.secrets[login.id] = {"access_token": token}
    shopify.forget_tokens()
    assert shopify.source("api").check().remote_key == SHOP
    shopify.town.tell("revoke", seller=SHOP)
    with pytest.raises(AuthExpired, match="shopify_token_refused"):
        shopify.source("api").check()


def test_the_landing_address_is_exchanged_once_for_a_token_without_end(shopify: Bench) -> None:
    landed = door(shopify.town).keys.landing(SHOP, "https://app.example/back", shopify.clock.now())
    kept = enter(shopify, pasted=landed)
    assert set(kept) == {"client_secret", "access_token"}
    login = shopify.logins["api"]
    shopify.keeper.secrets[login.id] = kept
    shopify.forget_tokens()
    assert shopify.source("api").check().remote_key == SHOP
    with pytest.raises(Exception, match="token_refused"):
        enter(shopify, pasted=landed)
    with pytest.raises(Rejected, match="shopify_address_not_genuine"):
        enter(shopify, pasted=landed.replace("code=", "code=x"))


def test_what_is_missing_is_said_before_anything_leaves(shopify: Bench) -> None:
    with pytest.raises(Rejected, match="shopify_keys_missing"):
        enter(shopify, client_secret="")
    with pytest.raises(Rejected, match="shopify_domain_wrong"):
        sign_in(
            {"shop": "evil.example", "client_id": "a", "client_secret": "b"},
            None,
            shopify.tools,
            lambda _: None,
        )


def test_the_consent_page_asks_for_what_the_doors_need() -> None:
    asked = {"shop": "northshore-home", "client_id": "id1", "redirect_url": "https://app.example/back"}
    page = urlsplit(authorize_url(asked))
    query = dict(parse_qsl(page.query))
    assert (page.hostname, page.path) == (SHOP, "/admin/oauth/authorize")
    assert query["scope"].split(",") == SCOPES
    assert (query["client_id"], query["redirect_uri"]) == ("id1", "https://app.example/back")
    with pytest.raises(Rejected, match="fill_client_first"):
        authorize_url({"shop": "northshore-home"})


def test_an_application_that_was_removed_says_so(shopify: Bench) -> None:
    shopify.town.tell("revoke", seller=SHOP)
    with pytest.raises(AuthExpired, match="shopify_not_installed"):
        shopify.source("api").check()
