"""What every order stream does alike: an order nobody understands, and pictures that are asked for once."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.connectors.items import Item, ItemPicture, Unreadable
from app.connectors.reading import Fields
from app.domain.errors import Rejected
from app.domain.orders import OrderSnapshot


def incomplete(row: Fields, number: str) -> Unreadable:
    """An order without its number or date, kept as it came."""
    content = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return Unreadable(f"order:{number}", "order_incomplete", content)


@dataclass(slots=True)
class Pictures:
    """Where the pictures of products lie: each is looked up once as long as the door is open."""

    look_up: Callable[[str], str]
    """the picture's address for one product; may raise the contract's errors"""
    _known: dict[str, str] = field(default_factory=dict)

    def missing(self, items: Iterable[Item]) -> list[str]:
        """Products in these orders that were not looked up yet, each once."""
        lines = [line for item in items if isinstance(item, OrderSnapshot) for line in item.lines]
        return list(dict.fromkeys(one.item_ref for one in lines if one.item_ref not in ("", *self._known)))

    def of(self, item_ref: str) -> list[ItemPicture]:
        """The picture of a product; none where the platform has the product no longer: asking again would not
        help."""
        if item_ref not in self._known:
            try:
                self._known[item_ref] = self.look_up(item_ref)
            except Rejected:
                self._known[item_ref] = ""
        url = self._known[item_ref]
        return [ItemPicture(item_ref, url)] if url else []
