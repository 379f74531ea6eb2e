"""What a real try of a login showed, step by step: reading, sending, orders; a tick or a reason."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.ports import CheckReport
from app.views.shared.widgets import IconMark, label
from app.views.theme import Theme
from app.views.words import reason_words, say, say_or


class ReportView(QWidget):
    """Empty until something was tried."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(2, 1)

    def clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def say_line(self, text: str, sign: str = "", tone: str = "text2") -> None:
        """One sentence instead of steps."""
        self.clear()
        if sign:
            self._grid.addWidget(IconMark(self._theme, sign, tone), 0, 0)
        words = label(text, tone=tone)
        words.setWordWrap(True)
        self._grid.addWidget(words, 0, 1, 1, 2)

    def show_report(self, report: CheckReport) -> None:
        """Every step with its outcome, and whose shop it is."""
        self.clear()
        row = 0
        for tried, worked, reason in report.steps:
            token = "red" if not worked else "amber" if reason else "good"
            self._grid.addWidget(
                IconMark(self._theme, "check" if token == "good" else "alert", token), row, 0
            )
            self._grid.addWidget(label(say_or(f"step.{tried}", tried)), row, 1)
            works = worked and not reason
            words = label(
                say("check.works") if works else reason_words(reason), tone="text2" if worked else "red"
            )
            words.setWordWrap(True)
            self._grid.addWidget(words, row, 2)
            row += 1
        if report.ok and (report.title or report.remote_key):
            whose = label(
                say("check.whose", name=report.title or report.remote_key), tone="good", strong=True
            )
            self._grid.addWidget(whose, row, 0, 1, 3)
