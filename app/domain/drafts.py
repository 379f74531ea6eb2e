"""Unsent words: what waits in the box of a reply, of a note, or of a first message about an order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.cards import Card
from app.domain.files import NewFile
from app.domain.values import AttachmentId

T = TypeVar("T")


class DraftKind(StrEnum):
    """What the words are for. Each has a box of its own: words for colleagues never become a reply."""

    REPLY = "reply"
    NOTE = "note"
    FIRST = "first"
    """to the buyer of an order, before there is a conversation; these belong to the order"""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that would leave if it were sent now."""

    text: str = ""
    files: tuple[AttachmentId, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    form: str = ""
    """the platform's own kind of message, '' for plain words"""
    card: Card | None = None

    def behind(self, first: "Draft") -> "Draft":
        """Both as one, `first` in front: neither loses anything."""
        texts = dict.fromkeys(text for text in (first.text, self.text) if text.strip())
        return Draft(
            "\n\n".join(texts), _both(first.files, self.files), _both(first.cc, self.cc),
            _both(first.bcc, self.bcc), first.form or self.form, first.card or self.card,
        )  # fmt: skip


NOTHING = Draft()


@dataclass(frozen=True, slots=True)
class FirstDraft:
    """What was begun to the buyer of an order; an empty subject stands for the usual one."""

    subject: str = ""
    text: str = ""
    files: tuple[NewFile, ...] = ()


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def woven(before: Draft, shown: Draft, stored: Draft) -> Draft:
    """What belongs into the box when words come back from elsewhere; `before` is what was last saved from it.

    What the agent has changed since then stays as he sees it, beside what came back.
    """
    return Draft(
        _woven_text(before.text, shown.text, stored.text), _woven(before.files, shown.files, stored.files),
        _woven(before.cc, shown.cc, stored.cc), _woven(before.bcc, shown.bcc, stored.bcc),
        stored.form if shown.form == before.form else shown.form,
        stored.card if shown.card == before.card else shown.card,
    )  # fmt: skip


def _woven_text(before: str, shown: str, stored: str) -> str:
    if not shown.strip() or shown in (before, stored):
        return stored
    if before and before in stored:
        return stored.replace(before, shown, 1)
    return f"{shown}\n\n{stored}" if stored else shown


def _woven(before: tuple[T, ...], shown: tuple[T, ...], stored: tuple[T, ...]) -> tuple[T, ...]:
    return stored if shown == before else _both(shown, stored)
