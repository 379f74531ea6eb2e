"""A day's work through key and mouse events only, in a real window under a screen of its own.

    python3 dev.py prove day [--size WxH] [--scale PCT] [--theme light|dark] [--language zh|en] [--pictures FOLDER]
    python3 dev.py prove day --mail [...]

What is named fixes one side; without arguments every size, text size, colour and language is lived through once.
`--mail` lives the day at a mailbox of a real Dovecot and a real SMTP server instead, once at 1440x900, light and in
Chinese where nothing else is named. One JSON object per act; the pictures are to be looked at by a person.
"""

import argparse
import itertools
import json
import os
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from app.host.clock import SystemClock
from tests.screen.mail_workday import OLD, MailWorkday
from tests.screen.mailbox import Mailbox
from tests.screen.seat import Seat, Sight, missing
from tests.screen.workday import Workday
from tests.servers.dovecot import start_dovecot
from tests.servers.processes import find_program
from tests.servers.smtp import start_postman

SIZES = ((1440, 900, 100), (1024, 700, 100), (1440, 900, 125), (1440, 900, 150))
PICTURES, MAIL_PICTURES = Path("build") / "day", Path("build") / "day-mail"
ADDRESS = "buyers@harbour.example"


class MailSeat(Seat):
    """Before a program that has no shop yet."""

    house = "tests.screen.empty_house"


def main(seed: int, n: int | None, words: Sequence[str]) -> int:
    """0 when every act of every day could be done. `n` ends it after so many days."""
    options = _options(words)
    absent = missing() + (_missing_for_mail() if options.mail else [])
    if absent:
        sys.stdout.write(f"a day needs {', '.join(absent)}, which this machine lacks\n")
        return 1
    days = sights(options)[:n]
    done = [_live(sight, options) for sight in days]
    sys.stdout.write(f"{sum(done)} of {len(days)} days, pictures in {options.pictures}\n")
    return 0 if all(done) else 1


def _missing_for_mail() -> list[str]:
    absent = ["dovecot"] if find_program("dovecot") is None else []
    return absent if os.getuid() == 0 else [*absent, "root (it starts Dovecot)"]


def _live(sight: Sight, options: argparse.Namespace) -> bool:
    begun = monotonic()
    folder = options.pictures / str(sight)
    whole = _at_the_mailbox(sight, folder) if options.mail else _in_the_shops(sight, folder)
    told = {"sight": str(sight), "whole": whole, "seconds": round(monotonic() - begun)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return whole


def _in_the_shops(sight: Sight, folder: Path) -> bool:
    with Seat(sight, folder) as seat:
        return Workday(seat).run()


def _at_the_mailbox(sight: Sight, folder: Path) -> bool:
    """The servers begin before the program, with a mail of some days ago."""
    dovecot, postman = contextmanager(start_dovecot), contextmanager(start_postman)
    with dovecot() as server, postman() as taking, Mailbox(server, ADDRESS) as mailbox:
        mailbox.put(OLD, SystemClock().now())
        with MailSeat(sight, folder) as seat:
            return MailWorkday(seat, mailbox, server, taking).run()


def sights(options: argparse.Namespace) -> list[Sight]:
    """Every way of looking that is asked for."""
    sizes = SIZES
    if options.size:
        width, height = map(int, options.size.split("x"))
        scales = [options.scale] if options.scale else [100]
        sizes = tuple((width, height, scale) for scale in scales)
    elif options.scale:
        sizes = ((1440, 900, options.scale),)
    themes = [options.theme] if options.theme else ["light", "dark"]
    languages = [options.language] if options.language else ["zh", "en"]
    return [
        Sight(*size, theme, language) for size, theme, language in itertools.product(sizes, themes, languages)
    ]


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py prove day")
    parser.add_argument("--size", metavar="WxH")
    parser.add_argument("--scale", type=int, metavar="PCT")
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--language", choices=("zh", "en"))
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    parser.add_argument("--mail", action="store_true")
    options = parser.parse_args(words)
    if options.mail:
        options.size = options.size or "1440x900"
        options.theme, options.language = options.theme or "light", options.language or "zh"
    options.pictures = options.pictures or (MAIL_PICTURES if options.mail else PICTURES)
    return options
