"""Amazon's relay mails: what a seller's mailbox receives, header by header (facts 1.6)."""

from __future__ import annotations

import hashlib
import html
from datetime import datetime

from app.simulator.mime import date, leaf, letter, mailbox, multi, word
from app.simulator.mime import file as file_part
from app.simulator.relay_words import subject, words
from app.simulator.talk import Utterance

SENT = "BBC_MESSAGE_SENT_TO_MERCHANT"
CONFIRMED = "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT"
PRE = "white-space: pre-wrap; white-space: -moz-pre-wrap; white-space: -o-pre-wrap; word-wrap: break-word"
CLASSES = {
    "return_request": ("RETURN_REQUEST", "donotreply@amazon.com"),
    "a_to_z": ("A_Z_CLAIM_RESPONDENT_NOTIFY", "atoz-guarantee-no-reply@amazon.com"),
    "a_to_z_closed": ("A_Z_CLAIM_RESPONDENT_CLOSE", "atoz-guarantee-no-reply@amazon.com"),
    "cancel_request": ("BRC_SELLER_NOTIFICATION", "donotreply@amazon.com"),
    "refund_issued": ("REFUND_ISSUED", "donotreply@amazon.com"),
}


def digest(text: str) -> str:
    """A stable hexadecimal name for something."""
    return hashlib.sha256(text.encode()).hexdigest()


def message_id(said: Utterance, what: str = "") -> str:
    """An SES Message-ID, unique per mail."""
    mark = digest(f"{said.id}/{what}")
    return f"<0102018f{mark[:8]}-{mark[8:16]}-{mark[16:20]}-000000@eu-west-1.amazonses.com>"


def alias(said: Utterance) -> str:
    """The buyer's relay address with the case behind the plus sign."""
    local, _, domain = said.conversation.customer.handle.partition("@")
    return f"{local}+{said.conversation.id}@{domain}"


def item_lines(said: Utterance) -> str:
    """The order and its items as the plain part lists them."""
    talk = said.conversation
    if talk.order is None:
        return ""
    language = talk.shop.site.language
    rows = [
        f"{line.quantity} / {line.product.title(language)} [ASIN: {line.product.asin}]"
        for line in talk.order.lines
    ]
    return f"# {talk.order.id}:\n" + "\n".join(rows) + "\n\n"


def footer_link(said: Utterance) -> str:
    """The signed link that says no response is needed."""
    shop = said.conversation.shop
    h = digest(f"no-response/{said.id}")[:40]
    return (
        f"https://sellercentral.{shop.site.domain}/messaging/no-response-needed?t={said.id}"
        f"&m={said.conversation.customer.handle.partition('@')[0]}&mp={shop.site.marketplace}"
        f"&c={shop.seller}&h={h}&s=1"
    )


def report_link(said: Utterance) -> str:
    """The link whose `ss` names the case even where the plus address is lost."""
    shop = said.conversation.shop
    return (
        f"https://sellercentral.{shop.site.domain}/messaging/inbox?fi=caseId&ss={said.conversation.id}"
        f"&cc={said.conversation.id}&ref=bsm_email_report&lc={shop.site.language}"
    )


def _plain(said: Utterance) -> str:
    spoken = words(said.conversation.shop.site.language)
    bar = "-------------"
    return (
        f"{spoken.received}\n\n{item_lines(said)}{bar} {spoken.begin}  {bar}\n\n{said.text}\n\n"
        f"{bar} {spoken.end} {bar}\n\n{spoken.info}\n\n{spoken.no_reply}: {footer_link(said)}\n"
        f"[commMgrTok:{digest(said.id)[:14].upper()}]\n"
    )


def _html(said: Utterance) -> str:
    spoken = words(said.conversation.shop.site.language)
    order = said.conversation.order
    about = f"<p># {order.id}</p>" if order else ""
    survey = (
        f"https://amazonmr.au1.qualtrics.com/jfe/form/SV_example?Q_Language=EN&customAttribute1Value={SENT}"
    )
    return (
        '<html><body><table width="600"><tr><td>'
        f"<p>{html.escape(spoken.received)}</p>{about}"
        f'<pre style="{PRE}">{html.escape(said.text)}</pre>'
        f'<p><a href="{html.escape(footer_link(said))}">{html.escape(spoken.no_reply)}</a> | '
        f'<a href="{html.escape(report_link(said))}">Report</a> | '
        f'<a href="{html.escape(survey)}">Survey</a></p>'
        f"<p>{html.escape(spoken.info)}</p></td></tr></table></body></html>"
    )


def _on_behalf(said: Utterance) -> str:
    talk = said.conversation
    order = talk.order.id if talk.order else ""
    title = talk.product.title("en") if talk.product else ""
    return (
        "Hello,\n\nWe've been contacted by a customer regarding the order identified below.\n\n"
        f"Order#: {order}\nItem: {title}\nReason: Where's my stuff\nDetails: {said.text}\n\n"
        "To respond to this customer, please reply to this e-mail.\n\nSincerely,\nCustomer Service\n"
    )


def buyer_letter(said: Utterance, to: str) -> bytes:
    """A buyer's message as the registered mailbox receives it."""
    talk, shop = said.conversation, said.conversation.shop
    name = shop.store if said.kind == "broken_name" else talk.customer.name
    order = talk.order.id if talk.order and said.kind != "broken_name" else ""
    fields = [
        ("Return-Path", f"<{digest(said.id)[:20]}-C3@bounces.amazon.com>"),
        ("Date", date(said.at)),
        ("From", mailbox(f"{name} - Amazon Marketplace", alias(said))),
        ("Reply-To", alias(said)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(said.subject or subject(shop.site.language, talk.topic, name, order))),
    ]
    if said.kind != "stripped":
        passes = "fail" if said.kind == "forged" else "pass"
        fields += [
            ("X-Space-Notification-Type", SENT),
            ("X-Marketplace-ID", shop.site.marketplace),
            ("X-AMAZON-METADATA", f"CA={digest(talk.key)[:12].upper()}"),
            ("Bounces-to", f"{digest(said.id)[:20]}@bounces.amazon.com"),
            ("Authentication-Results", f"mx.northshore.example; spf={passes}; dkim={passes}"),
        ]
    mark = digest(f"boundary/{said.id}")[:24]
    if said.kind == "cs_on_behalf":
        return letter(fields, leaf("text/plain", _on_behalf(said)))
    both = multi(
        "alternative", [leaf("text/plain", _plain(said)), leaf("text/html", _html(said))], f"alt_{mark}"
    )
    if said.attachments:
        both = multi("mixed", [both, *(file_part(file) for file in said.attachments)], f"mix_{mark}")
    return letter(fields, both)


def platform_letter(said: Utterance, to: str) -> bytes:
    """A system mail: return opened, claim opened, cancellation wished, refund issued."""
    talk, shop = said.conversation, said.conversation.shop
    kind, sender = CLASSES[said.kind]
    order = talk.order.id if talk.order else ""
    bodies = {
        "return_request": f"A return has been requested for order {order}.\nReason: {talk.topic}\n",
        "a_to_z": (
            f"A customer has filed an A-to-z Guarantee claim for order {order}.\n"
            "Please respond to this claim within 3 calendar days.\n"
        ),
        "a_to_z_closed": f"The A-to-z Guarantee claim for order {order} was closed.\nDecision: withdrawn\n",
        "cancel_request": f"The buyer has requested cancellation of order {order}.\n",
        "refund_issued": f"A refund was issued for order {order}.\n",
    }
    subjects = {
        "return_request": f"Return authorisation request for order {order}",
        "a_to_z": f"A-to-z Guarantee claim received for order {order}",
        "a_to_z_closed": f"A-to-z Guarantee claim closed for order {order}",
        "cancel_request": f"Order cancellation requested by buyer (Order: {order})",
        "refund_issued": f"Refund initiated for order {order}",
    }
    fields = [
        ("Return-Path", f"<{digest(said.id)[:20]}-C3@bounces.amazon.com>"),
        ("Date", date(said.at)),
        ("From", mailbox("Amazon", sender)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(subjects[said.kind])),
        ("X-Space-Notification-Type", kind),
        ("X-Marketplace-ID", shop.site.marketplace),
        ("X-AMAZON-MAIL-RELAY-TYPE", "notification"),
    ]
    return letter(fields, leaf("text/plain", bodies[said.kind]))


def confirmation(said: Utterance, to: str, at: datetime) -> bytes:
    """The copy of our own reply that proves delivery: HTML only, no order, no alias."""
    talk = said.conversation
    spoken = words(talk.shop.site.language)
    fields = [
        ("Date", date(at)),
        ("From", "donotreply@amazon.com"),
        ("To", to),
        ("Message-ID", message_id(said, "copy")),
        ("Subject", word(spoken.confirmation.format(name=talk.customer.name))),
        ("X-Space-Notification-Type", CONFIRMED),
        ("X-Marketplace-ID", talk.shop.site.marketplace),
        ("X-Original-MessageID", said.message_id),
    ]
    text = html.escape(said.text).replace("\n", "<br>")
    return letter(fields, leaf("text/html", f'<html><body><pre style="{PRE}">{text}</pre></body></html>'))


_UNABLE = "We were unable to deliver the message you sent"
REFUSALS = {
    "opt_out": (
        "Your message was not delivered",
        "We could not send your message: the buyer has chosen to opt out of messages from sellers.",
    ),
    "not_approved": (
        _UNABLE,
        f"{_UNABLE} because the e-mail address it came from is not on your list of approved senders.",
    ),
    "unknown": (_UNABLE, f"{_UNABLE} because the address is not valid."),
}


def refusal(why: str, ours: str, to: str, at: datetime, original_subject: str) -> bytes:
    """Minutes later: the relay did not deliver; In-Reply-To names our mail."""
    title, sentence = REFUSALS[why]
    mark = digest(f"refusal/{ours}/{why}")
    fields = [
        ("Date", date(at)),
        ("From", mailbox("Amazon.com", "donotreply@amazon.com")),
        ("To", to),
        ("Message-ID", f"<0102018f{mark[:8]}-{mark[8:16]}-000000@eu-west-1.amazonses.com>"),
        ("In-Reply-To", ours),
        ("References", ours),
        ("Subject", f"{title}: {word(original_subject)}"),
        ("Auto-Submitted", "auto-replied"),
        ("X-AMAZON-MAIL-RELAY-TYPE", "notification"),
    ]
    return letter(fields, leaf("text/plain", f"Hello,\n\n{sentence}\n\nRegards,\nAmazon\n"))
