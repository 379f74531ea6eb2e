"""Buyers' names as relay mails write them, and what is not a name although it stands there."""

import re

_SUFFIX = re.compile(r"\s*[-–]\s*amazon(?:\.[a-z.]+)?\s+marketplace\s*$", re.IGNORECASE)
_SUBJECTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"from amazon customer\s+((?!\()\S.{0,60}?)\s*\((?:order|commande|bestellung)",
        r"from amazon customer\s+((?!\()\S.{0,60}?)\s*$",
        r"du client amazon\s+((?!\()\S.{0,60}?)\s*(?:\(|$)",
        r"vom amazon[- ]kunden\s+((?!\()\S.{0,60}?)\s*(?:\(|$)",
        r"amazon\s+(\S.{0,60}?)\s+pergunta do cliente",
    )
)
_COPY = re.compile(
    r"^\s*(?:your e-?mail to|seu e-?mail para|ihre e-?mail an|votre e-?mail à|tu e-?mail a|la tua e-?mail a)"
    r"\s+(.+?)\s*$",
    re.IGNORECASE,
)


def buyer_name(display: str, subject: str, shop_title: str) -> str:
    """The buyer's name; '' where the mail carries our own shop's name or nothing."""
    name = _SUFFIX.sub("", display[:200]).strip().strip('"')
    if name and name.casefold() != shop_title.strip().casefold() and "@" not in name:
        return name
    for pattern in _SUBJECTS:
        found = pattern.search(subject[:300])
        if found:
            return found.group(1).strip()
    return ""


def copied_to(subject: str) -> str:
    """Whose mail a copy of our own reply confirms."""
    found = _COPY.match(subject[:300])
    return found.group(1) if found else ""
