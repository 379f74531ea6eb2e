"""Orders API 2026-01-01, searchOrders and getOrder: what may be asked, and how pages follow each other."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from app.simulator.amazon_orders import DATA_SETS, STATUSES, described, status
from app.simulator.stamps import parse, seconds
from app.simulator.trade import Order, Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

TWO_MINUTES = timedelta(minutes=2)
TOKEN_LIFE = timedelta(hours=24)


class InvalidInputError(Exception):
    """A parameter that the contract forbids; the sentence is for a developer's eyes."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search, fixed by its first page: later pages carry it in their token."""

    by: str
    after: str
    before: str
    asked_at: str
    size: int = 100
    statuses: list[str] = field(default_factory=list)
    marketplaces: list[str] = field(default_factory=list)
    fulfilled_by: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    last: tuple[str, str] = ("", "")
    """Time and id of the last order already given."""


def error(code: str, message: str, status_code: int, details: str = "") -> Response:
    """ErrorList."""
    return answer({"errors": [{"code": code, "message": message, "details": details}]}, status_code)


def _moment(request: Request, name: str) -> datetime | None:
    raw = request.one(name)
    if raw is None or raw == "":
        return None
    moment = parse(raw)
    if moment is None:
        raise InvalidInputError(f"Invalid value for {name}: {raw} is not an ISO 8601 date-time.")
    return moment


def _chosen(request: Request, name: str, allowed: tuple[str, ...]) -> list[str]:
    values = request.listed(name)
    wrong = [value for value in values if value not in allowed]
    if wrong:
        raise InvalidInputError(f"Invalid value for {name}: {wrong[0]}.")
    return values


def _size(request: Request) -> int:
    raw = request.one("maxResultsPerPage")
    if raw is None or raw == "":
        return 100
    if not raw.isdigit() or not 1 <= int(raw) <= 100:
        raise InvalidInputError("maxResultsPerPage must be between 1 and 100.")
    return int(raw)


def asked(request: Request, now: datetime) -> Search:
    """Reads a first page's parameters; raises InvalidInputError as the parameters' descriptions demand."""
    names = ("createdAfter", "createdBefore", "lastUpdatedAfter", "lastUpdatedBefore")
    created_after, created_before, updated_after, updated_before = (_moment(request, n) for n in names)
    if (created_after is None) == (updated_after is None):
        raise InvalidInputError("Exactly one of createdAfter and lastUpdatedAfter must be provided.")
    if created_after is not None and updated_before is not None:
        raise InvalidInputError("lastUpdatedBefore must not be provided with createdAfter.")
    if updated_after is not None and created_before is not None:
        raise InvalidInputError("createdBefore must not be provided with lastUpdatedAfter.")
    by = "created" if created_after is not None else "lastUpdated"
    after, before = (created_after or updated_after), (created_before or updated_before)
    latest = now - TWO_MINUTES
    if before is not None and before > latest:
        raise InvalidInputError(f"{by}Before must be at least two minutes before the time of the request.")
    if after is None or (before is not None and before < after):
        raise InvalidInputError(f"{by}Before must be equal to or after {by}After.")
    markets = request.listed("marketplaceIds")
    if len(markets) > 50:
        raise InvalidInputError("At most 50 marketplaceIds may be provided.")
    return Search(
        by=by,
        after=after.isoformat(),
        before=(before or latest).isoformat(),
        asked_at=now.isoformat(),
        size=_size(request),
        statuses=_chosen(request, "fulfillmentStatuses", STATUSES),
        marketplaces=markets,
        fulfilled_by=_chosen(request, "fulfilledBy", ("MERCHANT", "AMAZON")),
        data=_chosen(request, "includedData", DATA_SETS),
    )


def to_token(search: Search) -> str:
    """The opaque token of the next page."""
    return base64.urlsafe_b64encode(json.dumps(asdict(search)).encode()).decode().rstrip("=")


def from_token(token: str, now: datetime) -> Search:
    """The search behind a token, for 24 hours."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        search = Search(**{**raw, "last": tuple(raw["last"])})
        fresh = now - datetime.fromisoformat(search.asked_at) < TOKEN_LIFE
    except (ValueError, TypeError, KeyError):
        raise InvalidInputError("Invalid paginationToken.") from None
    if not fresh:
        raise InvalidInputError("The paginationToken has expired.")
    return search


def search_orders(world: World, shops: list[Shop], request: Request, now: datetime) -> Response:
    """GET /orders/2026-01-01/orders."""
    try:
        token = request.one("paginationToken")
        search = from_token(token, now) if token else asked(request, now)
    except InvalidInputError as problem:
        return error("InvalidInput", str(problem), 400)
    found = sorted(matching(world, shops, search, now), key=lambda pair: pair[0])
    page, rest = found[: search.size], found[search.size :]
    wanted = set(search.data)
    before = seconds(datetime.fromisoformat(search.before))
    body: dict[str, Json] = {
        "orders": [described(order, now, wanted) for _, order in page],
        f"{search.by}Before": before,
    }
    if rest:
        last = page[-1][0]
        body["pagination"] = {
            "nextToken": to_token(replace(search, last=last)),
        }
    return answer(body)


def matching(
    world: World, shops: list[Shop], search: Search, now: datetime
) -> list[tuple[tuple[str, str], Order]]:
    """Orders inside the window and after the last one given, with their place in the sequence."""
    after, before = datetime.fromisoformat(search.after), datetime.fromisoformat(search.before)
    found = []
    for order in world.orders_of(shops):
        if order.plan.created > now:
            continue
        moment = order.plan.created if search.by == "created" else order.changed(now)
        place = (moment.isoformat(timespec="microseconds"), order.id)
        if not after <= moment <= before or place <= search.last:
            continue
        if search.marketplaces and order.shop.site.marketplace not in search.marketplaces:
            continue
        if search.statuses and status(order, now) not in search.statuses:
            continue
        if search.fulfilled_by and "MERCHANT" not in search.fulfilled_by:
            continue
        found.append((place, order))
    return found


def get_order(world: World, shops: list[Shop], request: Request, order_id: str, now: datetime) -> Response:
    """GET /orders/2026-01-01/orders/{orderId}."""
    try:
        wanted = set(_chosen(request, "includedData", DATA_SETS))
    except InvalidInputError as problem:
        return error("InvalidInput", str(problem), 400)
    order = world.orders.get(order_id)
    if order is None or order.shop not in shops or order.plan.created > now:
        return error("NotFound", f"No order found for orderId {order_id}.", 404)
    return answer({"order": described(order, now, wanted)})
