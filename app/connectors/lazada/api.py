"""One call to Lazada: signed, with a token, in the platform's own time; and what its refusals mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from app.connectors.contract import AuthExpired
from app.connectors.file_forms import multipart
from app.connectors.lazada.envelope import CLOCK, DAY_IS_SPENT, TOKEN_REFUSED, code_of, millis, read
from app.connectors.lazada.guard import LISTS, Permit
from app.connectors.lazada.sites import api_of
from app.connectors.lazada.tokens import renewed
from app.connectors.limits import Pace
from app.connectors.manifests import Tools
from app.connectors.outgoing import OutboundFile
from app.connectors.quotas import DailyLimit
from app.connectors.reading import Fields
from app.connectors.signing import sign_sorted
from app.connectors.wire import Wire
from app.domain.errors import Bug, QuaysideError
from app.domain.shops import Login
from app.net.http import Answer, with_query

CALLS = ""
PACES = {CALLS: Pace(8.0, 200)}
"""assumed: Lazada publishes no calls a second"""
DAYS = {
    "live": DailyLimit(10_000_000, UTC, block=5_000),
    "test": DailyLimit(10_000, UTC),
}
"""calls a day of an application that is online, and of one that is being tested"""
FORM = "application/x-www-form-urlencoded;charset=utf-8"


@dataclass(frozen=True, slots=True)
class Signed:
    """A request ready to leave: where to, and what stands in it."""

    url: str
    parameters: Mapping[str, str]

    @property
    def query(self) -> str:
        """The address of a reading call."""
        return with_query(self.url, self.parameters)

    @property
    def body(self) -> bytes:
        """The form of a writing one."""
        return with_query("", self.parameters)[1:].encode()


class LazadaApi(Wire):
    """One login's way into Lazada, on all hosts that its consent opens."""

    def __init__(self, login: Login, tools: Tools) -> None:
        super().__init__(login, tools)
        self.app_key = login.settings.get("client_id", "")
        stage = login.settings.get("app_stage", "live")
        self._day = tools.day(login, DAYS.get(stage, DAYS["live"]), self.app_key)
        self.heard = False
        """whether Lazada has answered yet, and so told its time"""

    # --- asking ---

    def get(
        self, site: str, path: str, parameters: Mapping[str, str], *, permit: Permit | None = None
    ) -> Fields:
        """Reads; renews a refused token once. The two lists of chat open to a person's wish only."""
        if path in LISTS:
            if permit is None:
                raise Bug("lazada_list_forbidden")
            permit.spend(path)
        return self._call("GET", site, path, parameters, for_person=permit is not None)

    def post(self, site: str, path: str, parameters: Mapping[str, str]) -> Fields:
        """A call whose repetition harms nobody."""
        return self._call("POST", site, path, parameters, for_person=True)

    def _call(
        self, method: str, site: str, path: str, parameters: Mapping[str, str], *, for_person: bool
    ) -> Fields:
        self.take(for_person=for_person)
        answer = self._ask(method, site, path, parameters)
        code = refusal_of(answer)
        if code in DAY_IS_SPENT:
            raise self._day.spent()
        if code in TOKEN_REFUSED:
            self.tools.tokens.spoiled(self.login, self.token())
        if code in TOKEN_REFUSED | CLOCK and path not in LISTS:
            # A list is asked once, whatever came back; the next wish finds a fresh token and the right time.
            answer = self._ask(method, site, path, parameters)
        return read(answer)

    def _ask(self, method: str, site: str, path: str, parameters: Mapping[str, str]) -> Answer:
        signed = self.signed(site, path, parameters, self.token())
        headers = {"accept": "application/json"}
        if method == "GET":
            answer = self.line.ask("GET", signed.query, headers=headers)
        else:
            headers["content-type"] = FORM
            answer = self.line.ask("POST", signed.url, headers=headers, content=signed.body)
        self.heard = True
        return answer

    def upload(self, site: str, path: str, file: OutboundFile) -> Fields:
        """A file as a multipart form; its bytes are not signed."""
        self.take(for_person=True)
        signed = self.signed(site, path, {}, self.token())
        body, form = multipart("image", file)
        headers = {"content-type": form, "accept": "application/json"}
        return read(self.line.ask("POST", signed.query, headers=headers, content=body))

    def signed(self, site: str, path: str, parameters: Mapping[str, str], token: str) -> Signed:
        """Everything a request carries. Values are signed as they are and encoded only afterwards."""
        full = {
            "app_key": self.app_key,
            "timestamp": str(millis(self.now())),
            "sign_method": "sha256",
            "access_token": token,
            **{name: value for name, value in parameters.items() if value},
        }
        full["sign"] = sign_sorted(self._secret(), path, full)
        return Signed(api_of(self.login.settings, site) + path, full)

    # --- allowances ---

    def take(self, *, for_person: bool) -> None:
        """A call of the second and of the day; raises RateLimited where there is none left."""
        self._day.take(for_person=for_person)
        if not for_person:
            self.tools.pace(self.login, PACES, self.app_key).take(CALLS)

    # --- tokens ---

    def token(self) -> str:
        """The seller's token: one for all countries."""
        return self.tools.tokens.token(
            self.login, lambda secrets: renewed(self.login, self.tools, self.line, secrets)
        )

    def sellers(self) -> dict[str, str]:
        """Our seller number in each country, as the consent said."""
        return sellers_in(self.tools.tokens.secrets(self.login).get("sellers", ""))

    def _secret(self) -> str:
        secret = self.tools.tokens.secrets(self.login).get("client_secret", "")
        if not secret:
            raise AuthExpired("sign_in_again")
        return secret


def refusal_of(answer: Answer) -> str:
    """The code of a refusal; '' where the answer is none, or makes no sense."""
    try:
        return code_of(answer.object())
    except QuaysideError:
        return ""


def sellers_in(kept: str) -> dict[str, str]:
    """`SG=100123 MY=200456` as a table."""
    pairs = (one.partition("=") for one in kept.split())
    return {site: number for site, _, number in pairs if site and number}
