"""The plain mailbox of the practice town."""

from app.connectors.manifests import Tools
from app.simulator.running import RunningTown
from tests.contract.bench import Bench, Facts, Keeper, a_shop, town_shop
from tests.contract.benches.mailboxes import mail_login
from tests.fakes import FakeClock

FACTS = Facts("mail", "smtp/data", by_mail=True)


def open_shop(town: RunningTown, clock: FakeClock, keeper: Keeper, tools: Tools) -> Bench:
    row = town_shop(town, "mail")
    login, secrets = mail_login(town, str(row["mailbox"]))
    keeper.secrets[login.id] = secrets
    shop = a_shop(row, "email", {"mail": login}, {"address": str(row["mailbox"])})
    return Bench(
        "email", town, clock, keeper, tools, shop, {"mail": login}, "mail", "folder:INBOX", "mail", FACTS
    )
