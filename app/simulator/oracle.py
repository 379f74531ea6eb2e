"""The oracle: what customers really received; lets tests and trainers change weather, time and truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator.crowd import populate
from app.simulator.demo import phrase
from app.simulator.oracle_answers import Body, Questions, WrongOrderError, told
from app.simulator.pictures import product_picture
from app.simulator.stamps import millis
from app.simulator.talk import CUSTOMER, PLATFORM, Attachment, Conversation
from app.simulator.town import Kind, Setting, Town
from app.simulator.weather import PROFILES, Fault, Weather
from app.simulator.wire import Json, Request, Response, answer

FIRST_ORDERED = 500_000
"""conversations of orders that the oracle was told to make are numbered from here"""


class Oracle:
    """Answers below `/oracle/<key>/`; in-process callers use `ask` and `tell`."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.questions = Questions(town)
        self.skipped = timedelta(0)
        """How far ahead of the real clock the world was told to be."""
        self.ordered = 0
        self.drop_mail: Callable[[], None] = lambda: None
        """Cuts every open IMAP connection, where there are any."""

    def handle(self, request: Request, now: datetime) -> Response:
        """One call over HTTP."""
        parts = request.parts
        if len(parts) < 3 or parts[1] != self.town.oracle_key:
            return answer({"error": "unknown key"}, 403)
        try:
            if request.method == "GET":
                return answer(self.ask(parts[2], dict(request.query), now))
            return answer(self.tell(parts[2], request.json() or {}, now))
        except WrongOrderError as problem:
            return answer({"error": str(problem)}, 400)

    def ask(self, what: str, query: dict[str, str], now: datetime) -> Json:
        """received, written, spoken, handed, orders, conversations, mailboxes, weather, time."""
        return self.questions.ask(what, query, now)

    # --- orders to the world

    def tell(self, what: str, body: Body, now: datetime) -> Json:
        """weather, force, time, say, order, ship, expire, revoke, uidvalidity, opt_out, no_response, drop_mail,
        release, reset."""
        self.town.world.advance(now)
        acts: dict[str, Callable[[Body, datetime], Json]] = {
            "weather": self._set_weather,
            "force": self._force,
            "time": self._skip,
            "say": self._say,
            "expire": lambda b, _: self._keys(b, revoke=False),
            "revoke": lambda b, _: self._keys(b, revoke=True),
            "uidvalidity": self._renumber,
            "opt_out": self._opt_out,
            "no_response": self._no_response,
            "ship": self._ship,
            "order": self._order,
            "drop_mail": self._drop,
            "release": lambda _, __: {"released": self.town.world.release()},
            "reset": self._reset,
        }
        if what not in acts:
            raise WrongOrderError(f"no act {what}; there are {', '.join(acts)}")
        return acts[what](body, now)

    def _set_weather(self, body: Body, now: datetime) -> Json:
        """A profile by name or rates by fault; `seconds` until it clears."""
        profile = str(body.get("profile", "calm"))
        if profile not in PROFILES:
            raise WrongOrderError(f"no profile {profile}; there are {', '.join(PROFILES)}")
        rates: dict[Fault, float] = dict(PROFILES[profile])
        named = body.get("rates")
        for name, rate in named.items() if isinstance(named, dict) else ():
            rates[self._fault(name)] = float(str(rate))
        seconds = body.get("seconds")
        self.town.weather = Weather(
            seed=int(str(body.get("seed", 0))),
            rates=rates,
            until=now + timedelta(seconds=float(str(seconds))) if seconds is not None else None,
            skew=timedelta(seconds=float(str(body.get("skew_seconds", 0)))),
            lag=timedelta(seconds=float(str(body.get("lag_seconds", 0)))),
            rewrites=bool(body.get("rewrites", False)),
        )
        return self.questions.weather()

    def _fault(self, name: str) -> Fault:
        try:
            return Fault(name)
        except ValueError:
            known = ", ".join(fault.value for fault in Fault)
            raise WrongOrderError(f"no fault {name}; there are {known}") from None

    def _force(self, body: Body, now: datetime) -> Json:
        """The next calls whose path contains `path` suffer `fault`."""
        fault = self._fault(str(body.get("fault")))
        self.town.weather.force(fault, str(body.get("path", "")), int(str(body.get("times", 1))))
        return {"forced": fault.value}

    def _skip(self, body: Body, now: datetime) -> Json:
        """Lets time jump ahead by `seconds`."""
        step = timedelta(seconds=max(0.0, float(str(body.get("seconds", 0)))))
        self.skipped += step
        return {"happened": self.town.world.advance(now + step), "now": millis(now + step)}

    def _talk(self, body: Body) -> Conversation:
        key = str(body.get("conversation", ""))
        talks = self.town.world.conversations
        found = talks.get(key) or next((t for t in talks.values() if key in (t.id, t.customer.name)), None)
        if found is None:
            raise WrongOrderError(f"no conversation {key}")
        return found

    def _say(self, body: Body, now: datetime) -> Json:
        """A customer (or the platform) writes `text`, or a ready sentence on `topic`; `picture` adds one."""
        talk = self._talk(body)
        text = str(body["text"]) if "text" in body else phrase(talk, str(body.get("topic", "follow")))
        files: tuple[Attachment, ...] = ()
        if body.get("picture") and talk.product is not None:
            data = product_picture(talk.product.shape, talk.product.colour, 200, crack=True)
            files = (Attachment("photo.png", "image/png", data),)
        kind = str(body.get("kind", "message"))
        author = PLATFORM if body.get("platform") else "customer"
        talk.closed_without_reply = False
        said = self.town.world.say(talk, author, text, now, kind=kind, attachments=files)
        return told(said, self.town.world.start)

    def _order(self, body: Body, now: datetime) -> Json:
        """A buyer orders something in a shop; with `says`, he writes about it at once."""
        world = self.town.world
        shop = world.shops.get(str(body.get("shop")))
        if shop is None:
            raise WrongOrderError(f"no shop {body.get('shop')}; there are {', '.join(world.shops)}")
        self.ordered += 1
        number = FIRST_ORDERED + self.ordered
        talk = populate(world, number, [shop], timedelta(0), opened=now, quiet=True, fresh=True)
        if body.get("says"):
            world.say(talk, CUSTOMER, phrase(talk, talk.topic), now)
        return {"order": talk.order.id if talk.order else None, "conversation": talk.key}

    def _keys(self, body: Body, *, revoke: bool) -> Json:
        """Ends access tokens early, or takes a seller's consent back."""
        owner = str(body.get("seller", ""))
        doors = self.town.doors.values()
        return {"changed": sum(door.revoke(owner) if revoke else door.expire(owner) for door in doors)}

    def _renumber(self, body: Body, now: datetime) -> Json:
        """The mail host loses a folder's numbers."""
        box = self.town.mailroom.boxes.get(str(body.get("mailbox", "")).lower())
        folder = box.folders.get(str(body.get("folder", "INBOX"))) if box else None
        if folder is None or box is None:
            raise WrongOrderError("no such mailbox or folder")
        folder.renumber(folder.validity + 1000)
        for listener in self.town.mailroom.renumbered:
            listener(box, folder)
        return {"uidvalidity": folder.validity}

    def _opt_out(self, body: Body, now: datetime) -> Json:
        talk = self._talk(body)
        talk.opted_out = bool(body.get("value", True))
        return {"opted_out": talk.opted_out}

    def _no_response(self, body: Body, now: datetime) -> Json:
        """Someone pressed "No response needed" on the platform."""
        talk = self._talk(body)
        talk.closed_without_reply = True
        return {"no_response_needed": True}

    def _ship(self, body: Body, now: datetime) -> Json:
        """Brings an order forward: shipped, moving or delivered now."""
        order = self.town.world.orders.get(str(body.get("order", "")))
        stage = str(body.get("stage", "shipped"))
        if order is None or stage not in ("shipped", "moving", "delivered", "cancelled"):
            raise WrongOrderError("no such order or stage")
        if stage == "cancelled":
            order.plan = replace(order.plan, cancelled=now)
        elif stage == "shipped":
            order.plan = replace(order.plan, shipped=now)
        elif stage == "moving":
            order.plan = replace(order.plan, shipped=order.plan.shipped or now, moving=now)
        else:
            order.plan = replace(order.plan, shipped=order.plan.shipped or now, moving=now, delivered=now)
        return {"stage": order.stage(now)}

    def _drop(self, body: Body, now: datetime) -> Json:
        self.drop_mail()
        return {"dropped": True}

    def _reset(self, body: Body, now: datetime) -> Json:
        """A fresh world from `seed` that starts now."""
        old = self.town.setting
        seed = int(str(body.get("seed", old.seed)))
        count = int(str(body.get("conversations", old.conversations)))
        kind: Kind = "crowd" if count else "demo"
        setting = Setting(seed, now, kind, count, old.channel, old.spread, old.salt)
        self.town.reset(setting)
        return {"seed": seed, "conversations": len(self.town.world.conversations)}
