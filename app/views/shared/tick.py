"""A box to tick that shows its tick: filled alone would tell by colour only."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from app.views.icons import icon
from app.views.theme import Theme


class Tick(QCheckBox):
    """A check box of the house."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            side = self._theme.px(14)
            corner = box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1
            icon(self._theme, "check", "on_accent").paint(QPainter(self), *corner, side, side)
