"""The values that fill a template's blanks, taken from what stands on screen beside the conversation."""

from app.domain.likely_language import likely_language
from app.domain.readmodels import ContextView, InboxRow, OrderCard


def first_name(name: str, language: str) -> str:
    """How the customer is called by the first name; names written family-first stay whole."""
    words = name.split()
    if (
        len(words) < 2
        or language.split("-")[0] in ("ja", "zh", "ko", "hu", "vi")
        or not words[0][0].isalpha()
    ):
        return name
    return words[0]


def template_values(row: InboxRow, context: ContextView | None, agent_name: str) -> dict[str, str]:
    """Everything known at this moment; what is not known is missing, never guessed."""
    values = {
        "customer.name": row.customer_name,
        "customer.first_name": first_name(row.customer_name, row.language),
        "shop.name": row.shop_title,
        "agent.name": agent_name,
        "order.number": row.order_key,
    }
    if context is None or not context.orders:
        return values
    order = next((each for each in context.orders if each.remote_key == row.order_key), context.orders[0])
    return values | _of_order(order)


def first_values(order: OrderCard, agent_name: str) -> dict[str, str]:
    """The same where nobody has written yet and there is only the order."""
    name, language = order.recipient.name, likely_language("", order.recipient.country)
    people = {"customer.name": name, "customer.first_name": first_name(name, language)}
    return people | {"shop.name": order.shop_title, "agent.name": agent_name} | _of_order(order)


def _of_order(order: OrderCard) -> dict[str, str]:
    values = {"order.number": order.remote_key}
    if order.lines:
        values["order.item"], values["order.sku"] = order.lines[0].title, order.lines[0].sku
    if order.shipments:
        parcel = order.shipments[-1]
        values |= {
            "order.carrier": parcel.carrier,
            "order.tracking": parcel.tracking,
            "order.tracking_url": parcel.tracking_url,
        }
    if order.deliver_by is not None:
        values["order.eta"] = order.deliver_by.astimezone().date().isoformat()
    return values
