"""The Singaporean Lazada store of the practice town: its chat application and its order application."""

from datetime import timedelta
from uuid import UUID

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.domain.values import LoginId
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.fakes import FakeClock

FACTS = Facts(
    "lazada",
    "im/message/send",
    list_path="im/session/list",
    between_looks=timedelta(minutes=11),
    past_when_asked=True,
    finds_sent=False,
)
CHAT_LOGIN = LoginId(UUID(int=4))


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "lazada-sg"), table(town.line["lazada"])
    roles = {role: a_login(role, number, row, facts, keeper) for role, number in LOGINS.items()}
    shop = a_shop(row, "lazada", roles, {"marketplaces": "SG"})
    return Bench("lazada", town, clock, keeper, tools, shop, roles, "chat", "messages", "lazada-sg", FACTS)


LOGINS = {"chat": CHAT_LOGIN, "api": API_LOGIN}


def a_login(
    role: str, number: LoginId, row: dict[str, object], facts: dict[str, object], keeper: Keeper
) -> Login:
    application = table(table(facts["applications"])[role])
    settings = {
        "role": role,
        "client_id": str(application["app_key"]),
        "redirect_uri": str(facts["redirect_uri"]),
        "api_url": str(facts["api"]),
        "token_url": str(facts["auth"]),
        "marketplaces": "SG",
    }
    keeper.secrets[number] = {
        "client_secret": str(application["app_secret"]),
        "refresh_token": str(table(row["refresh_tokens"])[role]),
        "sellers": " ".join(f"{site}={one}" for site, one in table(row["sellers"]).items()),
    }
    return Login(number, "lazada", "Lazada SG", settings)
