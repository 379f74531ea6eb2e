"""`python -m app simulator`: opens the practice town, says where in one JSON line, ends with its parent."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta

from app.domain.moments import Clock, IdSource
from app.simulator.platforms import PLATFORMS
from app.simulator.service import Service
from app.simulator.town import Setting, Town


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--world", choices=("demo", "crowd"), default="demo")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--conversations", type=int, default=1000, help="size of a crowd")
    parser.add_argument("--channel", choices=("", *PLATFORMS), default="")
    parser.add_argument("--spread-days", type=float, default=30.0, help="age of the oldest of a crowd")
    parser.add_argument("--port", type=int, default=0, help="of HTTP; 0 takes a free one")
    parser.add_argument("--salt", default="", help="fixes the credentials; random when empty")
    parser.add_argument(
        "--hold", action="store_true", help="unanswered mails wait for the oracle's `release`"
    )
    parser.add_argument("--stay", action="store_true", help="do not end when standard input does")
    return parser.parse_args(argv)


def setting(options: argparse.Namespace, clock: Clock, ids: IdSource) -> Setting:
    """Which town to open."""
    return Setting(
        seed=options.seed,
        start=clock.now(),
        kind=options.world,
        conversations=options.conversations if options.world == "crowd" else 0,
        channel=options.channel,
        spread=timedelta(days=options.spread_days),
        salt=options.salt or ids.token(16).hex(),
        hold=options.hold,
    )


async def serve(options: argparse.Namespace, clock: Clock, ids: IdSource) -> None:
    """Runs until the parent goes or SIGTERM comes."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    service = Service(Town(setting(options, clock, ids)), clock.now)
    line = await service.start(options.port)
    with contextlib.suppress(NotImplementedError):  # Windows loops know no signals
        loop.add_signal_handler(signal.SIGTERM, over.set)
        loop.add_signal_handler(signal.SIGINT, over.set)
    if not options.stay:
        watch_parent(loop, over)
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()
    await over.wait()
    await service.close()


def watch_parent(loop: asyncio.AbstractEventLoop, over: asyncio.Event) -> None:
    """Sets `over` when standard input ends: the parent closed it, or is gone."""

    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(sys.stdin.fileno(), 1024):  # unbuffered: a lock held here would stop the exit
                pass
        with contextlib.suppress(RuntimeError):  # the loop ended first
            loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait, name="parent watch", daemon=True).start()


def main(argv: Sequence[str], clock: Clock, ids: IdSource) -> int:
    """Entry of the subcommand; the clock and the dice come from outside."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    asyncio.run(serve(arguments(argv), clock, ids))
    return 0
