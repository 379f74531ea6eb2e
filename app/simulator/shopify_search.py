"""The search language of Shopify's lists: `updated_at:>='2026-11-01T00:00:00Z' name:'#1001'`; every term must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from app.simulator.stamps import parse

TERM = re.compile(r"(\w+):\s*(>=|<=|>|<)?\s*('[^']*'|\"[^\"]*\"|\S+)")
Value = str | datetime
COMPARE: Mapping[str, Callable[[datetime, datetime], bool]] = {
    ">=": lambda has, asked: has >= asked,
    "<=": lambda has, asked: has <= asked,
    ">": lambda has, asked: has > asked,
    "<": lambda has, asked: has < asked,
    "": lambda has, asked: has == asked,
}


def fits(query: str | None, values: Mapping[str, Value]) -> bool:
    """Whether something is found. A term nobody knows is passed over, as Shopify does."""
    return all(
        holds(values[name], sign, value.strip("'\""))
        for name, sign, value in TERM.findall(query or "")
        if name in values
    )


def holds(has: Value, sign: str, asked: str) -> bool:
    """One term. Words are compared by their beginning: who wants one order must look at its whole name."""
    if isinstance(has, datetime):
        moment = parse(asked)
        return moment is not None and COMPARE[sign](has.replace(microsecond=0), moment)
    return has.casefold().lstrip("#").startswith(asked.casefold().lstrip("#"))
