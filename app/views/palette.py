"""The palette: every command by name, with its key beside it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.views.registry import Registry
from app.views.shared.choice_popup import Choice, ChoicePopup
from app.views.theme import Theme
from app.views.words import WORDS, say

WIDTH = 460


def palette(theme: Theme, registry: Registry, window: QWidget) -> ChoicePopup:
    """Opens in the upper middle of the window; only what can be done now is offered."""
    choices = [
        Choice(
            command.title,
            command.id,
            registry.key_hint(command.id),
            command.icon,
            also=f"{command.id.replace('_', ' ')} {WORDS[f'command.{command.id}']}",
        )
        for command in registry.all()
        if command.in_palette and command.enabled()
    ]
    popup = ChoicePopup(
        theme, say("palette.placeholder"), choices, lambda name: _run(registry, name),
        nothing=say("palette.nothing"), width=WIDTH, parent=window,
    )  # fmt: skip
    popup.open_at(window.mapToGlobal(QPoint((window.width() - theme.px(WIDTH)) // 2, theme.px(80))))
    return popup


def _run(registry: Registry, name: object) -> None:
    registry.run(str(name))
