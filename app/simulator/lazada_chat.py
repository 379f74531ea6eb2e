"""Lazada's chat, reading: the two lists that must not be polled, one session, and what a message looks like."""

from __future__ import annotations

import json
from datetime import datetime

from app.simulator.lazada_words import Held, LazadaCall, chat_fine, chat_refuse, from_millis, millis
from app.simulator.sites import amount, priced
from app.simulator.talk import CUSTOMER, PLATFORM, Conversation, Utterance
from app.simulator.wire import Json, Response

LIMIT = 20
TEXT, SYSTEM, IMAGE, EMOJI, VIDEO = 1, 2, 3, 4, 6
ITEM, ORDER, VOUCHER, FOLLOW, AUTOMATIC = 10006, 10007, 10008, 10010, 10015
KINDS = {
    "item_card": ITEM,
    "order_card": ORDER,
    "voucher": VOUCHER,
    "follow": FOLLOW,
    "video": VIDEO,
    "sticker": EMOJI,
    "auto_reply": AUTOMATIC,
    "unheard_of": 20001,
}
Row = dict[str, Json]


def heard(call: LazadaCall, talk: Conversation) -> list[Row]:
    """Every message of a session as its list shows it by now, newest first."""
    found: list[Row] = []
    for said in talk.utterances:
        if said.visible <= call.now:
            found += rows_of(call, said)
    found += [held_row(call, talk, one) for one in call.ledger.held.get(talk.id, ())]
    return sorted(found, key=lambda row: (int(str(row["send_time"])), str(row["message_id"])), reverse=True)


def rows_of(call: LazadaCall, said: Utterance) -> list[Row]:
    """An utterance as messages: words and a picture are two of them."""
    rows: list[Row] = []
    if said.text or not said.attachments:
        template = SYSTEM if said.author == PLATFORM else KINDS.get(said.kind, TEXT)
        rows.append(row_of(call, said, said.id, template, content_of(call, said, template)))
    for number, file in enumerate(said.attachments):
        url = file.url or f"{call.media}/media/a/{file.sha256}"
        name = said.id if not rows else f"{said.id}{number + 1}"
        rows.append(row_of(call, said, name, IMAGE, {"imgUrl": url, "width": 240, "height": 240}))
    return rows


def content_of(call: LazadaCall, said: Utterance, template: int) -> Row:
    """The card behind a template."""
    talk, goods = said.conversation, said.conversation.product
    picture = f"{call.media}/media/p/{goods.key}.png" if goods else ""
    if template == ITEM and goods:
        currency = talk.shop.site.currency
        price = f"{currency} {amount(priced(goods.price, currency), currency)}"
        number = said.subject or goods.item_id
        link = f"https://www.{talk.shop.site.domain}/products/i{number}.html"
        title = goods.title(talk.shop.site.language)
        return {"itemId": number, "title": title, "price": price, "iconUrl": picture, "actionUrl": link}
    if template == ORDER:
        number = said.subject or (talk.order.id if talk.order else "")
        return {"orderId": number, "title": f"Order {number}", "status": "To ship", "iconUrl": picture}
    if template == VOUCHER:
        return {"promotionId": said.subject, "title": "10% off your next order"}
    if template == FOLLOW:
        return {"title": "Follow our store"}
    if template == VIDEO:
        return {"videoId": "900142", "imgUrl": picture, "videoDuration": "12", "txt": said.text}
    if template == AUTOMATIC:
        return {"activeContent": said.text}
    if template not in (TEXT, SYSTEM, EMOJI):
        return {"title": said.text}
    return {"txt": said.text}


def row_of(call: LazadaCall, said: Utterance, number: str, template: int, content: Row) -> Row:
    """A message of the list."""
    talk, inbound = said.conversation, said.author == CUSTOMER
    seller, buyer = talk.shop.seller, talk.customer.handle
    return {
        "message_id": number,
        "session_id": talk.id,
        "content": json.dumps(content, ensure_ascii=False),
        "from_account_id": buyer if inbound else seller,
        "from_account_type": 1 if inbound else 2,
        "to_account_id": seller if inbound else buyer,
        "to_account_type": 2 if inbound else 1,
        "send_time": millis(said.at),
        "template_id": template,
        "type": 2 if said.author == PLATFORM else 1,
        "status": 1 if said.kind == "recalled" else 0,
        "auto_reply": said.kind == "auto_reply",
        "process_msg": "",
        "site_id": talk.shop.site.country,
    }


def held_row(call: LazadaCall, talk: Conversation, one: Held) -> Row:
    """A message that only the seller sees."""
    return {
        "message_id": one.id,
        "session_id": talk.id,
        "content": json.dumps({"txt": one.text}, ensure_ascii=False),
        "from_account_id": talk.shop.seller,
        "from_account_type": 2,
        "to_account_id": talk.customer.handle,
        "to_account_type": 1,
        "send_time": millis(one.at),
        "template_id": TEXT,
        "type": 1,
        "status": 0,
        "auto_reply": False,
        "process_msg": one.warning,
        "site_id": talk.shop.site.country,
    }


def session_of(talk: Conversation, listed: list[Row], now: datetime) -> Row:
    """A session as list and detail show it."""
    last = listed[0]
    content = json.loads(str(last["content"]))
    words = content.get("txt") or content.get("title") or ""
    unread = [
        one for one in talk.utterances if one.author == CUSTOMER and not one.read and one.visible <= now
    ]
    read = [one.at for one in talk.utterances if one.read and one.visible <= now]
    return {
        "session_id": talk.id,
        "title": talk.customer.name,
        "head_url": "",
        "summary": str(words)[:40],
        "last_message_id": last["message_id"],
        "last_message_time": last["send_time"],
        "buyer_id": int(talk.customer.handle),
        "unread_count": len(unread),
        "self_position": millis(max(read, default=talk.opened)),
        "to_position": millis(talk.opened),
        "tags": [],
        "site_id": talk.shop.site.country,
    }


def _page(call: LazadaCall, last: str) -> tuple[int, tuple[int, str]] | Response:
    """Page size, and from where on (time and id)."""
    size, start = call.number("page_size"), from_millis(call.one("start_time"))
    if size is None or not 1 <= size <= LIMIT:
        return chat_refuse("-1", "page_size must be between 1 and 20")
    if start is None:
        return chat_refuse("-1", "start_time is invalid")
    return size, (millis(start), last or "~")


def sessions(call: LazadaCall) -> Response:
    """GET /im/session/list: newest activity first, pages go back in time."""
    page = _page(call, call.one("last_session_id"))
    if isinstance(page, Response):
        return page
    size, begin = page
    found: list[Row] = []
    for talk in call.world.of_shop(call.shop):
        listed = heard(call, talk)
        if listed:
            found.append(session_of(talk, listed, call.now))
    found.sort(key=lambda row: (int(str(row["last_message_time"])), str(row["session_id"])), reverse=True)
    rest = [row for row in found if (int(str(row["last_message_time"])), str(row["session_id"])) < begin]
    shown: list[Json] = list(rest[:size])
    data: dict[str, Json] = {"has_more": len(rest) > size, "session_list": shown}
    if shown:
        data["next_start_time"] = rest[:size][-1]["last_message_time"]
        data["last_session_id"] = rest[:size][-1]["session_id"]
    return chat_fine(data)


def find(call: LazadaCall) -> Conversation | None:
    """The session a call names."""
    wanted = call.one("session_id")
    return next((talk for talk in call.world.of_shop(call.shop) if talk.id == wanted), None)


def messages(call: LazadaCall) -> Response:
    """GET /im/message/list: newest first, pages go back in time."""
    talk, page = find(call), _page(call, call.one("last_message_id"))
    if isinstance(page, Response):
        return page
    if talk is None:
        return chat_refuse("-1", "session not exist")
    size, begin = page
    listed = heard(call, talk)
    rest = [row for row in listed if (int(str(row["send_time"])), str(row["message_id"])) < begin]
    shown: list[Json] = list(rest[:size])
    data: dict[str, Json] = {"has_more": len(rest) > size, "message_list": shown}
    if shown:
        data["next_start_time"] = rest[:size][-1]["send_time"]
        data["last_message_id"] = rest[:size][-1]["message_id"]
    return chat_fine(data)


def session(call: LazadaCall) -> Response:
    """GET /im/session/get."""
    talk = find(call)
    listed = heard(call, talk) if talk else []
    if talk is None or not listed:
        return chat_refuse("-1", "session not exist")
    return chat_fine(session_of(talk, listed, call.now))
