"""Reads the answers of the chat whose shape no document tells: the feed of news, and the list of buyers.

The platform's own kit types them as untyped maps. Everything that is guessed about them is guessed in this file; an
answer that does not fit says so by None, and the reading of messages then goes by the lists alone.
"""

from dataclasses import dataclass

from app.connectors.aliexpress.answers import count, flag, has_list, holding, listed
from app.connectors.reading import Fields, sub, text

FEED_LISTS = ("sync_list", "message_list", "list")
BUYER_LISTS = ("session_list", "buyer_list", "list")
STAMPS = ("last_message_time", "message_time", "send_time", "gmt_modified")


@dataclass(frozen=True, slots=True)
class Talk:
    """One buyer's conversation: the chat knows the buyer by number, orders know him by login."""

    buyer: str
    login: str = ""
    at: int = 0
    """when the newest message was written, in milliseconds; 0 where nobody said"""
    newest: str = ""
    """number of the newest message"""


@dataclass(frozen=True, slots=True)
class News:
    """One step of the feed."""

    position: str
    more: bool
    messages: tuple[tuple[Fields, Talk], ...] = ()
    strange: bool = False
    """something in it was not understood: the lists must be looked at"""


@dataclass(frozen=True, slots=True)
class Buyers:
    """One page of the list of buyers."""

    talks: tuple[Talk, ...]
    more: bool
    start: str
    last: str


def news_of(value: Fields) -> News | None:
    """The feed's answer; None where it is nothing we know."""
    data = holding(value, "sync_id", "next_sync_id")
    position = text(data, "next_sync_id") or text(data, "sync_id")
    name = next((one for one in FEED_LISTS if has_list(data, one)), "")
    if not position:
        return None
    found, strange = [], False
    for row in listed(data, name) if name else []:
        message = sub(row, "message") or (row if text(row, "message_id") else {})
        if message:
            found.append((message, talk_of(sub(row, "session") or row)))
        else:
            strange = True
    return News(position, flag(data, "has_more") is True, tuple(found), strange)


def buyers_of(value: Fields) -> Buyers | None:
    """The list of buyers; None where it is nothing we know."""
    data = holding(value, *BUYER_LISTS)
    name = next((one for one in BUYER_LISTS if has_list(data, one)), "")
    if not name:
        return None
    talks = tuple(talk for row in listed(data, name) if (talk := talk_of(row)).buyer)
    before, last = count(data, "next_start_time"), text(data, "last_buyer_id")
    return Buyers(talks, flag(data, "has_more") is True and bool(talks), str(before) if before else "", last)


def talk_of(row: Fields) -> Talk:
    """A buyer as a list or a feed names him."""
    at = next((stamp for name in STAMPS if (stamp := count(row, name))), 0)
    login = text(row, "buyer_login_id") or text(row, "buyer_nick")
    return Talk(text(row, "buyer_id"), login, at, text(row, "last_message_id"))
