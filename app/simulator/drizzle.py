"""Keeps a demo alive: every few minutes someone writes again, or somebody new does."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.simulator.crowd import populate
from app.simulator.demo import phrase
from app.simulator.library import TOPICS
from app.simulator.talk import CUSTOMER
from app.simulator.world import World

SHORTEST, LONGEST = 120.0, 420.0
"""Seconds between two messages."""
NEW_BUYER = 0.35
"""Share of messages that come from someone new."""
FIRST_NUMBER = 5_000
ASK_AGAIN = ("follow", "follow", "complaint", "where")


class Drizzle:
    """A script without end; what happens follows from the seed."""

    def __init__(self, world: World, begin: datetime) -> None:
        self.world = world
        self.count = 0
        world.timeline.plan(begin, self.fall)

    def fall(self, at: datetime) -> None:
        """One message, and the plan for the next."""
        self.count += 1
        rng = self.world.rng(f"drizzle/{self.count}")
        if rng.random() < NEW_BUYER:
            self.newcomer(at)
        else:
            talk = rng.choice([talk for talk in self.world.conversations.values() if talk.topic in TOPICS])
            self.world.customer_says(talk, phrase(talk, rng.choice(ASK_AGAIN)), at)
        self.world.timeline.plan(at + timedelta(seconds=rng.uniform(SHORTEST, LONGEST)), self.fall)

    def newcomer(self, at: datetime) -> None:
        """A buyer who never wrote before."""
        shops = list(self.world.shops.values())
        number = FIRST_NUMBER + self.count
        talk = populate(self.world, number, shops, timedelta(0), opened=at, quiet=True)
        self.world.say(talk, CUSTOMER, phrase(talk, talk.topic), at)
