"""AliExpress's two gateways: who asks, how a call is signed, and what is tried again by itself.

Calls with dots, and by default those of the chat, go to `/sync` with their name as a parameter; token calls go to
`/rest`, where the name is the path and is signed in front of the parameters.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from app.connectors.aliexpress import tokens
from app.connectors.aliexpress.answers import Complaint, Fault, complaint_in, fields_of
from app.connectors.contract import AuthExpired, RateLimited
from app.connectors.limits import Pace
from app.connectors.manifests import Tools
from app.connectors.quotas import unpublished
from app.connectors.reading import Fields
from app.connectors.signing import sign_sorted
from app.connectors.wire import Wire
from app.domain.errors import QuaysideError
from app.domain.shops import Login
from app.net.http import Answer, with_query
from app.net.tokens import Granted

HOST = "https://api-sg.aliexpress.com"
CALLS = "calls"
PACES: Mapping[str, Pace] = {CALLS: Pace(5.0, 300)}
"""our own modesty, counted by application: no numbers are published"""
DAY = unpublished(timezone(timedelta(hours=8)))
"""no number is published, only that the day ends at midnight in China"""
BY_GET = frozenset({"aliexpress/message/list"})
"""the one call of ours that the platform's own kit makes as GET"""
FORM = {"content-type": "application/x-www-form-urlencoded;charset=utf-8", "accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A call ready to leave."""

    verb: str
    url: str = field(repr=False)
    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Client:
    """An application: its key, its secret, and where its gateways are."""

    base: str
    key: str
    secret: str = field(repr=False)

    def sync(self, method: str, token: str, parameters: Mapping[str, str], now: datetime) -> Signed:
        """A call whose name is a parameter; lists are asked for plain."""
        system = {
            "method": method, "app_key": self.key, "sign_method": "sha256", "timestamp": millis(now),
            "v": "2.0", "format": "json", "simplify": "true", "session": token,
        }  # fmt: skip
        return self._signed(f"{self.base}/sync", "", system, parameters)

    def rest(self, path: str, token: str, parameters: Mapping[str, str], now: datetime) -> Signed:
        """A call whose name is its path."""
        system = {"app_key": self.key, "sign_method": "sha256", "timestamp": millis(now)}
        if token:
            system["access_token"] = token
        return self._signed(f"{self.base}/rest{path}", path, system, parameters)

    def _signed(
        self, url: str, path: str, system: Mapping[str, str], parameters: Mapping[str, str]
    ) -> Signed:
        """Values are signed as they are and encoded afterwards; where a parameter travels is all the same to it."""
        sign = sign_sorted(self.secret, path, {**system, **parameters})
        if system.get("method", path.removeprefix("/")) in BY_GET:
            return Signed("GET", with_query(url, {**system, **parameters, "sign": sign}), None)
        body = with_query("", parameters)[1:].encode()
        return Signed("POST", with_query(url, {**system, "sign": sign}), body)


class AliExpressApi(Wire):
    """One seller's way into AliExpress."""

    def __init__(self, login: Login, tools: Tools) -> None:
        super().__init__(login, tools)
        self.buckets = tools.pace(login, PACES, login.settings.get("client_id", ""))
        self.day = tools.day(login, DAY, login.settings.get("client_id", ""))
        self._me: tuple[str, str] | None = None

    # --- asking ---

    def ask(self, method: str, parameters: Mapping[str, str]) -> Fields:
        """One call whose repetition harms nobody. A wrong clock is set and a refused token renewed, once each."""
        value, complaint, token = self._once(method, parameters)
        if complaint is not None and complaint.fault in (Fault.CLOCK, Fault.TOKEN):
            if complaint.fault is Fault.TOKEN:
                self.spoiled(token)
            value, complaint, _ = self._once(method, parameters)
        refused = complaint is not None and complaint.fault is Fault.TOKEN
        self.be_patient(refused=refused, about=complaint.code if complaint else "")
        if complaint is None:
            return value
        raise self.error(complaint)

    def _once(self, method: str, parameters: Mapping[str, str]) -> tuple[Fields, Complaint | None, str]:
        self.take()
        token = self.token()
        call = self.signed(method, token, parameters)
        answer = self._leave(call)
        value = fields_of(answer)
        return value, complaint_in(value), token

    def take(self) -> None:
        """One call of the moment and of the day. Raises RateLimited where there is none."""
        self.day.take(for_person=True)
        self.buckets.take(CALLS)

    def signed(self, method: str, token: str, parameters: Mapping[str, str]) -> Signed:
        """The call on the gateway it belongs to; the chat's can be moved by a setting of the login."""
        client = self.client(self.tools.tokens.secrets(self.login))
        if "/" in method and self.login.settings.get("message_route") == "rest":
            return client.rest(f"/{method}", token, parameters, self.now())
        return client.sync(method, token, parameters, self.now())

    def _leave(self, call: Signed) -> Answer:
        return self.line.ask(call.verb, call.url, headers=FORM, content=call.content)

    def error(self, complaint: Complaint) -> QuaysideError:
        """The error a refusal means; a throttled call stops every lane of the application for a while."""
        if complaint.fault is Fault.THROTTLED:
            return RateLimited("rate_limited", retry_after=self.buckets.refused(CALLS, complaint.wait))
        return self.day_is_spent() if complaint.fault is Fault.DAY_SPENT else complaint.error()

    def day_is_spent(self) -> RateLimited:
        """Every lane of the application rests until midnight in China."""
        return self.day.spent()

    # --- tokens ---

    def token(self) -> str:
        """The seller's token."""
        return self.tools.tokens.token(self.login, self._renew)

    def me(self) -> tuple[str, str]:
        """The seller's number and name, which only token calls tell; they are kept at sign-in."""
        if self._me is None:
            self.spoiled(self.token())
            self.token()
        if self._me is None or not self._me[0]:
            secrets = self.tools.tokens.secrets(self.login)
            self._me = (secrets.get("seller_id", ""), secrets.get("seller_name", ""))
        return self._me

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        if not secrets.get("refresh_token"):
            return tokens.kept(secrets, self.now())
        keys = self.token_call("/auth/token/refresh", {"refresh_token": secrets["refresh_token"]}, secrets)
        self._me = (keys.seller, keys.name)
        return keys.granted(self.now())

    def token_call(self, path: str, parameters: Mapping[str, str], secrets: Mapping[str, str]) -> tokens.Keys:
        """One of the two token calls; a wrong clock is set once. Raises AuthExpired where a person must act."""
        answer, value, complaint = self._asked_once(path, parameters, secrets)
        if complaint is not None and complaint.fault is Fault.CLOCK:
            answer, value, complaint = self._asked_once(path, parameters, secrets)
        if complaint is None:
            return tokens.keys_of(value, self.now(), answer.body)
        if complaint.fault is Fault.REFUSED:
            raise AuthExpired("sign_in_again", code=complaint.code)
        raise self.error(complaint)

    def _asked_once(
        self, path: str, parameters: Mapping[str, str], secrets: Mapping[str, str]
    ) -> tuple[Answer, Fields, Complaint | None]:
        answer = self._leave(self.client(secrets).rest(path, "", parameters, self.now()))
        value = fields_of(answer)
        return answer, value, complaint_in(value)

    def client(self, secrets: Mapping[str, str]) -> Client:
        """The application."""
        settings = self.login.settings
        base = (settings.get("api_url") or HOST).rstrip("/")
        return Client(base, settings.get("client_id", ""), secrets.get("client_secret", ""))


def millis(moment: datetime) -> str:
    """Milliseconds since 1970."""
    return str(round(moment.timestamp() * 1000))


def packed(fields: Mapping[str, object]) -> str:
    """A structured parameter, which travels as JSON in one field; empty ones are left out."""
    kept = {name: value for name, value in fields.items() if value not in ("", None)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def long(number: str) -> int | str:
    """A number of the platform's as its JSON wants it: kept as text here, a number there."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 20 else number
