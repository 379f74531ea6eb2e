"""What the lanes of the shops know and may be asked for: how they are doing, a look right now, what a shop can do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.connectors.contract import Ability, Form, forms_of
from app.domain.errors import Problem
from app.domain.health import LoginPulse
from app.domain.ports import FirstWord
from app.domain.values import ConversationId, LoginId, ShopId
from app.services.lane_plans import LaneDesks
from app.services.shop_doors import facts_of
from app.services.writing import Writer
from app.store.conversations import ConversationRecord, load_conversation
from app.store.outbound import forms_sent, forms_under_way
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class _Past:
    """What was sent about an order from here, and what may be on its way."""

    record: ConversationRecord
    under_way: frozenset[str]
    sent: frozenset[str]

    def told(self, form: Form) -> Form:
        """None leaves twice while one is on its way; one that was sent says so where the platform wants no other."""
        if form.key in self.under_way:
            return replace(form, reason="form_under_way")
        return replace(form, reason="form_sent_already") if form.reason and form.key in self.sent else form


def _past(work: Work, conversation: ConversationId) -> _Past:
    record = load_conversation(work, conversation)
    about = record.shop_id, record.order_key
    return _Past(record, forms_under_way(work, *about), forms_sent(work, *about))


@dataclass(slots=True)
class FloorDesk:
    """Implements `app.domain.ports.ShopFloor`. Tasks call it, never the UI thread."""

    writer: Writer
    lanes: LaneDesks
    poke: Callable[[str], None]
    """wakes the lanes whose names begin so"""
    connect_practice: Callable[[str, str], ShopId]

    def pulses(self) -> tuple[LoginPulse, ...]:
        """How every login's lane is doing, with what it may still ask."""
        tools = self.lanes.tools
        return tuple(
            replace(desk.pulse(), budgets=tools.budgets(login))
            for login, desk in list(self.lanes.sync.items())
        )

    def look_at(self, login: LoginId, stream: str = "") -> None:
        """Has a stream looked at now; without a name, every live one."""
        desk = self.lanes.sync.get(login)
        if desk is None:
            raise Problem("shop_paused")
        desk.look_at(stream)
        self.poke(f"receive:{login}")

    def abilities(self, shop: ShopId) -> frozenset[str]:
        """What a shop can do now; nothing while it does not work."""
        opened = self.lanes.way_out(shop)
        if opened is None:
            return frozenset()
        _, sender = opened
        try:
            return frozenset(ability.value for ability in sender.capabilities().can)
        finally:
            sender.close()

    def first_word(self, shop: ShopId) -> FirstWord:
        """Whether a shop can write first now: as its channel's way out says, with the logins that are there."""
        opened = self.lanes.way_out(shop)
        if opened is None:
            return FirstWord("shop_paused")
        found, sender = opened
        try:
            able = sender.capabilities()
        finally:
            sender.close()
        facts, starts = facts_of(found.channel), Ability.STARTS_CONVERSATIONS
        return FirstWord(
            "" if starts in able.can else able.cannot.get(starts, facts.no_first_message), facts.letters
        )

    def forms(self, conversation: ConversationId) -> tuple[Form, ...]:
        """The platform's kinds of messages for the order of a conversation; none twice while one is under way."""
        past = self.writer.run(lambda work: _past(work, conversation))
        record = past.record
        opened = self.lanes.way_out(record.shop_id) if record.order_key else None
        if opened is None:
            return ()
        _, sender = opened
        try:
            return tuple(past.told(form) for form in forms_of(sender, record.order_key))
        finally:
            sender.close()

    def practise(self, channel: str, title: str) -> ShopId:
        """Connects the practice shop of one channel, to look at it. It is gone when the program is."""
        return self.connect_practice(channel, title)
