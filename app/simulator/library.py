"""Reads the world's texts, names and goods from `resources/world`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "world"
LANGUAGES = ("en", "de", "fr", "es", "it", "ja", "pt", "ar", "zh", "nl", "sv", "th")
TOPICS = (
    "where",
    "damaged",
    "wrong_colour",
    "invoice",
    "address",
    "cancel",
    "return",
    "refund",
    "presale",
    "praise",
    "complaint",
    "missing_part",
    "warranty",
)


class Opening(TypedDict, total=False):
    """One conversation of the demo as its file writes it; minutes everywhere."""

    shop: str
    who: str
    lang: str
    topic: str
    left: int
    answered: int
    ago: int
    product: str
    quantity: int
    order: str
    stage: str
    case: str
    claim: bool
    kind: str
    photo: str
    text: str
    history: list[str]
    before: list[tuple[int, str, str]]


class Later(TypedDict):
    """Something a customer will write `after` minutes."""

    after: int
    who: str
    text: str


class Demo(TypedDict):
    """The demo's file."""

    conversations: list[Opening]
    later: list[Later]


class ProductRow(TypedDict):
    """One product of `products.json`."""

    key: str
    sku: str
    shape: str
    colour: str
    price: int
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """A name and an address of `people.json`."""

    name: str
    language: str
    country: str
    street: str
    city: str
    postcode: str


@cache
def phrases(language: str) -> dict[str, tuple[str, str]]:
    """Subject and text by topic, in a language."""
    path = FOLDER / "phrases" / f"{language}.json"
    rows: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return {topic: (row[0], row[1]) for topic, row in rows.items()}


@cache
def people() -> tuple[Person, ...]:
    """Everyone who may buy something."""
    groups = json.loads((FOLDER / "people.json").read_text("utf-8"))
    return tuple(
        Person(name, tag[:2], group["country"], street, city, postcode)
        for tag, group in groups.items()
        for name, street, city, postcode in group["people"]
    )


@cache
def products() -> tuple[ProductRow, ...]:
    """Everything that is sold."""
    rows: list[ProductRow] = json.loads((FOLDER / "products.json").read_text("utf-8"))
    return tuple(rows)


@cache
def demo() -> Demo:
    """The demo's script: one file for the first shops, and one for each platform that came later."""
    whole: Demo = {"conversations": [], "later": []}
    for path in (FOLDER / "demo.json", *sorted(FOLDER.glob("demo-*.json"))):
        script: Demo = json.loads(path.read_text("utf-8"))
        whole["conversations"] += script["conversations"]
        whole["later"] += script["later"]
    return whole
