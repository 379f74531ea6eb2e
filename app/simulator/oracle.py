"""The oracle: what customers really received; lets tests and trainers change weather, time and truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator import ebay_orders
from app.simulator.demo import phrase
from app.simulator.pictures import product_picture
from app.simulator.stamps import millis, parse
from app.simulator.talk import PLATFORM, Attachment, Conversation, Utterance
from app.simulator.town import Kind, Setting, Town
from app.simulator.weather import PROFILES, Fault, Weather
from app.simulator.wire import Json, Request, Response, answer

Body = dict[str, Json]


class WrongOrderError(Exception):
    """The oracle was asked for something that does not exist."""


def told(said: Utterance) -> Body:
    """One message of the truth."""
    talk = said.conversation
    return {
        "id": said.id,
        "message_id": said.message_id,
        "shop": talk.shop.key,
        "channel": talk.shop.channel,
        "conversation": talk.key,
        "conversation_id": talk.id,
        "customer": talk.customer.handle,
        "customer_name": talk.customer.name,
        "order": talk.order.id if talk.order else None,
        "author": said.author,
        "kind": said.kind,
        "at": millis(said.at),
        "visible": millis(said.visible),
        "text": said.text,
        "subject": said.subject,
        "attachments": [
            {"name": f.name, "type": f.media_type, "sha256": f.sha256, "size": len(f.data), "url": f.url}
            for f in said.attachments
        ],
    }


class Oracle:
    """Answers below `/oracle/<key>/`; in-process callers use `ask` and `tell`."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.skipped = timedelta(0)
        """How far ahead of the real clock the world was told to be."""
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

    # --- questions

    def ask(self, what: str, query: dict[str, str], now: datetime) -> Json:
        """received, written, spoken, handed, orders, conversations, mailboxes, weather, time."""
        self.town.world.advance(now)
        questions: dict[str, Callable[[dict[str, str]], Json]] = {
            "received": lambda q: [told(said) for said in self._of(self.town.world.received(), q)],
            "written": lambda q: [told(said) for said in self._of(self.town.world.written(), q)],
            "spoken": lambda q: [told(said) for said in self._of(self._everything(), q)],
            "handed": lambda q: self._ledger(),
            "orders": lambda q: self._orders(now),
            "conversations": lambda q: self._conversations(),
            "mailboxes": lambda q: self._mailboxes(),
            "weather": lambda q: self._weather(),
            "time": lambda q: {"now": millis(now), "start": millis(self.town.world.start)},
        }
        if what not in questions:
            raise WrongOrderError(f"no question {what}; there are {', '.join(questions)}")
        return questions[what](query)

    def _of(self, said: list[Utterance], query: dict[str, str]) -> list[Utterance]:
        shop, since = query.get("shop"), parse(query.get("since", ""))
        kept = [one for one in said if shop in (None, one.conversation.shop.key)]
        kept = [one for one in kept if since is None or one.at >= since]
        if "conversation" in query:
            kept = [one for one in kept if one.conversation.key == query["conversation"]]
        return sorted(kept, key=lambda one: (one.at, one.id))

    def _everything(self) -> list[Utterance]:
        return [said for talk in self.town.world.conversations.values() for said in talk.utterances]

    def _ledger(self) -> Json:
        ledger = self.town.post.ledger
        return {
            "handed": [
                {"at": millis(at), "login": login, "to": list(to), "message_id": name}
                for at, login, to, name in ledger.handed
            ],
            "copies": [{"at": millis(at), "to": to, "message_id": name} for at, to, name in ledger.copies],
            "refused": [{"at": millis(at), "to": to, "message_id": name} for at, to, name in ledger.refused],
        }

    def _orders(self, now: datetime) -> Json:
        return [
            {
                "id": order.id,
                "shop": order.shop.key,
                "customer": order.customer.handle,
                "stage": order.stage(now),
                "tracking": order.tracking,
                "carrier": order.carrier,
                "total": ebay_orders.money(order.total, order.currency),
                "skus": [line.product.sku for line in order.lines],
            }
            for order in self.town.world.orders.values()
        ]

    def _conversations(self) -> Json:
        return [
            {
                "key": talk.key,
                "id": talk.id,
                "shop": talk.shop.key,
                "customer": talk.customer.handle,
                "customer_name": talk.customer.name,
                "topic": talk.topic,
                "order": talk.order.id if talk.order else None,
                "messages": len(talk.utterances),
                "opted_out": talk.opted_out,
                "no_response_needed": talk.closed_without_reply,
            }
            for talk in self.town.world.conversations.values()
        ]

    def _mailboxes(self) -> Json:
        return [
            {
                "address": box.address,
                "folders": {name: len(folder.letters) for name, folder in box.folders.items()},
            }
            for box in self.town.mailroom.boxes.values()
        ]

    def _weather(self) -> Json:
        weather = self.town.weather
        return {
            "seed": weather.seed,
            "rates": {fault.value: rate for fault, rate in weather.rates.items()},
            "until": millis(weather.until) if weather.until else None,
            "skew_seconds": weather.skew.total_seconds(),
            "lag_seconds": weather.lag.total_seconds(),
            "calls": weather.calls,
            "faults": dict(weather.counts),
        }

    # --- orders to the world

    def tell(self, what: str, body: Body, now: datetime) -> Json:
        """weather, force, time, say, expire, revoke, uidvalidity, opt_out, no_response, drop_mail, reset."""
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
            "drop_mail": self._drop,
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
        rates = dict(PROFILES[profile])
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
        return self._weather()

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
        """A customer (or the platform) writes: `text`, or `topic` for a ready sentence; `picture` adds one."""
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
        return told(said)

    def _keys(self, body: Body, *, revoke: bool) -> Json:
        """Ends access tokens early, or takes a seller's consent back."""
        owner = str(body.get("seller", ""))
        books = (self.town.amazon_keys, self.town.ebay_keys)
        return {"changed": sum(book.revoke(owner) if revoke else book.expire(owner) for book in books)}

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
