"""What goes back to a buyer: everything that was paid for some lines of an order, or a named part of one line.

The parts of a price have other names in orders than in refunds; what cannot be named is not paid back by guess.
"""

from app.connectors.aftersales import Act, ActLine
from app.connectors.amazon.envelopes import Back
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.domain.values import Money

PARTS = {"ITEM": "Principal", "SHIPPING": "Shipping", "TAX": "Tax", "GIFT_WRAP": "GiftWrap"}
"""part of the proceeds → part of a refund"""


def chosen(act: Act, order: Fields) -> list[tuple[ActLine, Fields]] | str:
    """The lines an act is about, with what the order says of each; the key of what is wrong with them."""
    items = {text(row, "orderItemId"): row for row in rows(order, "orderItems")}
    wanted = act.lines or tuple(ActLine(key, whole(row, "quantityOrdered", 1)) for key, row in items.items())
    if not wanted or any(line.line_key not in items for line in wanted):
        return "amazon_line_unknown"
    found = [(line, items[line.line_key]) for line in wanted]
    if any(not 1 <= line.quantity <= whole(row, "quantityOrdered", 1) for line, row in found):
        return "amazon_pieces_wrong"
    return found


def going_back(act: Act, order: Fields) -> list[Back] | str:
    """Line by line; the key of why nothing may go back."""
    lines = chosen(act, order)
    if isinstance(lines, str):
        return lines
    if act.amount is not None and len(lines) > 1:
        return "amazon_amount_per_line"
    amounts = [line.amount or act.amount for line, _ in lines]
    if all(amount is None for amount in amounts):
        return everything(order, lines)
    back: list[Back] = []
    for (line, row), amount in zip(lines, amounts, strict=True):
        paid = dict(parts_of(row)).get("Principal")
        if amount is None or paid is None or amount.minor <= 0 or amount.currency != paid.currency:
            return "amazon_amount_wrong"
        if amount.minor > paid.minor:
            return "amazon_more_than_paid"
        back.append(Back(line.line_key, (("Principal", amount),)))
    return back


def everything(order: Fields, lines: list[tuple[ActLine, Fields]]) -> list[Back] | str:
    """All that was paid: only where the parts add up to what the order says, to the cent."""
    if len(lines) != len(rows(order, "orderItems")):
        return "amazon_name_the_amount"
    back = [Back(line.line_key, parts_of(row)) for line, row in lines]
    total = money(sub(order, "proceeds", "grandTotal"), "amount", "currencyCode")
    postage = _postage(order)
    if postage is not None and not any(part == "Shipping" for one in back for part, _ in one.parts):
        back[0] = Back(back[0].item, (*back[0].parts, ("Shipping", postage)))
    sums = sum(amount.minor for one in back for _, amount in one.parts)
    unnamed = any(not one.parts for one in back)
    return "amazon_name_the_amount" if total is None or sums != total.minor or unnamed else back


def parts_of(item: Fields) -> tuple[tuple[str, Money], ...]:
    """What was paid for a line, part by part, as a refund calls it."""
    found: list[tuple[str, Money]] = []
    for row in rows(sub(item, "proceeds"), "breakdowns"):
        name, amount = PARTS.get(text(row, "type")), money(sub(row, "subtotal"), "amount", "currencyCode")
        if name and amount is not None and amount.minor > 0:
            found.append((name, amount))
    return tuple(found)


def _postage(order: Fields) -> Money | None:
    """Postage where it is told for the whole order only."""
    for row in rows(sub(order, "proceeds"), "breakdowns"):
        amount = money(sub(row, "subtotal"), "amount", "currencyCode")
        if text(row, "type") == "SHIPPING" and amount is not None and amount.minor > 0:
            return amount
    return None
