"""Judges attachments before anyone opens them: a name that is safe on every system, and warnings about tricks.

`invoice.pdf.exe`, `photo‮gpj.exe` and `CON.txt` are the oldest tricks there are.
"""

import re

from app.worker.sniff import family

MAX_NAME = 120

DANGEROUS = "dangerous_type"
DISGUISED = "disguised_name"
MISMATCH = "type_mismatch"
MACROS = "has_macros"

_DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
_EXECUTABLE = frozenset(
    "ade adp apk app appimage appinstaller application appref-ms appx bat bin chm cmd com command cpl deb "
    "desktop diagcab dll dmg docm dotm elf exe gadget hlp hta htm html img inf ins iso isp jar jnlp job "
    "jse js ksh lib lnk mde mht mhtml msc msh msi msix msp mst msu ocx one osx pif pkg pl pptm ps1 ps2 "
    "psc1 py pyw rb reg rpm run scf scr sct settingcontent-ms sh shb shtml svg svgz sys theme url vb vbe "
    "vbs vhd vhdx vxd website ws wsc wsf wsh xhtml xlam xll xlsm xltm xpi".split()
)
_MACROS = frozenset("docm dotm pptm xlam xlsm xltm".split())
_FAMILIES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "gif": "gif", "webp": "webp", "pdf": "pdf",
    "zip": "zip", "docx": "zip", "xlsx": "zip", "pptx": "zip", "doc": "ole", "xls": "ole", "ppt": "ole",
    "bmp": "bmp", "tif": "tiff", "tiff": "tiff", "mp4": "mp4", "heic": "mp4", "rtf": "rtf",
}  # fmt: skip
_EXTENSIONS = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp",
    "application/pdf": "pdf", "text/plain": "txt", "text/html": "html", "message/rfc822": "eml",
    "text/calendar": "ics", "application/zip": "zip",
}  # fmt: skip


def safe_name(claimed: str, content_type: str) -> str:
    """A file name that any system can hold and that looks like what it is."""
    name = _FORBIDDEN.sub("_", _DIRECTION.sub("", claimed.replace("\\", "/").rpartition("/")[2]))
    name = " ".join(name.split()).strip(". ")
    if not name:
        extension = _EXTENSIONS.get(content_type, "bin")
        return f"attachment.{extension}"
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 12:
        name = f"{stem[: MAX_NAME - len(extension) - 1].rstrip('. ')}.{extension}"
    else:
        name = name[:MAX_NAME]
    return f"_{name}" if _RESERVED.fullmatch(name.partition(".")[0].strip()) else name


def warnings(claimed: str, content: bytes) -> tuple[str, ...]:
    """Why an agent should think twice: keys, the worst first; empty for an ordinary file."""
    found: list[str] = []
    extensions = [part.strip().lower() for part in _DIRECTION.sub("", claimed).rstrip(". ").split(".")[1:]]
    last = extensions[-1] if extensions else ""
    actual = family(content)
    if last in _EXECUTABLE or actual in ("executable", "script", "html"):
        found.append(DANGEROUS)
    if _is_disguised(claimed, extensions):
        found.append(DISGUISED)
    if last in _MACROS or (actual in ("ole", "zip") and b"vbaProject.bin" in content):
        found.append(MACROS)
    expected = _FAMILIES.get(last, "")
    if expected and actual and actual != expected:
        found.append(MISMATCH)
    return tuple(found)


def _is_disguised(claimed: str, extensions: list[str]) -> bool:
    """Direction marks, a harmless extension before a harmful one, or blanks that push it out of sight."""
    if _DIRECTION.search(claimed) or "      " in claimed:
        return True
    return (
        len(extensions) > 1
        and extensions[-1] in _EXECUTABLE
        and (extensions[-2] in _FAMILIES or extensions[-2] == "txt")
    )
