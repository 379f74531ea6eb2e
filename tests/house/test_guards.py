"""The guards themselves can fail: each is shown an offender."""

import logging
import socket
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QThread, QTimer

from tests.conftest import LOOPBACK
from tests.guards import left_threads, qt_running, threads, watched_log


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_to_elsewhere_is_refused_and_remembered(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(PermissionError):
        probe.connect((address, 80))
    assert len(LOOPBACK.refused) == 1
    LOOPBACK.refused.clear()


def test_a_name_server_is_never_asked() -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("buyers.example", 443)
    LOOPBACK.refused.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_talked_to(host: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection((host, server.getsockname()[1])),
    ):
        assert LOOPBACK.refused == []


def test_an_unannounced_warning_is_a_complaint_and_an_announced_one_is_not() -> None:
    logger = logging.getLogger("harbour")
    logger.propagate = False  # the test's own guard must not hear it
    with watched_log() as watch:
        logger.addHandler(watch)
        logger.warning("rope worn")
        logger.error("rope broken")
        watch.announce("rope worn")
    logger.removeHandler(watch)
    assert watch.complaints() == ["unexpected log line: harbour: rope broken"]


def test_an_announced_warning_must_come() -> None:
    with watched_log() as watch:
        watch.announce("storm")
    assert watch.complaints() == ["announced log line never came: storm"]


def test_a_thread_that_goes_on_is_found() -> None:
    before, over = threads(), threading.Event()
    thread = threading.Thread(target=over.wait, name="forgotten")
    thread.start()
    assert left_threads(before, patience=0.01) == ["forgotten"]
    over.set()
    assert left_threads(before) == []


def test_a_timer_and_a_qthread_that_go_on_are_found(qapp: QCoreApplication) -> None:
    timer, thread = QTimer(), QThread()
    timer.setObjectName("forgotten timer")
    timer.start(60_000)
    thread.setObjectName("forgotten thread")
    thread.start()
    found = " ".join(qt_running().values())
    assert "forgotten timer" in found
    assert "forgotten thread" in found
    timer.stop()
    thread.quit()
    assert thread.wait(10_000)
    assert "forgotten" not in " ".join(qt_running().values())
