"""The corpus as mails: short ones plain, long ones in text and HTML with the quote marked, some with a photo."""

from base64 import b64encode
from email.header import Header
from email.utils import format_datetime
from functools import cache
from html import escape
from random import Random

from benchmarks.corpus import SEED, Said

SHOP = "shop@shop.example"
PHOTO_BYTES = 12_000
BOUNDARY = "=_quayside_bench_{}_{}"


def letter(said: Said, before: Said | None) -> bytes:
    """The raw mail of one message; `before` is the one it answers."""
    shop, buyer = f"Shop <{SHOP}>", f"{_encoded(said.name)} <{said.address}>"
    sender, to = (buyer, shop) if said.inbound else (shop, buyer)
    head = [
        f"Return-Path: <{said.address if said.inbound else SHOP}>",
        "Received: from mx.mail.example (mx.mail.example [192.0.2.4]) by mx.shop.example; "
        + format_datetime(said.at),
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {said.subject}",
        f"Date: {format_datetime(said.at)}",
        f"Message-ID: {_name(said)}",
        "MIME-Version: 1.0",
    ]
    if before is not None:
        head += [f"In-Reply-To: {_name(before)}", f"References: {_name(before)}"]
    kind, body = _body(said)
    return "\r\n".join([*head, kind, "", body, ""]).encode()


def _name(said: Said) -> str:
    return f"<m{said.number}.c{said.conversation}@mail.example>"


def _encoded(name: str) -> str:
    return name if name.isascii() else Header(name, "utf-8").encode()


def _body(said: Said) -> tuple[str, str]:
    quote = "\r\n".join(f"> {line}" for line in said.quoted.split("\n")) if said.quoted else ""
    asked = f"\r\n\r\nOn {said.at:%d %b %Y}, Shop <{SHOP}> wrote:\r\n{quote}" if quote else ""
    text = said.text + asked
    kind, body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", text
    if quote or len(said.text) > 1500:
        parts = [f"{kind}\r\n\r\n{text}", f"{kind.replace('plain', 'html')}\r\n\r\n{_html(said)}"]
        kind, body = _multipart("alternative", said, parts)
    if said.photo:
        photo = (
            "Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
            f'Content-Disposition: attachment; filename="photo.jpg"\r\n\r\n{_photo()}'
        )
        kind, body = _multipart("mixed", said, [f"{kind}\r\n\r\n{body}", photo])
    return kind, body


def _html(said: Said) -> str:
    paragraphs = "".join(
        f'<p style="font-family:Arial,sans-serif;color:#222;margin:0">{escape(line)}</p>'
        for line in said.text.split(". ")
    )
    quote = f'<blockquote class="gmail_quote">{escape(said.quoted)}</blockquote>' if said.quoted else ""
    return f'<html><body>{paragraphs}<div class="gmail_quote">{quote}</div></body></html>'


def _multipart(kind: str, said: Said, parts: list[str]) -> tuple[str, str]:
    boundary = BOUNDARY.format(kind, said.number)
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--"
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"', body


@cache
def _photo() -> str:
    code = b64encode(b"\xff\xd8\xff" + Random(SEED).randbytes(PHOTO_BYTES)).decode()
    return "\r\n".join(code[at : at + 76] for at in range(0, len(code), 76))
