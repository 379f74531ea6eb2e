"""What the measurements rest on: the corpus is the promised one, and the window does not wait for heavy libraries."""

import subprocess
import sys
from collections import Counter

from benchmarks.__main__ import names
from benchmarks.corpus import LONG_THREAD, Corpus
from benchmarks.measure import percentile
from tests.house.source import ROOT

HEAVY = ("sqlalchemy", "alembic", "httpx", "asyncio", "keyring", "PIL", "imapclient", "liquid")


def test_the_window_is_put_together_without_the_database_library_or_the_network() -> None:
    code = f"import sys, app.bootstrap; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_longer_corpus_contains_the_shorter_one() -> None:
    longer = list(Corpus().messages(3000))
    assert list(Corpus().messages(700)) == longer[:700]
    assert [said.number for said in longer] == list(range(3000))


def test_the_corpus_has_one_long_thread_and_the_promised_shares() -> None:
    said = list(Corpus().messages(6000))
    sizes = Counter(one.conversation for one in said)
    assert sizes[0] == LONG_THREAD
    assert max(n for conversation, n in sizes.items() if conversation) < 10
    photos = sum(one.photo for one in said) / len(said)
    quotes = sum(bool(one.quoted) for one in said) / len(said)
    assert 0.04 < photos < 0.06
    assert 0.12 < quotes < 0.25  # a first message has nothing to quote


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3.0
    assert percentile([5.0, 1.0, 3.0], 0.95) == 5.0


def test_every_measurement_of_the_table_can_be_asked_for() -> None:
    assert {"search", "inbox", "ingest", "eml", "window", "scroll"} <= set(names())
