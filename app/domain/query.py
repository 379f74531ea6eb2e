"""What an agent typed into the search field, understood: operators apart from words.

Operators: order: from: shop: tag: lang: is: has: before: after:, in English or Chinese, with `:` or `：`, values in
quotes where they contain blanks. Everything else is text.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import Problem

T = TypeVar("T")


class Is(StrEnum):
    """States that `is:` understands."""

    UNREAD = "unread"
    PENDING = "pending"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    TRANSFERRED = "transferred"
    RESOLVED = "resolved"
    VIP = "vip"
    OVERDUE = "overdue"
    MINE = "mine"
    UNASSIGNED = "unassigned"


class Has(StrEnum):
    """Things that `has:` understands."""

    ATTACHMENT = "attachment"
    NOTE = "note"
    ORDER = "order"
    DRAFT = "draft"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search; every part narrows it."""

    text: str = ""
    orders: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    states: frozenset[Is] = field(default_factory=frozenset)
    things: frozenset[Has] = field(default_factory=frozenset)
    before: datetime | None = None
    after: datetime | None = None

    def __bool__(self) -> bool:
        return self != SearchQuery()


_OPERATORS = {
    "order": "orders", "订单": "orders", "from": "senders", "来自": "senders", "客户": "senders",
    "shop": "shops", "店铺": "shops", "tag": "tags", "标签": "tags", "lang": "languages", "语言": "languages",
    "is": "is", "状态": "is", "has": "has", "含": "has", "before": "before", "早于": "before",
    "after": "after", "晚于": "after",
}  # fmt: skip
_IS = {
    "未读": Is.UNREAD, "待处理": Is.PENDING, "等待客户": Is.WAITING, "稍后": Is.SNOOZED, "已转交": Is.TRANSFERRED,
    "已处理": Is.RESOLVED, "已超时": Is.OVERDUE, "我的": Is.MINE, "未分配": Is.UNASSIGNED,
    **{state.value: state for state in Is},
}  # fmt: skip
_HAS = {
    "附件": Has.ATTACHMENT, "备注": Has.NOTE, "订单": Has.ORDER, "草稿": Has.DRAFT, "标签": Has.TAG,
    **{thing.value: thing for thing in Has},
}  # fmt: skip
_TOKEN = re.compile(r'([^\s:："]{1,12})[:：](?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)')
_DATE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_AGO = re.compile(r"(\d{1,4})([dwmy天周月年])$")
_DAYS = {"d": 1, "天": 1, "w": 7, "周": 7, "m": 30, "月": 30, "y": 365, "年": 365}


def parse_query(typed: str, now: datetime, zone: tzinfo = UTC) -> SearchQuery:
    """Understands `typed`. Dates are days in `zone`; `before:7d` means seven days before `now`.

    Raises Problem `search_value` naming the operator when its value means nothing.
    """
    query = SearchQuery()
    words: list[str] = []
    for match in _TOKEN.finditer(typed):
        operator, quoted, bare, phrase, word = match.groups()
        if operator is None:
            words.append(phrase if phrase is not None else word)
        elif (kind := _OPERATORS.get(operator.lower())) is None:
            words.append(match.group())
        else:
            query = _narrowed(query, kind, quoted if quoted is not None else bare, now, zone)
    return replace(query, text=" ".join(words))


def has_words(typed: str) -> bool:
    """Whether there is something to look up beside filters: then hits come newest or best first, not by due moment."""
    for match in _TOKEN.finditer(typed):
        operator = match[1]
        if operator is None or _OPERATORS.get(operator.lower(), "senders") == "senders":
            return True
    return False


def _narrowed(query: SearchQuery, kind: str, value: str, now: datetime, zone: tzinfo) -> SearchQuery:
    if kind == "is":
        return replace(query, states=query.states | {_known(_IS, "is", value)})
    if kind == "has":
        return replace(query, things=query.things | {_known(_HAS, "has", value)})
    if kind == "before":
        return replace(query, before=_moment(value, "before", now, zone))
    if kind == "after":
        return replace(query, after=_moment(value, "after", now, zone))
    if kind == "orders":
        return replace(query, orders=(*query.orders, value))
    if kind == "senders":
        return replace(query, senders=(*query.senders, value))
    if kind == "shops":
        return replace(query, shops=(*query.shops, value))
    if kind == "tags":
        return replace(query, tags=(*query.tags, value))
    return replace(query, languages=(*query.languages, value.lower()))


def _known(names: dict[str, T], operator: str, value: str) -> T:
    found = names.get(value.lower())
    if found is None:
        raise Problem("search_value", operator=operator, value=value)
    return found


def _moment(value: str, operator: str, now: datetime, zone: tzinfo) -> datetime:
    if ago := _AGO.match(value.lower()):
        return now - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
    if date := _DATE.match(value):
        try:
            return datetime(int(date[1]), int(date[2]), int(date[3] or 1), tzinfo=zone).astimezone(UTC)
        except ValueError:
            pass
    raise Problem("search_value", operator=operator, value=value)
