"""AliExpress's chat, writing: opening a session, sending words, a picture or a card, and uploading pictures."""

from __future__ import annotations

import hashlib

from app.simulator.aliexpress_feed import buyer_by
from app.simulator.aliexpress_words import Body, Call, RefusalError, buyer_number, done, failed, millis, whole
from app.simulator.talk import SHOP, Attachment, Conversation, Utterance
from app.simulator.trade import Customer

SCENES = range(1, 7)
KINDS = {10006: ("item", "item_id"), 10007: ("order", "order_id"), 21004: ("coupon", "promotion_id")}
IMAGE_MAX = 3 * 1024 * 1024


def open_session(call: Call) -> Body:
    """aliexpress/message/session/open: finds the chat's number of a buyer whom orders know by login."""
    asked = call.packed("im_session_open_dto")
    login, number = asked.get("buyer_login_id"), asked.get("buyer_id")
    buyer = buyer_by(call, "login", str(login)) if login else buyer_by(call, "number", str(number))
    if buyer is None:
        return done({"open_result": "FAIL", "current_buyer_id": None})
    return done({"open_result": "SUCCESS", "current_buyer_id": buyer_number(buyer)})


def send(call: Call) -> Body:
    """aliexpress/message/send."""
    asked = call.packed("im_send_message_dto")
    scene, template = whole(asked.get("scene_id"), 0), whole(asked.get("template_id"), 0)
    content = asked.get("message_content_dto")
    if scene not in SCENES or not isinstance(content, dict):
        raise RefusalError("MissingParameter", "scene_id and message_content_dto are needed")
    buyer = buyer_by(call, "number", str(asked.get("buyer_id")))
    if buyer is None:
        return failed("BUYER_NOT_FOUND", "The buyer is unknown")
    talk = newest(call, buyer)
    if talk.opted_out:
        return failed("BUYER_BLOCKED", "The buyer does not accept messages from this store")
    said = _said(call, talk, template, content)
    if said is None:
        return failed("PARAM_ERROR", "The content does not fit the template")
    call.books.scenes.append(scene)
    return done({"message_id": said.id, "send_time": millis(said.at)})


def _said(call: Call, talk: Conversation, template: int, content: Body) -> Utterance | None:
    """Lets the buyer receive it; None where the content is not what the template wants."""
    if template == 1:
        words = content.get("txt")
        if not isinstance(words, str) or not words.strip():
            return None
        return call.world.say(talk, SHOP, call.world.rewrite(words.replace("\r\n", "\n").strip()), call.now)
    if template == 3:
        url = str(content.get("img_url") or "")
        file = call.books.files.get(url.rsplit("/", 1)[-1])
        if file is None or not whole(content.get("width"), 0) or not whole(content.get("height"), 0):
            return None
        return call.world.say(talk, SHOP, "", call.now, attachments=(file,))
    if template not in KINDS:
        return None
    kind, name = KINDS[template]
    ref = str(content.get(name) or "")
    known = {
        "item": [goods.item_id for goods in call.world.products.values()],
        "order": [order.id for order in call.orders() if order.customer.handle == talk.customer.handle],
        "coupon": ["900100200"],
    }
    if ref not in known[kind]:
        return None
    return call.world.say(talk, SHOP, "", call.now, kind=f"{kind}:{ref}")


def newest(call: Call, buyer: Customer) -> Conversation:
    """The buyer's latest conversation, or a new one about the latest order."""
    talks = [talk for talk in call.world.of_shop(call.shop) if talk.customer.handle == buyer.handle]
    if talks:
        return max(talks, key=lambda talk: talk.utterances[-1].at if talk.utterances else talk.opened)
    order = next((one for one in reversed(call.orders()) if one.customer.handle == buyer.handle), None)
    return call.world.open_conversation(call.shop, buyer, "", call.now, order)


def upload(call: Call) -> Body:
    """aliexpress.photobank.redefining.uploadimageforsdk: a picture gets an address."""
    if call.file is None or not call.given.get("file_name"):
        raise RefusalError("MissingParameter", "The input parameter image_bytes is missing")
    name, data = call.file
    heads = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
    kind = next((kind for head, kind in heads.items() if data.startswith(head)), "")
    if not kind or len(data) > IMAGE_MAX:
        return failed("IMAGE_REFUSED", "Only JPG and PNG up to 3 MB are accepted")
    file = Attachment(name, kind, data)
    call.books.files[hashlib.sha256(data).hexdigest()] = file
    return done(photobank_url=f"{call.media}/media/a/{file.sha256}", file_name=name)
