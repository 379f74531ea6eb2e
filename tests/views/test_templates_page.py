"""Templates: written, previewed, deleted, brought in from files and given out again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.commands import DeleteTemplate, SaveTemplate
from app.views.templates.page import TemplatesPage
from app.views.theme import Theme
from tests.views.fakes import FakeReader, RecordingWrites, fake_desk


class Stage:
    """The page on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.reader, self.writes = FakeReader(), RecordingWrites()
        self.page = TemplatesPage(fake_desk(self.reader, self.writes), theme)
        self.page.resize(1000, 800)
        qtbot.addWidget(self.page)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(6):
            QApplication.processEvents()

    def press(self, name: str, inside: QWidget | None = None) -> None:
        found = [made for made in (inside or self.page).findChildren(QPushButton, name) if made.isVisible()]
        assert found, f"no visible button {name}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def saved(self) -> list[SaveTemplate]:
        return [each for each in self.writes.commands if isinstance(each, SaveTemplate)]


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def test_a_new_template_is_written_with_a_blank_and_saved(stage: Stage) -> None:
    stage.press("new_template")
    QTest.keyClicks(stage.page.editor.title, "Delay")
    QTest.keyClicks(stage.page.editor.body, "Hello ")
    stage.press("variable.customer.name")
    assert stage.page.editor.preview.text() == "Hello Maria Schmidt"
    stage.press("save_template")
    (command,) = stage.saved()
    assert (command.title, command.body) == ("Delay", "Hello {{customer.name}}")


def test_without_a_title_nothing_is_saved(stage: Stage) -> None:
    stage.press("new_template")
    QTest.keyClicks(stage.page.editor.body, "Hello")
    stage.press("save_template")
    assert stage.saved() == []
    assert "标题" in stage.page.editor.told.text()


def test_an_unknown_blank_is_pointed_out(stage: Stage) -> None:
    stage.press("new_template")
    stage.page.editor.body.put_words("Hello {{costumer.name}}")
    assert "costumer.name" in stage.page.editor._unknown.text()


def test_changing_a_template_keeps_its_place(stage: Stage) -> None:
    QTest.keyClick(stage.page.list, Qt.Key.Key_Down)
    stage.page.list.setCurrentRow(0)
    stage.settle()
    row = stage.page.list.item(0).data(Qt.ItemDataRole.UserRole)
    QTest.keyClicks(stage.page.editor.title, "!")
    stage.press("save_template")
    (command,) = stage.saved()
    assert command.template == row.id
    assert command.title == row.title + "!"


def test_unsaved_changes_are_asked_about(stage: Stage) -> None:
    stage.page.list.setCurrentRow(0)
    stage.settle()
    QTest.keyClicks(stage.page.editor.title, "!")
    stage.page.list.setCurrentRow(1)
    stage.settle()
    assert stage.page.asking is not None
    stage.press("keep_changes", stage.page.asking)
    assert len(stage.saved()) == 1


def test_deleting_asks_first(stage: Stage) -> None:
    stage.page.list.setCurrentRow(0)
    stage.settle()
    stage.press("delete_template")
    assert stage.page.asking is not None
    assert [each for each in stage.writes.commands if isinstance(each, DeleteTemplate)] == []
    stage.press("delete_yes", stage.page.asking)
    assert [each for each in stage.writes.commands if isinstance(each, DeleteTemplate)]


def test_a_table_comes_in_and_what_is_there_already_is_skipped(stage: Stage, tmp_path: Path) -> None:
    row = stage.reader.template_rows[0]
    path = tmp_path / "t.csv"
    path.write_text(f'title,body,language\nNew one,Hello,en\n"{row.title}","{row.body}",de\n', "utf-8")
    stage.page.exchange.bring_in(path)
    stage.settle()
    assert [command.title for command in stage.saved()] == ["New one"]
    assert "跳过 1 个" in stage.page.exchange.told.text()


def test_a_foreign_file_gets_a_calm_sentence(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text("{broken", "utf-8")
    stage.page.exchange.bring_in(path)
    stage.settle()
    assert "读不出模板" in stage.page.exchange.told.text()
