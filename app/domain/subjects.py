"""Subjects without their Re: and Fwd:, to see whether two are the same."""


def bare_subject(subject: str) -> str:
    """A subject without its Re: and Fwd:."""
    text = subject.strip()
    while ":" in text[:6] and text.split(":", 1)[0].strip().lower() in _PREFIXES:
        text = text.split(":", 1)[1].strip()
    return text


_PREFIXES = {"re", "aw", "fw", "fwd", "wg", "sv", "vs", "tr", "rv", "rif", "回复", "答复", "转发", "odp"}
