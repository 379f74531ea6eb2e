"""Feeds API 2021-06-30: documents come in, are worked off minutes later, and leave a report (feeds_2021-06-30.json)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.simulator.amazon_documents import Document, Documents
from app.simulator.amazon_feed_acts import KINDS, worked_off
from app.simulator.amazon_search import error
from app.simulator.stamps import parse, seconds
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

URL_LIVES = timedelta(minutes=5)
BEGINS, ENDS = timedelta(seconds=20), timedelta(seconds=60)
INPUT = "feed input"
RESULT = "feed result"


@dataclass(slots=True)
class Feed:
    """One feed: queued, in progress, then done, fatal or cancelled."""

    id: str
    owner: str
    kind: str
    markets: list[str]
    made: datetime
    end: str = ""
    result: str = ""

    def status(self, now: datetime) -> str:
        """Its processing status."""
        if self.end:
            return self.end
        return "IN_QUEUE" if now < self.made + BEGINS else "IN_PROGRESS"


@dataclass(slots=True)
class Feeds:
    """All feeds of a world."""

    world: World
    documents: Documents
    known: dict[str, Feed] = field(default_factory=dict)
    fatal: bool = False
    """the next feed fails as a whole"""

    def new_document(self, owner: str, request: Request, now: datetime) -> Response:
        """POST /documents."""
        body = request.json() or {}
        kind = body.get("contentType")
        if not isinstance(kind, str) or not kind:
            return error("InvalidInput", "contentType is required.", 400)
        made = self.documents.place(owner, INPUT, kind, now, URL_LIVES)
        return answer({"feedDocumentId": made.id, "url": self.documents.url(made)}, 201)

    def create(self, owner: str, shops: list[Shop], request: Request, now: datetime) -> Response:
        """POST /feeds."""
        body = request.json() or {}
        kind, markets = body.get("feedType"), body.get("marketplaceIds")
        if kind not in KINDS or not isinstance(markets, list) or not 1 <= len(markets) <= 25:
            return error("InvalidInput", "feedType or marketplaceIds are not valid.", 400)
        document = self.documents.read(body.get("inputFeedDocumentId"), owner, INPUT)
        if document is None:
            return error("InvalidInput", "The feed document was not uploaded.", 400)
        number = f"{50_000_000_000 + len(self.known) + 1}"
        feed = self.known[number] = Feed(number, owner, str(kind), [str(one) for one in markets], now)
        self.world.timeline.plan(now + ENDS, lambda at: self._work(feed, shops, document, at))
        return answer({"feedId": number}, 202)

    def _work(self, feed: Feed, shops: list[Shop], document: Document, now: datetime) -> None:
        if feed.end:
            return
        if self.fatal:
            self.fatal, feed.end = False, "FATAL"
            return
        report = worked_off(self.world, shops, feed.kind, document.content or b"", feed.id, now)
        feed.result = self.documents.keep(feed.owner, RESULT, report, now, packed=True).id
        feed.end = "DONE"

    def one(self, owner: str, number: str, now: datetime) -> Response:
        """GET /feeds/{feedId}."""
        feed = self.known.get(number)
        if feed is None or feed.owner != owner:
            return error("NotFound", "The feed was not found.", 404)
        return answer(self._row(feed, now))

    def listed(self, owner: str, request: Request, now: datetime) -> Response:
        """GET /feeds."""
        if request.one("nextToken"):
            return answer({"feeds": []})
        kinds = request.listed("feedTypes")
        if not 1 <= len(kinds) <= 10:
            return error("InvalidInput", "feedTypes must hold 1 to 10 types.", 400)
        since = parse(request.one("createdSince") or "") or now - timedelta(days=90)
        found: list[Json] = [
            self._row(feed, now)
            for feed in self.known.values()
            if feed.owner == owner and feed.kind in kinds and feed.made >= since
        ]
        return answer({"feeds": found})

    def document(self, owner: str, number: str, now: datetime) -> Response:
        """GET /documents/{feedDocumentId}."""
        found = self.documents.read(number, owner, RESULT)
        if found is None:
            return error("NotFound", "The feed document was not found.", 404)
        found.until = now + URL_LIVES
        value: dict[str, Json] = {"feedDocumentId": found.id, "url": self.documents.url(found)}
        if found.packed:
            value["compressionAlgorithm"] = "GZIP"
        return answer(value)

    def _row(self, feed: Feed, now: datetime) -> dict[str, Json]:
        value: dict[str, Json] = {
            "feedId": feed.id,
            "feedType": feed.kind,
            "marketplaceIds": [*feed.markets],
            "createdTime": seconds(feed.made),
            "processingStatus": feed.status(now),
        }
        if now >= feed.made + BEGINS:
            value["processingStartTime"] = seconds(feed.made + BEGINS)
        if feed.end:
            value["processingEndTime"] = seconds(feed.made + ENDS)
        if feed.result:
            value["resultFeedDocumentId"] = feed.result
        return value
