"""Holds the word tables beside their translations: nothing missing, stale, unfinished or with other blanks.

`python -m tests.house.translations` lists what is wrong.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QTranslator

from app.views.words import LANGUAGES, TRANSLATIONS, WORDS

SOURCE = "zh"
BLANK = re.compile(r"\{(\w+)")


def translated(path: Path) -> dict[str, tuple[str, str]]:
    """Key → (Chinese, translation) of one Qt Linguist file; unfinished ones count as empty."""
    entries = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            finished = target is not None and target.get("type") is None
            entries[context.findtext("name", "")] = (
                message.findtext("source", ""),
                (target.text or "") if target is not None and finished else "",
            )
    return entries


def problems() -> Iterator[str]:
    """Everything that is wrong with any language."""
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path = TRANSLATIONS / f"quayside_{language}.ts"
        if not path.exists():
            yield f"{path.name} is missing"
            continue
        entries = translated(path)
        yield from _differences(path.name, entries)
        yield from _stale_binary(path.with_suffix(".qm"), entries)


def _differences(name: str, entries: dict[str, tuple[str, str]]) -> Iterator[str]:
    yield from (f"{name}: {key} is not translated" for key in WORDS if not entries.get(key, ("", ""))[1])
    for key, (chinese, words) in entries.items():
        if key not in WORDS:
            yield f"{name}: {key} is no longer used"
        elif chinese != WORDS[key]:
            yield f"{name}: {key} translates an older Chinese text"
        elif words and set(BLANK.findall(words)) != set(BLANK.findall(chinese)):
            yield f"{name}: {key} has other blanks"


def _stale_binary(path: Path, entries: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The compiled file must say what the readable one says."""
    translator = QTranslator()
    if not translator.load(str(path)):
        yield f"{path.name} is missing: compile it with pyside6-lrelease"
        return
    for key, (chinese, words) in entries.items():
        if words and translator.translate(key, chinese) != words:
            yield f"{path.name} is older than its source at {key}"
            return


def main() -> int:
    found = list(problems())
    sys.stdout.write("\n".join(found) + "\n" if found else f"{len(WORDS)} words, every language complete\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
