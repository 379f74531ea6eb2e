"""The outbox page: why each reply has not arrived, and what can be pressed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cards import Card, CardKind
from app.domain.changes import Changes
from app.domain.commands import CancelReply, EditQueuedReply, ReleaseReply, RetryFailed, SettleUnknown
from app.domain.outbox import SendState
from app.domain.readmodels import AttachmentRow, OutboxRow
from app.domain.values import AttachmentId, OutboundId
from app.views.conversation.form_words import form_words
from app.views.conversation.shortened import Shortened
from app.views.outbox.page import OutboxPage
from app.views.theme import Theme
from tests.views.fakes import NOW, FakeReader, RecordingWrites, a_row, an_id, fake_desk


def a_reply(name: str, state: SendState, **changes: object) -> OutboxRow:
    base = FakeReader().outbox_rows[0]
    return replace(base, id=OutboundId(an_id(name)), state=state, **changes)  # type: ignore[arg-type]  # named fields


class Stage:
    """The page on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, *rows: OutboxRow) -> None:
        self.qtbot, self.reader, self.writes = qtbot, FakeReader(), RecordingWrites()
        self.reader.outbox_rows = rows
        self.desk = fake_desk(self.reader, self.writes)
        self.page = OutboxPage(self.desk, theme)
        self.page.resize(800, 900)
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

    def told(self) -> str:
        return " ".join(made.text() for made in self.page.findChildren(QLabel, "explanation"))

    def change(self, *rows: OutboxRow) -> None:
        self.reader.outbox_rows = rows
        self.desk.announce(Changes(subjects=frozenset({"outbox"})))
        self.settle()


def test_an_empty_outbox_is_calm(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme)
    assert stage.page._empty.isVisible()


def test_what_needs_a_person_stands_first(qtbot: QtBot, theme: Theme) -> None:
    states = (SendState.QUEUED, SendState.FAILED, SendState.ASK_HUMAN, SendState.NEEDS_REVIEW)
    stage = Stage(qtbot, theme, *(a_reply(state.value, state) for state in states))
    assert [card.row.state for card in stage.page.cards()] == [
        SendState.ASK_HUMAN, SendState.NEEDS_REVIEW, SendState.FAILED, SendState.QUEUED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_reply("q", SendState.QUEUED, not_before=NOW + timedelta(minutes=5)), "再试"),
        (a_reply("q", SendState.QUEUED, undo_until=NOW + timedelta(minutes=1)), "可以撤销"),
        (a_reply("q", SendState.QUEUED, blocked_by=OutboundId(an_id("x"))), "前面还有一封"),
        (a_reply("q", SendState.UNKNOWN, next_look=NOW + timedelta(minutes=2)), "去平台核对"),
        (a_reply("q", SendState.FAILED, reason="remote:No links, please"), "No links, please"),
        (a_reply("q", SendState.QUEUED, attempts=3), "已试 3 次"),
    ],
)
def test_every_state_says_why_and_what_happens_next(
    qtbot: QtBot, theme: Theme, row: OutboxRow, words: str
) -> None:
    stage = Stage(qtbot, theme, row)
    assert words in stage.told()


def test_a_queued_reply_is_edited_in_place(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.QUEUED))
    stage.press("edit")
    (card,) = stage.page.cards()
    assert card.editor is not None
    QTest.keyClicks(card.editor, "Hi! ")
    stage.press("save_edit")
    (command,) = [each for each in stage.writes.commands if isinstance(each, EditQueuedReply)]
    assert command.text.startswith("Hi! ")


def test_words_being_edited_survive_a_change_of_the_list(qtbot: QtBot, theme: Theme) -> None:
    row = a_reply("q", SendState.QUEUED)
    stage = Stage(qtbot, theme, row)
    stage.press("edit")
    (card,) = stage.page.cards()
    assert card.editor is not None
    QTest.keyClicks(card.editor, "abc")
    stage.change(replace(row, attempts=2), a_reply("other", SendState.QUEUED))
    assert card in stage.page.cards()
    assert card.editor.toPlainText().startswith("abc")


def test_a_reply_can_be_taken_back(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.QUEUED))
    stage.press("cancel")
    assert [each.outbound for each in stage.writes.commands if isinstance(each, CancelReply)] == [an_id("q")]


def test_a_refused_reply_is_sent_again_as_the_same_row(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.FAILED))
    stage.press("retry")
    assert [each.outbound for each in stage.writes.commands if isinstance(each, RetryFailed)] == [an_id("q")]


@pytest.mark.parametrize(
    ("button", "decision"), [("it_arrived", "arrived"), ("send_again", "send_again"), ("discard", "discard")]
)
def test_an_uncertain_send_is_decided_by_a_person(
    qtbot: QtBot, theme: Theme, button: str, decision: str
) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.ASK_HUMAN))
    stage.press(button)
    assert [each.decision for each in stage.writes.commands if isinstance(each, SettleUnknown)] == [decision]


def test_a_held_reply_goes_out_with_the_news_as_seen(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.NEEDS_REVIEW, news="Bitte stornieren!"))
    stage.press("release")
    (command,) = [each for each in stage.writes.commands if isinstance(each, ReleaseReply)]
    assert command.base_last_message == a_row(1).last_message


def test_a_held_reply_is_not_released_past_news_nobody_has_seen(qtbot: QtBot, theme: Theme) -> None:
    row = a_reply("q", SendState.NEEDS_REVIEW, news="Bitte stornieren!")
    stage = Stage(qtbot, theme, row)
    stage.reader.outbox_rows = (replace(row, news="Doch nicht!"),)
    with stage.qtbot.waitSignal(stage.desk.troubled) as trouble:
        stage.press("release")
    assert trouble.args[0].key == "new_message"
    assert [each for each in stage.writes.commands if isinstance(each, ReleaseReply)] == []


def test_the_conversation_opens(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.QUEUED))
    with stage.qtbot.waitSignal(stage.page.wants_conversation) as opened:
        stage.press("open")
    assert opened.args == [a_row(1).id]


PHOTO = AttachmentRow(AttachmentId(an_id("photo")), "lid.png", "image/png", 1024, False, "", "k", False)


def _labels(stage: Stage) -> str:
    shown = [made for made in stage.page.findChildren(QLabel) if made.isVisible()]
    return " ".join(
        [made.text() for made in shown] + [made.full_text() for made in shown if isinstance(made, Shortened)]
    )


def test_a_card_shows_everything_that_leaves(qtbot: QtBot, theme: Theme) -> None:
    card = Card(CardKind.ORDER, "302-1", "Flasche")
    row = a_reply(
        "q", SendState.QUEUED, text="", files=(PHOTO,), cc=("a@firma.example",), bcc=("b@firma.example",), card=card,
        form="review_request",
    )  # fmt: skip
    stage = Stage(qtbot, theme, row)
    shown = _labels(stage)
    for words in ("lid.png", "抄送：a@firma.example", "密送：b@firma.example", "Flasche"):
        assert words in shown
        assert words in stage.page.cards()[0].accessibleName()
    assert form_words("review_request") in shown


def test_a_forward_says_so_and_is_given_up_not_taken_back_to_the_draft(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(
        qtbot, theme, a_reply("q", SendState.QUEUED, forwarded=True, customer_name="lager@firma.example")
    )
    assert "lager@firma.example" in _labels(stage)
    assert [made.text() for made in stage.page.findChildren(QPushButton, "cancel")] == ["不转发了"]


def test_a_reply_of_a_resting_shop_says_why_it_does_not_leave(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme, a_reply("q", SendState.QUEUED, paused=True))
    assert "已暂停" in stage.told()
