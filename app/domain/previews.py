"""The one line of a message that the list shows."""

PREVIEW_LENGTH = 200


def preview_of(text: str, quoted_from: int | None = None) -> str:
    """The first words of what was written now, without quotes, on one line."""
    own = text if quoted_from is None else text[:quoted_from]
    return " ".join(own[: 4 * PREVIEW_LENGTH].split())[:PREVIEW_LENGTH]
