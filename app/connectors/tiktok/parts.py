"""What one message to a customer may hold on TikTok: words, or one picture, or one card. Never two of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.connectors.contract import Outbound, OutboundFile
from app.connectors.outgoing import things_in, words_of
from app.connectors.reading import Fields, text
from app.connectors.tiktok.messages import contents
from app.domain.canonical import canonical_hash
from app.domain.cards import Card, CardKind

TEXT_MAX = 2000
PICTURE_MAX = 10 * 1024 * 1024
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp")
CARDS = {CardKind.ITEM: ("PRODUCT_CARD", "product_id"), CardKind.ORDER: ("ORDER_CARD", "order_id")}


@dataclass(frozen=True, slots=True)
class Part:
    """A message as TikTok takes it: its type, and what is in it."""

    shape: str
    inner: Mapping[str, object]

    def body(self) -> Mapping[str, object]:
        """The call's body: what is in the message is JSON inside JSON."""
        inner = json.dumps(self.inner, ensure_ascii=False, separators=(",", ":"))
        return {"type": self.shape, "content": inner}

    def is_in(self, row: Fields) -> bool:
        """Whether a listed message is this one, as far as its contents tell."""
        if text(row, "type") != self.shape:
            return False
        found = contents(row)
        if self.shape == "TEXT":
            return canonical_hash(text(found, "content")) == canonical_hash(str(self.inner["content"]))
        return all(text(found, name) == str(value) for name, value in self.inner.items() if name in NAMING)


NAMING = ("product_id", "order_id", "url")
"""fields that tell one picture or card from another"""


def objection(outbound: Outbound) -> str:
    """Why a reply cannot be one message here; '' where it can."""
    things = things_in(outbound)
    if things == 0:
        return "nothing_to_send"
    if things > 1:
        return "tiktok_one_thing"
    if len(words_of(outbound)) > TEXT_MAX:
        return "too_long"
    if outbound.card is not None and outbound.card.kind not in CARDS:
        return "tiktok_card_unknown"
    return next((why for file in outbound.files if (why := file_objection(file))), "")


def file_objection(file: OutboundFile) -> str:
    """Why a file cannot be sent."""
    if file.content_type not in PICTURES:
        return "file_type_refused"
    return "tiktok_picture_too_large" if len(file.content) > PICTURE_MAX else ""


def part_of(outbound: Outbound, picture: Fields) -> Part:
    """The one message of a reply that has no objection; `picture` is what the upload answered."""
    if outbound.card is not None:
        return card_part(outbound.card)
    if outbound.files:
        sizes = {name: picture.get(name) for name in ("width", "height")}
        return Part("IMAGE", {"url": text(picture, "url"), **sizes})
    return Part("TEXT", {"content": words_of(outbound)})


def card_part(card: Card) -> Part:
    """A product or an order."""
    shape, name = CARDS[card.kind]
    return Part(shape, {name: card.ref})
