"""How Lazada's gateway speaks: one signed call, three envelopes, and refusals by code."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

from app.simulator.grants import Access
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Ledger:
    """What the practice Lazada remembers beside the world."""

    lists: list[tuple[datetime, str]] = field(default_factory=list)
    """every call of the two lists of chat"""
    withdrawn: set[str] = field(default_factory=set)
    """applications that polled: their right to chat is gone"""
    held: dict[str, list[Held]] = field(default_factory=dict)
    """by session: messages of ours that the moderation kept from the customer"""
    files: dict[str, Attachment] = field(default_factory=dict)
    parcels: dict[str, str] = field(default_factory=dict)
    """package by order item"""
    ready: set[str] = field(default_factory=set)
    """packages that wait for the carrier"""
    failed: set[str] = field(default_factory=set)
    quoted: bool = False
    """write every number and every yes as text, as the documents' samples do"""


@dataclass(frozen=True, slots=True)
class Held:
    """A message only its sender sees."""

    id: str
    text: str
    at: datetime
    warning: str


@dataclass(frozen=True, slots=True)
class LazadaCall:
    """One admitted call."""

    world: World
    now: datetime
    access: Access
    shop: Shop
    given: Mapping[str, str]
    """every parameter, wherever it travelled"""
    request: Request
    media: str
    ledger: Ledger

    def one(self, name: str) -> str:
        """A parameter, or the empty text."""
        return self.given.get(name, "")

    def number(self, name: str) -> int | None:
        """A parameter that is a whole number."""
        raw = self.one(name)
        return int(raw) if raw.isascii() and raw.isdigit() else None


def parameters(request: Request) -> dict[str, str]:
    """Query and form together: the signature covers both."""
    form = request.form() if "urlencoded" in request.header("content-type") else {}
    return {**dict(request.query), **form}


def signature(secret: str, path: str, given: Mapping[str, str]) -> str:
    """HMAC-SHA256 in capitals over the path and every parameter in order of names."""
    text = path
    for name in sorted(given):
        if name != "sign" and given[name] != "":
            text += name + given[name]
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


def millis(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_millis(raw: str) -> datetime | None:
    """A moment a client wrote."""
    return EPOCH + timedelta(milliseconds=int(raw)) if raw.isdigit() and len(raw) < 15 else None


def refuse(code: str, message: str, kind: str = "ISV", status: int = 200) -> Response:
    """The gateway's refusal."""
    return answer(
        {"type": kind, "code": code, "message": message, "request_id": "0ba2887315178178017221014"}, status
    )


def fine(data: Json) -> Response:
    """The usual envelope."""
    return answer({"code": "0", "data": data, "request_id": "0ba2887315178178017221014"})


def chat_fine(data: Json = None, **top: Json) -> Response:
    """Chat's envelope: a second code, a yes and a word."""
    body: dict[str, Json] = {
        "code": "0", "err_code": "0", "err_message": "SUCCESS", "success": True,
        "request_id": "0ba2887315178178017221014", **top,
    }  # fmt: skip
    return answer({**body, "data": data} if data is not None else body)


def chat_refuse(code: str, message: str) -> Response:
    """Chat says no: the gateway was content, the service behind it was not."""
    return answer({"code": "0", "err_code": code, "err_message": message, "success": False})


def wrapped(data: Json, **more: Json) -> Response:
    """The envelope of fulfilment and reverse orders."""
    result: dict[str, Json] = {"success": True, **more}
    return answer({"code": "0", "result": {**result, "data": data} if data is not None else result})


def quoted(value: Json) -> Json:
    """Every number, yes and no as text."""
    if isinstance(value, dict):
        return {name: quoted(one) for name, one in value.items()}
    if isinstance(value, list):
        return [quoted(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def uploaded(request: Request) -> bytes | None:
    """The `image` part of a multipart form."""
    kind = request.header("content-type")
    if not kind.startswith("multipart/form-data"):
        return None
    form = message_from_bytes(f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode() + request.body)
    for part in form.walk():
        if part.get_param("name", header="content-disposition") == "image":
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else None
    return None
