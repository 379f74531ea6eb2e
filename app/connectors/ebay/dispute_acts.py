"""A customer asked his bank for the money: give in, or contest with evidence. The bank decides, eBay carries it there.

Evidence is laid up first, file by file, under names made of the bytes: a second attempt finds what the first one left.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found, OutboundFile, Rejected
from app.connectors.ebay.acting import Plan, Way, call, case_of, done, verdict, words_in
from app.connectors.ebay.api import EbayApi
from app.connectors.file_forms import digest_of, multipart
from app.connectors.reading import Fields, rows, sub, text, whole

KIND = "dispute"
EVIDENCE_TYPES = (
    "PROOF_OF_DELIVERY",
    "PROOF_OF_AUTHENTICITY",
    "PROOF_OF_ITEM_AS_DESCRIBED",
    "PROOF_OF_CREDIT_NOT_DUE",
)
"""those we have read of; what a dispute asks for itself is taken as well"""
PICTURES = ("image/jpeg", "image/png")
ALL_BYTES = 1_500_000
NOTE_MAX = 1000
SENDS_BACK = "SIGNIFICANTLY_NOT_AS_DESCRIBED"


def place(api: EbayApi, act: Act, step: str = "") -> str:
    """Where one dispute lives."""
    return f"{api.hosts.disputes}/payment_dispute/{case_of(act, KIND)}{step}"


def dispute(api: EbayApi, act: Act) -> Fields:
    """The dispute in full."""
    return api.get(place(api, act), {})


def answered(act: Act, seen: Fields, word: str) -> Found:
    """What we answered; nothing, while eBay waits for an answer, is nothing."""
    ours = text(seen, "sellerResponse")
    waits = text(seen, "paymentDisputeStatus") == "ACTION_NEEDED"
    return verdict(yes=word in ours, no=waits and ours in ("", "SELLER_RESPONSE_OVERDUE"))


def accepted(act: Act, seen: Fields, since: datetime) -> Found:
    """We gave in."""
    return answered(act, seen, "ACCEPT")


def contested(act: Act, seen: Fields, since: datetime) -> Found:
    """We said no."""
    return answered(act, seen, "CONTEST")


def asked(seen: Fields) -> tuple[str, ...]:
    """What evidence is taken: what eBay asks for, else every kind."""
    wanted = words_in(seen, "evidenceRequests", "evidenceType")
    return tuple(sorted(wanted)) or EVIDENCE_TYPES


def objection(seen: Fields, word: str) -> str:
    """Why this answer is not open to us; '' where it is."""
    if text(seen, "paymentDisputeStatus") != "ACTION_NEEDED":
        return "ebay_case_closed"
    offered = seen.get("availableChoices")
    listed = [one for one in offered if isinstance(one, str)] if isinstance(offered, list) else []
    return "ebay_not_offered" if listed and not any(word in one for one in listed) else ""


def answer(seen: Fields) -> dict[str, object]:
    """What every answer carries: the state we know, so that none is given to another."""
    back = sub(seen, "returnAddress")
    return {"revision": whole(seen, "revision"), **({"returnAddress": dict(back)} if back else {})}


def accept(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """The customer keeps the money."""
    why = objection(seen, "ACCEPT")
    return why or call(place(api, act, "/accept"), answer(seen), done(case_of(act, KIND)))


def contest(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """With a note and whatever was laid up."""
    why = objection(seen, "CONTEST") or wrong_evidence(act, seen)
    if why:
        return why
    if act.files:
        lay_up(api, act, seen)
        seen = dispute(api, act)
    body = answer(seen) | ({"note": act.comment} if act.comment else {})
    return call(place(api, act, "/contest"), body, done(case_of(act, KIND)))


def wrong_evidence(act: Act, seen: Fields) -> str:
    """What eBay would not take; '' where it would."""
    if len(act.comment) > NOTE_MAX:
        return "ebay_comment_too_long"
    if SENDS_BACK in text(seen, "reason") and not sub(seen, "returnAddress"):
        return "ebay_return_address_missing"
    if act.files and act.reason not in {*EVIDENCE_TYPES, *asked(seen)}:
        return "ebay_reason_unknown"
    if any(file.content_type not in PICTURES for file in act.files):
        return "ebay_evidence_pictures"
    if sum(len(file.content) for file in act.files) > ALL_BYTES:
        return "ebay_evidence_too_large"
    return "" if act.files or rows(seen, "evidence") else "ebay_evidence_missing"


# --- evidence ---


def lay_up(api: EbayApi, act: Act, seen: Fields) -> None:
    """Lays up the files that eBay does not hold yet, and makes them a set of evidence."""
    held = {text(row, "name") for one in rows(seen, "evidence") for row in rows(one, "files")}
    fresh = [file for file in act.files if not any(called(file) in name for name in held)]
    if not fresh:
        return
    uploaded = [upload(api, act, file) for file in fresh]
    body: Mapping[str, object] = {
        "evidenceType": act.reason,
        "files": [{"fileId": number} for number in uploaded],
        "lineItems": lines(seen, act.reason),
    }
    api.call("POST", place(api, act, "/add_evidence"), content=json.dumps(body).encode())


def called(file: OutboundFile) -> str:
    """A name by which a file is known again."""
    return digest_of(file)[:24]


def upload(api: EbayApi, act: Act, file: OutboundFile) -> str:
    """One file; its number at eBay."""
    content, kind = multipart("file", file, called=called(file))
    value = api.call("POST", place(api, act, "/upload_evidence_file"), content=content, kind=kind)
    number = text(value, "fileId")
    if not number:
        raise Rejected("ebay_evidence_missing")
    return number


def lines(seen: Fields, kind: str) -> list[dict[str, str]]:
    """Which products it is about: those eBay asks about, else all."""
    asked = next((one for one in rows(seen, "evidenceRequests") if text(one, "evidenceType") == kind), {})
    found = rows(asked, "lineItems") or rows(seen, "lineItems")
    return [{name: text(row, name) for name in ("itemId", "lineItemId")} for row in found]


WAYS = {
    Verb.ACCEPT_DISPUTE: Way(dispute, accepted, accept),
    Verb.CONTEST_DISPUTE: Way(dispute, contested, contest),
}
