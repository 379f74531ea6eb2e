"""The real program in a process of its own, with somebody beside it who says what is on the screen when asked.

One JSON question a line on standard input, one JSON answer a line on the file descriptor named on the command line.
The questions only look: whatever happens in the program happens through its window.
"""

import json
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.__main__ import main
from app.bridge import practice_shops
from app.host.practice_town import PracticeTown
from app.views.words import say
from tests.screen import eyes

Question = dict[str, Any]


class OverheardTown(PracticeTown):
    """The practice town; where its oracle lives is remembered for whoever asks."""

    line: Mapping[str, Any] = {}

    def open(self) -> Mapping[str, Any]:
        OverheardTown.line = super().open()
        return OverheardTown.line


class Witness(QObject):
    """Hears questions on a thread of its own and answers them on the thread of the window."""

    asked = Signal(object)

    def __init__(self, answers: int) -> None:
        super().__init__()
        self._answers = os.fdopen(answers, "w", encoding="utf-8", buffering=1)
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))

    def _answer(self, question: Question) -> None:
        self._answers.write(json.dumps(_reply(question)) + "\n")


def _reply(question: Question) -> object:
    match question["ask"]:
        case "look":
            return eyes.look()
        case "picture":
            return eyes.picture(question["file"])
        case "word":
            return say(question["key"], **question["values"])
        case "town":
            return dict(OverheardTown.line)
    raise ValueError(question["ask"])


if __name__ == "__main__":
    practice_shops.PracticeTown = OverheardTown  # type: ignore[misc]
    witness = Witness(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
