"""How a parcel is handed over: the ways Shopee offers for an order, and the block that says which was taken."""

from dataclasses import dataclass

from app.connectors.aftersales import Act, Choice
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.shopee.tokens import as_number

PICKUP, DROPOFF, OWN = "pickup", "dropoff", "non_integrated"


@dataclass(frozen=True, slots=True)
class Way:
    """One way, by name: `pickup:<address>:<time>`, `dropoff:<branch>`, `dropoff`, `non_integrated`."""

    key: str
    words: str
    block: dict[str, object]

    @property
    def kind(self) -> str:
        """pickup, dropoff or non_integrated."""
        return self.key.partition(":")[0]

    def choice(self) -> Choice:
        """As a person chooses it."""
        return Choice(self.key, self.words)


def ways_of(value: Fields) -> list[Way]:
    """What `get_shipping_parameter` offers: a way is open where `info_needed` names it, even empty."""
    needed = sub(value, "info_needed")
    found: list[Way] = []
    if isinstance(needed.get(PICKUP), list):
        found += pickups(sub(value, PICKUP)) or [Way(PICKUP, PICKUP, {})]
    if isinstance(needed.get(DROPOFF), list):
        found += dropoffs(sub(value, DROPOFF), needed)
    if isinstance(needed.get(OWN), list):
        found.append(Way(OWN, OWN, {}))
    return found


def pickups(value: Fields) -> list[Way]:
    """An address and a time each; the recommended first."""
    found = []
    for place in rows(value, "address_list"):
        number, where = text(place, "address_id"), text(place, "address")
        for slot in rows(place, "time_slot_list") or [{}]:
            time = text(slot, "pickup_time_id")
            block: dict[str, object] = {"address_id": as_number(number)}
            if time:
                block["pickup_time_id"] = time
            words = " · ".join(
                part for part in (where, text(slot, "time_text") or text(slot, "date")) if part
            )
            flags = slot.get("flags")
            best = isinstance(flags, list) and "recommended" in flags
            found.append((not best, Way(f"{PICKUP}:{number}:{time}", words, block)))
    return [way for _, way in sorted(found, key=lambda pair: pair[0])]


def dropoffs(value: Fields, needed: Fields) -> list[Way]:
    """A branch each, or simply any."""
    branches = rows(value, "branch_list")
    listed = needed.get(DROPOFF)
    if not branches or not (isinstance(listed, list) and "branch_id" in listed):
        return [Way(DROPOFF, DROPOFF, {})] if not listed else []
    return [
        Way(
            f"{DROPOFF}:{text(one, 'branch_id')}",
            text(one, "address"),
            {"branch_id": as_number(text(one, "branch_id"))},
        )
        for one in branches
    ]


def chosen(ways: list[Way], act: Act) -> Way | None:
    """The way a person took; the only one where there is no choice. A tracking number of one's own is a way as well."""
    wanted = act.choice or (OWN if act.parcel is not None and act.parcel.tracking else "")
    if wanted:
        return next((way for way in ways if way.key == wanted), None)
    return ways[0] if len(ways) == 1 else None


def body_of(act: Act, way: Way) -> dict[str, object]:
    """What is posted: exactly the block of the way, also where it is empty."""
    block = dict(way.block)
    if act.parcel is not None and act.parcel.tracking:
        block["tracking_number"] = act.parcel.tracking
    package = {"package_number": act.parcel.key} if act.parcel is not None and act.parcel.key else {}
    return {"order_sn": act.order_key, **package, way.kind: block}
