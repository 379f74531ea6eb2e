"""Signatures that more than one marketplace asks for: a message authenticated with the application's secret."""

import hashlib
import hmac
from collections.abc import Mapping


def hex_hmac(secret: str, message: str | bytes) -> str:
    """HMAC-SHA256 as lower-case hex digits."""
    content = message.encode() if isinstance(message, str) else message
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def joined(parameters: Mapping[str, str]) -> str:
    """Every parameter by its name's order, name and value without anything between; empty ones and `sign` left out."""
    return "".join(
        f"{name}{parameters[name]}" for name in sorted(parameters) if name != "sign" and parameters[name]
    )


def sign_sorted(secret: str, path: str, parameters: Mapping[str, str]) -> str:
    """The signature of the Alibaba gateways, upper case. `path` is '' where the method travels as a parameter.

    Values are signed as they are and encoded only afterwards. Source: Lazada Open Platform, signature algorithm;
    AliExpress's generated SDK, both gateways.
    """
    return hex_hmac(secret, path + joined(parameters)).upper()
