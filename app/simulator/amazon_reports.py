"""Reports API 2021-06-30: what was ordered is made some time later, packed, and fetched elsewhere
(reports_2021-06-30.json). One report is known: returns by the day they were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from app.simulator.amazon_documents import Documents
from app.simulator.amazon_search import error
from app.simulator.sites import amount
from app.simulator.stamps import parse, seconds
from app.simulator.trade import Case, Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

RETURNS = "GET_XML_RETURNS_DATA_BY_RETURN_DATE"
BEGINS, ENDS = timedelta(seconds=15), timedelta(seconds=45)
LONGEST = timedelta(days=60)
STATES = {"RETURN_REQUESTED": "Pending Approval", "CLOSED": "Completed"}
ABOUT = "report"


@dataclass(slots=True)
class Report:
    """One report: queued, in progress, then done, or cancelled where there is nothing to list."""

    id: str
    owner: str
    shops: list[Shop]
    since: datetime
    until: datetime
    made: datetime
    document: str = ""
    end: str = ""

    def status(self, now: datetime) -> str:
        """Its processing status."""
        if self.end:
            return self.end
        return "IN_QUEUE" if now < self.made + BEGINS else "IN_PROGRESS"


@dataclass(slots=True)
class Reports:
    """All reports of a world."""

    world: World
    documents: Documents
    known: dict[str, Report] = field(default_factory=dict)

    def create(self, owner: str, shops: list[Shop], request: Request, now: datetime) -> Response:
        """POST /reports."""
        body = request.json() or {}
        markets = body.get("marketplaceIds")
        if body.get("reportType") != RETURNS or not isinstance(markets, list) or not 1 <= len(markets) <= 25:
            return error("InvalidInput", "reportType or marketplaceIds are not valid.", 400)
        since = parse(str(body.get("dataStartTime") or "")) or now
        until = parse(str(body.get("dataEndTime") or "")) or now
        if until - since > LONGEST or since > now:
            return error("InvalidInput", "The time range of the report is not valid.", 400)
        number = f"{70_000_000_000 + len(self.known) + 1}"
        mine = [shop for shop in shops if shop.site.marketplace in markets]
        made = self.known[number] = Report(number, owner, mine, since, until, now)
        self.world.timeline.plan(now + ENDS, lambda at: self._make(made, at))
        return answer({"reportId": number}, 202)

    def _make(self, report: Report, now: datetime) -> None:
        asked = [
            case
            for case in self.world.cases.values()
            if case.kind == "return"
            and case.order.shop in report.shops
            and report.since <= case.opened <= report.until
        ]
        if not asked:
            report.end = "CANCELLED"
            return
        content = written(asked)
        report.document = self.documents.keep(report.owner, ABOUT, content, now, packed=True).id
        report.end = "DONE"

    def one(self, owner: str, number: str, now: datetime) -> Response:
        """GET /reports/{reportId}."""
        report = self.known.get(number)
        if report is None or report.owner != owner:
            return error("NotFound", "The report was not found.", 404)
        value: dict[str, Json] = {
            "reportId": report.id,
            "reportType": RETURNS,
            "marketplaceIds": [shop.site.marketplace for shop in report.shops],
            "dataStartTime": seconds(report.since),
            "dataEndTime": seconds(report.until),
            "createdTime": seconds(report.made),
            "processingStatus": report.status(now),
        }
        if now >= report.made + BEGINS:
            value["processingStartTime"] = seconds(report.made + BEGINS)
        if report.end:
            value["processingEndTime"] = seconds(report.made + ENDS)
        if report.document:
            value["reportDocumentId"] = report.document
        return answer(value)

    def document(self, owner: str, number: str, now: datetime) -> Response:
        """GET /documents/{reportDocumentId}."""
        found = self.documents.read(number, owner, ABOUT)
        if found is None:
            return error("NotFound", "The report document was not found.", 404)
        found.until = now + timedelta(minutes=5)
        value: dict[str, Json] = {"reportDocumentId": found.id, "url": self.documents.url(found)}
        if found.packed:
            value["compressionAlgorithm"] = "GZIP"
        return answer(value)


def written(cases: list[Case]) -> bytes:
    """The report: `return_details` one after the other, as Amazon nests them."""
    rows = "".join(details(case) for case in cases)
    head = "<Header><DocumentVersion>1.0</DocumentVersion></Header>"
    start = '<?xml version="1.0" encoding="UTF-8"?><AmazonEnvelope>'
    return (
        f"{start}{head}<MessageType>Returns</MessageType><Message>{rows}</Message></AmazonEnvelope>".encode()
    )


def details(case: Case) -> str:
    """One return."""
    order = case.order
    items = "".join(
        f"<item_details><item_name>{escape(line.product.title('en'))}</item_name><asin>{line.product.asin}</asin>"
        f"<return_reason_code>AMZ-PG-BAD-DESC</return_reason_code><merchant_sku>{line.product.sku}</merchant_sku>"
        f"<in_policy>Y</in_policy><return_quantity>{line.quantity}</return_quantity>"
        "<resolution>StandardRefund</resolution>"
        f"<refund_amount>{amount(line.price * line.quantity, order.currency)}</refund_amount></item_details>"
        for line in order.lines
    )
    state = STATES.get(case.state, "Approved")
    return (
        f"<return_details>{items}<order_id>{order.id}</order_id>"
        f"<order_date>{seconds(order.plan.created)}</order_date><amazon_rma_id>D{case.id}RRMA</amazon_rma_id>"
        f"<return_request_date>{seconds(case.opened)}</return_request_date>"
        f"<return_request_status>{state}</return_request_status><a_to_z_claim>false</a_to_z_claim>"
        f"<is_prime>N</is_prime><label_details><currency_code>{order.currency}</currency_code>"
        "<label_cost>0.0</label_cost><label_type>AmazonUnPaidLabel</label_type></label_details>"
        "<label_to_be_paid_by>Customer</label_to_be_paid_by><return_type>C-Returns</return_type>"
        f"<order_amount>{amount(order.total, order.currency)}</order_amount>"
        f"<order_quantity>{sum(line.quantity for line in order.lines)}</order_quantity></return_details>"
    )
