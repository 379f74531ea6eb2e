"""Message API v1, reading (commerce_message_v1): conversations and their messages."""

from __future__ import annotations

from datetime import datetime

from app.simulator.ebay_words import EbayCall, fault, paged, whole
from app.simulator.stamps import millis, parse_utc
from app.simulator.talk import CUSTOMER, Attachment, Conversation, Utterance
from app.simulator.wire import Json, Response, answer

DOMAIN = "API_MESSAGE"
TYPES = ("FROM_EBAY", "FROM_MEMBERS")
STATUSES = ("ACTIVE", "ARCHIVE", "DELETE", "READ", "UNREAD")
LIMIT = 50
SENTENCES = {
    355001: "Invalid conversation_status value. Please see documentation for valid values.",
    355002: "Invalid conversation_type value. Please see documentation for valid values.",
    355003: "Invalid reference_type value. Please see documentation for valid values.",
    355004: "The start_time must be an earlier date than end_time.",
    355005: "Invalid date format used for one or both date filters.",
    355006: "Invalid or unrecognized other_party_username value.",
    355007: "Invalid or unrecognized conversation_id value.",
    355008: "Invalid offset. It must be a positive integer and a multiple of the limit.",
    355009: f"Invalid limit. It must be a positive integer that does not exceed {LIMIT}.",
    355010: "The maximum amount of media that may be sent is 5.",
    355011: "Invalid mediaType value. Please see documentation for valid values.",
    355012: "All fields under messageMedia are required.",
    355013: "The messageText string exceeds the maximum character threshold of 2000.",
    355014: "Invalid mediaUrl. Please see documentation.",
    355015: "Please pass message text or upload one of more media attachments.",
    355016: "Invalid reference_id. The reference_id value must be a positive integer value.",
    355017: "The required conversation_type is either missing or has an invalid value.",
    355018: "conversationId and otherPartyUsername cannot both be empty.",
    355019: "At most 10 conversations are allowed per request.",
    355020: "The referenceId is invalid, no listing can be found by this referenceId.",
    355021: "All fields under reference are required.",
    355022: "The parameter reference_type is required whenever reference_id is provided.",
}


def wrong(error_id: int) -> Response:
    """400 with one of the documented ids."""
    return fault(error_id, SENTENCES[error_id], DOMAIN)


def kind_of(talk: Conversation) -> str:
    """System mail or a member's."""
    return "FROM_EBAY" if talk.topic == "platform" else "FROM_MEMBERS"


def heard(talk: Conversation, now: datetime) -> list[Utterance]:
    """What the platform lists by now, newest first as its own pages show it."""
    listed = [said for said in talk.utterances if said.visible <= now]
    return sorted(listed, key=lambda said: (said.at, said.id), reverse=True)


def detail(said: Utterance, media: str) -> dict[str, Json]:
    """MessageDetail: here the fields are …Username."""
    talk = said.conversation
    buyer, seller = talk.customer.handle, talk.shop.seller
    inbound = said.author == CUSTOMER
    sender, recipient = (buyer, seller) if inbound else (seller, buyer)
    if talk.topic == "platform":
        sender, recipient = "eBay", seller
    value: dict[str, Json] = {
        "messageId": said.id,
        "subject": said.subject or talk.subject,
        "messageBody": said.text,
        "createdDate": millis(said.at),
        "readStatus": said.read,
        "senderUsername": sender,
        "recipientUsername": recipient,
    }
    if said.attachments:
        value["messageMedia"] = [
            {"mediaName": f.name, "mediaType": media_type(f.media_type), "mediaUrl": address(f, media)}
            for f in said.attachments
        ]
    return value


def address(file: Attachment, media: str) -> str:
    """Where the file can be fetched."""
    return file.url or f"{media}/media/a/{file.sha256}"


def media_type(value: str) -> str:
    """A MIME type in the four words eBay knows."""
    if value.startswith("image/"):
        return "IMAGE"
    return {"application/pdf": "PDF", "text/plain": "TXT"}.get(value, "DOC")


def summary(talk: Conversation, listed: list[Utterance], media: str) -> dict[str, Json]:
    """ConversationDetail."""
    value: dict[str, Json] = {
        "conversationId": talk.id,
        "conversationStatus": talk.status,
        "conversationTitle": title(talk),
        "conversationType": kind_of(talk),
        "createdDate": millis(talk.opened),
        "latestMessage": detail(listed[0], media),
        "unreadCount": sum(1 for said in listed if not said.read and said.author == CUSTOMER),
    }
    if talk.product is not None and talk.topic != "platform":
        value["referenceId"], value["referenceType"] = talk.product.item_id, "LISTING"
    return value


def title(talk: Conversation) -> str:
    """The other party's name, as the platform titles a conversation."""
    return talk.subject if talk.topic == "platform" else talk.customer.handle


def _window(call: EbayCall) -> tuple[datetime | None, datetime | None] | int:
    bounds = []
    for name in ("start_time", "end_time"):
        raw = call.request.one(name)
        moment = parse_utc(raw) if raw else None
        if raw and moment is None:
            return 355005
        bounds.append(moment)
    start, end = bounds
    if start is not None and end is not None and start >= end:
        return 355004
    return start, end


def _objection(call: EbayCall) -> int | None:
    """The first documented error of the list's parameters."""
    ask = call.request.one
    if ask("conversation_type") not in TYPES:
        return 355017
    if ask("conversation_status") not in (None, *STATUSES):
        return 355001
    if ask("reference_type") not in (None, "LISTING"):
        return 355003
    reference = ask("reference_id")
    if reference is not None and not (reference.isdigit() and int(reference) > 0):
        return 355016
    if reference is not None and ask("reference_type") is None:
        return 355022
    if ask("other_party_username") == "":
        return 355006
    return None


def page_bounds(call: EbayCall) -> tuple[int, int] | int:
    """limit and offset, or the documented error."""
    limit = whole(call.request.one("limit"), 25)
    if limit is None or not 1 <= limit <= LIMIT:
        return 355009
    offset = whole(call.request.one("offset"), 0)
    if offset is None or offset % limit:
        return 355008
    return limit, offset


def _matches(talk: Conversation, listed: list[Utterance], call: EbayCall) -> bool:
    ask = call.request.one
    status = ask("conversation_status")
    unread = any(not said.read and said.author == CUSTOMER for said in listed)
    if status in ("READ", "UNREAD"):
        if unread != (status == "UNREAD"):
            return False
    elif talk.status != (status or talk.status):
        return False
    who, reference = ask("other_party_username"), ask("reference_id")
    if who and who.lower() != talk.customer.handle.lower():
        return False
    return not reference or (talk.product is not None and talk.product.item_id == reference)


def conversations(call: EbayCall) -> Response:
    """GET /conversation: newest activity first; start and end filter by the latest message."""
    objection, bounds, window = _objection(call), page_bounds(call), _window(call)
    if objection is not None:
        return wrong(objection)
    if isinstance(window, int):
        return wrong(window)
    if isinstance(bounds, int):
        return wrong(bounds)
    limit, offset = bounds
    start, end = window
    found: list[tuple[Conversation, list[Utterance]]] = []
    for talk in call.world.of_shop(call.shop):
        listed = heard(talk, call.now)
        if not listed or kind_of(talk) != call.request.one("conversation_type"):
            continue
        if (start and listed[0].at < start) or (end and listed[0].at > end):
            continue
        if _matches(talk, listed, call):
            found.append((talk, listed))
    found.sort(key=lambda pair: (pair[1][0].at, pair[0].id), reverse=True)
    page: list[Json] = [summary(talk, listed, call.media) for talk, listed in found[offset : offset + limit]]
    return answer({"conversations": page, **paged(call, limit, offset, len(found))})


def find(call: EbayCall, conversation_id: str) -> Conversation | None:
    """One of the seller's conversations."""
    return next((talk for talk in call.world.of_shop(call.shop) if talk.id == conversation_id), None)


def messages(call: EbayCall, conversation_id: str) -> Response:
    """GET /conversation/{conversation_id}."""
    wanted = call.request.one("conversation_type")
    if wanted not in TYPES:
        return wrong(355017 if wanted is None else 355002)
    bounds = page_bounds(call)
    if isinstance(bounds, int):
        return wrong(bounds)
    if not conversation_id.isdigit():
        return wrong(355007)
    talk = find(call, conversation_id)
    if talk is None or kind_of(talk) != wanted:
        return fault(355007, SENTENCES[355007], DOMAIN, status=404)
    limit, offset = bounds
    listed = heard(talk, call.now)
    page: list[Json] = [detail(said, call.media) for said in listed[offset : offset + limit]]
    return answer(
        {
            "conversationStatus": talk.status,
            "conversationTitle": title(talk),
            "conversationType": kind_of(talk),
            "messages": page,
            **paged(call, limit, offset, len(listed)),
        }
    )
