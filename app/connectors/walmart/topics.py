"""What a customer's mail is about, from the topic that Walmart itself writes into the subject. Data of 2026-11-22.

Only `Cancel Order` was seen; the others are guesses in the same manner. A wrong guess costs a tag, nothing else.
"""

import re

TOPICS: tuple[tuple[str, str], ...] = (
    ("cancellation", r"cancel"),
    ("exchange", r"exchange|replace"),
    ("return", r"return"),
    ("refund", r"refund|charge"),
    ("delivery", r"deliver|shipping|shipment|tracking|where is|not received|late"),
    ("product", r"product|item|damage|defect|missing|wrong"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in TOPICS)


def topics_of(topic: str) -> tuple[str, ...]:
    """The first topic whose pattern is met; none where none is."""
    return next((("topic:" + name,) for name, pattern in _COMPILED if pattern.search(topic[:300])), ())
