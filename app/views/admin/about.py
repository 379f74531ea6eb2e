"""About the program, and what support asks for: diagnostics without personal data, and the folder of the logs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.errors import QuaysideError
from app.domain.identity import VERSION
from app.domain.opening import OfferedCode
from app.domain.ports import Housekeeping
from app.views.admin.recovery_dialog import RecoveryDialog
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import box, button, label
from app.views.theme import Theme
from app.views.words import explain, say


class About(QWidget):
    """The agent reads the diagnostics before they are copied."""

    def __init__(
        self, desk: Desk, theme: Theme, housekeeping: Housekeeping | None, open_url: Callable[[QUrl], object]
    ) -> None:
        super().__init__()
        self._desk, self._housekeeping, self._open, self.theme = desk, housekeeping, open_url, theme
        self.dialog: RecoveryDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        frame = box("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(*(theme.px(16),) * 4)
        inside.setSpacing(theme.px(8))
        inside.addWidget(label(say("app.name"), face="title"))
        inside.addWidget(label(say("about.version", version=VERSION), tone="text2"))
        words = label(say("about.licence"), tone="text2")
        words.setWordWrap(True)
        inside.addWidget(words)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setMinimumHeight(theme.px(160))
        self.shown.setAccessibleName(say("about.diagnostics"))
        self.shown.hide()
        inside.addWidget(self.shown)
        self.told = label(tone="text2")
        self.told.setWordWrap(True)
        inside.addWidget(self.told)
        line = QHBoxLayout()
        for name, act in (("copy", self._copy), ("logs", self._logs), ("code", self._renew_code)):
            made = button(say(f"about.{name}"))
            made.setObjectName(f"about_{name}")
            made.setEnabled(housekeeping is not None)
            made.clicked.connect(act)
            line.addWidget(made)
        line.addStretch(1)
        inside.addLayout(line)
        column.addWidget(frame)
        column.addStretch(1)

    def _copy(self) -> None:
        if self._housekeeping is None:
            return

        def show(text: str) -> None:
            self.shown.setPlainText(text)
            self.shown.show()
            QGuiApplication.clipboard().setText(text)
            self.told.setText(say("done.diagnostics"))

        self._desk.task(
            self._housekeeping.diagnostics, while_alive(self, show), failed=while_alive(self, self._trouble)
        )

    def _renew_code(self) -> None:
        """The old code opens until the new one was written down."""
        house = self._housekeeping
        if house is None:
            return

        def show(offered: OfferedCode) -> None:
            self.dialog = RecoveryDialog(self.theme, offered.groups, offered.asked, self, optional=True)
            self.dialog.accepted.connect(lambda: self._keep_code(offered.code))
            self.dialog.open()

        self._desk.task(house.offer_code, while_alive(self, show), failed=while_alive(self, self._trouble))

    def _keep_code(self, code: str) -> None:
        house = self._housekeeping
        if house is not None:
            self._desk.task(
                lambda: house.keep_code(code),
                while_alive(self, lambda done: self.told.setText(say("about.code_kept"))),
                failed=while_alive(self, self._trouble),
            )

    def _logs(self) -> None:
        if self._housekeeping is not None:
            self._desk.task(
                self._housekeeping.log_folder,
                while_alive(self, self._open_folder),
                failed=while_alive(self, self._trouble),
            )

    def _open_folder(self, folder: Path) -> None:
        self._open(QUrl.fromLocalFile(str(folder)))

    def _trouble(self, error: QuaysideError) -> None:
        self.told.setText(explain(error))
