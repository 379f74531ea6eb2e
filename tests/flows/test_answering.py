"""From the customer's words to our answer in the customer's hands: once, now or when the line comes back."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.commands import CancelReply
from tests.flows.day import Day

pytestmark = pytest.mark.timeout(240)


@pytest.mark.parametrize("shop", ["mail", "ebay-uk", "amazon-jp"])
def test_a_question_arrives_and_its_answer_reaches_the_customer_once(
    shop: str, qtbot: QtBot, tmp_path: Path
) -> None:
    with Day(qtbot, tmp_path, shop) as day:
        day.customer_says("Does the lid fit the large jar?")
        day.hurry()
        row = day.row_about("Does the lid fit")
        assert row.waiting_since is not None
        assert row.unread
        day.answer(row, "Yes, it fits both sizes.")
        day.until(lambda: day.states(row.id)[-1] == "sent")
        assert day.received("Yes, it fits both sizes.") == 1
        day.hurry()
        day.until(lambda: day.state().unsent == 0)
        assert day.received("Yes, it fits both sizes.") == 1


def test_what_is_answered_offline_leaves_once_when_the_line_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    with Day(qtbot, tmp_path, "mail") as day:
        day.customer_says("Is it dishwasher safe?")
        day.hurry()
        row = day.row_about("dishwasher")
        day.offline(True)
        day.answer(row, "Yes, top rack only.")
        assert day.state().unsent == 1
        assert day.received("top rack only") == 0
        day.offline(False)
        day.until(lambda: day.states(row.id)[-1] == "sent")
        assert day.received("top rack only") == 1


def test_words_that_came_meanwhile_hold_the_answer(qtbot: QtBot, tmp_path: Path) -> None:
    with Day(qtbot, tmp_path, "mail") as day:
        day.customer_says("Please cancel it.")
        day.hurry()
        row = day.row_about("cancel it")
        day.offline(True)
        reply = day.answer(row, "Cancelled as you wished.")
        day.customer_says("Wait, do not cancel!")
        day.offline(False)
        day.until(lambda: day.states(row.id)[-1] == "needs_review")
        assert day.received("Cancelled as you wished.") == 0
        held = next(one for one in day.rows() if one.id == row.id)
        assert held.waiting_since == row.waiting_since
        day.do(CancelReply(id=day.command(), agent=day.program.desk.agent, outbound=reply))
        assert day.state().unsent == 0
        assert day.conversation(row.id).reply_draft.words.text == "Cancelled as you wished."
