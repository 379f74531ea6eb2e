"""The whole practice town in one object: every host answers here by a plain function; time is passed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from app.simulator import storm
from app.simulator.cast import shops
from app.simulator.crowd import crowd
from app.simulator.demo import demo
from app.simulator.drizzle import Drizzle
from app.simulator.mailroom import Mailroom
from app.simulator.manners import Manners
from app.simulator.pictures import product_picture
from app.simulator.platform import Asked, Door, Platform
from app.simulator.platforms import PLATFORMS
from app.simulator.post import Post, Verdict
from app.simulator.stamps import http_date
from app.simulator.weather import LONGEST_LATE, Fault, Weather
from app.simulator.wire import Request, Response, empty
from app.simulator.world import World

Kind = Literal["demo", "crowd"]
HOSTS = {host: to for platform in PLATFORMS.values() for host, to in platform.hosts.items()}
ROOTS = tuple(root for platform in PLATFORMS.values() for root in platform.roots)
LATER_PAGE = (
    "offset",
    "poIndex",
    "cursor",
    "page_token",
    "next_token",
    "last_message_id",
    "last_session_id",
    "next_timestamp_nano",
)
"""query parameters that ask for a page beyond the first"""
SIGN_IN = tuple(path for platform in PLATFORMS.values() for path in platform.sign_in)
FRAIL = tuple(path for platform in PLATFORMS.values() for path in platform.frail) or ("//",)
BARE = tuple(pair for platform in PLATFORMS.values() for pair in platform.bare)


@dataclass(frozen=True, slots=True)
class Setting:
    """Which town to build. `salt` makes the practice credentials; `channel` limits a crowd to one."""

    seed: int
    start: datetime
    kind: Kind = "demo"
    conversations: int = 0
    channel: str = ""
    spread: timedelta = timedelta(days=30)
    salt: str = "practice"
    hold: bool = False
    """the demo's unanswered mails are delivered when the oracle says `release`"""


class Town:
    """World, post and platforms together."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.base = "http://127.0.0.1"
        """Our own address, known once the server listens."""
        self.weather = Weather()
        self.on_reset: list[Callable[[], None]] = []
        keys = Random(f"keys/{setting.salt}")
        self.doors: dict[str, Door] = {
            one.channel: one.open(Random(f"keys/{one.channel}/{setting.salt}"), lambda: self.base)
            for one in PLATFORMS.values()
            if one.open is not None
        }
        self.mail_keys = {box: (keys.randbytes(12).hex(), keys.randbytes(24).hex()) for box in boxes()}
        self.oracle_key = keys.randbytes(16).hex()
        self._build()

    def _build(self) -> None:
        setting = self.setting
        self.world = World(
            setting.seed, setting.start, lambda channel, rng: PLATFORMS[channel].conversation_id(rng)
        )
        self.world.lag = lambda key: self.weather.lag_of(key)
        self.world.rewrite = lambda text: self.weather.rewrite(text)
        self.mailroom = Mailroom()
        for box, (password, token) in self.mail_keys.items():
            self.mailroom.add(box, password, token)
        self.post = Post(self.world, self.mailroom)
        Manners(self.world, chatty=setting.kind == "demo")
        for door in self.doors.values():
            door.join(self.world)
        if setting.kind == "demo":
            demo(self.world, hold=setting.hold)
            Drizzle(self.world, setting.start + SCRIPT_ENDS)
        else:
            crowd(self.world, setting.conversations, spread=setting.spread, channel=setting.channel)
        self.mailroom.open()

    def reset(self, setting: Setting | None = None) -> None:
        """A fresh world with the same keys; weather calm."""
        self.setting = setting or self.setting
        self.weather = Weather()
        self._build()
        for listener in self.on_reset:
            listener()

    # --- HTTP

    def handle(self, request: Request, now: datetime) -> Response:
        """Answers one HTTP request at one moment, in this moment's weather."""
        self.world.advance(now)
        request = located(request)
        if request.path.startswith("/media/"):
            return self._picture(request)
        asked = asked_of(request)
        frail = request.path.startswith(FRAIL)
        fault = self.weather.pick(asked.name, now, page=asked.page, frail=frail)
        skewed = now + (timedelta(0) if self.weather.over(now) else self.weather.skew)
        if fault is None:
            response = self._serve(request, skewed)
        else:
            rng = self.weather.rng(f"effect/{self.weather.calls}")
            self._prepare(fault, request, now)
            later = self._later(request)
            platform = platform_of(request)
            dialect = platform.dialect if platform and platform.dialect else storm.PlainDialect()
            response = storm.through(fault, request, skewed, self._serve, later, dialect, rng)
        mark = Random(f"request/{self.setting.salt}/{self.weather.calls}").randbytes(16).hex()
        door = self._door(request)
        marks = door.marks(request, mark) if door else ()
        return response.with_headers(("Date", http_date(skewed)), *marks)

    def _later(self, request: Request) -> Callable[[timedelta], None]:
        def plan(after: timedelta) -> None:
            moment = self.world.now() + after
            self.world.timeline.plan(moment, lambda at: self._forget(self._serve(request, at)))

        return plan

    def _forget(self, _: Response) -> None:
        """An answer nobody waits for any more."""

    def _prepare(self, fault: Fault, request: Request, now: datetime) -> None:
        """What must change in the world before the call is served."""
        if fault is Fault.TOKEN_EXPIRES:
            for door in self.doors.values():
                door.expire("")
        platform = platform_of(request)
        if fault is Fault.SHIFT and platform and asked_of(request).later:
            talks = [
                talk for talk in self.world.conversations.values() if talk.shop.channel == platform.channel
            ]
            if talks:
                self.world.customer_says(talks[self.weather.calls % len(talks)], "Hello?", now)

    def _serve(self, request: Request, now: datetime) -> Response:
        """Routes to a host. Pure weatherless service."""
        door = self._door(request)
        return (door.serve(request, now) if door else None) or empty(404)

    def _door(self, request: Request) -> Door | None:
        platform = platform_of(request)
        return self.doors.get(platform.channel) if platform else None

    def _picture(self, request: Request) -> Response:
        """Pictures of goods by key, files by digest."""
        name = request.path.rsplit("/", 1)[-1]
        goods = self.world.products.get(name.removesuffix(".png"))
        if goods is not None:
            data = product_picture(goods.shape, goods.colour)
            return Response(200, (("Content-Type", "image/png"), ("Cache-Control", "max-age=31536000")), data)
        said = (said for talk in self.world.conversations.values() for said in talk.utterances)
        known = (file for one in said for file in one.attachments if file.sha256 == name)
        uploaded = (door.file(name) for door in self.doors.values())
        file = next((one for one in uploaded if one), None) or next(known, None)
        return empty(404) if file is None else Response(200, (("Content-Type", file.media_type),), file.data)

    # --- SMTP

    def submit(
        self, login: str, recipients: tuple[str, ...], raw: bytes, now: datetime
    ) -> tuple[Verdict, Fault | None]:
        """Takes one mail after its final dot; a fault in SILENT means that no reply reaches the client."""
        self.world.advance(now)
        fault = self.weather.pick("smtp/data", now, page=False)
        if fault is Fault.REFUSED:
            return Verdict(554, "5.7.1 Message rejected by policy"), fault
        if fault in REFUSES:
            return Verdict(451, "4.3.0 Requested action aborted: local error in processing"), fault
        if fault is Fault.LATE_ACCEPT:
            after = LONGEST_LATE * self.weather.rng(f"late/{self.weather.calls}").random()

            def accept(at: datetime) -> None:
                self.post.submit(login, recipients, raw, at)

            self.world.timeline.plan(now + after, accept)
            return LOST, fault
        if fault in (Fault.RESET_BEFORE, Fault.STALL_BEFORE):
            return LOST, fault
        verdict = self.post.submit(login, recipients, raw, now)
        if fault is Fault.ERROR_AFTER:
            return Verdict(451, "4.4.2 Timeout waiting for the content filter"), fault
        return verdict, fault if fault in SILENT else None

    def greeting(self, now: datetime) -> Fault | None:
        """Whether an SMTP connection is cut before a word is said."""
        fault = self.weather.pick("smtp/connect", now, page=False)
        return fault if fault in (Fault.RESET_BEFORE, Fault.RESET_MIDWAY) else None

    # --- IMAP

    def imap_gate(self, now: datetime) -> tuple[Fault | None, int]:
        """What becomes of an IMAP connection, and after how many bytes of ours."""
        fault = self.weather.pick("imap/connect", now, page=False)
        return fault, self.weather.rng(f"imap/{self.weather.calls}").randrange(200, 20_000)


LOST = Verdict(421, "4.4.2 Connection dropped")
REFUSES = frozenset({Fault.BUSY, Fault.BUSY_UNTIL, Fault.ERROR_BEFORE, Fault.UNAVAILABLE, Fault.GATEWAY})
SILENT = frozenset(
    {
        Fault.RESET_BEFORE,
        Fault.RESET_AFTER,
        Fault.RESET_MIDWAY,
        Fault.STALL_BEFORE,
        Fault.STALL_AFTER,
        Fault.LATE_ACCEPT,
    }
)
"""SMTP faults after which the client hears nothing; it cannot know whether the mail went out."""
SCRIPT_ENDS = timedelta(minutes=45)
"""When the demo's written script is over and chance takes its place."""


def boxes() -> tuple[str, ...]:
    """Every mailbox of the practice shops."""
    return tuple(dict.fromkeys(shop.mailbox for shop in shops() if shop.mailbox))


def platform_of(request: Request) -> Platform | None:
    """The platform whose host a located request is for."""
    return next((one for one in PLATFORMS.values() if request.path.startswith(one.roots or ("//",))), None)


def asked_of(request: Request) -> Asked:
    """What a located request asks for: as its platform says, else by its path and where its pages begin."""
    platform = platform_of(request)
    if platform is not None and platform.asks is not None:
        return platform.asks(request)
    page = request.method == "GET" and not request.path.startswith(SIGN_IN)
    return Asked(request.path, page, any(request.one(name) not in (None, "", "0") for name in LATER_PAGE))


def located(request: Request) -> Request:
    """The request below the path of the host it is meant for."""
    if request.path.startswith(("/media/", "/oracle/", *ROOTS)):
        return request
    host = request.header("host").partition(":")[0].lower()
    prefix = HOSTS.get(host) or next((to for path, to in BARE if request.path.startswith(path)), "")
    return request.under(prefix + request.path)
