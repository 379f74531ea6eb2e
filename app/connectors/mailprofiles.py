"""One mailbox, several shops: every mail is given to exactly one of them, by the first profile that knows
it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.connectors.contract import MailProfile, Unserved
from app.domain.mail import ParsedMail
from app.domain.shops import Shop


@dataclass(frozen=True, slots=True)
class Routed:
    """Which shop a mail belongs to, and who reads it."""

    profile: MailProfile
    shop: Shop


def route(
    mail: ParsedMail, shops: Iterable[Shop], profiles: Iterable[MailProfile]
) -> Routed | Unserved | None:
    """The mail's shop, in the order of the profiles; None where no shop of the mailbox wants it."""
    owned = tuple(shops)
    for profile in profiles:
        mine = tuple(shop for shop in owned if shop.channel == profile.channel)
        if not mine or not profile.claims(mail):
            continue
        shop = profile.chooses(mail, mine)
        if isinstance(shop, Unserved):
            return shop
        if shop is not None:
            return Routed(profile, shop)
    return None
