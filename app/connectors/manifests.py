"""What a channel says about itself, and what it is handed to work with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.connectors.aftersales import AfterSalesDoor
from app.connectors.contract import MailProfile, Sender, Source
from app.connectors.limits import Buckets, Pace
from app.connectors.paging import moment
from app.connectors.practice import Practice
from app.connectors.quotas import DailyLimit, DailyQuotas, DayBook
from app.domain.automatic import AutomationTable
from app.domain.budgets import Budget
from app.domain.cards import CardKind
from app.domain.contact import Silence
from app.domain.moments import Clock, IdSource
from app.domain.ports import LoginForm
from app.domain.shops import Login, Proxy, Shop
from app.domain.sla import Target
from app.domain.terms import Term
from app.domain.values import LoginId
from app.net.lines import Lines
from app.net.tokens import GRANTED_AT, REFRESH_UNTIL, TokenDesk


@dataclass(frozen=True, slots=True)
class Tools:
    """What every door needs; made once for the process, shared by all lanes."""

    clock: Clock
    ids: IdSource
    lines: Lines
    tokens: TokenDesk
    quotas: DailyQuotas
    """calls a day, by application key"""
    buckets: dict[str, Buckets] = field(default_factory=dict)
    """calls a second, by login or by application key, shared by all lanes"""

    shares: dict[LoginId, set[str]] = field(default_factory=dict)
    """under which names a login's allowances are counted"""

    def share(self, login: Login, app_key: str = "") -> str:
        """Whose allowances a login lives on: its own, or its application's where the platform counts those."""
        share = f"{login.channel} {app_key}" if app_key else str(login.id)
        self.shares.setdefault(login.id, set()).add(share)
        return share

    def pace(self, login: Login, paces: Mapping[str, Pace], app_key: str = "") -> Buckets:
        """The allowances of a login, or of every login of an application where the platform counts those."""
        return self.buckets.setdefault(self.share(login, app_key), Buckets(self.clock, paces))

    def day(self, login: Login, limit: DailyLimit, app_key: str = "", kind: str = "") -> DayBook:
        """The calls a day of a login or application; `kind` names those that are counted apart."""
        key = f"{self.share(login, app_key)} {kind}".strip()
        self.quotas.expect(key, limit)
        return DayBook(self.quotas, key, limit)

    def budgets(self, login: LoginId) -> tuple[Budget, ...]:
        """What a login has left now: calls a second by operation, and calls a day."""
        found: list[Budget] = []
        for share in sorted(self.shares.get(login, ())):
            found += self.buckets[share].budgets() if share in self.buckets else ()
            found += self.quotas.budgets(share)
        return tuple(found)


class Calendar(StrEnum):
    """In which hours a platform's clock runs."""

    ALWAYS = "24x7"
    SITE_BUSINESS_DAYS = "site_business_days"


@dataclass(frozen=True, slots=True)
class SlaFact:
    """A promise that the platform expects of us. A due date that the platform itself names wins over it."""

    event: str
    """buyer_message | return | claim | inquiry | cancellation"""
    target: Target | None
    """None: the platform publishes none"""
    calendar: Calendar = Calendar.ALWAYS
    auto_reply_counts: bool = False
    source: str = ""
    markets: frozenset[str] = frozenset()
    """where it holds, by country; none: wherever no other fact says otherwise"""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What may be attached to a reply. `types` are content types or `image/*`; empty: anything."""

    count: int
    each_bytes: int
    total_bytes: int
    types: tuple[str, ...] = ()


NO_FILES = FileLimits(0, 0, 0)


class LengthUnit(StrEnum):
    """What a platform counts when it counts a reply's length."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    BYTES = "bytes"


SignIn = Callable[[Mapping[str, str], Proxy | None, Tools, Callable[[str], None]], Mapping[str, str]]
"""Turns what the agent filled in into the secrets to keep. May open the agent's browser, or spend a pasted
code, which is good only once. Raises the contract's errors."""

GoodUntil = Callable[[Login, Mapping[str, str]], Term | None]
"""when a person must sign in again, from the login's settings and secrets; None: never"""

SECRET_FIELDS = ("password", "client_secret", "refresh_token")


def keep_secrets(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """The secrets are what was filled in."""
    return {name: values[name] for name in SECRET_FIELDS if values.get(name)}


def never_ends(login: Login, secrets: Mapping[str, str]) -> Term | None:
    """A password is good until somebody changes it."""
    return None


def term_of(kept: Mapping[str, str], ends: str, begins: str = GRANTED_AT) -> Term | None:
    """The end that was kept under one name, and the beginning under another."""
    end = moment(kept.get(ends))
    return Term(end, moment(kept.get(begins))) if end is not None else None


def refresh_until(login: Login, secrets: Mapping[str, str]) -> Term | None:
    """The end that the platform itself named with the refresh token."""
    return term_of(secrets, REFRESH_UNTIL)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything the program needs to know about a channel without asking which one it is."""

    key: str
    title: str
    monogram: str
    forms: tuple[LoginForm, ...]
    open_source: Callable[[Login, Tools], Source]
    """the door of one login of this channel"""
    open_sender: Callable[[Shop, Mapping[str, Login], Tools], Sender]
    """the way out of one shop, with its logins by role"""
    practice: Practice
    """how its shops in the practice town are connected"""
    mail_profile: MailProfile | None = None
    sign_in: SignIn = keep_secrets
    good_until: GoodUntil = never_ends
    """when a person must sign in again; told in good time before (`Term.told_from`)"""
    find_settings: Callable[[Mapping[str, str], Proxy | None, Tools], Iterator[dict[str, str]]] | None = None
    """settings of the login that may be right, the likeliest first; only a real login proves them"""
    authorize_url: Callable[[Mapping[str, str]], str] | None = None
    """the platform's consent page, from what was entered so far"""
    consent_at: Callable[[Mapping[str, str], datetime], str] | None = None
    """the same, where its address is signed for the moment it is opened"""
    reply_window: timedelta | None = None
    """how long after a customer's message a reply is allowed; None: always"""
    silence: Silence | None = None
    """how much may be said to a customer who does not answer; None: nothing is published"""
    shutting: frozenset[str] = frozenset()
    """refusals that say that a customer must write first: his conversation is shut with them until he does"""
    reply_length: int | None = None
    reply_unit: LengthUnit = LengthUnit.CODE_POINTS
    length_margin: int = 0
    """characters kept free, where it is not known what the platform counts"""
    files: FileLimits = NO_FILES
    pace: Mapping[str, Pace] = field(default_factory=dict)
    sends_per_minute: int = 30
    first_look: timedelta = timedelta(seconds=120)
    """how long an unknown send is left alone before it is looked for"""
    sla: tuple[SlaFact, ...] = ()
    order_id: str = ""
    """regular expression of the platform's order numbers"""
    no_first_message: str = ""
    """why nobody may be written to before he wrote, as a key of words; '' where the buyer of an order may"""
    order_page: str = ""
    """address of an order on the platform's own pages, with {order} and {site}"""
    has_cc: bool = False
    has_folders: bool = False
    """an agent may say which folders of its mailbox are fetched"""
    own_addresses: bool = False
    """several shops may share a mailbox, told apart by the addresses that customers write to"""
    automation: AutomationTable = field(default_factory=dict)
    """what may be answered without a person; what is not named is not allowed"""
    open_after_sales: Callable[[Shop, Mapping[str, Login], Tools], AfterSalesDoor] | None = None
    """the way of one shop to act on orders"""
    cards: frozenset[CardKind] = frozenset()
    """what can be shown beside words"""
    sites_are_shops: bool = False
    """a site of a login is a shop with a number of its own, not a place where one seller sells"""
    site_names: Mapping[str, str] = field(default_factory=dict)
    """sites that are shops of their own, as people call them, by the platform's own ids"""
    signed_within: timedelta | None = None
    """how wrong the time in a signed request may be before the platform turns it away; None: it signs none"""
    one_part: bool = False
    """a message is words or one file or one card, never several together"""
    tracking: tuple[tuple[str, str], ...] = ()
    """(carrier, expression) of tracking numbers that only this platform's parcels carry"""
    manners: tuple[str, ...] = ()
    """what the platform asks of a reply, as keys of words: the gist first, then what stands behind it"""


TRACKING: tuple[tuple[str, str], ...] = (
    ("UPS", r"\b1Z[0-9A-Z]{16}\b"),
    ("USPS", r"\b9[2-5]\d{20}\b"),
    ("UPU", r"\b[A-Z]{2}\d{9}[A-Z]{2}\b"),
    ("Yanwen", r"\bU[A-Z]\d{9}YP\b"),
    ("YunExpress", r"\bYT\d{16}\b"),
    ("4PX", r"\b4PX\d{13}[A-Z]{2}\b"),
)
"""(carrier, expression) of tracking numbers that are told by their shape alone; hearsay, 2026-11"""
