"""A shop's Admin API: who may ask, what a question costs, how full the bucket is, and the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLDirective,
    GraphQLError,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    execute_sync,
    get_directive_values,
    parse,
    validate,
)

from app.simulator import shopify_acts, shopify_cases, shopify_reading
from app.simulator.library import FOLDER
from app.simulator.shopify_cost import actual, requested
from app.simulator.shopify_login import Keys
from app.simulator.shopify_store import Books
from app.simulator.shopify_words import Node, ShopifyCall, refused
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer, text
from app.simulator.world import World

VERSION = "2026-07"
MOST, RATE, SINGLE = 2000.0, 100.0, 1000
"""the bucket of a standard plan, its points a second, and the most for one question"""
Act = Callable[..., Node]
ACTS: Mapping[str, Act] = {
    "fulfillmentCreate": shopify_acts.ship,
    "fulfillmentTrackingInfoUpdate": shopify_acts.track,
    "orderCancel": shopify_acts.cancel,
    "refundCreate": shopify_acts.refund,
    "returnApproveRequest": shopify_cases.approve,
    "returnDeclineRequest": shopify_cases.decline,
    "returnProcess": shopify_cases.process,
    "disputeEvidenceUpdate": shopify_cases.evidence,
}
ONCE_ONLY = frozenset({"refundCreate"})
"""mutations that demand a key against doubles"""


@cache
def schema() -> GraphQLSchema:
    """What the practice shop answers."""
    return build_schema((FOLDER / "shopify.graphql").read_text("utf-8"))


@cache
def read(query: str) -> DocumentNode | tuple[GraphQLError, ...]:
    """A question, or what is wrong with it."""
    try:
        document = parse(query)
    except GraphQLError as problem:
        return (problem,)
    return tuple(validate(schema(), document)) or document


@dataclass(slots=True)
class Bucket:
    """An application's points in one shop."""

    left: float
    at: datetime


@dataclass(slots=True)
class ShopifyApi:
    """All practice shops' hosts."""

    world: World
    keys: Keys
    media: Callable[[], str]
    hidden: bool = False
    """the owners keep their buyers to themselves"""
    frozen: bool = False
    buckets: dict[str, Bucket] = field(default_factory=dict)
    replays: dict[str, tuple[str, Node]] = field(default_factory=dict)
    books: Books = field(init=False)

    def __post_init__(self) -> None:
        self.books = Books(self.world)

    def handle(self, shop: Shop, request: Request, now: datetime) -> Response:
        """POST /admin/api/{version}/graphql.json. Order of checks: shop, token, question, cost, bucket."""
        parts = request.parts
        if len(parts) != 4 or parts[:2] != ["admin", "api"] or parts[3] != "graphql.json":
            return answer({"errors": "Not Found"}, 404)
        if self.frozen:
            return answer({"errors": "Unavailable Shop"}, 402)
        access = self.keys.grants.valid(request.header("x-shopify-access-token"), now)
        if access is None or access.owner != shop.seller:
            sentence = "[API] Invalid API key or access token (unrecognized login or wrong password)"
            return answer({"errors": sentence}, 401)
        body = request.json()
        if request.method != "POST" or body is None or not isinstance(body.get("query"), str):
            return answer({"errors": {"query": "Required parameter missing or invalid"}}, 400)
        call = ShopifyCall(self.books, shop, now, self.media(), self.hidden, self.replays)
        response = self._asked(call, body, access.client)
        return response.with_headers(("X-Shopify-API-Version", VERSION))

    def _asked(self, call: ShopifyCall, body: Mapping[str, Json], client: str) -> Response:
        found = read(str(body["query"]))
        if isinstance(found, tuple):
            wrong: list[Json] = [{"message": problem.message} for problem in found]
            return answer({"errors": wrong})
        variables: dict[str, Any] = dict(body["variables"]) if isinstance(body.get("variables"), dict) else {}  # type: ignore[arg-type]
        operation = chosen(found, body.get("operationName"))
        if operation is None:
            return answer({"errors": [{"message": "Must provide an operation name."}]})
        cost = requested(schema(), found, operation, variables)
        bucket = self._bucket(call, client)
        if cost > SINGLE:
            sentence = f"Query cost is {cost}, which exceeds the single query max cost limit {SINGLE}."
            return beside(sentence, "MAX_COST_EXCEEDED", cost, bucket.left)
        if cost > bucket.left:
            return throttled(cost, bucket.left)
        result = execute_sync(
            schema(), found, root(call), None, variables, operation.name.value if operation.name else None
        )
        spent = actual(result.data)
        bucket.left -= spent
        value: dict[str, Any] = {"data": result.data}
        if result.errors:
            value["errors"] = [problem.formatted for problem in result.errors]
        value["extensions"] = weighed(cost, spent, bucket.left)
        return Response(
            200,
            (("Content-Type", "application/json; charset=utf-8"),),
            json.dumps(value, ensure_ascii=False).encode(),
        )

    def _bucket(self, call: ShopifyCall, client: str) -> Bucket:
        bucket = self.buckets.setdefault(f"{call.shop.seller} {client}", Bucket(MOST, call.now))
        gained = max((call.now - bucket.at).total_seconds(), 0.0) * RATE
        bucket.left, bucket.at = min(MOST, bucket.left + gained), max(bucket.at, call.now)
        return bucket


def chosen(document: DocumentNode, name: Json) -> OperationDefinitionNode | None:
    """The operation that is meant."""
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if name is None:
        return found[0] if len(found) == 1 else None
    return next((one for one in found if one.name and one.name.value == name), None)


def weighed(cost: int, spent: int | None, left: float) -> dict[str, Json]:
    """What every answer says of its cost."""
    status: dict[str, Json] = {"maximumAvailable": MOST, "currentlyAvailable": int(left), "restoreRate": RATE}
    return {"cost": {"requestedQueryCost": cost, "actualQueryCost": spent, "throttleStatus": status}}


def beside(sentence: str, code: str, cost: int, left: float) -> Response:
    """An error instead of data, with status 200."""
    errors: list[Json] = [{"message": sentence, "extensions": {"code": code}}]
    return answer({"errors": errors, "extensions": weighed(cost, None, left)})


def throttled(cost: int, left: float) -> Response:
    """Too many points at once: also with status 200."""
    return beside("Throttled", "THROTTLED", cost, left)


# --- mutations ------------------------------------------------------------------------------------------------------


def root(call: ShopifyCall) -> Node:
    """Everything that may be asked, and everything that may be done."""
    return {**shopify_reading.root(call), **{name: performing(call, name, act) for name, act in ACTS.items()}}


def performing(call: ShopifyCall, name: str, act: Act) -> Callable[..., Node]:
    """A mutation; one that came before under the same key gives its first answer again."""

    def perform(info: GraphQLResolveInfo[Any], **asked: object) -> Node:
        key = key_of(info)
        if not key:
            if name in ONCE_ONLY:
                raise refused("The @idempotent directive is required for this mutation.", "BAD_REQUEST")
            return act(call, **asked)
        meant = f"{name} {json.dumps(asked, sort_keys=True)}"
        known = call.replays.get(key)
        if known is None:
            known = call.replays[key] = (meant, act(call, **asked))
        if known[0] != meant:
            raise refused(
                "The idempotency key was used with other input.", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"
            )
        return known[1]

    return perform


def key_of(info: GraphQLResolveInfo[Any]) -> str:
    """The key of `@idempotent`; '' without the directive."""
    directive: GraphQLDirective | None = info.schema.get_directive("idempotent")
    if directive is None:
        return ""
    given = get_directive_values(directive, info.field_nodes[0], info.variable_values)
    return str(given["key"]).strip() if given else ""


def not_found() -> Response:
    """A host where no shop lives."""
    return text("<html><body><h1>Sorry, this shop is currently unavailable.</h1></body></html>", 404)
