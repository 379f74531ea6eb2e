"""The Malaysian Shopee store of the practice town."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.fakes import FakeClock

FACTS = Facts("shopee", "send_message")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "shopee-my"), table(town.line["shopee"])
    settings = {
        "client_id": str(facts["client_id"]),
        "shop_id": str(row["shop_id"]),
        "marketplaces": str(row["shop_id"]),
        "contact_email": "practice@northshore.example",
        "api_url": str(facts["api"]),
    }
    api = Login(API_LOGIN, "shopee", "Shopee MY", settings)
    keeper.secrets[api.id] = {
        "client_secret": str(facts["client_secret"]),
        "refresh_token": str(row["refresh_token"]),
    }
    shop = a_shop(row, "shopee", {"api": api}, {"marketplaces": str(row["shop_id"]), "country": "MY"})
    return Bench(
        "shopee", town, clock, keeper, tools, shop, {"api": api}, "api", "messages", "shopee-my", FACTS
    )
