"""The AliExpress store of the practice town."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.fakes import FakeClock

FACTS = Facts("aliexpress", "message/send", list_path="message/sync")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "aliexpress"), table(town.line["aliexpress"])
    settings = {"client_id": str(facts["app_key"]), "api_url": str(facts["api"])}
    api = Login(API_LOGIN, "aliexpress", "AliExpress", settings)
    keeper.secrets[api.id] = {
        "client_secret": str(facts["app_secret"]),
        "refresh_token": str(row["refresh_token"]),
    }
    shop = a_shop(row, "aliexpress", {"api": api}, {})
    return Bench(
        "aliexpress", town, clock, keeper, tools, shop, {"api": api}, "api", "messages", "aliexpress", FACTS
    )
