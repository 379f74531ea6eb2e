"""A day's work through key and mouse events only, in a real window under a screen of its own.

    python3 dev.py prove day [--size WxH] [--scale PCT] [--theme light|dark] [--language zh|en] [--pictures FOLDER]

What is named fixes one side; without arguments every size, text size, colour and language is lived through once. One
JSON object per act; the pictures are to be looked at by a person.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.screen.seat import Seat, Sight, missing
from tests.screen.workday import Workday

SIZES = ((1440, 900, 100), (1024, 700, 100), (1440, 900, 125), (1440, 900, 150))
PICTURES = Path("build") / "day"


def main(seed: int, n: int | None, words: Sequence[str]) -> int:
    """0 when every act of every day could be done. `n` ends it after so many days."""
    absent = missing()
    if absent:
        sys.stdout.write(f"a day needs {', '.join(absent)}, which this machine lacks\n")
        return 1
    options = _options(words)
    days = sights(options)[:n]
    done = [_live(sight, options.pictures) for sight in days]
    sys.stdout.write(f"{sum(done)} of {len(days)} days, pictures in {options.pictures}\n")
    return 0 if all(done) else 1


def _live(sight: Sight, pictures: Path) -> bool:
    begun = monotonic()
    with Seat(sight, pictures / str(sight)) as seat:
        whole = Workday(seat).run()
    told = {"sight": str(sight), "whole": whole, "seconds": round(monotonic() - begun)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return whole


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
    parser.add_argument("--pictures", type=Path, default=PICTURES, metavar="FOLDER")
    return parser.parse_args(words)
