"""Message API v1, writing (commerce_message_v1): sending, marking read, archiving."""

from __future__ import annotations

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from app.simulator.ebay_messages import TYPES, address, find, kind_of, media_type, wrong
from app.simulator.ebay_words import EbayCall, fault
from app.simulator.stamps import millis
from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation, Utterance
from app.simulator.trade import Customer, Product
from app.simulator.wire import Json, Response, answer, empty

MEDIA_TYPES = ("IMAGE", "PDF", "DOC", "TXT")
MIME = {"IMAGE": "image/png", "PDF": "application/pdf", "DOC": "application/msword", "TXT": "text/plain"}
TEXT_MAX = 2000
TARGETS = ("ACTIVE", "ARCHIVE", "DELETE")


def _media(call: EbayCall, raw: Json) -> tuple[Attachment, ...] | int:
    """The attached links, or the documented error."""
    rows = raw if isinstance(raw, list) else [] if raw is None else [raw]
    if len(rows) > 5:
        return 355010
    files = []
    for row in rows:
        fields = (
            [row.get(name) for name in ("mediaName", "mediaType", "mediaUrl")]
            if isinstance(row, dict)
            else [None]
        )
        texts = [value for value in fields if isinstance(value, str) and value]
        if len(texts) != 3:
            return 355012
        name, kind, url = texts
        if kind not in MEDIA_TYPES:
            return 355011
        parts = urlsplit(url)
        loopback = parts.hostname in ("127.0.0.1", "localhost")
        if not parts.netloc or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
            return 355014
        files.append(_behind(call, name, kind, url))
    return tuple(files)


def _behind(call: EbayCall, name: str, kind: str, url: str) -> Attachment:
    """What lies at an address: a picture that was laid up here, or something of the world outside."""
    known = call.files.get(url.rpartition("/")[2])
    if known is not None and url == f"{call.media}/media/a/{known.sha256}":
        return Attachment(name, known.media_type, known.data)
    return Attachment(name, MIME[kind], hashlib.sha256(url.encode()).digest(), url=url)


def _reference(call: EbayCall, raw: Json) -> Product | int | None:
    """The listing a message is about, or the documented error."""
    if raw is None:
        return None
    fields = raw if isinstance(raw, dict) else {}
    kind, number = fields.get("referenceType"), fields.get("referenceId")
    if not kind or not number:
        return 355021
    if kind != "LISTING":
        return 355003
    if not isinstance(number, str) or not number.isdigit() or int(number) <= 0:
        return 355016
    goods = next((g for g in call.world.products.values() if g.item_id == number), None)
    return goods if goods is not None else 355020


def _buyer(call: EbayCall, name: str) -> Customer | None:
    """Someone who bought from, or wrote to, this store; user names ignore case."""
    known = [talk.customer for talk in call.world.of_shop(call.shop)]
    known += [order.customer for order in call.world.orders_of([call.shop])]
    return next((buyer for buyer in known if buyer.handle.lower() == name.lower()), None)


def _target(
    call: EbayCall, body: dict[str, Json], goods: Product | None, now: datetime
) -> Conversation | int:
    """The conversation a message goes to: the named one, the buyer's, or a new one."""
    number, name = body.get("conversationId"), body.get("otherPartyUsername")
    if number:
        talk = find(call, str(number))
        return talk if talk is not None and kind_of(talk) == "FROM_MEMBERS" else 355007
    if not name:
        return 355018
    buyer = _buyer(call, str(name))
    if buyer is None:
        return 355006
    for talk in call.world.of_shop(call.shop):
        if talk.customer.handle == buyer.handle and talk.product is goods:
            return talk
    talk = call.world.open_conversation(call.shop, buyer, goods.title("en") if goods else "", now)
    talk.product = goods
    return talk


def normalised(text: str) -> str:
    """What the platform makes of a text: one kind of line end, nothing blank around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def send_message(call: EbayCall) -> Response:
    """POST /send_message: 201, and here the fields are …UserName."""
    body = call.request.json()
    if body is None:
        return fault(2004, "Invalid request", "ACCESS")
    text = body.get("messageText") or ""
    files = _media(call, body.get("messageMedia"))
    if isinstance(files, int):
        return wrong(files)
    if not isinstance(text, str) or (not text.strip() and not files):
        return wrong(355015)
    if len(text) > TEXT_MAX:
        return wrong(355013)
    goods = _reference(call, body.get("reference"))
    if isinstance(goods, int):
        return wrong(goods)
    talk = _target(call, body, goods, call.now)
    if isinstance(talk, int):
        return wrong(talk)
    said = call.world.say(talk, SHOP, call.world.rewrite(normalised(text)), call.now, attachments=files)
    return answer(_sent(said, call.media), 201)


def _sent(said: Utterance, media: str) -> dict[str, Json]:
    """SendMessageResponse."""
    talk = said.conversation
    rows: list[Json] = [
        {"mediaName": f.name, "mediaType": media_type(f.media_type), "mediaUrl": address(f, media)}
        for f in said.attachments
    ]
    return {
        "messageId": said.id,
        "subject": talk.subject,
        "messageBody": said.text,
        "createdDate": millis(said.at),
        "readStatus": False,
        "messageMedia": rows,
        "recipientUserName": talk.customer.handle,
        "senderUserName": talk.shop.seller,
    }


def _named(call: EbayCall, row: Json) -> Conversation | int:
    fields = row if isinstance(row, dict) else {}
    if fields.get("conversationType") not in TYPES:
        return 355002
    talk = find(call, str(fields.get("conversationId")))
    return 355007 if talk is None or kind_of(talk) != fields["conversationType"] else talk


def update_conversation(call: EbayCall) -> Response:
    """POST /update_conversation: 204; where both are given only `read` is applied."""
    body = call.request.json() or {}
    talk = _named(call, body)
    if isinstance(talk, int):
        return wrong(talk)
    read, status = body.get("read"), body.get("conversationStatus")
    if isinstance(read, bool):
        for said in talk.utterances:
            if said.author == CUSTOMER and said.visible <= call.now:
                said.read = read
        return empty(204)
    if status not in TARGETS:
        return wrong(355001)
    talk.status = str(status)
    return empty(204)


def bulk_update(call: EbayCall) -> Response:
    """POST /bulk_update_conversation: up to ten, each with its own outcome."""
    body = call.request.json() or {}
    rows = body.get("conversations")
    rows = rows if isinstance(rows, list) else []
    if len(rows) > 10:
        return wrong(355019)
    outcomes: list[Json] = []
    for row in rows:
        talk = _named(call, row)
        status = row.get("conversationStatus") if isinstance(row, dict) else None
        done = not isinstance(talk, int) and status in TARGETS
        if not isinstance(talk, int) and done:
            talk.status = str(status)
        name = row.get("conversationId") if isinstance(row, dict) else None
        outcomes.append({"conversationId": name, "updateStatus": "SUCCESSFUL" if done else "FAILED"})
    good = sum(1 for row in outcomes if isinstance(row, dict) and row["updateStatus"] == "SUCCESSFUL")
    counts: dict[str, Json] = {
        "totalConversationsCount": len(rows),
        "updateSuccessCount": good,
        "updateFailureCount": len(rows) - good,
    }
    return answer({"conversationsMetadata": counts, "conversationsResponse": outcomes})
