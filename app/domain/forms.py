"""Kinds of messages that some platforms offer for an order instead of plain words: what each is for and wants."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of message that the platform has for an order: what it is for, what it wants, whether it may leave now."""

    key: str
    """the platform's own name; words.py has its title under `form.<key>`, what it is for under `form_for.<key>`"""
    wants_text: bool = True
    wants_files: bool = False
    """without a file it does not leave"""
    text_limit: int | None = None
    most_files: int = 0
    """so many files may go along"""
    language: str = ""
    """which language the platform wants the words to be in, where it says so (`de`, `ja` …)"""
    reason: str = ""
    """why it may not leave now, as a key for words.py; '' where the platform offers it"""

    @property
    def offered(self) -> bool:
        """Whether it may be chosen."""
        return not self.reason
