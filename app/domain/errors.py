"""The three families of trouble, shaped by who can end it: a person, time, or us.

    QuaysideError
    ├── Problem   a person can act: sign in, free disk space, fill a blank
    ├── Outage    nothing to do but wait; the program tries again by itself
    └── Bug       ours; it becomes a report

Errors carry a key and values, never a sentence: words are chosen in one place, `app/views/words.py`.

What goes wrong at a door (a platform, a mail server, a proxy) is one of five, again shaped by who must act:

    AuthExpired   Problem   a person signs in again
    Rejected      Problem   the agent can change something
    Unreachable   Outage    no line, no answer, 5xx
    RateLimited   Outage    an Unreachable that says how long to wait
    Surprise      Bug       an answer no document describes; its bytes go to quarantine
"""

from collections.abc import Mapping
from datetime import timedelta

Value = str | int | float | bool | None


class QuaysideError(Exception):
    """Something went wrong that the program knows how to describe."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, Value] = values

    def __str__(self) -> str:
        return self.key

    @property
    def told(self) -> str:
        """The key, with what it is about behind it where a person must know that: a network address."""
        about = self.values.get("about")
        return f"{self.key} {about}" if about else self.key


class Problem(QuaysideError):
    """A person can end this; `key` names the sentence that says how."""


class Outage(QuaysideError):
    """Time ends this; `retry_after` is the wait the other side asked for, if it did."""

    def __init__(self, key: str, *, retry_after: timedelta | None = None, **values: Value) -> None:
        super().__init__(key, **values)
        self.retry_after = retry_after


class Bug(QuaysideError):
    """Our mistake: an impossible state or an answer no version of the documents describes."""


class AuthExpired(Problem):
    """The login no longer opens the door."""


class Rejected(Problem):
    """The other side understood and said no."""


class Unreachable(Outage):
    """No line, no answer, or a server in trouble."""


class RateLimited(Unreachable):
    """Too many calls; `retry_after` says how long to wait."""


class Surprise(Bug):
    """An answer no document describes; `content` is what came, for the quarantine."""

    def __init__(self, key: str, *, content: bytes = b"", **values: Value) -> None:
        super().__init__(key, **values)
        self.content = content
