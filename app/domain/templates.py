"""Filling the blanks of a template: `{{customer.name}}` becomes the customer's name, and what stays blank is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
VARIABLES = (
    "customer.name",
    "customer.first_name",
    "order.number",
    "order.item",
    "order.sku",
    "order.carrier",
    "order.tracking",
    "order.tracking_url",
    "order.eta",
    "shop.name",
    "agent.name",
)
"""what a template may ask for"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template with its blanks filled. What could not be filled still stands in the text, in braces."""

    text: str
    missing: tuple[str, ...]


def render(body: str, values: Mapping[str, str]) -> Rendered:
    """Fills every blank that has a value; an empty value counts as none."""
    missing: list[str] = []

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if value := values.get(name, ""):
            return value
        if name not in missing:
            missing.append(name)
        return "{{" + name + "}}"

    return Rendered(BLANK.sub(fill, body), tuple(missing))


def blanks(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, name) of every blank that still stands in a text."""
    return tuple((match.start(), match.end(), match.group(1)) for match in BLANK.finditer(text))
