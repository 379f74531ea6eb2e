"""Looks whether everything the program needs came along: channels, database, keyring, fonts, plugins, words.

Written for frozen builds, where a forgotten file shows only when somebody needs it. What the computer around us lacks,
such as an unlocked keyring, is told but is not counted as missing.
"""

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from app.domain.errors import Problem
from app.domain.identity import VERSION

Facts = dict[str, object]

KEYRING_BACKENDS = {
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
    "linux": ("keyring.backends.SecretService", "keyring.backends.kwallet"),
}
QT_PLATFORM = {"win32": "qwindows", "darwin": "qcocoa", "linux": "qxcb"}
PICTURES = ("qjpeg", "qgif", "qwebp")


class Missing(Exception):
    """Something that belongs to the program is not there."""


def channels() -> Facts:
    """Every folder below connectors, imported."""
    import app.connectors

    names = sorted(module.name for module in pkgutil.iter_modules(app.connectors.__path__) if module.ispkg)
    for name in names:
        importlib.import_module(f"app.connectors.{name}.manifest")
    if not names:
        raise Missing("no channel")
    return {"names": names}


def database() -> Facts:
    """The encrypted database, by using it: a key, a full-text table, the migrations."""
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(":memory:")
    try:
        connection.execute("PRAGMA key = \"x'" + "00" * 32 + "'\"")
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text, content='', contentless_delete=1)")
    except sqlcipher.Error as error:
        raise Missing(f"full text: {error}") from error
    finally:
        connection.close()
    if cipher is None:
        raise Missing("encryption")
    if sqlcipher.sqlite_version_info < (3, 51, 3):
        raise Missing(f"SQLite 3.51.3; this is {sqlcipher.sqlite_version}")
    return {"sqlite": sqlcipher.sqlite_version, "cipher": cipher[0]}


def keyring() -> Facts:
    """The code for this system's keyring; and, as news only, whether one answers."""
    from app.host.keyring import SystemKeyStore

    for backend in KEYRING_BACKENDS.get(sys.platform, ()):
        importlib.import_module(backend)
    try:
        return {"backend": SystemKeyStore().name()}
    except Problem as problem:
        return {"backend": None, "state": problem.key}


def fonts() -> Facts:
    """Icons of our own, and letters for Chinese from the system."""
    import qtawesome  # its fonts are looked for; nothing is drawn
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    icons = sorted(path.name for path in (Path(qtawesome.__file__).parent / "fonts").glob("*.ttf"))
    if not icons:
        raise Missing("icon fonts")
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    del application
    return {"icons": icons, "chinese": chinese[:5]}


def qt_plugins() -> Facts:
    """The window system and the picture formats."""
    from PySide6.QtCore import QLibraryInfo, qVersion

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    found = {
        kind: _plugins(folder / kind)
        for kind in ("platforms", "imageformats", "platforminputcontexts", "tls")
    }
    wanted = [*PICTURES, QT_PLATFORM.get(sys.platform, "")]
    absent = [name for name in wanted if name and name not in found["platforms"] + found["imageformats"]]
    if absent:
        raise Missing(", ".join(absent))
    return {"qt": qVersion(), **found}


def _plugins(folder: Path) -> list[str]:
    return sorted(
        path.stem.removeprefix("lib") for path in folder.glob("*") if path.suffix in (".so", ".dll", ".dylib")
    )


def translations() -> Facts:
    """Every language the program offers."""
    from app.views.words import LANGUAGES, TRANSLATIONS, WORDS

    absent = [
        language for language in LANGUAGES[1:] if not (TRANSLATIONS / f"quayside_{language}.qm").exists()
    ]  # the first language is the source
    if absent:
        raise Missing(", ".join(absent))
    return {"languages": list(LANGUAGES), "words": len(WORDS)}


CHECKS: dict[str, Callable[[], Facts]] = {
    "channels": channels,
    "database": database,
    "keyring": keyring,
    "fonts": fonts,
    "qt_plugins": qt_plugins,
    "translations": translations,
}


def self_check(file: Path | None, checks: Mapping[str, Callable[[], Facts]] = CHECKS) -> int:
    """Prints (or writes) one JSON object; 1 where something is missing."""
    report: Facts = {"version": VERSION, "python": sys.version.split()[0], "frozen": hasattr(sys, "frozen")}
    missing: list[str] = []
    for name, look in checks.items():
        try:
            report[name] = look()
        except (Missing, ImportError, OSError) as trouble:
            report[name] = {"missing": str(trouble)}
            missing.append(name)
    report["missing"] = missing
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if file is None:
        sys.stdout.write(text + "\n")
    else:
        file.write_text(text + "\n", encoding="utf-8")
    return 1 if missing else 0
