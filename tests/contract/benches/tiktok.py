"""The British TikTok shop of the practice town."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.fakes import FakeClock

FACTS = Facts("tiktok", "/messages")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "tiktok-uk"), table(town.line["tiktok"])
    settings = {
        "client_id": str(facts["app_key"]),
        "service_id": str(facts["service_id"]),
        "marketplaces": str(row["seller"]),
        "api_url": str(facts["api"]),
        "token_url": str(facts["tokens"]),
        "auth_url": str(facts["authorize_url"]),
    }
    api = Login(API_LOGIN, "tiktok", "TikTok UK", settings)
    keeper.secrets[api.id] = {
        "client_secret": str(facts["app_secret"]),
        "refresh_token": str(row["refresh_token"]),
    }
    shop = a_shop(row, "tiktok", {"api": api}, {"marketplaces": str(row["seller"]), "country": "GB"})
    return Bench(
        "tiktok", town, clock, keeper, tools, shop, {"api": api}, "api", "messages", "tiktok-uk", FACTS
    )
