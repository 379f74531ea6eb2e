"""Whatever a mail does to its worker, the program gets an answer and its neighbours are read."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PIL import Image

from app.domain.errors import Outage
from app.domain.mail import Failure, ParsedMail
from app.worker.child import Child, ChildGone
from app.worker.client import BATCH_BYTES, UnreadableInput, WorkerClient, _batch, worker_command
from app.worker.frames import pack
from tests.worker.letters import container, file_part, letter, part
from tests.worker.test_attachments import _encoded

REAL = [sys.executable, "-m", "app.worker.main"]
UNRULY = [sys.executable, "-m", "tests.worker.unruly"]
PATIENT = timedelta(seconds=60)
SHORT = timedelta(seconds=1.5)


@pytest.fixture
def real() -> Iterator[WorkerClient]:
    client = WorkerClient(REAL, deadline=PATIENT)
    yield client
    client.close()


@pytest.fixture
def unruly() -> Iterator[WorkerClient]:
    client = WorkerClient(UNRULY, deadline=PATIENT)
    yield client
    client.close()


@pytest.fixture
def impatient() -> Iterator[WorkerClient]:
    client = WorkerClient(UNRULY, deadline=SHORT)
    yield client
    client.close()


def _texts(results: list[ParsedMail | Failure]) -> list[str]:
    return [result.reason if isinstance(result, Failure) else result.text for result in results]


def test_mails_are_read_in_order(real: WorkerClient) -> None:
    raws = [letter(f"number {number}") for number in range(250)]
    assert _texts(real.parse_mails(raws)) == [f"number {number}" for number in range(250)]
    assert real.parse_mail(raws[0]).message_id == "one@buyer.example"
    assert real.parse_mails([]) == []
    assert real.restarts == 0


def test_an_attachment_and_a_picture_travel_through_the_worker(real: WorkerClient) -> None:
    png = _encoded(Image.new("RGB", (10, 10)), "PNG")
    raw = container("mixed", [part("text/plain", "x"), file_part("image/png", "p.png", png)])
    cut = real.attachment(raw, "2")
    assert (cut.name, cut.content, cut.warnings) == ("p.png", png, ())
    assert real.picture(cut.content).width == 10


def test_a_refusal_names_its_reason_and_costs_no_restart(real: WorkerClient) -> None:
    with pytest.raises(UnreadableInput) as no_part:
        real.attachment(letter("x"), "9")
    with pytest.raises(UnreadableInput) as no_picture:
        real.picture(b"x")
    assert (no_part.value.reason, no_picture.value.reason) == ("no_such_part", "unreadable_picture")
    assert no_part.value.values == {"reason": "no_such_part"}
    assert real.restarts == 0


@pytest.mark.parametrize("deed", ["CRASH", "BABBLE", "HALF", "ODD", "EMPTY"])
def test_one_bad_mail_costs_its_neighbours_nothing(unruly: WorkerClient, deed: str) -> None:
    raws = [letter("one"), letter(deed), letter("three"), letter("four")]
    assert _texts(unruly.parse_mails(raws)) == ["one", "crashed", "three", "four"]
    assert unruly.restarts == 2
    with pytest.raises(UnreadableInput) as failed:
        unruly.parse_mail(letter(deed))
    assert failed.value.reason == "crashed"


def test_a_refused_mail_costs_not_even_a_restart(unruly: WorkerClient) -> None:
    assert _texts(unruly.parse_mails([letter("REFUSE"), letter("two")])) == ["too_large", "two"]
    assert unruly.restarts == 0


def test_a_mail_that_hangs_is_given_up_at_the_deadline(impatient: WorkerClient) -> None:
    assert _texts(impatient.parse_mails([letter("one"), letter("HANG"), letter("three")])) == [
        "one",
        "too_slow",
        "three",
    ]


def test_a_mail_that_is_only_slow_at_first_is_read_at_the_second_try(impatient: WorkerClient) -> None:
    assert _texts(impatient.parse_mails([letter("HANG ONCE"), letter("two")])) == ["calm ONCE", "two"]
    assert impatient.restarts == 1


def test_a_crash_while_cutting_an_attachment_is_told(unruly: WorkerClient) -> None:
    with pytest.raises(UnreadableInput) as failed:
        unruly.attachment(letter("CRASH"), "1")
    assert failed.value.reason == "crashed"
    assert unruly.attachment(letter("calm"), "1").content == b"calm"


def test_a_killed_worker_is_replaced_without_a_word(real: WorkerClient) -> None:
    real.parse_mail(letter("x"))
    child = real._idle.get()
    assert child is not None
    child._process.kill()
    child._process.wait()
    real._idle.put(child)
    assert real.attachment(letter("still here"), "1").content == b"still here"
    assert real.restarts == 1


def test_a_worker_that_dies_between_two_looks_is_replaced_too(unruly: WorkerClient) -> None:
    unruly.parse_mail(letter("x"))
    assert _texts(unruly.parse_mails([letter("CRASH ONCE")])) == ["crashed"]
    assert unruly.parse_mail(letter("y")).text == "y"


def test_a_worker_that_does_not_listen_is_killed_while_we_write() -> None:
    child = Child([*UNRULY, "--deaf"])
    with pytest.raises(ChildGone) as gone:
        child.ask(pack({"job": "mails"}, [b"x" * 5_000_000]), SHORT)
    assert gone.value.too_slow
    child.end()


def test_a_worker_that_does_not_leave_is_killed() -> None:
    child = Child([*UNRULY, "--deaf"])
    child.end(timedelta(milliseconds=200))
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_several_callers_share_the_children() -> None:
    client = WorkerClient(REAL, children=2, deadline=PATIENT)
    results: list[list[str]] = []

    def read(number: int) -> None:
        results.append(_texts(client.parse_mails([letter(f"{number}")] * 20)))

    callers = [threading.Thread(target=read, args=(number,)) for number in range(5)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    client.close()
    assert sorted(results) == [[f"{number}"] * 20 for number in range(5)]


def test_a_page_is_shared_among_the_children_and_stays_in_order() -> None:
    client = WorkerClient(REAL, children=2, deadline=PATIENT)
    raws = [letter(f"number {number}") for number in range(45)]
    assert _texts(client.parse_mails(raws)) == [f"number {number}" for number in range(45)]
    assert client.parse_mails([]) == []
    client.close()


def test_a_closed_client_says_so_and_may_be_closed_again() -> None:
    client = WorkerClient(REAL)
    client.close()
    client.close()
    with pytest.raises(Outage) as closed:
        client.parse_mail(letter("x"))
    assert closed.value.key == "worker_closed"


def test_a_worker_that_cannot_be_started_is_an_outage() -> None:
    client = WorkerClient(["/nowhere/at/all"])
    with pytest.raises(Outage) as missing:
        client.parse_mail(letter("x"))
    assert missing.value.key == "worker_not_started"
    client.close()


def test_large_mails_travel_in_smaller_batches() -> None:
    large = b"x" * (BATCH_BYTES - 10)
    assert len(_batch([large, large])) == 1
    assert len(_batch([large + b"y" * 20])) == 1
    assert len(_batch([b"x"] * 1000)) == 100


def test_the_worker_is_this_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command() == [sys.executable, "-m", "app", "worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "worker"]


def test_the_programs_own_executable_becomes_a_worker() -> None:
    client = WorkerClient(worker_command(), deadline=PATIENT)
    assert client.parse_mail(letter("hello")).text == "hello"
    client.close()


def test_a_worker_ends_with_its_program_and_prints_nothing() -> None:
    ended = subprocess.run(REAL, input=b"", capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, b"")
    nonsense = subprocess.run(REAL, input=b"nonsense nonsense", capture_output=True, check=False)
    assert (nonsense.returncode, nonsense.stdout) == (1, b"")


def test_the_worker_loads_neither_screen_nor_database() -> None:
    heavy = ("PySide6", "sqlalchemy", "sqlcipher3", "httpx")
    look = f"import sys, app.worker.main; print([name for name in {heavy} if name in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
