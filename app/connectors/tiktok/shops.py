"""The shops that one consent opens: each has a cipher of its own, by which calls name it."""

from app.connectors.contract import Rejected
from app.connectors.reading import Fields, rows, text
from app.domain.shops import Site


def shops_of(found: Fields) -> list[Fields]:
    """The shops as TikTok lists them. Raises Rejected where there is none that calls can name."""
    shops = [row for row in rows(found, "shops") if text(row, "id") and text(row, "cipher")]
    if not shops:
        raise Rejected("tiktok_no_shop")
    return shops


def shop_of(found: Fields, number: str) -> Fields:
    """The shop of a number; without one, the only shop there is."""
    shops = shops_of(found)
    meant = [row for row in shops if text(row, "id") == number] if number else shops
    if len(meant) != 1:
        raise Rejected("tiktok_no_such_shop", shops=", ".join(title_of(row) for row in shops))
    return meant[0]


def title_of(row: Fields) -> str:
    """How a seller calls it."""
    return text(row, "name") or text(row, "code") or text(row, "id")


def as_site(row: Fields) -> Site:
    """The shop as one to choose from."""
    return Site(text(row, "id"), title_of(row), text(row, "region"))
