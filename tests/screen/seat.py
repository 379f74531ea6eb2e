"""A seat at a screen of its own: Xvfb, a window manager, the program, and hands that reach it through X alone."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.processes import find_program, running

NEEDED = ("Xvfb", "openbox", "xdotool", "xkbcomp")
LOOKS_EVERY = 0.15
LOOKS = 600
CHINESE_KEYS = {"XF86Reply": "U3001", "XF86MailForward": "UFF1F", "XF86Save": "UFF5B"}
"""keys nobody has, and the signs they type instead: one that is bound for the moment only may be read too late. They
last because the screen is told not to begin anew (`-noreset`) when the last program has left it."""
MARGIN = 60
"""room for the window manager's own frame"""
Seen = dict[str, Any]


class NotSeenError(AssertionError):
    """What should have been on the screen never came."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How the program is shown: the window's size, the text's size, colours and language."""

    width: int = 1440
    height: int = 900
    scale: int = 100
    theme: str = "light"
    language: str = "zh"

    def __str__(self) -> str:
        return f"{self.width}x{self.height}-{self.scale}-{self.theme}-{self.language}"


def missing() -> list[str]:
    """Programs that this machine lacks."""
    return [name for name in NEEDED if find_program(name) is None]


class Seat:
    """`with Seat(sight, folder) as seat:` opens everything and ends exactly that again."""

    house = "tests.screen.watched"
    """the module that is the program"""

    def __init__(self, sight: Sight, folder: Path) -> None:
        self.sight, self.folder = sight, folder
        self._stack = ExitStack()
        self._pause = threading.Event()
        self._pictures = 0

    def __enter__(self) -> "Seat":
        try:
            self._open()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    # --- looking ----------------------------------------------------------------------------------------------------

    def look(self) -> Seen:
        """What stands on the windows now."""
        found: Seen = self._ask(ask="look")
        return found

    def until(self, what: str, happened: Callable[[Seen], Any]) -> Any:
        """Looks again and again until something is there; gives it back."""
        seen: Seen = {}
        for _ in range(LOOKS):
            seen = self.look()
            if seen["ready"] and (found := happened(seen)):
                return found
            self.rest()
        self.picture("not-seen")
        raise NotSeenError(f"{what}: {_summary(seen)}")

    def word(self, key: str, **values: object) -> str:
        """The program's own words, in the language that is shown."""
        return str(self._ask(ask="word", key=key, values=values))

    def picture(self, name: str) -> Path:
        """A numbered picture of the window, taken from the screen."""
        self._pictures += 1
        file = self.folder / f"{self._pictures:02}-{name}.png"
        self._ask(ask="picture", file=str(file))
        return file

    def rest(self, seconds: float = LOOKS_EVERY) -> None:
        """Lets the program go on."""
        self._pause.wait(seconds)

    # --- hands ------------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys one after the other, in X's own names: j, ctrl+k, Return, question, U3001."""
        for key in keys:
            self._hand("key", "--clearmodifiers", key)
            self.rest(0.08)

    def type(self, text: str) -> None:
        self._hand("type", "--delay", "15", text)

    def click(self, text: str, button: int = 1) -> None:
        """On the place where these words stand."""
        self.click_at(self.until(f"something to click: {text}", lambda seen: place_of(seen, text)), button)

    def click_at(self, place: list[int], button: int = 1) -> None:
        """In the middle of a place."""
        self.point_at(place)
        self._hand("click", str(button))
        self.rest()

    def point_at(self, place: list[int]) -> None:
        x, y, width, height = place
        self._hand("mousemove", str(x + width // 2), str(y + height // 2))
        self.rest()

    def drag(self, place: list[int], to: list[int]) -> None:
        """With the button held, slowly enough to be a drag."""
        self.point_at(place)
        self._hand("mousedown", "1")
        steps = 8
        for step in range(1, steps + 1):
            between = [a + (b - a) * step // steps for a, b in zip(place, to, strict=True)]
            self.point_at(between)
        self._hand("mouseup", "1")
        self.rest()

    # --- the town ---------------------------------------------------------------------------------------------------

    def ask_town(self, what: str, **query: str) -> Any:
        """A question to the oracle of the practice town: what customers really got."""
        return _call(f"{self._oracle()}/{what}?{urllib.parse.urlencode(query)}")

    def tell_town(self, what: str, **body: str) -> Any:
        return _call(f"{self._oracle()}/{what}", json.dumps(body).encode())

    def _oracle(self) -> str:
        return str(self._ask(ask="town")["oracle"])

    # --- opening ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.png"):
            old.unlink()
        logs = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="quayside-seat-")))
        self._display = self._stack.enter_context(_screen(self.sight, logs))
        _give_chinese_keys(self._display, logs / "keys.xkb")
        around = self._around(logs)
        self._stack.enter_context(running([_path("openbox")], logs / "openbox.log", env=around))
        self._program = self._start_program(around, logs)
        self.until("the window", lambda seen: True)
        self._resize()

    def _around(self, home: Path) -> Mapping[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("QT_", "XDG_", "WAYLAND"))
        }
        own = {
            "DISPLAY": self._display,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(home),
        }
        return {**kept, **own, "QT_LOGGING_RULES": "qt.qpa.*=false"}

    def _start_program(self, around: Mapping[str, str], logs: Path) -> subprocess.Popen[str]:
        reading, writing = os.pipe()
        sight = self.sight
        run = ["run", "--demo", "--lang", sight.language, "--theme", sight.theme, "--scale", str(sight.scale)]
        command = [sys.executable, "-m", self.house, str(writing), *run]
        log = self._stack.enter_context((self.folder / "program.log").open("w"))
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=around, text=True, pass_fds=(writing,)
        )
        os.close(writing)
        self._answers = self._stack.enter_context(os.fdopen(reading, encoding="utf-8"))
        self._stack.callback(_end, program)
        return program

    def _resize(self) -> None:
        """The window fills its part of the screen, as large as asked."""
        number = self._hand("search", "--sync", "--onlyvisible", "--name", self.look()["title"][-4:]).split()[
            -1
        ]
        self._hand("windowmove", number, "0", "0")
        self._hand("windowsize", "--sync", number, str(self.sight.width), str(self.sight.height))
        wanted = [self.sight.width, self.sight.height]
        self.until("the window's size", lambda seen: seen["frame"][2:] == wanted)
        self._hand("windowactivate", "--sync", number)

    def _ask(self, **question: object) -> Any:
        stdin = self._program.stdin
        assert stdin is not None
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        answer = self._answers.readline()
        if not answer:
            raise NotSeenError(f"the program ended: {(self.folder / 'program.log').read_text()[-2000:]}")
        return json.loads(answer)

    def _hand(self, *words: str) -> str:
        command = [_path("xdotool"), *words]
        done = subprocess.run(
            command, env={**os.environ, "DISPLAY": self._display}, check=True, capture_output=True, text=True
        )
        return done.stdout


def place_of(seen: Seen, text: str) -> list[int] | None:
    """Where words stand: exactly these first, then words that begin with them."""
    words = [each for each in seen["words"] if each["on"]]
    exact = [each for each in words if each["text"].split("\t")[0] == text]
    begun = [each for each in words if each["text"].startswith(text)]
    found: list[int] | None = next((each["place"] for each in [*exact, *begun]), None)
    return found


def _summary(seen: Seen) -> str:
    if not seen.get("ready"):
        return "no window"
    current = [row["says"] for row in seen["rows"] if row["current"]]
    return f"title {seen['title']}, focus {seen['focus']}, over {seen['over']}, current {current}"


def _screen(sight: Sight, logs: Path) -> Any:
    """A screen with a little more room than the window."""

    @contextmanager
    def opened() -> Iterator[str]:
        reading, writing = os.pipe()
        size = f"{sight.width + MARGIN}x{sight.height + MARGIN}x24"
        command = [
            _path("Xvfb"),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            size,
            "-nolisten",
            "tcp",
            "-r",
            "-noreset",
        ]
        with os.fdopen(reading, "rb") as answer, running(command, logs / "xvfb.log", pass_fds=(writing,)):
            os.close(writing)
            number = answer.readline().strip()
            if not number:
                raise NotSeenError((logs / "xvfb.log").read_text())
            yield f":{number.decode()}"

    return opened()


def _give_chinese_keys(display: str, file: Path) -> None:
    """As if an input method typed 、 ？ and ｛ without composing."""
    subprocess.run([_path("xkbcomp"), "-w0", display, str(file)], check=True, capture_output=True)
    keys = file.read_text()
    for taken, sign in CHINESE_KEYS.items():
        keys = keys.replace(taken, sign)
    file.write_text(keys)
    subprocess.run([_path("xkbcomp"), "-w0", str(file), display], check=True, capture_output=True)


def _path(name: str) -> str:
    return str(find_program(name))


def _end(program: subprocess.Popen[str]) -> None:
    if program.stdin is not None:
        program.stdin.close()
    program.terminate()
    try:
        program.wait(20)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def _call(address: str, body: bytes | None = None) -> Any:
    request = urllib.request.Request(address, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
