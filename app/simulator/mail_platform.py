"""Plain e-mail in the practice town: a web shop of our own with an ordinary mailbox."""

from __future__ import annotations

from datetime import datetime
from random import Random

from app.simulator import plain_letter, relay_letter
from app.simulator.inbound import Handed
from app.simulator.library import Person
from app.simulator.platform import Platform
from app.simulator.sites import MAIL
from app.simulator.talk import PLATFORM as MACHINE
from app.simulator.talk import Conversation, Utterance
from app.simulator.trade import Shop, latin_words

OWN_BOX = "care@northshore.example"
STORES = (Shop("mail", "mail", "邮箱客服", MAIL, "northshore", "Northshore", OWN_BOX, frozenset({OWN_BOX})),)


class PlainLetters:
    """Mails as people's own programs write them; there is no relay."""

    relay = ""
    confirms = False

    def message_id(self, said: Utterance) -> str:
        """The Message-ID of a letter."""
        return plain_letter.message_id(said)

    def letter(self, said: Utterance, mailbox: str) -> bytes:
        """A customer's words as a mail; a machine's look like a platform's."""
        if said.author == MACHINE:
            return relay_letter.platform_letter(said, mailbox)
        return plain_letter.customer_letter(said, mailbox)

    def leads(self, talk: Conversation, address: str) -> bool:
        """There is no relay."""
        return False

    def confirmation(self, said: Utterance, mailbox: str, at: datetime) -> bytes:
        """Nobody confirms."""
        return b""

    def objection(self, talk: Conversation | None, handed: Handed, size: int) -> str:
        """Nobody objects."""
        return ""

    def refusal(self, why: str, message_id: str, login: str, at: datetime, subject: str) -> bytes:
        """Nobody refuses."""
        return b""


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """An ordinary address."""
    words = latin_words(person.name) or [person.language + "_buyer"]
    return f"{'.'.join(word.lower() for word in words)}{rng.randrange(10, 99)}@post.example"


def order_number(shop: Shop, rng: Random) -> str:
    """The web shop's own number."""
    return f"NB-{rng.randrange(20_000, 99_999)}"


def conversation_id(rng: Random) -> str:
    """A Message-ID."""
    return f"<{rng.getrandbits(64):016x}@post.example>"


PLATFORM = Platform(
    channel="mail",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    letters=PlainLetters(),
    kinds=("plain", "plain", "gmail", "html", "outlook", "bad_charset", "broken_mime", "cid", "reaching"),
    waits=True,
    shapes_each=True,
)
