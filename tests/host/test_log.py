"""The log holds ids, numbers and states; whatever else somebody tries to write does not reach the disk."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, quote_plus
from uuid import UUID

import pytest

from app.domain.errors import Problem
from app.host.log import FILE_NAME, EventLog, diagnostics, start_logging, stop_logging
from app.host.redaction import BLOT, Redactor
from app.host.vault import Vault
from tests.fakes import SeededIds
from tests.guards import LogWatch


class State(StrEnum):
    SENDING = "sending"


@pytest.fixture
def redactor() -> Redactor:
    return Redactor()


@pytest.fixture
def written(tmp_path: Path, redactor: Redactor) -> Iterator[Path]:
    """The log file while logging is on; the levels of all loggers are put back afterwards."""
    names = [None, "httpx", "httpcore", "imapclient", "asyncio", "PIL", "keyring", "alembic"]
    levels = {name: logging.getLogger(name).level for name in names}
    handler = start_logging(tmp_path / "logs", redactor)
    yield tmp_path / "logs" / FILE_NAME
    stop_logging(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_an_event_is_one_line_of_facts(written: Path) -> None:
    EventLog("sync").event(
        "page_stored",
        shop=UUID(int=7),
        count=40,
        wait=timedelta(seconds=1.5),
        state=State.SENDING,
        channel="ebay",
    )
    line = written.read_text()
    assert (
        "INFO quayside.sync page_stored shop=00000000-0000-0000-0000-000000000007 count=40 wait=1.5s" in line
    )
    assert "state=sending channel=ebay\n" in line
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 ", line)


def test_moments_are_written_in_utc(written: Path) -> None:
    EventLog("sync").event("x", wait=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert "wait=2026-03-02T09:00:00.000+00:00" in written.read_text()


@pytest.mark.parametrize(
    "value", ["Ann Miller", "ann@buyers.example", "Wo ist mein Paket?", "我的包裹在哪里", "x" * 60, "a\nb"]
)
def test_a_sentence_a_name_or_an_address_is_refused(written: Path, value: str) -> None:
    EventLog("sync").event("x", state=value)
    assert "state=refused" in written.read_text()
    assert value not in written.read_text()


def test_a_fact_nobody_declared_is_refused(written: Path) -> None:
    EventLog("sync").event("x", body="hello")
    assert "body=refused" in written.read_text()


def test_an_event_with_a_sentence_for_a_name_is_refused(written: Path) -> None:
    EventLog("sync").event("dear Ann, your parcel")
    assert "quayside.sync refused" in written.read_text()


def test_our_errors_are_known_by_key_and_others_by_type_and_place(
    written: Path, expected_log: LogWatch
) -> None:
    expected_log.announce("quayside.outbox: lane_failed")
    for error in (Problem("keyring_locked", who="Ann"), ValueError("private text of a buyer")):
        try:
            raise error
        except (Problem, ValueError) as caught:
            EventLog("outbox").trouble("lane_failed", caught, lane="send")
    text = written.read_text()
    assert "error=keyring_locked" in text
    assert "error=ValueError at test_log.py:" in text
    assert "Ann" not in text
    assert "private" not in text


def test_a_warning_is_a_warning(written: Path, expected_log: LogWatch) -> None:
    expected_log.announce("clock_jumped")
    EventLog("sla").warn("clock_jumped")
    assert "WARNING quayside.sla clock_jumped" in written.read_text()


def test_libraries_that_write_addresses_are_kept_quiet(written: Path) -> None:
    logging.getLogger("httpx").info("GET https://shop.example/?token=abcdef")
    assert written.read_text() == ""


def test_what_a_library_says_about_its_error_is_dropped(written: Path, expected_log: LogWatch) -> None:
    expected_log.announce("somelib: it broke")
    try:
        raise RuntimeError("private text")
    except RuntimeError:
        logging.getLogger("somelib").exception("it broke")
    assert "private text" not in written.read_text()
    assert "RuntimeError at test_log.py" in written.read_text()


def test_only_the_owner_can_read_the_log(written: Path) -> None:
    if sys.platform != "win32":  # which knows other rights
        assert written.stat().st_mode & 0o077 == 0


LEAKS = {
    "Authorization: Bearer abc.def-ghi": "abc.def-ghi",
    "https://api.example/x?token=s3cr3tvalue&y=1": "s3cr3tvalue",
    'refresh_token="Atzr|IwEBIA"': "Atzr|IwEBIA",
    "password: hunter2hunter2": "hunter2hunter2",
    "GET /orders?buyer=Ann HTTP/1.1": "Ann",
    "mail from ann.o'neil+x@mail.buyers.example today": "ann.o'neil",
    "call +49 170 1234567 now": "1234567",
    "call (030) 1234 5678": "1234 5678",
    "call +8613812345678": "13812345678",
    "IBAN DE89 3704 0044 0532 0130 00": "0532 0130",
    "card 4111111111111111": "4111111111111111",
}


@pytest.mark.parametrize(("line", "secret"), LEAKS.items())
def test_the_second_net_catches_what_the_first_let_through(
    redactor: Redactor, line: str, secret: str
) -> None:
    cleaned = redactor.clean(line)
    assert secret not in cleaned
    assert BLOT in cleaned


def test_ids_and_moments_are_left_alone(redactor: Redactor) -> None:
    line = "2026-03-02T09:00:00.123+00:00 shop=0195567b-1234-7123-8123-123456789012 count=40 milliseconds=1234567"
    assert redactor.clean(line) == line


def test_a_loaded_secret_never_appears_whatever_it_looks_like(redactor: Redactor, written: Path) -> None:
    redactor.learn("correct horse", "abc")
    logging.getLogger("x").info("it was correct horse and abc")
    assert f"it was {BLOT} and abc" in written.read_text()


def test_a_secret_is_known_in_every_spelling(redactor: Redactor, written: Path) -> None:
    secret = 'pässword/"7"\\x'
    redactor.learn("pässword", secret)
    spelled = (quote(secret, safe=""), quote_plus(secret), json.dumps(secret), repr(secret), secret)
    logging.getLogger("x").info("%s", " ".join(spelled))
    line = written.read_text()
    assert line.count(BLOT) == len(spelled)
    assert "7" not in line.partition("INFO")[2]


def test_what_the_vault_closes_or_opens_never_appears(
    redactor: Redactor, written: Path, ids: SeededIds
) -> None:
    quiet = Vault({0: b"k" * 32}, ids).seal("login", "password", 1, b"tulip field")
    vault = Vault({0: b"k" * 32}, ids, redactor.learn)
    vault.seal("login", "refresh_token", 1, b"fresh bread")
    logging.getLogger("x").info("tulip field, fresh bread")
    vault.open("login", "password", 1, quiet)
    logging.getLogger("x").info("tulip field again")
    text = written.read_text()
    assert "fresh bread" not in text
    assert text.count("tulip field") == 1


def test_diagnostics_hold_facts_and_the_newest_clean_lines(written: Path, redactor: Redactor) -> None:
    for number in range(30):
        EventLog("sync").event("page_stored", count=number)
    with written.open("a") as file:
        file.write("an older version wrote ann@buyers.example\n")
    text = diagnostics(
        {"version": "0.1.0", "shop": 3, "name": "Ann Miller"}, written.parent, redactor, lines=5
    )
    assert "version: 0.1.0" in text
    assert "name: refused" in text
    assert "count=29" in text
    assert "count=25\n" not in text
    assert "ann@buyers" not in text


def test_diagnostics_work_before_the_first_line(tmp_path: Path, redactor: Redactor) -> None:
    assert diagnostics({"version": "0.1.0"}, tmp_path, redactor) == "version: 0.1.0\n"


def test_a_thousand_canaries_leave_no_feather(written: Path, redactor: Redactor) -> None:
    canaries = [f"canary{number:04d}secret" for number in range(1000)]
    redactor.learn(*canaries)
    logger = logging.getLogger("careless")
    for canary in canaries:
        EventLog("sync").event("x", state=f"{canary} {canary}", login=canary)
        logger.info("payload %s", {"a": canary})
    text = written.read_text()
    assert not [canary for canary in canaries if canary in text]
