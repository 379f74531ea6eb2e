"""Every word on screen exists in every language."""

from tests.house.translations import problems


def test_every_language_is_complete() -> None:
    assert list(problems()) == []
