"""`python -m app`: opens the window, or becomes one of the program's own child processes.

Each subcommand imports only what it needs: the worker starts without Qt, the practice town without the database.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.host.options import RunOptions


def main(arguments: Sequence[str]) -> int:
    """Runs one subcommand and gives the exit code. Without one the window opens."""
    words = list(arguments) or ["run"]
    if words[0] == "worker":
        return _work()
    if words[0] == "simulator":
        return _simulate(words[1:])
    options = _parser().parse_args(words)
    if options.command == "self-check":
        from app.selfcheck import self_check

        return self_check(options.file)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    from app.bootstrap import run_app

    return run_app(
        RunOptions(
            profile=options.profile,
            demo=options.demo,
            screenshot=options.screenshot,
            language=options.lang,
            theme=options.theme,
            scale=options.scale,
        )
    )


def _work() -> int:
    from app.worker.main import main as work

    return work()


def _simulate(words: list[str]) -> int:
    from app.host.clock import RandomIds, SystemClock
    from app.simulator.main import main as simulate

    return simulate(words, SystemClock(), RandomIds())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quayside", description="Quayside 码头客服")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="open the window")
    run.add_argument("--profile", default="default", metavar="NAME", help="which data folder")
    run.add_argument("--demo", action="store_true", help="practice shops; nothing is kept")
    run.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the window and end")
    run.add_argument("--lang", choices=("zh", "en"), default="")
    run.add_argument("--theme", choices=("light", "dark", "high"), default="")
    run.add_argument("--scale", type=int, metavar="PCT", help="size of everything in percent")
    check = commands.add_parser("self-check", help="say as JSON what is there; 1 where something is missing")
    check.add_argument("file", nargs="?", type=Path, help="write it there instead of standard output")
    commands.add_parser("worker", help="(own child process) reads what strangers sent")
    commands.add_parser("simulator", help="(own child process) the practice marketplaces")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
