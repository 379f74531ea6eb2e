"""Tells mails that nobody wrote to us from those that somebody did: vacation notes, newsletters, delivery reports.

Marketplace relays send buyers' words with the headers of robots, so they are believed to be people.
Sources: RFC 3834 (Auto-Submitted), RFC 2369 (List-*), and the habits of common mail servers.
"""

import re

from app.domain.mail import AutoKind
from app.worker.headers import Headers

_RELAYS = ("@marketplace.amazon.", "@members.ebay.", "@relay.walmart.com")
_AUTO_REPLY_FIELDS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply-from",
    "x-mail-autoreply",
)
_SUPPRESSING = ("all", "oof", "autoreply")
_BULK_FIELDS = ("list-id", "list-unsubscribe", "feedback-id")
_DAEMONS = ("mailer-daemon@", "postmaster@", "mail-daemon@")
_ROBOTS = (
    "no-reply@",
    "noreply@",
    "no_reply@",
    "donotreply@",
    "do-not-reply@",
    "notifications@",
    "newsletter@",
)
_SUBJECTS = (
    "automatic reply", "auto reply", "autoreply", "auto-reply", "out of office", "out of the office",
    "automatische antwort", "abwesenheit", "automatisch antwoord", "afwezig", "réponse automatique",
    "absence du bureau", "respuesta automática", "fuera de la oficina", "risposta automatica",
    "fuori sede", "resposta automática", "fora do escritório", "automatyczna odpowiedź",
    "automatická odpověď", "autosvar", "automaattinen vastaus", "automatikus válasz",
    "автоматический ответ", "автоответ",
    "автоматична відповідь", "otomatik yanıt", "מענה אוטומטי", "رد تلقائي",
    "الرد التلقائي", "自动回复", "自動回覆", "自動回復", "自動応答", "自動返信", "不在通知", "자동 회신",
    "자동 응답", "부재중", "ตอบกลับอัตโนมัติ", "trả lời tự động", "balasan otomatis",
)  # fmt: skip
_AUTOMATIC = re.compile("|".join(map(re.escape, _SUBJECTS)))


def is_relay(address: str) -> bool:
    """Whether a marketplace forwards a buyer's words from this address."""
    return any(relay in address for relay in _RELAYS)


def is_daemon(address: str) -> bool:
    """Whether a mail server itself writes."""
    return address.startswith(_DAEMONS)


def kind_of(headers: Headers, sender: str, subject: str, content_type: str, is_bounce: bool) -> AutoKind:
    """The one reason why nobody waits for an answer to this mail, the strongest first."""
    if is_bounce:
        return AutoKind.BOUNCE
    if is_relay(sender):
        return AutoKind.NONE
    if is_daemon(sender) and "return-path" in headers and headers.raw("return-path") == "<>":
        return AutoKind.BOUNCE
    if _is_auto_reply(headers, subject):
        return AutoKind.AUTO_REPLY
    if content_type == "multipart/report" or _is_bulk(headers, sender):
        return AutoKind.BULK
    return AutoKind.NONE


def _is_auto_reply(headers: Headers, subject: str) -> bool:
    submitted = _submitted(headers)
    if submitted == "auto-replied" or any(name in headers for name in _AUTO_REPLY_FIELDS):
        return True
    if headers.raw("precedence").lower() == "auto_reply" or headers.raw("x-loop").lower() == "yes":
        return True
    hinted = _names_auto_reply(subject)
    if submitted and submitted != "no":
        return hinted or "in-reply-to" in headers
    return hinted and (_suppresses(headers) or headers.raw("return-path") == "<>" or _is_weakly_bulk(headers))


def _submitted(headers: Headers) -> str:
    """The keyword of RFC 3834 without its comments and parameters."""
    return headers.raw("auto-submitted").lower().replace(";", " ").replace("(", " ").partition(" ")[0]


def _names_auto_reply(subject: str) -> bool:
    lower = subject[:200].lower()
    return _AUTOMATIC.search(lower) is not None


def _suppresses(headers: Headers) -> bool:
    value = headers.raw("x-auto-response-suppress").lower()
    return any(word in value for word in _SUPPRESSING)


def _is_bulk(headers: Headers, sender: str) -> bool:
    submitted = _submitted(headers)
    if submitted and submitted != "no":
        return True
    if any(name in headers for name in _BULK_FIELDS) or _is_weakly_bulk(headers) or _suppresses(headers):
        return True
    return sender.startswith(_ROBOTS) or is_daemon(sender)


def _is_weakly_bulk(headers: Headers) -> bool:
    return headers.raw("precedence").lower() in ("bulk", "junk", "list")
