"""A customer's clock is shown where it is certain enough, and not at all where it would be a guess."""

from zoneinfo import ZoneInfo

import pytest

from app.domain import zones
from app.domain.zones import zone_of


@pytest.mark.parametrize(
    ("country", "region", "zone"),
    [
        ("DE", "", "Europe/Berlin"),
        ("jp", "東京都", "Asia/Tokyo"),
        ("US", "CA", "America/Los_Angeles"),
        ("US", "California", "America/Los_Angeles"),
        ("US", " new york ", "America/New_York"),
        ("CA", "Québec", "America/Toronto"),
        ("AU", "Western Australia", "Australia/Perth"),
        ("US", "", ""),
        ("US", "somewhere", ""),
        ("BR", "SP", ""),
        ("", "", ""),
    ],
)
def test_a_place_has_its_zone_or_none(country: str, region: str, zone: str) -> None:
    assert zone_of(country, region) == zone


def test_every_zone_in_the_tables_exists_and_every_state_has_one() -> None:
    named = [*zones._pairs(zones._COUNTRIES).values()]
    named += [line.split()[0] for table in zones._REGIONS.values() for line in table.strip().splitlines()]
    for name in named:
        assert ZoneInfo(name).key == name
    for land in zones._NAMES:
        assert [name for name in zones._names(land) if not zone_of(land, name)] == []
