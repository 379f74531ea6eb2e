"""The same seed makes the same world, byte for byte; a conversation depends on the seed and its number alone."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from app.simulator.cast import shops
from app.simulator.library import LANGUAGES, TOPICS, demo, phrases
from app.simulator.pictures import SHAPES, product_picture
from app.simulator.town import Town
from tests.simulator.practice import START, a_town


def fingerprint(town: Town) -> str:
    """Everything said and every mail, as one digest."""
    digest = hashlib.sha256()
    for talk in town.world.conversations.values():
        digest.update(repr((talk.key, talk.id, talk.customer, talk.order and talk.order.plan)).encode())
        for said in talk.utterances:
            digest.update(repr((said.id, said.at, said.text, said.message_id)).encode())
    for box in town.mailroom.boxes.values():
        for folder in box.folders.values():
            for letter in folder.letters:
                digest.update(letter.raw)
    return digest.hexdigest()


def test_the_demo_is_the_same_twice_and_later_too() -> None:
    first, second = a_town(), a_town()
    assert fingerprint(first) == fingerprint(second)
    for town in (first, second):
        town.world.advance(START + timedelta(hours=1))
    assert fingerprint(first) == fingerprint(second)
    assert fingerprint(a_town(seed=8)) != fingerprint(a_town())


def test_a_crowd_of_ten_begins_a_crowd_of_thirty(seed: int) -> None:
    small = a_town(seed, "crowd", 10).world.conversations
    large = a_town(seed, "crowd", 30).world.conversations
    for key, talk in small.items():
        twin = large[key]
        assert [said.text for said in talk.utterances] == [said.text for said in twin.utterances]
        assert (talk.id, talk.customer.handle) == (twin.id, twin.customer.handle)


def test_a_crowd_can_keep_to_one_channel() -> None:
    town = a_town(3, "crowd", 50, "mail")
    assert {talk.shop.channel for talk in town.world.conversations.values()} == {"mail"}


def test_every_language_has_every_topic() -> None:
    for language in LANGUAGES:
        said = phrases(language)
        assert set(TOPICS) <= set(said)
        assert {"follow", "thanks", "answer"} <= set(said)
        for subject, text in said.values():
            assert subject
            assert text.format(order="1", product="2", name="3")


def test_the_demo_speaks_all_languages_and_spreads_its_due_times() -> None:
    script = demo()["conversations"]
    assert {"zh", "en", "de", "fr", "es", "it", "ja", "pt", "ar", "nl", "sv", "th"} <= {
        o["lang"] for o in script
    }
    left = sorted(opening["left"] for opening in script if "left" in opening)
    assert sum(minutes < 0 for minutes in left) == 1
    assert sum(0 <= minutes < 60 for minutes in left) == 2
    assert max(left) < 24 * 60
    assert {opening["shop"] for opening in script} == {shop.key for shop in shops()}


def test_the_oldest_unanswered_message_is_as_old_as_the_script_says() -> None:
    town = a_town()
    late = next(
        t for t in town.world.conversations.values() if t.order and t.order.id == "250-1183047-5520918"
    )
    age = START - late.utterances[-1].at
    assert timedelta(hours=25, minutes=19) <= age <= timedelta(hours=25, minutes=21)


def test_after_its_script_the_demo_goes_on_for_ever(seed: int) -> None:
    town = a_town(seed)
    town.world.advance(START + timedelta(minutes=45))
    before, talks = len(town.world.written()), len(town.world.conversations)
    town.world.advance(START + timedelta(hours=5))
    assert 35 <= len(town.world.written()) - before <= 130
    assert len(town.world.conversations) > talks


def test_every_shape_is_drawn_and_looks_different() -> None:
    pictures = {product_picture(shape, "5b6b7a", 48) for shape in SHAPES}
    assert len(pictures) == len(SHAPES)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert product_picture("mug", "5b6b7a", 96) != product_picture("mug", "5b6b7a", 96, crack=True)
