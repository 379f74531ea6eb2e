"""Logins for the practice town's mailboxes, which several channels share."""

from app.domain.shops import Login
from app.simulator.running import RunningTown
from tests.contract.bench import MAIL_LOGIN, table


def mail_login(town: RunningTown, address: str) -> tuple[Login, dict[str, str]]:
    """A login for one of the town's mailboxes, and its secrets."""
    box = table(table(town.line["mailboxes"])[address])
    settings = {"address": address, "username": str(box["user"]), "backfill_days": "90"}
    for kind in ("imap", "smtp"):
        door = table(box[kind])
        settings |= {
            f"{kind}_host": str(door["host"]),
            f"{kind}_port": str(door["port"]),
            f"{kind}_security": "none",
        }
    return Login(MAIL_LOGIN, "email", address, settings), {"password": str(box["password"])}
