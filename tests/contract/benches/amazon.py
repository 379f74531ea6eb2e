"""The Japanese Amazon store of the practice town: its mailbox and its API."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, table, town_shop
from tests.contract.benches.mailboxes import mail_login
from tests.fakes import FakeClock

FACTS = Facts("amazon", "smtp/data", by_mail=True)


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row, facts = town_shop(town, "amazon-jp"), table(town.line["amazon"])
    mail, mail_secrets = mail_login(town, str(row["mailbox"]))
    settings = {
        "client_id": str(facts["client_id"]),
        "token_url": str(facts["token_url"]),
        "api_url": str(table(facts["endpoints"])["fe"]),
        "marketplaces": str(row["marketplace"]),
        "seller_id": str(row["seller"]),
    }
    api = Login(API_LOGIN, "amazon", "Amazon JP", settings)
    keeper.secrets[mail.id] = mail_secrets
    keeper.secrets[api.id] = {
        "client_secret": str(facts["client_secret"]),
        "refresh_token": str(row["refresh_token"]),
    }
    roles = {"mail": mail, "api": api}
    shop = a_shop(row, "amazon", roles, {"marketplaces": str(row["marketplace"])})
    return Bench(
        "amazon", town, clock, keeper, tools, shop, roles, "mail", "folder:INBOX", "amazon-jp", FACTS
    )
