"""What screens need done beside reading and commanding: files, connecting shops, housekeeping. All may be slow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.files import NewFile
from app.domain.folders import MailFolder
from app.domain.forms import Form
from app.domain.health import LoginPulse
from app.domain.opening import OfferedCode
from app.domain.readmodels import AttachmentRow
from app.domain.shops import Proxy, Site
from app.domain.values import AgentId, AttachmentId, ConversationId, LoginId, MessageId, ShopId


class Files(Protocol):
    """Attachments: in, out, and small."""

    def thumbnail(self, attachment: AttachmentId) -> bytes | None:
        """A PNG of at most 320 px, made in the worker; None where the file is no picture."""
        ...

    def picture(self, blob_key: str) -> bytes | None:
        """A product picture from the blob store."""
        ...

    def open_copy(self, attachment: AttachmentId) -> Path:
        """A read-only copy with a safe name in a private folder, marked as coming from the internet."""
        ...

    def save_as(self, attachment: AttachmentId, target: Path) -> None:
        """Writes the bytes where the agent wants them."""
        ...

    def add(self, source: Path, conversation: ConversationId) -> AttachmentRow:
        """Takes a file into the draft; raises Problem with the channel's limit before anything is sent."""
        ...

    def prepare(self, source: Path, shop: ShopId, beside: Sequence[NewFile]) -> NewFile:
        """Takes a file for a message that begins a conversation, beside others; raises as `add` does."""
        ...

    def original(self, message: MessageId) -> str:
        """The raw mail as text, for `show original`; fetched again when it is older than the store keeps."""
        ...

    def formatted(self, message: MessageId) -> str:
        """Sanitised HTML of the mail, without a single remote address that Qt would fetch."""
        ...

    def inline_picture(self, message: MessageId, content_id: str) -> bytes | None:
        """The bytes behind a `cid:` address of the formatted view."""
        ...


@dataclass(frozen=True, slots=True)
class FormField:
    """One blank of a login form, as its channel's manifest declares it. Labels are keys for words.py."""

    key: str
    label: str
    kind: str = "text"
    """text | secret | choice | number | pasted (a long thing copied from a browser)"""
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label key or plain label)"""
    required: bool = True
    hint: str = ""
    advanced: bool = False
    instead: str = ""
    """`field=value`: needed unless another field says so; '' where `required` says all"""


@dataclass(frozen=True, slots=True)
class LoginForm:
    """The form of one login role of a channel."""

    role: str
    """mail | api"""
    channel: str
    """whose door it opens: an Amazon shop needs an `email` login in the role `mail`"""
    fields: tuple[FormField, ...]
    required: bool = True
    explanation: str = ""
    """key of the paragraph above the form"""
    authorize_url: bool = False
    """a button opens the platform's consent page, made by `Shops.authorize_url`"""
    finds_settings: bool = False
    """a button looks for the servers behind what was entered (`Shops.find_settings`)"""


@dataclass(frozen=True, slots=True)
class ChannelOffer:
    """A channel in the wizard."""

    channel: str
    title: str
    forms: tuple[LoginForm, ...]
    practice: bool = False
    """its practice shop can be connected, to look at it"""
    own_addresses: bool = False
    """shops may share a login and be told apart by the addresses that customers write to"""


@dataclass(frozen=True, slots=True)
class LoginEntry:
    """What the agent filled in for one login. An existing login is named by id and needs no form."""

    role: str
    channel: str
    values: dict[str, str] = field(repr=False)
    proxy: Proxy | None = None
    existing: LoginId | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a real call with the entered login showed."""

    ok: bool
    remote_key: str
    title: str
    steps: tuple[tuple[str, bool, str], ...]
    """(what was tried, worked, key of the reason)"""
    sites: tuple[Site, ...] = ()
    """sites of the platform that this login opens, where each is a shop of its own"""


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """Settings that were looked for: those that a real login proved, or that it got as far as the password with."""

    values: dict[str, str]
    report: CheckReport


@dataclass(frozen=True, slots=True)
class NewShop:
    """A shop to be connected: its name, and which of the login's sites it is where the platform has sites."""

    title: str
    site: str = ""
    practice: bool = False
    """it stands in the practice town, and is gone when the program is"""
    country: str = ""
    """the market of that site, where the login told it"""
    address: str = ""
    """where its customers write to, where that is not the mailbox's own address"""


@dataclass(frozen=True, slots=True)
class FirstWord:
    """Whether a shop may write to the buyer of an order before he wrote."""

    why_not: str = ""
    """key of the reason; '' where it may"""
    letters: bool = False
    """every message may begin a conversation of its own; else there is one with a buyer, to be gone on with"""


class Shops(Protocol):
    """Connecting shops and keeping them connected."""

    def offers(self) -> tuple[ChannelOffer, ...]:
        """Every channel that can be connected."""
        ...

    def preset(self, address: str) -> dict[str, str]:
        """Mail server settings known for the provider of this address."""
        ...

    def find_settings(self, entry: LoginEntry) -> FoundSettings:
        """Looks for the servers of a login at its own domain and tries each with what was entered."""
        ...

    def authorize_url(self, entry: LoginEntry) -> str:
        """The platform's consent page for this login."""
        ...

    def check(self, entry: LoginEntry) -> CheckReport:
        """Tries the login for real: a new one as entered, an existing one with what was sealed."""
        ...

    def connect(
        self, channel: str, wanted: tuple[NewShop, ...], entries: tuple[LoginEntry, ...], backfill_days: int
    ) -> tuple[ShopId, ...]:
        """Seals the logins, stores the shops that share them and starts their lanes; all of them or none. Refuses
        the same shop twice."""
        ...

    def add_login(self, shop: ShopId, entry: LoginEntry) -> CheckReport:
        """Tries a login for real and gives it to a shop that has worked without it."""
        ...

    def sign_in_again(
        self, login: LoginId, values: dict[str, str], proxy: Proxy | None = None
    ) -> CheckReport:
        """New credentials for an existing login, through this proxy or none; a known proxy keeps its password where
        none was typed. Refuses if they open somebody else's shop."""
        ...

    def folders(self, login: LoginId) -> tuple[MailFolder, ...]:
        """The folders of a mailbox, as the server lists them now."""
        ...

    def fetch_folders(self, login: LoginId, names: tuple[str, ...]) -> None:
        """From now on these are fetched beside the inbox and what was sent."""
        ...

    def fetch_past(self, login: LoginId, days: int) -> None:
        """Fetches old messages of so many days, also where that was stopped or done for fewer."""
        ...

    def cancel_backfill(self, login: LoginId) -> None:
        """Stops fetching old messages; what is here stays."""
        ...

    def sync_now(self) -> None:
        """One round of every live stream."""
        ...

    def try_quarantined(self, entry: int) -> bool:
        """Reads a quarantined item again; True when it could be read now."""
        ...

    def quarantined_raw(self, entry: int) -> bytes:
        """The bytes as they came."""
        ...

    def dismiss_quarantined(self, entry: int) -> None:
        """Lists it no more; its bytes are kept."""
        ...


class ShopFloor(Protocol):
    """What the lanes of the shops know, and what they may be asked for."""

    def pulses(self) -> tuple[LoginPulse, ...]:
        """How every login's lane is doing now."""
        ...

    def look_at(self, login: LoginId, stream: str = "") -> None:
        """Has a stream looked at now, also one that only a person may ask for; without a name, every live one."""
        ...

    def abilities(self, shop: ShopId) -> frozenset[str]:
        """What a shop can do now beyond receiving and sending text (`marks_read`, `sends_forms` …)."""
        ...

    def first_word(self, shop: ShopId) -> FirstWord:
        """Whether a shop can write first now."""
        ...

    def forms(self, conversation: ConversationId) -> tuple[Form, ...]:
        """The platform's kinds of messages for the order of a conversation, and why some may not leave now."""
        ...

    def practise(self, channel: str, title: str) -> ShopId:
        """Connects the practice shop of one channel, to look at it. It is gone when the program is."""
        ...


class Housekeeping(Protocol):
    """What support asks for."""

    def diagnostics(self) -> str:
        """Versions, counts and states: no name, no address, no text."""
        ...

    def offer_code(self) -> OfferedCode:
        """A fresh recovery code to be written down; it opens nothing before it is kept."""
        ...

    def keep_code(self, code: str) -> None:
        """Somebody has proved that he holds this code: it opens the profile from now on, instead of any other."""
        ...

    def log_folder(self) -> Path:
        """Where the log files lie."""
        ...

    def set_offline(self, offline: bool) -> None:
        """Stops all network of this desk, or allows it again."""
        ...

    def line_lost(self) -> bool:
        """Whether this PC has no network, as far as its lanes can tell; answered at once, from memory."""
        ...

    def pin_fits(self, agent: AgentId, pin: str) -> bool:
        """Whether this PIN opens the desk for an agent."""
        ...
