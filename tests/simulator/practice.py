"""Small clients of the practice town for its own tests: they know paths and headers, nothing of the program."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode

from app.simulator.amazon_platform import AmazonDoor
from app.simulator.ebay_platform import EbayDoor
from app.simulator.talk import Conversation
from app.simulator.town import Kind, Setting, Town
from app.simulator.wire import Request, Response

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EU_SELLER, JP_SELLER = "A2QSNORTHSHORE", "A3JPNORTHSHORE"
FORM = {"content-type": "application/x-www-form-urlencoded"}
MESSAGE = "/ebay/api/commerce/message/v1"
FULFILLMENT = "/ebay/api/sell/fulfillment/v1"


def a_town(seed: int = 7, kind: Kind = "demo", conversations: int = 0, channel: str = "") -> Town:
    """A town at START."""
    return Town(Setting(seed, START, kind, conversations, channel))


def amazon_door(town: Town) -> AmazonDoor:
    """Amazon's hosts in a town."""
    door = town.doors["amazon"]
    assert isinstance(door, AmazonDoor)
    return door


def ebay_door(town: Town) -> EbayDoor:
    """eBay's hosts in a town."""
    door = town.doors["ebay"]
    assert isinstance(door, EbayDoor)
    return door


class Client:
    """Calls one town at a moment it decides itself."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.now = START
        self.tokens: dict[str, str] = {}

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: object = None,
        **headers: str,
    ) -> Response:
        """One request."""
        target = path + ("?" + urlencode(query) if query else "")
        data = b"" if body is None else json.dumps(body).encode()
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            shown.setdefault("content-type", "application/json")
        return self.town.handle(Request.of(method, target, shown, data), self.now)

    def form(self, path: str, fields: Mapping[str, str], **headers: str) -> Response:
        """One posted form."""
        shown = {**FORM, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.town.handle(Request.of("POST", path, shown, urlencode(fields).encode()), self.now)

    def wait(self, **span: float) -> None:
        """Lets time pass."""
        self.now += timedelta(**span)

    # --- Amazon

    def lwa(self, seller: str = EU_SELLER, **changed: str) -> Response:
        """A refresh at Login with Amazon."""
        fields = {
            "grant_type": "refresh_token",
            "refresh_token": amazon_door(self.town).consents[seller],
            "client_id": amazon_door(self.town).client[0],
            "client_secret": amazon_door(self.town).client[1],
        }
        return self.form("/lwa/auth/o2/token", {**fields, **changed})

    def amazon(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        region: str = "eu",
        seller: str = EU_SELLER,
        method: str = "GET",
        body: object = None,
    ) -> Response:
        """One Selling Partner call with a token fetched on first use."""
        if seller not in self.tokens:
            self.tokens[seller] = field(self.lwa(seller), "access_token")
        token = self.tokens[seller]
        return self.call(method, f"/spapi/{region}{path}", query, body, x_amz_access_token=token)

    # --- eBay

    def ebay_token(self, fields: Mapping[str, str]) -> Response:
        """A call to eBay's token endpoint with the keyset."""
        pair = ":".join(ebay_door(self.town).client).encode()
        basic = "Basic " + base64.b64encode(pair).decode()
        return self.form("/ebay/api/identity/v1/oauth2/token", fields, authorization=basic)

    def ebay(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        seller: str = "northshore_uk",
        method: str = "GET",
        body: object = None,
        scheme: str = "Bearer",
    ) -> Response:
        """One eBay call with a token fetched on first use."""
        if seller not in self.tokens:
            refresh = ebay_door(self.town).consents[seller]
            answer = self.ebay_token({"grant_type": "refresh_token", "refresh_token": refresh})
            self.tokens[seller] = field(answer, "access_token")
        return self.call(method, path, query, body, authorization=f"{scheme} {self.tokens[seller]}")


def field(response: Response, *path: str | int) -> str:
    """A text inside a JSON answer."""
    return str(at(response, *path))


def at(response: Response, *path: str | int) -> Any:
    """A value inside a JSON answer."""
    value: Any = response.json()
    for step in path:
        value = value[step]
    return value


def rows(response: Response, name: str) -> list[dict[str, Any]]:
    """A list of objects inside a JSON answer."""
    value = at(response, name)
    assert isinstance(value, list)
    return [row for row in value if isinstance(row, dict)]


def error_id(response: Response) -> int:
    """eBay's errorId of the first error."""
    return int(at(response, "errors", 0, "errorId"))


def talk_of(town: Town, name: str) -> Conversation:
    """The demo conversation with a customer."""
    return next(talk for talk in town.world.conversations.values() if talk.customer.name == name)


def a_reply(talk: Conversation, text: str, *, sender: str, mark: str = "1", to: str = "") -> EmailMessage:
    """Our answer by mail to a conversation's newest message."""
    mail = EmailMessage()
    mail["From"] = f"Northshore <{sender}>"
    mail["To"] = to or talk.customer.handle
    mail["Subject"] = f"Re: {talk.subject}"
    mail["Message-ID"] = f"<reply-{mark}@northshore.example>"
    if talk.utterances[-1].message_id:
        mail["In-Reply-To"] = talk.utterances[-1].message_id
        mail["References"] = talk.utterances[-1].message_id
    mail.set_content(text)
    return mail
