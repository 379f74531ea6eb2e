"""The one stylesheet, built from the tokens. Widgets choose their look by properties:

    buttons   look = primary | plain | quiet | danger,  size = small
    labels    tone = text2 | text3 | accent | amber | red | good,  face = title | meta,  strong = true
    frames    box = card | sunken | surface | window | rail | note | banner | popup | toast | choice | offer
              rule = top | bottom | left | right

Below, `@name` is a colour token and `12u` a length that grows with the text size (`12u-1`: one pixel less).
"""

import re

from app.views.theme import Theme

_BASE = """
QWidget { color: @text; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @surface; color: @text; border: 1px solid @control; padding: 4u 6u; }
QMenu { background: @surface; border: 1px solid @control; padding: 4u 0; }
QMenu::item { padding: 4u 24u 4u 12u; min-height: 20u; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4u 0; }
QMenu::icon { padding-left: 8u; }
QSplitter::handle { background: @line; }
QAbstractScrollArea { border: none; }
"""

_BUTTONS = """
QPushButton, QToolButton { min-height: 26u; padding: 0 10u; border-radius: 4u; border: 1px solid @control;
    background: @surface; color: @text; }
QToolButton { padding: 0 5u; }
QPushButton[size="small"], QToolButton[size="small"] { min-height: 22u; padding: 0 8u; }
QToolButton[size="small"] { padding: 0 3u; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: @selected; }
QPushButton:focus, QToolButton:focus { border: 2px solid @focus; padding: 0 10u-1; }
QToolButton:focus { padding: 0 5u-1; }
QPushButton[size="small"]:focus { padding: 0 8u-1; }
QToolButton[size="small"]:focus { padding: 0 3u-1; }
QPushButton[look="menu"], QPushButton[look="menu"]:focus { padding-right: 26u; }
QPushButton:disabled, QToolButton:disabled { color: @text3; border-color: @line; background: @sunken; }
QPushButton[look="primary"] { background: @accent_fill; border-color: @accent_fill; color: @on_accent;
    font-weight: 600; }
QPushButton[look="primary"]:hover { border-color: @text; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:disabled { background: @tag; color: @text3; border-color: @tag; }
QPushButton[look="danger"] { color: @red; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { border: 2px solid transparent; background: transparent;
    color: @text2; padding: 0 4u; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: @hover; color: @text; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: @focus; }
QPushButton[look="quiet"]:disabled { color: @text3; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { spacing: 8u; min-height: 24u; }
QCheckBox::indicator, QRadioButton::indicator { width: 16u; height: 16u; border: 1px solid @control;
    background: @surface; border-radius: 3u; }
QRadioButton::indicator { border-radius: 9u; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: @accent_fill;
    border-color: @accent_fill; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @focus; }
"""

_INPUTS = """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: @surface;
    border: 1px solid @control; border-radius: 4u; padding: 3u 8u;
    selection-background-color: @accent_fill; selection-color: @on_accent; placeholder-text-color: @text3; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20u; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid @focus; padding: 3u-1 8u-1; }
QTextEdit[look="bare"], QPlainTextEdit[look="bare"], QTextEdit[look="bare"]:focus,
    QPlainTextEdit[look="bare"]:focus { border: none; background: transparent; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 20u; }
QAbstractItemView { background: @surface; color: @text; outline: none;
    selection-background-color: @selected; selection-color: @text; }
QListView[look="plain"]::item { padding: 4u 8u; }
QListView[look="plain"]::item:selected { background: @selected; color: @text; }
QTreeView::item { padding: 3u 4u; }
QHeaderView::section { background: @sunken; color: @text2; border: none; border-bottom: 1px solid @line;
    padding: 4u 8u; }
"""

_LABELS = """
QLabel { background: transparent; }
QLabel[tone="text2"] { color: @text2; }
QLabel[tone="text3"], QPlainTextEdit[tone="text3"] { color: @text3; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="amber"] { color: @amber; }
QLabel[tone="red"] { color: @red; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="note_text"] { color: @note_text; }
QLabel[face="title"] { font-size: 15u; font-weight: 600; }
*[face="meta"] { font-size: 12u; }
*[strong="true"] { font-weight: 600; }
"""

_FRAMES = """
*[box="surface"] { background: @surface; border: none; }
*[box="sunken"] { background: @sunken; border: none; }
*[box="window"] { background: @window; border: none; }
*[box="rail"] { background: @rail; border: none; }
*[box="card"] { background: @surface; border: 1px solid @line; border-radius: 6u; }
*[box="choice"], *[box="offer"] { background: @surface; border: 1px solid @control; border-radius: 6u;
    text-align: left; }
*[box="choice"] { min-height: 58u; }
*[box="choice"]:focus, *[box="offer"]:focus { border: 2px solid @focus; }
*[box="note"] { background: @note; border: none; border-left: 4u solid @note_line; }
*[box="banner"] { background: @surface; border: none; border-bottom: 1px solid @line;
    border-left: 4u solid @amber; }
*[box="toast"] { background: @vip; border: none; border-radius: 6u; }
*[box="toast"] QLabel { color: @on_vip; }
*[box="toast"] QPushButton { background: transparent; color: @on_vip; border: 1px solid @on_vip; }
*[box="toast"] QPushButton:focus { border: 2px solid @on_vip; }
*[box="popup"] { background: @surface; border: 1px solid @control; border-radius: 6u; }
*[rule="bottom"] { border-bottom: 1px solid @line; }
*[rule="top"] { border-top: 1px solid @line; }
*[rule="right"] { border-right: 1px solid @line; }
*[rule="left"] { border-left: 1px solid @line; }
*[keycap="true"] { border: 1px solid @control; border-radius: 3u; padding: 0 3u; color: @text2;
    font-size: 12u; }
"""

_BARS = """
QScrollBar:vertical { width: 6u; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 6u; background: transparent; margin: 0; }
QScrollBar::handle { background: @control; border-radius: 2u; margin: 1px; }
QScrollBar[idle="true"]::handle { background: transparent; }
QScrollBar::handle:vertical { min-height: 32u; }
QScrollBar::handle:horizontal { min-width: 32u; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar::tab { padding: 0 12u; height: 32u; color: @text2; border-bottom: 2px solid transparent;
    background: transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { border: 2px solid @focus; }
QTabWidget::pane { border: none; }
QProgressBar { border: 1px solid @line; border-radius: 3u; background: @sunken; text-align: center;
    height: 16u; }
QProgressBar::chunk { background: @accent_fill; border-radius: 3u; }
"""

_BLANK = re.compile(r"@(\w+)|\b(\d+)u(?:-(\d+))?\b")


def stylesheet(theme: Theme) -> str:
    """Everything that is not painted by hand."""

    def filled(match: re.Match[str]) -> str:
        token, length, less = match.groups()
        return theme.name(token) if token else f"{theme.px(int(length)) - int(less or 0)}px"

    return _BLANK.sub(filled, _BASE + _BUTTONS + _INPUTS + _LABELS + _FRAMES + _BARS)
