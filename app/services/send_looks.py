"""A reply that may have arrived is looked for in its conversation, until its fate is proven or a person decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors.contract import Found, FoundSent, Outbound, OutboundFile, Sender
from app.domain.customers import Party
from app.domain.errors import AuthExpired, QuaysideError, Unreachable
from app.domain.moments import Clock
from app.domain.outbox import SendState, next_look
from app.domain.shops import Health
from app.domain.values import LoginId, ShopId
from app.services.send_policy import Policy, Verdict
from app.services.writing import Writer
from app.store import outbox as store
from app.store import outbox_moves as moves
from app.store.outbox_echoes import free_key
from app.store.shops import set_health
from app.store.unit_of_work import Work

LOOK_BACK = timedelta(minutes=5)
LOOK_LATER = timedelta(seconds=60)
"""after a look that could not be taken"""
TWIN_AGE = timedelta(days=1)
"""a reply of the same words that left longer ago is not what a look shows, however wrong our clock is"""
SIGN_IN_PAUSE = timedelta(minutes=15)


@dataclass(slots=True)
class Looks:
    """Looks for one shop's replies of unknown fate."""

    shop: ShopId
    login: LoginId | None
    sender: Sender
    writer: Writer
    clock: Clock
    policy: Policy
    first_look: timedelta
    crash_point: Callable[[str], None]

    def step(self) -> bool:
        """Looks for one reply whose moment has come, if there is one."""
        due = self.writer.run(self._next)
        if due is None:
            return False
        reply, owned = due
        self.crash_point("looking")
        found, trouble = self._find(reply, owned)
        self.crash_point("looked")
        self.writer.run(lambda work: self._store_look(work, reply, found, trouble))
        self.crash_point("look_stored")
        return True

    def _next(self, work: Work) -> tuple[store.Reply, frozenset[str]] | None:
        """The reply to look for, and what lies beside it under keys of other replies."""
        due = store.due_looks(work, self.shop, self.clock.now())
        return (due[0], store.owned_keys(work, due[0])) if due else None

    def _find(
        self, reply: store.Reply, owned: frozenset[str]
    ) -> tuple[FoundSent | None, QuaysideError | None]:
        since = (reply.sending_since or reply.queued_at) - LOOK_BACK
        try:
            return self.sender.find_sent(outbound_of(reply, ()), since, owned), None
        except QuaysideError as error:
            return None, error

    def _store_look(
        self, work: Work, reply: store.Reply, found: FoundSent | None, trouble: QuaysideError | None
    ) -> None:
        now = self.clock.now()
        self.crash_point("storing_look")
        if isinstance(trouble, AuthExpired):
            needs_sign_in(work, self.login, trouble.key, now)
            moves.look_again(work, reply, now + SIGN_IN_PAUSE, reply.looks, "sign_in")
        elif isinstance(trouble, Unreachable):
            moves.look_again(work, reply, now + LOOK_LATER, reply.looks, "no_line")
        else:
            self._judge(work, reply, found or FoundSent(Found.UNSURE), now)

    def _judge(self, work: Work, reply: store.Reply, found: FoundSent, now: datetime) -> None:
        seen = self._believed(work, reply, found, now - TWIN_AGE)
        if seen is Found.YES:
            moves.arrived(work, reply, SendState.UNKNOWN, found.remote_key, found.at or now)
            return
        looks = reply.looks + 1
        verdict = self.policy.after_look(seen, reply.attempts, looks)
        if verdict is Verdict.RETRY:
            moves.retry_absent(work, reply, now)
        elif verdict is Verdict.ASK:
            moves.ask_person(work, reply, "unproven")
        else:
            at = next_look(reply.unknown_since or now, looks, self.first_look)
            moves.look_again(work, reply, max(at, now + LOOK_LATER), looks, _reason(seen))

    def _believed(self, work: Work, reply: store.Reply, found: FoundSent, since: datetime) -> Found:
        """Words alone prove nothing where another reply said the same: what lies there may be that one, and what is
        missed may already count as that one."""
        if found.found is Found.NO:
            return Found.UNSURE if store.has_twin(work, reply, since) else Found.NO
        if found.found is Found.YES:
            owned = found.remote_key and free_key(work.connection, reply.id, found.remote_key) is None
            unclear = not found.marked and store.nameless_twin(work, reply, since)
            return Found.UNSURE if owned or unclear else Found.YES
        return found.found


def needs_sign_in(work: Work, login: LoginId | None, reason: str, now: datetime) -> None:
    """The login's health suffers until a person signs in."""
    if login is not None:
        set_health(work, login, Health.SIGN_IN, reason, now)


def _reason(found: Found) -> str:
    """What the outbox says about a look that settled nothing."""
    return "not_found_yet" if found is Found.NO else "not_sure_yet"


def outbound_of(reply: store.Reply, files: tuple[OutboundFile, ...]) -> Outbound:
    """The row as the sender gets it: the same at every attempt and every look."""
    return Outbound(
        key=reply.id.hex,
        text=reply.text,
        customer=Party(reply.recipient_key, reply.recipient_name),
        thread_key=reply.thread_key,
        subject=reply.subject,
        reply_refs=reply.reply_refs,
        queued_at=reply.queued_at,
        files=files,
        cc=tuple(reply.cc),
        bcc=tuple(reply.bcc),
        order_key=reply.order_key,
        item_ref=reply.item_ref,
        card=reply.card,
        form=reply.form,
    )
