"""A guess at the language to try first: what was stated wins, an unclear country says nothing."""

import pytest

from app.domain.likely_language import likely_language


@pytest.mark.parametrize(
    ("stated", "country", "likely"),
    [("de", "JP", "de"), ("", "JP", "ja"), ("", "BE", ""), ("", "", "")],
)
def test_the_stated_language_wins_and_the_country_is_asked_next(
    stated: str, country: str, likely: str
) -> None:
    assert likely_language(stated, country) == likely
