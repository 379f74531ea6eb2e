"""How a reply leaves: claimed and committed before the socket opens, sent once, and looked for when nobody knows.

Every function here is one step without threads; the send lane (bridge) only calls `SendDesk.step` again and again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from app.connectors.contract import OutboundFile, Sender
from app.domain.contact import SAID_ENOUGH, Silence
from app.domain.errors import Outage, Problem, QuaysideError
from app.domain.moments import Clock, IdSource
from app.domain.outbox import FORWARD, Receipt, ReceiptKind, SendState
from app.domain.values import LoginId, MessageId, OutboundId, ShopId
from app.host.log import EventLog
from app.services.clocks import clock_runs_again
from app.services.refusals import reply_refused
from app.services.send_looks import LOOK_LATER, SIGN_IN_PAUSE, Looks, needs_sign_in, outbound_of
from app.services.send_policy import Policy, Prudent, Verdict
from app.services.settling import Settling
from app.services.writing import Writer
from app.store import outbox as store
from app.store import outbox_moves as moves
from app.store.conversations import change_conversation
from app.store.messages import newest_customer_message_at, said_into_silence
from app.store.outbound import load_outbound
from app.store.shops import load_shop
from app.store.unit_of_work import Work

_log = EventLog("outbox")

CRASH_POINTS = (
    "recovering",
    "recovered",
    "claiming",
    "claimed",
    "prepared",
    "answered",
    "storing_outcome",
    "outcome_stored",
    "looking",
    "looked",
    "storing_look",
    "look_stored",
)
"""where the program may die; tests make it"""
OLDEST = timedelta(hours=24)
"""a reply that waited longer is shown to a person first"""
LOOK_PATIENCE = timedelta(seconds=90)
"""how long a reply waits for news after the line was away, before it leaves without"""
ASK_AGAIN = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class SendFacts:
    """What the channel says about sending."""

    first_look: timedelta
    sends_per_minute: int
    reply_window: timedelta | None = None
    silence: Silence | None = None
    shutting: frozenset[str] = frozenset()
    """refusals after which the customer must write first"""


Files = Callable[[Sequence[str]], tuple[OutboundFile, ...]]
"""bytes of a reply's files, by id; raises Problem where one is gone"""


def no_crash(point: str) -> None:
    """Outside of tests the program does not die on purpose."""


class News(Protocol):
    """What the receive lanes of the shop know."""

    def seen_since(self, moment: datetime) -> bool:
        """Whether every live stream was pulled after `moment`."""
        ...

    def look(self) -> None:
        """Pulls them as soon as possible."""
        ...


class NoNews:
    """Nobody receives for this shop."""

    def seen_since(self, moment: datetime) -> bool:
        return True

    def look(self) -> None: ...


@dataclass(slots=True)
class SendDesk:
    """Sends for one shop. One thread calls `step`; everything it must not forget is in the store."""

    shop: ShopId
    login: LoginId | None
    """whose health suffers when a person must sign in"""
    sender: Sender
    writer: Writer
    clock: Clock
    ids: IdSource
    facts: SendFacts
    files: Files
    policy: Policy = field(default_factory=Prudent)
    crash_point: Callable[[str], None] = no_crash
    news: News = field(default_factory=NoNews)
    _unseen_since: datetime | None = None
    """when this lane began, or the line was lost: what came since must be seen before anything leaves"""
    _free_at: datetime | None = None
    _looks: Looks = field(init=False)
    _settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        self._unseen_since = self.clock.now()
        self._looks = Looks(
            self.shop, self.login, self.sender, self.writer, self.clock,
            self.policy, self.facts.first_look, self.crash_point,
        )  # fmt: skip
        self._settling = Settling(self.shop, self.sender, self.writer, self.clock, self.files)

    def recover(self) -> None:
        """What a dead process left in the middle may have arrived: it becomes unknown, never queued."""
        self.crash_point("recovering")
        self.writer.run(self._recover)
        self.crash_point("recovered")

    def _recover(self, work: Work) -> None:
        now = self.clock.now()
        for reply in store.lost_sends(work, self.shop):
            moves.note_attempt(work, reply.attempt_id, "interrupted", "", now)
            self._open_fate(work, reply, "interrupted")

    def step(self) -> bool:
        """Does one thing, if there is one to do: looks for an unknown reply, or sends the next one."""
        return self._looks.step() or self._send() or self._settling.step()

    def wake_at(self) -> datetime | None:
        """When there may be something to do by the clock alone."""
        moment = self.writer.run(lambda work: store.next_moment(work, self.shop))
        moments = [at for at in (moment, self._settling.wake_at()) if at is not None]
        soonest = min(moments, default=None)
        if soonest is not None and self._unseen_since is not None:
            soonest = max(soonest, self.clock.now() + ASK_AGAIN)
        return max(soonest, self._free_at) if soonest and self._free_at else soonest

    # --- sending ------------------------------------------------------------------------------------------------

    def _send(self) -> bool:
        if (self._free_at is not None and self.clock.now() < self._free_at) or not self._has_seen():
            return False
        self.crash_point("claiming")
        seen, reply = self.writer.run(self._claim)
        if reply is None:
            return seen
        self.crash_point("claimed")
        receipt = self._attempt(reply)
        self.crash_point("answered")
        self.writer.run(lambda work: self._store(work, reply, receipt))
        self.crash_point("outcome_stored")
        self._pace(receipt)
        if receipt.kind is ReceiptKind.SENT:
            self._settling.arrived(reply.id)
        return True

    def _has_seen(self) -> bool:
        """After an absence the customer's newest words are read before an answer leaves that did not know them."""
        since = self._unseen_since
        if since is None:
            return True
        if self.news.seen_since(since) or self.clock.now() - since > LOOK_PATIENCE:
            self._unseen_since = None
            return True
        self.news.look()
        return False

    def _claim(self, work: Work) -> tuple[bool, store.Reply | None]:
        now = self.clock.now()
        reply = store.next_ready(work, self.shop, now)
        if reply is None:
            return False, None
        if reason := self._reason_to_hold(work, reply, now):
            moves.hold(work, reply, reason)
            if reply.kind != FORWARD:
                clock_runs_again(work, load_outbound(work, reply.id))
            return True, None
        claimed = moves.claim(work, reply, self.ids.new(), now)
        return claimed, store.find_reply(work, reply.id) if claimed else None

    def _reason_to_hold(self, work: Work, reply: store.Reply, now: datetime) -> str:
        undo = load_shop(work, self.shop).undo
        decided_at = reply.undo_until - undo if reply.undo_until else reply.queued_at
        if now - decided_at > OLDEST:
            return "too_old"
        if reply.kind == FORWARD:
            return ""
        if store.something_new(work, reply, decided_at):
            return "new_message"
        if self.facts.reply_window is not None and reply.kind == "reply":
            wrote = newest_customer_message_at(work, reply.conversation_id)
            if wrote is not None and wrote + self.facts.reply_window < now:
                return "reply_window_closed"
        silence = self.facts.silence
        before = MessageId(reply.message_id)
        if silence and said_into_silence(work, reply.conversation_id, silence, before) >= silence.most:
            return SAID_ENOUGH
        return ""

    def _attempt(self, reply: store.Reply) -> Receipt:
        try:
            outbound = outbound_of(reply, self.files(reply.files))
        except Problem as error:
            return Receipt.refused(error.key)
        except Outage as error:  # a file must be fetched again first; nothing has left
            return Receipt.later(error.retry_after or LOOK_LATER, error.key)
        self.crash_point("prepared")
        try:
            return self.sender.send(outbound)
        except QuaysideError as error:
            # The contract forbids it; whoever breaks it proves nothing.
            return Receipt.unknown(type(error).__name__)

    def _store(self, work: Work, reply: store.Reply, receipt: Receipt) -> None:
        now = self.clock.now()
        moves.note_attempt(work, reply.attempt_id, receipt.kind.value, receipt.evidence, now)
        self.crash_point("storing_outcome")
        if receipt.kind is ReceiptKind.SENT:
            moves.arrived(work, reply, SendState.SENDING, receipt.remote_key, now)
            self._settling.note(work, reply.id, now)
        elif receipt.kind is ReceiptKind.REFUSED:
            if moves.refused(work, reply, SendState.SENDING, receipt.reason):
                reply_refused(work, OutboundId(reply.id), receipt.reason, now, self.ids)
                if receipt.reason in self.facts.shutting:
                    change_conversation(work, reply.conversation_id, can_reply=receipt.reason)
        elif receipt.kind is ReceiptKind.LATER:
            self._later(work, reply, receipt, now)
        else:
            self._open_fate(work, reply, "no_proof")
        _log.event("attempt_ended", outbound=reply.id, number=reply.attempts, state=receipt.kind)

    def _later(self, work: Work, reply: store.Reply, receipt: Receipt, now: datetime) -> None:
        if receipt.needs_sign_in:
            moves.put_back(work, reply, now + SIGN_IN_PAUSE, "sign_in")
            needs_sign_in(work, self.login, receipt.reason or "sign_in_again", now)
        else:
            moves.put_back(work, reply, now + (receipt.retry_after or LOOK_LATER), receipt.reason)
            if receipt.reason == "no_line":
                self._unseen_since = now

    def _open_fate(self, work: Work, reply: store.Reply, reason: str) -> None:
        now = self.clock.now()
        if self.policy.after_unknown(reply.attempts) is Verdict.RETRY:
            moves.put_back(work, reply, now, reason)
        else:
            moves.lose_sight(work, reply, now, self.facts.first_look, reason)

    def _pace(self, receipt: Receipt) -> None:
        pause = timedelta(minutes=1) / max(self.facts.sends_per_minute, 1)
        if receipt.needs_sign_in:
            pause = SIGN_IN_PAUSE
        self._free_at = self.clock.now() + pause

    def resume(self) -> None:
        """A person has signed in, or the line is back: what waited for that may leave once the news is read."""
        self._free_at, self._unseen_since = None, self.clock.now()
        self.writer.run(lambda work: moves.free_waiting(work, self.shop, self.clock.now()))
