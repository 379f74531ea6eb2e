"""Shopee's Open Platform v2: one call, signed with the seller's own application key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from app.connectors import paging
from app.connectors.contract import AuthExpired, RateLimited
from app.connectors.limits import Pace
from app.connectors.manifests import Tools
from app.connectors.quotas import unpublished
from app.connectors.reading import Fields, sub, text
from app.connectors.shopee.answers import Fault, fault_of, read
from app.connectors.shopee.hosts import SHOP, TOKEN_RENEW, base_of, sign
from app.connectors.shopee.messages import moment
from app.connectors.shopee.tokens import (
    ACCESS,
    ACCESS_UNTIL,
    REFRESH,
    Pair,
    as_number,
    pair_of,
    secret_of,
)
from app.connectors.wire import Wire
from app.domain.shops import Login
from app.net.http import Answer, with_query
from app.net.tokens import Granted

PACES = {"call": Pace(10.0, 1000)}
"""Shopee publishes no number. Ten a second in the long run; the burst is what the first look at a shop needs."""
BREATH, LONGEST_BREATH = timedelta(seconds=2), timedelta(minutes=2)
DAY = unpublished(timezone(timedelta(hours=8)))
"""Shopee does not say how many calls a day it allows, only that they are used up, until midnight UTC+8."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The shop behind a login, as Shopee describes it."""

    shop: str
    region: str
    title: str
    authorised_from: datetime | None = None
    authorised_until: datetime | None = None


class ShopeeApi(Wire):
    """One shop's way into Shopee."""

    def __init__(self, login: Login, tools: Tools, number: str = "", *, for_person: bool = False) -> None:
        super().__init__(login, tools)
        self._number = number
        self._for_person = for_person
        self.partner = login.settings.get("client_id", "").strip()
        self._base = base_of(login.settings)
        self._day = tools.day(login, DAY, self.partner)
        self._pace = tools.pace(login, PACES, self.partner)
        self._whose: Whose | None = None
        self._refused_token = ""
        self._too_fast = 0

    # --- asking ---

    def get(self, path: str, query: Mapping[str, str]) -> Fields:
        """Reads; the fields are those of `response`, where there is one."""
        return self.call("GET", path, query)

    def post(self, path: str, body: Mapping[str, object]) -> Fields:
        """A post whose repetition harms nobody."""
        return self.call("POST", path, {}, json.dumps(body).encode())

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        content: bytes | None = None,
        kind: str = "application/json",
    ) -> Fields:
        """One call whose repetition harms nobody: a stale token is renewed once, a wrong clock is set once."""
        answer, token = self._ask(method, path, query, content, kind)
        fault = fault_of(answer)
        if fault.wrong_clock:
            answer, token = self._ask(method, path, query, content, kind)
            fault = fault_of(answer)
        if fault.stale_token:
            self.refused(token)
            answer, token = self._ask(method, path, query, content, kind)
            fault = fault_of(answer)
        return self._understood(answer, fault)

    def _understood(self, answer: Answer, fault: Fault) -> Fields:
        self.be_patient(refused=fault.stale_token, about=answer.status)
        self.heed(answer, fault)
        value = read(answer)
        return sub(value, "response") if isinstance(value.get("response"), dict) else value

    def _ask(
        self, method: str, path: str, query: Mapping[str, str], content: bytes | None, kind: str
    ) -> tuple[Answer, str]:
        token = self.token()
        self.allow()
        headers = {"accept": "application/json"} | ({"content-type": kind} if content is not None else {})
        url = with_query(self._base + path, {**self.common(path, token), **query})
        return self.line.ask(method, url, headers=headers, content=content), token

    def allow(self) -> None:
        """Takes one call of the application's allowances. Raises RateLimited."""
        self._day.take(for_person=self._for_person)
        try:
            self._pace.take("call")
        except RateLimited as error:
            raise RateLimited("rate_limited", retry_after=max(error.retry_after or BREATH, BREATH)) from None

    def heed(self, answer: Answer, fault: Fault) -> None:
        """Remembers what the platform says about our haste, for every lane of the application. Raises RateLimited."""
        if fault.day_is_spent:
            raise self._day.spent()
        if not fault.too_fast and answer.status != 429:
            self._too_fast = 0
            return
        self._pace.refused("call")
        breath = min(BREATH * 2**self._too_fast, LONGEST_BREATH)
        self._too_fast = min(self._too_fast + 1, 6)
        raise RateLimited("rate_limited", retry_after=max(answer.retry_after or breath, breath))

    # --- signing ---

    def common(self, path: str, token: str = "") -> dict[str, str]:
        """The parameters every call carries; without a token those of the application alone."""
        at = int(self.now().timestamp())
        owner = self.shop if token else ""
        key = self.tools.tokens.secrets(self.login).get("client_secret", "")
        whose = {"access_token": token, "shop_id": owner} if token else {}
        signature = sign(key, self.partner, path, at, token, owner)
        return {"partner_id": self.partner, "timestamp": str(at), **whose, "sign": signature}

    def address(self, path: str, token: str) -> str:
        """The whole signed address of a post."""
        return with_query(self._base + path, self.common(path, token))

    # --- whose shop ---

    @property
    def shop(self) -> str:
        """The shop's number: which of the login's shops this is, else the first that its consent covers."""
        return self._number or next(iter(self.shops()), "")

    def shops(self) -> tuple[str, ...]:
        """The shops of the login: entered, or told by the consent."""
        named = self.login.settings.get("shop_id", "")
        return tuple((named or self.tools.tokens.secrets(self.login).get("shops", "")).split())

    def whose(self) -> Whose:
        """Asked once; it also tells Shopee's time before anything depends on it."""
        if self._whose is None:
            value = self.get(SHOP, {})
            self._whose = Whose(
                self.shop,
                text(value, "region").upper(),
                text(value, "shop_name"),
                moment(value, "auth_time"),
                moment(value, "expire_time"),
            )
        return self._whose

    def forget(self) -> None:
        """Asks anew before the next call that must be right at once: the clock was wrong."""
        self._whose = None

    # --- tokens ---

    def token(self) -> str:
        """The shop's token. What lies sealed is used as long as it lives: a renewal spends the refresh token."""
        return self.tools.tokens.token(self.login, self._renew, self.shop)

    def refused(self, token: str) -> None:
        """Shopee refused this token: the next one is not taken from what lies sealed."""
        self._refused_token = token
        self.spoiled(token, self.shop)

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        kept = secret_of(secrets, ACCESS, self.shop)
        until = paging.moment(secret_of(secrets, ACCESS_UNTIL, self.shop))
        if kept and kept != self._refused_token and until is not None and until > self.now() + BREATH:
            return Granted(kept, until - self.now())
        refresh = secret_of(secrets, REFRESH, self.shop)
        if not refresh:
            raise AuthExpired("sign_in_again")
        pair = self._new_pair(refresh)
        return Granted(pair.access, pair.lifetime, beside=pair.kept(self.shop, self.now()))

    def _new_pair(self, refresh: str) -> Pair:
        """Spends the refresh token. A wrong clock is set first: then nothing was spent. It is one of the day's calls,
        and not tried on a day that is spent."""
        self._day.take(for_person=True)
        body = {
            "refresh_token": refresh,
            "partner_id": as_number(self.partner),
            "shop_id": as_number(self.shop),
        }
        content = json.dumps(body).encode()
        for _ in range(2):
            url = with_query(self._base + TOKEN_RENEW, self.common(TOKEN_RENEW))
            answer = self.line.ask("POST", url, headers={"content-type": "application/json"}, content=content)
            if not fault_of(answer).wrong_clock:
                break
        self.heed(answer, fault_of(answer))
        return pair_of(read(answer), self.now(), answer.body)
