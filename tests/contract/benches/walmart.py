"""The Walmart store of the practice town: its mailbox and its API."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.contract.benches.mailboxes import mail_login
from tests.fakes import FakeClock

FACTS = Facts("walmart", "smtp/data", by_mail=True, taken_back="client_refused")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "walmart-us"), table(town.line["walmart"])
    mail, mail_secrets = mail_login(town, str(row["mailbox"]))
    settings = {
        "client_id": str(row["client_id"]),
        "seller_id": str(row["seller"]),
        "api_url": str(facts["api"]),
    }
    api = Login(API_LOGIN, "walmart", "Walmart US", settings)
    keeper.secrets[mail.id] = mail_secrets
    keeper.secrets[api.id] = {"client_secret": str(row["client_secret"])}
    roles = {"mail": mail, "api": api}
    shop = a_shop(row, "walmart", roles, {})
    return Bench(
        "walmart", town, clock, keeper, tools, shop, roles, "mail", "folder:INBOX", "walmart-us", FACTS
    )
