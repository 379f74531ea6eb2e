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
    OutboundFile,
    Receipt,
)
from app.connectors.ebay import pictures
from app.connectors.ebay.api import Complaint
from app.connectors.ebay.hosts import BASIC
from app.connectors.ebay.messages import MEMBERS
from app.connectors.ebay.posting import Call, Poster, not_posted
from app.connectors.ebay.reading_messages import LIMIT, page_of
from app.connectors.files_behind import fetch_behind
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.domain.canonical import canonical_hash
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop

TEXT_MAX = 2000
BEFORE = timedelta(minutes=5)
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
        self._poster = Poster(self._login, tools)
        self._api = self._poster.api
        self._pace = tools.pace(self._login, pictures.PACES)

    def capabilities(self) -> Capabilities:
        """Pictures, by way of eBay's picture service; other files would need a public address."""
        can = {
            Ability.READS_ORDERS,
            Ability.ACTS_ON_ORDERS,
            Ability.FINDS_SENT,
            Ability.MARKS_READ,
            Ability.STARTS_CONVERSATIONS,
        }
        cannot = {Ability.SENDS_COPIES: "platform_has_no_copies"}
        if self._login.settings.get("rights") == BASIC:
            cannot[Ability.MOVES_FILES] = "ebay_no_picture_scope"
        else:
            can.add(Ability.MOVES_FILES)
        return Capabilities(frozenset(can), cannot)

    # --- sending ---

    def send(self, outbound: Outbound) -> Receipt:
        """One post over a fresh connection; pictures are laid up before it, which may be repeated."""
        body = unicodedata.normalize("NFC", outbound.text).strip()
        objection = self._objection(outbound, body)
        if objection:
            return Receipt.refused(objection)
        message = target(outbound) | {"emailCopyToSender": False}
        if body:
            message["messageText"] = body
        try:
            if outbound.files:
                message["messageMedia"] = [self._media(file) for file in outbound.files]
        except QuaysideError as error:
            return not_posted(error)
        url = f"{self._api.hosts.messages}/send_message"
        return self._poster.post(Call(url, json.dumps(message).encode(), accepted, refusal))

    def _media(self, file: OutboundFile) -> Fields:
        self._pace.take(pictures.UPLOADS)
        return pictures.media_of(file, pictures.laid_up(self._api, file))

    def _objection(self, outbound: Outbound, body: str) -> str:
        if outbound.reply_refs.get("no_reply"):
            return outbound.reply_refs["no_reply"]
        if not body and not outbound.files:
            return "nothing_to_send"
        if len(body) > TEXT_MAX:
            return "too_long"
        if not target(outbound):
            return "ebay_buyer_unknown"
        return pictures.objection(outbound.files)

    # --- looking ---

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Lists the conversation to its end: one match is ours, none proves absence, several prove
        nothing."""
        me = self._api.me()
        certain: dict[str, datetime] = {}
        perhaps = False
        for talk in self._talks(outbound):
            for row in self._all_messages(talk):
                at, number = paging.moment(row.get("createdDate")), text(row, "messageId")
                ours = text(row, "senderUsername").lower() in me
                if at is None or at < since - BEFORE or not ours or number in owned:
                    continue
                likeness = alike(row, outbound)
                if likeness is Found.YES:
                    certain[number] = at
                perhaps = perhaps or likeness is not Found.NO
        if len(certain) == 1:
            number, at = next(iter(certain.items()))
            return FoundSent(Found.YES, number, at)
        return FoundSent(Found.UNSURE if perhaps else Found.NO)

    def _talks(self, outbound: Outbound) -> list[Fields]:
        """The conversation itself, or every conversation with the customer where we wrote first."""
        number = outbound.reply_refs.get("conversation_id")
        if number:
            return [{"conversationId": number, "conversationType": MEMBERS}]
        other = outbound.reply_refs.get("other_party") or outbound.customer.key or outbound.customer.name
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
    buyer = refs.get("other_party") or outbound.customer.key or outbound.customer.name
    if not buyer:
        return {}
    item = refs.get("item") or outbound.item_ref
    about = {"reference": {"referenceType": "LISTING", "referenceId": item}} if item else {}
    return {"otherPartyUsername": buyer, **about}


def alike(row: Fields, outbound: Outbound) -> Found:
    """Whether a message of ours says what the reply says. Pictures without words are told apart by their names, and
    where these were changed on the way nothing is certain."""
    same_words = canonical_hash(text(row, "messageBody")) == canonical_hash(outbound.text)
    shown = sorted(text(media, "mediaName") for media in rows(row, "messageMedia"))
    if same_words and shown == sorted(file.name for file in outbound.files):
        return Found.YES
    bare = bool(shown and outbound.files) and not outbound.text.strip()
    return Found.UNSURE if same_words or bare else Found.NO


def accepted(value: Fields, evidence: str) -> Receipt:
    """The message's number proves that it was taken."""
    number = text(value, "messageId")
    return Receipt.sent(number, evidence) if number else Receipt.unknown(evidence=f"{evidence} without id")


def refusal(complaint: Complaint) -> str:
    """Our own sentence for what eBay refuses."""
    return REFUSALS.get(complaint.number, "ebay_rejected")
