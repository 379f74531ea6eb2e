"""A marketplace of a few dozen lines that behaves as badly as real ones do, and never forgets what it accepted."""

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from app.connectors.contract import (
    Capabilities,
    Found,
    FoundSent,
    Outbound,
    Receipt,
    RemoteMessage,
    Unreachable,
)
from app.domain.canonical import canonical
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from tests.fakes import FakeClock

SECOND = timedelta(seconds=1)
TIMEOUT = 30 * SECOND
LATEST = 90
"""seconds by which an acceptance may be late"""
LAG = 60
"""seconds by which the listing may lag behind"""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a channel is able to prove."""

    name: str
    marker: bool = False
    """our own id travels with the message"""
    complete: bool = True
    """the listing shows everything, so absence is proof"""
    lists: bool = True
    gives_keys: bool = True
    """a receipt names the message"""


PROFILES = (
    Profile("api"),
    Profile("api without keys", gives_keys=False),
    Profile("mail", marker=True, complete=False),
    Profile("relay", complete=False, lists=False),
)


@dataclass(slots=True)
class Accepted:
    """A message of ours that the customer received, or will."""

    key: str
    own_key: str
    thread: str
    text: str
    at: datetime
    seen_at: datetime


@dataclass(slots=True)
class Market:
    """The truth. `say` lets a customer write; the rest is the contract's sender and a feed."""

    clock: FakeClock
    random: Random
    profile: Profile
    harsh: float = 1.0
    accepted: list[Accepted] = field(default_factory=list)
    spoken: list[RemoteMessage] = field(default_factory=list)
    attempts: Counter[str] = field(default_factory=Counter)
    calm: bool = False
    _keys: int = 0

    # --- the sender -------------------------------------------------------------------------------------------------

    def capabilities(self) -> Capabilities:
        return Capabilities(frozenset())

    def send(self, outbound: Outbound) -> Receipt:
        """One attempt, in whatever weather there is."""
        self.attempts[outbound.key] += 1
        self.clock.advance(SECOND * self.random.random())
        dice = 1.0 if self.calm else self.random.random() / self.harsh
        if dice < 0.10:
            return Receipt.later(30 * SECOND, "no_line")
        if dice < 0.16:
            self.clock.advance(TIMEOUT)
            return Receipt.unknown("request lost")
        if dice < 0.21:
            self._accept(outbound, self.random.uniform(0, LATEST) * SECOND)
            self.clock.advance(TIMEOUT * self.random.random())
            return Receipt.unknown("accepted late")
        if dice < 0.27:
            self._accept(outbound)
            self.clock.advance(TIMEOUT)
            return Receipt.unknown("answer lost")
        if dice < 0.33:
            self._accept(outbound)
            return Receipt.unknown("500")
        if dice < 0.37:
            return Receipt.unknown("503 without a platform error")
        if dice < 0.41:
            return Receipt.later(20 * SECOND, "rate_limited")
        if dice < 0.43:
            return Receipt.later(60 * SECOND, "sign_in", needs_sign_in=True)
        if dice < 0.46:
            return Receipt.refused("not_allowed")
        key = self._accept(outbound)
        return Receipt.sent(key if self.profile.gives_keys else "")

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into the listing, which lags."""
        self.clock.advance(SECOND)
        if not self.calm and self.random.random() < 0.15:
            raise Unreachable("no_line")
        if not self.profile.lists:
            return FoundSent(Found.UNSURE)
        seen = [
            one
            for one in self.accepted
            if one.seen_at <= self.clock.now() and one.thread == outbound.thread_key and one.key not in owned
        ]
        if self.profile.marker:
            mine = [one for one in seen if one.own_key == outbound.key]
        else:
            mine = [
                one for one in seen if canonical(one.text) == canonical(outbound.text) and one.at >= since
            ]
        if len(mine) == 1:
            return FoundSent(Found.YES, mine[0].key, mine[0].at, self.profile.marker)
        if mine or not self.profile.complete:
            return FoundSent(Found.UNSURE)
        return FoundSent(Found.NO)

    def settle(self, outbound: Outbound) -> None:
        if not self.calm and self.random.random() < 0.2:
            raise Unreachable("no_line")

    def fetch_file(self, url: str) -> bytes:
        return b""

    def mark_read(self, thread_key: str) -> None: ...

    def close(self) -> None: ...

    def _accept(self, outbound: Outbound, late: timedelta = timedelta()) -> str:
        self._keys += 1
        at = self.clock.now() + late
        lag = self.random.uniform(0, LAG) * SECOND
        key = f"ours-{self._keys}"
        self.accepted.append(
            Accepted(key, outbound.key, outbound.thread_key, self._tidied(outbound.text), at, at + lag)
        )
        return key

    def _tidied(self, text: str) -> str:
        """What platforms do to texts."""
        return self.random.choice((text, text.strip(), " ".join(text.split()), html.escape(text)))

    # --- the feed ---------------------------------------------------------------------------------------------------

    def say(self, thread: str, text: str) -> None:
        """A customer writes."""
        self._keys += 1
        self.spoken.append(
            RemoteMessage(
                f"buyer-{self._keys}", (thread,), Direction.INBOUND, MessageKind.CUSTOMER,
                Party(f"{thread}@buyer.example", "Bea"), Party(f"{thread}@buyer.example", "Bea"),
                self.clock.now(), text,
            )
        )  # fmt: skip

    def page(self) -> list[RemoteMessage]:
        """Some of what the feed shows now: out of order, some of it twice, some of it later."""
        shown = [*self.spoken, *self._echoes()]
        self.random.shuffle(shown)
        some = shown[: self.random.randint(1, 6)] if shown and not self.calm else shown
        return [*some, *some[:1]] if some and self.random.random() < 0.3 else some

    def _echoes(self) -> Iterator[RemoteMessage]:
        if not self.profile.lists:
            return
        for one in self.accepted:
            if one.seen_at <= self.clock.now():
                buyer = Party(f"{one.thread}@buyer.example", "Bea")
                yield RemoteMessage(
                    one.key, (one.thread,), Direction.OUTBOUND, MessageKind.AGENT, Party("", "Shop"), buyer, one.at,
                    one.text, own_key=one.own_key if self.profile.marker else "",
                )  # fmt: skip
