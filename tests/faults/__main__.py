"""`python3 dev.py prove NAME [--seed N] [--n N] [WORDS …]`: runs one proof that takes too long for every day.

A proof is a module `prove_NAME.py` here with `main(seed, n, words) -> int`; `words` is what else stood on the line,
such as a channel, or options of its own. Without a seed one is drawn and printed, so that every run can be repeated.
"""

import argparse
import importlib
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

WITH_OPTIONS = {"day"}
"""proofs that read options of their own"""


def names() -> list[str]:
    found = (path.stem.removeprefix("prove_") for path in Path(__file__).parent.glob("prove_*.py"))
    return sorted(name.replace("_", "-") for name in found)


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py prove", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("words", nargs="*", help="what the proof wants to know besides, such as a channel")
    parser.add_argument("--seed", type=int, help="repeats an earlier run")
    parser.add_argument(
        "--n", type=int, help="how many schedules or payloads; each proof has its own default"
    )
    options, own = parser.parse_known_args(words)
    if own and options.name not in WITH_OPTIONS:
        parser.error(f"{options.name} knows no {own[0]}")
    options.words += own
    seed = secrets.randbelow(2**31) if options.seed is None else options.seed
    sys.stdout.write(
        f"seed {seed}: python3 dev.py prove {' '.join([options.name, *options.words])} --seed {seed}\n"
    )
    sys.stdout.flush()
    module = f"tests.faults.prove_{options.name.replace('-', '_')}"
    return int(importlib.import_module(module).main(seed, options.n, options.words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
