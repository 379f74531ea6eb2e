"""The oracle's answers: what was said, what customers received, and the state of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from app.simulator import ebay_orders
from app.simulator.stamps import millis, parse
from app.simulator.talk import Utterance
from app.simulator.town import Town
from app.simulator.wire import Json

Body = dict[str, Json]


class WrongOrderError(Exception):
    """The oracle was asked for something that does not exist."""


def told(said: Utterance, start: datetime) -> Body:
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
        "history": said.at < start,
        "visible": millis(said.visible),
        "read": said.read,
        "text": said.text,
        "subject": said.subject,
        "attachments": [
            {"name": f.name, "type": f.media_type, "sha256": f.sha256, "size": len(f.data), "url": f.url}
            for f in said.attachments
        ],
    }


class Questions:
    """Answers from one town."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def ask(self, what: str, query: dict[str, str], now: datetime) -> Json:
        """received, written, spoken, handed, orders, conversations, mailboxes, weather, time."""
        self.town.world.advance(now)
        questions: dict[str, Callable[[dict[str, str]], Json]] = {
            "received": lambda q: [
                told(said, self.town.world.start) for said in self._of(self.town.world.received(), q)
            ],
            "written": lambda q: [
                told(said, self.town.world.start) for said in self._of(self.town.world.written(), q)
            ],
            "spoken": lambda q: [
                told(said, self.town.world.start) for said in self._of(self._everything(), q)
            ],
            "doubles": lambda q: self._doubles(q),
            "handed": lambda q: self._ledger(),
            "orders": lambda q: self._orders(now),
            "conversations": lambda q: self._conversations(),
            "mailboxes": lambda q: self._mailboxes(),
            "weather": lambda q: self.weather(),
            "time": lambda q: {"now": millis(now), "start": millis(self.town.world.start)},
        }
        if what not in questions:
            raise WrongOrderError(f"no question {what}; there are {', '.join(questions)}")
        return questions[what](query)

    def _told(self, said: list[Utterance], query: dict[str, str]) -> Json:
        return [told(one, self.town.world.start) for one in self._of(said, query)]

    def _of(self, said: list[Utterance], query: dict[str, str]) -> list[Utterance]:
        shop, since = query.get("shop"), parse(query.get("since", ""))
        kept = [one for one in said if shop in (None, one.conversation.shop.key)]
        kept = [one for one in kept if since is None or one.at >= since]
        if "conversation" in query:
            kept = [one for one in kept if one.conversation.key == query["conversation"]]
        return sorted(kept, key=lambda one: (one.at, one.id))

    def _everything(self) -> list[Utterance]:
        return [said for talk in self.town.world.conversations.values() for said in talk.utterances]

    def _doubles(self, query: dict[str, str]) -> Json:
        """What a customer received more than once since the world began: same conversation, same kind, same text."""
        counts = Counter(
            (said.conversation.key, said.kind, said.text)
            for said in self._of(self.town.world.received(), query)
            if said.at >= self.town.world.start
        )
        return [
            {"conversation": key, "text": text, "count": count}
            for (key, _, text), count in counts.items()
            if count > 1
        ]

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

    def weather(self) -> Json:
        weather = self.town.weather
        return {
            "seed": weather.seed,
            "rates": {fault.value: rate for fault, rate in weather.rates.items()},
            "until": millis(weather.until) if weather.until else None,
            "skew_seconds": weather.skew.total_seconds(),
            "lag_seconds": weather.lag.total_seconds(),
            "calls": weather.calls,
            "counts": dict(weather.counts),
        }
