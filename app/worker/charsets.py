"""Turns bytes into readable text when a mail's declared character set is missing, wrong or a lie.

Only text encodings from a fixed list are ever used: Python also knows "codecs" that unzip or take quadratic time.
"""

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes

SAMPLE = 4096
"""Bytes looked at when guessing: guessing is slow and a letter's first lines are enough."""

GUESSED = "charset_guessed"
REPAIRED = "charset_repaired"

_CHINESE = "gb18030"
_KOREAN = "cp949"
_JAPANESE = "euc_jp"
_WESTERN = "cp1252"

# Labels that mail programs write although they mean the wider set.
_WIDER = {
    "gb2312": _CHINESE,
    "gbk": _CHINESE,
    "euc_kr": _KOREAN,
    "shift_jis": "cp932",
    "big5": "cp950",
    "iso8859-1": _WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso2022_jp": "iso2022_jp_ext",
}
_ALIASES = {
    "iso-8859-8-i": "iso8859-8",
    "ks_c_5601-1987": _KOREAN,
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-gbk": _CHINESE,
    "x-sjis": "cp932",
    "x-euc-jp": _JAPANESE,
}
_ALLOWED = frozenset(
    "ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-7 gb18030 hz big5hkscs cp950 cp932 cp949 johab euc_jp "
    "euc_jis_2004 shift_jis_2004 iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext iso2022_kr koi8-r koi8-u "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 cp437 cp850 cp852 cp855 cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 mac-roman mac-cyrillic".split()
)
_ESCAPING = frozenset("hz utf-7 iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext iso2022_kr".split())
"""Encodings whose bytes look like ASCII although they are not."""
_WIDE = frozenset("utf-16 utf-16-le utf-16-be utf-32".split())
_CJK = frozenset("gb18030 big5hkscs cp950 cp932 cp949 johab euc_jp euc_jis_2004 shift_jis_2004".split())

_NAME = re.compile(r"[a-z0-9][a-z0-9_:.+-]{0,39}")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSABLE = (
    "utf_8 big5 cp932 euc_jp cp949 gb18030 cp1251 koi8_r cp1252 cp1250 cp1253 cp1254 cp1255 cp1256 cp874 iso8859_2"
).split()


@lru_cache(maxsize=256)
def codec_for(declared: str) -> str:
    """The Python codec meant by a charset label; '' for none, unknown or unsafe ones."""
    label = declared.strip().strip("\"'").lower()
    if not _NAME.fullmatch(label):
        return ""
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return ""
    name = _WIDER.get(name, name)
    return name if name in _ALLOWED else ""


def decode(data: bytes, declared: str) -> tuple[str, str]:
    """The text and the key of the repair that was needed ('' for none)."""
    codec = codec_for(declared) if declared else "ascii"
    if data.isascii() and codec not in _ESCAPING and codec not in _WIDE:
        if len(data.translate(None, _CONTROLS)) == len(data):
            return data.decode("ascii"), ""
        return tidy(data.decode("ascii")), ""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return tidy(data.decode(marked, "replace").lstrip("\ufeff")), ""
    text, problem = _decode_declared(data, codec)
    return tidy(text), problem


def decode_unlabelled(data: bytes) -> str:
    """Raw header bytes as text: ASCII, else UTF-8, else the best guess."""
    return decode(data, "")[0]


def tidy(text: str) -> str:
    """Without control characters and half surrogates, with single line feeds as line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text) if _UNWANTED.search(text) else text


def _decode_declared(data: bytes, codec: str) -> tuple[str, str]:
    if codec in ("", "ascii"):
        return _guess(data)
    if _is_really_utf8(data, codec):
        return data.decode("utf-8", "replace"), REPAIRED
    try:
        text = data.decode(codec)
    except UnicodeError:
        return _repair(data, codec)
    if codec == _WESTERN and _mostly_high(data):
        return _guess(data)
    return text, ""


def _is_really_utf8(data: bytes, codec: str) -> bool:
    """Whether a legacy label sits on UTF-8: near certain for single-byte labels, for CJK only with much evidence."""
    if codec in _WIDE or codec in _ESCAPING or codec == "utf-8":
        return False
    text = _utf8_or_none(data)
    if text is None:
        return False
    if codec not in _CJK:
        return True
    return sum("\u3040" <= letter <= "\ud7ff" for letter in text[:SAMPLE]) >= 4


def _utf8_or_none(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return None


def _repair(data: bytes, codec: str) -> tuple[str, str]:
    """A few broken characters are replaced; more than that and the label is not believed."""
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    if codec in _WIDE or codec in _ESCAPING or broken <= 1 + len(text) // 50:
        return text, REPAIRED
    return _guess(data)


def _mostly_high(data: bytes) -> bool:
    """No Western language writes a quarter of its letters with accents; Chinese mistaken for Western does."""
    sample = data[:SAMPLE]
    return len(sample.translate(None, _LOW)) * 4 > len(sample)


_LOW = bytes(range(0x80))
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n")) + b"\x7f"


def _guess(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= len(text) // 50:
        return text, GUESSED
    sample = data[:SAMPLE]
    codec = _shift_jis(sample) or _east_asian(sample) or _normalizer(sample)
    return data.decode(codec, "replace"), GUESSED


def _shift_jis(sample: bytes) -> str:
    """Kana in Shift-JIS all begin with two bytes that other encodings hardly use."""
    high = len(sample.translate(None, _LOW))
    kana = sample.count(b"\x82") + sample.count(b"\x83")
    return "cp932" if kana * 5 > high else ""


def _east_asian(sample: bytes) -> str:
    """GBK, EUC-KR and EUC-JP by where their lead bytes fall: quicker and surer than statistics on short texts."""
    leads = _lead_bytes(sample)
    if len(leads) < 2:
        return ""
    kana = sum(lead in (0xA4, 0xA5) for lead in leads)
    first = sum(0xB0 <= lead <= 0xC8 for lead in leads)
    rest = sum(0xC9 <= lead <= 0xD7 for lead in leads)
    marks = sum(0xA1 <= lead <= 0xA3 for lead in leads)
    if kana * 3 > len(leads):
        return _JAPANESE
    if (first + rest + marks) * 10 < len(leads) * 8:
        return ""
    return _KOREAN if rest == 0 and first >= 4 else _CHINESE


def _lead_bytes(sample: bytes) -> list[int]:
    """First bytes of the pairs, both above 0xA0, of an EUC-like text; empty when it is not one."""
    leads: list[int] = []
    odd = 0
    for run in _HIGH_RUN.findall(sample):
        odd += len(run) % 2
        leads.extend(run[0 : len(run) - 1 : 2])
    return [] if odd * 5 > len(leads) else leads


_HIGH_RUN = re.compile(rb"[\xa1-\xfe]+")


def _normalizer(sample: bytes) -> str:
    best = from_bytes(sample, steps=4, chunk_size=512, cp_isolation=_GUESSABLE).best()
    if best is None or best.encoding in _LATIN:
        return _WESTERN  # on so few accents the Latin sets cannot be told apart: the most common one
    return best.encoding


_LATIN = frozenset(("ascii", "cp1250", "cp1252", "cp1254", "iso8859_2"))
