"""How the program looks to this agent: light or dark, text size, density, language; remembered between two days."""

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app.views import words
from app.views.shared.settings import Settings
from app.views.theme import SCALES, Density, Mode, Theme

Kind = TypeVar("Kind", bound=StrEnum)


def theme_from(settings: Settings) -> Theme:
    """The look that was left behind the last time."""
    return Theme(
        _one_of(Mode, settings.text("look.mode"), Mode.SYSTEM),
        _scale(settings.text("look.scale")),
        _one_of(Density, settings.text("look.density"), Density.COSY),
        language_from(settings),
    )


def language_from(settings: Settings) -> str:
    """The chosen language, else the system's."""
    chosen = settings.text("look.language")
    return chosen if chosen in words.LANGUAGES else words.system_language()


class Look(QObject):
    """Changes the look on demand."""

    language_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._translators: tuple[QTranslator, ...] = ()

    def zoom(self, steps: int) -> None:
        """Larger or smaller text, 100 to 150 %."""
        at = min(range(len(SCALES)), key=lambda number: abs(SCALES[number] - self._theme.scale))
        self._theme.set_scale(SCALES[min(max(at + steps, 0), len(SCALES) - 1)])
        self._settings.put("look.scale", str(self._theme.scale))

    def next_mode(self) -> None:
        """System, light, dark, high contrast, and round again."""
        modes = list(Mode)
        self._theme.set_mode(modes[(modes.index(self._theme.mode) + 1) % len(modes)])
        self._settings.put("look.mode", self._theme.mode.value)

    def toggle_density(self) -> None:
        compact = self._theme.density is Density.COSY
        self._theme.set_density(Density.COMPACT if compact else Density.COSY)
        self._settings.put("look.density", self._theme.density.value)

    def toggle_language(self) -> None:
        """The next language; the window is drawn anew."""
        languages = words.LANGUAGES
        self.speak(languages[(languages.index(self._theme.language) + 1) % len(languages)])
        self.language_changed.emit()

    def speak(self, language: str) -> None:
        """Makes the program speak a language from now on."""
        self._settings.put("look.language", language)
        self._theme.set_language(language)
        application = QApplication.instance()
        if application is not None:
            self._translators = words.install(application, language)


def _one_of(kind: type[Kind], text: str, otherwise: Kind) -> Kind:
    return next((one for one in kind if one.value == text), otherwise)


def _scale(text: str) -> float:
    try:
        return min(max(float(text), SCALES[0]), SCALES[-1])
    except ValueError:
        return 1.0
