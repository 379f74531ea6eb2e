"""Takes the picture that `--screenshot` asks for."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.views.main_window import MainWindow

SHOT_LOOK_MS = 250
SHOT_STILL, SHOT_LATEST = 24, 160
"""looks without a new row after which the list is taken to stand still, and after which it is saved anyway"""


class Shot(QObject):
    """Waits until the first messages stand in the list and no more arrive, saves the window, and ends the program."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__()
        self._window, self._file = window, file
        self._rows = self._still = self._looks = 0
        self._timer = QTimer(self, interval=SHOT_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        rows = self._window.page.list_pane.list.rows.total
        self._still = self._still + 1 if rows == self._rows else 0
        self._rows = rows
        self._looks += bool(rows)
        if rows and (self._still >= SHOT_STILL or self._looks >= SHOT_LATEST):
            self._timer.stop()
            saved = self._window.grab().save(str(self._file))
            QApplication.exit(0 if saved else 1)
