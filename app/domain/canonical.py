"""When two texts count as the same utterance, although a platform tidied one of them on its way."""

import hashlib
import html
import unicodedata


def canonical(text: str) -> str:
    """NFKC, entities resolved, one blank for any white space, nothing around it, case folded."""
    folded = unicodedata.normalize("NFKC", html.unescape(text))
    return " ".join(folded.split()).casefold()


def canonical_hash(text: str) -> str:
    """SHA-256 of the canonical text, as hex: what an unknown send is looked for by."""
    return hashlib.sha256(canonical(text).encode("utf-8", "surrogatepass")).hexdigest()
