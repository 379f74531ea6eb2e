"""Whether a relay's mail comes from where it says, as the mailbox's own server found when it took it in (RFC 8601)."""

import re

from app.domain.mail import ParsedMail

SUSPECT = "phishing_suspect"
"""tag of a conversation with such a mail: it is shown, with a warning, and never dropped"""
_FOUND = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w+)", re.IGNORECASE)
_FAILED = frozenset({"fail", "permerror"})


def suspicion(mail: ParsedMail) -> tuple[str, ...]:
    """The tag of a mail that failed: its domain's own rule, or one of both proofs with none that holds.

    A forwarded mail fails the one that looks at the server (SPF) and passes the one that looks at the words (DKIM).
    Where the server says nothing, nothing is suspected.
    """
    found: dict[str, set[str]] = {}
    for proof, result in _FOUND.findall(mail.headers.get("authentication-results", "")):
        found.setdefault(proof.lower(), set()).add(result.lower())
    if "fail" in found.get("dmarc", ()):
        return (SUSPECT,)
    proofs = found.get("spf", set()) | found.get("dkim", set())
    return (SUSPECT,) if proofs & _FAILED and "pass" not in proofs else ()
