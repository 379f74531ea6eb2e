"""The returns as a stream: a report is ordered for each site, asked after until it is made, then fetched.

Everything it must remember stands in the cursor, so that a restart goes on where it was; somebody's hurry orders no
report before its time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.returns import REPORT, returns_in
from app.connectors.amazon.uploads import fetch
from app.connectors.contract import Item, Page, Rejected, Stream, StreamMode
from app.connectors.reading import text
from app.domain.moments import Clock

REPORTS = "/reports/2021-06-30"
ASK_AFTER = timedelta(minutes=1)
"""how long Amazon has to make a report before it is asked again"""
EVERY = timedelta(hours=6)
OVERLAP = timedelta(days=3)
"""states of returns change after they were listed: each report looks so far back again"""
FURTHEST = timedelta(days=59)
"""a report takes sixty days at most"""
STREAM = Stream("returns", StreamMode.LIVE, ASK_AFTER)
ENDED = ("CANCELLED", "FATAL")
"""no data, or no report: both are over"""


class ReturnsReports:
    """One login's returns, site after site."""

    def __init__(self, api: AmazonApi, clock: Clock, markets: Sequence[str], first: timedelta) -> None:
        self._api, self._clock = api, clock
        self._markets = tuple(markets)
        self._first = min(first, FURTHEST)

    def pull(self, cursor: str | None) -> Page:
        """One step: a report is ordered, asked after, or fetched."""
        fields = paging.load(cursor)
        number = paging.word(fields, "report")
        if number:
            return self._look(fields, number)
        wait = paging.from_cursor(fields, "next", self._now()) - self._now()
        if wait > timedelta(0):
            return Page((), paging.dump(fields), more=False, rest=wait)
        return self._order(fields)

    def _now(self) -> datetime:
        return self._clock.now() + self._api.clock_offset

    def _order(self, fields: Mapping[str, object]) -> Page:
        """Orders a report for the site whose turn it is."""
        if not self._markets:
            return self._over(fields)
        until = self._now()
        since = paging.from_cursor(fields, "since", until - self._first)
        wanted = {
            "reportType": REPORT,
            "marketplaceIds": [self._market(fields)],
            "dataStartTime": paging.stamp(max(since - OVERLAP, until - FURTHEST)),
            "dataEndTime": paging.stamp(until),
        }
        number = text(self._api.post("report", f"{REPORTS}/reports", wanted), "reportId")
        begun = paging.word(fields, "begun") or paging.stamp(until)
        return self._later({**fields, "report": number, "begun": begun})

    def _look(self, fields: Mapping[str, object], number: str) -> Page:
        """Asks after the report; what it lists comes with the page."""
        try:
            report = self._api.get("report_state", f"{REPORTS}/reports/{number}", {})
        except Rejected:
            return self._next_site(fields, [])  # reports are kept for a while only
        status, document = text(report, "processingStatus").upper(), text(report, "reportDocumentId")
        if status in ENDED:
            return self._next_site(fields, [])
        if status != "DONE" or not document:
            return self._later(fields)
        where = self._api.get("report_document", f"{REPORTS}/documents/{document}", {})
        return self._next_site(fields, [*returns_in(fetch(self._api, where), self._market(fields))])

    def _market(self, fields: Mapping[str, object]) -> str:
        return self._markets[paging.number(fields, "site") % len(self._markets)]

    def _later(self, fields: Mapping[str, object]) -> Page:
        return Page((), paging.dump(fields), more=False, rest=ASK_AFTER)

    def _next_site(self, fields: Mapping[str, object], items: list[Item]) -> Page:
        after = {name: value for name, value in fields.items() if name != "report"}
        site = paging.number(fields, "site") + 1
        if site < len(self._markets):
            return Page(tuple(items), paging.dump({**after, "site": site}), more=True)
        return self._over(after, items)

    def _over(self, fields: Mapping[str, object], items: Sequence[Item] = ()) -> Page:
        """Every site was looked at: the next round begins where this one did."""
        since = paging.word(fields, "begun") or paging.stamp(self._now())
        after = {"since": since, "next": paging.stamp(self._now() + EVERY)}
        return Page(tuple(items), paging.dump(after), more=False, rest=EVERY)
