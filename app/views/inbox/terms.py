"""Filters are words in the search field: this adds, removes and finds them there, so that mouse and keys agree."""

import re

from app.domain.query import Has

_TERM = re.compile(r'[^\s:：]{1,12}[:：](?:"[^"]*"|\S*)|"[^"]*"|\S+')

OPERATORS = ("order:", "from:", "shop:", "tag:", "lang:", "is:", "has:", "before:", "after:")
VALUES = {
    "is:": (
        "unread",
        "pending",
        "waiting",
        "snoozed",
        "transferred",
        "resolved",
        "overdue",
        "vip",
        "mine",
        "unassigned",
    ),
    "has:": tuple(thing.value for thing in Has),
    "before:": ("7d", "30d"),
    "after:": ("7d", "30d"),
}


def terms(query: str) -> list[str]:
    """The blank-separated parts of a search; quoted values stay whole."""
    return _TERM.findall(query)


def term(operator: str, value: str) -> str:
    """`tag:物流`, or `shop:"Amazon DE"` where the value has blanks."""
    return f'{operator}"{value}"' if re.search(r"\s", value) else operator + value


def toggled(query: str, part: str) -> str:
    """Takes a term out where it stands, else adds it."""
    parts = terms(query)
    kept = [one for one in parts if one.lower() != part.lower()]
    return " ".join(kept if len(kept) < len(parts) else [*parts, part])


def has_term(query: str, part: str) -> bool:
    return part.lower() in (one.lower() for one in terms(query))


def suggestions(typed: str, known: dict[str, tuple[str, ...]]) -> list[str]:
    """What the last word may become: an operator, or one of its values. `known` adds shops, tags and languages."""
    last = (terms(typed) or [""])[-1] if typed and not typed[-1].isspace() else ""
    lower = last.lower().replace("：", ":")
    for operator in OPERATORS:
        if lower.startswith(operator):
            begun = lower.removeprefix(operator).strip('"')
            values = (*VALUES.get(operator, ()), *known.get(operator, ()))
            found = [term(operator, value) for value in values if begun in value.lower()]
            return [one for one in found if one.lower() != lower][:8]
    return [operator for operator in OPERATORS if operator.startswith(lower)] if lower or not typed else []


def completed(typed: str, choice: str) -> str:
    """The field's text after a suggestion was taken; a whole term is followed by a blank."""
    kept = (
        typed if not typed or typed[-1].isspace() else typed[: len(typed) - len((terms(typed) or [""])[-1])]
    )
    return kept + choice + ("" if choice.endswith(":") else " ")
