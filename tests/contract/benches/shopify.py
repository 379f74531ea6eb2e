"""The Shopify shop of the practice town: its support mailbox and an application of its own."""

from app.connectors.manifests import Tools
from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import API_LOGIN, Bench, Facts, Keeper, a_shop, town_shop
from tests.contract.benches.mailboxes import mail_login
from tests.fakes import FakeClock

FACTS = Facts("shopify", "smtp/data", by_mail=True, taken_back="shopify_not_installed")


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row = town_shop(town, "shopify-eu")
    mail, mail_secrets = mail_login(town, str(row["mailbox"]))
    settings = {
        "shop": str(row["seller"]),
        "client_id": str(row["client_id"]),
        "api_url": str(row["api"]),
    }
    api = Login(API_LOGIN, "shopify", "Shopify EU", settings)
    keeper.secrets[mail.id] = mail_secrets
    keeper.secrets[api.id] = {"client_secret": str(row["client_secret"])}
    roles = {"mail": mail, "api": api}
    shop = a_shop(row, "shopify", roles, {"support_address": str(row["mailbox"])})
    return Bench(
        "shopify", town, clock, keeper, tools, shop, roles, "mail", "folder:INBOX", "shopify-eu", FACTS
    )
