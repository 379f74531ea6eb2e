"""The look of the program, light, dark and in high contrast. No colour is written anywhere else."""

from enum import StrEnum

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.views.typeface import Face, Shaped, face_font, shape


class Scheme(StrEnum):
    """The three columns of the colour table."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Mode(StrEnum):
    """What the agent chose; SYSTEM follows the machine."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Density(StrEnum):
    """How high a row of the list is."""

    COSY = "cosy"
    COMPACT = "compact"


KEPT_TEXTS = 1_000
SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST)
SCALES = (1.0, 1.125, 1.25, 1.375, 1.5)

_TABLE = """
window      #F2F4F6 #14181D #000000
rail        #E9ECF0 #101418 #000000
surface     #FFFFFF #1B2027 #000000
sunken      #F7F8FA #171B21 #000000
hover       #EEF1F4 #232A33 #1F1F1F
selected    #D9ECEE #1E3D43 #00353B
marked      #EDF5F6 #1B2E33 #00262B
line        #DFE3E8 #2B323C #8F8F8F
control     #8A94A1 #6C7888 #FFFFFF
text        #171C22 #E9ECF0 #FFFFFF
text2       #434D5A #B9C2CD #FFFFFF
text3       #5B6673 #9AA5B2 #E0E0E0
accent      #0B6670 #5CC2CA #33E6F2
accent_fill #0B6670 #1F7F89 #33E6F2
on_accent   #FFFFFF #FFFFFF #000000
focus       #0B6670 #7FDCE3 #FFE600
in_bubble   #F2F4F6 #252C35 #000000
out_bubble  #E4F1F2 #1C363B #00262B
note        #FFF4CC #3B3213 #2E2700
note_line   #D9B432 #8C7425 #FFE600
note_text   #4A3A00 #F3E2A6 #FFF3A3
calm        #5B6673 #9AA5B2 #E0E0E0
soon        #1A5BBF #86B6FF #9CC4FF
amber       #7A4A00 #FFCB78 #FFD24D
amber_fill  #FFD88F #58400F #3A2A00
red         #B3201F #FF938B #FFA8A0
red_fill    #C42B2A #D03A36 #FFA8A0
on_red      #FFFFFF #FFFFFF #000000
late_row    #FFF4F3 #2B1E21 #2A0000
good        #1E6B3C #7CCB96 #7CFF9E
tag         #E8EBEF #2D3540 #262626
vip         #39424E #C9D1DB #FFFFFF
on_vip      #FFFFFF #171B21 #000000
"""
_STRIPES = {
    Scheme.LIGHT: "#4F5FC4 #2E855A #8450BC #2A86AB #A8478A #6B7440 #7D5E48 #5A6675",
    Scheme.DARK: "#8C99F0 #63BD8F #BB92E8 #6ABBDD #DE8AC4 #AEB87A #C4A48C #98A5B5",
    Scheme.CONTRAST: "#8C99F0 #63BD8F #BB92E8 #6ABBDD #DE8AC4 #AEB87A #C4A48C #98A5B5",
}
_MONOGRAMS = {  # letter: light fill and ink, dark fill and ink
    "A": "#E7E3F1 #463C66 #3A3550 #CFC6EC",
    "e": "#DFE8F3 #2F4A6B #2C3D52 #BCD2EC",
    "SP": "#F3E3DB #6B3B25 #4B3327 #EFC6B4",
    "S": "#E2ECDF #3A5533 #31452D #C2DCBA",
    "@": "#F0E6DC #5E4630 #4A3B2D #E6CFB8",
    "W": "#DCEBEF #28505C #27434B #B5DBE6",
    "T": "#E1E6EA #3B4651 #39434D #CCD5DE",
}
_LETTERS = {
    "aliexpress": "AE",
    "amazon": "A",
    "ebay": "e",
    "email": "@",
    "shopify": "S",
    "shopee": "SP",
    "tiktok": "T",
    "walmart": "W",
}

TOKENS: dict[Scheme, dict[str, str]] = {
    scheme: {line.split()[0]: line.split()[1 + column] for line in _TABLE.strip().splitlines()}
    for column, scheme in enumerate(SCHEMES)
}
"""scheme → token → colour, for the contrast test and the stylesheet"""


def letter_of(channel: str) -> str:
    """The monogram letter of a channel."""
    return _LETTERS.get(channel, channel[:1].upper() or "?")


class Theme(QObject):
    """One look for the whole program; every widget holds it and repaints on `changed`."""

    changed = Signal()

    def __init__(
        self,
        mode: Mode = Mode.SYSTEM,
        scale: float = 1.0,
        density: Density = Density.COSY,
        language: str = "zh",
    ) -> None:
        super().__init__()
        self.mode, self.scale, self.density, self.language = mode, scale, density, language
        self.scheme = Scheme.LIGHT
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[Face, bool, str], QFont] = {}
        self._shaped: dict[tuple[str, Face, bool], Shaped] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._read_system()

    def colour(self, token: str) -> QColor:
        """The colour of a token in the present scheme. Painters must not change it."""
        return self._colours[token]

    def name(self, token: str) -> str:
        """The same as text, for rich text and stylesheets."""
        return TOKENS[self.scheme][token]

    def stripe(self, index: int) -> QColor:
        """The colour by which a shop is recognised."""
        return self._stripes[index % len(self._stripes)]

    def monogram(self, channel: str) -> tuple[str, QColor, QColor]:
        """Letter, fill and ink of a channel's mark."""
        if channel not in self._monograms:
            self._monograms[channel] = self._make_monogram(channel)
        return self._monograms[channel]

    def _make_monogram(self, channel: str) -> tuple[str, QColor, QColor]:
        letter = letter_of(channel)
        pair = _MONOGRAMS.get(letter)
        if pair is None or self.scheme is Scheme.CONTRAST:
            return letter, self.colour("tag"), self.colour("text2")
        names = pair.split()[0 if self.scheme is Scheme.LIGHT else 2 :]
        return letter, QColor(names[0]), QColor(names[1])

    def px(self, length: float) -> int:
        """A length of the drawing at the present text size; sizes grow with the text."""
        return round(length * self.scale)

    def font(self, face: Face = Face.BODY, *, strong: bool = False, language: str = "") -> QFont:
        """A type role. `language` chooses the face for Japanese or Chinese text (rule 8)."""
        key = (face, strong, language or self.language)
        if key not in self._fonts:
            self._fonts[key] = face_font(face, self.scale, strong=strong, language=key[2])
        return self._fonts[key]

    def shaped(self, text: str, face: Face = Face.META, *, strong: bool = False) -> Shaped:
        """One of the program's own short texts, which many rows share: laid out once."""
        key = (text, face, strong)
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) >= KEPT_TEXTS:
                self._shaped.clear()
            found = self._shaped[key] = shape(text, self.font(face, strong=strong))
        return found

    def row_height(self) -> int:
        """Of one conversation in the list."""
        return self.px(72 if self.density is Density.COSY else 48)

    def set_mode(self, mode: Mode) -> None:
        self.mode = mode
        self._refresh()

    def set_scale(self, scale: float) -> None:
        """Text size, 1.0 to 1.5."""
        self.scale = min(max(scale, SCALES[0]), SCALES[-1])
        self._refresh()

    def set_language(self, language: str) -> None:
        """The language of the program decides the face of text whose own language is not known."""
        self.language = language
        self._refresh()

    def set_density(self, density: Density) -> None:
        self.density = density
        self._refresh()

    def apply(self, application: QApplication) -> None:
        """Dresses the application: palette, font and the one stylesheet."""
        from app.views.stylesheet import stylesheet  # built only once there is a window to dress

        application.setPalette(self.palette())
        application.setFont(self.font())
        application.setStyleSheet(stylesheet(self))

    def palette(self) -> QPalette:
        """The colours of what the stylesheet does not reach."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette

    def rounded(self, rect: QRectF) -> QRectF:
        """A rectangle whose one-pixel outline falls on whole pixels."""
        return rect.adjusted(0.5, 0.5, -0.5, -0.5)

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        self._read_system()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.apply(application)
        self.changed.emit()

    def _read_system(self) -> None:
        self.scheme = _scheme(self.mode)
        self._colours = {token: QColor(name) for token, name in TOKENS[self.scheme].items()}
        self._fonts, self._shaped = {}, {}
        self._stripes = [QColor(name) for name in _STRIPES[self.scheme].split()]
        self._monograms: dict[str, tuple[str, QColor, QColor]] = {}


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "red",
    QPalette.ColorRole.Highlight: "accent_fill",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Light: "surface",
}


def _scheme(mode: Mode) -> Scheme:
    if mode is not Mode.SYSTEM:
        return Scheme(mode.value)
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Scheme.LIGHT
