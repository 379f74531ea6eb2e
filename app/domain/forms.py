"""Kinds of messages that some platforms offer for an order instead of plain words: what each is for and wants."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of message that the platform offers for an order: what it is for, and what it wants."""

    key: str
    """the platform's own name; words.py has its title under `form.<key>`"""
    wants_text: bool = True
    wants_files: bool = False
    text_limit: int | None = None
