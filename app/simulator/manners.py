"""How buyers behave: they stop waiting once answered, and some write back."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.simulator.demo import phrase
from app.simulator.talk import CUSTOMER, SHOP, Utterance
from app.simulator.world import World

MINDS = ("thanks", "thanks", "", "", "", "follow")
"""What a buyer may say to an answer; mostly nothing."""
SOONEST = 75.0
LATEST = 420.0


class Manners:
    """Listens to the world and lets buyers answer our answers after a minute or more."""

    def __init__(self, world: World, *, chatty: bool) -> None:
        self.world = world
        self.chatty = chatty
        world.hearers.append(self.hear)

    def hear(self, said: Utterance) -> None:
        """Something was said; ours makes earlier questions answered."""
        if said.author != SHOP:
            return
        for earlier in said.conversation.utterances:
            if earlier.author == CUSTOMER and earlier.at <= said.at:
                earlier.read = True
        if self.chatty and said.at >= self.world.start:
            self._answer(said)

    def _answer(self, said: Utterance) -> None:
        rng = self.world.rng(f"manners/{said.id}")
        mind = rng.choice(MINDS)
        if not mind:
            return
        talk = said.conversation

        def write(at: datetime) -> None:
            newest = talk.utterances[-1]
            if newest.author == SHOP:
                self.world.customer_says(talk, phrase(talk, mind), at)

        self.world.timeline.plan(said.at + timedelta(seconds=rng.uniform(SOONEST, LATEST)), write)
