"""What our ready-made messages, acts and reports ask of Amazon, and every answer, is what its models describe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.aftersales import Act, Parcel, Verb
from app.connectors.amazon.forms import REVIEW
from app.connectors.contract import forms_of
from app.connectors.registry import CHANNELS
from app.domain.outbox import ReceiptKind
from app.simulator.amazon_messaging import MUST_HAVE_FILES, TEXT_LIMITS
from app.simulator.running import RunningTown
from tests.connectors.amazon_bench import KEY, PDF, a_form, placed, town_api
from tests.connectors.test_amazon_returns import asked_back, round_of
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import hold_all, listen
from tests.fakes import FakeClock

pytestmark = pytest.mark.contracts


@pytest.fixture
def amazon(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("amazon", town, clock)
    yield bench
    bench.close()


def test_every_ready_made_message_keeps_to_the_contract(amazon: Bench) -> None:
    heard, sender = listen(amazon.town), amazon.sender()
    order, old = placed(amazon, number="D01-9900000-0000001"), placed(amazon, "settled")
    desk = town_api(amazon).desk
    desk.customised.add(order.id)
    desk.services.add(order.id)
    forms_of(sender, order.id)
    for form in TEXT_LIMITS:
        assert sender.send(a_form(amazon, order, form, "ご確認ください。")).kind is ReceiptKind.SENT
        amazon.clock.advance(timedelta(seconds=5))
    for form in MUST_HAVE_FILES:
        assert sender.send(a_form(amazon, old, form, "", PDF)).kind is ReceiptKind.SENT
        amazon.clock.advance(timedelta(seconds=5))
    assert sender.send(a_form(amazon, old, REVIEW)).kind is ReceiptKind.SENT
    messages = {
        f"POST /messaging/v1/orders/{{amazonOrderId}}/messages/{form}"
        for form in (*TEXT_LIMITS, *MUST_HAVE_FILES)
    }
    assert hold_all(heard) >= {
        *messages,
        "GET /messaging/v1/orders/{amazonOrderId}",
        "GET /messaging/v1/orders/{amazonOrderId}/attributes",
        "GET /solicitations/v1/orders/{amazonOrderId}",
        f"POST /solicitations/v1/orders/{{amazonOrderId}}/solicitations/{REVIEW}",
        "POST /uploads/2020-11-01/uploadDestinations/{resource}",
    }


def test_every_act_and_report_keeps_to_the_contract(amazon: Bench) -> None:
    heard = listen(amazon.town)
    make = CHANNELS["amazon"].open_after_sales
    assert make is not None
    door, now = make(amazon.shop, amazon.logins, amazon.tools), amazon.clock.now()
    fresh, sent = placed(amazon), placed(amazon, "shipped", "250-9900000-0000002")
    other = placed(amazon, number="250-9900000-0000003")
    refund = Act(KEY, Verb.REFUND, sent.id, now, reason="Exchange")
    taken = door.act(refund)
    door.find_act(refund, now)
    assert door.act(Act(KEY, Verb.CANCEL, other.id, now, reason="NoInventory")).remote_key
    parcel = Parcel("Harbour Mail", "403912345678", now, "Express")
    assert door.act(Act(KEY, Verb.SHIP, fresh.id, now, parcel=parcel)).kind is ReceiptKind.SENT
    amazon.clock.advance(timedelta(seconds=70))
    door.find_act(replace(refund, ticket=taken.remote_key), now)
    door.close()
    asked_back(amazon)
    assert round_of(amazon, amazon.source("api")).items
    assert hold_all(heard) >= {
        "POST /orders/v0/orders/{orderId}/shipmentConfirmation",
        "GET /orders/2026-01-01/orders/{orderId}",
        "POST /feeds/2021-06-30/documents",
        "POST /feeds/2021-06-30/feeds",
        "GET /feeds/2021-06-30/feeds",
        "GET /feeds/2021-06-30/feeds/{feedId}",
        "GET /feeds/2021-06-30/documents/{feedDocumentId}",
        "POST /reports/2021-06-30/reports",
        "GET /reports/2021-06-30/reports/{reportId}",
        "GET /reports/2021-06-30/documents/{reportDocumentId}",
    }


def test_no_token_of_ours_is_shown_where_the_bytes_go(amazon: Bench) -> None:
    heard, order = listen(amazon.town), placed(amazon, "shipped")
    amazon.sender().send(a_form(amazon, order, "invoice", "", PDF))
    (put,) = [one.request for one in heard if one.request.method == "PUT"]
    assert put.header("x-amz-access-token") == ""
    assert put.header("x-amz-server-side-encryption") == "aws:kms"
