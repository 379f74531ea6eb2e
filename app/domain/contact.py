"""How much a platform lets a seller say to somebody who is silent."""

from dataclasses import dataclass
from datetime import timedelta

SAID_ENOUGH = "said_enough"
"""why a conversation is shut whose customer has been told enough without an answer"""

WINDOW_CLOSED = "reply_window_closed"
"""why nobody may be answered any more: the platform's time for it is over"""


@dataclass(frozen=True, slots=True)
class Silence:
    """Once a customer has said nothing for `after`, so many messages at most reach him until he writes again."""

    after: timedelta
    most: int
