"""From `send as…` to the buyer: what Amazon offers for the order is chosen, leaves once, and is not offered again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.commands import QueueReply
from app.domain.forms import Form
from app.domain.readmodels import InboxRow, ViewKind
from app.domain.values import MessageId, OutboundId
from tests.flows.day import Day

pytestmark = pytest.mark.timeout(240)
REVIEW = "productReviewAndSellerFeedback"


def forms(day: Day, row: InboxRow) -> dict[str, Form]:
    """What the program is told when an agent presses `send as…`."""
    found: list[tuple[Form, ...]] = []
    day.program.desk.task(lambda: day.program.room.floor.forms(row.id), found.append)
    day.until(lambda: bool(found))
    return {form.key: form for form in found[0]}


def send_as(day: Day, row: InboxRow, form: str, text: str = "") -> None:
    day.do(
        QueueReply(
            id=day.command(), agent=day.program.desk.agent, conversation=row.id,
            outbound=OutboundId(day.program.desk.new_id()), message=MessageId(day.program.desk.new_id()),
            text=text, base_last_message=row.last_message, form=form,
        )
    )  # fmt: skip


def arrived(day: Day, form: str) -> list[str]:
    answer = day.town.ask("received", shop="amazon-jp")
    assert isinstance(answer, list)
    return [str(one["text"]) for one in answer if isinstance(one, dict) and one["kind"] == f"template/{form}"]


def test_what_is_offered_for_an_order_reaches_its_buyer_once(qtbot: QtBot, tmp_path: Path) -> None:
    with Day(qtbot, tmp_path, "amazon-jp") as day:
        day.until(lambda: any(row.order_key for row in day.rows()))
        row = next(row for row in day.rows() if row.order_key)
        offered = forms(day, row)
        assert offered["unexpectedProblem"].offered
        assert offered["confirmServiceDetails"].reason == "amazon_only_services"
        send_as(day, row, "unexpectedProblem", "在庫がなくなりました。")
        day.until(lambda: day.states(row.id)[-1] == "sent")
        assert arrived(day, "unexpectedProblem") == ["在庫がなくなりました。"]
        assert forms(day, row)["unexpectedProblem"].reason == "form_sent_already"


def settled(day: Day) -> str:
    """The order that arrived long ago."""
    world = day.town.service.town.world
    talks = [talk for talk in world.conversations.values() if talk.shop.key == "amazon-jp"]
    return next(talk.order.id for talk in talks if talk.topic == "praise" and talk.order)


def test_a_happy_buyer_is_asked_for_a_review_once(qtbot: QtBot, tmp_path: Path) -> None:
    with Day(qtbot, tmp_path, "amazon-jp") as day:
        order, kinds = settled(day), (ViewKind.OPEN, ViewKind.WAITING, ViewKind.RESOLVED)

        def praise() -> list[InboxRow]:
            return [row for kind in kinds for row in day.rows(kind) if row.order_key == order]

        day.until(lambda: bool(praise()))
        (row,) = praise()
        assert forms(day, row)[REVIEW].offered
        send_as(day, row, REVIEW)
        day.until(lambda: day.states(row.id)[-1] == "sent")
        assert arrived(day, REVIEW) == [""]
        assert forms(day, row)[REVIEW].reason == "form_sent_already"
