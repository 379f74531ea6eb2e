"""Sending through eBay's Message API: one post, and what its answer proves."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import (
    Ability,
    Capabilities,
    Found,
    FoundSent,
    Outbound,
    Receipt,
)
from app.connectors.ebay.api import EbayApi, error_id
from app.connectors.ebay.messages import MEMBERS
from app.connectors.ebay.reading_messages import LIMIT, page_of
from app.connectors.files_behind import fetch_behind
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.domain.canonical import canonical_hash
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.http import Answer
from app.net.sending import not_started, post_once

TEXT_MAX = 2000
BEFORE = timedelta(minutes=5)
RENEWED = timedelta(seconds=5)
THROTTLED = timedelta(minutes=5)
REFUSALS = {
    355006: "ebay_buyer_unknown",
    355007: "ebay_conversation_unknown",
    355010: "too_many_files",
    355011: "file_type_refused",
    355012: "file_refused",
    355013: "too_long",
    355014: "file_refused",
    355015: "nothing_to_send",
    355016: "ebay_listing_unknown",
    355018: "ebay_buyer_unknown",
    355020: "ebay_listing_unknown",
    355021: "ebay_listing_unknown",
}


class EbaySender:
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._login = logins["api"]
        self._tools = tools
        self._api = EbayApi(self._login, tools)
        self._turned_away = 0

    def capabilities(self) -> Capabilities:
        """No files: eBay wants them at a public address, and its published upload interface takes videos
        only."""
        return Capabilities(
            frozenset(
                {
                    Ability.READS_ORDERS,
                    Ability.FINDS_SENT,
                    Ability.MARKS_READ,
                    Ability.STARTS_CONVERSATIONS,
                }
            ),
            {Ability.MOVES_FILES: "ebay_needs_public_url", Ability.SENDS_COPIES: "platform_has_no_copies"},
        )

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection."""
        body = unicodedata.normalize("NFC", outbound.text).strip()
        objection = self._objection(outbound, body)
        if objection:
            return Receipt.refused(objection)
        try:
            token = self._api.token()
        except QuaysideError as error:
            return not_started(error)
        headers = {
            "authorization": f"Bearer {token}",
            "content-type": "application/json",
            "accept": "application/json",
        }
        content = json.dumps(target(outbound) | {"messageText": body, "emailCopyToSender": False}).encode()
        return post_once(
            self._tools.lines,
            proxy_of(self._login, self._tools),
            f"{self._api.hosts.messages}/send_message",
            headers,
            content,
            lambda answer: self._judge(answer, token),
        )

    def _objection(self, outbound: Outbound, body: str) -> str:
        if outbound.reply_refs.get("no_reply"):
            return outbound.reply_refs["no_reply"]
        if outbound.files:
            return "ebay_needs_public_url"
        if not body:
            return "nothing_to_send"
        if len(body) > TEXT_MAX:
            return "too_long"
        return "" if target(outbound) else "ebay_buyer_unknown"

    def _judge(self, answer: Answer, token: str) -> Receipt:
        """What a complete answer proves; everything that is not proven is unknown."""
        evidence = str(answer.status)
        try:
            value = answer.object()
        except QuaysideError:
            return Receipt.unknown(evidence=f"{evidence} without fields")
        if answer.status == 201:
            number = text(value, "messageId")
            self._turned_away = 0
            return (
                Receipt.sent(number, evidence)
                if number
                else Receipt.unknown(evidence=f"{evidence} without id")
            )
        number_of_error = error_id(value)
        evidence = f"{evidence}/{number_of_error}"
        if not number_of_error:
            return Receipt.unknown(evidence=evidence)
        if answer.status == 400 or answer.status == 404:
            return Receipt.refused(REFUSALS.get(number_of_error, "ebay_rejected"), evidence)
        if answer.status in (401, 403):
            return self._denied(answer.status, token, evidence)
        if answer.status == 429 or (answer.status == 503 and answer.retry_after is not None):
            return Receipt.later(answer.retry_after or THROTTLED, "rate_limited", evidence)
        return Receipt.unknown(evidence=evidence)

    def _denied(self, status: int, token: str, evidence: str) -> Receipt:
        """A refused token is renewed at the next attempt; one that is refused when fresh needs a person."""
        self._api.spoiled(token)
        self._turned_away += 1
        person = status == 403 or self._turned_away > 1
        reason = "ebay_scope_missing" if status == 403 else "sign_in_again"
        return Receipt.later(RENEWED, reason if person else "", evidence, needs_sign_in=person)

    # --- looking ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Lists the conversation to its end: one match is ours, none proves absence, several prove
        nothing."""
        wanted, me = canonical_hash(outbound.text), self._api.me()
        matches: dict[str, datetime] = {}
        for talk in self._talks(outbound):
            for row in self._all_messages(talk):
                at, number = paging.moment(row.get("createdDate")), text(row, "messageId")
                ours = text(row, "senderUsername").lower() in me
                if at is None or at < since - BEFORE or not ours or number in owned:
                    continue
                if canonical_hash(text(row, "messageBody")) == wanted:
                    matches[number] = at
        if len(matches) == 1:
            number, at = next(iter(matches.items()))
            return FoundSent(Found.YES, number, at)
        return FoundSent(Found.UNSURE if matches else Found.NO)

    def _talks(self, outbound: Outbound) -> list[Fields]:
        """The conversation itself, or every conversation with the customer where we wrote first."""
        number = outbound.reply_refs.get("conversation_id")
        if number:
            return [{"conversationId": number, "conversationType": MEMBERS}]
        other = outbound.reply_refs.get("other_party") or outbound.customer.name or outbound.customer.key
        found: list[Fields] = []
        offset = 0
        while True:
            query = {
                "conversation_type": MEMBERS,
                "other_party_username": other,
                "limit": str(LIMIT),
                "offset": str(offset),
            }
            answer = self._api.get(f"{self._api.hosts.messages}/conversation", query)
            listed = rows(answer, "conversations")
            found += listed
            offset += LIMIT
            if not text(answer, "next") or not listed or offset > LIMIT * 100:
                return found

    def _all_messages(self, talk: Fields) -> list[Fields]:
        found: list[Fields] = []
        offset = 0
        while True:
            answer = page_of(self._api, talk, offset)
            listed = rows(answer, "messages")
            found += listed
            offset += LIMIT
            if not text(answer, "next") or not listed or offset > LIMIT * 100:
                return found

    # --- the rest ---

    def settle(self, outbound: Outbound) -> None:
        """Nothing is left to do."""

    def fetch_file(self, url: str) -> bytes:
        """An attachment or a picture behind its address; no token goes along."""
        return fetch_behind(self._api.line, url)

    def mark_read(self, thread_key: str) -> None:
        """Tells eBay that we have read the conversation."""
        kind, _, number = thread_key.partition(":")
        if kind != "conv" or not number:
            return
        content = json.dumps({"conversationId": number, "conversationType": MEMBERS, "read": True}).encode()
        self._api.call("POST", f"{self._api.hosts.messages}/update_conversation", content=content)

    def close(self) -> None:
        """Drops the line."""
        self._api.close()


def target(outbound: Outbound) -> dict[str, object]:
    """Whom the message goes to: the conversation, or the buyer and the listing."""
    refs = outbound.reply_refs
    if refs.get("conversation_id"):
        return {"conversationId": refs["conversation_id"]}
    buyer = refs.get("other_party") or outbound.customer.name or outbound.customer.key
    if not buyer:
        return {}
    item = refs.get("item") or outbound.item_ref
    about = {"reference": {"referenceType": "LISTING", "referenceId": item}} if item else {}
    return {"otherPartyUsername": buyer, **about}
