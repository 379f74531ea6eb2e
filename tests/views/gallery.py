"""Draws the window from fakes into pictures, to be held beside the drawings: python -m tests.views.gallery FOLDER."""

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.views import words
from app.views.main_window import MainWindow
from app.views.panes import Panes, RealPanes
from app.views.theme import Density, Mode, Theme
from tests.views.fakes import (
    FakeFloor,
    FakeHousekeeping,
    FakeReader,
    FakeShops,
    MemorySettings,
    SimplePanes,
    fake_desk,
)

PICTURES = {
    # name: mode, language, width, height, scale, density
    "light": (Mode.LIGHT, "zh", 1440, 900, 1.0, Density.COSY),
    "dark": (Mode.DARK, "zh", 1440, 900, 1.0, Density.COSY),
    "contrast": (Mode.CONTRAST, "zh", 1440, 900, 1.0, Density.COSY),
    "english": (Mode.LIGHT, "en", 1440, 900, 1.0, Density.COSY),
    "compact": (Mode.LIGHT, "zh", 1440, 900, 1.0, Density.COMPACT),
    "small": (Mode.LIGHT, "zh", 1024, 700, 1.0, Density.COSY),
    "small-english": (Mode.DARK, "en", 1024, 700, 1.0, Density.COSY),
    "larger": (Mode.LIGHT, "zh", 1440, 900, 1.25, Density.COSY),
    "largest": (Mode.LIGHT, "en", 1440, 900, 1.5, Density.COSY),
    "small-largest": (Mode.LIGHT, "zh", 1024, 700, 1.5, Density.COSY),
}


def draw(name: str, folder: Path, application: QApplication, *, simple: bool) -> None:
    """One picture."""
    mode, language, width, height, scale, density = PICTURES[name]
    words.install(application, language)
    theme = Theme(mode, scale, density, language)
    theme.apply(application)
    desk = fake_desk(FakeReader())
    shops = FakeShops()
    panes: Panes = (
        SimplePanes() if simple else RealPanes(desk, None, shops, FakeFloor(), FakeHousekeeping(), theme)
    )  # type: ignore[arg-type]
    window = MainWindow(desk, shops, FakeHousekeeping(), MemorySettings(), theme, panes)  # type: ignore[arg-type]
    window.resize(width, height)
    window.show()
    window.start()
    window.page.list_pane.list.rows.filled.connect(lambda: QTimer.singleShot(0, choose))

    def choose() -> None:
        if window.page.list_pane.list.currentIndex().row() != 3:
            window.page.list_pane.list.go_to(3)

    loop = QEventLoop()
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    window.grab().save(str(folder / f"{name}.png"))
    window.watch.stop()
    window.hide()
    window.deleteLater()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=list(PICTURES))
    parser.add_argument("--simple", action="store_true", help="without the panes of other folders")
    chosen = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name in chosen.names:
        draw(name, chosen.folder, application, simple=chosen.simple)


if __name__ == "__main__":
    main()
