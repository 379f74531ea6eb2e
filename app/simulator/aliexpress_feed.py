"""AliExpress's chat, reading: the feed of news, the list of buyers, one buyer's messages.

The feed's real shape is not published; this is one of those it may have.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.aliexpress_words import (
    Body,
    Call,
    RefusalError,
    buyer_number,
    done,
    failed,
    millis,
    seller_number,
    whole,
)
from app.simulator.talk import CUSTOMER, PLATFORM, Utterance
from app.simulator.trade import Customer
from app.simulator.wire import Json

BASE = 7_000_000_000
PAGE = 20
KEPT = 2_000
"""so many entries back a feed can be read on; who comes later must begin anew"""
SELLER, BUYER = 12, 11
TEMPLATES = {
    "text": 1,
    "image": 3,
    "sticker": 4,
    "item": 10006,
    "order": 10007,
    "coupon": 21004,
    "novel": 20999,
}


@dataclass(slots=True)
class Feed:
    """Everything that was said on AliExpress, in the order in which it came to be listed."""

    waiting: list[Utterance] = field(default_factory=list)
    listed: list[Utterance] = field(default_factory=list)

    def hear(self, said: Utterance) -> None:
        """Something was said."""
        if said.conversation.shop.channel == "aliexpress":
            self.waiting.append(said)

    def up_to(self, now: datetime) -> list[Utterance]:
        """What is listed by now."""
        ready = sorted((said for said in self.waiting if said.visible <= now), key=lambda said: said.visible)
        self.waiting = [said for said in self.waiting if said.visible > now]
        self.listed += ready
        return self.listed

    def after(self, call: Call, position: int) -> Body:
        """One page of what came after a position, for one shop."""
        listed, start = self.up_to(call.now), position - BASE
        if not max(0, len(listed) - KEPT) <= start <= len(listed):
            return failed("SYNC_ID_EXPIRED", "The sync id is not valid any more, rebase first")
        rows: list[Json] = []
        for index in range(start, len(listed)):
            said = listed[index]
            if said.conversation.shop is call.shop:
                rows += [entry(said, row, call.media) for row in parts(said)]
            if len(rows) >= PAGE:
                data: Body = {
                    "sync_id": BASE + index + 1,
                    "has_more": index + 1 < len(listed),
                    "sync_list": rows,
                }
                return done(data)
        return done({"sync_id": BASE + len(listed), "has_more": False, "sync_list": rows})

    def now_at(self, call: Call) -> Body:
        """Where the feed stands."""
        return done({"sync_id": BASE + len(self.up_to(call.now)), "has_more": False, "sync_list": []})


def parts(said: Utterance) -> list[str]:
    """A message of this chat is one thing: words, a picture or a card; an utterance may be several of them."""
    kind = said.kind.partition(":")[0]
    shown = ["text"] if said.text else []
    shown += ["image" for _ in said.attachments]
    if kind in ("item", "order", "sticker", "coupon", "novel"):
        shown.append(kind)
    return shown or ["text"]


def entry(said: Utterance, part: str, media: str) -> Body:
    """One entry of the feed."""
    buyer = said.conversation.customer
    session: Body = {"buyer_id": buyer_number(buyer), "buyer_login_id": buyer.handle}
    return {"type": "message", "session": session, "message": message(said, part, media)}


def number(said: Utterance, part: str) -> str:
    """The first part carries the utterance's own number."""
    place = parts(said).index(part)
    return said.id if place == 0 else f"{said.id}{place:02d}"


def message(said: Utterance, part: str, media: str) -> Body:
    """One message as both lists write it."""
    talk = said.conversation
    buyer, seller = buyer_number(talk.customer), seller_number(talk.shop)
    inbound = said.author == CUSTOMER
    return {
        "message_id": number(said, part),
        "content": json.dumps(content(said, part, media), ensure_ascii=False),
        "from_account_id": buyer if inbound else seller,
        "from_account_type": BUYER if inbound else SELLER,
        "to_account_id": seller if inbound else buyer,
        "to_account_type": SELLER if inbound else BUYER,
        "send_time": millis(said.at) + parts(said).index(part),
        "template_id": TEMPLATES[part],
        "type": 2 if said.author == PLATFORM else 1,
    }


def content(said: Utterance, part: str, media: str) -> Body:
    """What a message holds, by its template; our own cards name only what they show."""
    talk = said.conversation
    ref = said.kind.partition(":")[2]
    if part == "image":
        file = said.attachments[0]
        return {"imgUrl": f"{media}/media/a/{file.sha256}", "width": 240, "height": 240}
    if part == "item" and talk.product is not None:
        title = talk.product.title(talk.customer.language)
        picture = f"{media}/media/p/{talk.product.key}.png"
        return {"itemId": ref or talk.product.item_id, "title": title, "iconUrl": picture}
    if part == "order":
        return {"orderId": ref or (talk.order.id if talk.order else ""), "title": talk.subject}
    if part == "coupon":
        return {"promotionId": ref or "900100200", "title": "US $2.00 off"}
    if part == "sticker":
        return {"txt": "[smile]"}
    return {"mood": "wave"} if part == "novel" else {"txt": said.text}


def talks_of(call: Call, buyer: int) -> list[Utterance]:
    """Everything said with a buyer, newest first."""
    said = [
        one
        for talk in call.world.of_shop(call.shop)
        if buyer_number(talk.customer) == buyer
        for one in talk.utterances
        if one.visible <= call.now
    ]
    return sorted(said, key=lambda one: (one.at, one.id), reverse=True)


def buyers(call: Call) -> Body:
    """aliexpress/message/history/buyer/list: who wrote, the latest first."""
    asked = call.packed("ae_im_query_session_dto")
    size, start = _size(asked), whole(asked.get("start_time"), millis(call.now))
    latest: dict[int, tuple[Utterance, Customer]] = {}
    for talk in call.world.of_shop(call.shop):
        for said in talk.utterances:
            known = latest.get(buyer_number(talk.customer))
            if said.visible <= call.now and (
                known is None or (known[0].at, known[0].id) < (said.at, said.id)
            ):
                latest[buyer_number(talk.customer)] = (said, talk.customer)
    rows = sorted(latest.items(), key=lambda pair: (pair[1][0].at, pair[0]), reverse=True)
    rows = [pair for pair in rows if millis(pair[1][0].at) <= start]
    last = str(asked.get("last_buyer_id") or "")
    place = next((index + 1 for index, pair in enumerate(rows) if str(pair[0]) == last), 0)
    page = rows[place : place + size]
    listed: list[Json] = [
        {
            "buyer_id": buyer,
            "buyer_login_id": customer.handle,
            "last_message_id": number(said, parts(said)[-1]),
            "last_message_time": millis(said.at),
        }
        for buyer, (said, customer) in page
    ]
    data: Body = {"has_more": place + size < len(rows), "session_list": listed}
    if page:
        data |= {"next_start_time": millis(page[-1][1][0].at), "last_buyer_id": page[-1][0]}
    return done(data)


def messages(call: Call) -> Body:
    """aliexpress/message/list: one buyer's messages, the latest first."""
    asked = call.packed("im_query_message_dto")
    size, start = _size(asked), whole(asked.get("start_time"), millis(call.now))
    said = talks_of(call, whole(asked.get("buyer_id"), 0))
    rows: list[Body] = [
        message(one, part, call.media)
        for one in said
        if millis(one.at) <= start
        for part in reversed(parts(one))
    ]
    last = str(asked.get("last_message_id") or "")
    place = next((index + 1 for index, row in enumerate(rows) if row["message_id"] == last), 0)
    page = rows[place : place + size]
    listed: list[Json] = list(page)
    data: Body = {"has_more": place + size < len(rows), "message_list": listed}
    if page:
        data |= {"next_start_time": page[-1]["send_time"], "last_message_id": page[-1]["message_id"]}
    return done(data)


def session(call: Call) -> Body:
    """aliexpress/message/session/get."""
    buyer = whole(call.packed("im_query_session_dto").get("buyer_id"), 0)
    said = talks_of(call, buyer)
    if not said:
        return failed("BUYER_NOT_FOUND", "The buyer is unknown")
    return done({"buyer_id": buyer, "buyer_login_id": said[0].conversation.customer.handle})


def buyer_by(call: Call, key: str, value: str) -> Customer | None:
    """Somebody who wrote to, or bought from, this shop; `key` is login or number."""
    known = [talk.customer for talk in call.world.of_shop(call.shop)]
    known += [order.customer for order in call.orders()]
    if key == "login":
        return next((one for one in known if one.handle.lower() == value.lower()), None)
    return next((one for one in known if str(buyer_number(one)) == value), None)


def _size(asked: Body) -> int:
    size = whole(asked.get("page_size"), PAGE)
    if not 1 <= size <= PAGE:
        raise RefusalError("InvalidParameter", f"page_size must lie between 1 and {PAGE}")
    return size
