"""`python3 dev.py bench NAME [--n N]`: runs one measurement; each figure is one JSON object on standard output."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path


def names() -> list[str]:
    """Every module here that measures something, which is every module with a `main`; none is imported for that."""
    found = sorted(Path(__file__).parent.glob("[a-z]*.py"))
    return [path.stem for path in found if "\ndef main(" in path.read_text(encoding="utf-8")]


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--n", type=int, help="size of the corpus; each measurement has its own default")
    options = parser.parse_args(words)
    return int(importlib.import_module(f"benchmarks.{options.name}").main(options.n))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
