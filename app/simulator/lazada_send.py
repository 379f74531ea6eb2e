"""Lazada's chat, writing: sending by template, the moderation's word list, new sessions, reading marks, pictures."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from app.simulator.lazada_chat import FOLLOW, IMAGE, ITEM, ORDER, TEXT, VOUCHER, find
from app.simulator.lazada_words import (
    Held,
    LazadaCall,
    chat_fine,
    chat_refuse,
    fine,
    millis,
    refuse,
    uploaded,
)
from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation
from app.simulator.wire import Response
from app.simulator.world import message_number

FORBIDDEN_WORDS = ("whatsapp", "wechat", "telegram", "@gmail", "paypal")
WARNING = "NOTE: The message has not been sent. Please keep to the platform's rules."
THIRTY_DAYS, A_DAY = timedelta(days=30), timedelta(days=1)
SAID_ENOUGH = 5
IMAGE_MAX = 1024 * 1024
CARDS = {
    ITEM: ("item_id", "item_card"),
    ORDER: ("order_id", "order_card"),
    VOUCHER: ("promotion_id", "voucher"),
    FOLLOW: ("", "follow"),
}


def send(call: LazadaCall) -> Response:
    """POST /im/message/send."""
    talk, template = find(call), call.number("template_id")
    if talk is None:
        return chat_refuse("-1", "session not exist")
    if into_silence(talk, call.now) >= SAID_ENOUGH:
        return refuse("SessionSilent", "The buyer has been silent: no more than 5 messages may be sent.")
    if template == TEXT:
        return _text(call, talk)
    if template == IMAGE:
        return _image(call, talk)
    if template in CARDS:
        name, kind = CARDS[template]
        if name and not call.one(name):
            return refuse("MissingParameter", f"The input parameter {name} that is mandatory is not supplied")
        if template == ORDER and call.one(name) not in call.world.orders:
            return chat_refuse("-1", "order not exist")
        said = call.world.say(talk, SHOP, "", call.now, kind=kind, subject=call.one(name))
        return _sent(call, said.id, template)
    return refuse("InvalidParameter", "template_id is invalid")


def into_silence(talk: Conversation, now: datetime) -> int:
    """How much we said since the buyer has been silent for a day. The rule is the guide's, the refusal is invented."""
    wrote = max((said.at for said in talk.utterances if said.author == CUSTOMER), default=now)
    return sum(said.author == SHOP and wrote + A_DAY < said.at <= now for said in talk.utterances)


def _text(call: LazadaCall, talk: Conversation) -> Response:
    words = call.one("txt").replace("\r\n", "\n").strip()
    if not words:
        return refuse("MissingParameter", "The input parameter txt that is mandatory is not supplied")
    if any(word in words.lower() for word in FORBIDDEN_WORDS):
        return _held(call, talk, words)
    said = call.world.say(talk, SHOP, call.world.rewrite(words), call.now)
    return _sent(call, said.id, TEXT)


def _held(call: LazadaCall, talk: Conversation, words: str) -> Response:
    """Taken, numbered, and shown to nobody but the seller."""
    mine = call.ledger.held.setdefault(talk.id, [])
    number = f"9{message_number(talk)}{len(mine)}"
    mine.append(Held(number, words, call.now, WARNING))
    return _sent(call, number, TEXT)


def _image(call: LazadaCall, talk: Conversation) -> Response:
    url = call.one("img_url")
    if not url.startswith("http") or not call.number("width") or not call.number("height"):
        return refuse("MissingParameter", "img_url, width and height are mandatory")
    known = next((file for file in call.ledger.files.values() if file.sha256 in url), None)
    data = known.data if known else hashlib.sha256(url.encode()).digest()
    file = Attachment("image", "image/png", data, url=url)
    said = call.world.say(talk, SHOP, "", call.now, attachments=(file,))
    return _sent(call, said.id, IMAGE)


def _sent(call: LazadaCall, number: str, template: int) -> Response:
    return chat_fine({"message_id": number, "current_time": millis(call.now), "template_id": template})


def open_session(call: LazadaCall) -> Response:
    """/im/session/open: `session_id` stands beside the codes, not inside `data`."""
    order = call.world.orders.get(call.one("order_id"))
    if order is None or order.shop is not call.shop:
        return chat_refuse("-1", "order not exist")
    if call.now - order.plan.created > THIRTY_DAYS:
        return chat_refuse("-22", "order out of day limit: 30")
    mine = (talk for talk in call.world.of_shop(call.shop) if talk.customer.handle == order.customer.handle)
    talk = next(mine, None) or call.world.open_conversation(call.shop, order.customer, "", call.now, order)
    return chat_fine(session_id=talk.id)


def read(call: LazadaCall) -> Response:
    """POST /im/session/read: everything up to a message."""
    talk, last = find(call), call.one("last_read_message_id")
    if talk is None or not last:
        return chat_refuse("-1", "session not exist")
    for said in talk.utterances:
        if said.author == CUSTOMER and said.visible <= call.now and said.id <= last:
            said.read = True
    return chat_fine()


def upload(call: LazadaCall) -> Response:
    """POST /image/upload: one JPG or PNG, a megabyte at most."""
    data = uploaded(call.request)
    if data is None:
        return refuse("302", "E302: The image field should be passed in as a stream")
    if len(data) > IMAGE_MAX:
        return refuse("303", "E303: The image is too large")
    kind = (
        "image/png"
        if data.startswith(b"\x89PNG")
        else "image/jpeg"
        if data.startswith(b"\xff\xd8\xff")
        else ""
    )
    if not kind:
        return refuse("300", "E300: Failed to upload the image")
    file = Attachment("image", kind, data)
    call.ledger.files[file.sha256] = file
    url = f"{call.media}/media/a/{file.sha256}"
    return fine({"image": {"url": url, "hash_code": file.sha256[:32]}})
