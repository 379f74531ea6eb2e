"""Holds what our program really asked, and what it was answered, against the platforms' published contracts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import jsonschema

from app.simulator.running import RunningTown
from app.simulator.wire import Request, Response
from tests.simulator.contracts import Contract

AMAZON = (
    "amazon/sellers.json",
    "amazon/orders_2026-01-01.json",
    "amazon/catalogItems_2022-04-01.json",
    "amazon/messaging.json",
    "amazon/solicitations.json",
    "amazon/uploads_2020-11-01.json",
    "amazon/feeds_2021-06-30.json",
    "amazon/reports_2021-06-30.json",
    "amazon/ordersV0.json",
)
PUBLISHED = {
    **{f"/spapi/{region}": AMAZON for region in ("na", "eu", "fe")},
    "/ebay/api/commerce/message/v1": ("ebay/commerce_message_v1_oas3.json",),
    "/ebay/api/sell/fulfillment/v1": ("ebay/sell_fulfillment_v1_oas3.json",),
    "/ebay/apiz/commerce/identity/v1": ("ebay/commerce_identity_v1_oas3.json",),
    "/ebay/apiz/sell/fulfillment/v1": ("ebay/sell_fulfillment_v1_oas3.json",),
    "/ebay/apiz/developer/key_management/v1": ("ebay/developer_key_management_v1_oas3.json",),
    "/walmart": ("walmart/us_mp_orders.json", "walmart/us_mp_returns.json", "walmart/us_mp_auth.json"),
}  # fmt: skip
"""where a contract's paths begin in the practice town"""
UNPUBLISHED = (
    "/aliexpress/",
    "/amazon-s3/",
    "/lwa/auth/o2/token",
    "/ebay/api/identity/v1/oauth2/token",
    "/ebay/api/buy/browse/v1/item/get_item_by_legacy_id",
    "/ebay/api/commerce/media/v1_beta/image/",
    "/ebay/api/post-order/v2/",
    "/lazada/",
    "/shopee/",
    "/shopify/",
    "/media/",
    "/oracle/",
    "/tiktok/",
)
"""what no contract of ours describes: AliExpress, Amazon's storage, tokens, Browse, Post-Order, which names no
parameters, and eBay's pictures, which are younger than our copy of the Media API's contract.
Shopee and TikTok Shop have a page for each call instead, Shopify a schema: `tests/simulator/test_shopee_contracts.py`,
`tests/contract/test_tiktok_published.py`, `tests/connectors/test_shopify_contracts.py`"""


BESIDE = {("GET /v3/orders", 404), ("GET /v3/returns", 404)}
"""answers no contract mentions, which come all the same: Walmart's list without entries"""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    request: Request
    response: Response


def listen(town: RunningTown) -> list[Exchange]:
    """Notes every exchange from now on."""
    heard: list[Exchange] = []
    serve = town.service.town.handle

    def handle(request: Request, now: datetime) -> Response:
        response = serve(request, now)
        heard.append(Exchange(request, response))
        return response

    town.service.town.handle = handle  # type: ignore[method-assign]
    return heard


@dataclass(frozen=True, slots=True)
class Operation:
    """A published operation and the document it stands in."""

    name: str
    contract: Contract
    shared: list[dict[str, Any]]
    published: dict[str, Any]

    def parameters(self, place: str) -> dict[str, dict[str, Any]]:
        """By name; `place` is query or header."""
        listed = [*self.shared, *self.published.get("parameters", [])]
        known = (self.contract.resolved(one) for one in listed)
        return {one["name"]: one for one in known if one["in"] == place}

    def body(self) -> str:
        """The schema's name of what is posted; empty where nothing is."""
        by_swagger = next(iter(self.parameters("body").values()), {}).get("schema", {})
        content = self.published.get("requestBody", {}).get("content", {})
        schema = by_swagger or next(iter(content.values()), {}).get("schema", {})
        return str(schema.get("$ref", "")).rsplit("/", 1)[-1]

    def answer(self, status: int) -> str:
        """The schema's name of an answer. An undocumented status is a KeyError."""
        answer = self.contract.resolved(self.published["responses"][str(status)])
        content = next(iter(answer.get("content", {}).values()), {})
        schema = answer.get("schema") or content.get("schema", {})
        return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


@cache
def contract_of(name: str) -> Contract:
    """One document, read once."""
    return Contract(name)


def operation_of(request: Request) -> Operation | None:
    """The published operation behind a request; None for what is listed as unpublished."""
    if request.path.startswith(UNPUBLISHED):
        return None
    for start, names in PUBLISHED.items():
        for contract in (contract_of(name) for name in names if request.path.startswith(start)):
            for path, operations in contract.paths().items():
                shape = shape_of(path, operations)
                found = operations.get(request.method.lower())
                if found and re.fullmatch(shape, request.path.removeprefix(start)):
                    return Operation(
                        f"{request.method} {path}", contract, operations.get("parameters", []), found
                    )
    raise AssertionError(f"no contract describes {request.method} {request.path}")


def shape_of(path: str, operations: dict[str, Any]) -> str:
    """The expression of a published path; Amazon marks parameters that are paths themselves."""
    known = (one for one in operations.values() if isinstance(one, dict))
    listed = [parameter for operation in known for parameter in operation.get("parameters", [])]
    greedy = {one["name"] for one in listed if one.get("x-amazon-spds-greedy-path-parameter")}

    def part(found: re.Match[str]) -> str:
        return ".+" if found[1] in greedy else "[^/]+"

    return re.sub(r"\\\{(\w+)\\\}", part, re.escape(path))


def complaints(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """What the request or the answer does that its contract does not allow."""
    request, response = exchange.request, exchange.response
    known = operation.parameters("query")
    asked = {name for name, _ in request.query}
    yield from (f"unknown parameter {name}" for name in sorted(asked - set(known)))
    needed = {name for name, one in known.items() if one.get("required")}
    yield from (f"missing parameter {name}" for name in sorted(needed - asked))
    for name, one in known.items():
        schema = one.get("schema", one)
        allowed = schema.get("enum") or schema.get("items", {}).get("enum")
        if allowed and not set(request.listed(name)) <= set(allowed):
            yield f"{name} is not one of {allowed}"
    if name := operation.body():
        form = "form" in request.header("content-type")
        operation.contract.hold(request.form() if form else request.json(), name)
    if (operation.name, response.status) in BESIDE:
        return
    if name := operation.answer(response.status):
        operation.contract.hold(response.json(), name)


def hold_all(heard: list[Exchange]) -> set[str]:
    """Holds every exchange; returns the names of the operations that were met."""
    met = set()
    for exchange in heard:
        operation = operation_of(exchange.request)
        if operation is None:
            continue
        try:
            found = "; ".join(complaints(exchange, operation))
        except (jsonschema.ValidationError, KeyError) as error:
            raise AssertionError(f"{operation.name}: {error}") from error
        assert not found, f"{operation.name}: {found}"
        met.add(operation.name)
    return met
