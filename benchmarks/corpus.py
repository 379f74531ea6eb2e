"""The benchmark corpus: 70 % short chat, 25 % mails of 5 to 20 KB with quotes, 5 % with photos, one thread of 400.

Conversation `i` is made from (seed, i) alone, so a longer corpus contains every shorter one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from app.connectors.contract import RemoteFile, RemoteMessage
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from benchmarks.vocabulary import FIRST_NAMES, LANGUAGES, SPACED, Vocabulary

SEED = 20261123
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=6 * 365)
BETWEEN = timedelta(minutes=11)
"""from one conversation's beginning to the next: messages arrive in time order, a million of them in six years"""
LONG_THREAD = 400
LENGTHS = (1, 2, 2, 3, 3, 3, 4, 4, 5, 8)
"""messages of a conversation, 3.5 on average"""
RARE_TAG = "warranty"
RARE_TAG_EVERY = 400
"""one conversation in so many carries the rare tag"""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the corpus, independent of how it will be delivered."""

    number: int
    conversation: int
    inbound: bool
    name: str
    address: str
    language: str
    subject: str
    text: str
    quoted: str
    at: datetime
    order: str
    photo: bool


class Corpus:
    """An endless supply of messages, the same every time."""

    def __init__(self, seed: int = SEED) -> None:
        self._seed = seed
        self._vocabulary = Vocabulary(seed)

    def messages(self, count: int) -> Iterator[Said]:
        """The first `count` messages, conversation after conversation; number 0 is the long thread's first."""
        number = conversation = 0
        while True:
            for said in self.conversation(conversation, number):
                if number == count:
                    return
                yield said
                number += 1
            conversation += 1

    def conversation(self, index: int, first_number: int) -> Iterator[Said]:
        """All messages of conversation `index`."""
        random = Random(self._seed * 1_000_003 + index)
        language = random.choice(LANGUAGES)
        order = f"{random.randrange(100, 999)}-{random.randrange(10**7):07}-{random.randrange(10**7):07}"
        tracking = f"{random.choice('LRE')}{random.choice('ABCDE')}{random.randrange(10**9):09}CN"
        name = f"{random.choice(FIRST_NAMES)} {self._vocabulary.word(random, 'en').capitalize()}"
        at = BEGIN + BETWEEN * (index + random.random())
        length = LONG_THREAD if index == 0 else random.choice(LENGTHS)
        quoted = ""
        for turn in range(length):
            text = self._text(random, language, order, tracking)
            yield Said(
                first_number + turn, index, turn % 2 == 0, name, f"buyer{index}@mail.example", language,
                f"Re: {order}" if turn else order, text, quoted if random.random() < 0.25 else "", at, order,
                random.random() < 0.05,
            )  # fmt: skip
            quoted = f"{text}\n{quoted}"[:16_000]
            at += timedelta(minutes=random.randint(10, 1500))

    def _text(self, random: Random, language: str, order: str, tracking: str) -> str:
        joint = " " if language in SPACED else ""
        kilobytes = random.uniform(2, 8) if random.random() < 0.25 else 0.0
        size = int(kilobytes * 1024) if kilobytes else random.randint(40, 400)
        parts: list[str] = []
        while sum(map(len, parts)) < size // (1 if language in SPACED else 3):
            parts.append(self._vocabulary.sentence(random, language, order, tracking))
        return joint.join(parts)


def has_rare_tag(said: Said) -> bool:
    """Whether the message's conversation is among the few with the rare tag."""
    return said.conversation % RARE_TAG_EVERY == RARE_TAG_EVERY // 2


def remote(said: Said) -> RemoteMessage:
    """The message as a channel would report it."""
    body = f"{said.text}\n\n" if said.quoted else said.text
    customer = Party(said.address, said.name)
    files = (
        (RemoteFile("photo.jpg", "image/jpeg", 180_000, url="https://media.example/p.jpg"),)
        if said.photo
        else ()
    )
    return RemoteMessage(
        remote_key=f"m{said.number}",
        thread_keys=(f"c{said.conversation}",),
        direction=Direction.INBOUND if said.inbound else Direction.OUTBOUND,
        kind=MessageKind.CUSTOMER if said.inbound else MessageKind.AGENT,
        author=customer if said.inbound else Party("", "Support"),
        customer=customer,
        sent_at=said.at,
        text=body + said.quoted,
        subject=said.subject,
        quoted_from=len(body) if said.quoted else None,
        files=files,
        order_keys=(said.order,),
        language=said.language,
        tags=(RARE_TAG,) if has_rare_tag(said) else (),
    )
