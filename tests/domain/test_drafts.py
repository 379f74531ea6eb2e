"""Unsent words that meet: those taken back, those being written, and what lies beside them."""

from uuid import UUID

import pytest

from app.domain.cards import Card, CardKind
from app.domain.drafts import NOTHING, Draft, woven
from app.domain.values import AttachmentId

ONE, TWO = AttachmentId(UUID(int=1)), AttachmentId(UUID(int=2))
CARD, OTHER = Card(CardKind.ORDER, "305-1"), Card(CardKind.ITEM, "B0X")


def test_what_was_taken_back_stands_in_front_and_nothing_is_lost() -> None:
    begun = Draft("Noch etwas", (TWO,), cc=("b@x.example",), form="later", card=OTHER)
    back = Draft("Kommt morgen", (ONE, TWO), ("a@x.example",), ("c@x.example",))
    assert begun.behind(back) == Draft(
        "Kommt morgen\n\nNoch etwas", (ONE, TWO), ("a@x.example", "b@x.example"), ("c@x.example",), "later", OTHER,
    )  # fmt: skip


def test_the_same_words_are_not_there_twice() -> None:
    assert Draft("Kommt").behind(Draft("Kommt")) == Draft("Kommt")
    assert NOTHING.behind(Draft("Kommt", card=CARD)) == Draft("Kommt", card=CARD)


@pytest.mark.parametrize(
    ("before", "shown", "stored", "wanted"),
    [
        ("", "", "back", "back"),
        ("half", "half", "back\n\nhalf", "back\n\nhalf"),
        ("half", "half a word", "back\n\nhalf", "back\n\nhalf a word"),
        ("", "new", "back", "new\n\nback"),
        ("", "back", "back", "back"),
        ("half", "half a", "", "half a"),
    ],
)
def test_words_from_elsewhere_join_those_being_written(
    before: str, shown: str, stored: str, wanted: str
) -> None:
    assert woven(Draft(before), Draft(shown), Draft(stored)).text == wanted


def test_what_the_agent_put_beside_the_words_meanwhile_stays() -> None:
    before, shown = Draft(files=(ONE,), form="a", card=CARD), Draft(files=(ONE, TWO), form="b", card=OTHER)
    assert woven(before, shown, Draft(files=(ONE,), form="a", card=CARD)) == shown
    assert woven(before, before, Draft(cc=("a@x.example",))) == Draft(cc=("a@x.example",))
