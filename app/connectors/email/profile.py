"""The profile of plain e-mail: every mail that no other channel claimed."""

from app.connectors.contract import Item, RawMail
from app.connectors.plain_mail import addresses, item_of, own_addresses
from app.domain.mail import ParsedMail
from app.domain.shops import Shop


class PlainMail:
    """Every mail that no other channel claimed."""

    channel = "email"

    def claims(self, mail: ParsedMail) -> bool:
        """The last profile takes whatever is left."""
        return True

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | None:
        """The shop that the mail was written to; the only one where none is named."""
        named = addresses(mail)
        for shop in shops:
            if own_addresses(shop) & named:
                return shop
        return shops[0] if len(shops) == 1 else None

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """A message, or news about one of ours."""
        return (item_of(mail, raw, own_addresses(shop)),)
