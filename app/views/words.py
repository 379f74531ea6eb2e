"""Turns keys into words: Chinese is the source, others are Qt Linguist files in resources.

    say("status.pending")              → 待处理
    say("list.ticked", n=3)            → 已选 3 条
    explain(Problem("disk_full"))      → what happened, what it means for the customer, what to press

Tables live in `app/views/vocabulary/`, one per area; a test sees that every key has
Chinese and English with the same blanks.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.domain.errors import Outage, Problem, QuaysideError, Value
from app.views.vocabulary import (
    admin,
    aliexpress,
    amazon,
    channels,
    context,
    conversation,
    ebay,
    errors,
    errors_machine,
    errors_work,
    health,
    inbox,
    languages,
    lazada,
    moments,
    opening,
    outbox,
    refusals,
    shell,
    shopee,
    shopify,
    templates,
    tiktok,
    walmart,
)

TABLES = (
    shell,
    inbox,
    errors,
    errors_machine,
    errors_work,
    languages,
    lazada,
    moments,
    channels,
    conversation,
    context,
    templates,
    outbox,
    refusals,
    admin,
    aliexpress,
    amazon,
    health,
    opening,
    tiktok,
    shopee,
    shopify,
    walmart,
    ebay,
)
WORDS: dict[str, str] = {key: chinese for table in TABLES for key, chinese in table.WORDS}
TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"
LANGUAGES = ("zh", "en")


class _Blanks(Formatter):
    """Fills `{name}`; `{n:shop|shops}` becomes `1 shop` or `8 shops`; a blank nobody filled shows as `…`."""

    def get_value(self, key: int | str, args: object, kwargs: object) -> object:
        return kwargs.get(str(key), "…") if isinstance(kwargs, dict) else "…"

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|", 1)
            return f"{value} {one if value == 1 else many}"
        return str(value)


_BLANKS = _Blanks()


def say(key: str, /, **values: object) -> str:
    """The words for a key in the language of the program."""
    text = QCoreApplication.translate(key, WORDS[key])
    return _BLANKS.format(text, **values) if "{" in text else text


def knows(key: str) -> bool:
    """Whether there are words for a key."""
    return key in WORDS


def say_or(key: str, otherwise: str, /, **values: object) -> str:
    """Words for a key that another layer made up; `otherwise` where nobody wrote any."""
    return say(key, **values) if key in WORDS else otherwise


def listed(names: Iterable[str]) -> str:
    """Names one after another, as the language sets them apart."""
    return say("list.between").join(names)


def tag_words(tag: str) -> str:
    """A tag as it is read: an agent's own tag stands as it was written, one a channel gave has words."""
    return say_or(f"tag.{tag}", tag)


def explain(error: QuaysideError) -> str:
    """A calm sentence or two about an error: what happened, what it means for the customer, what to press."""
    key = f"error.{error.key}"
    if key not in WORDS:
        if f"reason.{error.key}" in WORDS:
            return say(f"reason.{error.key}", **spoken_values(error.values))
        family = "problem" if isinstance(error, Problem) else "outage" if isinstance(error, Outage) else "bug"
        return say(f"error.any_{family}", key=error.key)
    return say(key, **spoken_values(error.values))


def spoken_values(values: Mapping[str, Value]) -> dict[str, object]:
    """Values as they stand in a sentence: a reason may be a key of its own, or the system's own words."""
    reason = values.get("reason")
    if not isinstance(reason, str):
        return dict(values)
    words = next((say(key) for key in (f"reason.{reason}", f"error.{reason}") if key in WORDS), reason)
    return {**values, "reason": words}


def reason_words(reason: str) -> str:
    """Why a send, login or check failed: a key, or the platform's own sentence behind `remote:`."""
    if reason.startswith("remote:"):
        return reason.removeprefix("remote:").strip()
    name, _, about = reason.partition(" ")
    for key in (f"reason.{name}", f"error.{name}", name):
        if key in WORDS:
            return f"{about} · {say(key)}" if about else say(key)
    return say("reason.any", key=reason) if reason else ""


def system_language() -> str:
    """Chinese where the system speaks it, otherwise English."""
    return "zh" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def install(
    application: QCoreApplication, language: str, folder: Path = TRANSLATIONS
) -> tuple[QTranslator, ...]:
    """Makes the program speak a language; the translators must be kept alive by the caller."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = [("qtbase_zh_CN" if language == "zh" else "qtbase_en", qt_folder)]
    if language != "zh":
        wanted.append((f"quayside_{language}", str(folder)))
    translators = []
    for name, place in wanted:
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)
            translators.append(translator)
    return tuple(translators)
