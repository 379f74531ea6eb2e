"""The Admin API: one address, a question in each call, and a bucket of points that every call draws from.

The bucket belongs to the application in one shop. What a question costs is known after it was asked once; how full the
bucket is, every answer says.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

from app.connectors.contract import AuthExpired
from app.connectors.limits import Pace
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, sub
from app.connectors.shopify.answers import Reply, number, reply_of, throttle_of
from app.connectors.shopify.hosts import base_of, graphql_of
from app.connectors.shopify.questions import Question
from app.connectors.shopify.tokens import renewed
from app.domain.errors import QuaysideError
from app.domain.shops import Login
from app.net.http import Answer, HttpLine, Json
from app.net.tokens import Granted

POINTS = "points"
PACES: Mapping[str, Pace] = {POINTS: Pace(100, 2000)}
"""of a standard plan, until the first answer says what this shop has"""
USUAL = 100.0
"""what a question is taken to cost before it was asked once"""


class ShopifyApi:
    """One application's way into one shop."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self.login, self.tools = login, tools
        self.base = base_of(login.settings)
        self.address = graphql_of(self.base)
        key = login.settings.get("client_id") or "token"
        self.buckets = tools.pace(login, PACES, f"{key} {self.base.partition('://')[2]}")
        self._costs: dict[str, float] = {}
        self._line: HttpLine | None = None

    def ask(self, question: Question, **variables: Json) -> Reply:
        """Asks within the allowance. Renews a refused token once."""
        self.take(question)
        answer, token = self._post(question, variables)
        if answer.status == 401:
            self.spoiled(token)
            answer, token = self._post(question, variables)
            if answer.status == 401:
                raise AuthExpired("shopify_token_refused")
        self.learn(question, answer)
        return reply_of(answer)

    def take(self, question: Question) -> None:
        """Draws what a question costs from the bucket; RateLimited until it holds that much."""
        self.buckets.take(POINTS, self._costs.get(question.name, USUAL))

    def learn(self, question: Question, answer: Answer) -> None:
        """What the question cost, and how full the bucket is now."""
        try:
            value: Fields = answer.object() if answer.status == 200 else {}
        except QuaysideError:
            return
        cost = number(sub(value, "extensions", "cost"), "requestedQueryCost")
        if cost > 0:
            self._costs[question.name] = cost
        throttle = throttle_of(value)
        self.buckets.told(
            POINTS,
            left=number(throttle, "currentlyAvailable"),
            most=number(throttle, "maximumAvailable"),
            per_second=number(throttle, "restoreRate"),
        )

    def _post(self, question: Question, variables: Mapping[str, Json]) -> tuple[Answer, str]:
        token = self.token()
        headers = self.headers(token)
        return self.line.ask("POST", self.address, headers=headers, content=body(question, variables)), token

    # --- tokens and headers ---

    def headers(self, token: str) -> dict[str, str]:
        """What every call carries."""
        return {
            "X-Shopify-Access-Token": token,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }

    def token(self) -> str:
        """A token that is good for hours more."""
        return self.tools.tokens.token(self.login, self._renew)

    def spoiled(self, token: str) -> None:
        """The platform refused this token."""
        self.tools.tokens.spoiled(self.login, token)

    def _renew(self, secrets: Mapping[str, str]) -> Granted:
        return renewed(self.line, self.base, self.login.settings, secrets)

    # --- the line ---

    @property
    def line(self) -> HttpLine:
        """The login's HTTP line, opened at first use."""
        if self._line is None:
            self._line = HttpLine(self.tools.lines, proxy_of(self.login, self.tools))
        return self._line

    @property
    def clock_offset(self) -> timedelta | None:
        """How far Shopify's clock is ahead of ours; None before anybody answered."""
        return self._line.clock_offset if self._line is not None and self._line.clock_known else None

    def close(self) -> None:
        """Drops the line."""
        if self._line is not None:
            self._line.close()
            self._line = None


def body(question: Question, variables: Mapping[str, Json]) -> bytes:
    """A question as it is posted."""
    asked = {"query": question.text, "variables": dict(variables), "operationName": question.name}
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
