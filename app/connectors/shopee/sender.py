"""Sending through Shopee's chat: words, a picture or a card, one at a time and only by a person's hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.chat_sender import ChatSender
from app.connectors.contract import (
    Ability,
    Capabilities,
    Found,
    FoundSent,
    Outbound,
    OutboundFile,
    Receipt,
    RemoteMessage,
)
from app.connectors.file_forms import multipart
from app.connectors.manifests import FileLimits, Tools
from app.connectors.outgoing import only_match, things_in, words_of
from app.connectors.reading import text
from app.connectors.several import shop_number
from app.connectors.shopee.answers import Fault
from app.connectors.shopee.hosts import ONE_CONVERSATION, READ, SEND, UPLOAD
from app.connectors.shopee.messages import AFFILIATE, NO_SENDING
from app.connectors.shopee.one_shop import NO_CHAT
from app.connectors.shopee.posting import Poster, not_posted, response_key
from app.connectors.shopee.reading_messages import messages
from app.connectors.shopee.source import NO_CHAT_WHY
from app.connectors.shopee.tokens import as_number
from app.domain.canonical import canonical_hash
from app.domain.cards import CardKind
from app.domain.conversations import Direction
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop

TEXT_MAX = 1000
"""not published; what live applications cut at"""
FILES = FileLimits(10, 2 * 1024 * 1024, 20 * 1024 * 1024, ("image/jpeg", "image/png", "image/gif"))
CARDS = frozenset({CardKind.ITEM, CardKind.ORDER})
BEFORE = timedelta(minutes=5)
NO_FIRST_MESSAGE = "shopee_buyer_writes_first"
Content = tuple[str, dict[str, object]]
REFUSALS = {
    "user_is_forbidden": "shopee_buyer_closed",
    "error_permission": "shopee_no_chat",
    "error_api_permission": "shopee_no_chat",
}


class ShopeeSender(ChatSender):
    """One shop's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._login = logins["api"]
        self._shop = shop
        self._poster = Poster(self._login, tools, shop_number(shop))
        self._api = self._poster.api
        super().__init__(self._api)

    def capabilities(self) -> Capabilities:
        """What the seller's application and the shop's region allow."""
        cannot = {
            Ability.SENDS_COPIES: "platform_has_no_copies",
            Ability.SENDS_FORMS: "platform_has_no_forms",
            Ability.STARTS_CONVERSATIONS: NO_FIRST_MESSAGE,
            Ability.HEARS_AT_ONCE: "platform_tells_servers_only",
        }
        chat = {Ability.READS_MESSAGES, Ability.FINDS_SENT, Ability.MARKS_READ}
        send = {Ability.SENDS_MESSAGES, Ability.SENDS_CARDS, Ability.MOVES_FILES}
        why = self._why_not()
        if why == NO_CHAT_WHY:
            cannot |= dict.fromkeys(chat | send, why)
        elif why:
            cannot |= dict.fromkeys(send, why)
        can = {Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS} | chat | send
        return Capabilities(frozenset(can - set(cannot)), cannot)

    def _why_not(self) -> str:
        """Why nothing can be sent; '' where it can."""
        if self._login.settings.get("chat") == NO_CHAT:
            return NO_CHAT_WHY
        return "shopee_region_cannot_send" if self._shop.country in NO_SENDING else ""

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection; a picture is laid up before it."""
        objection = self._objection(outbound)
        if objection:
            return Receipt.refused(objection)
        try:
            kind, content = self._content(outbound)
        except QuaysideError as error:
            return not_posted(error)
        body: dict[str, object] = {
            "to_id": as_number(to_id(outbound)),
            "message_type": kind,
            "content": content,
        }
        if outbound.reply_refs.get("business_type") == str(AFFILIATE):
            body |= {
                "business_type": AFFILIATE,
                "conversation_id": outbound.reply_refs.get("conversation_id", ""),
            }
        return self._poster.post(SEND, body, response_key("message_id"), words)

    def _objection(self, outbound: Outbound) -> str:
        why = outbound.reply_refs.get("no_reply") or self._why_not()
        if why:
            return why
        parts = things_in(outbound)
        if parts != 1:
            return "one_thing_at_a_time" if parts else "nothing_to_send"
        if not to_id(outbound):
            return "shopee_buyer_unknown"
        if len(words_of(outbound)) > TEXT_MAX:
            return "too_long"
        if outbound.card is not None and (outbound.card.kind not in CARDS or not outbound.card.ref):
            return "card_refused"
        return next((why for file in outbound.files if (why := file_objection(file))), "")

    def _content(self, outbound: Outbound) -> Content:
        if outbound.files:
            return "image", {"image_url": self._laid_up(outbound.files[0])}
        card = outbound.card
        if card is None:
            return "text", {"text": words_of(outbound)}
        if card.kind is CardKind.ORDER:
            return "order", {"order_sn": card.ref}
        return "item", {"item_id": as_number(card.ref)}

    def _laid_up(self, file: OutboundFile) -> str:
        """Where Shopee keeps the picture now; nobody sees it before it is sent."""
        content, kind = multipart("file", file)
        return text(self._api.call("POST", UPLOAD, {}, content, kind), "url")

    # --- looking for what was sent ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Reads the conversation back to when sending began: one match is ours, none proves absence, several prove
        nothing. A picture cannot be told from another, so it proves nothing when it is there."""
        place = outbound.reply_refs.get("conversation_id")
        if not place:
            return FoundSent(Found.UNSURE)
        talk = {"conversation_id": place, "to_id": to_id(outbound), "to_name": outbound.customer.name}
        self._api.whose()  # tells Shopee's time, by which its messages are stamped
        found = [
            one
            for one in messages(self._api, talk, since + self._api.offset - BEFORE)
            if isinstance(one, RemoteMessage)
            and one.direction is Direction.OUTBOUND
            and one.remote_key not in owned
        ]
        matches = {one.remote_key: one.sent_at for one in found if same(one, outbound)}
        return only_match(matches, telling=not outbound.files)

    # --- the rest ---

    def mark_read(self, thread_key: str) -> None:
        """Tells Shopee that we have read the conversation, up to its newest message."""
        kind, _, number = thread_key.partition(":")
        if kind != "conv" or not number or self._login.settings.get("chat") == NO_CHAT:
            return
        newest = self._newest(number)
        if newest:
            self._api.post(READ, {"conversation_id": number, "last_read_message_id": newest})

    def _newest(self, number: str) -> str:
        found = self._api.get(ONE_CONVERSATION, {"conversation_id": number})
        return text(found, "latest_message_id")


def to_id(outbound: Outbound) -> str:
    """The buyer's number at Shopee."""
    known = outbound.reply_refs.get("to_id", "")
    key = outbound.customer.key
    return known or (key if key.isascii() and key.isdigit() else "")


def file_objection(file: OutboundFile) -> str:
    """Why a file cannot leave; '' where it can."""
    if file.content_type not in FILES.types:
        return "file_type_refused"
    return "file_refused" if len(file.content) > FILES.each_bytes else ""


def same(one: RemoteMessage, outbound: Outbound) -> bool:
    """Whether a message of ours says what the reply says."""
    if outbound.files:
        return bool(one.files)
    if outbound.card is not None:
        return any(card.kind is outbound.card.kind and card.ref == outbound.card.ref for card in one.cards)
    return bool(one.text) and canonical_hash(one.text) == canonical_hash(words_of(outbound))


def words(fault: Fault) -> str:
    """Our own sentence for what the chat refuses."""
    return REFUSALS.get(fault.word, "")
