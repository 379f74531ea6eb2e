"""Sending through TikTok's chat: one post, and what its answer proves."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.chat_sender import ChatSender
from app.connectors.contract import (
    Ability,
    Capabilities,
    FoundSent,
    Outbound,
    Receipt,
    Rejected,
    Unreachable,
)
from app.connectors.manifests import Tools
from app.connectors.outgoing import only_match
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.several import shop_number
from app.connectors.tiktok.api import Call, TikTokApi, written
from app.connectors.tiktok.hosts import TALKS
from app.connectors.tiktok.messages import KINDS, seconds
from app.connectors.tiktok.parts import Part, objection, part_of
from app.connectors.tiktok.pictures import fetch_own, is_guarded, upload
from app.connectors.tiktok.reading_messages import page_of
from app.connectors.tiktok.verdicts import judge
from app.domain.conversations import MessageKind
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.http import Answer
from app.net.sending import not_started

BEFORE = timedelta(minutes=5)
CAN = frozenset(
    {
        Ability.READS_ORDERS,
        Ability.READS_MESSAGES,
        Ability.SENDS_MESSAGES,
        Ability.SENDS_CARDS,
        Ability.FINDS_SENT,
        Ability.MOVES_FILES,
        Ability.MARKS_READ,
        Ability.STARTS_CONVERSATIONS,
        Ability.ACTS_ON_ORDERS,
    }
)
WITHOUT_CHAT = frozenset({Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS})
CANNOT = {
    Ability.SENDS_COPIES: "platform_has_no_copies",
    Ability.SENDS_FORMS: "platform_has_no_forms",
    Ability.HEARS_AT_ONCE: "platform_tells_servers_only",
}


class TikTokSender(ChatSender):
    """One shop's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._shop = shop
        self._api = TikTokApi(logins["api"], tools, shop_number(shop))
        super().__init__(self._api)
        self._turned_away = 0
        self._uploaded: dict[str, Fields] = {}
        """what an upload answered, by the reply's key: kept for a second attempt and for the look after it"""

    def capabilities(self) -> Capabilities:
        """Without the right to messages, which TikTok grants to few, only orders are left."""
        if self._api.may_chat():
            return Capabilities(CAN, CANNOT)
        return Capabilities(
            WITHOUT_CHAT, CANNOT | dict.fromkeys(CAN - WITHOUT_CHAT, "tiktok_chat_not_granted")
        )

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection; what goes before it may be repeated without harm."""
        why = objection(outbound) or ("" if reaches_somebody(outbound) else "tiktok_buyer_unknown")
        if why:
            return Receipt.refused(why)
        try:
            part = part_of(outbound, self._picture(outbound))
            body = written(part.body())
            path = f"{TALKS}/{self._talk(outbound)}/messages"
            call = Call("POST", path, body=body, for_person=True)
            signed = self._api.signed(call)
            self._api.count(call)
        except Rejected as error:
            return Receipt.refused(error.key, str(error.values.get("code", "")))
        except QuaysideError as error:
            return not_started(error)
        return self._api.post_once(
            signed.url, signed.headers, body, lambda answer: self._judge(answer, signed.token)
        )

    def _picture(self, outbound: Outbound) -> Fields:
        """A picture is laid down at TikTok before the message that shows it."""
        if outbound.files and outbound.key not in self._uploaded:
            self._uploaded[outbound.key] = upload(self._api, outbound.files[0])
        return self._uploaded.get(outbound.key, {})

    def _talk(self, outbound: Outbound) -> str:
        """The conversation's number; where we write first, TikTok opens one or names the one there is."""
        number = outbound.reply_refs.get("conversation_id") or ""
        if number:
            return number
        body = written({"buyer_user_id": buyer_of(outbound)})
        found = self._api.ask(Call("POST", TALKS, body=body, for_person=True))
        number = text(found, "conversation_id")
        if not number:
            raise Rejected("tiktok_conversation_unknown")
        return number

    def _judge(self, answer: Answer, token: str) -> Receipt:
        """What a complete answer proves. A refused token is renewed at the next attempt, or needs a person."""
        found = judge(answer, self._api.day_is_spent)
        if found.spoils_token:
            self._api.spoiled(token)
            self._turned_away += 1
            return found.receipt(a_person=self._turned_away > 1)
        self._turned_away = 0
        return found.receipt(a_person=True)

    # --- looking ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Lists the conversation back to the moment: one match is ours, none proves absence, several prove nothing."""
        picture = self._uploaded.get(outbound.key, {})
        part = part_of(outbound, picture)
        talk: Fields = {"id": self._talk(outbound)}
        matches: dict[str, datetime] = {}
        for row in self._ours_since(talk, since - BEFORE):
            number, at = text(row, "id"), seconds(row, "create_time")
            if number not in owned and at is not None and matches_part(part, row):
                matches[number] = at
        return only_match(matches, telling=bool(picture) or part.shape != "IMAGE")

    def _ours_since(self, talk: Fields, floor: datetime) -> list[Fields]:
        """Messages of people on our side down to the floor; pages are not trusted to be in order."""
        found: list[Fields] = []
        token, tokens = "", set[str]()
        while True:
            answer = page_of(self._api, talk, token, for_person=True)
            page = rows(answer, "messages")
            recent = [row for row in page if (seconds(row, "create_time") or floor) >= floor]
            found += [row for row in recent if is_ours(row)]
            token = text(answer, "next_page_token")
            if not token or not page or not recent:
                return found
            if token in tokens:
                raise Unreachable("server_trouble")
            tokens.add(token)

    # --- the rest ---

    def fetch_file(self, url: str) -> bytes:
        """A picture or a film behind its address; only Indonesian shops must show who they are, and only to TikTok."""
        if self._shop.country == "ID" and is_guarded(url):
            return fetch_own(self._api, url)
        return super().fetch_file(url)

    def mark_read(self, thread_key: str) -> None:
        """Tells TikTok that we have read the conversation."""
        kind, _, number = thread_key.partition(":")
        if kind == "conv" and number.isdigit():
            self._api.ask(Call("POST", f"{TALKS}/{number}/messages/read", body=written({})))


def buyer_of(outbound: Outbound) -> str:
    """The customer's number, by which orders know him too."""
    return outbound.reply_refs.get("buyer_user_id") or outbound.customer.key


def reaches_somebody(outbound: Outbound) -> bool:
    """Whether there is a conversation or a customer to send to."""
    return bool(outbound.reply_refs.get("conversation_id") or buyer_of(outbound))


def is_ours(row: Fields) -> bool:
    """Whether a person on our side wrote it: robots and notices stand under the shop's name as well."""
    return KINDS.get(text(sub(row, "sender"), "role")) is MessageKind.AGENT


def matches_part(part: Part, row: Fields) -> bool:
    """Whether a listed message may be the one we look for; a picture whose address was lost matches any picture."""
    lost = part.shape == "IMAGE" and not part.inner["url"]
    return text(row, "type") == "IMAGE" if lost else part.is_in(row)
