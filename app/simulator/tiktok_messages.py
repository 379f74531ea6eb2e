"""TikTok Shop's chat, reading (customer service 202309): conversations, and their messages in TikTok's shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from app.simulator.talk import CUSTOMER, PLATFORM, SHOP, Attachment, Conversation, Utterance
from app.simulator.tiktok_words import Said, TikTokCall, fault, page, seconds, told
from app.simulator.trade import Product
from app.simulator.wire import Json, Response

ROLES = {CUSTOMER: "BUYER", SHOP: "CUSTOMER_SERVICE", PLATFORM: "SYSTEM"}
TIPS = "Please check this message in Seller Center."
THIRTY_DAYS, SIXTY_DAYS = timedelta(days=30), timedelta(days=60)
SORTS, ORDERS = ("create_time", "index"), ("ASC", "DESC")
CARDS = {"product_card": ("PRODUCT_CARD", "product_id"), "order_card": ("ORDER_CARD", "order_id")}


def product_number(goods: Product) -> str:
    """TikTok's number of a product."""
    return f"1729{goods.item_id}"


def im_number(handle: str) -> str:
    """A buyer in the chat has another number than in orders."""
    return f"7{handle[:0:-1]}"


def address(file: Attachment, media: str) -> str:
    """Where a picture lies."""
    return file.url or f"{media}/media/a/{file.sha256}"


def shapes(said: Utterance, media: str) -> Iterator[tuple[str, str, Mapping[str, Json], bool]]:
    """What one utterance becomes: (suffix of the number, type, contents, visible)."""
    talk, kind = said.conversation, said.kind
    if kind == "from_product" and talk.product is not None:
        yield "1", "BUYER_ENTER_FROM_PRODUCT", {"product_id": product_number(talk.product)}, True
    if kind == "from_order" and talk.order is not None:
        yield "1", "BUYER_ENTER_FROM_ORDER", {"order_id": talk.order.id}, True
    if kind in CARDS:
        shape, name = CARDS[kind]
        yield "", shape, {name: said.text}, True
    elif said.author == PLATFORM:
        yield "", "NOTIFICATION", {"content": said.text}, True
    elif said.text:
        yield "", "TEXT", {"content": said.text}, True
    for number, file in enumerate(said.attachments):
        suffix = f"2{number}" if said.text else "" if number == 0 else f"2{number}"
        yield suffix, "IMAGE", {"height": "240", "url": address(file, media), "width": "240"}, True
    if kind == "sticker":
        yield "3", "EMOTICONS", {"url": f"{media}/media/p/mug.png"}, True
    if kind == "film":
        yield "3", "VIDEO", film(said, media), True
    if kind == "odd":
        yield "4", "OTHER", {"content": ""}, True
    if said.author == SHOP:
        yield "5", "NOTIFICATION", {"content": "How did we do? Rate this chat."}, False


def film(said: Utterance, media: str) -> Mapping[str, Json]:
    """A film: its address is good for a while only."""
    return {
        "url": f"{media}/media/p/mug.png",
        "cover": f"{media}/media/p/mug.png",
        "width": 640,
        "height": 360,
        "duration": "20.504",
        "vid": f"v0e{said.id}",
        "expire_time": str(seconds(said.at + timedelta(days=1))),
        "format": "mp4",
        "size": 400_000,
    }


def heard(call: TikTokCall, talk: Conversation) -> list[Said]:
    """What TikTok lists by now, newest first. A list in which nothing is held back any more is kept."""
    count, listed = call.lists.get(talk.key, (0, []))
    if count == len(talk.utterances):
        return listed
    listed = []
    for number, said in enumerate(talk.utterances):
        if said.visible > call.now:
            continue
        for place, (suffix, shape, content, visible) in enumerate(shapes(said, call.media)):
            role = "SYSTEM" if not visible else ROLES[said.author]
            index = f"{int(said.at.timestamp() * 1000)}{number:04d}{place}"
            listed.append(Said(f"{said.id}{suffix}", shape, content, said.at, role, index, visible))
    listed.sort(key=lambda one: int(one.index), reverse=True)
    if all(said.visible <= call.now for said in talk.utterances):
        call.lists[talk.key] = (len(talk.utterances), listed)
    return listed


def detail(one: Said, talk: Conversation) -> dict[str, Json]:
    """A message. Notices and robots stand under the shop's name."""
    buyer = one.role == "BUYER"
    name = talk.customer.name if buyer else talk.shop.store
    number = im_number(talk.customer.handle if buyer else talk.shop.seller)
    return {
        "id": one.id,
        "type": one.shape,
        "content": json.dumps(one.content, ensure_ascii=False),
        "create_time": seconds(one.at),
        "is_visible": one.visible,
        "sender": {"im_user_id": number, "role": one.role, "nickname": name, "avatar": ""},
        "index": one.index,
    }


def may_write(talk: Conversation, now: datetime) -> bool:
    """can_send_message: a conversation of the last 30 days, or an order of the last 60."""
    if talk.opted_out:
        return False
    recent = any(said.at >= now - THIRTY_DAYS for said in talk.utterances if said.author == CUSTOMER)
    return recent or (talk.order is not None and talk.order.plan.created >= now - SIXTY_DAYS)


def participant(number: str, role: str, name: str) -> Json:
    """Somebody who takes part, under both numbers."""
    return {"im_user_id": im_number(number), "user_id": number, "role": role, "nickname": name, "avatar": ""}


def summary(talk: Conversation, listed: list[Said], now: datetime) -> dict[str, Json]:
    """A conversation with its newest message, visible or not."""
    buyer, shop = talk.customer, talk.shop
    participants: list[Json] = [
        participant(buyer.handle, "BUYER", buyer.name),
        participant(shop.seller, "SHOP", shop.store),
    ]
    unread = [
        said for said in talk.utterances if said.author == CUSTOMER and not said.read and said.visible <= now
    ]
    return {
        "id": talk.id,
        "participant_count": len(participants),
        "can_send_message": may_write(talk, now),
        "unread_count": len(unread),
        "create_time": seconds(talk.opened),
        "participants": participants,
        "latest_message": detail(listed[0], talk),
    }


def conversations(call: TikTokCall, _: str) -> Response:
    """GET conversations: the liveliest first, at most twenty at a time."""
    found = [(talk, heard(call, talk)) for talk in call.world.of_shop(call.shop)]
    found = [pair for pair in found if pair[1]]
    found.sort(key=lambda pair: (pair[1][0].at, pair[0].id), reverse=True)
    cut = page(call, found, 1, 20)
    if cut is None:
        return fault(45101001)
    rows: list[Json] = [summary(talk, listed, call.now) for talk, listed in cut[0]]
    return told({"next_page_token": cut[1], "conversations": rows}, call.request.path)


def find(call: TikTokCall, number: str) -> Conversation | None:
    """One of the shop's conversations."""
    return next((talk for talk in call.world.of_shop(call.shop) if talk.id == number), None)


def messages(call: TikTokCall, number: str) -> Response:
    """GET messages: at most ten at a time; reading marks nothing as read."""
    ask = call.request.one
    field, order = ask("sort_field") or "create_time", ask("sort_order") or "DESC"
    talk = find(call, number)
    if talk is None:
        return fault(45101003)
    listed = heard(call, talk)
    cut = page(call, listed if order == "DESC" else listed[::-1], 1, 10)
    if cut is None or field not in SORTS or order not in ORDERS:
        return fault(45101001)
    rows: list[Json] = [detail(one, talk) for one in cut[0]]
    return told({"next_page_token": cut[1], "messages": rows, "unsupported_msg_tips": TIPS}, number)
