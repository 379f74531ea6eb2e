"""Shopee's seller chat, reading: conversations with two traps, and their messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.simulator.shopee_words import Call, buyer_id, good, item_number, unix, wrong
from app.simulator.talk import CUSTOMER, SHOP, Conversation, Utterance
from app.simulator.wire import Json, Response

PAGE, MESSAGES_PAGE = 25, 50
STOPPED = "stopped"
"""author of words of ours that were accepted and stopped: no customer received them"""


def heard(talk: Conversation, now: datetime) -> list[Utterance]:
    """What is listed by now, newest first."""
    listed = [said for said in talk.utterances if said.visible <= now]
    return sorted(listed, key=lambda said: (said.at, said.id), reverse=True)


def nano(talk: Conversation, said: Utterance) -> int:
    """When the newest message was written, in nanoseconds; no two conversations share one."""
    return unix(said.at) * 10**9 + said.at.microsecond * 1000 + talk.number % 1000


def talks(call: Call) -> list[tuple[int, Conversation, list[Utterance]]]:
    """The shop's conversations with the moment of their newest message."""
    found = []
    for talk in call.world.of_shop(call.shop):
        listed = heard(talk, call.now)
        if listed:
            found.append((nano(talk, listed[0]), talk, listed))
    return sorted(found, key=lambda one: (one[0], one[1].id))


def unseen(listed: list[Utterance]) -> int:
    """How many messages of the buyer nobody has read."""
    return sum(1 for said in listed if not said.read and said.author == CUSTOMER)


def summary(call: Call, talk: Conversation, listed: list[Utterance]) -> dict[str, Json]:
    """A conversation in the list: the moment is in nanoseconds here."""
    newest = next(rows_of(call, talk, listed[:1]))
    return {
        "conversation_id": talk.id,
        "to_id": buyer_id(talk.customer),
        "to_name": talk.customer.handle,
        "to_avatar": "",
        "shop_id": int(call.shop.seller),
        "unread_count": unseen(listed),
        "pinned": talk.id in call.rules.pinned,
        "mute": False,
        "last_read_message_id": next((said.id for said in listed if said.read), ""),
        "latest_message_id": newest["message_id"],
        "latest_message_type": newest["message_type"],
        "latest_message_content": newest["content"],
        "latest_message_from_id": newest["from_id"],
        "last_message_timestamp": nano(talk, listed[0]),
        "last_message_option": 0,
        "max_general_option_hide_time": "0",
    }


def conversations(call: Call) -> Response:
    """GET get_conversation_list. `older` without a moment begins with the newest, pinned ones before them; `latest`
    without a moment begins with the OLDEST."""
    direction, kind = call.one("direction"), call.one("type") or "all"
    size, start = call.whole("page_size", PAGE), call.whole("next_timestamp_nano", 0)
    if (
        direction not in ("latest", "older")
        or kind not in ("all", "pinned", "unread")
        or size < 1
        or start < 0
    ):
        return wrong(call, "direction, type or page_size is invalid")
    found = [one for one in talks(call) if fits(call, kind, one[1], one[2])]
    if direction == "latest":
        found = [one for one in found if one[0] > start]
    else:
        found = [one for one in found[::-1] if not start or one[0] < start]
    if not start and direction == "older":
        found.sort(key=lambda one: one[1].id not in call.rules.pinned)
    if size > PAGE and not call.rules.many_per_page:
        found = []
    page = found[:size]
    last = page[-1] if page else None
    cursor: dict[str, Json] = {
        "next_message_time_nano": str(last[0]) if last else "0",
        "conversation_id": last[1].id if last else "",
    }
    rows: list[Json] = [summary(call, talk, listed) for _, talk, listed in page]
    result: Json = {"page_size": size, "next_cursor": cursor, "more": len(found) > size}
    return good(call, {"page_result": result, "conversations": rows})


def fits(call: Call, kind: str, talk: Conversation, listed: list[Utterance]) -> bool:
    """Whether a conversation belongs to the asked kind."""
    return kind == "all" or (talk.id in call.rules.pinned if kind == "pinned" else unseen(listed) > 0)


def unread(call: Call) -> Response:
    """GET get_unread_conversation_count."""
    return good(call, {"total_unread_count": sum(1 for _, _, listed in talks(call) if unseen(listed))})


def find(call: Call, number: str) -> Conversation | None:
    """One of the shop's conversations."""
    return next((talk for talk in call.world.of_shop(call.shop) if talk.id == number), None)


def one_conversation(call: Call) -> Response:
    """GET get_one_conversation."""
    talk = find(call, call.one("conversation_id"))
    listed = heard(talk, call.now) if talk else []
    if talk is None or not listed:
        return wrong(call, "conversation_id is invalid")
    return good(call, summary(call, talk, listed))


def messages(call: Call) -> Response:
    """GET get_message: newest first; `offset` names the message after which to go on. There is no `more`."""
    talk, size = find(call, call.one("conversation_id")), call.whole("page_size", PAGE)
    if talk is None or not 1 <= size <= MESSAGES_PAGE:
        return wrong(call, "conversation_id or page_size is invalid")
    rows = list(rows_of(call, talk, heard(talk, call.now)))
    after = call.one("offset")
    names = [row["message_id"] for row in rows]
    start = names.index(after) + 1 if after in names else 0
    page: list[Json] = list(rows[start : start + size])
    more = start + size < len(rows)
    offset = names[start + size - 1] if more else ""
    return good(call, {"messages": page, "page_result": {"next_offset": offset, "page_size": size}})


def rows_of(call: Call, talk: Conversation, listed: list[Utterance]) -> Iterator[dict[str, Json]]:
    """Messages, newest first: words with a picture are two of them, since one holds one thing."""
    for said in listed:
        for number, file in reversed(list(enumerate(said.attachments, start=1))):
            url = f"{call.media}/media/a/{file.sha256}"
            name = said.id if not said.text else f"{said.id}{number}"
            yield row_of(call, talk, said, name, "image", {"url": url, "thumb_url": url})
        if said.text or not said.attachments:
            kind, content = shape(call, talk, said)
            yield row_of(call, talk, said, said.id, kind, content)


def row_of(
    call: Call, talk: Conversation, said: Utterance, name: str, kind: str, content: dict[str, Json]
) -> dict[str, Json]:
    """A message: the moment is in seconds here. A buyer has a shop number as well."""
    buyer, ours = buyer_id(talk.customer), said.author in (SHOP, STOPPED)
    me, seller = int(call.shop.seller), int(call.shop.seller) // 2
    context: dict[str, Json] = {"order_sn": talk.order.id if talk.order else "", "item_id": 0}
    if talk.order is None and talk.product is not None:
        context["item_id"] = item_number(talk.product.item_id)
    return {
        "message_id": name,
        "message_type": kind,
        "from_id": seller if ours else buyer,
        "from_shop_id": me if ours else buyer % 10**8,
        "to_id": buyer if ours else seller,
        "to_shop_id": buyer % 10**8 if ours else me,
        "conversation_id": talk.id,
        "created_timestamp": unix(said.at),
        "region": call.shop.site.country,
        "status": {STOPPED: "blocked"}.get(
            said.author, "auto_reply" if said.kind == "auto_reply" else "normal"
        ),
        "source": "openapi" if ours else "app",
        "content": content,
        "message_option": 0,
        "source_content": context if not ours else {},
        "quoted_msg": {"message_id": ""},
    }


def shape(call: Call, talk: Conversation, said: Utterance) -> tuple[str, dict[str, Json]]:
    """The type of a message and what it holds."""
    if said.id in call.deeds.cards:
        return said.kind, call.deeds.cards[said.id]
    goods = item_number(talk.product.item_id) if talk.product else 0
    made: dict[str, dict[str, Json]] = {
        "sticker": {"sticker_id": "0042", "sticker_package_id": "1001"},
        "item": {"item_id": goods},
        "order": {"order_sn": talk.order.id if talk.order else ""},
        "video": {"vid": "v0042", "video_url": "", "thumb_url": "", "duration_seconds": 12},
        "bundle_message": {"messages": []},
        "faq_liveagent": {"text": ""},
    }
    if said.kind in made:
        return said.kind, made[said.kind]
    if said.kind == "notification":
        return "notification", {"text": said.text}
    return "text", {"text": said.text}
