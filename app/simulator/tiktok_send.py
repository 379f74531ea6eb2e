"""TikTok Shop's chat, writing: one thing a message, pictures laid down first, conversations opened and read."""

from __future__ import annotations

import json
from datetime import datetime
from email import message_from_bytes
from email.message import Message

from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation
from app.simulator.tiktok_messages import address, find, heard, may_write, product_number
from app.simulator.tiktok_words import TikTokCall, fault, told
from app.simulator.trade import Customer
from app.simulator.wire import Json, Response

TEXT_MAX = 2000
PICTURE_MAX = 10 * 1024 * 1024
SENSITIVE = ("http://", "https://", "whatsapp", "wechat")
HEADS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


def inner(call: TikTokCall) -> dict[str, Json] | None:
    """The JSON inside the body's `content`; None where it is none."""
    raw = call.body.get("content")
    try:
        value = json.loads(raw) if isinstance(raw, str) else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def send(call: TikTokCall, number: str) -> Response:
    """POST messages."""
    talk, content = find(call, number), inner(call)
    if talk is None:
        return fault(45101003)
    if content is None:
        return fault(45101001)
    if not may_write(talk, call.now):
        return fault(45109001)
    makers = {"TEXT": words, "IMAGE": picture, "PRODUCT_CARD": product, "ORDER_CARD": order}
    maker = makers.get(str(call.body.get("type")))
    return maker(call, talk, content) if maker else fault(45111001)


def sent(
    call: TikTokCall, talk: Conversation, text: str, kind: str = "message", *files: Attachment
) -> Response:
    """It is in the conversation."""
    said = call.world.say(talk, SHOP, text, call.now, kind=kind, attachments=files)
    return told({"message_id": said.id}, said.id)


def words(call: TikTokCall, talk: Conversation, content: dict[str, Json]) -> Response:
    """TEXT: at most 2000 characters, nothing that leads away."""
    text = content.get("content")
    if not isinstance(text, str) or not text.strip() or len(text) > TEXT_MAX:
        return fault(45101001)
    if any(word in text.lower() for word in SENSITIVE):
        return fault(45101006)
    return sent(call, talk, call.world.rewrite(text.replace("\r\n", "\n").strip()))


def picture(call: TikTokCall, talk: Conversation, content: dict[str, Json]) -> Response:
    """IMAGE: only what was laid down here before."""
    file = next((one for one in call.files.values() if address(one, call.media) == content.get("url")), None)
    sizes = [content.get(name) for name in ("width", "height")]
    if file is None or not all(isinstance(size, int) for size in sizes):
        return fault(45101001)
    return sent(call, talk, "", "message", file)


def product(call: TikTokCall, talk: Conversation, content: dict[str, Json]) -> Response:
    """PRODUCT_CARD."""
    number = str(content.get("product_id"))
    known = number in [product_number(goods) for goods in call.world.products.values()]
    return sent(call, talk, number, "product_card") if known else fault(45101003)


def order(call: TikTokCall, talk: Conversation, content: dict[str, Json]) -> Response:
    """ORDER_CARD: an order of this buyer."""
    found = call.world.orders.get(str(content.get("order_id")))
    mine = found is not None and found.shop is call.shop and found.customer.handle == talk.customer.handle
    return sent(call, talk, found.id, "order_card") if mine and found else fault(45101003)


def buyer(call: TikTokCall, number: str) -> Customer | None:
    """Someone who bought from, or wrote to, this shop."""
    known = [talk.customer for talk in call.world.of_shop(call.shop)]
    known += [one.customer for one in call.world.orders_of([call.shop])]
    return next((one for one in known if one.handle == number), None)


def create(call: TikTokCall, _: str) -> Response:
    """POST conversations: the one there is, or a new one with somebody who bought here."""
    who = buyer(call, str(call.body.get("buyer_user_id")))
    if who is None:
        return fault(45109003)
    for talk in call.world.of_shop(call.shop):
        if talk.customer.handle == who.handle and heard(call, talk):
            return told({"conversation_id": talk.id}, talk.id)
    about = next(
        (one for one in call.world.orders_of([call.shop]) if one.customer.handle == who.handle), None
    )
    talk = call.world.open_conversation(call.shop, who, "", call.now, about)
    return told({"conversation_id": talk.id}, talk.id)


def read(call: TikTokCall, number: str) -> Response:
    """POST messages/read: everything the buyer wrote so far."""
    talk = find(call, number)
    if talk is None:
        return fault(45101003)
    mark_read(talk, call.now)
    return told({}, number)


def mark_read(talk: Conversation, now: datetime) -> None:
    """Somebody saw it."""
    for said in talk.utterances:
        if said.author == CUSTOMER and said.visible <= now:
            said.read = True


def uploaded(call: TikTokCall) -> bytes:
    """The `data` part of the form; nothing where there is none."""
    kind = call.request.header("content-type")
    if not kind.startswith("multipart/form-data"):
        return b""
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    form: Message = message_from_bytes(head + call.request.body)
    for part in form.walk():
        if part.get_param("name", header="content-disposition") == "data":
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else b""
    return b""


def upload(call: TikTokCall, _: str) -> Response:
    """POST images/upload."""
    data = uploaded(call)
    if not data:
        return fault(36009022)
    kind = next((kind for head, kind in HEADS.items() if data.startswith(head)), "")
    if not kind or len(data) > PICTURE_MAX:
        return fault(45101001)
    file = Attachment("picture", kind, data)
    call.files[file.sha256] = file
    return told({"url": address(file, call.media), "width": 240, "height": 240}, file.sha256)
