"""A large button with an icon, a title and a line of help: one of a few ways to go on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.views.shared.widgets import IconMark, label
from app.views.theme import Theme


class ChoiceCard(QPushButton):
    """`cap`: the key that presses it, '' where there is none."""

    def __init__(self, theme: Theme, icon: str, title: str, help_: str, cap: str = "") -> None:
        super().__init__()
        self.setProperty("box", "choice")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(help_)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(16))
        row.addWidget(IconMark(theme, icon, "accent", 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, strong=True))
        told = label(help_, tone="text2", face="meta")
        told.setWordWrap(True)
        words.addWidget(told)
        row.addLayout(words, 1)
        if cap:
            shown = label(cap)
            shown.setProperty("keycap", "true")
            row.addWidget(shown, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._lowest = theme.px(60)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Higher where the help needs a second line."""
        layout = self.layout()
        return self._lowest if layout is None else max(self._lowest, layout.heightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(self._lowest * 4, self.heightForWidth(self.width()))
