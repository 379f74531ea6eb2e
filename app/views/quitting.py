"""Leaving while replies have not left yet: stay in the tray, leave anyway, or go back."""

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from app.views.words import say


class Leaving(Enum):
    """What the agent decided."""

    STAY = "stay"
    TRAY = "tray"
    QUIT = "quit"


def ask_before_quitting(parent: QWidget, unsent: int, *, tray: bool) -> Leaving:
    """Asks; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(say("app.name"))
    box.setText(say("quit.title", n=unsent))
    box.setInformativeText(say("quit.text"))
    stay = box.addButton(say("quit.stay"), QMessageBox.ButtonRole.RejectRole)
    hide = box.addButton(say("quit.tray"), QMessageBox.ButtonRole.AcceptRole) if tray else None
    leave = box.addButton(say("quit.now"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(hide or stay)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    if pressed is leave:
        return Leaving.QUIT
    return Leaving.TRAY if hide is not None and pressed is hide else Leaving.STAY
