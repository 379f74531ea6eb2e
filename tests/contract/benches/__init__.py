"""Opens the practice shop of each channel; a new channel is a module here and a line in the table."""

from collections.abc import Callable

from app.connectors.manifests import Tools
from app.simulator.running import RunningTown
from tests.contract.bench import Bench, Keeper, fresh_tools
from tests.contract.benches import aliexpress, amazon, ebay, email, lazada, shopee, shopify, tiktok, walmart
from tests.fakes import FakeClock

OPEN: dict[str, Callable[[RunningTown, FakeClock, Keeper, Tools], Bench]] = {
    "aliexpress": aliexpress.open_shop,
    "amazon": amazon.open_shop,
    "ebay": ebay.open_shop,
    "email": email.open_shop,
    "lazada": lazada.open_shop,
    "shopee": shopee.open_shop,
    "shopify": shopify.open_shop,
    "tiktok": tiktok.open_shop,
    "walmart": walmart.open_shop,
}
FACTS = {
    "aliexpress": aliexpress.FACTS,
    "amazon": amazon.FACTS,
    "ebay": ebay.FACTS,
    "email": email.FACTS,
    "lazada": lazada.FACTS,
    "shopee": shopee.FACTS,
    "shopify": shopify.FACTS,
    "tiktok": tiktok.FACTS,
    "walmart": walmart.FACTS,
}


def open_bench(channel: str, town: RunningTown, clock: FakeClock) -> Bench:
    """The shop of a channel."""
    keeper = Keeper()
    return OPEN[channel](town, clock, keeper, fresh_tools(clock, keeper))
