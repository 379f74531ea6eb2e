"""File names that strangers chose: which are dangerous to open, and what they may be called on our disk."""

import re
from dataclasses import dataclass

from app.domain.values import AttachmentId

_DANGEROUS = frozenset(
    "ade adp apk app application appref-ms asx bas bat cab chm cmd com command cpl csh deb desktop diagcab dll dmg docm"
    " dotm exe fxp gadget grp hlp hta htm html img inf ins iso isp jar jnlp jse js ksh lnk mad maf mag mam maq mar mas"
    " mat mau mav maw mcf mda mdb mde mdt mdw mdz msc msh msh1 msh2 msi msp mst ops osd pcd pif pkg pl plg potm ppam"
    " ppsm pptm prf prg ps1 ps1xml ps2 ps2xml psc1 psc2 py pyc pyw reg rpm scf scr sct settingcontent-ms sh shb shs svg"
    " sys theme url vb vbe vbp vbs vhd vhdx vsmacros vsw website ws wsc wsf wsh xbap xll xlsm xltm xhtml xml".split()
)
"""endings that run something or can carry something that runs"""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file whose bytes lie in the blob store, and that no conversation knows yet."""

    id: AttachmentId
    name: str
    content_type: str
    size: int
    blob_key: str


def is_dangerous(name: str) -> bool:
    """Whether opening a file of this name could run something; a name that hides its true ending always is."""
    if any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in name):
        return True
    return _ending(name.rstrip(". ")) in _DANGEROUS


def safe_name(name: str) -> str:
    """A name every system accepts: no path, no control signs, no reserved word, not hidden, not too long."""
    cleaned = _FORBIDDEN.sub("_", name).strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    if not dot:
        stem, ending = cleaned, ""
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    ending = ending[:16]
    stem = stem[: LONGEST_NAME - len(ending) - 1].strip(" .") or "file"
    return f"{stem}.{ending}" if ending else stem


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
