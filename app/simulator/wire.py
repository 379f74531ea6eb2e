"""What travels between a client and the practice platforms: one request, one answer, one fate on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from urllib.parse import parse_qsl, unquote

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Fate(Enum):
    """What the network does with an answer."""

    ANSWERED = "answered"
    RESET = "reset"
    """The connection breaks after `cut_at` bytes of the answer (0: before the first)."""
    STALLED = "stalled"
    """Nothing ever comes back; the client's own patience ends it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Header names are lower case; the query keeps order and repetition."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(
        cls, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Request:
        """Reads a request target as it stands on the wire."""
        path, _, query = target.partition("?")
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        return cls(method.upper(), path, pairs, lowered, body)

    @property
    def parts(self) -> list[str]:
        """The path's segments, percent-decoded; a trailing slash leaves no empty segment."""
        return [unquote(part) for part in self.path.split("/") if part]

    def one(self, name: str) -> str | None:
        """The first value of a query parameter, or None."""
        return next((value for key, value in self.query if key == name), None)

    def listed(self, name: str) -> list[str]:
        """All values of a parameter sent repeated, comma-separated, or both."""
        found = [value for key, value in self.query if key in (name, f"{name}[]")]
        return [item for value in found for item in value.split(",") if item]

    def header(self, name: str) -> str:
        """A header's value, or the empty string."""
        return self.headers.get(name.lower(), "")

    def form(self) -> dict[str, str]:
        """The body read as `application/x-www-form-urlencoded`."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def json(self) -> dict[str, Json] | None:
        """The body read as a JSON object; None where it is none."""
        try:
            value = json.loads(self.body)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None

    def under(self, path: str) -> Request:
        """The same request seen from inside a host: with another path."""
        return replace(self, path=path)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP answer and what happens to it on the way back."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay: timedelta = timedelta(0)
    fate: Fate = Fate.ANSWERED
    cut_at: int = 0

    def header(self, name: str) -> str:
        """A header's value, or the empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def json(self) -> Json:
        """The body as JSON; raises ValueError where it is none."""
        value: Json = json.loads(self.body)
        return value

    def with_headers(self, *extra: tuple[str, str]) -> Response:
        """The same answer with more headers."""
        return replace(self, headers=(*self.headers, *extra))


def answer(value: Json, status: int = 200, content_type: str = "application/json") -> Response:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(status, (("Content-Type", content_type),), body)


def asking_to_wait(response: Response, seconds: int | None) -> Response:
    """The answer with the wait it asks for, if any."""
    return response.with_headers(("Retry-After", str(seconds))) if seconds is not None else response


def empty(status: int = 204, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """An answer without a body."""
    return Response(status, tuple(headers))


def text(value: str, status: int = 200, content_type: str = "text/html; charset=utf-8") -> Response:
    """An answer for eyes, not for programs."""
    return Response(status, (("Content-Type", content_type),), value.encode())
