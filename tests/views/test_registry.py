"""One register of commands: keys mean what it says, can be changed, and are never taken twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.views.keys import CHORD_SECONDS, Chords, has_modifier, key_words
from app.views.registry import Registry, UiCommand, Where, spelled
from tests.views.fakes import MemorySettings

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def pressed(key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NONE) -> str:
    return key_words(QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def test_keys_are_named_as_people_name_them() -> None:
    assert pressed(Qt.Key.Key_J, "j") == "J"
    assert pressed(Qt.Key.Key_X, "X", SHIFT) == "Shift+X"
    assert pressed(Qt.Key.Key_K, "\x0b", CONTROL) == "Ctrl+K"
    assert pressed(Qt.Key.Key_Question, "?", SHIFT) == "?"
    assert pressed(Qt.Key.Key_Asterisk, "*", SHIFT) == "*"
    assert pressed(Qt.Key.Key_Return, "\r") == "Enter"
    assert pressed(Qt.Key.Key_Shift, "", SHIFT) == ""


@pytest.mark.parametrize(("typed", "meant"), [("、", "/"), ("？", "?"), ("／", "/"), ("＊", "*")])
def test_full_width_punctuation_of_an_input_method_is_taken_for_the_key(typed: str, meant: str) -> None:
    assert pressed(Qt.Key.Key_unknown, typed) == meant


def test_a_letter_key_means_its_letter_whatever_the_keyboard_writes() -> None:
    assert pressed(Qt.Key.Key_J, "о") == "J"


def test_only_keys_with_a_modifier_are_commands_while_writing() -> None:
    assert has_modifier("Ctrl+K")
    assert not has_modifier("J")
    assert not has_modifier("Shift+X")


def test_a_chord_needs_both_keys_in_time() -> None:
    known, chords = frozenset({"G I", "J"}), Chords()
    assert chords.feed("G", 0.0, known) == ""
    assert chords.first == "G"
    assert chords.feed("I", 1.0, known) == "G I"
    assert chords.feed("G", 2.0, known) == ""
    assert chords.feed("I", 2.0 + CHORD_SECONDS + 0.1, known) == ""


def test_another_key_after_the_first_of_a_chord_means_itself() -> None:
    chords = Chords()
    chords.feed("G", 0.0, frozenset({"G I", "J"}))
    assert chords.feed("J", 0.5, frozenset({"G I", "J"})) == "J"


def test_a_held_first_key_starts_the_chord_again() -> None:
    chords, known = Chords(), frozenset({"G I"})
    chords.feed("G", 0.0, known)
    assert chords.feed("G", 0.1, known) == ""
    assert chords.feed("I", 0.2, known) == "G I"


def a_command(
    name: str, key: str, where: Where = Where.LIST, enabled: Callable[[], bool] = lambda: True
) -> UiCommand:
    return UiCommand(name, (key,), where, lambda: None, enabled)


@pytest.fixture
def registry(qapp: QApplication) -> Registry:
    made = Registry(MemorySettings())
    made.add(
        a_command("next", "J"), a_command("go_mine", "G I"), a_command("palette", "Ctrl+K", Where.GLOBAL)
    )
    return made


def test_a_key_means_a_command_only_in_its_place(registry: Registry) -> None:
    assert registry.bindings(Where.LIST) == {"J": "next", "G I": "go_mine", "Ctrl+K": "palette"}
    assert registry.bindings(Where.COMPOSER) == {"Ctrl+K": "palette"}


def test_a_command_that_cannot_be_done_is_not_done() -> None:
    done: list[str] = []
    registry = Registry(MemorySettings())
    registry.add(UiCommand("next", ("J",), Where.LIST, lambda: done.append("next"), lambda: False))
    assert registry.run("next") is False
    assert done == []


def test_two_commands_of_one_name_are_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match="next"):
        registry.add(a_command("next", "Q"))


def test_a_new_key_is_remembered_and_can_be_forgotten(qapp: QApplication) -> None:
    settings = MemorySettings()
    registry = Registry(settings)
    registry.add(a_command("next", "J"))
    registry.rebind("next", ("N",))
    again = Registry(settings)
    again.add(a_command("next", "J"))
    assert again.keys_of("next") == ("N",)
    again.rebind("next", None)
    assert again.keys_of("next") == ("J",)


@pytest.mark.parametrize("stored", ["{", "[]", '{"next": 3}', "null"])
def test_damaged_settings_give_the_usual_keys(qapp: QApplication, stored: str) -> None:
    registry = Registry(MemorySettings(keys=stored))
    registry.add(a_command("next", "J"))
    assert registry.keys_of("next") == ("J",)


def test_a_key_that_would_hide_a_chord_counts_as_taken(registry: Registry) -> None:
    holder = registry.holder("G")
    assert holder is not None
    assert holder.id == "go_mine"
    assert registry.holder("G", but="go_mine") is None


def test_keys_typed_by_hand_are_spelled_like_ours() -> None:
    assert spelled("ctrl+k") == "Ctrl+K"
    assert spelled("g i") == "G I"
    assert spelled("shift+x") == "Shift+X"
    assert spelled("？") == "?"
