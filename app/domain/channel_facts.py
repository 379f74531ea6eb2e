"""What the rest of the program may know of a channel without knowing which one it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.automatic import AutomationTable, Occasion, Permission
from app.domain.cards import CardKind
from app.domain.contact import Silence
from app.domain.outbox import FIRST_LOOK
from app.domain.sla import Target

MEASURES: dict[str, Callable[[str], int]] = {
    "code_points": len,
    "utf16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "bytes": lambda text: len(text.encode("utf-8", "surrogatepass")),
}
"""how platforms count a reply's length"""


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """The facts of one channel that handlers and questions need; a channel's manifest provides them."""

    channel: str
    title: str = ""
    reply_limit: int | None = None
    """longest reply, counted in `reply_unit`; None: no limit"""
    reply_unit: str = "code_points"
    reply_window: timedelta | None = None
    """how long after the customer's newest message a reply is allowed; None: always"""
    silence: Silence | None = None
    """how much may be said to a customer who does not answer; None: as much as one likes"""
    platform_target: Target | None = None
    """how soon the platform expects an answer; None: it publishes nothing"""
    market_targets: Mapping[str, Target] = field(default_factory=dict)
    """the same, in markets where it expects something else"""
    first_look: timedelta = FIRST_LOOK
    automation: AutomationTable = field(default_factory=dict)
    manners: tuple[str, ...] = ()
    """keys of what the platform asks of a reply, the gist first"""
    optional_logins: tuple[str, ...] = ()
    """roles of logins that a shop can work without, though not for everything"""
    has_folders: bool = False
    """an agent may say which folders of its mailbox are fetched"""
    own_addresses: bool = False
    """several shops may share a mailbox, told apart by the addresses that customers write to"""
    can_copy: bool = False
    """Cc, Bcc and forward are possible"""
    can_attach: bool = False
    no_first_message: str = "no_first_message_here"
    """why we may not write to the buyer of an order before he wrote, as a key of words; '' where we may"""
    letters: bool = False
    """every message may begin a conversation of its own; elsewhere a buyer has one with a shop, whatever it is about"""
    sends_cards: frozenset[CardKind] = frozenset()
    """what can be shown here beside words"""
    one_part: bool = False
    """a message is words or one file or one card, never several together"""
    site_names: Mapping[str, str] = field(default_factory=dict)
    """the platform's sites as people call them, by the platform's own ids"""

    def target_in(self, market: str) -> Target | None:
        """How soon the platform expects an answer from a shop of this market."""
        return self.market_targets.get(market, self.platform_target)

    def permits(self, occasion: Occasion) -> Permission:
        """Whether a message may leave without a person; what nobody wrote down is forbidden."""
        rule = self.automation.get(occasion)
        return rule.permission if rule else Permission.FORBIDDEN

    def length(self, text: str) -> int:
        """How long the platform takes `text` to be."""
        return MEASURES[self.reply_unit](text)

    def too_long(self, text: str) -> bool:
        """Whether the platform would refuse `text` for its length."""
        return self.reply_limit is not None and self.length(text) > self.reply_limit


Channels = Callable[[str], ChannelFacts]
"""finds the facts of a channel by its key"""


def no_facts(channel: str) -> ChannelFacts:
    """Facts of a channel of which nothing is known: no limits, no promises, nothing beyond plain replies."""
    return ChannelFacts(channel, channel)
