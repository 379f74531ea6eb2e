"""Makes shops, goods, buyers and orders out of chance: plausible numbers, plausible days."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from app.simulator.library import Person, ProductRow
from app.simulator.platforms import PLATFORMS
from app.simulator.sites import priced
from app.simulator.trade import Case, Customer, Line, Order, Plan, Product, Shop

DAY = timedelta(days=1)
_ASIN = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def shops() -> list[Shop]:
    """Every store of the practice world."""
    return [store for platform in PLATFORMS.values() for store in platform.stores]


def product(row: ProductRow) -> Product:
    """A product with the numbers the platforms give it."""
    rng = Random(row["key"])
    return Product(
        key=row["key"],
        sku=row["sku"],
        asin="B0" + "".join(rng.choice(_ASIN) for _ in range(8)),
        item_id=str(rng.randrange(110_000_000_000, 400_000_000_000)),
        shape=row["shape"],
        colour=row["colour"],
        price=row["price"],
        titles=row["titles"],
    )


def customer(person: Person, shop: Shop, rng: Random) -> Customer:
    """A person as one shop's channel names them."""
    return Customer(
        key=f"{shop.key}/{person.name}",
        name=person.name,
        language=person.language,
        country=person.country,
        street=person.street,
        city=person.city,
        postcode=person.postcode,
        handle=PLATFORMS[shop.channel].handle(person, shop, rng),
    )


def plan(stage: str, now: datetime, rng: Random) -> Plan:
    """Days that bring an order to a stage by `now`: fresh, paid, shipped, moving, late, delivered, settled (arrived
    long ago), cancelled."""
    if stage == "fresh":
        soon = now + timedelta(hours=rng.randrange(18, 30))
        return Plan(now, now, now + 2 * DAY, now + 7 * DAY, soon, soon + DAY / 2, soon + 3 * DAY)
    ages = {"paid": 1, "shipped": 2, "moving": 5, "late": 12, "delivered": 9, "settled": 18, "cancelled": 3}
    created = now - ages[stage] * DAY - timedelta(minutes=rng.randrange(30, 900))
    paid = created + timedelta(minutes=rng.randrange(1, 15))
    shipped = paid + timedelta(hours=rng.randrange(18, 26))
    moving = shipped + timedelta(hours=rng.randrange(8, 20))
    delivered = moving + timedelta(days=2, hours=rng.randrange(0, 20))
    base = Plan(created, paid, ship_by=created + 2 * DAY, due=created + 7 * DAY)
    if stage == "paid":
        soon = now + timedelta(hours=rng.randrange(6, 20))
        return Plan(created, paid, base.ship_by, base.due, soon, soon + DAY / 2, soon + 3 * DAY)
    if stage == "cancelled":
        return Plan(created, paid, base.ship_by, base.due, cancelled=created + DAY)
    if stage == "shipped":
        return Plan(created, paid, base.ship_by, base.due, shipped, now + DAY / 3, now + 3 * DAY)
    if stage == "moving":
        return Plan(created, paid, base.ship_by, base.due, shipped, moving, now + 2 * DAY)
    if stage == "late":
        return Plan(created, paid, base.ship_by, base.due, shipped, moving)
    return Plan(created, paid, base.ship_by, base.due, shipped, moving, delivered)


def carrier(shop: Shop, rng: Random) -> tuple[str, str]:
    """A carrier of the country and a tracking number in its pattern."""
    digits = "".join(str(rng.randrange(10)) for _ in range(20))
    table = {
        "DE": ("DHL", f"00340434{digits[:12]}"),
        "ES": ("Correos", f"PQ{digits[:11]}ES"),
        "JP": ("Yamato", digits[:12]),
        "GB": ("RoyalMail", f"JV{digits[:9]}GB"),
        "US": ("USPS", f"9400{digits[:18]}"),
        "CN": ("AliExpress Standard Shipping", f"LP{digits[:14]}"),
    }
    return table.get(shop.site.country, ("DHL", digits[:12]))


def order(
    shop: Shop, buyer: Customer, goods: Product, stage: str, now: datetime, rng: Random, *, number: str = ""
) -> Order:
    """One order of one product, brought to a stage."""
    currency = shop.site.currency
    name, tracking = carrier(shop, rng)
    line = Line(
        id=str(rng.randrange(10**13, 9 * 10**13)),
        product=goods,
        quantity=rng.choice((1, 1, 1, 2)),
        price=priced(goods.price, currency),
    )
    return Order(
        id=number or PLATFORMS[shop.channel].order_number(shop, rng),
        shop=shop,
        customer=buyer,
        lines=(line,),
        plan=plan(stage, now, rng),
        carrier=name,
        tracking=tracking,
        postage=priced(rng.choice((0, 0, 399)), currency),
    )


REASONS = {"return": "NOT_AS_DESCRIBED", "inquiry": "ITEM_NOT_RECEIVED", "cancel": "BUYER_ASKED_CANCEL"}


def case(kind: str, about: Order, opened: datetime, rng: Random, comment: str) -> Case:
    """A return, inquiry or cancellation, due three days after it was opened."""
    state = {"return": "RETURN_REQUESTED", "inquiry": "OPEN", "cancel": "INITIAL"}[kind]
    if kind == "cancel":
        about.cancel_asked = opened
    number = str(rng.randrange(5_000_000_000, 5_999_999_999))
    return Case(number, kind, about, REASONS[kind], opened, opened + 3 * DAY, state, comment, opened)
