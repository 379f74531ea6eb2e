"""TikTok Shop's Partner API: who asks, for which shop, how often a day, and signed at the platform's own time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.connectors.contract import AuthExpired, RateLimited
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyLimit, DayBook
from app.connectors.reading import Fields, text
from app.connectors.tiktok.answers import (
    DAY_IS_SPENT,
    code_of,
    envelope,
    is_about_time,
    is_about_token,
    opened,
)
from app.connectors.tiktok.hosts import CHAT, SHOPS, api_of, tokens_of
from app.connectors.tiktok.shops import shop_of
from app.connectors.tiktok.signing import sign
from app.connectors.tiktok.tokens import ask_for_tokens
from app.connectors.wire import Wire
from app.domain.shops import Login
from app.net.http import Answer, with_query
from app.net.tokens import Granted

DAY = DailyLimit(10_000, UTC)
"""calls of the customer service interface; when the platform's day ends is not published"""
COUNTED = "/customer_service/"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """One call before it is signed."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    form: str = ""
    """content type of a form with files; its body is not signed"""
    for_person: bool = False
    """somebody waits for it: it may use what the background must leave"""
    for_shop: bool = True


@dataclass(frozen=True, slots=True)
class Signed:
    """A call as it goes out. The token is remembered in case it is refused."""

    url: str
    headers: Mapping[str, str]
    token: str


def written(body: Mapping[str, object]) -> bytes:
    """A body as it is signed and sent: the very same bytes."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


class TikTokApi(Wire):
    """One login's way into TikTok Shop, for one of its shops."""

    def __init__(self, login: Login, tools: Tools, number: str = "") -> None:
        super().__init__(login, tools)
        self._number = number
        self._shop: Fields | None = None
        self._secret = ""

    # --- asking ---

    def get(self, path: str, query: Mapping[str, str] | None = None, *, for_person: bool = False) -> Fields:
        """Reads."""
        return self.ask(Call("GET", path, tuple((query or {}).items()), for_person=for_person))

    def search(self, path: str, query: Mapping[str, str], body: Mapping[str, object]) -> Fields:
        """Reads by a posted question."""
        return self.ask(Call("POST", path, tuple(query.items()), written(body)))

    def ask(self, call: Call) -> Fields:
        """One call whose repetition harms nobody; a refused token or time stamp is mended once."""
        answer, token = self._once(call)
        value = envelope(answer)
        if is_about_time(value) or is_about_token(value):
            if is_about_token(value):
                self.spoiled(token)
            answer, token = self._once(call)
            value = envelope(answer)
        self.be_patient(refused=is_about_token(value), about=code_of(value))
        if code_of(value) == DAY_IS_SPENT:
            raise self.day_is_spent()
        return opened(value, answer)

    def _once(self, call: Call) -> tuple[Answer, str]:
        signed = self.signed(call)
        self.count(call)
        content = call.body if call.method != "GET" else None
        answer = self.line.ask(call.method, signed.url, headers=signed.headers, content=content)
        return answer, signed.token

    def signed(self, call: Call) -> Signed:
        """The call as it goes out: stamped with the platform's time, never a moment ahead of it."""
        query = dict(call.query)
        if call.for_shop:
            query["shop_cipher"] = text(self.shop(), "cipher")
        token = self.token()
        query |= {"app_key": self.app_key, "timestamp": str(int(self.now().timestamp()))}
        query["sign"] = sign(call.path, query, b"" if call.form else call.body, self._app_secret())
        headers = {"x-tts-access-token": token, "content-type": call.form or JSON, "accept": JSON}
        return Signed(with_query(api_of(self.login.settings) + call.path, query), headers, token)

    # --- a day's calls ---

    @property
    def day(self) -> DayBook:
        """The day's calls, counted by application and shop."""
        number = self._number or text(self._shop or {}, "id")
        return self.tools.day(self.login, DAY, self.app_key, number)

    def count(self, call: Call) -> None:
        """Counts a call of the customer service interface. Raises RateLimited where none is left for it."""
        if call.path.startswith(COUNTED):
            self.day.take(for_person=call.for_person)

    def day_is_spent(self) -> RateLimited:
        """The platform says that the day's calls are used up; around midnight it may mean its own, older day."""
        now, ours = self.now(), self.tools.clock.now().astimezone(UTC).date()
        if now.date() == ours:
            return self.day.spent()
        midnight = datetime.combine(max(now.date(), ours), datetime.min.time(), UTC)
        return RateLimited("daily_quota", retry_after=max(midnight - now, timedelta(minutes=1)))

    # --- who we are ---

    def shop(self) -> Fields:
        """Our shop as TikTok lists it. The first call of a day, so that it also teaches us the platform's time."""
        if self._shop is None:
            self._shop = shop_of(self.shops(), self._number)
        return self._shop

    def shops(self) -> Fields:
        """Every shop that the consent opens."""
        return self.ask(Call("GET", SHOPS, for_shop=False))

    def may_chat(self) -> bool:
        """Whether the seller granted the right to messages; yes where nothing was said about rights."""
        return chat_granted(self.tools.tokens.secrets(self.login))

    # --- keys ---

    @property
    def app_key(self) -> str:
        """The application's public key."""
        return self.login.settings.get("client_id", "")

    def _app_secret(self) -> str:
        if not self._secret:
            self._secret = self.tools.tokens.secrets(self.login).get("client_secret", "")
        return self._secret

    def token(self) -> str:
        """The seller's token."""
        return self.tools.tokens.token(self.login, self._renew)

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        if not secrets.get("refresh_token"):
            raise AuthExpired("sign_in_again")
        query = {
            "app_key": self.app_key,
            "app_secret": secrets.get("client_secret", ""),
            "refresh_token": secrets["refresh_token"],
            "grant_type": "refresh_token",
        }
        return ask_for_tokens(self.line, f"{tokens_of(self.login.settings)}/refresh", query)


def chat_granted(secrets: Mapping[str, str]) -> bool:
    """Whether the rights that came with the token hold the one to messages."""
    rights = secrets.get("granted_scopes", "").split()
    return not rights or CHAT in rights
