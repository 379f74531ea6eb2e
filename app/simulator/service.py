"""Runs the practice town as a service on loopback: HTTP, IMAP and SMTP in one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.simulator.imap_host import ImapHost
from app.simulator.mailroom import Mailbox
from app.simulator.oracle import Oracle
from app.simulator.server import HttpServer
from app.simulator.smtp_host import SmtpHost
from app.simulator.town import Town
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response

TICK = 0.25
"""Seconds between two looks at the clock when nobody asks for anything."""


class Service:
    """One town, listening. `now` is the real clock; the oracle may run ahead of it."""

    def __init__(self, town: Town, now: Callable[[], datetime]) -> None:
        self.town = town
        self.oracle = Oracle(town)
        self._now = now
        self.http = HttpServer(self._answer)
        self.imap = ImapHost(town.mailroom, lambda: town.imap_gate(self.now()), self.now)
        self.smtp = SmtpHost(
            mailroom=lambda: town.mailroom,
            take=lambda login, to, raw: town.submit(login, to, raw, self.now()),
            recipient=lambda address: town.post.recipient(address),
            greet=lambda: town.greeting(self.now()),
        )
        self.oracle.drop_mail = self.imap.drop
        town.on_reset.append(self._replaced)
        self._tasks: set[asyncio.Task[None]] = set()
        self.ports: dict[str, int] = {}

    def now(self) -> datetime:
        """World time."""
        return self._now() + self.oracle.skipped

    def _answer(self, request: Request) -> Response:
        if request.path.startswith("/oracle/"):
            return self.oracle.handle(request, self.now())
        return self.town.handle(request, self.now())

    def _replaced(self) -> None:
        self._keep(self.imap.replace(self.town.mailroom))

    def _keep(self, work: object) -> None:
        if asyncio.iscoroutine(work):
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def start(self, port: int = 0) -> dict[str, Json]:
        """Listens everywhere; returns what a client must know."""
        self.ports["imap"] = await self.imap.start()
        self.ports["smtp"] = await self.smtp.start()
        self.ports["http"] = await self.http.start(port)
        self.town.base = f"http://127.0.0.1:{self.ports['http']}"
        self._keep(self._tick())
        return described(self.town, self.ports, self.now())

    async def _tick(self) -> None:
        """Lets the world's own events happen while nobody asks."""
        while True:
            self.town.world.advance(self.now())
            await asyncio.sleep(TICK)

    async def close(self) -> None:
        """Ends every server, connection and task."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.smtp.close()
        await self.imap.close()
        await self.http.close()


def described(town: Town, ports: dict[str, int], now: datetime) -> dict[str, Json]:
    """The one line a client needs: addresses, credentials, shops."""
    base = town.base
    return {
        "ready": True,
        "seed": town.setting.seed,
        "start": town.world.start.isoformat(),
        "now": now.isoformat(),
        "http": base,
        "oracle": f"{base}/oracle/{town.oracle_key}",
        **{channel: dict(door.line()) for channel, door in town.doors.items()},
        "mailboxes": {box.address: mailbox(box, ports) for box in town.mailroom.boxes.values()},
        "shops": [store(shop, town) for shop in town.world.shops.values()],
    }


def mailbox(box: Mailbox, ports: dict[str, int]) -> dict[str, Json]:
    """How to open one mailbox."""
    return {
        "address": box.address,
        "user": box.address,
        "password": box.password,
        "access_token": box.token,
        "imap": {"host": "127.0.0.1", "port": ports["imap"], "security": "none"},
        "smtp": {"host": "127.0.0.1", "port": ports["smtp"], "security": "none"},
    }


def store(shop: Shop, town: Town) -> dict[str, Json]:
    """One shop and the consent its seller gave us."""
    row: dict[str, Json] = {
        "key": shop.key,
        "channel": shop.channel,
        "title": shop.title,
        "seller": shop.seller,
        "marketplace": shop.site.marketplace,
        "country": shop.site.country,
        "mailbox": shop.mailbox or None,
    }
    door = town.doors.get(shop.channel)
    return row | dict(door.store(shop)) if door else row
