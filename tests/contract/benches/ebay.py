"""The British eBay store of the practice town."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.fakes import FakeClock

FACTS = Facts("ebay", "send_message")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "ebay-uk"), table(town.line["ebay"])
    settings = {
        "client_id": str(facts["client_id"]),
        "ru_name": str(facts["ru_name"]),
        "api_url": str(facts["api"]),
        "apiz_url": str(facts["apiz"]),
        "auth_url": str(facts["authorize_url"]),
    }
    api = Login(API_LOGIN, "ebay", "eBay UK", settings)
    keeper.secrets[api.id] = {
        "client_secret": str(facts["client_secret"]),
        "refresh_token": str(row["refresh_token"]),
    }
    shop = a_shop(row, "ebay", {"api": api}, {})
    return Bench("ebay", town, clock, keeper, tools, shop, {"api": api}, "api", "messages", "ebay-uk", FACTS)
