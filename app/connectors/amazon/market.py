"""On which of Amazon's sites an order was placed: calls about an order must name it."""

from app.connectors.amazon.api import AmazonApi
from app.connectors.contract import Rejected
from app.connectors.reading import Fields, sub, text
from app.domain.shops import Shop

ORDER = "/orders/2026-01-01/orders"


def market_of(api: AmazonApi, shop: Shop, order: str) -> str:
    """The shop's own site where it is one; else the order is asked."""
    if len(shop.sites) == 1:
        return next(iter(shop.sites))
    market = text(sub(order_of(api, order, ""), "salesChannel"), "marketplaceId")
    if not market:
        raise Rejected("amazon_order_unknown")
    return market


def order_of(api: AmazonApi, order: str, data: str) -> Fields:
    """One order with some of its data sets; Rejected where Amazon has none of this number."""
    query = {"includedData": data} if data else {}
    return sub(api.get("order", f"{ORDER}/{order}", query), "order")
