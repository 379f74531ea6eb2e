"""Sending through AliExpress's chat: one post, always as a person's words, and what its answer proves."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from app.connectors.aliexpress import pictures
from app.connectors.aliexpress.answers import flag, holding, result_of
from app.connectors.aliexpress.api import AliExpressApi, long, millis, packed
from app.connectors.aliexpress.deeds import Deeds
from app.connectors.aliexpress.messages import COUPON, IMAGE, ITEM, ORDER, TEXT, content_of, first, is_ours
from app.connectors.aliexpress.walking import A_MOMENT, at_of, page_of
from app.connectors.chat_sender import ChatSender
from app.connectors.contract import (
    Ability,
    Capabilities,
    Found,
    FoundSent,
    Outbound,
    Receipt,
    Rejected,
    Surprise,
)
from app.connectors.manifests import Tools
from app.connectors.outgoing import only_match, words_of
from app.connectors.reading import Fields, text
from app.domain.canonical import canonical_hash
from app.domain.cards import CardKind
from app.domain.errors import QuaysideError
from app.domain.outbox import ReceiptKind
from app.domain.shops import Login, Shop
from app.net.sending import not_started

SEND, OPEN = "aliexpress/message/send", "aliexpress/message/session/open"
A_PERSON = 1
"""scene 1 is reception by people; 2 to 6 belong to robots and reminders, and none of ours is one"""
BEFORE = timedelta(minutes=5)
PAGES_MAX = 200
CARDS: Mapping[CardKind, tuple[int, str]] = {
    CardKind.ITEM: (ITEM, "item_id"),
    CardKind.ORDER: (ORDER, "order_id"),
    CardKind.VOUCHER: (COUPON, "promotion_id"),
}
Content = tuple[int, dict[str, object]]
"""template and what it holds"""


class AliExpressSender(ChatSender):
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._api = AliExpressApi(logins["api"], tools)
        super().__init__(self._api)
        self._deeds = Deeds(self._api)

    def capabilities(self) -> Capabilities:
        """Reading is marked here only: the chat has no call for it."""
        return Capabilities(
            frozenset(
                {
                    Ability.READS_ORDERS,
                    Ability.READS_MESSAGES,
                    Ability.SENDS_MESSAGES,
                    Ability.FINDS_SENT,
                    Ability.MOVES_FILES,
                    Ability.STARTS_CONVERSATIONS,
                    Ability.SENDS_CARDS,
                    Ability.ACTS_ON_ORDERS,
                }
            ),
            {Ability.MARKS_READ: "reading_stays_here", Ability.SENDS_COPIES: "platform_has_no_copies"},
        )

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection; what must be asked before it proves nothing about the message."""
        began = self._api.tools.clock.now()
        try:
            buyer = self._buyer(outbound)
            template, content = self._content(outbound)
        except Rejected as error:
            return Receipt.refused(error.key)
        except QuaysideError as error:
            return not_started(error)
        dto = {
            "buyer_id": long(buyer),
            "template_id": template,
            "scene_id": A_PERSON,
            "message_content_dto": content,
        }
        receipt = self._deeds.post(SEND, {"im_send_message_dto": packed(dto)}, number_of)
        if receipt.kind is ReceiptKind.SENT and not receipt.remote_key:
            return self._numbered(receipt, outbound, began)
        return receipt

    def _numbered(self, receipt: Receipt, outbound: Outbound, began: datetime) -> Receipt:
        """A yes without a number: the conversation shows it."""
        try:
            found = self.find_sent(outbound, began)
        except QuaysideError:
            return receipt
        return Receipt.sent(found.remote_key, receipt.evidence)

    def _buyer(self, outbound: Outbound) -> str:
        """The buyer's number in the chat. Orders know only his login; opening a session tells the number."""
        known = outbound.reply_refs.get("buyer_id", "")
        if known:
            return known
        login = outbound.customer.key or outbound.customer.name
        if not login:
            raise Rejected("aliexpress_buyer_unknown")
        if login.isascii() and login.isdigit():
            return login
        value = self._api.ask(OPEN, {"im_session_open_dto": packed({"buyer_login_id": login})})
        data = holding(result_of(value), "open_result", "current_buyer_id")
        if text(data, "open_result").upper() == "FAIL":
            raise Rejected("aliexpress_chat_refused")
        number = text(data, "current_buyer_id")
        if not number:
            raise Rejected("aliexpress_buyer_unknown")
        return number

    def _content(self, outbound: Outbound) -> Content:
        """Words, or one picture, or one card: a message is one of them."""
        body = words_of(outbound)
        if outbound.card is not None and outbound.card.kind in CARDS:
            template, name = CARDS[outbound.card.kind]
            if not outbound.card.ref:
                raise Rejected("nothing_to_send")
            return template, {name: long(outbound.card.ref)}
        if len(outbound.files) > 1 or (outbound.files and body):
            raise Rejected("too_many_files")
        for file in outbound.files:
            if file.content_type not in pictures.TYPES:
                raise Rejected("file_type_refused")
            placed = pictures.place(self._api, file)
            return IMAGE, {"img_url": placed.url, "width": placed.width, "height": placed.height}
        if not body:
            raise Rejected("nothing_to_send")
        return TEXT, {"txt": body}

    # --- looking ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Lists the buyer's messages down to when sending began: one match is ours, none proves absence, several
        prove nothing, nor does a list that cannot be read. A picture carries no mark of ours, so one that came up
        since then proves nothing either."""
        try:
            buyer = self._buyer(outbound)
        except Rejected:
            return FoundSent(Found.NO)  # it could not be sent to anybody
        fits, matches = self._fits(outbound), dict[str, datetime]()
        floor = since + self._api.offset - BEFORE
        try:
            listed = self._ours(buyer, floor)
        except (Rejected, Surprise):
            return FoundSent(Found.UNSURE)
        for row in listed:
            number, at = text(row, "message_id"), at_of(row)
            if at is not None and number not in owned and fits(row):
                matches[number] = at
        return only_match(matches, telling=not outbound.files)

    def _fits(self, outbound: Outbound) -> Callable[[Fields], bool]:
        if outbound.card is not None and outbound.card.kind in CARDS:
            template, name = CARDS[outbound.card.kind]
            camel = name.replace("_id", "Id")
            ref = outbound.card.ref
            return lambda row: (
                text(row, "template_id") == str(template) and first(content_of(row), name, camel) == ref
            )
        if outbound.files:
            return lambda row: text(row, "template_id") == str(IMAGE)
        wanted = canonical_hash(outbound.text)
        return lambda row: (
            text(row, "template_id") == str(TEXT) and canonical_hash(first(content_of(row), "txt")) == wanted
        )

    def _ours(self, buyer: str, floor: datetime) -> list[Fields]:
        """What we wrote to a buyer since a moment."""
        found: list[Fields] = []
        start, last = "", ""
        for _ in range(PAGES_MAX):
            page = page_of(self._api, buyer, start or millis(self._api.now() + A_MOMENT), last)
            found += [row for row in page.rows if is_ours(row) and (at_of(row) or floor) >= floor]
            if not page.more or all((at_of(row) or floor) < floor for row in page.rows):
                return found
            if (page.start, page.last) == (start, last):
                raise Surprise("cursor_loops")
            start, last = page.start, page.last
        raise Surprise("cursor_never_ends")

    # --- the rest ---

    def mark_read(self, thread_key: str) -> None:
        """The chat has no call for it: what was read is known here only."""


def number_of(value: Fields) -> str:
    """The number of a message that was sent; the answer is an untyped map."""
    data = holding(value, "message_id")
    return "" if flag(data, "success") is False else text(data, "message_id")
