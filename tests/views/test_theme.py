"""Colours can be told apart by everybody, sizes grow with the text, and the look is written in one place."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from app.views.icons import NAMES, app_icon, glyph, icons_present
from app.views.stylesheet import stylesheet
from app.views.theme import TOKENS, Density, Mode, Scheme, Theme
from app.views.typeface import Face, families

GROUNDS = ("surface", "selected", "marked", "hover", "late_row", "sunken", "window")
TEXTS = ("text", "text2", "text3")
CLOCKS = ("calm", "soon")
TABLE = {  # pair: light, dark, high contrast, as published with the drawings
    ("text", "surface"): (17.1, 13.8, 21.0), ("text", "selected"): (14.0, 9.8, 13.4),
    ("text2", "surface"): (8.6, 9.1, 21.0), ("text2", "out_bubble"): (7.4, 7.1, 16.0),
    ("text3", "surface"): (5.8, 6.5, 15.9), ("text3", "selected"): (4.8, 4.7, 10.1),
    ("text3", "out_bubble"): (5.1, 5.1, 12.1), ("accent", "surface"): (6.7, 7.8, 13.7),
    ("on_accent", "accent_fill"): (6.7, 4.7, 13.7), ("note_text", "note"): (10.1, 9.8, 13.2),
    ("soon", "selected"): (5.2, 5.6, 7.5), ("amber", "amber_fill"): (5.5, 6.5, 9.6),
    ("red", "late_row"): (6.2, 7.5, 10.3), ("red", "selected"): (5.5, 5.4, 7.2),
    ("on_red", "red_fill"): (5.6, 4.8, 11.4), ("good", "surface"): (6.5, 8.5, 16.7),
    ("on_vip", "vip"): (10.2, 11.2, 21.0),
}  # fmt: skip


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_knows_every_token(scheme: Scheme) -> None:
    assert TOKENS[scheme].keys() == TOKENS[Scheme.LIGHT].keys()
    assert len(TOKENS[scheme]) == 33


@pytest.mark.parametrize("pair", TABLE, ids=" on ".join)
def test_the_published_contrast_is_what_the_colours_give(pair: tuple[str, str]) -> None:
    for scheme, published in zip(Scheme, TABLE[pair], strict=True):
        text, ground = (TOKENS[scheme][token] for token in pair)
        assert contrast(text, ground) == pytest.approx(published, abs=0.06), scheme


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_text_can_be_read_on_every_ground_it_stands_on(scheme: Scheme) -> None:
    tokens, least = TOKENS[scheme], 7.0 if scheme is Scheme.CONTRAST else 4.5
    pairs = [(text, ground) for text in (*TEXTS, *CLOCKS) for ground in GROUNDS]
    pairs += [("red", "surface"), ("red", "late_row"), ("red", "selected"), ("amber", "amber_fill")]
    pairs += [
        ("text", "in_bubble"),
        ("text", "out_bubble"),
        ("text2", "tag"),
        ("amber", "surface"),
        ("accent", "window"),
    ]
    too_faint = {pair: contrast(*(tokens[token] for token in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in too_faint.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", list(Scheme))
def test_borders_that_carry_meaning_can_be_seen(scheme: Scheme) -> None:
    tokens = TOKENS[scheme]
    assert contrast(tokens["control"], tokens["surface"]) >= 3
    for ground in GROUNDS:
        assert contrast(tokens["focus"], tokens[ground]) >= 3
    for ground in (
        "surface",
        "late_row",
        "selected",
        "marked",
    ):  # a breached row never shows the hover colour
        outline = "red" if ground in ("selected", "marked") else "red_fill"
        assert contrast(tokens[outline], tokens[ground]) >= 3, ground


def test_monogram_letters_can_be_read(theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST):
        theme.set_mode(mode)
        for channel in ("amazon", "ebay", "email", "shopify", "tiktok", "walmart"):
            _, fill, ink = theme.monogram(channel)
            assert contrast(ink.name(), fill.name()) >= 4.5


def test_no_colour_is_written_outside_the_theme() -> None:
    folder = Path("app/views")
    written = {
        path.name
        for path in folder.rglob("*.py")
        if path.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{6}\b|QColor\(\d", path.read_text("utf-8"))
    }
    assert written == set()


def test_sizes_grow_with_the_text(theme: Theme) -> None:
    assert (theme.px(72), theme.row_height(), theme.font().pixelSize()) == (72, 72, 13)
    theme.set_scale(1.5)
    assert (theme.px(72), theme.row_height(), theme.font(Face.META).pixelSize()) == (108, 108, 18)
    theme.set_scale(9)
    assert theme.scale == 1.5
    theme.set_density(Density.COMPACT)
    assert theme.row_height() == 72


def test_japanese_text_asks_for_a_japanese_face_before_a_chinese_one() -> None:
    chain = families("ja-JP")
    assert chain.index("Noto Sans CJK JP") < chain.index("Noto Sans CJK SC")
    assert "Noto Sans CJK JP" not in families("zh")


def test_the_chinese_face_is_there(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() != ""


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_the_stylesheet_is_complete_in_every_scheme(theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    sheet = stylesheet(theme)
    assert "@" not in sheet
    assert not re.search(r"\d+u\b", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_a_change_of_look_reaches_the_application(theme: Theme, qapp: QApplication) -> None:
    heard = []
    theme.changed.connect(lambda: heard.append(theme.scheme))
    theme.set_mode(Mode.DARK)
    assert heard == [Scheme.DARK]
    assert qapp.palette().window().color() == QColor(TOKENS[Scheme.DARK]["window"])


def test_every_icon_has_a_glyph(qapp: QApplication) -> None:
    assert icons_present()
    assert [name for name in NAMES if not glyph(name)] == []


def test_the_program_has_a_mark_in_every_size(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
