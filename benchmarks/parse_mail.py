"""How many mails a second we read, beside the standard library's modern policy on the same mails in the same run.

Two shapes: a short chat-like mail, and a 10 KB mail of text and HTML with a quote. The peer decodes the head and the
body and stops there; ours also cleans the HTML, finds the quote, lists the attachments and tells robots from people.
"""

import email
import sys
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP, compat32, default
from random import Random
from time import process_time

from app.worker.client import WorkerClient
from app.worker.mail import parse_mail
from benchmarks.measure import Report, interleaved, percentile
from benchmarks.vocabulary import Vocabulary

MAILS = 2000
SEED = 20261123
WARM = 2
ROUND = 50
"""mails read before the other reader has its turn"""


def main(n: int | None) -> int:
    """Prints reads a second and their ratio to the peer for each shape."""
    count = max(ROUND, n or MAILS)
    report = Report("parse_mail", mails=count)
    random = Random(SEED)
    vocabulary = Vocabulary(SEED)
    for shape in ("short", "multipart"):
        raws = [_mail(random, vocabulary, shape, number) for number in range(ROUND)]
        _measure(report, shape, raws, count // ROUND)
    return report.close()


def _measure(report: Report, shape: str, raws: list[bytes], rounds: int) -> None:
    worker = WorkerClient([sys.executable, "-m", "app.worker.main"])
    readers: dict[str, Callable[[], object]] = {
        "ours": lambda: [parse_mail(raw) for raw in raws],
        "worker": lambda: worker.parse_mails(raws),
        "policy_default": lambda: [_peer(raw) for raw in raws],
        "compat32_undecoded": lambda: [email.message_from_bytes(raw, policy=compat32) for raw in raws],
    }
    spent = dict.fromkeys(readers, 0.0)
    try:
        taken = interleaved(
            {name: _counted(name, read, spent) for name, read in readers.items()}, rounds, WARM
        )
    finally:
        worker.close()
    rates = {name: len(raws) * 1000 / percentile(times, 0.5) for name, times in taken.items()}
    quiet = {name: len(raws) * 1000 / percentile(times, 0.1) for name, times in taken.items()}
    report.figure(
        shape,
        bytes=sum(map(len, raws)) // len(raws),
        per_second=_rounded(rates),
        per_second_in_quiet_rounds=_rounded(quiet),
        cpu_ms_per_mail=_rounded(
            {name: spent[name] * 1000 / (rounds + WARM) / len(raws) for name in readers}
        ),
        ratio_to_policy_default=rates["ours"] / rates["policy_default"],
        ratio_through_worker=rates["worker"] / rates["policy_default"],
    )


def _counted(name: str, read: Callable[[], object], spent: dict[str, float]) -> Callable[[], object]:
    """The same, with this process's CPU seconds added up: on a busy machine they say more than the clock."""

    def counted() -> object:
        before = process_time()
        result = read()
        spent[name] += process_time() - before
        return result

    return counted


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: float(f"{value:.4g}") for name, value in figures.items()}


def _peer(raw: bytes) -> str:
    """What a program on the modern policy does at least: the head decoded, the body found and decoded."""
    mail = email.message_from_bytes(raw, policy=default)
    body = mail.get_body(("plain", "html"))
    heads = [str(mail[name]) for name in ("from", "to", "subject", "date", "message-id", "in-reply-to")]
    return "".join(heads) + (body.get_content() if body is not None else "")


def _mail(random: Random, vocabulary: Vocabulary, shape: str, number: int) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Return-Path"] = f"<buyer{number}@mail.example>"
    mail["Delivered-To"] = "shop@shop.example"
    mail["Received"] = (
        "from mx.mail.example (mx.mail.example [192.0.2.4]) by mx.shop.example; Mon, 23 Nov 2026 10:00:01 +0000"
    )
    mail["From"] = f"Jürgen Käufer <buyer{number}@mail.example>"
    mail["To"] = "Laden <shop@shop.example>"
    mail["Subject"] = f"Re: Größe für Bestellung {number}"
    mail["Date"] = "Mon, 23 Nov 2026 11:00:00 +0100"
    mail["Message-ID"] = f"<{number}.abc@mail.example>"
    mail["In-Reply-To"] = f"<{number}.shop@shop.example>"
    sentences = [_sentence(random, vocabulary) for _ in range(2 if shape == "short" else 34)]
    if shape == "short":
        mail.set_content("\n".join(sentences))
    else:
        _fill(mail, sentences)
    return mail.as_bytes()


def _sentence(random: Random, vocabulary: Vocabulary) -> str:
    return vocabulary.sentence(random, "de", "123-1234567-1234567", "LE123456789CN")


def _fill(mail: EmailMessage, sentences: list[str]) -> None:
    new, old = sentences[:4], sentences[4:]
    attribution = "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Laden <shop@shop.example>:"
    mail.set_content("\n\n".join([*new, attribution, *(f"> {sentence}" for sentence in old)]))
    style = "font-family:Arial,sans-serif;color:#222;margin:0"
    paragraphs = [f'<p style="{style}">{sentence}</p><br>' for sentence in sentences]
    quote = "".join(paragraphs[4:])
    mail.add_alternative(
        f"<html><head><style>p{{margin:0}}</style></head><body>{''.join(paragraphs[:4])}"
        f'<div class="gmail_quote"><div class="gmail_attr">{attribution}</div><blockquote class="gmail_quote">{quote}'
        '<a href="https://shop.example/order">Bestellung</a><img src="https://shop.example/logo.png"></blockquote></div>'
        "</body></html>",
        subtype="html",
    )
