"""Beside the conversation: orders, the customer, templates that fit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cards import CardKind
from app.domain.changes import Changes
from app.domain.commands import AttachOrder, DetachOrder, KeepFirstDraft, SetCustomerNote, StartConversation
from app.domain.drafts import FirstDraft
from app.domain.errors import Problem
from app.domain.files import NewFile
from app.domain.orders import AfterSale, AfterSaleKind, OrderStatus, Recipient
from app.domain.ports import FirstWord
from app.domain.readmodels import AttachmentRow, ContextView, MissingOrder
from app.domain.values import AttachmentId, ConversationId, MessageId, Money, OrderId, ShopId
from app.views.context.act_line import ActLine
from app.views.context.case_words import state_words
from app.views.context.first_message import FirstMessage
from app.views.context.ladder import Ladder
from app.views.context.order_card import OrderBox, recipient_words
from app.views.context.pane import CUSTOMER, TEMPLATES, WHOLE_HISTORY, ContextPane
from app.views.theme import Theme
from tests.views.fakes import NOW, FakeFloor, FakeReader, RecordingWrites, a_context, a_row, an_id, fake_desk

LABEL = NewFile(AttachmentId(an_id("label")), "label.pdf", "application/pdf", 1200, "k")


class Pictures:
    """Product pictures only."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def picture(self, blob_key: str) -> bytes | None:
        self.asked.append(blob_key)
        return None

    def thumbnail(self, attachment: AttachmentId) -> bytes | None:
        return None

    def open_copy(self, attachment: AttachmentId) -> Path:
        return Path()

    def save_as(self, attachment: AttachmentId, target: Path) -> None: ...

    def add(self, source: Path, conversation: ConversationId) -> AttachmentRow:
        raise Problem("file_gone")

    def prepare(self, source: Path, shop: ShopId, beside: Sequence[NewFile]) -> NewFile:
        return NewFile(AttachmentId(an_id(source.name)), source.name, "application/pdf", 1200, "k")

    def original(self, message: MessageId) -> str:
        return ""

    def formatted(self, message: MessageId) -> str:
        return ""

    def inline_picture(self, message: MessageId, content_id: str) -> bytes | None:
        return None


class Stage:
    """The pane on screen."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot, self.reader, self.writes = qtbot, FakeReader(), RecordingWrites()
        self.pictures, self.urls = Pictures(), list[QUrl]()
        self.desk = fake_desk(self.reader, self.writes)
        self.row = a_row(3)
        self.floor = FakeFloor()
        self.pane = ContextPane(self.desk, self.pictures, theme, self.floor, self.urls.append)
        self.pane.resize(320, 860)
        qtbot.addWidget(self.pane)
        self.pane.show()

    def open(self, context: ContextView | None = None) -> None:
        if context is not None:
            self.reader.contexts[self.row.id] = context
        self.pane.show_conversation(self.row.id)
        self.settle()

    def settle(self) -> None:
        for _ in range(6):
            QApplication.processEvents()

    def press(self, name: str, inside: QWidget | None = None) -> None:
        kinds = (QPushButton, QToolButton)
        found = [
            made
            for kind in kinds
            for made in (inside or self.pane).findChildren(kind, name)
            if made.isVisible()
        ]
        assert found, f"no visible button {name}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def words(self) -> str:
        return " | ".join(made.text() for made in self.pane.findChildren(QLabel) if made.isVisible())


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def test_the_order_tells_what_an_agent_asks(stage: Stage) -> None:
    stage.open()
    words = stage.words()
    for part in (
        "不锈钢保温杯 1 L 钛灰",
        "TB-1000-GR",
        "× 2",
        "€59.98",
        "离开莱比锡",
        "M. Schmidt",
        "04277 Leipzig",
        "7 天前",
    ):
        assert part in words, part
    assert stage.pane.findChild(Ladder).reached() == 2  # type: ignore[union-attr]


def test_the_order_number_is_copied(stage: Stage) -> None:
    stage.open()
    stage.press("copy_number")
    assert QGuiApplication.clipboard().text() == stage.row.order_key


def test_a_return_shows_its_own_clock(stage: Stage) -> None:
    matter = AfterSale(
        AfterSaleKind.RETURN, "r1", "302", "RETURN_REQUESTED", True, "Farbe", NOW + timedelta(hours=5), NOW,
        Money(2999, "EUR"),
    )  # fmt: skip
    context = a_context(stage.row)
    stage.open(replace(context, orders=(replace(context.orders[0], after_sales=(matter,)),)))
    assert "买家已申请 · Farbe" in stage.words()
    assert "还剩 5:00" in stage.words()
    assert "€29.99" in stage.words()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("canceled", "已取消"),
        ("REFUND_PAID", "已退款"),
        ("WAITING_SELLER_RESPONSE", "等我方处理"),
        ("SELLER_WONDERS", "SELLER_WONDERS"),
        ("", ""),
    ],
)
def test_a_platforms_own_state_is_said_in_our_words_where_we_have_any(
    theme: Theme, state: str, words: str
) -> None:
    assert state_words(state) == words


def test_a_cancelled_order_has_no_ladder(stage: Stage) -> None:
    context = a_context(stage.row)
    stage.open(
        replace(context, orders=(replace(context.orders[0], status=OrderStatus.CANCELLED),), history=())
    )
    assert stage.pane.findChild(Ladder) is None


def test_acts_without_room_stand_in_the_menu_above_what_is_always_there(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    line = ActLine(theme, "more", "more")
    for name in ("write to the customer", "open on the marketplace"):
        line.add_button(name, name, partial(done.append, name))
    qtbot.addWidget(line)
    line.resize(600, 28)
    line.show()
    buttons = line.findChildren(QPushButton)
    assert [made.isVisible() for made in (*buttons, line.more)] == [True, True, False]
    line.add_entry("detach", partial(done.append, "detach"))
    line.resize(buttons[0].sizeHint().width() + 60, 28)
    assert [made.isVisible() for made in (*buttons, line.more)] == [True, False, True]
    line.menu.aboutToShow.emit()
    for action in line.menu.actions():
        action.trigger()
    assert done == ["open on the marketplace", "detach"]


def test_only_https_pages_can_be_opened(stage: Stage) -> None:
    context = a_context(stage.row)
    stage.pane.resize(480, 860)
    stage.open()
    stage.press("order_page")
    assert [url.host() for url in stage.urls] == ["seller.example"]
    bad = replace(context.orders[0], url="file:///etc/passwd", shipments=())
    stage.reader.contexts[stage.row.id] = replace(context, orders=(bad,), history=())
    stage.desk.announce(Changes(conversations=frozenset({stage.row.id})))
    stage.settle()
    assert [made for made in stage.pane.findChildren(QPushButton, "order_page") if made.isVisible()] == []


def test_an_earlier_order_unfolds_and_stays_unfolded(stage: Stage) -> None:
    stage.open()
    stage.press("history_order")
    assert len([box for box in stage.pane.findChildren(OrderBox) if box.isVisible()]) == 2
    context = a_context(stage.row)
    stage.reader.contexts[stage.row.id] = replace(context, customer=replace(context.customer, note="neu"))
    stage.desk.announce(Changes(orders=frozenset({context.orders[0].id})))
    stage.settle()
    assert len([box for box in stage.pane.findChildren(OrderBox) if box.isVisible()]) == 2


def test_an_order_is_found_by_its_ending_and_attached(stage: Stage) -> None:
    stage.open()
    stage.press("attach_order")
    QTest.keyClicks(stage.pane.orders.search.field, "33705")
    results: QListWidget = stage.pane.orders.search.list
    stage.qtbot.waitUntil(results.isVisible)
    QTest.keyClick(stage.pane.orders.search.field, Qt.Key.Key_Return)
    (command,) = [each for each in stage.writes.commands if isinstance(each, AttachOrder)]
    found = stage.reader.order(command.order)
    assert found is not None
    assert found.remote_key == "14-09182-33705"


def test_a_wrong_order_is_detached(stage: Stage) -> None:
    stage.open()
    (box,) = [box for box in stage.pane.findChildren(OrderBox) if box.card.remote_key == stage.row.order_key]
    box.detach_wanted.emit(box.card)
    assert [each.order for each in stage.writes.commands if isinstance(each, DetachOrder)] == [box.card.id]


def test_a_first_message_goes_to_the_buyer_of_the_order(stage: Stage) -> None:
    stage.open()
    stage.press("write_about")
    dialog = stage.pane.first_message
    assert dialog is not None
    stage.press("first_send", dialog)
    assert [each for each in stage.writes.commands if isinstance(each, StartConversation)] == []
    QTest.keyClicks(dialog.words, "Ihr Paket ist unterwegs.")
    with stage.qtbot.waitSignal(stage.pane.wants_conversation) as opened:
        stage.press("first_send", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, StartConversation)]
    assert opened.args == [command.conversation]
    assert command.shop == stage.row.shop
    assert stage.row.order_key in command.subject


def _first_message(stage: Stage) -> FirstMessage:
    stage.open()
    stage.press("write_about")
    stage.settle()
    dialog = stage.pane.first_message
    assert dialog is not None
    return dialog


def _kept(stage: Stage) -> list[KeepFirstDraft]:
    return [each for each in stage.writes.commands if isinstance(each, KeepFirstDraft)]


def test_a_first_message_that_is_left_is_there_again(stage: Stage) -> None:
    dialog = _first_message(stage)
    QTest.keyClicks(dialog.words, "Ihr Paket")
    QTest.keyClick(dialog.words, Qt.Key.Key_Escape)
    (kept,) = _kept(stage)
    assert (kept.text, kept.subject, kept.order) == ("Ihr Paket", "", dialog._order.id)
    stage.reader.first_drafts[kept.order] = FirstDraft("Paket", kept.text, (LABEL,))
    again = _first_message(stage)
    assert (again.words.toPlainText(), again.subject.text()) == ("Ihr Paket", "Paket")
    assert [file.name for file in again.files.files] == ["label.pdf"]


def test_a_first_message_is_kept_on_a_pause_and_leaves_no_draft_behind(stage: Stage) -> None:
    dialog = _first_message(stage)
    QTest.keyClicks(dialog.words, "Ihr Paket")
    stage.qtbot.waitUntil(lambda: bool(_kept(stage)))
    QTest.keyClicks(dialog.words, " ist da.")
    stage.press("first_send", dialog)
    assert [kept.text for kept in _kept(stage)] == ["Ihr Paket"]


def test_a_first_message_takes_templates_and_files_along(stage: Stage, tmp_path: Path) -> None:
    dialog = _first_message(stage)
    QTest.keyClicks(dialog.words, "/")
    stage.settle()
    popup = dialog.inserts.popup
    assert popup is not None
    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Return)
    stage.settle()
    assert stage.row.order_key in dialog.words.toPlainText()
    dialog.add_files([tmp_path / "label.pdf"])
    stage.settle()
    assert [file.name for file in _kept(stage)[-1].files] == ["label.pdf"]
    stage.press("first_send", dialog)
    (sent,) = [each for each in stage.writes.commands if isinstance(each, StartConversation)]
    assert [file.name for file in sent.files] == ["label.pdf"]


def test_a_refused_first_message_keeps_everything_and_says_why(stage: Stage) -> None:
    dialog = _first_message(stage)
    QTest.keyClicks(dialog.words, "Ihr Paket")
    stage.writes.refuse = Problem("order_without_buyer")
    stage.press("first_send", dialog)
    assert dialog.isVisible()
    assert dialog.words.toPlainText() == "Ihr Paket"
    assert dialog.trouble.text()


def test_where_a_buyer_cannot_be_written_to_first_the_order_says_why(stage: Stage) -> None:
    stage.floor.first = FirstWord("shopee_buyer_writes_first")
    stage.open()
    assert "不能写新消息：Shopee 上要买家先来信才能回复" in stage.words()
    assert not [made for made in stage.pane.findChildren(QPushButton, "write_about") if made.isVisible()]


def test_where_a_buyer_has_one_conversation_with_the_shop_it_is_gone_on_with(stage: Stage) -> None:
    stage.floor.first = FirstWord(letters=False)
    context = a_context(stage.row)
    card = replace(context.orders[0], talk=stage.row.id)
    stage.open(replace(context, orders=(card,), history=()))
    assert not [made for made in stage.pane.findChildren(QPushButton, "write_about") if made.isVisible()]
    assert "不能写新消息" not in stage.words()
    stage.reader.contexts[stage.row.id] = replace(context, orders=(replace(card, talk=None),), history=())
    stage.desk.announce(Changes(conversations=frozenset({stage.row.id})))
    stage.settle()
    stage.press("write_about")
    dialog = stage.pane.first_message
    assert dialog is not None
    assert (dialog.words.isVisible(), dialog.subject.isVisible()) == (True, False)  # chat has no subjects


def test_after_a_shop_changed_it_is_asked_again_whether_it_may_write_first(stage: Stage) -> None:
    stage.floor.first = FirstWord("shop_paused")
    stage.open()
    assert "不能写新消息：这家店已暂停" in stage.words()
    stage.floor.first = FirstWord(letters=True)
    stage.desk.announce(Changes(shops=frozenset({stage.row.shop}), conversations=frozenset({stage.row.id})))
    stage.settle()
    assert "不能写新消息" not in stage.words()


def test_where_an_order_is_not_here_the_pane_says_why_and_leads_to_its_page(stage: Stage) -> None:
    missing = MissingOrder("302-1", "amazon", "https://market.example/o/1", ("api",))
    context = replace(a_context(stage.row), orders=(), history=(), missing=missing)
    stage.open(context)
    assert "订单 302-1 还没有取到" in stage.words()
    assert "没有添加平台接口" in stage.words()
    stage.press("missing_order_page")
    assert [url.toString() for url in stage.urls] == ["https://market.example/o/1"]
    stage.reader.contexts[stage.row.id] = replace(
        context, missing=replace(missing, page="", number="", without=())
    )
    stage.desk.announce(Changes(conversations=frozenset({stage.row.id})))
    stage.settle()
    assert "还没有关联订单" in stage.words()
    assert not stage.pane.findChildren(QPushButton, "missing_order_page")


def test_an_order_of_another_shop_names_it_and_is_written_about_from_there(stage: Stage) -> None:
    elsewhere = ShopId(an_id("elsewhere"))
    context = replace(a_context(stage.row), sends_cards=frozenset(CardKind))
    foreign = replace(context.orders[0], id=OrderId(an_id("foreign")), shop=elsewhere, shop_title="另一家店")
    stage.open(replace(context, orders=(context.orders[0], foreign)))
    own, other = stage.pane.findChildren(OrderBox)
    assert "另一家店" in stage.words()
    for box, offered in ((own, 2), (other, 0)):
        (acts,) = box.findChildren(ActLine)
        acts.menu.aboutToShow.emit()
        assert sum("发给客户" in action.text() for action in acts.menu.actions()) == offered
    other.start_wanted.emit(foreign)
    dialog = stage.pane.first_message
    assert dialog is not None
    QTest.keyClicks(dialog.words, "Ihr Paket ist unterwegs.")
    stage.press("first_send", dialog)
    (command,) = [each for each in stage.writes.commands if isinstance(each, StartConversation)]
    assert command.shop == elsewhere


def test_vip_is_set_at_once_and_a_note_with_its_button(stage: Stage) -> None:
    stage.open()
    stage.pane.show_tab(CUSTOMER)
    stage.settle()
    QTest.keyClick(stage.pane.customer.vip, Qt.Key.Key_Space)
    stage.settle()
    assert [each.vip for each in stage.writes.commands if isinstance(each, SetCustomerNote)] == [False]
    QTest.keyClicks(stage.pane.customer.note, "!")
    stage.press("keep_note")
    notes = [each for each in stage.writes.commands if isinstance(each, SetCustomerNote)]
    assert notes[-1].text.startswith("!")


def test_a_note_being_written_survives_fresh_facts(stage: Stage) -> None:
    stage.open()
    stage.pane.show_tab(CUSTOMER)
    QTest.keyClicks(stage.pane.customer.note, "abc")
    context = a_context(stage.row)
    stage.reader.contexts[stage.row.id] = replace(context, customer=replace(context.customer, order_count=4))
    stage.desk.announce(Changes(conversations=frozenset({stage.row.id})))
    stage.settle()
    assert stage.pane.customer.note.toPlainText().startswith("abc")


def test_another_conversation_of_the_customer_opens(stage: Stage) -> None:
    stage.open()
    stage.pane.show_tab(CUSTOMER)
    stage.settle()
    with stage.qtbot.waitSignal(stage.pane.wants_conversation) as opened:
        stage.press("other_conversation")
    assert opened.args == [a_row(5).id]


def test_the_rest_of_a_long_history_is_shown_when_it_is_wanted(stage: Stage) -> None:
    context = replace(a_context(stage.row), history_count=31)
    stage.open(context)
    more = stage.pane.findChild(QPushButton, "show_more")
    assert more is not None
    assert str(31 - len(context.history)) in more.text()
    more.click()
    stage.settle()
    assert stage.reader.histories[-1] == WHOLE_HISTORY


def test_a_template_is_found_and_inserted_with_one_key(stage: Stage) -> None:
    stage.open()
    stage.pane.show_tab(TEMPLATES)
    stage.settle()
    QTest.keyClicks(stage.pane.templates.field, "Where")
    stage.qtbot.waitUntil(lambda: stage.pane.templates.list.count() == 1)
    with stage.qtbot.waitSignal(stage.pane.template_wanted) as wanted:
        QTest.keyClick(stage.pane.templates.field, Qt.Key.Key_Return)
    assert wanted.args[0].title == "Where is my order"


def test_templates_of_the_customers_language_come_first(stage: Stage) -> None:
    stage.open()
    first = stage.pane.templates.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert first.language == stage.row.language


def test_product_pictures_are_asked_for_only_where_there_is_one(stage: Stage) -> None:
    context = a_context(stage.row)
    stage.open(replace(context, orders=(replace(context.orders[0], pictures=("blob-1",)),)))
    assert stage.pictures.asked == ["blob-1"]


def test_an_unknown_recipient_leaves_no_commas() -> None:
    assert recipient_words(Recipient()) == ""
    assert recipient_words(Recipient(city="Leipzig", country="DE")) == "Leipzig, DE"
