"""A-to-z claims: Amazon tells of them by mail only, so the mail is the case. How long there is to answer stands in it.

Claim mails in English were seen; the other languages are translations of them. A wrong guess costs nothing but the
moment: then three days count, as in the mail that was seen.
"""

import re
from datetime import timedelta

from app.domain.mail import ParsedMail

OPENED, CLOSED = "A_Z_CLAIM_RESPONDENT_NOTIFY", "A_Z_CLAIM_RESPONDENT_CLOSE"
USUAL = timedelta(days=3)
SENDER = re.compile(r"atoz-guarantee[a-z-]*@(?:[a-z0-9-]+\.)*amazon\.[a-z.]{2,6}$")
DECIDED = re.compile(
    r"\bclosed\b|\bdecision\b|\bdenied\b|\bgranted\b|\bwithdrawn\b|entschieden|geschlossen|zurückgezogen"
    r"|clôturée|résolue|cerrada|resuelta|chiusa|decis[ao]|encerrada|決定|終了|取り下げ",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"(?:within|innerhalb\s+von|binnen|dans\s+(?:les|un\s+délai\s+de)|en\s+un\s+plazo\s+de|entro|dentro\s+de|em\s+até)"
    r"\s+\(?(\d{1,2})\)?\s+(?:calendar\s+|kalender)?(?:days|tagen?|jours|días|giorni|dias)\b"
    r"|(\d{1,2})\s*(?:暦)?日以内",
    re.IGNORECASE,
)
LOOKED_AT = 8000


def class_of(mail: ParsedMail) -> str:
    """The class of a claim mail whose headers a forwarder took away; '' where it is none."""
    if not SENDER.search(mail.sender.address.lower()):
        return ""
    return CLOSED if DECIDED.search(mail.subject[:300]) else OPENED


def patience(text: str) -> timedelta:
    """How long there is to answer."""
    stated = WITHIN.search(text[:LOOKED_AT])
    days = int(stated.group(1) or stated.group(2)) if stated else 0
    return timedelta(days=days) if days else USUAL
