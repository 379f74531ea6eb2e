"""Lazada's chat messages in our words: who spoke, what kind it was, and what was shown beside words."""

from collections.abc import Iterator

from app.connectors.contract import DeliveryNews, Item, RemoteFile, RemoteMessage, Unreadable
from app.connectors.items import unreadable_message
from app.connectors.lazada.envelope import at, count, inner, truth
from app.connectors.reading import Fields, kept_whole, text
from app.domain.cards import Card, CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party

TEXT, SYSTEM_TEXT, IMAGE, EMOJI, VIDEO = 1, 2, 3, 4, 6
ITEM, ORDER, VOUCHER, FOLLOW, REFUND, AUTOMATIC = 10006, 10007, 10008, 10010, 10011, 10015
WORDS = frozenset({TEXT, SYSTEM_TEXT, EMOJI, AUTOMATIC})
BUYER, SELLER = 1, 2
BY_SYSTEM = 2
RECALLED = 1
LOCAL = ("https://", "http://127.0.0.1", "http://localhost")


def thread_key(site: str, session: str) -> str:
    """The name of a conversation; its country says which host knows it."""
    return f"session:{site}:{session}"


def session_in(key: str) -> tuple[str, str]:
    """Country and session behind a conversation's name; two empty texts where it is no name of ours."""
    kind, _, rest = key.partition(":")
    site, _, session = rest.partition(":")
    return (site, session) if kind == "session" and site and session else ("", "")


def items_of(row: Fields, session: Fields, site: str, *, old: bool) -> Iterator[Item]:
    """A message, and the news that Lazada kept one of ours from the customer."""
    message = message_of(row, session, site, old=old)
    yield message
    blocked = text(row, "process_msg")
    if blocked and isinstance(message, RemoteMessage) and message.direction is Direction.OUTBOUND:
        yield DeliveryNews(
            refers_to=message.remote_key,
            delivered=False,
            reason=f"remote:{blocked}",
            at=message.sent_at,
            thread_keys=message.thread_keys,
            remote_key=f"blocked:{message.remote_key}",
            site=site,
        )


def message_of(row: Fields, session: Fields, site: str, *, old: bool) -> RemoteMessage | Unreadable:
    """One message; Unreadable where its number, date or session is missing."""
    number, moment, talk = text(row, "message_id"), at(row, "send_time"), text(session, "session_id")
    if not number or moment is None or not talk:
        return unreadable_message(talk, text(row, "message_id"), kept_whole(row))
    ours = count(row, "from_account_type", BUYER) == SELLER
    buyer = text(session, "buyer_id") or text(row, "to_account_id" if ours else "from_account_id")
    customer = Party(buyer, text(session, "title") or buyer)
    content = inner(text(row, "content"))
    template = count(row, "template_id", TEXT)
    cards = tuple(cards_of(template, content, row))
    return RemoteMessage(
        remote_key=number,
        thread_keys=(thread_key(site, talk),),
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        kind=kind_of(row, template, ours=ours),
        author=Party("", "") if ours else customer,
        customer=customer,
        sent_at=moment,
        text=words_of(template, content, row),
        files=tuple(files_of(template, content)),
        order_keys=tuple(card.ref for card in cards if card.kind is CardKind.ORDER and card.ref),
        item_ref=next((card.ref for card in cards if card.kind is CardKind.ITEM), ""),
        country=site,
        reply_refs={"session_id": talk, "site": site},
        refs=(number,),
        cards=cards,
        site=site,
        old=old,
    )


def kind_of(row: Fields, template: int, *, ours: bool) -> MessageKind:
    """A machine's words start and stop no clock; ours that never reached the customer are no answer either."""
    if count(row, "type", 1) == BY_SYSTEM or template == SYSTEM_TEXT:
        return MessageKind.SYSTEM
    if ours and (truth(row, "auto_reply") or template == AUTOMATIC):
        return MessageKind.AUTO_REPLY
    if not ours:
        return MessageKind.CUSTOMER
    kept_back = text(row, "process_msg") or count(row, "status") == RECALLED
    return MessageKind.SYSTEM if kept_back else MessageKind.AGENT


def words_of(template: int, content: Fields, row: Fields) -> str:
    """What was written. The platform's own translation is no one's words and is left out."""
    if template in WORDS or template == VIDEO:
        return text(content, "txt") or text(content, "activeContent") or bare(row, content)
    return ""


def bare(row: Fields, content: Fields) -> str:
    """Content that is no JSON object is the text itself."""
    return "" if content else text(row, "content")


def files_of(template: int, content: Fields) -> Iterator[RemoteFile]:
    """A picture, which Lazada keeps behind an address."""
    url = text(content, "imgUrl") or text(content, "img_url")
    if template == IMAGE and url.startswith(LOCAL):
        name = url.partition("?")[0].rpartition("/")[2] or "image"
        yield RemoteFile(name, "image/*", url=url)


def cards_of(template: int, content: Fields, row: Fields) -> Iterator[Card]:
    """What was shown beside words. A type nobody knows keeps the platform's number as its name."""
    picture = text(content, "iconUrl") or text(content, "imgUrl")
    link, title = text(content, "actionUrl"), text(content, "title")
    if template == ITEM:
        detail = text(content, "price")
        yield Card(CardKind.ITEM, text(content, "itemId"), title, detail, picture, link)
    elif template == ORDER:
        detail = text(content, "status") or text(content, "content")
        yield Card(CardKind.ORDER, text(content, "orderId"), title, detail, picture, link)
    elif template == REFUND:
        detail = text(content, "status") or text(content, "content")
        yield Card(CardKind.REFUND, text(content, "orderId"), title, detail, picture, link)
    elif template == VOUCHER:
        number = text(content, "promotionId") or text(content, "promotion_id")
        yield Card(CardKind.VOUCHER, number, title, text(content, "content"), picture, link)
    elif template == FOLLOW:
        yield Card(CardKind.FOLLOW, "", title, text(content, "content"), picture, link)
    elif template == VIDEO:
        detail = text(content, "videoDuration")
        yield Card(CardKind.VIDEO, text(content, "videoId"), title, detail, picture, link)
    elif template not in WORDS | {IMAGE} or count(row, "status") == RECALLED:
        words = title or text(content, "txt") or text(content, "content")
        name = "recalled" if count(row, "status") == RECALLED else str(template)
        yield Card(CardKind.UNKNOWN, "", words, "", picture, link, name)
