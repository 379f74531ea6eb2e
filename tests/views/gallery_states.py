"""Draws the designed states, empty to full of boxes: python -m tests.views.gallery_states FOLDER."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.readmodels import ViewKind
from app.views import words
from app.views.banners import Condition
from app.views.main_window import MainWindow
from app.views.theme import Density, Mode, Theme
from tests.views.fakes import FakeHousekeeping, FakeReader, FakeShops, MemorySettings, SimplePanes, fake_desk


def a_window(theme: Theme, reader: FakeReader, **stored: str) -> MainWindow:
    """The window over a reader."""
    desk = fake_desk(reader)
    shops, house = FakeShops(), FakeHousekeeping()
    window = MainWindow(desk, shops, house, MemorySettings(**stored), theme, SimplePanes())  # type: ignore[arg-type]
    window.resize(1180, 700)
    window.show()
    window.start()
    pause(400)
    return window


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def picture(window: QWidget, path: Path) -> None:
    """The window with whatever stands over it."""
    pause(150)
    grabbed = window.screen().grabWindow(0)
    grabbed.save(str(path))


def ticked(window: MainWindow) -> None:
    rows = window.page.list_pane.list
    rows.setFocus()
    rows.go_to(1)
    rows.tick_current()
    rows.go_to(3)
    rows.tick_range()
    window.page.list_pane.head.field.setText("is:")
    window.page.list_pane.head.field.setFocus()
    window.page.list_pane.head.field.textEdited.emit("is:")


def told(window: MainWindow) -> None:
    window.undo.tell("已排队发送，9 秒内可撤销")
    window.conditions.show(Condition.DISK_FULL, True)
    window.offline.toggle()


def helped(window: MainWindow) -> None:
    window.boxes.show_keys()


def asked(window: MainWindow) -> None:
    window.page.list_pane.list.go_to(2)
    window.acts.snooze()


def chosen(window: MainWindow) -> None:
    window.boxes.show_palette()


STATES: dict[str, Callable[[MainWindow], None]] = {
    "ticked": ticked, "told": told, "keys": helped, "snooze": asked, "palette": chosen,
}  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    words.install(application, "zh")
    theme = Theme(Mode.LIGHT, 1.0, Density.COSY)
    theme.apply(application)
    for name, act in STATES.items():
        window = a_window(theme, FakeReader())
        act(window)
        picture(window, folder / f"{name}.png")
        window.watch.stop()
        window.hide()
        window.deleteLater()
    empty = FakeReader(rows=[])
    first = FakeReader(rows=[])
    first.badge_shops, first.outbox_rows = (), ()
    for name, reader, stored in (("empty", empty, {}), ("first", first, {"first_run": ""})):
        window = a_window(theme, reader, **stored)
        if name == "empty":
            window.page.show_kind(ViewKind.MINE)
        picture(window, folder / f"{name}.png")
        window.hide()
        window.deleteLater()


if __name__ == "__main__":
    main()
