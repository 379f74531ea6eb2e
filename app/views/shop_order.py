"""In which order an agent wants to see the shops: as dragged; shops that came later stand behind."""

import json
from collections.abc import Sequence

from app.domain.readmodels import ShopBadge
from app.views.shared.settings import Settings

KEY = "shop_order"


class ShopOrder:
    """Kept among the settings, per profile."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ids = _read(settings.text(KEY))

    def sorted(self, shops: Sequence[ShopBadge]) -> tuple[ShopBadge, ...]:
        """The shops in the agent's order."""
        places = {shop: place for place, shop in enumerate(self._ids)}
        return tuple(sorted(shops, key=lambda shop: places.get(str(shop.id), len(places))))

    def move(self, shops: Sequence[ShopBadge], at: int, to: int) -> None:
        """Puts one of the shops elsewhere."""
        moved = [str(shop.id) for shop in self.sorted(shops)]
        moved.insert(to, moved.pop(at))
        self._ids = moved
        self._settings.put(KEY, json.dumps(moved))


def _read(text: str) -> list[str]:
    try:
        stored = json.loads(text or "[]")
    except ValueError:
        return []
    return [str(one) for one in stored] if isinstance(stored, list) else []
