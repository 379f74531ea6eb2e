"""Acts that Amazon takes only as feeds: a document is put in place, a feed is made of it, a report tells what became
of it minutes later.

Only the report proves anything. A feed has no key of ours: where its number got lost, what can be proven is that no
feed of its kind was made since.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree import ElementTree

from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.uploads import fetch, put
from app.connectors.contract import Found, Receipt, Surprise
from app.connectors.paging import stamp
from app.connectors.reading import rows, text
from app.domain.errors import QuaysideError
from app.net.http import Answer

FEEDS = "/feeds/2021-06-30"
XML = "text/xml; charset=UTF-8"
BEFORE = timedelta(minutes=1)
PAGES = 20


@dataclass(frozen=True, slots=True)
class Feed:
    """What is handed in: its type, the site, the document, and our number of the message in it."""

    kind: str
    market: str
    content: bytes
    message: int


def hand_in(api: AmazonApi, feed: Feed) -> Receipt:
    """Puts the document in place and makes a feed of it, once. May raise before the feed is made."""
    place = api.post("feed_place", f"{FEEDS}/documents", {"contentType": XML})
    number = text(place, "feedDocumentId")
    if not number:
        raise Surprise("amazon_no_place")
    put(api, text(place, "url"), feed.content, {"Content-Type": XML})
    body = {"feedType": feed.kind, "marketplaceIds": [feed.market], "inputFeedDocumentId": number}
    return api.once("feed", f"{FEEDS}/feeds", body, {}, accepted)


def accepted(answer: Answer, code: str, evidence: str) -> Receipt:
    """Taken in is not done: the feed's number goes along, by which its report is found."""
    if answer.status == 202 and not code:
        number = _number(answer)
        return Receipt.unknown(f"{evidence} taken in", number) if number else Receipt.unknown(evidence)
    if code and answer.status in (400, 401, 403, 404, 413, 415):
        return Receipt.refused("amazon_feed_refused", evidence)
    return Receipt.unknown(evidence)


def _number(answer: Answer) -> str:
    try:
        return text(answer.object(), "feedId")
    except QuaysideError:
        return ""


def outcome(api: AmazonApi, number: str, message: int) -> Found:
    """What became of a feed: its report counts, not that it was processed."""
    feed = api.get("feed_state", f"{FEEDS}/feeds/{number}", {})
    status = text(feed, "processingStatus").upper()
    if status == "CANCELLED":
        return Found.NO
    if status != "DONE" or not text(feed, "resultFeedDocumentId"):
        return Found.UNSURE
    document = api.get("feed_report", f"{FEEDS}/documents/{text(feed, 'resultFeedDocumentId')}", {})
    return verdict(fetch(api, document), message)


def none_since(api: AmazonApi, kind: str, since: datetime) -> bool:
    """Whether no feed of this kind was made since, by a list read to its end; it is complete for ninety days."""
    query = {"feedTypes": kind, "createdSince": stamp(since + api.clock_offset - BEFORE), "pageSize": "100"}
    for _ in range(PAGES):
        answer = api.get("feeds", f"{FEEDS}/feeds", query)
        if rows(answer, "feeds"):
            return False
        if not text(answer, "nextToken"):
            return True
        query = {"nextToken": text(answer, "nextToken")}
    return False


def verdict(report: bytes, message: int) -> Found:
    """The processing report: errors of our message, or of the whole document, are a no; all well is a yes."""
    try:
        found = next(ElementTree.fromstring(report).iter("ProcessingReport"), None)
    except (ElementTree.ParseError, ValueError, LookupError):
        return Found.UNSURE
    if found is None or (found.findtext("StatusCode") or "").strip() != "Complete":
        return Found.UNSURE
    wrong = {
        (result.findtext("MessageID") or "").strip()
        for result in found.iter("Result")
        if (result.findtext("ResultCode") or "").strip() == "Error"
    }
    if wrong & {str(message), "0"}:
        return Found.NO
    done = (found.findtext("ProcessingSummary/MessagesSuccessful") or "").strip()
    return Found.YES if not wrong and done.isdigit() and int(done) >= 1 else Found.UNSURE
