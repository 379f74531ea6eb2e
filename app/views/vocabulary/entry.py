"""One line of a word table. Translation tools look for its calls: context = key, source = Chinese."""


def word(key: str, chinese: str) -> tuple[str, str]:
    """A key and its Chinese wording. `{name}` marks a blank; `{n:shop|shops}` (English) picks by number."""
    return key, chinese
