"""Which shop a login means: one consent may open several, each with a cipher of its own."""

from app.connectors.contract import Rejected
from app.connectors.reading import Fields, rows, text


def shop_of(found: Fields, wanted: str) -> Fields:
    """The shop that was named by its code, number or name; the only one where none was named."""
    shops = [row for row in rows(found, "shops") if text(row, "id") and text(row, "cipher")]
    named = [row for row in shops if wanted.strip().casefold() in names_of(row)]
    if wanted.strip() and named:
        return named[0]
    if not shops or wanted.strip():
        raise Rejected("tiktok_no_such_shop", shops=listed(shops))
    if len(shops) > 1:
        raise Rejected("tiktok_which_shop", shops=listed(shops))
    return shops[0]


def names_of(row: Fields) -> set[str]:
    """Everything a seller may call a shop by."""
    return {text(row, name).casefold() for name in ("code", "id", "name")}


def listed(shops: list[Fields]) -> str:
    """The shops a consent opens, as a seller reads them."""
    return ", ".join(f"{text(row, 'name')} ({text(row, 'code') or text(row, 'id')})" for row in shops)
