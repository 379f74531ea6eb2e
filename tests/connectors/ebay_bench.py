"""What the tests of eBay's third door share: its practice shops, what they remember, and acts to try."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.connectors.aftersales import Act, Parcel, Verb
from app.connectors.contract import OutboundFile
from app.connectors.ebay.after_sales import EbayAfterSales
from app.domain.shops import Login
from app.simulator.cast import case as a_case
from app.simulator.ebay_book import Book, Dispute
from app.simulator.ebay_platform import EbayDoor
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench, town_shop

KEY = "0123456789abcdef0123456789abcdef"
PNG = OutboundFile("damage.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(40))
JPG = OutboundFile("parcel.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(60))


def door(bench: Bench) -> EbayDoor:
    """The platform behind the bench."""
    found = bench.town.service.town.doors["ebay"]
    assert isinstance(found, EbayDoor)
    return found


def book(bench: Bench) -> Book:
    """What it remembers."""
    return door(bench).api.book


def third(bench: Bench) -> EbayAfterSales:
    """A fresh third door."""
    opened = EbayAfterSales(bench.shop, bench.logins, bench.tools)
    bench.open_doors.append(opened)
    return opened


def american(bench: Bench) -> None:
    """The same bench with the American shop: nobody there must sign."""
    row = town_shop(bench.town, "ebay-us")
    login: Login = bench.logins["api"]
    bench.keeper.secrets[login.id]["refresh_token"] = str(row["refresh_token"])
    bench.town_shop = "ebay-us"
    bench.forget_tokens()


def an_order(bench: Bench, stage: str = "paid", tail: str = "00001", **more: object) -> Order:
    """An order made for the test."""
    world = bench.town.service.town.world
    usual = next(o for o in world.orders.values() if o.shop.key == bench.town_shop)
    now = bench.clock.now()
    plan = replace(usual.plan, created=now - timedelta(days=2), paid=now - timedelta(days=2))
    plan = replace(plan, shipped=None, moving=None, delivered=None, cancelled=None)
    if stage != "paid":
        plan = replace(plan, shipped=now - timedelta(days=1), moving=now - timedelta(hours=20), delivered=now)
    number = f"27-11111-{tail}"
    order = replace(usual, id=number, plan=plan, refunds=[], cancel_asked=None, **more)  # type: ignore[arg-type]
    bench.town.inside(lambda: world.orders.update({number: order}))
    return order


def opened(bench: Bench, kind: str, order: Order) -> Case:
    """A return, an inquiry, a wish to cancel about an order."""
    world = bench.town.service.town.world
    made = a_case(kind, order, bench.clock.now() - timedelta(hours=3), world.rng(f"{kind}/{order.id}"), "Hm")
    bench.town.inside(lambda: world.cases.update({made.id: made}))
    return made


def disputed(bench: Bench, order: Order, reason: str = "ITEM_NOT_RECEIVED") -> Dispute:
    """A customer's bank asks for the money."""
    return book(bench).dispute(order, bench.clock.now() - timedelta(hours=5), reason)


def an_act(bench: Bench, verb: Verb, order: Order, **more: object) -> Act:
    """One decision."""
    usual: dict[str, object] = {
        "key": KEY,
        "verb": verb,
        "order_key": order.id,
        "decided_at": bench.clock.now(),
    }
    return Act(**(usual | more))  # type: ignore[arg-type]


def a_parcel(bench: Bench, **more: str) -> Parcel:
    """What was sent."""
    return replace(Parcel("RoyalMail", "JV 123456789 GB", bench.clock.now()), **more)  # type: ignore[arg-type]


def back(order: Order) -> int:
    """What the customer got back."""
    return sum(refund.minor for refund in order.refunds)


Tried = Callable[[Bench], tuple[Act, Callable[[], bool]]]
"""makes an act that can be done, and tells whether it took place"""


def ship(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    order = an_order(bench)
    order.tracking = "0"
    act = an_act(bench, Verb.SHIP, order, parcel=a_parcel(bench))
    return act, lambda: order.tracking == "JV123456789GB"


def refund(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    order = an_order(bench, "delivered")
    act = an_act(bench, Verb.REFUND, order, reason="OTHER_ADJUSTMENT", comment="Sorry")
    return act, lambda: back(order) == order.total


def cancel(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    order = an_order(bench)
    act = an_act(bench, Verb.CANCEL, order, reason="OUT_OF_STOCK_OR_CANNOT_FULFILL")
    return act, lambda: order.stage(bench.clock.now()) == "cancelled"


def about(kind: str, verb: Verb, activity: str, stage: str = "delivered", **more: object) -> Tried:
    """An act on a return or a wish to cancel, which the platform remembers by an activity."""

    def make(bench: Bench) -> tuple[Act, Callable[[], bool]]:
        order = an_order(bench, stage)
        case = opened(bench, {"cancellation": "cancel"}.get(kind, kind), order)
        if verb is Verb.CONFIRM_RECEIPT:
            case.state = "ITEM_SHIPPED"
        act = an_act(bench, verb, order, case_key=f"{kind}:{case.id}", **more)
        return act, lambda: activity in book(bench).activities(case)

    return make


def track(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    order = an_order(bench, "delivered")
    case = opened(bench, "inquiry", order)
    act = an_act(bench, Verb.ANSWER_INQUIRY, order, case_key=f"inquiry:{case.id}", parcel=a_parcel(bench))
    return act, lambda: book(bench).parcels.get(case.id) == ("RoyalMail", "JV123456789GB")


def appeal(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    order = an_order(bench, "delivered")
    made = opened(bench, "inquiry", order)
    made.kind, made.state = "claim", "CS_CLOSED"
    act = an_act(bench, Verb.DISPUTE, order, case_key=f"case:{made.id}", comment="It was delivered")
    return act, lambda: made.id in book(bench).appeals


def give_in(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    one = disputed(bench, an_order(bench, "delivered"))
    act = an_act(bench, Verb.ACCEPT_DISPUTE, one.order, case_key=f"dispute:{one.id}")
    return act, lambda: one.response == "SELLER_ACCEPT"


def contest(bench: Bench) -> tuple[Act, Callable[[], bool]]:
    one = disputed(bench, an_order(bench, "delivered"))
    act = an_act(
        bench, Verb.CONTEST_DISPUTE, one.order, case_key=f"dispute:{one.id}", files=(JPG,),
        reason="PROOF_OF_DELIVERY", comment="It was handed over on Monday.",
    )  # fmt: skip
    return act, lambda: one.response == "SELLER_CONTEST"


ACTS: dict[str, Tried] = {
    "ship": ship,
    "refund": refund,
    "cancel": cancel,
    "accept a cancellation": about("cancellation", Verb.ACCEPT_CANCELLATION, "SELLER_APPROVE", "paid"),
    "refuse a cancellation": about("cancellation", Verb.REFUSE_CANCELLATION, "SELLER_REJECT", "paid"),
    "accept a return": about("return", Verb.ACCEPT_RETURN, "SELLER_APPROVE_REQUEST"),
    "refuse a return": about("return", Verb.REFUSE_RETURN, "SELLER_DECLINE_REQUEST", comment="It was worn"),
    "confirm receipt": about("return", Verb.CONFIRM_RECEIPT, "SELLER_MARK_AS_RECEIVED"),
    "pay a return back": about("return", Verb.REFUND_RETURN, "SELLER_ISSUE_REFUND"),
    "escalate a return": about("return", Verb.DISPUTE, "SELLER_ESCALATE", reason="OTHER"),
    "tell a parcel": track,
    "pay a lost parcel": about("inquiry", Verb.ANSWER_INQUIRY, "ISSUE_REFUND", choice="refund"),
    "escalate an inquiry": about("inquiry", Verb.DISPUTE, "ESCALATE", reason="SHIPPED_ITEM"),
    "appeal a case": appeal,
    "accept a dispute": give_in,
    "contest a dispute": contest,
}
"""one of each kind; an offer is made of money and has tests of its own"""
SIGNED = {
    "refund",
    "cancel",
    "accept a cancellation",
    "accept a return",
    "refuse a return",
    "pay a return back",
    "pay a lost parcel",
}
"""what sellers in Britain must sign"""
