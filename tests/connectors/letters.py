"""Parsed mails built by hand: what the worker would make of a mail, without the mail."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from app.connectors.contract import RawMail
from app.domain.mail import AutoKind, Mailbox, ParsedMail
from app.domain.shops import Shop, ShopState
from app.domain.values import ShopId

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWN = "care@shop.example"
KEY = "0123456789abcdef0123456789abcdef"
CASE = "0f8c1d7e-1111-4222-8333-444455556666"
ALIAS = "k3j9x0example1@marketplace.amazon.com"
ORDER = "114-1234567-7654321"

EMPTY = ParsedMail(
    message_id="m1@b.example",
    in_reply_to=(),
    references=(),
    sender=Mailbox("Ann", "ann@b.example"),
    reply_to=(),
    to=(Mailbox("", OWN),),
    cc=(),
    delivered_to=(),
    subject="Question",
    date=AT,
    text="Hello",
    quoted_from=None,
    html="",
    html_raw_marker="",
    has_buyer_block=False,
    parts=(),
    headers={},
    links=(),
    auto=AutoKind.NONE,
    bounce=None,
    body_key="b" * 64,
)


def a_mail(**changes: object) -> ParsedMail:
    """A plain mail to our address."""
    return replace(EMPTY, **changes)  # type: ignore[arg-type]


def a_raw(**changes: object) -> RawMail:
    """Where it was found."""
    return replace(RawMail("INBOX", 7, 1, AT, b""), **changes)  # type: ignore[arg-type]


def a_shop(channel: str = "email", number: int = 1, remote_key: str = OWN, **settings: str) -> Shop:
    """A shop on the mailbox."""
    shop_id = ShopId(UUID(int=number))
    return Shop(shop_id, channel, "Harbour Goods", remote_key, ShopState.ACTIVE, 0, {}, dict(settings))


def boxes(*addresses: str) -> tuple[Mailbox, ...]:
    """Addresses without names."""
    return tuple(Mailbox("", address) for address in addresses)
