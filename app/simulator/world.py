"""The truth of the practice world: who bought what, who said what, and what each customer really received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from app.simulator.talk import CUSTOMER, SHOP, Attachment, Conversation, Utterance
from app.simulator.timeline import Timeline
from app.simulator.trade import Case, Customer, Order, Product, Shop

Hearer = Callable[[Utterance], None]
NameTalk = Callable[[str, Random], str]
"""gives a conversation of a channel the platform's name for it"""


def nothing(_: str) -> timedelta:
    """The listing lag of calm weather."""
    return timedelta(0)


class World:
    """One seeded world. Pure: it hears what time it is, and knows nothing of sockets."""

    def __init__(self, seed: int, start: datetime, name_talk: NameTalk) -> None:
        self.seed = seed
        self.start = start
        self.name_talk = name_talk
        self.timeline = Timeline(start)
        self.shops: dict[str, Shop] = {}
        self.products: dict[str, Product] = {}
        self.orders: dict[str, Order] = {}
        self.cases: dict[str, Case] = {}
        self.conversations: dict[str, Conversation] = {}
        self.hearers: list[Hearer] = []
        self.held: list[Callable[[], None]] = []
        """Words that were written but not delivered yet; `release` delivers them under their own dates."""
        self.lag: Callable[[str], timedelta] = nothing
        """How long after acceptance the platform lists a message."""
        self.rewrite: Callable[[str], str] = str
        """What a platform makes of a text on its way; nothing in calm weather."""
        self._strangers = 0

    def now(self) -> datetime:
        """The moment the world has reached."""
        return self.timeline.now

    def advance(self, to: datetime) -> int:
        """Lets time pass; returns how many things happened."""
        return self.timeline.advance(to)

    def release(self) -> int:
        """Delivers what was held back; how much it was."""
        waiting, self.held = self.held, []
        for deliver in waiting:
            deliver()
        return len(waiting)

    def rng(self, purpose: str) -> Random:
        """A source of chance that depends only on the seed and its purpose."""
        return Random(f"{self.seed}/{purpose}")

    def add(self, conversation: Conversation) -> Conversation:
        """Makes a conversation part of the world."""
        self.conversations[conversation.key] = conversation
        if conversation.order is not None:
            self.orders.setdefault(conversation.order.id, conversation.order)
        return conversation

    def say(
        self,
        conversation: Conversation,
        author: str,
        text: str,
        at: datetime,
        *,
        kind: str = "message",
        language: str = "",
        attachments: tuple[Attachment, ...] = (),
        message_id: str = "",
        subject: str = "",
        raw: bytes = b"",
    ) -> Utterance:
        """Records one utterance and tells everyone who listens. Ids depend on the conversation alone."""
        said = Utterance(
            id=f"{message_number(conversation)}",
            conversation=conversation,
            author=author,
            at=at,
            visible=at + self.lag(f"{conversation.key}/{len(conversation.utterances)}"),
            text=text,
            language=language or conversation.customer.language,
            kind=kind,
            attachments=attachments,
            read=author == SHOP,
            message_id=message_id,
            subject=subject,
            raw=raw,
        )
        conversation.utterances.append(said)
        for hear in self.hearers:
            hear(said)
        return said

    def customer_says(self, conversation: Conversation, text: str, at: datetime, **more: str) -> Utterance:
        """A buyer writes; a conversation that was put away becomes active again."""
        conversation.status = "ACTIVE"
        conversation.closed_without_reply = False
        return self.say(conversation, CUSTOMER, text, at, kind=more.get("kind", "message"))

    def of_shop(self, shop: Shop) -> list[Conversation]:
        """A shop's conversations, oldest first."""
        return [talk for talk in self.conversations.values() if talk.shop is shop]

    def orders_of(self, shops: list[Shop]) -> list[Order]:
        """The orders of some shops."""
        return [order for order in self.orders.values() if order.shop in shops]

    def case_of(self, order: Order, kind: str) -> Case | None:
        """The case of a kind about an order, if any."""
        return next((case for case in self.cases.values() if case.order is order and case.kind == kind), None)

    def open_conversation(
        self, shop: Shop, customer: Customer, subject: str, at: datetime, order: Order | None = None
    ) -> Conversation:
        """We write first, or a stranger does: a conversation nobody planned."""
        self._strangers += 1
        key = f"new-{self._strangers}"
        return self.add(
            Conversation(
                key=key,
                number=900_000 + self._strangers,
                id=self.name_talk(shop.channel, self.rng(f"id/{key}")),
                shop=shop,
                customer=customer,
                topic="other",
                subject=subject,
                opened=at,
                order=order,
                product=order.lines[0].product if order else None,
            )
        )

    def received(self) -> list[Utterance]:
        """Every utterance of ours that reached a customer, in order of time."""
        return self._by(SHOP)

    def written(self) -> list[Utterance]:
        """Every utterance customers wrote, in order of time."""
        return self._by(CUSTOMER)

    def _by(self, author: str) -> list[Utterance]:
        said = (said for talk in self.conversations.values() for said in talk.utterances)
        return sorted((one for one in said if one.author == author), key=lambda one: (one.at, one.id))


def message_number(conversation: Conversation) -> int:
    """The platform's number of the next message: 15 digits from the conversation's own number."""
    return 200_000_000_000_000 + conversation.number * 10_000 + len(conversation.utterances)
