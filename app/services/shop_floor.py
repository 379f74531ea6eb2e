"""What the lanes of the shops know and may be asked for: how they are doing, a look right now, what a shop can do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.connectors.contract import Form, forms_of
from app.domain.errors import Problem
from app.domain.health import LoginPulse
from app.domain.values import ConversationId, LoginId, ShopId
from app.services.lane_plans import LaneDesks
from app.services.writing import Writer
from app.store.conversations import load_conversation


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

    def forms(self, conversation: ConversationId) -> tuple[Form, ...]:
        """The kinds of messages that the platform offers for the order of a conversation now."""
        record = self.writer.run(lambda work: load_conversation(work, conversation))
        opened = self.lanes.way_out(record.shop_id) if record.order_key else None
        if opened is None:
            return ()
        _, sender = opened
        try:
            return forms_of(sender, record.order_key)
        finally:
            sender.close()

    def practise(self, channel: str, title: str) -> ShopId:
        """Connects the practice shop of one channel, to look at it. It is gone when the program is."""
        return self.connect_practice(channel, title)
