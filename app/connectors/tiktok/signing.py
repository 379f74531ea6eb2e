"""How TikTok Shop wants a call signed: the secret around path, query and the very bytes of the body."""

import hashlib
import hmac
from collections.abc import Mapping

UNSIGNED = ("sign", "access_token")


def sign(path: str, query: Mapping[str, str], body: bytes, secret: str) -> str:
    """The signature. Values are signed as they are, before any encoding; a form with files is signed without body."""
    pairs = "".join(name + query[name] for name in sorted(query) if name not in UNSIGNED)
    message = b"".join((secret.encode(), path.encode(), pairs.encode(), body, secret.encode()))
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
