"""What a dispute on AliExpress may be settled by: the buyer's proposals, and ours beside them."""

from app.connectors.aftersales import Act
from app.connectors.aliexpress.answers import listed
from app.connectors.aliexpress.api import long
from app.connectors.aliexpress.issues import RETURN
from app.connectors.contract import Rejected
from app.connectors.reading import Fields, in_units, money, text
from app.domain.values import Money

REFUND = "refund"


def wish_of(detail: Fields, number: str) -> Fields:
    """The buyer's proposal with a number; the newest where none was chosen."""
    wishes = listed(detail, "buyer_solution_list")
    if not number:
        return wishes[-1] if wishes else {}
    return next((wish for wish in wishes if text(wish, "id") == number), {})


def money_objection(act: Act, wish: Fields) -> None:
    """A person agreed to an amount; raises Rejected where the proposal is about another by now."""
    if act.amount is not None and act.amount != money(wish, "refund_money", "refund_money_currency"):
        raise Rejected("aliexpress_proposal_changed")


def saved(act: Act, number: str, login: str, detail: Fields) -> dict[str, object]:
    """A proposal of ours, new or in place of our last. `choice` is the address a return would go to."""
    if act.amount is None or not act.comment:
        raise Rejected("aliexpress_refusal_is_a_proposal")
    most = money(detail, "refund_money_max", "refund_money_max_currency")
    if most is not None and (act.amount.currency != most.currency or act.amount.minor > most.minor):
        raise Rejected("aliexpress_too_much_money")
    ours = listed(detail, "seller_solution_list")
    wish = wish_of(detail, "")
    return {
        "buyer_login_id": login,
        "issue_id": long(number),
        "add_seller_solution": not ours,
        "modify_seller_solution_id": long(text(ours[-1], "id")) if ours else "",
        "add_solution_type": RETURN if act.choice else REFUND,
        "buyer_solution_id": long(text(wish, "id")),
        "refund_amount": decimal(act.amount),
        "refund_amount_currency": act.amount.currency,
        "return_good_address_id": long(act.choice),
        "solution_context": act.comment,
    }


def decimal(amount: Money) -> str:
    """Minor units as the platform writes money."""
    return str(in_units(amount))
