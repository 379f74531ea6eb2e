"""What the tests of the screens share: Chinese, a light theme, and a desk of fakes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views import words
from app.views.theme import Mode, Theme
from tests.views.fakes import FakeReader, RecordingWrites, StillClock


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light look in Chinese."""
    words.install(qapp, "zh")
    made = Theme(Mode.LIGHT)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


@pytest.fixture
def writes() -> RecordingWrites:
    return RecordingWrites()


@pytest.fixture
def still() -> StillClock:
    return StillClock()


@pytest.fixture(autouse=True)
def _swept(qtbot: QtBot) -> Iterator[None]:
    """Widgets deleted later are deleted now, so that none outlives its test."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
