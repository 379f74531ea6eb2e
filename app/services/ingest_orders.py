"""Takes orders, returns and product pictures into the desk, and sets them beside the conversations they belong to."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.connectors.contract import AfterSale, ItemPicture, OrderSnapshot
from app.domain.moments import IdSource
from app.domain.segment import identifier_key
from app.domain.values import ConversationId, CustomerId, OrderId, ShopId
from app.store import ingest as rows
from app.store import order_rows as store
from app.store import schema
from app.store.customers import change_customer, names_of
from app.store.order_lines import orders_of_lines
from app.store.standing import Standing
from app.store.unit_of_work import Work
from app.store.wanted import orders_came, want_orders

LISTS_FIRST = timedelta(hours=1)
"""how long history waits for the lists of orders before a number is asked for by itself"""


def take_orders(
    work: Work, shop: ShopId, snapshots: Iterable[OrderSnapshot], now: datetime, ids: IdSource
) -> None:
    """Stores what is newer than what is here; equal snapshots are written again, since a detail may have grown."""
    newest: dict[str, OrderSnapshot] = {}
    for snapshot in sorted(snapshots, key=lambda one: one.updated_at):
        newest[snapshot.remote_key] = snapshot
    stored = store.stored_orders(work.connection, shop, newest)
    fresh = [
        one for key, one in newest.items() if key not in stored or stored[key].updated_at <= one.updated_at
    ]
    if not fresh:
        return
    buyers = _buyers(work, shop, fresh, now, ids)
    placed = []
    for one in fresh:
        before = stored.get(one.remote_key)
        owner = buyers.get(one.remote_key) or (before.customer_id if before else None)
        placed.append(store.OrderRow(before.id if before else ids.new(), shop, owner, one))
    store.put_orders(work, placed)
    orders_came(work, shop, [row.snapshot.remote_key for row in placed])
    work.log.orders.update(OrderId(row.id) for row in placed)
    _name_buyers(work, placed)
    _tie_waiting(work, shop, placed)


def _buyers(
    work: Work, shop: ShopId, snapshots: Sequence[OrderSnapshot], now: datetime, ids: IdSource
) -> dict[str, UUID]:
    """The customer of each order: whoever the shop knows under one of the buyer's names, else somebody new."""
    known = rows.identities(work.connection, shop, {key for one in snapshots for key in one.buyer_keys})
    customers: list[rows.Row] = []
    names: list[rows.Row] = []
    found: dict[str, UUID] = {}
    for one in snapshots:
        if not one.buyer_keys:
            continue
        owner = next((known[key] for key in one.buyer_keys if key in known), None)
        if owner is None:
            owner = ids.new()
            title = one.buyer_name or one.recipient.name or one.buyer_keys[0]
            customers.append(rows.new_customer(owner, title, one.country, "", now))
        for key in one.buyer_keys:
            if key not in known:
                known[key] = owner
                names.append({"shop_id": shop, "key": key, "customer_id": owner, "name": one.buyer_name})
        found[one.remote_key] = owner
    rows.add_rows(work.connection, schema.customer, customers)
    rows.add_missing(work.connection, schema.identity, names)
    return found


def _name_buyers(work: Work, placed: Sequence[store.OrderRow]) -> None:
    """Who wrote before his order was known is called by a number or an address until the order says his name."""
    named = {
        CustomerId(row.customer_id): row.snapshot
        for row in placed
        if row.customer_id and row.snapshot.buyer_name
    }
    for one, called in names_of(work, named).items():
        if called in named[one].buyer_keys:
            change_customer(work, one, name=named[one].buyer_name)


def _tie_waiting(work: Work, shop: ShopId, placed: Sequence[store.OrderRow]) -> None:
    """Conversations that were here before their order."""
    by_key = {row.snapshot.remote_key: row for row in placed}
    ties = {
        (talk, by_key[key].id)
        for key, talks in store.about_orders(work.connection, shop, by_key).items()
        for talk in talks
    }
    named: list[tuple[UUID, str]] = []
    customers = {row.customer_id for row in placed if row.customer_id}
    waiting = store.without_order(work.connection, shop, customers)
    bought = store.bought_by(work.connection, shop, {one.customer_id for one in waiting if not one.item_ref})
    for talk in waiting:
        mine = [row for row in placed if row.customer_id == talk.customer_id]
        only = {one.remote_key for one in bought if one.customer_id == talk.customer_id}
        row = _meant(talk, mine, only)
        if row is not None:
            ties.add((talk.id, row.id))
            named.append((talk.id, row.snapshot.remote_key))
    store.tie(work.connection, ties)
    store.name_orders(work.connection, named)
    work.log.conversations.update(ConversationId(talk) for talk, _ in ties)


def _meant(
    talk: store.Waiting, mine: Sequence[store.OrderRow], bought: Collection[str]
) -> store.OrderRow | None:
    """The order a waiting conversation is about: by its item, else the only one of its customer, where he wrote after
    he had placed it."""
    if talk.item_ref:
        items = ((row, {line.item_ref for line in row.snapshot.lines}) for row in mine)
        return next((row for row, refs in items if talk.item_ref in refs), None)
    earlier = [row for row in mine if row.snapshot.placed_at <= talk.last_at]
    return earlier[0] if len(bought) == len(earlier) == 1 else None


def tie_new(work: Work, shop: ShopId, talks: Sequence[tuple[Standing, Sequence[str]]]) -> set[str]:
    """Conversations with new messages: beside the orders they name, or the one their item and buyer point to. The
    numbers of orders that are not here.

    Runs before the conversations are saved, since it may give them an order number.
    """
    named = {key for _, keys in talks for key in keys}
    stored = store.stored_orders(work.connection, shop, named)
    _point_out(work, shop, [talk for talk, keys in talks if talk.fresh and not keys and not talk.order_key])
    numbers = {
        (identifier_key(key), "conversation", talk.id)
        for talk, keys in talks
        for key in keys
        if key not in stored
    }
    store.name_owners(work, numbers)
    return named - set(stored)


def want_missing(
    work: Work, shop: ShopId, missing: set[str], named: Iterable[tuple[Sequence[str], bool]], now: datetime
) -> None:
    """Orders that messages name and that are not here: asked for at once, those of imported messages only after the
    lists had their time."""
    since: dict[str, datetime] = {}
    for numbers, imported in named:
        moment = now + LISTS_FIRST if imported else now
        for number in missing.intersection(numbers):
            since[number] = min(moment, since.get(number, moment))
    want_orders(work, shop, since)


def ties_of(
    work: Work, shop: ShopId, talks: Sequence[tuple[Standing, Sequence[str]]]
) -> set[tuple[UUID, UUID]]:
    """(conversation, order) for every order number that is known."""
    named = {key for talk, keys in talks for key in (*keys, talk.order_key) if key}
    stored = store.stored_orders(work.connection, shop, named)
    return {
        (talk.id, stored[key].id) for talk, keys in talks for key in (*keys, talk.order_key) if key in stored
    }


def _point_out(work: Work, shop: ShopId, talks: Sequence[Standing]) -> None:
    bought = store.bought_by(work.connection, shop, {talk.customer_id for talk in talks})
    for talk in talks:
        mine = [one for one in bought if one.customer_id == talk.customer_id]
        fitting = [one for one in mine if talk.item_ref and one.item_ref == talk.item_ref]
        only = {one.remote_key for one in mine}
        if fitting:
            talk.order_key = fitting[0].remote_key
        elif not talk.item_ref and len(only) == 1:
            talk.order_key = only.pop()


def take_after_sales(work: Work, shop: ShopId, cases: Sequence[AfterSale], now: datetime) -> None:
    """Stores returns and other cases, and tells the screens that show their order; the order of an open one is wanted
    where no list brings it."""
    if not cases:
        return
    by_key = {(case.kind, case.remote_key): case for case in cases}
    store.put_after_sales(work.connection, [_case(shop, case) for case in by_key.values()])
    keys = {case.order_remote_key for case in cases if case.order_remote_key}
    keys |= orders_of_lines(work.connection, shop, keys)
    stored = store.stored_orders(work.connection, shop, keys)
    work.log.orders.update(OrderId(order.id) for order in stored.values())
    open_keys = {case.order_remote_key for case in by_key.values() if case.open} & keys
    want_orders(work, shop, dict.fromkeys(open_keys - set(stored), now + LISTS_FIRST))
    for talks in store.about_orders(work.connection, shop, keys).values():
        work.log.conversations.update(ConversationId(talk) for talk in talks)


def _case(shop: ShopId, case: AfterSale) -> rows.Row:
    return {
        "shop_id": shop,
        "kind": case.kind.value,
        "remote_key": case.remote_key,
        "order_key": case.order_remote_key,
        "state": case.state,
        "open": case.open,
        "reason": case.reason,
        "due": case.due,
        "opened_at": case.opened_at,
        "amount_minor": case.amount.minor if case.amount else None,
        "currency": case.amount.currency if case.amount else "",
    }


def take_pictures(work: Work, shop: ShopId, pictures: Sequence[ItemPicture]) -> None:
    """Stores where product pictures are found."""
    store.put_pictures(work.connection, shop, {one.item_ref: one.url for one in pictures if one.url})
