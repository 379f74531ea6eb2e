"""Customers and the names that a shop's channel knows them by."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from app.domain.customers import Party
from app.domain.errors import Problem
from app.domain.values import ConversationId, CustomerId, ShopId
from app.store.rows import add_row, change_row, find_row
from app.store.schema import conversation, customer, identity
from app.store.statements import ask
from app.store.unit_of_work import Work


def load_customer(work: Work, wanted: CustomerId) -> dict[str, Any]:
    """All columns of one customer. Raises Problem `customer_gone`."""
    row = find_row(work, customer, {"id": wanted})
    if row is None:
        raise Problem("customer_gone")
    return row


_NAMES = select(customer.c.id, customer.c.name).where(customer.c.id.in_(bindparam("wanted", expanding=True)))


def names_of(work: Work, wanted: Collection[CustomerId]) -> dict[CustomerId, str]:
    """What some customers are called."""
    rows = ask(work.connection, _NAMES, wanted=list(wanted)) if wanted else []
    return {CustomerId(one): name for one, name in rows}


def change_customer(work: Work, changed: CustomerId, **values: object) -> None:
    """Changes columns; every conversation of the customer is shown anew."""
    load_customer(work, changed)
    change_row(work, customer, {"id": changed}, **values)
    rows = work.connection.execute(select(conversation.c.id).where(conversation.c.customer_id == changed))
    work.log.conversations.update(ConversationId(one) for (one,) in rows)


def party_of(work: Work, shop: ShopId, wanted: CustomerId, preferred: str = "") -> Party:
    """How the shop's channel addresses a customer: `preferred` where it is one of his names, else the first."""
    rows = work.connection.execute(
        select(identity.c.key, identity.c.name)
        .where(identity.c.shop_id == shop, identity.c.customer_id == wanted)
        .order_by(identity.c.key)
    ).all()
    for key, name in rows:
        if key == preferred.lower():
            return Party(key, name)
    if rows:
        return Party(*rows[0])
    return Party("", load_customer(work, wanted)["name"])


def customer_of(
    work: Work, shop: ShopId, party: Party, fresh: CustomerId, country: str, at: datetime
) -> CustomerId:
    """The customer behind a name on a shop; a new one under the id `fresh` where the name is new."""
    found = find_row(work, identity, {"shop_id": shop, "key": party.key})
    if found is not None:
        return CustomerId(found["customer_id"])
    if find_row(work, customer, {"id": fresh}) is None:
        add_row(work, customer, id=fresh, name=party.name, country=country, language="", vip=False, note="",
                first_seen=at)  # fmt: skip
    add_row(work, identity, shop_id=shop, key=party.key, customer_id=fresh, name=party.name)
    return fresh
