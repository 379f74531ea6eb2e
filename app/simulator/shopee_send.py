"""Shopee's seller chat, writing: to a buyer's number, one thing at a time; pictures are laid up before."""

from __future__ import annotations

import hashlib
from email import message_from_bytes
from email.message import Message

from app.simulator.shopee_chat import STOPPED, find, rows_of, talks
from app.simulator.shopee_words import Call, buyer_id, fault, good, item_number, unix, wrong
from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation, Utterance
from app.simulator.wire import Json, Response

IMAGE_MAX = 2 * 1024 * 1024
TYPES = ("text", "sticker", "image", "item", "order", "video")
HEADS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def send(call: Call) -> Response:
    """POST send_message: to the buyer, not to the conversation. The answer's conversation_id is a bare number."""
    body = call.body()
    content = body.get("content")
    kind, to = str(body.get("message_type", "")), body.get("to_id")
    if call.shop.site.country == "TW":
        return fault(
            call.request, "error_permission", "Sorry you don't have the permission, detail: region.", 403
        )
    if not isinstance(content, dict) or kind not in TYPES or not isinstance(to, int):
        return wrong(call, "to_id, message_type or content is invalid")
    talk = addressed(call, to)
    if talk is None:
        return wrong(call, "to_id is invalid")
    if to in call.rules.closed_buyers:
        return fault(call.request, "user_is_forbidden", "You can not send message to this user.", 403)
    said = spoken(call, talk, kind, content)
    if said is None:
        return wrong(call, f"content of {kind} is invalid")
    row = next(rows_of(call, talk, [said]))
    return good(
        call,
        {
            "message_id": said.id,
            "to_id": to,
            "message_type": kind,
            "content": row["content"],
            "region": call.shop.site.country,
            "conversation_id": int(talk.id),
            "created_timestamp": unix(said.at),
            "message_option": 0,
        },
    )


def addressed(call: Call, to: int) -> Conversation | None:
    """The buyer's conversation: the newest where there are several."""
    found = [talk for _, talk, _ in talks(call) if buyer_id(talk.customer) == to]
    return found[-1] if found else None


def spoken(call: Call, talk: Conversation, kind: str, content: dict[str, Json]) -> Utterance | None:
    """Says it, or None where it cannot be said."""
    if kind == "text":
        words = str(content.get("text") or "").replace("\r\n", "\n").strip()
        if not words:
            return None
        stopped = any(word in words.lower() for word in call.rules.stopped_words)
        return call.world.say(talk, STOPPED if stopped else SHOP, call.world.rewrite(words), call.now)
    if kind == "image":
        digest = str(content.get("image_url", "")).rsplit("/", 1)[-1]
        file = call.deeds.files.get(digest)
        return call.world.say(talk, SHOP, "", call.now, attachments=(file,)) if file else None
    if kind == "order" and content.get("order_sn") not in call.world.orders:
        return None
    items = {item_number(goods.item_id) for goods in call.world.products.values()}
    if kind == "item" and content.get("item_id") not in items:
        return None
    said = call.world.say(talk, SHOP, "", call.now, kind=kind)
    call.deeds.cards[said.id] = content
    return said


def read(call: Call) -> Response:
    """POST read_conversation: read up to a message."""
    talk = find(call, str(call.body().get("conversation_id", "")))
    upto = str(call.body().get("last_read_message_id", ""))
    if talk is None or upto not in [said.id for said in talk.utterances] + [
        f"{s.id}1" for s in talk.utterances
    ]:
        return wrong(call, "conversation_id or last_read_message_id is invalid")
    for said in talk.utterances:
        if said.author == CUSTOMER and said.visible <= call.now and said.id <= upto:
            said.read = True
    return good(call, {})


def uploaded(call: Call, name: str) -> bytes:
    """The file in a form of many parts; nothing where there is none."""
    kind = call.request.header("content-type")
    form: Message = message_from_bytes(
        f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode() + call.request.body
    )
    for part in form.walk():
        if part.get_param("name", header="content-disposition") == name:
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else b""
    return b""


def kept(call: Call, data: bytes) -> Attachment | None:
    """A picture, kept; None where it is none."""
    kind = next((kind for head, kind in HEADS.items() if data.startswith(head)), "")
    if not kind:
        return None
    file = Attachment("photo", kind, data)
    call.deeds.files[file.sha256] = file
    return file


def upload(call: Call) -> Response:
    """POST upload_image."""
    data = uploaded(call, "file")
    file = kept(call, data) if len(data) <= IMAGE_MAX else None
    if file is None:
        return wrong(call, "file must be a jpg, jpeg, png or gif of at most 2MB")
    url = f"{call.media}/media/a/{file.sha256}"
    digest = hashlib.sha256(url.encode()).hexdigest()[:16]
    return good(
        call,
        {
            "url": url, "thumbnail": url, "thumb_height": 120, "thumb_width": 120,
            "file_server_id": 1, "url_hash": digest,
        },
    )  # fmt: skip
