"""Mails people really send: quoted tails of many programs, lying charsets, broken MIME, robots."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

from app.simulator.mime import date, file, head, leaf, letter, mailbox, multi, word
from app.simulator.relay_letter import digest
from app.simulator.talk import SHOP, Utterance

Entity = Callable[[Utterance, str], bytes]
ATTRIBUTION = {
    "de": "Am {date} schrieb {who} <{address}>:",
    "en": "On {date}, {who} <{address}> wrote:",
    "fr": "Le {date}, {who} <{address}> a écrit :",
    "es": "El {date}, {who} (<{address}>) escribió:",
    "it": "Il giorno {date} {who} <{address}> ha scritto:",
    "pt": "{who} <{address}> escreveu no dia {date}:",
    "ja": "{date} {who} <{address}>:",
    "zh": "{who} <{address}> 于{date}写道：",
    "nl": "Op {date} schreef {who} <{address}>:",
    "sv": "Den {date} skrev {who} <{address}>:",
}
HEADERS = {
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "en": ("From", "Sent", "To", "Subject"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "it": ("Da", "Inviato", "A", "Oggetto"),
    "zh": ("发件人", "发送时间", "收件人", "主题"),
}
PIXEL = "https://track.mailer.example/open.gif?u={mark}"


def message_id(said: Utterance) -> str:
    """A Message-ID of the customer's own mail house."""
    return f"<{digest('plain/' + said.id)[:28]}@post.example>"


def before(said: Utterance) -> Utterance | None:
    """Our last words that this mail answers and quotes."""
    earlier = [
        other
        for other in said.conversation.utterances
        if other.author == SHOP and other is not said and other.at <= said.at and other.message_id
    ]
    return earlier[-1] if earlier else None


def attribution(said: Utterance, quoted: Utterance) -> str:
    """`On … wrote:` in the customer's language."""
    pattern = ATTRIBUTION.get(said.conversation.customer.language, ATTRIBUTION["en"])
    shop = said.conversation.shop
    when = quoted.at.strftime("%d.%m.%Y %H:%M")
    return pattern.format(date=when, who=shop.store, address=shop.mailbox)


def quoted_text(said: Utterance) -> str:
    """The text with our last words below, each line behind `>`."""
    ours = before(said)
    if ours is None:
        return said.text + "\n"
    tail = "\n".join(f"> {line}" for line in ours.text.splitlines())
    return f"{said.text}\n\n{attribution(said, ours)}\n{tail}\n"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _plain(said: Utterance, mark: str) -> bytes:
    return leaf("text/plain", quoted_text(said), encoding="8bit")


def _gmail(said: Utterance, mark: str) -> bytes:
    ours = before(said)
    body = f'<div dir="ltr">{_paragraphs(said.text)}</div>'
    if ours is not None:
        body += (
            f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
            f"{html.escape(attribution(said, ours))}<br></div>"
            f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">'
            f"{_paragraphs(ours.text)}</blockquote></div>"
        )
    parts = [leaf("text/plain", quoted_text(said)), leaf("text/html", body)]
    return multi("alternative", parts, f"000000000000{mark[:16]}")


def _outlook(said: Utterance, mark: str) -> bytes:
    ours, shop = before(said), said.conversation.shop
    body = f'<html><body lang="DE"><div class="WordSection1">{_paragraphs(said.text)}'
    if ours is not None:
        names = HEADERS.get(said.conversation.customer.language, HEADERS["en"])
        values = (
            mailbox(shop.store, shop.mailbox),
            ours.at.strftime("%d.%m.%Y %H:%M"),
            said.conversation.customer.handle,
            f"Re: {said.conversation.subject}",
        )
        rows = "<br>".join(
            f"<b>{name}:</b> {html.escape(value)}" for name, value in zip(names, values, strict=True)
        )
        body += (
            '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
            f'<p class="MsoNormal">{rows}</p></div>{_paragraphs(ours.text)}'
        )
    body += "</div></body></html>"
    parts = [leaf("text/plain", quoted_text(said), encoding="base64"), leaf("text/html", body)]
    return multi("alternative", parts, f"_000_{mark[:24]}_")


def _html(said: Utterance, mark: str) -> bytes:
    """HTML alone, with a signature, a picture from afar and a tracking pixel."""
    body = (
        f"<html><head><style>p{{margin:0}}</style></head><body>{_paragraphs(said.text)}"
        '<p>--<br><b style="color:#555">Sent from my garden</b>'
        '<img src="https://cdn.mailer.example/logo.png" width="80"></p>'
        f'<img src="{PIXEL.format(mark=mark[:16])}" width="1" height="1"></body></html>'
    )
    return leaf("text/html", body)


def _bad_charset(said: Utterance, mark: str) -> bytes:
    """GBK bytes that call themselves us-ascii, as old mailers send them."""
    header = head((("Content-Type", "text/plain; charset=us-ascii"), ("Content-Transfer-Encoding", "8bit")))
    return header + b"\r\n" + said.text.encode("gbk", "replace") + b"\r\n"


def _broken(said: Utterance, mark: str) -> bytes:
    """A multipart whose end is missing and whose second part is cut off base64."""
    whole = _gmail(said, mark)
    return whole[: whole.rindex(b"--000000000000")] + b"Content-Type: image/png\r\n\r\n!!not base64"


def _cid(said: Utterance, mark: str) -> bytes:
    """A picture inside the text."""
    body = f'{_paragraphs(said.text)}<img src="cid:picture@post.example" alt="photo">'
    shown = [replace(f, cid="picture@post.example") for f in said.attachments[:1]]
    parts = [leaf("text/html", body), *(file(f) for f in shown)]
    return multi("related", parts, f"rel_{mark[:16]}", '; type="text/html"')


def _newsletter(said: Utterance, mark: str) -> bytes:
    body = f'<h1>{html.escape(said.conversation.subject)}</h1><img src="{PIXEL.format(mark=mark[:16])}">'
    return leaf("text/html", body)


def _long_line(said: Utterance, mark: str) -> bytes:
    """One line of 40 KB that looks like the beginning of a quote, over and over."""
    return leaf("text/plain", said.text + "\n" + "On a " * 8000, encoding="8bit")


def _emoji_flood(said: Utterance, mark: str) -> bytes:
    """A megabyte of small faces."""
    return leaf("text/plain", said.text + "\n" + "\U0001f600" * 262_144, encoding="base64")


def _bomb(said: Utterance, mark: str) -> bytes:
    """HTML nested far deeper than anything can draw."""
    depth = 20_000
    return leaf("text/html", "<div>" * depth + html.escape(said.text) + "</div>" * depth)


def _reaching(said: Utterance, mark: str) -> bytes:
    """Pictures that reach for the reader's disk, network share and address."""
    sources = (
        "file:///etc/passwd",
        "\\\\share.example\\a.png",
        PIXEL.format(mark=mark[:16]),
        "//cdn.example/a",
    )
    pictures = "".join(f'<img src="{source}">' for source in sources)
    script = '<script>alert(1)</script><form action="https://phish.example"><input name="a"></form>'
    return leaf("text/html", f"{_paragraphs(said.text)}{pictures}{script}")


ENTITIES: dict[str, Entity] = {
    "plain": _plain,
    "gmail": _gmail,
    "outlook": _outlook,
    "html": _html,
    "bad_charset": _bad_charset,
    "broken_mime": _broken,
    "cid": _cid,
    "newsletter": _newsletter,
    "long_line": _long_line,
    "emoji_flood": _emoji_flood,
    "html_bomb": _bomb,
    "reaching": _reaching,
}
STATE_THEIR_LANGUAGE = (_plain, _outlook)
"""programs that name the language they are set to, as Thunderbird and Outlook do and web mail does not"""
_WITH_FILES = frozenset({"cid", "broken_mime"})


def robot_fields(said: Utterance, mark: str) -> list[tuple[str, str]]:
    """What marks a mail that no person wrote."""
    if said.kind == "auto_reply":
        return [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")]
    if said.kind == "newsletter":
        return [
            ("List-Id", "<news.mailer.example>"),
            ("List-Unsubscribe", f"<https://mailer.example/out?{mark[:12]}>"),
            ("Precedence", "bulk"),
        ]
    return []


def customer_letter(said: Utterance, to: str) -> bytes:
    """A customer's mail: threaded under our last one, in the shape of their mail program."""
    talk = said.conversation
    mark = digest(f"plain/{said.id}")
    ours = before(said)
    answering = ours is not None or len(talk.utterances) > 1
    fields = [
        ("Return-Path", "<>" if said.kind == "auto_reply" else f"<{talk.customer.handle}>"),
        ("Date", date(said.at)),
        ("From", mailbox(talk.customer.name, talk.customer.handle)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(said.subject or (f"Re: {talk.subject}" if answering else talk.subject))),
        *robot_fields(said, mark),
    ]
    if ours is not None:
        earlier = [other for other in talk.utterances if other.message_id and other.at < said.at]
        chain = " ".join(other.message_id for other in earlier)
        fields += [("In-Reply-To", ours.message_id), ("References", chain or ours.message_id)]
    program = ENTITIES.get(said.kind, _gmail if answering else _plain)
    if program in STATE_THEIR_LANGUAGE:
        fields.append(("Content-Language", talk.customer.language))
    entity = program(said, mark)
    if said.attachments and said.kind not in _WITH_FILES:
        entity = multi("mixed", [entity, *(file(f) for f in said.attachments)], f"mixed_{mark[:16]}")
    return letter(fields, entity)


def our_letter(said: Utterance, sender: str, to: str) -> bytes:
    """What we wrote before the practice began, as it lies in Sent."""
    talk = said.conversation
    parent = next((o for o in reversed(talk.utterances) if o.author != SHOP and o.at <= said.at), None)
    fields = [
        ("Date", date(said.at)),
        ("From", mailbox(talk.shop.store, sender)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(f"Re: {talk.subject}")),
    ]
    if parent is not None and parent.message_id:
        fields += [("In-Reply-To", parent.message_id), ("References", parent.message_id)]
    return letter(fields, leaf("text/plain", said.text))


def bounce(ours: str, recipient: str, to: str, number: int, at_text: str, original: bytes) -> bytes:
    """A delivery status notification (RFC 3464): permanent, address unknown."""
    mark = digest(f"bounce/{ours}/{recipient}/{number}")
    fields = [
        ("Return-Path", "<>"),
        ("Date", at_text),
        ("From", mailbox("Mail Delivery System", "mailer-daemon@mx.northshore.example")),
        ("To", to),
        ("Message-ID", f"<{mark[:24]}@mx.northshore.example>"),
        ("Subject", "Undelivered Mail Returned to Sender"),
        ("Auto-Submitted", "auto-replied"),
    ]
    sentence = f"I'm sorry to have to inform you that your message could not be delivered to {recipient}.\n"
    status = (
        "Content-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.northshore.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"
    )
    header = original.partition(b"\r\n\r\n")[0] + b"\r\n"
    parts = [
        leaf("text/plain", sentence),
        status.encode(),
        b"Content-Type: text/rfc822-headers\r\n\r\n" + header,
    ]
    return letter(fields, multi("report", parts, f"dsn_{mark[:16]}", "; report-type=delivery-status"))
