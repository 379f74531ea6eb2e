"""The formats that strangers send us, each with a maker of payloads, a reader and what the reader promises.

To add one, write a maker and a reader and append a `Format` to `FORMATS`; `prove fuzz` and the small test in CI pick
it up. A reader returns something or raises an error it declares; `check` says what must hold for what it returned.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from random import Random

from app.domain.mail import Failure, ParsedMail
from app.worker import codec
from app.worker.attachments import cut_out
from app.worker.bodies import MAX_TEXT
from app.worker.mail import parse_mail
from tests.faults import channel_formats, documents
from tests.faults.payloads import hostile_mail, letter_with

Reader = Callable[[Sequence[bytes]], Sequence[object]]


@dataclass(frozen=True)
class Format:
    """One format. `read` takes many payloads and gives one result for each, in order."""

    name: str
    make: Callable[[Random, int], bytes]
    read: Reader
    check: Callable[[bytes, object, int], None]


def marker(number: int) -> str:
    """A word that only this payload holds."""
    return f"marker{number}word"


def is_sound(number: int) -> bool:
    """Every fifth payload is not bent: nothing of it may be lost."""
    return number % 5 == 0


def make_mail(random: Random, number: int) -> bytes:
    """A sound or a hostile mail."""
    return letter_with(random, marker(number)) if is_sound(number) else hostile_mail(random)


def check_mail(raw: bytes, result: object, number: int) -> None:
    """Every promise of `ParsedMail`."""
    assert isinstance(result, ParsedMail), f"not read: {result}"
    _check_bounds(result)
    _check_harmless(result)
    for part in result.parts[:20]:
        cut_out(raw, part.path)
    assert codec.mail_from_json(_as_sent(result)) == result
    if is_sound(number):
        assert marker(number) in result.text, "a word of a sound mail was lost"
        assert result.problems == ()


def _check_bounds(mail: ParsedMail) -> None:
    assert len(mail.text) <= MAX_TEXT
    assert mail.quoted_from is None or 0 < mail.quoted_from <= len(mail.text)
    assert mail.quoted_from is None or mail.text[: mail.quoted_from].strip()
    assert mail.date is None or mail.date.tzinfo is UTC
    assert len(mail.body_key) == 64
    assert len(mail.links) <= 50
    assert all(len(value) <= 1024 for value in mail.headers.values())
    assert not any(sign in mail.text + mail.subject for sign in "\0\x1b\r")


def _check_harmless(mail: ParsedMail) -> None:
    html = mail.html.lower()
    assert "<script" not in html
    assert "<style" not in html
    for source in html.split(' src="')[1:]:
        assert source.startswith(("cid:", "blocked:", "data:image/"))
    for part in mail.parts:
        assert not set(part.name) & set('<>:"/\\|?*\u202e\0')


def _as_sent(mail: ParsedMail) -> codec.Json:
    """As the worker would send it: tuples become lists."""
    data: codec.Json = json.loads(json.dumps(codec.mail_to_json(mail)))
    return data


def read_mails(raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
    """In this process; the proof itself goes through a real worker."""
    return [parse_mail(raw) for raw in raws]


FORMATS: list[Format] = [
    Format("mail", make_mail, read_mails, check_mail),
    Format(
        "routed-mail", channel_formats.make_routed, channel_formats.read_routed, channel_formats.check_routed
    ),
    *(
        Format(
            name,
            documents.maker(build, is_sound, marker),
            channel_formats.reader(read),
            channel_formats.checker(is_sound, marker),
        )
        for name, build, read in channel_formats.JSON_FORMATS
    ),
]


def payload(form: Format, seed: int, number: int) -> bytes:
    """The payload with that number: the same for ever."""
    return form.make(Random(f"{form.name}:{seed}:{number}"), number)
