"""Type: the system's own face first, then a Chinese or Japanese one, always with figures of one width."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QStaticText, QTextOption


class Face(Enum):
    """The three roles of text: pixel size and line height at 100 %."""

    TITLE = (15, 24)
    BODY = (13, 20)
    META = (12, 16)

    @property
    def size(self) -> int:
        return self.value[0]

    @property
    def line(self) -> int:
        return self.value[1]


_CHINESE = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
_TAIWAN = ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", *_CHINESE)
_JAPANESE = ("Yu Gothic UI", "Meiryo UI", "Hiragino Sans", "Noto Sans CJK JP", *_CHINESE)
_KOREAN = ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", *_CHINESE)
_ELSEWHERE = ("Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Thai", "Noto Sans Hebrew", "DejaVu Sans")
_PLAIN = ("Segoe UI", "Inter", "Noto Sans", "Roboto", "Cantarell", "Ubuntu", "Noto Sans CJK SC")
"""preferred where the system names no face worth reading all day"""
_POOR = frozenset({"", "DejaVu Sans", "Sans Serif", "Sans", "Bitstream Vera Sans", "Helvetica", "Arial"})


def face_font(face: Face, scale: float, *, strong: bool, language: str) -> QFont:
    """A font for one role. Two weights only: most Chinese faces have no more."""
    font = QFont()
    font.setFamilies(list(families(language)))
    font.setPixelSize(round(face.size * scale))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


@cache
def families(language: str) -> tuple[str, ...]:
    """The chain of faces for text of a language: a Japanese reader must not be given Chinese forms."""
    east = {"ja": _JAPANESE, "ko": _KOREAN, "zh-tw": _TAIWAN, "zh-hant": _TAIWAN, "zh-hk": _TAIWAN}
    chain = east.get(language.lower()) or east.get(language.lower().split("-")[0]) or _CHINESE
    return (*latin(), *chain, *_ELSEWHERE)


@cache
def latin() -> tuple[str, ...]:
    """The face of Latin text: the system's own, unless it is a stop-gap."""
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    if system not in _POOR:
        return (system,)
    here = set(QFontDatabase.families())
    return next(((name,) for name in _PLAIN if name in here and name not in _CHINESE), ())


@dataclass(frozen=True, slots=True)
class Shaped:
    """A short text whose letters have been laid out once, for painting many times."""

    text: QStaticText
    font: QFont
    width: float
    height: float


def shape(text: str, font: QFont, *, rtl: bool = False) -> Shaped:
    """Lays out one line of text."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    made.setTextOption(option)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    size = made.size()
    return Shaped(made, font, size.width(), size.height())
