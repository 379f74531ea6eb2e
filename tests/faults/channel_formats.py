"""The channels' formats: platforms' JSON answers, and mails as the mail profiles understand them.

A reader here is what a connector does between the line and the ingest step: the answer as JSON, then as our items.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from random import Random

from app.connectors.aliexpress import orders as aliexpress
from app.connectors.aliexpress.answers import listed
from app.connectors.aliexpress.feed import news_of
from app.connectors.aliexpress.messages import message_of as aliexpress_message
from app.connectors.amazon import orders as amazon
from app.connectors.amazon.profile import RelayMail
from app.connectors.contract import Item, OrderSnapshot, RemoteMessage, Unreadable
from app.connectors.ebay import cases as cases
from app.connectors.ebay import orders as ebay
from app.connectors.ebay.messages import message_of
from app.connectors.email.profile import PlainMail
from app.connectors.mailprofiles import Routed, route
from app.connectors.reading import Fields, rows, sub
from app.connectors.tiktok import cases as tiktok_cases
from app.connectors.tiktok import messages as tiktok_messages
from app.connectors.tiktok import orders as tiktok_orders
from app.connectors.walmart.reading_orders import items_of
from app.connectors.walmart.returns import return_of as walmart_return
from app.domain.errors import Surprise, Unreachable
from app.net.http import Answer
from app.worker.mail import parse_mail
from tests.connectors.letters import a_raw, a_shop
from tests.faults import documents, shopee_documents, shopify_documents
from tests.faults import lazada_documents as lazada
from tests.faults.payloads import TOKENS, WORDS, bent, hostile_mail
from tests.worker.letters import both

Read = Callable[[Fields], list[object]]
EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


class Refused:
    """The answer as a whole made no sense: the page is asked for again, or the bytes go to quarantine."""


def reader(read: Read) -> Callable[[Sequence[bytes]], list[object]]:
    """Reads answers as a connector does."""

    def read_all(raws: Sequence[bytes]) -> list[object]:
        return [_read(raw, read) for raw in raws]

    return read_all


def _read(raw: bytes, read: Read) -> object:
    try:
        answer = Answer(200, {"content-type": "application/json"}, raw).object()
    except (Surprise, Unreachable):
        return Refused()
    return read(answer)


def read_amazon_orders(answer: Fields) -> list[object]:
    """Orders and wishes to cancel."""
    found: list[object] = []
    for row in rows(answer, "orders"):
        order = amazon.order_of(row)
        found.append(order if order is not None else row)
        if order is not None:
            found.append(amazon.cancellation_of(row, order))
    return found


def read_aliexpress_orders(answer: Fields) -> list[object]:
    """A list of orders, each with what was asked about it besides."""
    found = listed(sub(answer, "result"), "target_list")
    return [aliexpress.order_of(row, sub(row, "detail"), EVENING) or row for row in found]


def read_aliexpress_news(answer: Fields) -> list[object]:
    """The feed of the chat."""
    news = news_of(answer)
    return [aliexpress_message(row, talk) for row, talk in news.messages] if news else [answer]


def read_ebay_orders(answer: Fields) -> list[object]:
    """Orders with the parcels their links name."""
    return [ebay.order_of(row, ebay.parcels_in_links(row)) or row for row in rows(answer, "orders")]


def read_ebay_messages(answer: Fields) -> list[object]:
    """A conversation's messages."""
    return [message_of(row, sub(answer, "conversation"), ["our_shop"]) for row in rows(answer, "messages")]


def read_ebay_cases(answer: Fields) -> list[object]:
    """Returns, inquiries, cancellations, cases and payment disputes."""
    searches = (
        ("returns", cases.return_of),
        ("inquiries", cases.inquiry_of),
        ("cancellations", cases.cancellation_of),
        ("cases", cases.case_of),
        ("disputes", cases.dispute_of),
    )
    return [read(row) or row for name, read in searches for row in rows(answer, name)]


def read_tiktok_messages(answer: Fields) -> list[object]:
    """A conversation's messages; hidden ones count as read."""
    talk, tips = sub(answer, "conversation"), "Look there"
    return [tiktok_messages.message_of(row, talk, tips) or row for row in rows(answer, "messages")]


def read_tiktok_orders(answer: Fields) -> list[object]:
    """Orders with their parcels."""
    return [tiktok_orders.order_of(row, "GB") or row for row in rows(answer, "orders")]


def read_tiktok_cases(answer: Fields) -> list[object]:
    """Returns and cancellations."""
    return [one.read(row) or row for one in tiktok_cases.SEARCHES for row in rows(answer, one.rows)]


def read_walmart_orders(answer: Fields) -> list[object]:
    """Orders with their wishes to cancel and refunds."""
    return [*items_of(rows(sub(answer, "list", "elements"), "order"))]


def read_walmart_returns(answer: Fields) -> list[object]:
    """Returns."""
    return [walmart_return(row) or row for row in rows(answer, "returnOrders")]


def relay_mail(random: Random, marker: str) -> bytes:
    """A buyer's message as Amazon's relay sends it."""
    words = f"{random.choice(WORDS)} {marker}"
    order = f"{random.randrange(100, 999)}-{random.randrange(10**7):07}-{random.randrange(10**7):07}"
    marks = "------------- Message: -------------", "------------- End message -------------"
    plain = f"You have received a message.\n\n# {order}:\n\n{marks[0]}\n\n{words}\n\n{marks[1]}\n"
    html = f"<p>You have received a message.</p><pre style='white-space: -o-pre-wrap;'>{words}</pre><p>footer</p>"
    head: dict[str, str | None] = {
        "From": '"Maria - Amazon Marketplace" <abc123+0f8c1d7e-1111-4222-8333-444455556666@marketplace.amazon.de>',
        "Subject": f"Inquiry from Amazon customer Maria (Order: {order})",
        "X-Space-Notification-Type": random.choice(
            (
                "BBC_MESSAGE_SENT_TO_MERCHANT",
                "RETURN_REQUEST",
                "BRC_SELLER_NOTIFICATION",
                "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT",
            )
        ),
        "X-Marketplace-ID": "A1PA6795UKMFR9",
    }
    return both(plain, html, head)


def make_routed(random: Random, number: int) -> bytes:
    """A relay's mail, bent or not, or any hostile mail."""
    if random.random() < 0.3:
        return hostile_mail(random)
    raw = relay_mail(random, "words")
    if random.random() < 0.3:
        raw = raw.replace(b"white-space", random.choice(TOKENS), 1)
    return bent(random, raw) if number % 5 else raw


def read_routed(raws: Sequence[bytes]) -> list[object]:
    """What the profiles make of each mail."""
    shops = (a_shop("amazon", 1, "A1PA6795UKMFR9"), a_shop("email", 2))
    found: list[object] = []
    for raw in raws:
        mail = parse_mail(raw)
        routed = route(mail, shops, (RelayMail(), PlainMail()))
        assert isinstance(routed, Routed)
        found.append(list(routed.profile.map(mail, a_raw(content=raw), routed.shop)))
    return found


def check_routed(raw: bytes, result: object, number: int) -> None:
    """Every mail becomes at least one item, and each item can be stored."""
    assert isinstance(result, list)
    assert result, "a mail became nothing"
    _check_items(result)


def checker(
    sound: Callable[[int], bool], marker: Callable[[int], str]
) -> Callable[[bytes, object, int], None]:
    """What must hold for the items of a JSON answer."""

    def check(raw: bytes, result: object, number: int) -> None:
        if sound(number):
            assert isinstance(result, list), "a sound answer was refused"
            assert marker(number) in repr(result), "a word of a sound answer was lost"
        if isinstance(result, list):
            _check_items(result)

    return check


def _check_items(items: Sequence[Item | object]) -> None:
    for item in items:
        if isinstance(item, Unreadable):
            assert item.content, "an unreadable item keeps its bytes"
            continue
        if isinstance(item, RemoteMessage):
            assert item.remote_key
        if isinstance(item, OrderSnapshot):
            assert item.remote_key
        if is_dataclass(item):
            for value in _values(item):
                _check_storable(value)


def _check_storable(value: object) -> None:
    """SQLite and PostgreSQL take no half surrogates, PostgreSQL no null character."""
    if isinstance(value, str):
        value.encode("utf-8")
        assert "\0" not in value, "a null character"
    if isinstance(value, datetime):
        assert value.tzinfo is UTC


def _values(item: object) -> Iterator[object]:
    """Every value inside a value."""
    if is_dataclass(item) and not isinstance(item, type):
        for field in fields(item):
            yield from _values(getattr(item, field.name))
    elif isinstance(item, dict):
        for key, value in item.items():
            yield key
            yield from _values(value)
    elif isinstance(item, tuple | list):
        for value in item:
            yield from _values(value)
    else:
        yield item


JSON_FORMATS: tuple[tuple[str, Callable[[Random, str], documents.Value], Read], ...] = (
    ("aliexpress-orders", documents.aliexpress_orders, read_aliexpress_orders),
    ("aliexpress-news", documents.aliexpress_news, read_aliexpress_news),
    ("amazon-orders", documents.amazon_orders, read_amazon_orders),
    ("ebay-orders", documents.ebay_orders, read_ebay_orders),
    ("ebay-messages", documents.ebay_messages, read_ebay_messages),
    ("ebay-cases", documents.ebay_cases, read_ebay_cases),
    ("lazada-messages", lazada.messages, lambda answer: list(lazada.read_messages(answer))),
    ("lazada-orders", lazada.orders, lambda answer: list(lazada.read_orders(answer))),
    ("lazada-cases", lazada.cases, lambda answer: list(lazada.read_cases(answer))),
    ("tiktok-messages", documents.tiktok_messages, read_tiktok_messages),
    ("tiktok-orders", documents.tiktok_orders, read_tiktok_orders),
    ("tiktok-cases", documents.tiktok_cases, read_tiktok_cases),
    ("shopee-messages", shopee_documents.messages, shopee_documents.read_messages),
    ("shopee-orders", shopee_documents.orders, shopee_documents.read_orders),
    ("shopee-returns", shopee_documents.returns, shopee_documents.read_returns),
    ("shopify-orders", shopify_documents.orders, shopify_documents.read_orders),
    ("shopify-disputes", shopify_documents.disputes, shopify_documents.read_disputes),
    ("walmart-orders", documents.walmart_orders, read_walmart_orders),
    ("walmart-returns", documents.walmart_returns, read_walmart_returns),
)
