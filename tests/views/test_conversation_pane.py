"""A conversation on screen: reading it, answering it, and everything that may go wrong with the answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bridge.desk import Desk
from app.domain.cards import Card, CardKind
from app.domain.changes import Changes
from app.domain.commands import (
    AddNote,
    CancelReply,
    DeleteNote,
    ForwardMessage,
    KeepDraft,
    MarkRead,
    MoveMessage,
    NoteNoResponse,
    QueueReply,
    RetryFailed,
    SetStatus,
    SettleUnknown,
    SplitConversation,
)
from app.domain.conversations import ActivityKind, Direction, Status
from app.domain.drafts import NOTHING, Draft
from app.domain.errors import Problem
from app.domain.files import NewFile
from app.domain.forms import Form
from app.domain.outbox import SendState
from app.domain.readmodels import ActivityItem, AttachmentRow, ConversationView, KeptDraft, MessageItem
from app.domain.values import (
    ActivityId,
    AttachmentId,
    CommandId,
    ConversationId,
    MessageId,
    OutboundId,
    ShopId,
)
from app.views.conversation.composer_layout import NOTE
from app.views.conversation.dialogs import AskDialog, OriginalDialog, SafeBrowser
from app.views.conversation.file_acts import FileActs
from app.views.conversation.forwarding import ForwardDialog
from app.views.conversation.message_row import MessageRow
from app.views.conversation.pane import ConversationPane
from app.views.conversation.reading import Reading
from app.views.conversation.text_body import TextBody
from app.views.key_filter import place_of
from app.views.registry import Where
from app.views.shared.choice_popup import ChoicePopup
from app.views.shared.widgets import BoxText
from app.views.theme import Theme
from tests.views.fakes import (
    NOW,
    FakeFloor,
    FakeReader,
    RecordingWrites,
    StillClock,
    a_conversation_view,
    a_message,
    a_row,
    an_id,
    fake_desk,
)

T = TypeVar("T")
PHOTO = AttachmentRow(AttachmentId(an_id("photo")), "lid.png", "image/png", 1024, False, "", "k", False)
SCRIPT = replace(
    PHOTO, id=AttachmentId(an_id("script")), name="run.exe", content_type="application/x", dangerous=True
)


def a_draft(text: str, files: tuple[AttachmentRow, ...] = (), by: UUID | None = None) -> KeptDraft:
    """Words in the store, saved by this screen or by somebody else."""
    return KeptDraft(Draft(text, tuple(file.id for file in files)), files, by or an_id("saved elsewhere"))


class FakeFiles:
    """Files in memory; remembers what was asked of it."""

    def __init__(self) -> None:
        self.opened: list[AttachmentId] = []
        self.added: list[Path] = []
        self.refuse = ""
        self.html = "<p>Hallo <img src='cid:logo'><img src='https://tracker.example/p.gif'></p>"

    def thumbnail(self, attachment: AttachmentId) -> bytes | None:
        return None

    def picture(self, blob_key: str) -> bytes | None:
        return None

    def open_copy(self, attachment: AttachmentId) -> Path:
        self.opened.append(attachment)
        return Path("/somewhere/copy.png")

    def save_as(self, attachment: AttachmentId, target: Path) -> None:
        target.write_bytes(b"x")

    def add(self, source: Path, conversation: ConversationId) -> AttachmentRow:
        if self.refuse:
            raise Problem(self.refuse, limit="5 MB")
        self.added.append(source)
        return replace(PHOTO, id=AttachmentId(an_id(source.name)), name=source.name)

    def prepare(self, source: Path, shop: ShopId, beside: Sequence[NewFile]) -> NewFile:
        return NewFile(AttachmentId(an_id(source.name)), source.name, "application/pdf", 1200, "k")

    def original(self, message: MessageId) -> str:
        return "Received: by mail.example\n\nHallo"

    def formatted(self, message: MessageId) -> str:
        return self.html

    def inline_picture(self, message: MessageId, content_id: str) -> bytes | None:
        return None


class Stage:
    """A pane on screen with everything behind it in reach."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot, self.reader, self.writes, self.clock = (
            qtbot,
            FakeReader(),
            RecordingWrites(),
            StillClock(),
        )
        self.files, self.urls = FakeFiles(), list[QUrl]()
        self.desk: Desk = fake_desk(self.reader, self.writes, self.clock)
        self.row = a_row(3)
        self.reader.views[self.row.id] = a_conversation_view(self.row)
        self.floor = FakeFloor()
        self.pane = ConversationPane(self.desk, self.files, theme, self.urls.append, self.floor)
        self.pane.resize(560, 820)
        qtbot.addWidget(self.pane)
        self.pane.show()
        self.pane.activateWindow()

    def open(self, **changes: object) -> ConversationView:
        self.reader.views[self.row.id] = replace(self.reader.views[self.row.id], **changes)  # type: ignore[arg-type]
        self.pane.show_conversation(self.row.id)
        self.settle()
        return self.reader.views[self.row.id]

    def change(self, **changes: object) -> None:
        """The store has something new about this conversation, and says so."""
        self.reader.views[self.row.id] = replace(self.reader.views[self.row.id], **changes)  # type: ignore[arg-type]
        self.desk.announce(Changes(conversations=frozenset({self.row.id})))
        self.settle()

    def settle(self) -> None:
        for _ in range(6):
            QApplication.processEvents()

    def write(self, text: str) -> None:
        self.pane.start_reply()
        QTest.keyClicks(self.pane.composer.edit, text)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        found = [made for made in (inside or self.pane).findChildren(QPushButton, name) if made.isVisible()]
        assert found, f"no visible button {name}"
        QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)
        self.settle()

    def ctrl_enter(self, *more: Qt.KeyboardModifier) -> None:
        modifiers = Qt.KeyboardModifier.ControlModifier
        for each in more:
            modifiers |= each
        QTest.keyClick(self.pane.composer.edit, Qt.Key.Key_Return, modifiers)
        self.settle()

    def done(self, kind: type[T]) -> list[T]:
        return [command for command in self.writes.commands if isinstance(command, kind)]


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


# --- reading --------------------------------------------------------------------------------------------------------


def test_opening_shows_the_newest_and_marks_it_read(stage: Stage) -> None:
    stage.row = replace(stage.row, unread=True)
    stage.open(row=stage.row)
    rows = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert rows[-1].body.text() == stage.row.preview
    assert stage.pane.header.name.full_text() == "Maria Schmidt"
    assert stage.done(MarkRead) == []
    stage.qtbot.waitUntil(lambda: bool(stage.done(MarkRead)))
    (read,) = stage.done(MarkRead)
    assert read.conversations == (stage.row.id,)


def unread(stage: Stage) -> None:
    stage.row = replace(stage.row, unread=True)
    stage.open(row=stage.row)


def test_skimming_past_leaves_the_dot(stage: Stage) -> None:
    unread(stage)
    other = a_row(4, unread=True)
    stage.reader.views[other.id] = a_conversation_view(other)
    stage.pane.show_conversation(other.id)
    stage.qtbot.waitUntil(lambda: bool(stage.done(MarkRead)))
    assert [read.conversations for read in stage.done(MarkRead)] == [(other.id,)]


def test_who_answers_or_resolves_has_read(stage: Stage) -> None:
    unread(stage)
    stage.write("Kommt morgen.")
    stage.ctrl_enter()
    assert [read.conversations for read in stage.done(MarkRead)] == [(stage.row.id,)]
    other = a_row(4, unread=True)
    stage.reader.views[other.id] = a_conversation_view(other)
    stage.pane.show_conversation(other.id)
    stage.settle()
    resolve = SetStatus(
        id=CommandId(stage.desk.new_id()), agent=stage.desk.agent, conversations=(other.id,),
        status=Status.RESOLVED, activities=(ActivityId(stage.desk.new_id()),), base_last_messages=(other.last_message,),
    )  # fmt: skip
    stage.desk.do(resolve)
    stage.settle()
    assert [read.conversations for read in stage.done(MarkRead)] == [(stage.row.id,), (other.id,)]


def test_marked_unread_at_once_it_stays_unread(stage: Stage) -> None:
    unread(stage)
    number = CommandId(stage.desk.new_id())
    stage.desk.do(MarkRead(id=number, agent=stage.desk.agent, conversations=(stage.row.id,), read=False))
    stage.settle()
    moment = stage.pane.findChild(Reading)
    assert moment is not None
    assert not moment.waits()


def test_a_long_conversation_builds_only_what_is_near_and_ends_at_the_newest(stage: Stage) -> None:
    items = tuple(
        a_message("Maria", Direction.INBOUND, NOW - timedelta(minutes=400 - n), f"Nachricht {n} " * 20, n=n)
        for n in range(400)
    )
    stage.open(items=items)
    built = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert len(built) < 40
    assert built[-1].item.n == 399
    assert stage.pane.timeline._at_end()


def test_news_while_reading_above_keeps_the_words_in_place(stage: Stage) -> None:
    items = tuple(
        a_message("Maria", Direction.INBOUND, NOW - timedelta(minutes=90 - n), f"Nachricht {n} " * 30, n=n)
        for n in range(60)
    )
    stage.open(items=items)
    bar = stage.pane.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stage.settle()
    before = _first_line(stage)
    new = a_message("Maria", Direction.INBOUND, NOW, "Ganz neu", n=1000)
    older = a_message("Maria", Direction.INBOUND, NOW - timedelta(minutes=200), "Früher " * 80, n=-1)
    stage.change(items=(older, *items, new))
    assert _first_line(stage) == before


def _first_line(stage: Stage) -> tuple[int, int]:
    """Which message stands at the upper edge, and how far it is scrolled out."""
    line = stage.pane.timeline.verticalScrollBar().value()
    rows = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    row = next(row for row in rows if row.y() + row.height() > line)
    return row.item.n, line - row.y()


def test_what_did_not_change_keeps_its_widget(stage: Stage) -> None:
    view = stage.open()
    before = stage.pane.timeline.built()
    stage.change(items=(*view.items, a_message("Maria", Direction.INBOUND, NOW, "Neu", n=9)))
    assert set(before) <= set(stage.pane.timeline.built())


def test_changes_of_other_conversations_are_not_read(stage: Stage) -> None:
    stage.open()
    asked = stage.desk._reads.asked  # type: ignore[attr-defined]  # InlineReads counts
    stage.desk.announce(Changes(conversations=frozenset({ConversationId(an_id("another"))})))
    stage.settle()
    assert stage.desk._reads.asked == asked  # type: ignore[attr-defined]


def test_scrolling_to_the_top_asks_for_earlier_messages(stage: Stage) -> None:
    asked: list[int] = []
    real = stage.reader.conversation

    def ask(conversation: ConversationId, agent: object, newest: int = 60) -> ConversationView | None:
        asked.append(newest)
        return real(conversation, agent, newest)  # type: ignore[arg-type]

    stage.reader.conversation = ask  # type: ignore[method-assign]
    items = tuple(
        a_message("Maria", Direction.INBOUND, NOW - timedelta(minutes=90 - n), f"Nachricht {n} " * 30, n=n)
        for n in range(60)
    )
    stage.open(items=items, earlier=True)
    QTest.keyClick(stage.pane.timeline, Qt.Key.Key_Home)
    stage.settle()
    assert asked[-1] == 120


def test_words_can_be_marked_with_the_mouse_and_copied(stage: Stage) -> None:
    stage.open()
    body = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)][-1].body
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    QTest.keyClick(body, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(body, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == stage.row.preview


def test_a_quotation_unfolds_and_the_row_grows(stage: Stage) -> None:
    text = "Danke\n\n> " + "alt " * 60
    stage.open(items=(a_message("Maria", Direction.INBOUND, NOW, text, quoted_from=7),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    before = row.height()
    stage.press("unfold")
    stage.qtbot.waitUntil(lambda: row.height() > before)
    assert any("alt alt" in body.text() for body in row.findChildren(TextBody))


def test_words_without_an_author_are_the_customers(stage: Stage) -> None:
    stage.open(items=(a_message("", Direction.INBOUND, NOW, "Hello"),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert stage.row.customer_name in [one.text() for one in row.findChildren(QLabel)]
    assert row.accessibleName().startswith(stage.row.customer_name)


def test_arabic_runs_from_the_right_and_german_from_the_left(stage: Stage) -> None:
    stage.open(items=(a_message("A", Direction.INBOUND, NOW, "شكراً لكم\nDanke", language="ar"),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    document = row.body.findChild(QTextDocument)
    assert document is not None
    first, second = document.begin(), document.begin().next()
    assert first.textDirection() is Qt.LayoutDirection.RightToLeft
    assert second.textDirection() is Qt.LayoutDirection.LeftToRight


def test_a_link_is_asked_about_and_opened_only_when_secure(stage: Stage) -> None:
    stage.open(items=(a_message("A", Direction.INBOUND, NOW, "https://tracking.example/1"),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    QTest.mouseClick(row.body, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    stage.settle()
    dialog = stage.pane._file_acts.dialog
    assert isinstance(dialog, AskDialog)
    assert stage.urls == []
    stage.press("open_link", dialog)
    assert [url.toString() for url in stage.urls] == ["https://tracking.example/1"]


def test_plain_http_cannot_be_opened(stage: Stage) -> None:
    stage.open(items=(a_message("A", Direction.INBOUND, NOW, "http://tracking.example/1"),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    QTest.mouseClick(row.body, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    stage.settle()
    dialog = stage.pane._file_acts.dialog
    assert isinstance(dialog, AskDialog)
    assert dialog.findChild(QPushButton, "open_link") is None


def test_a_file_opens_as_a_copy_and_a_program_never(stage: Stage) -> None:
    stage.open(items=(a_message("A", Direction.INBOUND, NOW, "Foto", attachments=(PHOTO, SCRIPT)),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    chips = [made for made in row.findChildren(QPushButton) if hasattr(made, "file")]
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.files.opened == [PHOTO.id]
    assert isinstance(stage.pane._file_acts.dialog, AskDialog)


def test_a_picture_without_words_is_not_called_empty(stage: Stage) -> None:
    stage.open(items=(a_message("A", Direction.INBOUND, NOW, "", attachments=(PHOTO,)),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert not row.body.isVisible()
    stage.change(items=(a_message("B", Direction.INBOUND, NOW, ""),))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert row.body.isVisible()


def test_formatted_mail_fetches_nothing_but_what_came_with_it(stage: Stage) -> None:
    item = a_message("A", Direction.INBOUND, NOW, "Hallo", has_raw=True)
    stage.open(items=(item,))
    stage.pane.show_original(item)
    stage.settle()
    dialog = stage.pane._file_acts.dialog
    assert isinstance(dialog, OriginalDialog)
    assert "Received" in dialog.raw.toPlainText()
    browser = dialog.browser
    assert any(address.startswith("https://tracker") for address in browser.asked)
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource):
        for address in (
            "https://tracker.example/p.gif",
            "file:///etc/passwd",
            "//srv/share/a.png",
            "data:image/png;base64,AA",
        ):
            assert browser.loadResource(kind.value, QUrl(address)) is None


def test_pictures_inside_the_mail_are_shown(qtbot: QtBot) -> None:
    browser = SafeBrowser(FakeFiles(), MessageId(an_id("m")), lambda link: None)
    qtbot.addWidget(browser)
    browser.give_pictures({"logo": b"png"})
    kind = QTextDocument.ResourceType.ImageResource.value
    assert browser.loadResource(kind, QUrl("cid:logo")) == b"png"
    assert browser.loadResource(kind, QUrl("cid:other")) is None


# --- answering ------------------------------------------------------------------------------------------------------


def test_ctrl_enter_queues_the_reply_as_seen_and_empties_the_box(stage: Stage) -> None:
    stage.open()
    stage.write("Ihr Paket kommt morgen.")
    stage.ctrl_enter()
    (reply,) = stage.done(QueueReply)
    assert reply.text == "Ihr Paket kommt morgen."
    assert reply.base_last_message == stage.row.last_message
    assert not reply.resolve
    assert stage.pane.composer.text() == ""


def test_ctrl_shift_enter_resolves_as_well(stage: Stage) -> None:
    stage.open()
    stage.write("Danke!")
    stage.ctrl_enter(Qt.KeyboardModifier.ShiftModifier)
    assert stage.done(QueueReply)[0].resolve


def test_ctrl_enter_with_letters_in_composition_sends_nothing(stage: Stage) -> None:
    stage.open()
    stage.write("hao")
    QApplication.sendEvent(stage.pane.composer.edit, QInputMethodEvent("hao", []))
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    commit = QInputMethodEvent("", [])
    commit.setCommitString("好")
    QApplication.sendEvent(stage.pane.composer.edit, commit)
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].text == "hao好"


def test_what_the_platform_asks_of_a_reply_is_named_and_explained(stage: Stage) -> None:
    stage.open()
    hint = stage.pane.composer.manners
    assert hint.text() == "24 小时内答，勿放外链"
    hint.click()
    assert hint.dialog is not None
    assert "周末和节假日也算" in " ".join(words.text() for words in hint.dialog.findChildren(QLabel))
    hint.dialog.reject()
    stage.pane.start_note()
    stage.settle()
    assert hint.isHidden()


def test_several_files_are_saved_at_once_and_none_over_another(stage: Stage, tmp_path: Path) -> None:
    files = tuple(replace(PHOTO, id=AttachmentId(an_id(str(n))), name="photo.png") for n in range(3))
    (tmp_path / "photo.png").write_bytes(b"mine")
    FileActs(stage.desk, stage.files, stage.pane.theme, stage.pane, stage.urls.append).save_all(
        files, tmp_path
    )
    stage.settle()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "photo (2).png", "photo (3).png", "photo (4).png", "photo.png",
    ]  # fmt: skip
    assert (tmp_path / "photo.png").read_bytes() == b"mine"


def test_a_blank_that_is_not_filled_blocks_sending(stage: Stage) -> None:
    stage.open()
    stage.pane.composer.edit.put_words("Am {{order.eta}} kommt es.")
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    assert stage.pane.composer.trouble.isVisible()
    assert "预计送达" in stage.pane.composer.trouble.words.text()


def test_too_long_a_reply_is_not_sent_and_the_counter_turns_red(stage: Stage) -> None:
    stage.open(reply_limit=10)
    stage.write("0123456789abc")
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    assert stage.pane.composer.counter.text() == "13 / 10"
    assert stage.pane.composer.counter.property("tone") == "red"


@pytest.mark.parametrize(
    ("unit", "text", "shown"),
    [
        ("code_points", "你好😀", "3 / 10"),
        ("utf16", "你好😀", "4 / 10"),
        ("bytes", "你好", "6 / 10 字节"),
    ],
)
def test_the_counter_counts_as_the_platform_does(stage: Stage, unit: str, text: str, shown: str) -> None:
    stage.open(reply_limit=10, reply_unit=unit)
    stage.pane.composer.edit.put_words(text)
    assert stage.pane.composer.counter.text() == shown
    assert stage.pane.composer.counter.property("tone") == "text3"


def test_words_that_only_the_platform_finds_too_long_do_not_leave(stage: Stage) -> None:
    stage.open(reply_limit=10, reply_unit="bytes")
    stage.pane.composer.edit.put_words("四个汉字")
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    assert "超出 2 个字" in stage.pane.composer.trouble.words.text()


# --- kinds of messages ----------------------------------------------------------------------------------------------

REVIEW = Form("review_request", wants_text=False)
INVOICE = Form("invoice_copy", wants_files=True, text_limit=5, most_files=1)
QUESTION = Form("question", text_limit=2000, language="ja")
SERVICE = Form("service", text_limit=2000, reason="amazon_only_services")


def offer(stage: Stage, *forms: Form) -> None:
    stage.floor.able, stage.floor.offered = frozenset({"sends_forms"}), forms
    stage.open()


def the_list(stage: Stage) -> ChoicePopup:
    """What opens above the button."""
    stage.press("send_as")
    popup = stage.pane.composer.forms.popup
    assert popup is not None
    return popup


def choose(stage: Stage, title: str) -> None:
    """Opens the list of kinds and takes one."""
    popup = the_list(stage)
    row = [choice.title for choice in popup.shown()].index(title)
    popup._take_row(row)
    popup.close()
    stage.settle()


def told(stage: Stage) -> str:
    """The bar above the words; '' while there is none."""
    bar = stage.pane.composer.form_bar
    return "" if bar.isHidden() else f"{bar.title.text()} {bar.told.text()}"


def test_a_shop_without_kinds_of_messages_shows_none(stage: Stage) -> None:
    stage.open()
    assert stage.pane.composer.forms.isHidden()


def test_a_kind_that_brings_its_own_words_is_sent_without_any(stage: Stage) -> None:
    offer(stage, REVIEW, INVOICE)
    choose(stage, "review_request")
    assert stage.pane.composer.forms.accessibleName() == "发送为：review_request"
    assert told(stage) == "发送为：review_request 文字由平台写，你不用写，也改不了。"
    stage.pane.start_reply()
    stage.ctrl_enter()
    (command,) = stage.done(QueueReply)
    assert (command.form, command.text) == ("review_request", "")
    assert stage.pane.composer.forms.chosen is None  # the next one is plain again


def test_a_kind_says_what_it_wants_and_how_long_it_may_be(stage: Stage) -> None:
    offer(stage, REVIEW, INVOICE)
    choose(stage, "invoice_copy")
    stage.write("abcdefg")
    assert stage.pane.composer.counter.text() == "7 / 5"
    stage.ctrl_enter()
    assert "附件" in stage.pane.composer.trouble.words.text()
    assert stage.done(QueueReply) == []
    choose(stage, "普通文字")
    stage.pane.start_reply()
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].form == ""


def test_what_is_not_offered_stands_below_with_its_reason_and_cannot_be_taken(stage: Stage) -> None:
    offer(stage, QUESTION, SERVICE)
    popup = the_list(stage)
    rows = [(choice.title, choice.under, choice.off) for choice in popup.shown()]
    assert rows == [
        ("普通文字", "像平常一样回复：发出的就是你写的。", False),
        ("question", "你写文字，最多 2,000 字。", False),
        ("平台现在不提供", "", True),
        ("service", "只用于上门服务的订单", True),
    ]
    popup._take_row(3)
    assert stage.pane.composer.forms.chosen is None
    for step in (1, 1, -1):
        popup._list.setCurrentRow(popup._next(popup._list.currentRow(), step))
    assert popup._list.currentRow() == 1
    popup.close()


def test_words_for_a_platform_that_wants_a_language_are_asked_for_in_it(stage: Stage) -> None:
    offer(stage, QUESTION)
    choose(stage, "question")
    assert told(stage) == "发送为：question 你写文字，最多 2,000 字。平台要求用日语写。"
    assert stage.pane.writing()
    stage.press("form_back")
    assert (told(stage), stage.pane.composer.forms.chosen) == ("", None)


def test_a_draft_stays_when_the_platform_writes_the_words_itself(stage: Stage) -> None:
    offer(stage, REVIEW)
    stage.pane.start_reply()
    stage.pane.composer.edit.put_words("还没写完")
    choose(stage, "review_request")
    assert "框里的草稿不会发出" in told(stage)
    assert stage.pane.composer.edit.isReadOnly()
    stage.pane.start_reply()
    stage.ctrl_enter()
    (command,) = stage.done(QueueReply)
    assert (command.form, command.text) == ("review_request", "")
    assert stage.pane.composer.text() == "还没写完"
    assert not stage.pane.composer.edit.isReadOnly()


def test_a_kind_that_takes_no_file_or_wants_words_says_so(stage: Stage) -> None:
    offer(stage, QUESTION, INVOICE)
    choose(stage, "question")
    stage.pane.start_reply()
    stage.ctrl_enter()
    assert stage.pane.composer.trouble.words.text()
    stage.write("Size?")
    stage.pane.composer.files.show_files((PHOTO,))
    stage.ctrl_enter()
    assert "不能带附件" in stage.pane.composer.trouble.words.text()
    choose(stage, "invoice_copy")
    stage.write("ok")
    stage.pane.composer.files.show_files((PHOTO, SCRIPT))
    stage.ctrl_enter()
    assert "最多带 1 个附件" in stage.pane.composer.trouble.words.text()
    assert stage.done(QueueReply) == []


def test_the_keys_open_the_list_too_and_trouble_is_told(stage: Stage) -> None:
    offer(stage, QUESTION)
    stage.pane.send_as()
    stage.settle()
    popup = stage.pane.composer.forms.popup
    assert popup is not None
    popup.close()
    stage.floor.refuse = "shop_paused"
    stage.pane.send_as()
    stage.settle()
    assert "暂停" in stage.pane.composer.trouble.words.text()
    assert stage.pane.composer.forms.text() == "发送为…"


@pytest.mark.parametrize(("width", "words"), [(900, 3), (350, 0)])
def test_where_the_line_is_short_words_give_way_and_nothing_is_cut_off(
    stage: Stage, width: int, words: int
) -> None:
    offer(stage, REVIEW)
    stage.pane.resize(width, 700)
    stage.settle()
    composer = stage.pane.composer
    tools = (composer.templates, composer.attach, composer.forms)
    assert sum(bool(tool.text()) for tool in tools) == words
    for part in (*tools, composer.send_button, composer.menu_button):
        assert part.width() >= part.sizeHint().width(), part.objectName()
    assert composer.forms.accessibleName() == "发送为…"


def test_where_the_platform_offers_nothing_for_the_order_it_is_said(stage: Stage) -> None:
    stage.floor.able = frozenset({"sends_forms"})
    stage.open()
    stage.press("send_as")
    assert "普通文字照常能发" in stage.pane.composer.trouble.words.text()


def test_notes_and_conversations_without_an_order_have_no_kinds(stage: Stage) -> None:
    stage.floor.able = frozenset({"sends_forms"})
    stage.open()
    assert stage.pane.composer.forms.isVisible()
    stage.pane.start_note()
    assert stage.pane.composer.forms.isHidden()
    stage.pane.start_reply()
    stage.change(row=replace(stage.row, order_key=""))
    assert stage.pane.composer.forms.isHidden()


def test_a_message_of_a_kind_says_which(stage: Stage) -> None:
    item = replace(a_message("王", Direction.OUTBOUND, NOW, "", n=900), form="review_request")
    stage.open(items=(item,))
    (row,) = [row for row in stage.pane.timeline.built() if isinstance(row, MessageRow)]
    assert "review_request" in [box.accessibleName() for box in row.findChildren(BoxText)]
    assert row.body.isHidden()


def test_a_refusal_leaves_the_words_in_the_box(stage: Stage) -> None:
    stage.open()
    stage.write("Hallo")
    stage.writes.refuse = Problem("reply_window_closed")
    stage.ctrl_enter()
    assert stage.pane.composer.text() == "Hallo"
    assert "回复期已过" in stage.pane.composer.trouble.words.text()


def test_the_same_words_again_are_asked_about(stage: Stage) -> None:
    stage.open()
    stage.write("Danke")
    stage.writes.refuse = Problem("same_text_recently")
    stage.ctrl_enter()
    dialog = stage.pane.composer.sending.asking
    assert dialog is not None
    stage.press("repeat", dialog)
    assert stage.done(QueueReply)[0].repeat_confirmed


def test_the_history_says_who_took_or_gave_it_away(stage: Stage) -> None:
    given = (
        ("李娜", "王晓", "王晓 指派给 李娜"),
        ("王晓", "王晓", "王晓 接手"),
        ("", "王晓", "王晓 取消了指派"),
    )
    items = tuple(
        ActivityItem(NOW - timedelta(minutes=5 - n), who, ActivityKind.ASSIGNED, {"to": to})
        for n, (to, who, _) in enumerate(given)
    )
    stage.open(items=items)
    shown = " ".join(made.text() for made in stage.pane.timeline.findChildren(QLabel))
    assert all(words in shown for _, _, words in given)


def test_a_note_is_stored_and_never_sent(stage: Stage) -> None:
    stage.open()
    stage.pane.start_note()
    QTest.keyClicks(stage.pane.composer.edit, "Fragt nach Rabatt")
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    assert stage.done(AddNote)[0].text == "Fragt nach Rabatt"


def test_after_a_note_the_box_is_for_replies_again(stage: Stage) -> None:
    stage.open()
    stage.pane.start_note()
    QTest.keyClicks(stage.pane.composer.edit, "Fragt nach Rabatt")
    stage.ctrl_enter()
    assert not stage.pane.composer.is_note()
    stage.pane.composer.edit.setFocus()
    QTest.keyClicks(stage.pane.composer.edit, "Guten Tag")
    stage.ctrl_enter(Qt.KeyboardModifier.ShiftModifier)
    assert stage.done(QueueReply)[0].text == "Guten Tag"
    assert len(stage.done(AddNote)) == 1


def test_where_nothing_can_be_sent_the_reason_is_shown_and_notes_work(stage: Stage) -> None:
    stage.open(cannot_reply="reply_window_closed")
    composer = stage.pane.composer
    assert composer.is_note()
    assert "回复期已过" in composer.clock.full_text()
    stage.pane.start_reply()
    assert composer.is_note()


def test_a_window_that_closed_meanwhile_is_said_before_anybody_writes(stage: Stage) -> None:
    stage.open(shut_at=NOW)
    assert not stage.pane.composer.is_note()
    stage.change(shut_at=NOW - timedelta(seconds=1))
    assert "回复期已过" in stage.pane.composer.clock.full_text()


def test_words_are_saved_on_a_pause(stage: Stage) -> None:
    stage.open()
    stage.write("Halb fertig")
    stage.qtbot.waitUntil(lambda: bool(stage.done(KeepDraft)))
    assert stage.done(KeepDraft)[-1].text == "Halb fertig"
    stage.settle()
    assert "草稿已保存" in stage.pane.composer.saved.full_text()


def test_leaving_the_conversation_saves_at_once(stage: Stage) -> None:
    stage.open()
    stage.write("Unterwegs")
    stage.pane.show_conversation(stage.reader.rows[0].id)
    assert stage.done(KeepDraft)[-1].conversation == stage.row.id
    stage.settle()
    assert stage.pane.composer.text() == ""


def test_a_sent_reply_leaves_no_draft_behind(stage: Stage) -> None:
    stage.open()
    stage.write("Danke")
    stage.ctrl_enter()
    before = len(stage.done(KeepDraft))
    stage.pane.show_conversation(stage.reader.rows[0].id)
    stage.settle()
    assert [draft.text for draft in stage.done(KeepDraft)[before:]] == []


def test_a_stored_draft_is_on_screen_again(stage: Stage) -> None:
    stage.open(reply_draft=a_draft("Noch nicht fertig", files=(PHOTO,)))
    assert stage.pane.composer.text() == "Noch nicht fertig"
    assert stage.pane.composer.files.files == (PHOTO,)


def test_news_while_writing_is_told_and_the_reply_says_what_was_seen(stage: Stage) -> None:
    view = stage.open()
    stage.write("Ihr Paket")
    new = a_message("Maria", Direction.INBOUND, NOW, "Bitte stornieren!", n=50)
    row = replace(view.row, last_message=new.id)
    stage.change(items=(*view.items, new), row=row)
    assert stage.pane.composer.fresh.isVisible()
    assert stage.pane.composer.text() == "Ihr Paket"
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].base_last_message == stage.row.last_message


def test_after_looking_at_the_news_the_reply_goes_with_them_as_seen(stage: Stage) -> None:
    view = stage.open()
    stage.write("Ihr Paket")
    new = a_message("Maria", Direction.INBOUND, NOW, "Bitte stornieren!", n=50)
    stage.change(items=(*view.items, new), row=replace(view.row, last_message=new.id))
    QTest.mouseClick(stage.pane.composer.fresh._button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert not stage.pane.composer.fresh.isVisible()
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].base_last_message == new.id


def test_a_reply_taken_back_returns_to_the_box(stage: Stage) -> None:
    view = stage.open()
    stage.change(items=view.items[:-1], reply_draft=a_draft("Zurückgeholt"))
    assert stage.pane.composer.text() == "Zurückgeholt"


def test_it_returns_though_the_same_words_were_saved_before_they_left(stage: Stage) -> None:
    view = stage.open()
    stage.write("Kommt morgen")
    stage.pane.composer.keep_now()
    mine = stage.done(KeepDraft)[-1].id
    stage.change(reply_draft=a_draft("Kommt morgen", by=mine))
    stage.ctrl_enter()
    assert stage.pane.composer.text() == ""
    stage.change(reply_draft=a_draft("Kommt morgen", by=mine))  # an answer that was on its way already
    assert stage.pane.composer.text() == ""
    stage.change(reply_draft=KeptDraft())
    stage.change(items=view.items[:-1], reply_draft=a_draft("Kommt morgen"))
    assert stage.pane.composer.text() == "Kommt morgen"


def test_half_a_note_is_never_in_the_box_of_the_reply(stage: Stage) -> None:
    stage.open()
    stage.pane.start_note()
    QTest.keyClicks(stage.pane.composer.edit, "Kundin luegt")
    stage.pane.start_reply()
    assert stage.pane.composer.text() == ""
    assert "有草稿" in stage.pane.composer.tabs.tabText(NOTE)
    stage.ctrl_enter()
    assert (stage.done(QueueReply), stage.done(AddNote)) == ([], [])
    QTest.keyClicks(stage.pane.composer.edit, "Guten Tag")
    stage.ctrl_enter()
    assert [reply.text for reply in stage.done(QueueReply)] == ["Guten Tag"]
    stage.pane.start_note()
    assert stage.pane.composer.text() == "Kundin luegt"


def test_a_box_that_shrinks_leaves_no_hole_below_the_messages(stage: Stage) -> None:
    stage.pane.resize(560, 1200)
    stage.open(reply_draft=a_draft("line\n" * 12))
    timeline = stage.pane.timeline
    before = timeline.viewport().height()
    stage.pane.start_note()
    stage.settle()
    assert timeline.viewport().height() > before
    assert timeline._canvas.height() >= timeline.viewport().height()


def test_half_a_reply_is_never_in_the_box_of_the_note(stage: Stage, tmp_path: Path) -> None:
    stage.open()
    stage.write("Guten Tag")
    stage.pane.composer.add_files([tmp_path / "a.png"])
    stage.settle()
    stage.pane.start_note()
    composer = stage.pane.composer
    assert (composer.text(), composer.files.isVisible()) == ("", False)
    QTest.keyClicks(composer.edit, "Kundin fragt nach Rabatt")
    stage.ctrl_enter()
    assert [note.text for note in stage.done(AddNote)] == ["Kundin fragt nach Rabatt"]
    assert (composer.is_note(), composer.text(), composer.files.isVisible()) == (False, "Guten Tag", True)
    stage.ctrl_enter()
    assert [(reply.text, len(reply.files)) for reply in stage.done(QueueReply)] == [("Guten Tag", 1)]


def test_note_and_reply_are_saved_each_for_itself(stage: Stage) -> None:
    stage.open()
    stage.write("Guten Tag")
    stage.pane.start_note()
    QTest.keyClicks(stage.pane.composer.edit, "Nur fuer uns")
    stage.pane.show_conversation(stage.reader.rows[0].id)
    kept = {(draft.text, draft.as_note) for draft in stage.done(KeepDraft)}
    assert kept == {("Guten Tag", False), ("Nur fuer uns", True)}


def test_words_taken_back_never_touch_a_note_being_written(stage: Stage) -> None:
    view = stage.open()
    stage.pane.start_note()
    QTest.keyClicks(stage.pane.composer.edit, "Nur fuer uns")
    stage.change(items=view.items[:-1], reply_draft=a_draft("Zurückgeholt"))
    assert stage.pane.composer.text() == "Nur fuer uns"
    stage.pane.start_reply()
    assert stage.pane.composer.text() == "Zurückgeholt"


def test_a_begun_note_is_where_the_conversation_opens_unless_a_reply_waits_too(stage: Stage) -> None:
    stage.open(note_draft=a_draft("Nur für uns"))
    assert (stage.pane.composer.is_note(), stage.pane.composer.text()) == (True, "Nur für uns")
    stage.pane.show_conversation(stage.reader.rows[0].id)
    stage.settle()
    stage.open(reply_draft=a_draft("Guten Tag"))
    assert (stage.pane.composer.is_note(), stage.pane.composer.text()) == (False, "Guten Tag")


def test_a_note_takes_no_files(stage: Stage, tmp_path: Path) -> None:
    stage.open()
    stage.pane.start_note()
    stage.pane.composer.add_files([tmp_path / "a.png"])
    stage.settle()
    assert stage.pane.composer.files.files == ()
    assert "备注" in stage.pane.composer.trouble.words.text()


def test_copies_kind_and_card_come_back_with_the_words_and_leave_with_them(stage: Stage) -> None:
    stage.floor.able = frozenset({"sends_forms"})
    stage.floor.offered = (Form("review_request", text_limit=800),)
    card = Card(CardKind.ORDER, "302-1", "Flasche")
    words = Draft(
        "Kommt", cc=("a@firma.example",), bcc=("b@firma.example",), form="review_request", card=card
    )
    stage.open(can_copy=True)
    stage.change(reply_draft=KeptDraft(words, (), an_id("undo")))
    composer = stage.pane.composer
    assert composer.reply_words() == words
    assert composer.copies.isVisible()
    assert composer.forms.chosen == stage.floor.offered[0]
    assert composer.card.isVisible()
    stage.ctrl_enter()
    (sent,) = stage.done(QueueReply)
    assert (sent.cc, sent.bcc, sent.form, sent.card) == (words.cc, words.bcc, words.form, card)
    assert composer.reply_words() == NOTHING


def test_a_kind_that_may_not_leave_any_more_is_dropped_with_its_reason_and_the_words_stay(
    stage: Stage,
) -> None:
    stage.floor.able = frozenset({"sends_forms"})
    stage.floor.offered = (replace(QUESTION, reason="form_under_way"),)
    stage.open(reply_draft=KeptDraft(Draft("Kommt", form="question"), (), an_id("undo")))
    assert stage.pane.composer.forms.chosen is None
    assert "还在路上" in stage.pane.composer.trouble.words.text()
    assert stage.pane.composer.text() == "Kommt"


def test_letters_typed_at_a_message_without_words_mean_nothing_to_the_list(stage: Stage) -> None:
    offer(stage, REVIEW)
    choose(stage, "review_request")
    assert stage.pane.writing()
    assert place_of(stage.pane.composer.edit) is Where.COMPOSER
    stage.press("form_back")
    assert stage.pane.composer.edit.property("place") == ""


def test_a_card_can_be_taken_out_of_the_box_or_sent_without_words(stage: Stage) -> None:
    card = Card(CardKind.ORDER, "302-1", "Flasche")
    stage.open(reply_draft=KeptDraft(Draft(card=card), (), an_id("undo")))
    stage.press("remove_card")
    assert stage.done(KeepDraft)[-1].card is None
    stage.change(reply_draft=KeptDraft(Draft(card=card), (), an_id("undo again")))
    stage.ctrl_enter()
    assert [reply.card for reply in stage.done(QueueReply)] == [card]


@pytest.mark.parametrize("key", ["/", "、"])
def test_a_slash_at_the_start_of_a_line_offers_templates(stage: Stage, key: str) -> None:
    stage.open()
    stage.pane.start_reply()
    edit = stage.pane.composer.edit
    if key == "/":
        QTest.keyClicks(edit, key)
    else:
        commit = QInputMethodEvent("", [])
        commit.setCommitString(key)
        QApplication.sendEvent(edit, commit)
    stage.settle()
    popup = stage.pane.composer.inserts.popup
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Return)
    stage.settle()
    assert (
        stage.pane.composer.text() == "Guten Tag Maria Schmidt, Ihr Paket 302-4471906-8825114 ist unterwegs."
    )
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].template == stage.reader.template_rows[0].id


def test_leaving_the_templates_types_the_slash_after_all(stage: Stage) -> None:
    stage.open()
    stage.write("/")
    stage.settle()
    popup = stage.pane.composer.inserts.popup
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: stage.pane.composer.text() == "/")


def test_a_slash_inside_a_line_is_only_a_slash(stage: Stage) -> None:
    stage.open()
    stage.write("14/5")
    assert stage.pane.composer.text() == "14/5"


def test_two_braces_offer_what_can_be_filled_in(stage: Stage) -> None:
    stage.open()
    stage.write("Hallo {{")
    stage.settle()
    popup = stage.pane.composer.inserts.popup
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Return)
    stage.settle()
    assert stage.pane.composer.text() == "Hallo Maria Schmidt"


def test_files_are_checked_before_anything_is_sent(stage: Stage, tmp_path: Path) -> None:
    stage.open()
    stage.pane.composer.add_files([tmp_path / "a.png"])
    stage.settle()
    assert [file.name for file in stage.pane.composer.files.files] == ["a.png"]
    assert stage.done(KeepDraft)[-1].files == stage.pane.composer.files.ids()
    stage.files.refuse = "file_too_large"
    stage.pane.composer.add_files([tmp_path / "huge.png"])
    stage.settle()
    assert "太大" in stage.pane.composer.trouble.words.text()
    assert len(stage.pane.composer.files.files) == 1


def test_copies_are_offered_only_where_the_channel_has_them(stage: Stage) -> None:
    stage.open(can_copy=False)
    assert not stage.pane.composer.copy_button.isVisible()
    stage.change(can_copy=True)
    stage.press("copies")
    QTest.keyClicks(stage.pane.composer.copies.cc, "lager@firma.example, falsch")
    stage.write("Hallo")
    stage.ctrl_enter()
    assert stage.done(QueueReply) == []
    stage.pane.composer.copies.cc.setText("lager@firma.example")
    stage.ctrl_enter()
    assert stage.done(QueueReply)[0].cc == ("lager@firma.example",)


# --- what became of replies -----------------------------------------------------------------------------------------


def an_own(state: SendState, **changes: object) -> MessageItem:
    return a_message(
        "王晓", Direction.OUTBOUND, NOW, "Wir senden Ersatz.", send_state=state,
        outbound=OutboundId(an_id("outbound")), **changes,
    )  # fmt: skip


def test_an_uncertain_send_has_three_equal_buttons_and_no_default(stage: Stage) -> None:
    stage.open(items=(an_own(SendState.ASK_HUMAN),))
    names = ("it_arrived", "send_again", "discard")
    buttons = [stage.pane.findChild(QPushButton, name) for name in names]
    assert all(each is not None and not each.isDefault() and not each.autoDefault() for each in buttons)
    stage.press("it_arrived")
    assert stage.done(SettleUnknown)[0].decision == "arrived"


def test_where_to_look_is_one_press_away(stage: Stage) -> None:
    stage.open(items=(an_own(SendState.ASK_HUMAN),), page="https://seller.example/order/302")
    stage.press("platform_page")
    assert [url.toString() for url in stage.urls] == ["https://seller.example/order/302"]
    stage.change(page="file:///etc/passwd")
    assert stage.pane.findChild(QPushButton, "platform_page") is None


def test_while_the_program_looks_by_itself_nothing_can_be_pressed(stage: Stage) -> None:
    stage.open(items=(an_own(SendState.UNKNOWN, next_look=NOW + timedelta(minutes=2)),))
    assert stage.pane.findChild(QPushButton, "send_again") is None


def test_a_refused_reply_can_be_edited_or_sent_again(stage: Stage) -> None:
    stage.open(items=(an_own(SendState.FAILED, send_reason="remote:No links, please"),))
    stage.press("retry")
    assert stage.done(RetryFailed)[0].text == "Wir senden Ersatz."
    stage.press("edit_again")
    assert stage.done(CancelReply)


def test_a_held_reply_shows_both_texts_and_waits_for_a_person(stage: Stage) -> None:
    news = a_message("Maria", Direction.INBOUND, NOW, "Bitte stornieren!")
    stage.open(items=(news, an_own(SendState.NEEDS_REVIEW)))
    card = stage.pane.findChild(QWidget, "held_card")
    assert card is not None
    assert {body.text() for body in card.findChildren(TextBody)} == {
        "Bitte stornieren!",
        "Wir senden Ersatz.",
    }
    stage.press("take_back")
    assert stage.done(CancelReply)


def test_undo_counts_down_and_takes_the_reply_back(stage: Stage) -> None:
    stage.open(items=(an_own(SendState.QUEUED, undo_until=NOW + timedelta(seconds=9)),))
    undo = stage.pane.findChild(QPushButton, "undo_send")
    assert undo is not None
    assert "9" in undo.text()
    stage.press("undo_send")
    assert stage.done(CancelReply)


def test_a_note_can_be_deleted(stage: Stage) -> None:
    stage.open()
    button = stage.pane.findChild(QWidget, "delete_note")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.done(DeleteNote)


# --- what can be done with a message --------------------------------------------------------------------------------


def _act(stage: Stage, item: MessageItem, key: str) -> Callable[[], object]:
    return dict(stage.pane.message_acts(item))[key]


def test_splitting_takes_this_message_and_all_later_ones(stage: Stage) -> None:
    view = stage.open()
    messages = [item for item in view.items if isinstance(item, MessageItem)]
    _act(stage, messages[0], "message.split")()
    assert stage.done(SplitConversation)[0].messages == tuple(item.id for item in messages)
    _act(stage, messages[2], "message.split")()
    assert stage.done(SplitConversation)[1].messages == (messages[2].id,)


def test_forwarding_needs_a_real_address(stage: Stage) -> None:
    view = stage.open(can_copy=True)
    item = next(each for each in view.items if isinstance(each, MessageItem))
    _act(stage, item, "message.forward")()
    dialog = stage.pane._message_acts.dialog
    assert dialog is not None
    to = dialog.findChild(QWidget, "forward_to")
    assert to is not None
    QTest.keyClicks(to, "kollege@firma.example")
    stage.press("forward_send", dialog)
    assert stage.done(ForwardMessage)[0].to == ("kollege@firma.example",)


def _forward_dialog(stage: Stage, **changes: object) -> ForwardDialog:
    view = stage.open(can_copy=True)
    item = replace(next(each for each in view.items if isinstance(each, MessageItem)), **changes)  # type: ignore[arg-type]
    _act(stage, item, "message.forward")()
    dialog = stage.pane._message_acts.dialog
    assert dialog is not None
    return dialog


def test_a_forward_takes_the_ticked_files_along_and_says_who_wrote_when(stage: Stage) -> None:
    dialog = _forward_dialog(stage, attachments=(PHOTO, SCRIPT), subject="Deckel", author="Maria Schmidt")
    assert [tick.isChecked() for tick in dialog.ticks.values()] == [True, False]
    QTest.keyClicks(dialog.to, "kollege@firma.example")
    stage.press("forward_send", dialog)
    (sent,) = stage.done(ForwardMessage)
    assert sent.files == (PHOTO.id,)
    assert "发件人：Maria Schmidt" in sent.heading
    assert "主题：Deckel" in sent.heading
    assert "时间：2026-" in sent.heading
    assert not dialog.isVisible()


def test_a_refused_forward_keeps_its_words_and_says_why(stage: Stage) -> None:
    dialog = _forward_dialog(stage)
    QTest.keyClicks(dialog.to, "kollege@firma.example")
    QTest.keyClicks(dialog.words, "Bitte ansehen")
    stage.writes.refuse = Problem("text_too_long", limit=2000, length=2100)
    stage.press("forward_send", dialog)
    assert dialog.isVisible()
    assert "太长" in dialog.trouble.text()
    assert dialog.words.toPlainText() == "Bitte ansehen"
    stage.press("forward_send", dialog)
    assert [sent.text for sent in stage.done(ForwardMessage)] == ["Bitte ansehen"]


def test_a_forward_without_an_address_stays_open(stage: Stage) -> None:
    dialog = _forward_dialog(stage)
    stage.press("forward_send", dialog)
    assert (dialog.isVisible(), stage.done(ForwardMessage)) == (True, [])
    assert "没有写收件人" in dialog.trouble.text()


def test_a_message_may_be_moved_to_anybody_of_the_shop_who_is_found(stage: Stage) -> None:
    view = stage.open()
    other = a_row(1, shop=stage.row.shop, id=ConversationId(an_id("stranger")))
    stage.reader.rows = [*stage.reader.rows, other]
    item = next(each for each in view.items if isinstance(each, MessageItem))
    _act(stage, item, "message.move")()
    stage.settle()
    popup = stage.pane._message_acts.popup
    assert popup is not None
    QTest.keyClicks(popup.focusWidget() or popup, "whitlock")
    stage.qtbot.waitUntil(lambda: other.id in [choice.value.id for choice in popup.shown()])
    place = [choice.value.id for choice in popup.shown()].index(other.id)
    popup._take_row(place)
    assert [moved.to for moved in stage.done(MoveMessage)] == [other.id]


def test_where_the_shop_rests_composer_and_bubble_say_that_nothing_leaves(stage: Stage) -> None:
    view = stage.open(paused=True)
    assert "店铺已暂停" in stage.pane.composer.clock.full_text()
    stage.change(items=(*view.items, an_own(SendState.QUEUED)))
    assert [made.text() for made in stage.pane.timeline.findChildren(QLabel, "delivery")][-1] == "店铺已暂停"


def test_buttons_of_the_head_stand_for_commands_of_the_register(stage: Stage) -> None:
    stage.open()
    with stage.qtbot.waitSignal(stage.pane.command_wanted) as caught:
        stage.press("assign")
    assert caught.args == ["assign"]


def test_the_order_number_is_copied(stage: Stage) -> None:
    stage.open()
    QTest.mouseClick(stage.pane.header.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == stage.row.order_key


def test_a_mail_that_may_be_forged_is_warned_of_above_the_conversation(stage: Stage) -> None:
    stage.open()
    assert not stage.pane.header.warning.isVisible()
    stage.change(row=replace(stage.row, tags=("phishing_suspect",)))
    assert stage.pane.header.warning.isVisible()


def test_without_a_conversation_there_is_nothing_to_send(stage: Stage) -> None:
    stage.pane.show_conversation(None)
    stage.settle()
    assert not stage.pane.composer.isVisible()
    stage.pane.composer.sending.send(False)
    assert stage.done(QueueReply) == []


def test_an_answer_that_comes_after_the_window_is_gone_is_dropped(stage: Stage, theme: Theme) -> None:
    other = ConversationPane(stage.desk, stage.files, theme)
    other.show_conversation(stage.row.id)
    stage.desk.announce(Changes(conversations=frozenset({stage.row.id}), subjects=frozenset({"agents"})))
    other.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.settle()
    stage.desk.switch_agent(stage.reader.agent_rows[1].id)
    stage.settle()
    assert stage.pane.composer.agent_name == "李娜"


def test_words_are_saved_for_whoever_wrote_them(stage: Stage) -> None:
    stage.open()
    stage.write("Von Wang")
    stage.desk.switch_agent(stage.reader.agent_rows[1].id)
    stage.settle()
    assert {draft.agent for draft in stage.done(KeepDraft)} == {stage.reader.agent_rows[0].id}


def test_what_arrives_on_screen_is_read_but_marked_unread_it_stays_unread(stage: Stage) -> None:
    view = stage.open()
    stage.change(row=replace(view.row, unread=True))
    assert stage.done(MarkRead) == []
    stage.qtbot.waitUntil(stage.pane.isActiveWindow)
    new = a_message("Maria", Direction.INBOUND, NOW, "Noch etwas", n=50)
    stage.change(items=(*view.items, new), row=replace(view.row, unread=True, last_message=new.id))
    stage.qtbot.waitUntil(lambda: len(stage.done(MarkRead)) == 1)


# --- no answer needed -------------------------------------------------------------------------------------------------


def test_while_the_customer_waits_the_platform_can_be_told_that_nobody_need_answer(stage: Stage) -> None:
    view = stage.open()
    bar = stage.pane.no_response
    assert not bar.isVisible()
    row = replace(view.row, last_direction=Direction.INBOUND)
    stage.change(row=row, no_response="https://market.example/none")
    assert bar.isVisible()
    stage.press("no_response")
    assert [url.toString() for url in stage.urls] == ["https://market.example/none"]
    assert [each.conversation for each in stage.writes.commands if isinstance(each, NoteNoResponse)] == [
        view.row.id
    ]
    told = ActivityItem(NOW, "王晓", ActivityKind.NO_RESPONSE_NEEDED, {})
    stage.change(items=(*view.items, told))
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("page", "direction"),
    [("http://market.example/none", Direction.INBOUND), ("https://x.example", Direction.OUTBOUND)],
)
def test_the_platform_is_not_told_after_an_answer_nor_over_an_open_line(
    stage: Stage, page: str, direction: Direction
) -> None:
    view = stage.open()
    stage.change(row=replace(view.row, last_direction=direction), no_response=page)
    assert not stage.pane.no_response.isVisible()
