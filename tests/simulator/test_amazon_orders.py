"""Orders 2026-01-01: what may be asked, how pages follow each other, how often one may call."""

from datetime import timedelta

import pytest

from app.simulator.stamps import seconds
from tests.simulator.practice import EU_SELLER, JP_SELLER, START, Client, a_town, at, field, rows

PATH = "/orders/2026-01-01/orders"
LONG_AGO = "2025-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"createdAfter": LONG_AGO, "lastUpdatedAfter": LONG_AGO},
        {"createdAfter": "yesterday"},
        {"createdAfter": LONG_AGO, "lastUpdatedBefore": LONG_AGO},
        {"lastUpdatedAfter": LONG_AGO, "createdBefore": LONG_AGO},
        {"lastUpdatedAfter": LONG_AGO, "lastUpdatedBefore": seconds(START - timedelta(seconds=90))},
        {"lastUpdatedAfter": LONG_AGO, "lastUpdatedBefore": "2024-01-01T00:00:00Z"},
        {"createdAfter": LONG_AGO, "maxResultsPerPage": "0"},
        {"createdAfter": LONG_AGO, "maxResultsPerPage": "101"},
        {"createdAfter": LONG_AGO, "maxResultsPerPage": "ten"},
        {"createdAfter": LONG_AGO, "includedData": "BUYER,EVERYTHING"},
        {"createdAfter": LONG_AGO, "fulfillmentStatuses": "Shipped"},
        {"createdAfter": LONG_AGO, "fulfilledBy": "ME"},
        {"createdAfter": LONG_AGO, "marketplaceIds": ",".join(f"M{i}" for i in range(51))},
        {"paginationToken": "nonsense"},
    ],
)
def test_a_forbidden_parameter_is_invalid_input(query: dict[str, str]) -> None:
    answer = Client(a_town()).amazon(PATH, query)
    assert (answer.status, at(answer, "errors", 0, "code")) == (400, "InvalidInput")


def test_pages_hold_every_order_once_and_the_last_has_no_token() -> None:
    client = Client(a_town())
    query = {"lastUpdatedAfter": LONG_AGO, "maxResultsPerPage": "4"}
    answer = client.amazon(PATH, query)
    seen = [row["orderId"] for row in rows(answer, "orders")]
    while "pagination" in at(answer):
        answer = client.amazon(PATH, {"paginationToken": field(answer, "pagination", "nextToken")})
        seen += [row["orderId"] for row in rows(answer, "orders")]
    mine = [o.id for o in client.town.world.orders.values() if o.shop.key in ("amazon-de", "amazon-es")]
    assert sorted(map(str, seen)) == sorted(mine)


def test_a_token_expires_after_a_day() -> None:
    client = Client(a_town())
    query = {"lastUpdatedAfter": LONG_AGO, "maxResultsPerPage": "1"}
    token = field(client.amazon(PATH, query), "pagination", "nextToken")
    client.wait(hours=25)
    client.tokens.clear()
    assert client.amazon(PATH, {"paginationToken": token}).status == 400


def test_the_returned_bound_is_two_minutes_old_and_serves_as_the_next_cursor() -> None:
    client = Client(a_town())
    answer = client.amazon(PATH, {"lastUpdatedAfter": LONG_AGO})
    assert at(answer, "lastUpdatedBefore") == seconds(START - timedelta(minutes=2))
    client.wait(hours=30)
    client.tokens.clear()
    later = client.amazon(PATH, {"lastUpdatedAfter": field(answer, "lastUpdatedBefore")})
    assert 0 < len(rows(later, "orders")) < len(rows(answer, "orders"))


def test_only_the_asked_data_sets_are_included() -> None:
    client = Client(a_town())
    bare = rows(client.amazon(PATH, {"createdAfter": LONG_AGO}), "orders")[0]
    assert not {"buyer", "recipient", "proceeds", "fulfillment", "packages"} & set(bare)
    full = rows(client.amazon(PATH, {"createdAfter": LONG_AGO, "includedData": "BUYER,PACKAGES"}), "orders")[
        0
    ]
    assert {"buyer", "packages"} <= set(full)


def test_marketplaces_and_statuses_filter() -> None:
    client = Client(a_town())
    spanish = rows(
        client.amazon(PATH, {"createdAfter": LONG_AGO, "marketplaceIds": "A1RKKUPIHCS9HS"}), "orders"
    )
    assert spanish
    assert all(at_market(row) == "A1RKKUPIHCS9HS" for row in spanish)
    query = {"createdAfter": LONG_AGO, "fulfillmentStatuses": "UNSHIPPED", "includedData": "FULFILLMENT"}
    waiting = rows(client.amazon(PATH, query), "orders")
    assert {state(row) for row in waiting} == {"UNSHIPPED"}
    nobody = client.amazon(PATH, {"createdAfter": LONG_AGO, "fulfilledBy": "AMAZON"})
    assert rows(nobody, "orders") == []


def at_market(row: dict[str, object]) -> object:
    channel = row["salesChannel"]
    assert isinstance(channel, dict)
    return channel["marketplaceId"]


def state(row: dict[str, object]) -> object:
    fulfillment = row["fulfillment"]
    assert isinstance(fulfillment, dict)
    return fulfillment["fulfillmentStatus"]


def test_the_21st_search_in_a_row_is_throttled_and_three_minutes_buy_one_more() -> None:
    client = Client(a_town())
    answers = [client.amazon(PATH, {"createdAfter": LONG_AGO}) for _ in range(21)]
    assert [answer.status for answer in answers] == [200] * 20 + [429]
    assert at(answers[-1], "errors", 0, "code") == "QuotaExceeded"
    assert answers[-1].header("x-amzn-RateLimit-Limit") == "0.0056"
    assert not answers[-1].header("Retry-After")
    client.wait(seconds=180)
    assert client.amazon(PATH, {"createdAfter": LONG_AGO}).status == 200


def test_an_order_moves_along_its_life() -> None:
    client = Client(a_town())
    order = next(o for o in client.town.world.orders.values() if o.id == "404-7725190-1136842")
    seen = []
    for _ in range(6):
        answer = client.amazon(f"{PATH}/{order.id}", {"includedData": "FULFILLMENT,PACKAGES"})
        sent = at(answer, "order", "packages") != []
        status = at(answer, "order", "packages", 0, "packageStatus", "status") if sent else "none"
        seen.append((at(answer, "order", "fulfillment", "fulfillmentStatus"), status))
        client.wait(hours=20)
        client.tokens.clear()
    assert seen[0] == ("UNSHIPPED", "none")
    assert seen[-1] == ("SHIPPED", "DELIVERED")


def test_an_unknown_order_is_not_found_and_a_foreign_region_refused() -> None:
    client = Client(a_town())
    assert client.amazon(f"{PATH}/999-0000000-0000000").status == 404
    assert client.amazon(f"{PATH}/250-1183047-5520918").status == 404
    assert client.amazon(PATH, {"createdAfter": LONG_AGO}, region="na").status == 403
    assert client.amazon(PATH, {"createdAfter": LONG_AGO}, region="fe", seller=JP_SELLER).status == 200
    assert client.call("GET", f"/spapi/eu{PATH}").status == 403


def test_the_older_dialect_gives_names_only_for_a_restricted_token() -> None:
    client = Client(a_town())
    path = "/orders/v0/orders/302-4471906-8825114/buyerInfo"
    assert "BuyerName" not in at(client.amazon(path), "payload")
    resource = {
        "method": "GET",
        "path": "/orders/v0/orders/{orderId}/buyerInfo",
        "dataElements": ["buyerInfo"],
    }
    body = {"restrictedResources": [resource]}
    made = client.amazon("/tokens/2021-03-01/restrictedDataToken", method="POST", body=body)
    client.tokens[EU_SELLER] = field(made, "restrictedDataToken")
    assert at(client.amazon(path), "payload", "BuyerName") == "Maria Schmidt"
    assert client.amazon(f"{PATH}/302-4471906-8825114").status == 403


def test_every_answer_names_its_request() -> None:
    client = Client(a_town())
    first = client.amazon("/sellers/v1/marketplaceParticipations")
    second = client.amazon("/sellers/v1/marketplaceParticipations")
    assert first.header("x-amzn-RequestId") != second.header("x-amzn-RequestId")
    assert first.header("Date") == "Mon, 23 Nov 2026 12:00:00 GMT"
