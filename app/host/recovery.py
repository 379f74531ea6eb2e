"""The recovery code: 32 printed characters that open the data when the computer's keyring is lost.

Eight groups of four in Crockford's alphabet (no I, L, O, U). Thirty characters are random, 150 bits; the last two are
a checksum, so that a slip of the pen is told from a wrong code.
"""

import json
from base64 import b64decode, b64encode
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.domain.errors import Problem
from app.domain.moments import IdSource
from app.domain.opening import OfferedCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_SIZE = 8, 4
ASKED_GROUPS = 3
_RANDOM = GROUPS * GROUP_SIZE - 2
_LOOKALIKES = str.maketrans("OIL", "011", " -–—\u3000\u00a0\t\r\n")
_COST = {"n": 1 << 15, "r": 8, "p": 1}
_AAD = b"quayside recovery 1"


def new_code(ids: IdSource) -> str:
    """A fresh code, in groups, to be shown once and printed."""
    letters = "".join(ALPHABET[byte & 31] for byte in ids.token(_RANDOM))
    code = letters + _checksum(letters)
    return "-".join(code[start : start + GROUP_SIZE] for start in range(0, len(code), GROUP_SIZE))


def read_code(typed: str) -> str:
    """What was meant by what was typed: any case, any dashes, full width, O for 0. Problem when it cannot be a code."""
    letters = normalize("NFKC", typed).upper().translate(_LOOKALIKES)
    known = len(letters) == GROUPS * GROUP_SIZE and set(letters) <= set(ALPHABET)
    if not known or letters[_RANDOM:] != _checksum(letters[:_RANDOM]):
        raise Problem("recovery_code_mistyped")
    return letters


def offered(code: str, ids: IdSource) -> OfferedCode:
    """A code in its groups, and the places of those that are asked back, by chance."""
    groups = tuple(code.split("-"))
    places = sorted(range(len(groups)), key=lambda _: ids.jitter())[:ASKED_GROUPS]
    return OfferedCode(groups, tuple(sorted(places)))


def wrap(key: bytes, code: str, ids: IdSource, *, written: bool = False) -> bytes:
    """The key, closed by the code: the content of `recovery.json`. It is safe to copy. `written`: somebody has proved
    that he holds the code."""
    content = json.loads(close(key, read_code(code), ids))
    return json.dumps({**content, "written": written}).encode()


def is_written(wrapped: bytes) -> bool:
    """Whether somebody has proved that he holds the code; also where nobody asked, in earlier versions."""
    try:
        content = json.loads(wrapped)
    except ValueError:
        return True
    return not isinstance(content, dict) or content.get("written") is not False


def unwrap(wrapped: bytes, code: str) -> bytes:
    """The key again. Problem when the code is mistyped, or belongs to another profile."""
    return reopen(wrapped, read_code(code), "recovery_code_wrong")


def close(key: bytes, phrase: str, ids: IdSource, cost: dict[str, int] = _COST) -> bytes:
    """Closes a key with a phrase (a recovery code, or the passphrase of a computer without a keyring)."""
    salt, nonce = ids.token(16), ids.token(12)
    sealed = AESGCM(_stretch(phrase, salt, cost)).encrypt(nonce, key, _AAD)
    parts = {"salt": salt, "nonce": nonce, "sealed": sealed}
    return json.dumps(
        {"v": 1, "scrypt": cost} | {n: b64encode(p).decode() for n, p in parts.items()}
    ).encode()


def reopen(wrapped: bytes, phrase: str, wrong: str) -> bytes:
    """Opens what `close` closed; Problem `wrong` when the phrase is not the one."""
    try:
        content = json.loads(wrapped)
        cost = {name: int(content["scrypt"][name]) for name in _COST}
        salt, nonce, sealed = (b64decode(content[name]) for name in ("salt", "nonce", "sealed"))
    except (ValueError, KeyError, TypeError) as error:
        raise Problem("recovery_file_damaged") from error
    if cost["n"] > 1 << 20 or cost["r"] > 32 or cost["p"] > 16:
        raise Problem("recovery_file_damaged")
    try:
        return AESGCM(_stretch(phrase, salt, cost)).decrypt(nonce, sealed, _AAD)
    except (InvalidTag, ValueError) as error:
        raise Problem(wrong) from error


def _stretch(phrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost["n"], r=cost["r"], p=cost["p"]).derive(phrase.encode())


def _checksum(letters: str) -> str:
    """The letters as a number, modulo a prime: every single wrong letter and every swapped pair shows."""
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    number %= 1021
    return ALPHABET[number >> 5] + ALPHABET[number & 31]
