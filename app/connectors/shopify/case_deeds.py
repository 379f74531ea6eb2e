"""The acts on returns and payment disputes: approve, decline, take in, pay back; and evidence for a bank."""

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Receipt, Rejected
from app.connectors.reading import Fields, rows, sub, text, whole
from app.connectors.shopify import act_questions as ask
from app.connectors.shopify.api import ShopifyApi
from app.connectors.shopify.cases import OUR_TURN
from app.connectors.shopify.deeds import DONE, Deed, tells
from app.connectors.shopify.hosts import gid
from app.connectors.shopify.marks import mark_of, marked
from app.connectors.shopify.money_back import decimal
from app.connectors.shopify.orders import cash
from app.domain.values import Money
from app.net.http import Json

DECLINE_REASONS = ("RETURN_PERIOD_ENDED", "FINAL_SALE", "OTHER")
WORDS_MAX = 20_000


def one_return(api: ShopifyApi, act: Act) -> Fields:
    """The return an act is about."""
    found = sub(api.ask(ask.RETURN, id=gid("Return", act.case_key)).data, "return") if act.case_key else {}
    if not found or (act.order_key and text(sub(found, "order"), "name") != act.order_key):
        raise Rejected("shopify_return_unknown")
    return found


def asked_for(api: ShopifyApi, act: Act) -> Fields:
    """A return that still waits for our yes or no."""
    found = one_return(api, act)
    if text(found, "status") != "REQUESTED":
        raise Rejected("shopify_return_decided")
    return found


def approving(api: ShopifyApi, act: Act) -> Deed:
    """The customer may send it back."""
    found = asked_for(api, act)
    asked: dict[str, Json] = {"id": text(found, "id"), "notifyCustomer": tells(act)}
    return Deed(ask.APPROVE, "returnApproveRequest", {"input": asked}, "return")


def declining(api: ShopifyApi, act: Act) -> Deed:
    """The customer keeps it."""
    if act.reason not in DECLINE_REASONS:
        raise Rejected("shopify_reason_unknown")
    found = asked_for(api, act)
    asked: dict[str, Json] = {
        "id": text(found, "id"),
        "declineReason": act.reason,
        "notifyCustomer": tells(act),
        **({"declineNote": act.comment} if act.comment else {}),
    }
    return Deed(ask.DECLINE, "returnDeclineRequest", {"input": asked}, "return")


def taking_in(api: ShopifyApi, act: Act) -> Deed:
    """It has arrived; the money is another decision."""
    return processing(api, act, pays=False)


def paying_back(api: ShopifyApi, act: Act) -> Deed | Receipt:
    """It has arrived, and the money goes back as Shopify counts it, or as much as a person says."""
    for one in rows(sub(one_return(api, act), "refunds"), "nodes"):
        if mark_of(act) in text(one, "note"):
            return Receipt.sent(text(one, "id"), DONE)
    return processing(api, act, pays=True)


def processing(api: ShopifyApi, act: Act, *, pays: bool) -> Deed:
    """One call takes the lines in, and pays them back."""
    found = one_return(api, act)
    if text(found, "status") not in ("OPEN", "CLOSED"):
        raise Rejected("shopify_return_not_open")
    lines = chosen_lines(act, found, "refundableQuantity" if pays else "processableQuantity")
    arrived = {text(row, "id"): whole(row, "processableQuantity") for row in returned(found)}
    taken: list[Json] = [
        {"id": key, "quantity": min(pieces, arrived[key])} for key, pieces in lines if arrived[key] > 0
    ]
    asked: dict[str, Json] = {
        "returnId": text(found, "id"),
        "notifyCustomer": tells(act),
        "returnLineItems": taken,
    }
    asked["note"] = marked(act)
    if pays:
        asked["financialTransfer"] = {"issueRefund": {"orderTransactions": transfer(api, act, found, lines)}}
    return Deed(ask.PROCESS, "returnProcess", {"input": asked}, "return")


def returned(found: Fields) -> list[Fields]:
    """The lines of a return."""
    return rows(sub(found, "returnLineItems"), "nodes")


def chosen_lines(act: Act, found: Fields, left: str) -> list[tuple[str, int]]:
    """(line, pieces) that an act is about: those it names, else all that is left."""
    rest = {text(row, "id"): whole(row, left) for row in returned(found)}
    wishes = [(one.line_key, one.quantity) for one in act.lines] or [
        (key, n) for key, n in rest.items() if n > 0
    ]
    if not wishes:
        raise Rejected("shopify_return_done")
    for key, pieces in wishes:
        if key not in rest:
            raise Rejected("shopify_line_unknown")
        if not 0 < pieces <= rest[key]:
            raise Rejected("shopify_pieces_wrong")
    return wishes


def transfer(api: ShopifyApi, act: Act, found: Fields, lines: list[tuple[str, int]]) -> list[Json]:
    """Which payments get how much."""
    wanted: list[Json] = [{"id": key, "quantity": pieces} for key, pieces in lines]
    outcome = sub(
        api.ask(ask.OUTCOME, id=text(found, "id"), lines=wanted).data, "return", "suggestedFinancialOutcome"
    )
    suggested = rows(sub(outcome, "financialTransfer"), "suggestedTransactions")
    left = act.amount.minor if act.amount is not None else None
    currency = text(sub(found, "order"), "presentmentCurrencyCode")
    if act.amount is not None and (act.amount.currency != currency or act.amount.minor <= 0):
        raise Rejected("shopify_amount_wrong")
    given: list[Json] = []
    for row in suggested:
        parent, most = text(sub(row, "parentTransaction"), "id"), cash(row, "amountSet")
        if not parent or most is None:
            continue
        minor = most.minor if left is None else min(left, most.minor)
        if minor <= 0:
            continue
        left = left - minor if left is not None else None
        amount: Json = {"amount": decimal(Money(minor, most.currency)), "currencyCode": most.currency}
        given.append({"parentId": parent, "transactionAmount": amount})
    if left:
        raise Rejected("shopify_more_than_paid")
    if not given:
        raise Rejected("shopify_nothing_to_refund")
    return given


# --- disputes -------------------------------------------------------------------------------------------------------


def contesting(api: ShopifyApi, act: Act) -> Deed:
    """Our side of it goes to the bank, once and for good."""
    if not act.comment.strip():
        raise Rejected("shopify_words_missing")
    if act.files:
        raise Rejected("shopify_no_files_here")
    found = one_dispute(api, act)
    evidence = sub(found, "disputeEvidence")
    if evidence.get("submitted") is True or text(found, "status") != OUR_TURN:
        raise Rejected("shopify_dispute_decided")
    asked: Json = {"uncategorizedText": act.comment.strip()[:WORDS_MAX], "submitEvidence": True}
    variables: dict[str, Json] = {"id": text(evidence, "id"), "input": asked}
    return Deed(ask.EVIDENCE, "disputeEvidenceUpdate", variables, "disputeEvidence")


def one_dispute(api: ShopifyApi, act: Act) -> Fields:
    """The dispute an act is about."""
    key = gid("ShopifyPaymentsDispute", act.case_key)
    found = sub(api.ask(ask.DISPUTE, id=key).data, "dispute") if act.case_key else {}
    if not found:
        raise Rejected("shopify_dispute_unknown")
    return found


CASE_DEEDS = {
    Verb.ACCEPT_RETURN: approving,
    Verb.REFUSE_RETURN: declining,
    Verb.CONFIRM_RECEIPT: taking_in,
    Verb.REFUND_RETURN: paying_back,
    Verb.CONTEST_DISPUTE: contesting,
}
