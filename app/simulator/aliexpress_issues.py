"""AliExpress's disputes: the list, one dispute with everybody's proposals, agreeing, and proposing something else."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from app.simulator.aliexpress_words import Body, Call, RefusalError, done, failed, wall, whole
from app.simulator.sites import amount
from app.simulator.trade import Case
from app.simulator.wire import Json

PAGE_MAX = 50
RETURN, REFUND = "return_and_refund", "refund"
FIRST = "wait_for_seller_response"
WORDS = {"RETURN_REQUESTED": FIRST, "OPEN": FIRST}
REASONS = {
    "return": ("与描述不符", "Product not as described"),
    "inquiry": ("未收到货物", "Order not received"),
}


def state(case: Case) -> str:
    """reverse_detail_status; new cases of the world have words of their own."""
    case.state = WORDS.get(case.state, case.state)
    return case.state


def disputes(call: Call) -> list[Case]:
    """The shop's disputes, newest first."""
    mine = [
        case
        for case in call.world.cases.values()
        if case.order.shop is call.shop and case.kind != "cancel" and case.opened <= call.now
    ]
    return sorted(mine, key=lambda case: (case.opened, case.id), reverse=True)


def status(case: Case) -> str:
    """issue_status."""
    return "processing" if state(case).startswith("wait") else "finish"


def summary(case: Case) -> Body:
    """One row of the list."""
    chinese, english = REASONS[case.kind]
    return {
        "issue_id": int(case.id),
        "order_id": int(case.order.id),
        "parent_order_id": int(case.order.id),
        "buyer_login_id": case.order.customer.handle,
        "issue_status": status(case),
        "gmt_create": wall(case.opened),
        "gmt_modified": wall(case.changed or case.opened),
        "reason_chinese": chinese,
        "reason_english": english,
    }


def listed(call: Call) -> Body:
    """aliexpress.issue.issuelist.get."""
    asked = call.packed("query_dto")
    page, size = whole(asked.get("current_page"), 1), whole(asked.get("page_size"), 20)
    if not 1 <= size <= PAGE_MAX or page < 1:
        raise RefusalError("InvalidParameter", f"page_size must lie between 1 and {PAGE_MAX}")
    wanted, order, login = asked.get("issue_status"), asked.get("order_no"), asked.get("buyer_login_id")
    found = [
        case
        for case in disputes(call)
        if wanted in (None, "", status(case))
        and str(order or case.order.id) == case.order.id
        and login in (None, "", case.order.customer.handle)
    ]
    rows: list[Json] = [summary(case) for case in found[(page - 1) * size : page * size]]
    return done(data_list=rows, total_item=len(found), current_page=page, page_size=size)


def proposal(case: Case) -> Body:
    """What the buyer wants."""
    return {
        "id": int(case.id) + 1,
        "solution_type": RETURN if case.kind == "return" else REFUND,
        "refund_money": amount(case.order.total, case.order.currency),
        "refund_money_currency": case.order.currency,
        "status": "wait_seller_accept",
        "solution_owner": "buyer",
        "content": case.comment,
    }


def step(kind: str, member: str, words: str, at: datetime) -> Body:
    """One step of a dispute's history."""
    return {"action_type": kind, "submit_member_type": member, "content": words, "gmt_create": wall(at)}


def _found(call: Call, number: object, login: object) -> Case | None:
    return next(
        (one for one in disputes(call) if one.id == str(number) and one.order.customer.handle == login), None
    )


def detail(call: Call) -> Body:
    """aliexpress.issue.detail.get."""
    case = _found(call, call.given.get("issue_id"), call.given.get("buyer_login_id"))
    if case is None:
        return failed("ISSUE_NOT_FOUND", "The dispute does not exist")
    order, ours = case.order, call.books.proposals.get(case.id, [])
    steps: list[Json] = [step("initiate", "buyer", case.comment, case.opened)]
    steps += call.books.steps.get(case.id, [])
    mine: list[Json] = list(ours)
    value: Body = {
        "reverse_detail_status": state(case),
        "timeout_type": "WAIT_SOLUTION_TIMEOUT",
        "timeout_trigger_time": wall(case.due),
        "refund_money_max": amount(order.total, order.currency),
        "refund_money_max_currency": order.currency,
        "buyer_solution_list": [proposal(case)],
        "seller_solution_list": mine,
        "platform_solution_list": [],
        "process_dto_list": steps,
        "product_name": order.lines[0].product.title("en"),
    }
    return done(result_object=value)


def _moved(call: Call, case: Case, to: str, what: Body) -> None:
    case.state, case.changed = to, call.now
    call.books.steps.setdefault(case.id, []).append(what)
    call.books.touched[case.order.id] = call.now


def agree(call: Call) -> Body:
    """aliexpress.issue.solution.agree: the buyer's proposal, with an address where goods come back."""
    given = call.given
    case = _found(call, given.get("issue_id"), given.get("buyer_login_id"))
    if case is None or str(proposal(case)["id"]) != given.get("solution_id"):
        return failed("SOLUTION_NOT_FOUND", "The solution does not exist")
    if state(case) != FIRST:
        return failed("ISSUE_STATUS_ERROR", "The dispute does not wait for the seller")
    if proposal(case)["solution_type"] == RETURN and not given.get("return_address_id"):
        return failed("PARAM_ERROR", "A return needs an address")
    to = "wait_for_buyer_return" if case.kind == "return" else "refund_success"
    _moved(call, case, to, step("seller_accept", "seller", "", call.now))
    return done(result_object=True)


def save(call: Call) -> Body:
    """aliexpress.issue.solution.save: a proposal of the seller's, new or in place of the last."""
    asked = call.packed("param_dto")
    case = _found(call, asked.get("issue_id"), asked.get("buyer_login_id"))
    if case is None:
        return failed("ISSUE_NOT_FOUND", "The dispute does not exist")
    if not state(case).startswith("wait_for_seller") and state(case) != "wait_for_buyer_response":
        return failed("ISSUE_STATUS_ERROR", "Nothing can be proposed now")
    kind, words = asked.get("add_solution_type"), asked.get("solution_context")
    try:
        minor = Decimal(str(asked.get("refund_amount"))) * 100
    except InvalidOperation:
        minor = Decimal(-1)
    if kind not in (RETURN, REFUND) or not words or not 0 <= minor <= case.order.total:
        return failed("PARAM_ERROR", "Type, words or amount do not fit")
    ours = call.books.proposals.setdefault(case.id, [])
    if asked.get("add_seller_solution") is not True:
        if not ours or str(ours[-1]["id"]) != str(asked.get("modify_seller_solution_id")):
            return failed("SOLUTION_NOT_FOUND", "The solution does not exist")
        ours.pop()
    row: Body = {
        "id": int(case.id) + 100 + len(call.books.steps.get(case.id, [])),
        "solution_type": kind,
        "refund_money": str(asked.get("refund_amount")),
        "refund_money_currency": case.order.currency,
        "status": "wait_buyer_accept",
        "solution_owner": "seller",
        "content": words,
    }
    ours.append(row)
    _moved(call, case, "wait_for_buyer_response", step("seller_propose", "seller", str(words), call.now))
    return done(result_object=True)
