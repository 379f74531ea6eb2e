"""The smaller pages: outbox, shops and their logins, what could not be read, people, the status bar."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.cards import Card
from app.domain.mail import place_of
from app.domain.outbox import SendState
from app.domain.readmodels.conversation import AttachmentRow
from app.domain.shops import Health, Proxy, ShopState
from app.domain.team import Role
from app.domain.terms import Term
from app.domain.values import AgentId, ConversationId, LoginId, OutboundId, ShopId


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A reply that has not arrived yet, or that was refused."""

    id: OutboundId
    conversation: ConversationId
    channel: str
    shop_title: str
    customer_name: str
    text: str
    state: SendState
    reason: str
    queued_at: datetime
    undo_until: datetime | None
    not_before: datetime | None
    attempts: int
    next_look: datetime | None
    due: datetime | None
    blocked_by: OutboundId | None
    """an earlier reply of the same conversation that must be settled first"""
    news: str = ""
    """what arrived meanwhile, for a held reply"""
    news_from: str = ""
    forwarded: bool = False
    """goes to somebody else: `customer_name` is then their addresses"""
    files: tuple[AttachmentRow, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    card: Card | None = None
    form: str = ""
    """the platform's own kind of message, '' for plain words"""
    paused: bool = False
    """the shop rests: nothing leaves until somebody resumes it"""


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A login in the shops page."""

    id: LoginId
    channel: str
    label: str
    health: Health
    reason: str
    checked_at: datetime | None
    """since when its health is what it is"""
    last_pull_at: datetime | None
    backfill_done: int
    backfill_all: int
    settings: dict[str, str] = field(default_factory=dict)
    good_until: datetime | None = None
    """when a person must sign in again"""
    told_from: datetime | None = None
    """from when on that deserves a word; None: as long before as any"""
    has_folders: bool = False
    """an agent may say which folders of the mailbox are fetched"""
    proxy: Proxy | None = None
    """its way out, without the password"""
    past_ended: bool = False
    """no old messages are being fetched: all of the wished ones are here, or somebody stopped it"""

    def ends_soon(self, now: datetime) -> bool:
        """Whether a person has to be told that the sign-in ends."""
        if self.good_until is None:
            return False
        return now >= (self.told_from or Term(self.good_until).told_from)


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A shop in the shops page."""

    id: ShopId
    channel: str
    title: str
    remote_key: str
    colour: int
    state: ShopState
    settings: dict[str, str]
    logins: dict[str, LoginRow]
    conversations: int
    seller: str = ""
    """whose shop it is, as the platform says"""
    sites: tuple[str, ...] = ()
    """which of the platform's sites it is, as people call them"""
    own_addresses: bool = False
    """it may have addresses of its own in the mailbox it shares"""


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """Something that could not be read, kept whole."""

    id: int
    login: LoginId
    stream: str
    remote_key: str
    reason: str
    at: datetime
    tries: int
    blob_key: str
    size: int

    @property
    def rereadable(self) -> bool:
        """Whether its bytes can be read again here; everything but a mail comes again from its channel only."""
        return place_of(self.remote_key) is not None


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A person of this profile."""

    id: AgentId
    name: str
    initials: str
    role: Role
    active: bool
    has_pin: bool


@dataclass(frozen=True, slots=True)
class SyncState:
    """The left half of the status bar."""

    shops_ok: int
    shops_sign_in: int
    shops_slow: int
    last_sync: datetime | None
    unsent: int
    next_due: datetime | None
    next_due_customer: str
    replied_today: int
