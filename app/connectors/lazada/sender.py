"""Sending through Lazada's chat: one post, and what its answer proves. It never looks into the lists of chat."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.contract import (
    Ability,
    Capabilities,
    Found,
    FoundSent,
    Outbound,
    Receipt,
    Rejected,
)
from app.connectors.files_behind import fetch_behind
from app.connectors.lazada.api import FORM, LazadaApi, Signed
from app.connectors.lazada.messages import FOLLOW, IMAGE, ITEM, ORDER, TEXT, VOUCHER, session_in
from app.connectors.lazada.pictures import objection
from app.connectors.lazada.sites import VENTURES
from app.connectors.lazada.verdicts import judge
from app.connectors.manifests import Tools
from app.connectors.outgoing import things_in, words_of
from app.connectors.picture_size import size_of
from app.connectors.reading import Fields, sub, text
from app.domain.cards import CardKind
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.sending import not_started

TEXT_MAX = 1000
SEND = "/im/message/send"
CARDS = {
    CardKind.ITEM: (ITEM, "item_id"),
    CardKind.ORDER: (ORDER, "order_id"),
    CardKind.VOUCHER: (VOUCHER, "promotion_id"),
    CardKind.FOLLOW: (FOLLOW, ""),
}
"""template and the parameter that names what is shown"""
CHAT_ABILITIES = (
    Ability.READS_MESSAGES,
    Ability.SENDS_MESSAGES,
    Ability.SENDS_CARDS,
    Ability.MOVES_FILES,
    Ability.MARKS_READ,
    Ability.STARTS_CONVERSATIONS,
)
ORDER_ABILITIES = (Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS)


class LazadaSender:
    """One shop's way out, with its chat application's login."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._shop = shop
        self._chat = logins.get("chat")
        self._orders = logins.get("api")
        self._api = LazadaApi(self._chat, tools) if self._chat is not None else None
        self._turned_away = 0

    def capabilities(self) -> Capabilities:
        """Chat and orders by the logins that are there; what Lazada forbids says why."""
        can = (CHAT_ABILITIES if self._chat else ()) + (ORDER_ABILITIES if self._orders else ())
        cannot = {
            Ability.FINDS_SENT: "lazada_lists_forbidden",
            Ability.HEARS_AT_ONCE: "lazada_press_f5",
            Ability.SENDS_COPIES: "platform_has_no_copies",
        }
        if self._chat is None:
            cannot |= dict.fromkeys(CHAT_ABILITIES, "lazada_no_chat")
        if self._orders is None:
            cannot |= dict.fromkeys(ORDER_ABILITIES, "lazada_no_orders")
        return Capabilities(frozenset(can), cannot)

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection. A picture is uploaded before it, which may be repeated without harm."""
        api, site = self._api, self._site(outbound)
        reason = self._objection(outbound, site)
        if reason or api is None:
            return Receipt.refused(reason)
        try:
            session = outbound.reply_refs.get("session_id") or self._open(api, site, outbound.order_key)
            if not session:
                return Receipt.refused("lazada_session_unknown")
            content = self._content(api, site, outbound)
            token = api.token()
            signed = api.signed(site, SEND, {"session_id": session, **content}, token)
            api.take(for_person=True)
        except Rejected as error:
            return Receipt.refused(_why(error), evidence=error.key)
        except QuaysideError as error:
            return not_started(error)
        return self._post(api, signed, token)

    def _post(self, api: LazadaApi, signed: Signed, token: str) -> Receipt:
        headers = {"content-type": FORM, "accept": "application/json"}
        return api.post_once(
            signed.url, headers, signed.body,
            lambda answer: judge(answer, self._accepted, lambda: self._spoiled(api, token)),
        )  # fmt: skip

    def _accepted(self, value: Fields, evidence: str) -> Receipt:
        """A number is the proof; a sentence of the moderation says that only we see the message."""
        data = sub(value, "data")
        number, blocked = text(data, "message_id"), text(data, "process_msg")
        self._turned_away = 0
        if blocked:
            return Receipt.refused(f"remote:{blocked}", evidence)
        return (
            Receipt.sent(number, evidence) if number else Receipt.unknown(evidence=f"{evidence} without id")
        )

    def _spoiled(self, api: LazadaApi, token: str) -> bool:
        """A refused token is renewed at the next attempt; one that is refused when fresh needs a person."""
        api.spoiled(token)
        self._turned_away += 1
        return self._turned_away > 1

    def _objection(self, outbound: Outbound, site: str) -> str:
        if self._api is None:
            return "lazada_no_chat"
        if site not in VENTURES or not (outbound.reply_refs.get("session_id") or outbound.order_key):
            return "lazada_session_unknown"
        parts = things_in(outbound)
        if parts != 1:
            return "lazada_one_part" if parts else "nothing_to_send"
        if outbound.files:
            return objection(outbound.files[0])
        if outbound.card is not None:
            known = CARDS.get(outbound.card.kind)
            fits = known is not None and bool(outbound.card.ref or not known[1])
            return "" if fits else "lazada_card_unknown"
        return "too_long" if len(words_of(outbound)) > TEXT_MAX else ""

    def _site(self, outbound: Outbound) -> str:
        named = outbound.reply_refs.get("site", "")
        return named or next(iter(sorted(self._shop.sites)), "")

    def _open(self, api: LazadaApi, site: str, order: str) -> str:
        """We write first: a session about an order, if that is young enough."""
        return text(api.get(site, "/im/session/open", {"order_id": order}), "session_id")

    def _content(self, api: LazadaApi, site: str, outbound: Outbound) -> dict[str, str]:
        """The template and what it wants."""
        if outbound.files:
            file = outbound.files[0]
            width, height = size_of(file.content) or (0, 0)
            answer = api.upload(site, "/image/upload", file)
            url = text(sub(answer, "data", "image"), "url")
            if not url:
                raise Rejected("file_refused")
            return {"template_id": str(IMAGE), "img_url": url, "width": str(width), "height": str(height)}
        if outbound.card is not None:
            template, parameter = CARDS[outbound.card.kind]
            named = {parameter: outbound.card.ref} if parameter else {}
            return {"template_id": str(template), **named}
        return {"template_id": str(TEXT), "txt": words_of(outbound)}

    # --- looking ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Only the list of messages would tell, and nothing but a person may open it: the agent is asked. When he
        presses F5, our own message comes with the others and settles the matter."""
        return FoundSent(Found.UNSURE)

    # --- the rest ---

    def settle(self, outbound: Outbound) -> None:
        """Nothing is left to do."""

    def fetch_file(self, url: str) -> bytes:
        """An attachment or a picture behind its address; no token goes along."""
        if self._api is None:
            raise Rejected("nothing_to_fetch")
        return fetch_behind(self._api.line, url)

    def mark_read(self, thread_key: str) -> None:
        """Tells Lazada that we have read the conversation, up to its last message."""
        site, session = session_in(thread_key)
        if self._api is None or site not in VENTURES:
            return
        about = sub(self._api.get(site, "/im/session/get", {"session_id": session}), "data")
        if last := text(about, "last_message_id"):
            parameters = {"session_id": session, "last_read_message_id": last}
            self._api.post(site, "/im/session/read", parameters)

    def close(self) -> None:
        """Drops the line."""
        if self._api is not None:
            self._api.close()


def _why(error: Rejected) -> str:
    """The reason of a refusal before the message left."""
    return "lazada_order_too_old" if error.values.get("code") == "-22" else error.key
