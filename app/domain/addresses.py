"""Mail addresses as far as they mean only themselves, in a header and in an envelope."""

import re

_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+")


def is_address(text: str) -> bool:
    """Whether a text can stand as an address without meaning anything else."""
    return _ADDRESS.fullmatch(text) is not None and text.isascii()
