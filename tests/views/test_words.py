"""Every key has its words in Chinese and in English, with the same blanks; every error can be explained."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtWidgets import QApplication

from app.connectors.registry import CHANNELS
from app.domain.conversations import CloseReason, Status
from app.domain.errors import Bug, Outage, Problem
from app.domain.outbox import SendState
from app.domain.readmodels import SortOrder, ViewKind
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.views import words
from app.views.registry import Registry
from app.views.words import TABLES, WORDS, explain, reason_words, say, say_or, spoken_values
from tests.views.fakes import MemorySettings

ENGLISH = Path("resources/translations/quayside_en.ts")


def english() -> dict[str, str]:
    """key → English, from the Linguist file."""
    root = ElementTree.parse(ENGLISH).getroot()
    found = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") != "unfinished", context.findtext("name")
            assert message.findtext("source") == WORDS.get(str(context.findtext("name"))), context.findtext(
                "name"
            )
            found[str(context.findtext("name"))] = translation.text or ""
    return found


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_key_is_written_twice() -> None:
    counted = Counter(key for table in TABLES for key, _ in table.WORDS)
    assert [key for key, times in counted.items() if times > 1] == []


def test_english_is_complete_and_fills_the_same_blanks() -> None:
    translated = english()
    assert set(WORDS) - set(translated) == set()
    assert set(translated) - set(WORDS) == set()
    assert {key for key in WORDS if blanks(WORDS[key]) != blanks(translated[key])} == set()
    assert {key for key in WORDS if not translated[key].strip()} == set()


def test_no_chinese_is_left_in_english_words() -> None:
    allowed = {"command.language"}
    chinese = {key for key, text in english().items() if re.search(r"[\u4e00-\u9fff]", text)}
    assert chinese - allowed == set()


def test_the_compiled_translation_says_what_the_file_says(qapp: QApplication) -> None:
    words.install(qapp, "en")
    translated = english()
    wrong = {key for key in WORDS if "{" not in WORDS[key] and say(key) != translated[key]}
    words.install(qapp, "zh")
    assert wrong == set()


def test_chinese_needs_no_file(qapp: QApplication) -> None:
    words.install(qapp, "zh")
    assert say("status.pending") == "待处理"
    assert say("list.ticked", n=3) == "已选 3 条"


def test_english_counts_one_and_many(qapp: QApplication) -> None:
    words.install(qapp, "en")
    one, many = say("moment.days", n=1), say("moment.days", n=3)
    words.install(qapp, "zh")
    assert (one, many) == ("1 day", "3 days")


def test_a_blank_nobody_filled_does_not_break_the_sentence() -> None:
    assert say("list.ticked") == "已选 … 条"


@pytest.mark.parametrize("error", [Problem("never_heard"), Outage("never_heard"), Bug("never_heard")])
def test_an_unknown_error_is_still_explained_by_its_family(error: Problem | Outage | Bug) -> None:
    assert "never_heard" in explain(error)


def test_a_known_error_says_what_to_do() -> None:
    assert explain(Problem("search_value", operator="is", value="xyz")) == (
        "「is:」后面的「xyz」看不懂。改一下或删掉这个条件。"
    )


def test_a_reason_inside_a_sentence_is_said_in_words() -> None:
    def told(reason: str) -> str:
        return say("notice.some_left_alone", **spoken_values({"count": 2, "reason": reason}))

    assert told("proven_absent") == "2 条没有改动：已确认没有送到，重新排队"
    assert told("disk unplugged") == "2 条没有改动：disk unplugged"
    assert spoken_values({"count": 2}) == {"count": 2}


def test_the_platforms_own_sentence_is_passed_on() -> None:
    assert reason_words("remote:Buyer has blocked messages") == "Buyer has blocked messages"
    assert "strange" in reason_words("strange")
    assert reason_words("") == ""


def test_values_from_below_have_words() -> None:
    keys = [f"status.{one}" for one in Status] + [f"send.{one}" for one in SendState]
    keys += [f"close.{one}" for one in CloseReason] + [f"role.{one}" for one in Role]
    keys += [f"health.{one}" for one in Health] + [f"shop.{one}" for one in ShopState]
    keys += [f"view.{one}" for one in ViewKind] + [f"sort.{one}" for one in SortOrder]
    assert [key for key in keys if key not in WORDS] == []


def test_every_command_of_the_screen_has_a_title(qapp: QApplication) -> None:
    source = Path("app/views/window_commands.py").read_text("utf-8")
    names = re.findall(r'one\("(\w+)"', source)
    assert len(names) > 30
    assert [name for name in names if f"command.{name}" not in WORDS] == []
    assert Registry(MemorySettings()).all() == ()


def test_every_key_that_a_screen_names_exists() -> None:
    named = {
        key
        for path in Path("app/views").rglob("*.py")
        for key in re.findall(r'\bsay\(\s*"([a-z_0-9.]+)"', path.read_text("utf-8"))
    }
    assert sorted(named - set(WORDS)) == []
    assert say_or("no.such.key", "otherwise") == "otherwise"


def test_what_every_channel_asks_of_a_reply_has_words() -> None:
    for manifest in CHANNELS.values():
        assert len(manifest.manners) != 1, manifest.key
        assert [key for key in manifest.manners if key not in WORDS] == []
