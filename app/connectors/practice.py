"""How a channel's practice shop is connected: its logins, with the practice town's throw-away credentials."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ports import LoginEntry

Described = Mapping[str, Any]
"""the town's one line, or a part of it"""


@dataclass(frozen=True, slots=True)
class PracticeDoor:
    """A login of a practice shop. Shops whose doors open the same thing share the login, as they do in life."""

    opens: str
    entry: LoginEntry


@dataclass(frozen=True, slots=True)
class PracticeShop:
    """The doors of a practice shop, and which of a login's sites it is where one serves several."""

    doors: tuple[PracticeDoor, ...]
    site: str = ""
    country: str = ""
    """that site's market"""


Practice = Callable[[Described, Described], PracticeShop]
"""makes the doors from the town's line and the shop's row in it"""


def mail_door(town: Described, shop: Described) -> PracticeDoor:
    """The mailbox of a shop that lives by mail."""
    box = town["mailboxes"][shop["mailbox"]]
    values = {
        "address": box["address"], "password": box["password"], "username": box["user"], "auth": "password",
        "sender_name": "Northshore", "files_copies": "no",
    }  # fmt: skip
    for half in ("imap", "smtp"):
        values |= {f"{half}_{name}": str(box[half][name]) for name in ("host", "port", "security")}
    return PracticeDoor(f"mail {shop['mailbox']}", LoginEntry("mail", "email", values))
