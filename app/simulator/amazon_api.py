"""Selling Partner API: who may call, and how often; which operation answers stands in `amazon_routes`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.simulator.amazon_documents import ROOT, Documents
from app.simulator.amazon_feeds import Feeds
from app.simulator.amazon_messaging import Desk
from app.simulator.amazon_reports import Reports
from app.simulator.amazon_search import error
from app.simulator.amazon_ship import Parcels
from app.simulator.grants import Access, Grants
from app.simulator.quota import Pace, Quota
from app.simulator.trade import Shop
from app.simulator.wire import Request, Response
from app.simulator.world import World

Operation = Callable[["Call"], Response]
Route = tuple[str, re.Pattern[str], str, Pace, Operation]


@dataclass(frozen=True, slots=True)
class Call:
    """One admitted call: who calls for which stores, and the path's variables."""

    api: AmazonApi
    request: Request
    now: datetime
    access: Access
    shops: list[Shop]
    found: dict[str, str]


class AmazonApi:
    """All regions of the Selling Partner API; a grant's owner is a seller id."""

    def __init__(
        self, world: World, grants: Grants, media: Callable[[], str], routes: Sequence[Route]
    ) -> None:
        self.world = world
        self.grants = grants
        self.media = media
        """Where pictures and documents are served from, known once the server listens."""
        self.routes = routes
        self.quota = Quota()
        self.desk = Desk(world, Documents(media, world.rng("amazon/documents")))
        self.parcels = Parcels(world)
        self.feeds, self.reports = Feeds(world, self.desk.documents), Reports(world, self.desk.documents)

    def handle(self, request: Request, now: datetime, region: str = "") -> Response:
        """One call. Order of checks: path, token and region, allowance, parameters."""
        if request.path.startswith(ROOT):
            return self.desk.documents.serve(request, now)
        for method, pattern, name, pace, operation in self.routes:
            found = pattern.fullmatch(request.path)
            if found and method == request.method:
                return self._admit(request, now, region, name, pace, operation, found.groupdict())
        if any(pattern.fullmatch(request.path) for _, pattern, *_ in self.routes):
            return error("InvalidInput", "The HTTP method is not allowed for this resource.", 405)
        return error("Unauthorized", "Access to requested resource is denied.", 403)

    def _admit(
        self,
        request: Request,
        now: datetime,
        region: str,
        name: str,
        pace: Pace,
        operation: Operation,
        found: dict[str, str],
    ) -> Response:
        denied = "Access to requested resource is denied."
        token = request.header("x-amz-access-token")
        if not token:
            return error("Unauthorized", denied, 403, "Access token is missing in the request header.")
        access = self.grants.valid(token, now)
        if access is None:
            return error("Unauthorized", denied, 403, "The access token you provided has expired.")
        if access.paths and not any(opens(path, request.path) for path in access.paths):
            return error("Unauthorized", denied, 403)
        shops = [shop for shop in self.world.shops.values() if shop.seller == access.owner]
        if region:
            shops = [shop for shop in shops if shop.site.region == region]
        if not shops:
            return error("Unauthorized", denied, 403)
        if request.method == "POST" and "json" not in request.header("content-type"):
            return error("UnsupportedMediaType", "The content type must be application/json.", 415)
        rate = (("x-amzn-RateLimit-Limit", f"{pace.rate:g}"),)
        if not self.quota.take(name, access.owner, pace, now):
            sentence = "You exceeded your quota for the requested resource."
            return error("QuotaExceeded", sentence, 429).with_headers(*rate)
        return operation(Call(self, request, now, access, shops, found)).with_headers(*rate)


def opens(resource: str, path: str) -> bool:
    """Whether a restricted resource, perhaps with `{orderId}` in it, is this path."""
    pattern = re.escape(resource).replace(r"\{orderId\}", "[^/]+")
    return re.fullmatch(pattern, path) is not None
